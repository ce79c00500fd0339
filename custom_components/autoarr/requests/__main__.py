"""Prints what sentences ask for: `python -m custom_components.autoarr.requests [SENTENCE ...]`.

One JSON object a sentence, from the arguments or, without any, a line of standard input each.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
import io
import json
import sys

from .parser import parse_request


def main(arguments: Sequence[str]) -> int:
    """Parse the sentences and print them; return the exit status."""
    today = datetime.now(UTC).date()
    for sentence in arguments or _lines():
        sys.stdout.write(json.dumps(parse_request(sentence, today=today).as_dict()) + "\n")
        sys.stdout.flush()
    return 0


def _lines() -> Iterable[str]:
    """Yield the lines of standard input, bytes that are no UTF-8 replaced."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    for line in sys.stdin:
        yield line.rstrip("\r\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
