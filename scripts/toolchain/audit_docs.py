"""Write the tables of docs/audit.md: every rule, what it finds, why, and how it is mended.

All of it is read from the rules. `--check` only says whether the page is up to date.
"""

from collections.abc import Iterator, Mapping, Sequence
import json
import re
import sys
from typing import Final
from urllib.parse import urlsplit

from custom_components.autoarr.audit.models import Category, HowTo, Risk, Rule, Severity
from custom_components.autoarr.audit.rulebook import load
from custom_components.autoarr.journal.ports import JsonValue
from scripts.toolchain.generated import ROOT, between, keep

PAGE: Final = ROOT / "docs" / "audit.md"
BEGIN: Final = "<!-- tables of rules: written by scripts/docs -->"
END: Final = "<!-- end of the tables of rules -->"

GROUPS: Final = {
    "sabnzbd": "SABnzbd",
    "servarr": "Radarr and Sonarr",
    "radarr": "Radarr",
    "sonarr": "Sonarr",
    "plex": "Plex",
    "stack": "How the services fit together",
}
"""The headings, by the first part of a rule's id."""

ACROSS: Final = "stack"
"""Of these rules the page says which service a finding belongs to."""

CATEGORY_WORDS: Final[Mapping[Category, str]] = {
    Category.FAILURES: "failures",
    Category.IMPORTING: "importing",
    Category.PATHS: "folders and paths",
    Category.SPACE: "disk space",
    Category.NAMING: "names",
    Category.QUALITY: "quality",
    Category.SEARCHING: "searching",
    Category.CONNECTIONS: "connections",
    Category.SECURITY: "security",
    Category.LIBRARY: "the library",
    Category.PERFORMANCE: "performance",
    Category.UPKEEP: "upkeep",
}

SEVERITY_WORDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "hint",
}

RISK_WORDS: Final[Mapping[Risk, str]] = {
    Risk.NONE: "none",
    Risk.LOW: "low",
    Risk.MEDIUM: "medium",
    Risk.HIGH: "high",
}

FACT_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "plex_connected": ("Plex is connected", "Plex is not connected"),
    "sabnzbd_connected": ("SABnzbd is connected", "SABnzbd is not connected"),
    "radarr_connected": ("Radarr is connected", "Radarr is not connected"),
    "sonarr_connected": ("Sonarr is connected", "Sonarr is not connected"),
    "servarr_connected": (
        "Radarr or Sonarr is connected",
        "neither Radarr nor Sonarr is connected",
    ),
    "plex_told_by_all": (
        "every Radarr and Sonarr tells Plex of new files",
        "some Radarr or Sonarr does not tell Plex of new files",
    ),
    "plex_folders_can_vanish": (
        "a library of Plex is on a network or removable drive",
        "no library of Plex is on a network or removable drive",
    ),
    "sabnzbd_extensions_allowlist": (
        "the list of file types says what is allowed",
        "the list of file types says what is unwanted",
    ),
    "sabnzbd_quota": ("SABnzbd has a quota", "SABnzbd has no quota"),
    "sabnzbd_speed_limited": (
        "SABnzbd has a speed limit in percent",
        "SABnzbd has no speed limit in percent",
    ),
    "plex_may_delete": ("files can be deleted in Plex", "files cannot be deleted in Plex"),
    "usenet_only": (
        "SABnzbd is connected and there is no active torrent client",
        "there is an active torrent client, or no SABnzbd",
    ),
    "recycle_bin_set": ("there is a recycle bin", "there is no recycle bin"),
    "own_login": ("it asks for a login itself", "it does not ask for a login itself"),
}
"""What a condition says where it holds, and where it is turned round with `!`."""

HEAD: Final = (
    "what it finds",
    "severity",
    "why it matters",
    "how it is mended",
    "risk",
    "applies",
    "source",
)

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_SPECIAL: Final = re.compile(r"([|<*\\])")


def row(rule: Rule) -> tuple[str, ...]:
    """Return the cells of a rule."""
    return (
        f"**{prose(rule.title)}** (`{rule.id}`)",
        SEVERITY_WORDS[rule.severity],
        prose(rule.reason),
        mended(rule),
        RISK_WORDS[rule.risk],
        applies(rule),
        f"[{urlsplit(rule.source).hostname}]({rule.source})",
    )


