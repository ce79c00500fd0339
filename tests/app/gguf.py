"""Models with random weights, made once and kept; real llama.cpp loads them and answers nonsense."""

from hashlib import sha256
from pathlib import Path

from models.make_gguf import make

MODELS = Path(__file__).parents[2] / "models"
KEPT = Path(__file__).parents[2] / ".toolchain" / "test-models"


def tiny_gguf() -> Path:
    """Return the tiny model's file."""
    return gguf_of("tiny")


def gguf_of(kind: str) -> Path:
    """Return the file of a kind; it is made anew when the tools that make it change."""
    digest = sha256()
    for part in sorted((*MODELS.glob("*.py"), *MODELS.glob("*.txt"))):
        digest.update(part.read_bytes())
    path = KEPT / f"{kind}-{digest.hexdigest()[:12]}.gguf"
    if not path.exists():
        old = [*KEPT.glob(f"{kind}-{'?' * 12}.gguf")]
        make(kind, path)
        for one in old:
            one.unlink(missing_ok=True)
    return path
