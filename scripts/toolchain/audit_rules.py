"""Write custom_components/autoarr/audit/rules.json out of the rules in audit/rules/*.yaml; `--check` only compares.

Home Assistant reads YAML slowly and with its own tags; people read JSON badly. So the rules are written in
one and shipped as the other.
"""

import sys
from typing import Final

import orjson
import yaml

from custom_components.autoarr.audit.rulebook import FILE, RuleError, rules_from
from scripts.toolchain.generated import keep

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


if __name__ == "__main__":
    sys.exit(keep(FILE, built, __doc__))
