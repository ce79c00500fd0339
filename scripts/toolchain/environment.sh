# shellcheck shell=bash
# .venv: Home Assistant, the integration's needs, the tests and the checks, as requirements/dev.txt locks them.

ENVIRONMENT_LOCKS=("$REQUIREMENTS/dev.txt" "$REQUIREMENTS/build.txt")

environment_stamp() { printf '%s %s' "$(sha256_of "${ENVIRONMENT_LOCKS[@]}")" "$VENV"; }

environment_ready() {
  stamp_is "$VENV/autoarr-stamp" "$(environment_stamp)" &&
    "$VENV/bin/python" -c 'import sys; sys.exit(sys.version_info < (3, 14, 2))' >/dev/null 2>&1
}

# An environment without a stamp was interrupted half-way: it is made anew rather than trusted.
fresh_environment() { # FOLDER STAMP FILE
  if [[ -f "$2" ]] && "$1/bin/python" -c '' >/dev/null 2>&1; then return 0; fi
  quietly "$TOOLCHAIN/log/venv.log" "$UV" venv --clear --python "$PYTHON" --prompt autoarr "$1"
}

ensure_environment() {
  if environment_ready; then return 0; fi
  ensure_uv
  ensure_python
  export_headers
  step "The locked packages -> .venv"
  fresh_environment "$VENV" "$VENV/autoarr-stamp" ||
    die "The environment $VENV could not be made." "Move it away if something else put it there, then run scripts/setup again."
  rm -f -- "$VENV/autoarr-stamp"
  if ! install_locked "$VENV/bin/python" "$REQUIREMENTS/dev.txt" "$TOOLCHAIN/log/packages.log"; then
    die "The packages in requirements/dev.txt could not be installed into .venv." \
      "An index that cannot be reached or a missing C compiler (gcc and make; on macOS the command line tools) is the usual reason; the lines above say which."
  fi
  write_stamp "$VENV/autoarr-stamp" "$(environment_stamp)"
}
