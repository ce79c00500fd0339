# shellcheck shell=bash
# shellcheck disable=SC2034 # the names are for the files that are read in beside this one
# What every part of the toolchain shares: places, messages, the lock against a second run.

REPO_ROOT="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd -P)"
TOOLCHAIN="$REPO_ROOT/.toolchain"
REQUIREMENTS="$REPO_ROOT/requirements"
VENV="$REPO_ROOT/.venv"

PYTHON_WANTED=">=3.14.2,<3.15"

# Only what the locks name may be installed; a personal uv configuration must not change that.
export UV_NO_PROGRESS=1 UV_PYTHON_PREFERENCE=system UV_PYTHON_INSTALL_DIR="$TOOLCHAIN/uv-python"
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH UV_PYTHON

say() { printf '%s\n' "$*" >&2; }
step() { say "==> $*"; }

# die WHAT [WHAT TO DO]
die() {
  say "error: $1"
  if [[ $# -gt 1 ]]; then say "       $2"; fi
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# quietly LOG COMMAND...: the output is shown only when the command fails.
quietly() {
  local log="$1"
  shift
  mkdir -p -- "$(dirname -- "$log")"
  if "$@" >"$log" 2>&1; then return 0; fi
  say "error: this failed: $*"
  say "--- the end of $log"
  tail -n 25 -- "$log" >&2 || true
  say "---"
  return 1
}

sha256_of() { # FILE...
  if have sha256sum; then cat -- "$@" | sha256sum | cut -d' ' -f1; else cat -- "$@" | shasum -a 256 | cut -d' ' -f1; fi
}

# A stamp says what a finished part was made from. The place is in it because unpacked programs hold absolute paths.
stamp_is() { # FILE VALUE
  [[ -f "$1" && "$(<"$1")" == "$2" ]]
}

write_stamp() { # FILE VALUE
  printf '%s\n' "$2" >"$1.new"
  mv -f -- "$1.new" "$1"
}

# replace_dir NEW FINAL: a reader sees the old or the new folder, never half of one.
replace_dir() {
  if [[ -e "$2" ]]; then
    rm -rf -- "$2.old"
    mv -- "$2" "$2.old"
  fi
  mv -- "$1" "$2"
  rm -rf -- "$2.old"
}

LOCK_LINK="$TOOLCHAIN/lock"
LOCK_HELD=""

release_lock() {
  if [[ -n "$LOCK_HELD" ]]; then rm -f -- "$LOCK_LINK"; fi
  LOCK_HELD=""
}

# A process number may have been given to another program since.
setup_runs() { # PID
  kill -0 "$1" 2>/dev/null && { ! have ps || ps -p "$1" -o args= | grep -q setup; }
}

# macOS has no flock; a symbolic link is created atomically everywhere.
take_lock() {
  local holder told=""
  mkdir -p -- "$TOOLCHAIN"
  until ln -s "$$" "$LOCK_LINK" 2>/dev/null; do
    holder="$(readlink -- "$LOCK_LINK" 2>/dev/null || true)"
    if [[ -z "$holder" ]]; then continue; fi
    if ! setup_runs "$holder"; then
      # Only one waiter wins the rename, so nobody removes a lock that was just taken.
      if mv -- "$LOCK_LINK" "$LOCK_LINK.stale.$$" 2>/dev/null; then rm -f -- "$LOCK_LINK.stale.$$"; fi
      continue
    fi
    if [[ -z "$told" ]]; then
      say "Another scripts/setup (process $holder) is at work here; waiting for it."
      told=yes
    fi
    sleep 1
  done
  LOCK_HELD=yes
  trap release_lock EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}
