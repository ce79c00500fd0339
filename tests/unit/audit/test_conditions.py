"""When a rule applies: versions, modes and facts, with what is not known told apart."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.audit.conditions import RangeError, applies, bounds_of, within
from custom_components.autoarr.audit.estate import Estate, ServiceSnapshot
from custom_components.autoarr.audit.models import Certainty, When

from .building import NOW, RADARR, SABNZBD

VERSIONS = st.lists(st.integers(0, 30), min_size=1, max_size=4)


def dotted(parts: list[int]) -> str:
    """Return a version as it is written."""
    return ".".join(map(str, parts))


@given(VERSIONS, VERSIONS)
def test_a_version_is_in_exactly_one_half(version: list[int], bound: list[int]) -> None:
    """Either at least the bound, or below it."""
    above = within(dotted(version), f">={dotted(bound)}") is Certainty.YES
    below = within(dotted(version), f"<{dotted(bound)}") is Certainty.YES
    assert above is not below


@given(VERSIONS)
def test_a_version_is_itself_however_it_is_written(version: list[int]) -> None:
    """With a v, with a suffix, with zeros behind."""
    text = dotted(version)
    for written in (text, f"v{text}", f"{text}-develop", f"{text}.0"):
        assert within(written, f"=={text}") is Certainty.YES


@given(st.text(max_size=12), st.text(max_size=12))
def test_anything_else_is_unknown_or_a_mistake_in_the_rule(version: str, versions: str) -> None:
    """Nothing else is ever raised."""
    try:
        bounds_of(versions)
    except RangeError:
        return
    assert within(version, versions) in Certainty


@pytest.mark.parametrize(
    ("when", "certainty"),
    [
        (When(), Certainty.YES),
        (When(mode="manage"), Certainty.YES),
        (When(mode="assist"), Certainty.NO),
        (When(versions=">=5 <7"), Certainty.YES),
        (When(versions=">=7"), Certainty.NO),
        (When(facts=("sabnzbd_connected",)), Certainty.YES),
        (When(facts=("!sabnzbd_connected",)), Certainty.NO),
        (When(facts=("!plex_connected",)), Certainty.YES),
        (When(facts=("plex_connected",), versions=">=5"), Certainty.NO),
    ],
)
def test_all_conditions_must_hold(when: When, certainty: Certainty) -> None:
    """One that does not decides."""
    radarr = ServiceSnapshot(ref=RADARR, version="6.0.4.10291")
    estate = Estate(
        at=NOW, services=(radarr, ServiceSnapshot(ref=SABNZBD)), modes={"radarr1": "manage"}
    )
    assert applies(when, estate, radarr) is certainty


def test_an_unknown_version_is_unknown_unless_something_else_decides() -> None:
    """A rule that does not apply anyway is not said to be unknown."""
    radarr = ServiceSnapshot(ref=RADARR)
    estate = Estate(at=NOW, services=(radarr,), modes={})
    assert applies(When(versions=">=5"), estate, radarr) is Certainty.UNKNOWN
    assert applies(When(versions=">=5", mode="manage"), estate, radarr) is Certainty.NO
