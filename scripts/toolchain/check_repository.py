"""Check what no other tool checks: data files parse, locks name no address, scripts can be run."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
import subprocess
import sys
import tomllib

import yaml

ROOT = Path(__file__).resolve().parents[2]
BUILT = ROOT / "custom_components" / "autoarr" / "frontend"
"""What Vite writes; scripts/test compares it with its source."""
LARGEST_FILE = 2 * 1024 * 1024
ADDRESS = re.compile(r"://|--(?:extra-)?index|--find-links|--trusted-host")
TEXT = {".cfg", ".css", ".in", ".js", ".json", ".md", ".py", ".sh", ".toml", ".ts", ".txt", ".yaml"}


class AnyTagLoader(yaml.SafeLoader):
    """Reads blueprints and Home Assistant's configuration, whose tags only Home Assistant knows."""


AnyTagLoader.add_multi_constructor("!", lambda _loader, _suffix, node: str(node.value))


def repository_files() -> list[Path]:
    """Return the files that are, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def problems_of(path: Path) -> Iterator[str]:
    """Yield what is wrong with one file."""
    content = path.read_bytes()
    if len(content) > LARGEST_FILE:
        yield f"is larger than {LARGEST_FILE >> 20} MiB"
    if content.startswith(b"#!") and not path.stat().st_mode & 0o111:
        yield "starts with #! but cannot be executed"
    if path.suffix not in TEXT:
        return
    if b"\r\n" in content:
        yield "has Windows line ends"
    if content and not content.endswith(b"\n") and BUILT not in path.parents:
        yield "does not end with a line end"
    yield from _parse_problems(path, content.decode())
    if path.parent == ROOT / "requirements" and path.suffix == ".txt":
        yield from _lock_problems(content.decode())


def _parse_problems(path: Path, text: str) -> Iterator[str]:
    try:
        match path.suffix:
            case ".json":
                json.loads(text)
            case ".toml":
                tomllib.loads(text)
            case ".yaml":
                list(yaml.load_all(text, Loader=AnyTagLoader))
    except (ValueError, yaml.YAMLError) as error:
        yield f"does not parse: {error}"


def _lock_problems(text: str) -> Iterator[str]:
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    for line in lines:
        if ADDRESS.search(line):
            yield f"names an address: {line}"
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if "==" in line and not following.lstrip().startswith("--hash=sha256:"):
            yield f"has no hash for {line}"


def main() -> int:
    """Print every problem; return 1 when there is one."""
    if not (ROOT / ".git").exists():
        print("This is not a git checkout, so what belongs to it is not known: nothing checked.")
        return 0
    found = [
        f"{path.relative_to(ROOT)} {problem}"
        for path in repository_files()
        for problem in problems_of(path)
    ]
    print("\n".join(found), end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
