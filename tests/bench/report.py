"""How the two sides of a comparison tell what they measured: a line of JSON each time."""

import json
import sys


def say(**facts: object) -> None:
    """Print a line for the process that measures."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()
