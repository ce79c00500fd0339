#!/bin/sh
# Tidies the installed llama.cpp: llama-tidy.sh SITE_PACKAGES
#
# A wheel cannot hold links, so each library is there three times under three names. On musl that is more
# than waste: it takes two files for two libraries, and the processor backends that one of them loads are
# unknown to the other. So the copies become links again. What only compilers and tools need goes.
set -eu

site="$1"
lib="$site/llama_cpp/lib"

rm -rf "${site:?}/include" "${lib:?}/cmake" "$lib/pkgconfig" "$site/llama_cpp/include"
rm -f "$lib"/libllama-common.so* "$lib"/libmtmd.so*

for name in "$lib"/*.so; do
  for copy in "$name".*; do
    [ -e "$copy" ] || continue
    cmp -s "$name" "$copy" || { echo "llama-tidy: $copy is not $name" >&2 && exit 1; }
    ln -sf "${name##*/}" "$copy"
  done
done
