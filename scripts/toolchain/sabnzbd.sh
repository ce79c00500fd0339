# shellcheck shell=bash
# A real SABnzbd for the demo and the end-to-end tests, from Debian's packages, beside its own environment.
#
# SABNZBD_CMD names one that is installed already; SABNZBD_SUITE chooses Debian's (forky: 5.1, trixie: 4.5).
# The end-to-end tests of recovery also want the older one, beside it.

SABNZBD="$TOOLCHAIN/sabnzbd"
SABNZBD_RECIPE="${BASH_SOURCE[0]}"
SABNZBD_REASON="$TOOLCHAIN/sabnzbd-missing"
# forky still moves; when its SABnzbd no longer fits the lock, the one in trixie does.
SABNZBD_SUITES=(forky trixie)
if [[ -n "${SABNZBD_SUITE:-}" ]]; then SABNZBD_SUITES=("$SABNZBD_SUITE"); fi
OLDER_SUITE=trixie
OLDER_SABNZBD="$TOOLCHAIN/sabnzbd-$OLDER_SUITE"
OLDER_REASON="$OLDER_SABNZBD-missing"
# Its web pages link to these.
SABNZBD_WEB=(fonts-glyphicons-halflings libjs-bootstrap libjs-jquery libjs-jquery-ui libjs-moment)

sabnzbd_stamp() { # SUITE HOME
  printf '%s %s' "$(sha256_of "$REQUIREMENTS/sabnzbd-$1.txt" "$REQUIREMENTS/build.txt" "$SABNZBD_RECIPE")" "$2 $1"
}

sabnzbd_is() { # SUITE HOME
  [[ -f "$REQUIREMENTS/sabnzbd-$1.txt" ]] && stamp_is "$2/stamp" "$(sabnzbd_stamp "$1" "$2")" &&
    "$2/venv/bin/python" -c '' >/dev/null 2>&1
}

sabnzbd_ready() { first_sabnzbd_ready && older_sabnzbd_ready; }

first_sabnzbd_ready() {
  local suite
  for suite in "${SABNZBD_SUITES[@]}"; do
    if sabnzbd_is "$suite" "$SABNZBD"; then return 0; fi
  done
  return 1
}

older_sabnzbd_ready() { sabnzbd_is "$OLDER_SUITE" "$OLDER_SABNZBD"; }

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

unpack_sabnzbd() { # SUITE HOME
  local suite="$1" home="$2" new="$2.new"
  step "SABnzbd from Debian's $suite -> .toolchain/$(basename -- "$home")"
  rm -rf -- "$new"
  mkdir -p -- "$new/root"
  open_suite "$suite" "main contrib non-free" &&
    unpack_packages "$suite" "$new/root" sabnzbdplus "${SABNZBD_WEB[@]}" &&
    unpack_helpers "$new/root" "$home/root" || return 1
  write_launcher "$new"
  replace_dir "$new" "$home"
  quietly "$TOOLCHAIN/log/venv.log" "$UV" venv --clear --python "$PYTHON" "$home/venv" &&
    install_locked "$home/venv/bin/python" "$REQUIREMENTS/sabnzbd-$suite.txt" "$TOOLCHAIN/log/sabnzbd.log" &&
    sabnzbd_fits "$home" &&
    write_stamp "$home/stamp" "$(sabnzbd_stamp "$suite" "$home")"
}

# SABnzbd starts with an sabctools of another minor version too, but then cannot download.
sabnzbd_fits() { # HOME
  local wanted found
  wanted="$(sed -n 's/^SABCTOOLS_VERSION_REQUIRED = "\([0-9]*\.[0-9]*\).*/\1/p' "$1/root/usr/share/sabnzbdplus/sabnzbd/constants.py")"
  found="$("$1/venv/bin/python" -c 'import sabctools; print(sabctools.__version__)')"
  if [[ "$found" != "$wanted".* ]]; then
    say "error: this SABnzbd wants sabctools $wanted, and the lock has $found."
    return 1
  fi
  quietly "$TOOLCHAIN/log/sabnzbd-version.log" "$1/bin/sabnzbd" --version
}

ensure_sabnzbd() {
  if [[ -n "${SABNZBD_CMD:-}" ]]; then
    rm -f -- "$SABNZBD_REASON"
    return 0
  fi
  if sabnzbd_ready; then return 0; fi
  if ! debian_at_hand; then
    write_stamp "$SABNZBD_REASON" "SABnzbd is unpacked from Debian's packages, and this is not Debian; set SABNZBD_CMD to the command that starts yours"
    return 0
  fi
  rm -f -- "$SABNZBD_REASON"
  ensure_uv
  ensure_tools
  ensure_python
  export_headers
  first_sabnzbd_ready || ensure_first_sabnzbd
  older_sabnzbd_ready || ensure_older_sabnzbd
}

ensure_first_sabnzbd() {
  local suite
  for suite in "${SABNZBD_SUITES[@]}"; do
    [[ -f "$REQUIREMENTS/sabnzbd-$suite.txt" ]] ||
      die "There is no SABnzbd for SABNZBD_SUITE=$suite." "Use forky or trixie, or name an installed SABnzbd in SABNZBD_CMD."
    if unpack_sabnzbd "$suite" "$SABNZBD"; then return 0; fi
  done
  die "SABnzbd could not be unpacked from Debian's packages (${SABNZBD_SUITES[*]})." \
    "Logs: .toolchain/log/. An installed one can be named in SABNZBD_CMD; scripts/setup --no-sabnzbd leaves it out."
}

# Without the older one everything else can still be tested.
ensure_older_sabnzbd() {
  rm -f -- "$OLDER_REASON"
  if unpack_sabnzbd "$OLDER_SUITE" "$OLDER_SABNZBD"; then return 0; fi
  rm -rf -- "$OLDER_SABNZBD"
  write_stamp "$OLDER_REASON" "SABnzbd 4.5 could not be unpacked from Debian's $OLDER_SUITE; .toolchain/log/ says why"
}
