"""`python -m custom_components.autoarr.recovery FILE...`: what went wrong, as JSON lines."""

import argparse
import json
from pathlib import Path
import sys

from .watching.recorded import NotRecorded, describe


def main(arguments: list[str] | None = None) -> int:
    """Print one JSON object a failed or stuck job; return 1 when a file could not be read."""
    parser = argparse.ArgumentParser(
        prog="python -m custom_components.autoarr.recovery",
        description="Say what went wrong in recorded answers of SABnzbd.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    status = 0
    for path in parser.parse_args(arguments).files:
        try:
            for line in describe(json.loads(path.read_text(encoding="utf-8"))):
                sys.stdout.write(json.dumps({"file": path.name, **line}, ensure_ascii=False) + "\n")
        except (OSError, ValueError) as err:
            reason = err if isinstance(err, OSError | NotRecorded) else f"not JSON: {err}"
            sys.stderr.write(f"{path}: {reason}\n")
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
