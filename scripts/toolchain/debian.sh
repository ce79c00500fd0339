# shellcheck shell=bash
# Debian packages unpacked into a folder of our own: apt fetches and verifies them, the system stays as it is.

APT_HOME="$TOOLCHAIN/apt"

debian_at_hand() {
  have apt-get && have dpkg-deb && have dpkg && [[ -r /etc/os-release ]] && (. /etc/os-release && [[ "${ID:-}" == debian ]])
}

machine_suite() { (. /etc/os-release && printf '%s' "${VERSION_CODENAME:-stable}"); }

# The mirrors this machine's own apt uses, the likeliest first: those that carry its own suite's main component.
machine_mirrors() {
  local suite
  suite="$(machine_suite)"
  # shellcheck disable=SC2016 # apt fills these in
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' 2>/dev/null |
    awk -v suite="$suite" '$3 == "main" && $1 !~ /security/ && !seen[$1]++ { print ($2 == suite ? 0 : 1), $1 }' |
    sort -s -k1,1n | cut -d' ' -f2
}

# One private apt world for each suite; the machine's apt.conf (proxies, certificates) still applies.
apt_private() { # SUITE COMMAND [ARG...]
  local home="$APT_HOME/$1" command="$2"
  shift 2
  local options=(
    -q
    -o "Dir::Etc::sourcelist=/dev/null"
    -o "Dir::Etc::sourceparts=$home/sources"
    -o "Dir::Etc::preferences=/dev/null"
    -o "Dir::Etc::preferencesparts=/dev/null"
    -o "Dir::State=$home/state"
    -o "Dir::State::lists=$home/lists"
    -o "Dir::State::status=$home/status"
    -o "Dir::Cache=$home/cache"
    -o "Acquire::Languages=none"
    -o "Acquire::Retries=3"
    -o "Debug::NoLocking=true"
  )
  if [[ $EUID -eq 0 ]]; then options+=(-o "APT::Sandbox::User=root"); fi
  "$command" "${options[@]}" "$@"
}

write_source() { # SUITE COMPONENTS MIRROR [EXTRA LINE]
  local keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  {
    printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: %s\n' "$3" "$1" "$2"
    if [[ -r "$keyring" ]]; then printf 'Signed-By: %s\n' "$keyring"; fi
    if [[ -n "${4:-}" ]]; then printf '%s\n' "$4"; fi
  } >"$APT_HOME/$1/sources/suite.sources"
}

# open_suite SUITE COMPONENTS: read the suite's index from the first of the machine's mirrors that has it.
open_suite() {
  local suite="$1" components="$2" home="$APT_HOME/$1" log="$TOOLCHAIN/log/apt-$1.log" mirror extra
  if [[ -f "$home/open" && "$(<"$home/open")" == "$components" ]]; then return 0; fi
  rm -rf -- "$home"
  mkdir -p -- "$home"/{sources,state,lists/partial,cache/archives/partial} "$TOOLCHAIN/log"
  : >"$home/status"
  : >"$log"
  while read -r mirror; do
    # A mirror that is refreshed rarely can hold an index past its date: then, and for this source alone, the date is not asked for.
    for extra in "" "Check-Valid-Until: no"; do
      write_source "$suite" "$components" "$mirror" "$extra"
      if apt_private "$suite" apt-get update --error-on=any >>"$log" 2>&1; then
        printf '%s\n' "$components" >"$home/open"
        return 0
      fi
    done
  done < <(machine_mirrors)
  tail -n 15 -- "$log" >&2
  return 1
}

close_suites() { rm -rf -- "$APT_HOME"; }

# unpack_packages SUITE FOLDER PACKAGE...: just these packages.
unpack_packages() {
  local suite="$1" folder="$2" debs="$APT_HOME/$1/debs" deb
  shift 2
  rm -rf -- "$debs"
  mkdir -p -- "$debs" "$folder"
  (cd -- "$debs" && quietly "$TOOLCHAIN/log/apt-download.log" apt_private "$suite" apt-get download "$@") || return 1
  for deb in "$debs"/*.deb; do dpkg-deb -x "$deb" "$folder" || return 1; done
  rm -rf -- "$debs"
}

# unpack_closure SUITE FOLDER PACKAGE...: these packages and everything they need, down to libc.
unpack_closure() {
  local suite="$1" folder="$2" archives="$APT_HOME/$1/cache/archives" deb
  shift 2
  rm -f -- "$archives"/*.deb
  mkdir -p -- "$folder"
  quietly "$TOOLCHAIN/log/apt-download.log" apt_private "$suite" apt-get install --download-only --yes --no-install-recommends "$@" || return 1
  for deb in "$archives"/*.deb; do dpkg-deb -x "$deb" "$folder" || return 1; done
  rm -f -- "$archives"/*.deb
}
