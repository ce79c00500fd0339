"""Real llama.cpp inside the test process, the plain way."""

import ctypes
from functools import cache
from pathlib import Path

import llama_cpp

LIBRARIES = Path(llama_cpp.__file__).with_name("lib")
BROKEN = "sapphirerapids"
"""Compiled by an older GCC it ends the process with an illegal instruction (GCC bug 114098)."""


@cache
def load_backend() -> str:
    """Load the variant of llama.cpp's arithmetic that suits this processor best; return its name."""
    variants = {
        path.stem.removeprefix("libggml-cpu-"): path
        for path in LIBRARIES.glob("libggml-cpu-*.so")
        if BROKEN not in path.name
    }
    if not variants:
        return "built in"
    best = max(variants, key=lambda name: score(variants[name]))
    ggml = ctypes.CDLL(str(LIBRARIES / "libggml.so.0"))
    ggml.ggml_backend_load.argtypes = [ctypes.c_char_p]
    ggml.ggml_backend_load.restype = ctypes.c_void_p
    if ggml.ggml_backend_load(str(variants[best]).encode()) is None:
        raise RuntimeError(f"llama.cpp does not load {variants[best].name}")
    return best


def score(path: Path) -> int:
    """Return how well a variant suits this processor; 0 when it does not run here."""
    return int(ctypes.CDLL(str(path)).ggml_backend_score())


def plain_llama(path: Path, *, context: int = 512, threads: int = 1) -> llama_cpp.Llama:
    """Load a model as the documentation of llama-cpp-python shows it."""
    load_backend()
    return llama_cpp.Llama(
        str(path), n_ctx=context, n_threads=threads, n_threads_batch=threads, verbose=False
    )
