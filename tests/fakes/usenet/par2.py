"""Recovery volumes for a post, made by the real par2."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
import subprocess
import tempfile

from .tools import find_tool


@dataclass(frozen=True, slots=True, kw_only=True)
class Par2:
    """How much recovery data: `blocks` blocks of `block_size` bytes (a multiple of 4)."""

    block_size: int = 40_000
    blocks: int = 4


def recovery_volumes(base: str, files: Mapping[str, bytes], par2: Par2) -> dict[str, bytes]:
    """Return `base.par2` and its volumes for some files; raises ToolMissing and subprocess.CalledProcessError."""
    with tempfile.TemporaryDirectory(prefix="par2-") as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        create = [
            str(find_tool("par2")),
            "create",
            "-q",
            "-q",
            f"-s{par2.block_size}",
            f"-c{par2.blocks}",
        ]
        subprocess.run(
            [*create, f"{base}.par2", *files], cwd=folder, check=True, capture_output=True
        )
        return {made.name: made.read_bytes() for made in sorted(Path(folder).glob("*.par2"))}
