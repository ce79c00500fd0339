# shellcheck shell=bash
# llama.cpp in .venv: compiled here, with the options of the image, because the package index has no binaries of it.

LLAMA_LOCK="$REPO_ROOT/addon/requirements-llama.txt"
LLAMA_OPTIONS="$REPO_ROOT/addon/llama-build.env"
LLAMA_STAMP="$VENV/autoarr-llama-stamp"

llama_stamp() { printf '%s %s' "$(sha256_of "$LLAMA_LOCK" "$LLAMA_OPTIONS")" "$VENV"; }

# "pip sync" of the other packages takes it out again, so the package itself is asked for too.
llama_ready() {
  stamp_is "$LLAMA_STAMP" "$(llama_stamp)" && compgen -G "$VENV/lib/python3*/site-packages/llama_cpp/lib/libllama.so*" >/dev/null
}

ensure_llama() {
  if llama_ready; then return 0; fi
  ensure_uv
  ensure_python
  export_headers
  have c++ || have g++ || have clang++ ||
    die "There is no C++ compiler, and llama.cpp is compiled here." "Install one (on Debian and Ubuntu: g++; on macOS the command line tools), then run scripts/setup again."
  step "llama.cpp, compiled -> .venv (once; about ten minutes on two cores)"
  # shellcheck source=/dev/null
  source "$LLAMA_OPTIONS"
  rm -f -- "$LLAMA_STAMP"
  # Taken out first: asked to reinstall, uv would compile again what it has kept from the last time.
  if compgen -G "$VENV/lib/python3*/site-packages/llama_cpp" >/dev/null; then
    quietly "$TOOLCHAIN/log/llama.log" "$UV" pip uninstall --python "$VENV/bin/python" llama-cpp-python || return 1
  fi
  quietly "$TOOLCHAIN/log/llama.log" "$UV" pip install --python "$VENV/bin/python" --no-deps \
    --require-hashes --require-build-hashes --preview-features build-dependency-hashes --build-constraints "$REQUIREMENTS/build.txt" \
    --config-settings-package "llama-cpp-python:cmake.args=$LLAMA_CMAKE_ARGS" -r "$LLAMA_LOCK" ||
    die "llama.cpp could not be compiled." "The log is .toolchain/log/llama.log. scripts/setup --no-llama leaves it out; then the app has no model."
  write_stamp "$LLAMA_STAMP" "$(llama_stamp)"
}
