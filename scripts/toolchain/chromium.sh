# shellcheck shell=bash
# A Chromium for the browser tests of the panel: one that is installed, else Debian's headless one, unpacked beside everything else.
#
# CHROMIUM names one that is installed; AUTOARR_BROWSER=debian unpacks Debian's whatever else there is.

CHROMIUM_HOME="$TOOLCHAIN/chromium"
CHROMIUM_RECIPE="${BASH_SOURCE[0]}"
CHROMIUM_REASON="$TOOLCHAIN/chromium-missing"
# The names are those of tests/e2e/stack/browser.py.
CHROMIUM_NAMES=(chromium chromium-browser google-chrome google-chrome-stable)
# What every Debian has, or what only a browser with a window starts.
CHROMIUM_WITHOUT=(libc6 libgcc-s1 debconf dpkg perl tar x11-utils xdg-utils)

chromium_stamp() { printf '%s %s %s' "$(sha256_of "$CHROMIUM_RECIPE")" "$(machine_suite)" "$CHROMIUM_HOME"; }

unpacked_chromium_ready() {
  debian_at_hand && stamp_is "$CHROMIUM_HOME/stamp" "$(chromium_stamp)" &&
    "$CHROMIUM_HOME/bin/chromium" --version >/dev/null 2>&1
}

installed_chromium() {
  local name
  if [[ "${AUTOARR_BROWSER:-}" == debian ]]; then return 1; fi
  for name in ${CHROMIUM:+"$CHROMIUM"} "${CHROMIUM_NAMES[@]}"; do
    if have "$name"; then return 0; fi
  done
  return 1
}

chromium_ready() {
  installed_chromium || unpacked_chromium_ready || { [[ -f "$CHROMIUM_REASON" ]] && ! debian_at_hand; }
}

# Debian's own word for what apt is to take as there already.
pretend_installed() { # PACKAGE...
  local package
  for package in "$@"; do
    printf 'Package: %s\nStatus: install ok installed\nVersion: 9999:0\nArchitecture: %s\nMaintainer: none\nDescription: there\n\n' \
      "$package" "$(dpkg --print-architecture)"
  done
}

write_chromium_launcher() { # FOLDER
  mkdir -p -- "$1/bin"
  cat >"$1/bin/chromium" <<'LAUNCHER'
#!/usr/bin/env bash
# Chromium as it was unpacked here; the arguments are its own.
set -euo pipefail
home="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)"
libraries=""
for folder in "$home/root/usr/lib/"*-linux-gnu* "$home/root/lib/"*-linux-gnu*; do
  libraries+="${libraries:+:}$folder:$folder/nss:$folder/pulseaudio"
done
export LD_LIBRARY_PATH="$libraries" FONTCONFIG_FILE="$home/fonts.conf"
exec "$home/root/usr/lib/chromium/chromium-headless-shell" "$@"
LAUNCHER
  chmod +x -- "$1/bin/chromium"
}

write_fonts() { # FOLDER FINAL
  cat >"$1/fonts.conf" <<FONTS
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>$2/root/usr/share/fonts</dir>
  <cachedir>$2/fonts-cache</cachedir>
  <alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>
FONTS
}

unpack_chromium() {
  local suite new="$CHROMIUM_HOME.new" status
  suite="$(machine_suite)"
  status="$APT_HOME/$suite/status"
  step "Chromium from Debian's $suite -> .toolchain/chromium"
  rm -rf -- "$new"
  mkdir -p -- "$new/root"
  open_suite "$suite" "main contrib non-free" || return 1
  pretend_installed "${CHROMIUM_WITHOUT[@]}" >"$status"
  if ! unpack_closure "$suite" "$new/root" chromium-headless-shell fonts-dejavu-core; then
    : >"$status"
    return 1
  fi
  : >"$status"
  rm -rf -- "$new/root/usr/share/"{doc,man,locale,icons}
  write_chromium_launcher "$new"
  write_fonts "$new" "$CHROMIUM_HOME"
  replace_dir "$new" "$CHROMIUM_HOME"
  quietly "$TOOLCHAIN/log/chromium.log" "$CHROMIUM_HOME/bin/chromium" --version &&
    write_stamp "$CHROMIUM_HOME/stamp" "$(chromium_stamp)"
}

ensure_chromium() {
  if installed_chromium || unpacked_chromium_ready; then
    rm -f -- "$CHROMIUM_REASON"
    return 0
  fi
  if ! debian_at_hand; then
    write_stamp "$CHROMIUM_REASON" "Chromium is unpacked from Debian's packages, and this is not Debian; install one, or name it in CHROMIUM"
    return 0
  fi
  rm -f -- "$CHROMIUM_REASON"
  if unpack_chromium; then return 0; fi
  rm -rf -- "$CHROMIUM_HOME"
  # Everything else can be tested without a browser.
  write_stamp "$CHROMIUM_REASON" "Chromium could not be unpacked from Debian's $(machine_suite); .toolchain/log/ says why"
}
