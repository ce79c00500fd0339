"""What the sensors show before anything was read: nothing that could be taken for a fact."""

from typing import Any

import pytest

from custom_components.autoarr.binary_sensor import PLEX_PROBLEM, SABNZBD_PROBLEMS, SERVARR_PROBLEM
from custom_components.autoarr.sensor_descriptions import PLEX, SABNZBD, SERVARR, worst
from custom_components.autoarr.snapshot import PlexData, SabnzbdData, ServarrData

EMPTY = [
    *((description, ServarrData()) for description in SERVARR),
    *((description, SabnzbdData()) for description in SABNZBD),
    *((description, PlexData()) for description in PLEX),
]
COUNTED = {"queue", "warnings", "sessions", "transcodes"}
"""Counts of what every cycle reads, which is there before the entity is available."""


@pytest.mark.parametrize(("description", "data"), EMPTY, ids=lambda one: getattr(one, "key", ""))
def test_a_sensor_that_knows_nothing_is_unknown(description: Any, data: Any) -> None:
    """And its attributes are none, or zero."""
    value = description.value_fn(data)
    assert value is None or (description.key in COUNTED and value == 0)

    if description.attributes_fn is not None:
        assert not any(description.attributes_fn(data).values())


@pytest.mark.parametrize(
    ("description", "data"),
    [
        (SERVARR_PROBLEM, ServarrData()),
        *((description, SabnzbdData()) for description in SABNZBD_PROBLEMS),
        (PLEX_PROBLEM, PlexData()),
    ],
    ids=lambda one: getattr(one, "key", ""),
)
def test_a_problem_nobody_looked_for_is_unknown(description: Any, data: Any) -> None:
    """Not "no problem"."""
    assert description.is_on_fn(data) is None


def test_no_message_is_no_worst_message() -> None:
    """Whether it was read or not."""
    assert worst(None) is None
    assert worst(()) is None
