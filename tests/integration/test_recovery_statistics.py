"""The counts of a day in Home Assistant's long-term statistics."""

from datetime import timedelta
from typing import Any

from freezegun.api import FrozenDateTimeFactory
from homeassistant.components.recorder.core import Recorder
from homeassistant.components.recorder.statistics import statistics_during_period
from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.components.recorder.common import (
    async_wait_recording_done,
    do_adhoc_statistics,
)

from tests.fakes.sabnzbd import FakeSabnzbd
from tests.integration.house import entity_id, value
from tests.integration.passing_time import PassingTime
from tests.integration.setup import set_up

MOVIE = "Some.Movie.{}.1080p.WEB-DL.H264-GRP"


@pytest.fixture(autouse=True)
def autoarr_installed(
    recorder_mock: Recorder, enable_custom_integrations: None, hass_storage: dict[str, Any]
) -> None:
    """Let the recorder be there before everything else."""


async def test_the_statistics_add_the_days_up(
    recorder_mock: Recorder,
    hass: HomeAssistant,
    sabnzbd: FakeSabnzbd,
    freezer: FrozenDateTimeFactory,
) -> None:
    """Two failures in the evening and one after midnight are three, not one."""
    midnight = dt_util.as_utc(dt_util.start_of_local_day() + timedelta(days=1))
    freezer.move_to(midnight - timedelta(minutes=10))
    entry = await set_up(hass, sabnzbd)
    time = PassingTime(hass, freezer, entry, [sabnzbd])
    entity = entity_id(hass, entry, "hub", "failures_today")
    for year in (2020, 2021):
        sabnzbd.add_history(MOVIE.format(year), failed=True)
        await time.pass_by(timedelta(minutes=2))
    await time.pass_by(timedelta(minutes=8))
    sabnzbd.add_history(MOVIE.format(2022), failed=True)
    await time.pass_by(timedelta(minutes=4))
    assert value(hass, entry, "hub", "failures_today") == "1"

    await async_wait_recording_done(hass)
    for start in range(-10, 5, 5):
        do_adhoc_statistics(hass, start=midnight + timedelta(minutes=start))
    await async_wait_recording_done(hass)
    found = await hass.async_add_executor_job(
        lambda: statistics_during_period(
            hass, midnight - timedelta(hours=1), None, {entity}, "5minute", None, {"sum"}
        )
    )

    assert found[entity][-1].get("sum") == 3
