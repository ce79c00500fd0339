#!/usr/bin/env bash
# Build the panel into a folder and say whether the committed one is the same, and how large it is.
#
# With no folder it is built into its place in the integration.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
committed=custom_components/autoarr/frontend
MOST_KB=80

if [[ $# -eq 0 ]]; then
  exec npm --prefix frontend run --silent build
fi
npm --prefix frontend run --silent build -- --outDir "$1" --emptyOutDir --logLevel warn
if ! diff --recursive --brief -- "$committed" "$1"; then
  printf 'The panel in %s is not what frontend/ builds: run scripts/toolchain/panel.sh\n' "$committed" >&2
  exit 1
fi
# A browser loads the code, the English texts in it, and one other language.
bytes=0 language=0
for file in "$1"/*.js; do
  size=$(gzip -9 --stdout -- "$file" | wc -c)
  case "$(basename -- "$file")" in
    [a-z][a-z]-*) if [[ $size -gt $language ]]; then language=$size; fi ;;
    *) bytes=$((bytes + size)) ;;
  esac
done
bytes=$((bytes + language))
printf 'The panel and all cards, with the largest translation: %d kB of gzip, of %d\n' "$((bytes / 1000))" "$MOST_KB"
[[ $bytes -le $((MOST_KB * 1000)) ]]
