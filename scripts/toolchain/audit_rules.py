"""Write custom_components/autoarr/audit/rules.json out of the rules in audit/rules/*.yaml; `--check` only compares.

Home Assistant reads YAML slowly and with its own tags; people read JSON badly. So the rules are written in
one and shipped as the other.
"""

import argparse
from pathlib import Path
import sys
from typing import Final

import orjson
import yaml

from custom_components.autoarr.audit.rulebook import FILE, RuleError, rules_from

FOLDER: Final = FILE.parent / "rules"


def built() -> bytes:
    """Return what the file should hold; raises RuleError, which names the YAML file."""
    rules: list[object] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            found = yaml.safe_load(path.read_text("utf-8"))
        except yaml.YAMLError as err:
            raise RuleError(f"{path.name}: {err}") from err
        try:
            rules_from(found)
        except RuleError as err:
            raise RuleError(f"{path.name}: {err}") from err
        rules.extend(found)
    rules_from(rules)  # type: ignore[arg-type]
    return orjson.dumps(rules, option=orjson.OPT_INDENT_2) + b"\n"


def main(arguments: list[str] | None = None) -> int:
    """Write or compare; 1 when the file is stale or a rule has a mistake."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say whether it is up to date")
    options = parser.parse_args(arguments)
    try:
        wanted = built()
    except RuleError as err:
        print(f"audit/rules: {err}", file=sys.stderr)
        return 1
    name = Path(FILE.parent.name) / FILE.name
    if FILE.exists() and FILE.read_bytes() == wanted:
        print(f"{name} is up to date")
        return 0
    if options.check:
        print(f"{name} is stale: run scripts/docs", file=sys.stderr)
        return 1
    FILE.write_bytes(wanted)
    print(f"{name} was written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
