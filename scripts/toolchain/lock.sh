# shellcheck shell=bash
# Making the locks anew: every version and hash in requirements/*.txt, no address in any of them.

compile_lock() { # NAME PYTHON VERSION [OPTION...]
  local name="$1" version="$2"
  shift 2
  say "    ${LOCK_OUTPUT:-requirements/$name.txt}"
  (cd -- "$REPO_ROOT" && "$UV" pip compile --quiet --universal --python-version "$version" --generate-hashes --no-annotate \
    --no-emit-index-url --no-emit-find-links --custom-compile-command "scripts/setup --lock" \
    ${LOCK_OPTIONS[@]+"${LOCK_OPTIONS[@]}"} "$@" "requirements/$name.in" --output-file "${LOCK_OUTPUT:-requirements/$name.txt}")
}

# The image is built from the app's folder alone, so its locks live there; what the tests run on bounds them.
compile_app_lock() { # NAME OUTPUT [OPTION...]
  local name="$1" output="$2"
  shift 2
  LOCK_OUTPUT="$output" compile_lock "$name" 3.14.2 --constraints requirements/dev.txt "$@"
}

# Home Assistant's manifests and constraints are read from its wheel before anything of it is installed.
unpack_homeassistant() { # FOLDER
  local wanted
  wanted="$(grep -E '^homeassistant==' "$REQUIREMENTS/base.in")"
  "$UV" pip install --quiet --no-deps --no-build --python-version 3.14.2 --target "$1" "$wanted"
}

lock_all() { # OPTION... of uv pip compile, e.g. --upgrade
  local LOCK_OPTIONS=("$@") package="$TOOLCHAIN/lock-homeassistant"
  ensure_uv
  ensure_python
  step "Locking"
  rm -rf -- "$package"
  unpack_homeassistant "$package" || die "Home Assistant's wheel could not be fetched." "Is the Python package index reachable from here?"
  "$PYTHON" "$REPO_ROOT/scripts/toolchain/ha_requirements.py" "$package/homeassistant" >"$REQUIREMENTS/homeassistant.in.new"
  mv -f -- "$REQUIREMENTS/homeassistant.in.new" "$REQUIREMENTS/homeassistant.in"
  compile_lock tools 3.9
  compile_lock build 3.14.2
  compile_lock dev 3.14.2 --constraints "$package/homeassistant/package_constraints.txt"
  compile_app_lock app addon/requirements.txt
  compile_app_lock llama addon/requirements-llama.txt --no-deps
  compile_app_lock build addon/requirements-build.txt
  compile_lock sabnzbd-forky 3.14.2
  compile_lock sabnzbd-trixie 3.14.2
  rm -rf -- "$package"
}
