"""Which entities ask to wait, which calls ask to look, and which policies a form means."""

import json

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.flows.options_recovery import CUSTOM, chosen_policies
from custom_components.autoarr.house import HOLDING_DOMAINS, asks_to_wait
from custom_components.autoarr.recovery.models import ACTING, PRESETS, Policy, Preset, Strategy
from custom_components.autoarr.webhook import asks_to_look


@pytest.mark.parametrize(
    ("domain", "device_class", "state"),
    [
        ("input_boolean", None, "on"),
        ("switch", "outlet", "on"),
        ("binary_sensor", "running", "on"),
        ("binary_sensor", "connectivity", "off"),
        ("schedule", None, "on"),
        ("calendar", None, "on"),
        ("media_player", "tv", "playing"),
        ("sensor", "enum", "create_backup"),
        ("sensor", None, "OB DISCHRG"),
        ("sensor", None, "On Battery, Battery Discharging"),
        ("sensor", None, "ONBATT"),
    ],
)
def test_what_asks_to_wait(domain: str, device_class: str | None, state: str) -> None:
    """A switch that is on, a lost connection, a film, a backup, a UPS on battery."""
    assert asks_to_wait(domain, device_class, state)


@pytest.mark.parametrize(
    ("domain", "device_class", "state"),
    [
        ("input_boolean", None, "off"),
        ("binary_sensor", "connectivity", "on"),
        ("media_player", None, "paused"),
        ("media_player", None, "on"),
        ("sensor", "enum", "idle"),
        ("sensor", None, "Online"),
        ("sensor", None, "OL CHRG"),
        ("sensor", None, "ONLINE"),
    ],
)
def test_what_does_not(domain: str, device_class: str | None, state: str) -> None:
    """Everything else."""
    assert not asks_to_wait(domain, device_class, state)


@pytest.mark.parametrize("domain", HOLDING_DOMAINS)
@pytest.mark.parametrize("state", ["unknown", "unavailable", ""])
@pytest.mark.parametrize("device_class", [None, "connectivity"])
def test_what_broke_holds_nothing_up(domain: str, state: str, device_class: str | None) -> None:
    """Else a sensor without battery would stop recovery for ever."""
    assert not asks_to_wait(domain, device_class, state)


# ── calls ──


def test_a_call_about_an_import_asks_to_look() -> None:
    """As Radarr and Sonarr send it; a test, and whatever else they may be set to send, does not."""
    told = {"eventType": "ManualInteractionRequired", "downloadId": "SABnzbd_nzo_abc"}
    assert asks_to_look(json.dumps(told).encode())
    for other in ({"eventType": "Test"}, {"eventType": "Grab"}, {"downloadId": "../.."}):
        assert not asks_to_look(json.dumps(told | other).encode())


@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_nothing_in_a_call_raises(body: bytes) -> None:
    """Anybody in the network can send anything."""
    assert not asks_to_look(body)


def test_a_call_that_is_nested_too_deep() -> None:
    """It is no JSON for us."""
    assert not asks_to_look(b"[" * 100_000)


# ── policies ──

POLICIES = st.fixed_dictionaries({strategy: st.sampled_from(Policy) for strategy in ACTING})


@given(shown=POLICIES, entered=POLICIES, preset=st.sampled_from([*Preset, CUSTOM]))
def test_what_is_changed_one_by_one_wins_over_the_preset(
    shown: dict[Strategy, Policy], entered: dict[Strategy, Policy], preset: str
) -> None:
    """What is left as it was shown follows the preset, where another one was chosen."""
    found = chosen_policies(CUSTOM, shown, preset, entered)
    for strategy in ACTING:
        if entered[strategy] is not shown[strategy]:
            assert found[strategy] is entered[strategy]
        elif preset == CUSTOM:
            assert found[strategy] is shown[strategy]
        else:
            assert found[strategy] is PRESETS[Preset(preset)][strategy]


@given(shown=POLICIES)
def test_a_form_that_is_only_submitted_changes_nothing(shown: dict[Strategy, Policy]) -> None:
    """Whatever is in force."""
    for preset in (*Preset, CUSTOM):
        assert chosen_policies(preset, shown, preset, shown) == shown
