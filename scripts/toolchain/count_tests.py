"""Print "passed failed skipped" of a pytest run from its JUnit report.

A test that fails and then also breaks in its teardown is counted once.
"""

from pathlib import Path
import sys
from xml.etree import ElementTree as ET


def counts(report: Path) -> tuple[int, int, int]:
    """Return how many tests passed, failed and were skipped; all 0 when there is no report."""
    if not report.is_file():
        return 0, 0, 0
    outcomes: dict[tuple[str | None, str | None], str] = {}
    for case in ET.parse(report).getroot().iter("testcase"):  # noqa: S314 - our own report
        name = (case.get("classname"), case.get("name"))
        kinds = {child.tag for child in case}
        if kinds & {"failure", "error"}:
            outcomes[name] = "failed"
        else:
            outcomes.setdefault(name, "skipped" if "skipped" in kinds else "passed")
    found = list(outcomes.values())
    return found.count("passed"), found.count("failed"), found.count("skipped")


if __name__ == "__main__":
    print(*counts(Path(sys.argv[1])))