def prose(text: str) -> str:
    """Return a text of a rule for a cell; what is filled in when something is found is set in italics."""
    return _PLACEHOLDER.sub(r"*\1*", _SPECIAL.sub(r"\\\1", " ".join(text.split())))


def mended(rule: Rule) -> str:
    """Return how the findings of a rule are mended, in words."""
    by_hand = " ".join(f"{number}. {prose(step)}" for number, step in enumerate(rule.steps, 1))
    match rule.apply.how:
        case HowTo.MANUAL:
            return f"by hand: {by_hand}"
        case HowTo.SET:
            text = f"sets {_code(rule.path)} {_where(rule)} to {_value(rule.apply.value)}"
        case HowTo.ADD:
            text = f"adds what is missing of {_value(rule.apply.value)} to {_code(rule.path)} {_where(rule)}"
        case HowTo.EDITS:
            text = "works out what to write; the preview shows it"
    tested = "; the service tests it" if rule.apply.test else ""
    return f"{text}{tested}" + (f"; or by hand: {by_hand}" if by_hand else "")


def _where(rule: Rule) -> str:
    """Return in which document, and in which rows of it, a rule sets a value."""
    if rule.each is None:
        return f"in {_code(rule.document)}"
    if not rule.each:
        return f"in every row of {_code(rule.document)}"
    only = " and ".join(f"{_code(path)} {_value(value)}" for path, value in rule.each.items())
    return f"in every row of {_code(rule.document)} with {only}"


def _value(value: JsonValue) -> str:
    """Return a setting as code."""
    return _code(json.dumps(value, ensure_ascii=False))


def _code(text: str) -> str:
    """Return a text as code in a cell."""
    return f"`{text.replace('|', chr(92) + '|')}`"


def applies(rule: Rule) -> str:
    """Return when a rule applies, in words; raises KeyError for a fact that has none."""
    return "; ".join(_conditions(rule)) or "always"


def _conditions(rule: Rule) -> Iterator[str]:
    """Yield the services and the conditions of a rule in words."""
    if group(rule) == ACROSS:
        yield "at " + ", ".join(kind.label for kind in rule.services)
    if rule.when.versions:
        yield f"version {_code(rule.when.versions)}"
    if rule.when.mode:
        yield f"its failures are in mode *{rule.when.mode}*"
    for fact in rule.when.facts:
        holds, not_so = FACT_WORDS[fact.removeprefix("!")]
        yield not_so if fact.startswith("!") else holds


def group(rule: Rule) -> str:
    """Return the first part of a rule's id."""
    return rule.id.partition(".")[0]


def tables(rules: Sequence[Rule]) -> str:
    """Return all rules: how many there are, then one table for each category of each group."""
    mendable = sum(rule.applicable for rule in rules)
    counts = (f"{_counted(rules, one)} {SEVERITY_WORDS[one]}s" for one in Severity)
    said = f"{len(rules)} rules: {', '.join(counts)}. AutoArr can mend what {mendable} of them find"
    lines = [f"{said}; the others tell you how.", ""]
    for key, title in GROUPS.items():
        lines += [f"### {title}", ""]
        for category in Category:
            chosen = [one for one in rules if group(one) == key and one.category is category]
            if chosen:
                lines += [f"#### {title}: {CATEGORY_WORDS[category]}", "", *_table(chosen), ""]
    return "\n".join(lines)


def _counted(rules: Sequence[Rule], severity: Severity) -> int:
    """Return how many rules are of a severity."""
    return sum(rule.severity is severity for rule in rules)


def _table(rules: Sequence[Rule]) -> Iterator[str]:
    """Yield the lines of a table, the gravest rules first."""
    yield "| " + " | ".join(HEAD) + " |"
    yield "|" + "---|" * len(HEAD)
    order = list(Severity)
    for rule in sorted(rules, key=lambda one: (order.index(one.severity), one.id)):
        yield "| " + " | ".join(row(rule)) + " |"


def written(page: str, rules: Sequence[Rule]) -> str:
    """Return a page with the tables as they are now; raises ValueError for a page without its markers."""
    return between(page, BEGIN, END, tables(rules))


def fresh() -> bytes:
    """Return the page as it should be; raises ValueError."""
    return written(PAGE.read_text(encoding="utf-8"), load()).encode()


if __name__ == "__main__":
    sys.exit(keep(PAGE, fresh, __doc__))
