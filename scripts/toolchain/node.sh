# shellcheck shell=bash
# What the panel is built and tested with: npm packages in frontend/node_modules, at the versions of the lock.

FRONTEND="$REPO_ROOT/frontend"
NODE_REASON="$TOOLCHAIN/node-missing"
NODE_WANTED="20.19"

frontend_stamp() { sha256_of "$FRONTEND/package-lock.json"; }

node_fits() {
  have node && have npm &&
    node -e 'const [a, b] = process.versions.node.split(".").map(Number), [c, d] = process.argv[1].split(".").map(Number); process.exit(a > c || (a === c && b >= d) ? 0 : 1)' "$NODE_WANTED"
}

frontend_ready() {
  [[ -f "$NODE_REASON" ]] && ! node_fits && return 0
  stamp_is "$FRONTEND/node_modules/.autoarr-stamp" "$(frontend_stamp)"
}

ensure_frontend() {
  if ! node_fits; then
    mkdir -p -- "$TOOLCHAIN"
    printf 'The panel is built with Node.js %s or newer and npm, which this machine does not have\n' "$NODE_WANTED" >"$NODE_REASON"
    return 0
  fi
  rm -f -- "$NODE_REASON"
  if frontend_ready; then return 0; fi
  step "npm packages -> frontend/node_modules"
  quietly "$TOOLCHAIN/log/npm.log" npm --prefix "$FRONTEND" ci --no-audit --no-fund ||
    die "The packages of the panel could not be installed." "scripts/setup --no-frontend leaves them out; the built panel is in the repository."
  write_stamp "$FRONTEND/node_modules/.autoarr-stamp" "$(frontend_stamp)"
}
