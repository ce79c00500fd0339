"""Rules, findings and documents as the tests of the audit need them."""

from collections.abc import Mapping
from datetime import datetime

from hypothesis import strategies as st

from custom_components.autoarr.audit.models import (
    Apply,
    Category,
    Edit,
    Finding,
    HowTo,
    Place,
    Risk,
    Rule,
    Severity,
)
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.journal.ports import JsonValue
from tests.support.clock import START

RADARR = ServiceRef(id="radarr1", kind=ServiceKind.RADARR, name="Radarr")
SONARR = ServiceRef(id="sonarr1", kind=ServiceKind.SONARR, name="Sonarr")
SABNZBD = ServiceRef(id="sab1", kind=ServiceKind.SABNZBD, name="SABnzbd")
PLEX = ServiceRef(id="plex1", kind=ServiceKind.PLEX, name="Plex")
REFS = {ref.kind: ref for ref in (RADARR, SONARR, SABNZBD, PLEX)}

NOW: datetime = START


def a_rule(
    name: str = "test.rule",
    *,
    kind: ServiceKind = ServiceKind.SABNZBD,
    severity: Severity = Severity.WARNING,
    document: str = "misc",
    path: str = "safe_postproc",
    each: Mapping[str, JsonValue] | None = None,
    expect: Mapping[str, JsonValue] | None = None,
    value: JsonValue = 1,
    test: bool = False,
) -> Rule:
    """Return a rule that wants one value at one place."""
    return Rule(
        id=name,
        services=(kind,),
        category=Category.UPKEEP,
        severity=severity,
        risk=Risk.NONE,
        apply=Apply(how=HowTo.SET, value=value, test=test),
        title="Something is set wrong",
        reason="It matters.",
        source="https://example.org/",
        document=document,
        path=path,
        each=each,
        expect=expect or {"equals": value},
    )


def an_edit(
    path: str,
    before: JsonValue,
    after: JsonValue,
    *,
    instance: str = "sab1",
    document: str = "misc",
    row: str = "",
) -> Edit:
    """Return an edit."""
    place = Place(instance=instance, document=document, row=row, path=path)
    return Edit(place=place, before=before, after=after)


def a_finding(rule: Rule, *edits: Edit, ref: ServiceRef = SABNZBD, subject: str = "") -> Finding:
    """Return a finding with these edits."""
    return Finding(
        key=":".join(part for part in (rule.id, ref.id, subject) if part),
        rule=rule,
        service=ref,
        subject=subject,
        found=edits[0].before if edits else None,
        wanted=edits[0].after if edits else None,
        edits=edits,
        words={},
    )


NAMES = st.text("abcXYZ_0-", min_size=1, max_size=4)
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
)


def values(leaves: int = 12) -> st.SearchStrategy[JsonValue]:
    """Return any JSON, also objects whose names no path can hold."""
    names = st.one_of(NAMES, st.text(max_size=4))
    return st.recursive(
        SCALARS,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(names, inner, max_size=4)
        ),
        max_leaves=leaves,
    )


def entries() -> st.SearchStrategy[JsonValue]:
    """Return lists of named entries, as the fields of a provider are."""
    named = st.fixed_dictionaries({"name": NAMES, "value": values(4)})
    return st.lists(named, max_size=4).map(list)
