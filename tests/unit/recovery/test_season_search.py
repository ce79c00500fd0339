"""Several episodes: one list of the season, and of it what was not tried, each episode once."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any, override

import pytest

from custom_components.autoarr.clients.errors import ServiceRejected
from custom_components.autoarr.recovery.acting.act import NothingFound
from custom_components.autoarr.recovery.acting.searches import releases_for
from custom_components.autoarr.recovery.causes import FaultOf
from custom_components.autoarr.recovery.models import Failure, FailureState, Strategy
from custom_components.autoarr.recovery.records import Tried
from tests.fakes.releases import Fault, Indexer
from tests.fakes.servarr.state import Event

from .desk import NOBODY, Desk, a_desk, act


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    """Return a Sonarr with one series that leaves failures to others."""
    async with a_desk(tmp_path) as built:
        await built.client.set_failed_handling(NOBODY)
        yield built


async def pack(desk: Desk) -> Failure:
    """Return the failure of a pack of the first season."""
    return await desk.failed("pack", *(episode.id for episode in desk.season))


def every(desk: Desk) -> range:
    """Return the numbers of the episodes of the season."""
    return range(1, len(desk.season) + 1)


def lists(desk: Desk) -> int:
    """Return how often the indexers were asked; Sonarr was never told to search by itself."""
    assert desk.sonarr.requests_to("/api/v3/command", "POST") == []
    return len(desk.sonarr.requests_to("/api/v3/release", "GET"))


async def test_for_one_episode_a_release_is_chosen_from_one_search(desk: Desk) -> None:
    """And no pack, which would bring what is there already."""
    seen = await desk.failed("job", desk.season[1].id)
    desk.post(1)
    title = desk.post(2, 2)
    await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    assert desk.grabbed() == [title]
    assert lists(desk) == 1
    assert [row.source_title for row in desk.sonarr.blocklisted] == ["Show.job"]


async def test_for_a_season_another_pack_is_grabbed(desk: Desk) -> None:
    """From one list, though there are single episodes as well, as long as these do not bring all."""
    title = desk.post(1)
    desk.post(2, 1)
    deed = await act(desk, Strategy.NEXT_RELEASE, await desk.scene(await pack(desk)))
    assert f"{title} grabbed" in deed.outcome
    assert desk.grabbed() == [title]
    assert lists(desk) == 1
    assert deed.failure.state is FailureState.FOLLOWING


async def test_without_a_pack_each_episode_is_grabbed_once_at_its_best(desk: Desk) -> None:
    """All from one list."""
    seen = await pack(desk)
    best = [desk.post(number, number) for number in every(desk)]
    for number in every(desk):
        desk.post(100 + number, number)
    deed = await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    assert sorted(desk.grabbed()) == sorted(best)
    assert lists(desk) == 1
    assert f"{len(best)} of {len(best)} episodes grabbed" in deed.outcome


async def test_what_was_tried_is_left_out_under_any_name(desk: Desk) -> None:
    """A pack that was posted again under another name, and a single episode."""
    seen = await pack(desk)
    desk.post(1)
    bad = desk.sonarr.indexers[0].releases[-1]
    desk.sonarr.indexers[0].add(
        replace(bad, guid="guid-x", title=bad.title.replace("GRP1", "GRP1-xpost"))
    )
    wanted = [desk.post(10 + number, number) for number in every(desk) if number != 2]
    desk.post(30, 2)
    single = desk.sonarr.indexers[0].releases[-1]
    before = (
        Tried(guid="x", title="other", published=bad.publish_date, size_bytes=bad.size),
        Tried(guid=single.guid, title="another"),
    )
    scene = replace(await desk.scene(seen), tried=before)
    deed = await act(desk, Strategy.NEXT_RELEASE, scene)
    assert sorted(desk.grabbed()) == sorted(wanted)
    assert f"{len(wanted)} of {len(wanted) + 1} episodes grabbed" in deed.outcome


async def test_what_was_grabbed_once_is_not_grabbed_again_by_doing_it_again(desk: Desk) -> None:
    """Only what is missing is looked for."""
    seen = await pack(desk)
    half = [number for number in every(desk) if number % 2]
    for number in half:
        desk.post(number, number)
    await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    assert len(desk.grabbed()) == len(half)
    for number in every(desk):
        desk.post(100 + number, number)
    scene = await desk.scene(seen)
    assert len(scene.sight.wanted) == len(desk.season) - len(half)
    await act(desk, Strategy.NEXT_RELEASE, scene)
    rows = [row.episode_id for row in desk.sonarr.events(Event.GRABBED) if "guid" in row.data]
    assert len(rows) == len(desk.season)
    assert set(rows) == {episode.id for episode in desk.season}


async def test_nothing_to_take_is_said(desk: Desk) -> None:
    """The release is blamed all the same."""
    seen = await pack(desk)
    with pytest.raises(NothingFound, match="0 releases"):
        await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    assert [row.source_title for row in desk.sonarr.blocklisted] == ["Show.pack"]


async def test_a_pack_with_what_nobody_watches_for_is_left(desk: Desk) -> None:
    """It would bring more than is wanted."""
    one, two, three = (episode.id for episode in desk.season[:3])
    seen = await desk.failed("pack", one, two)
    for episode in desk.season[2:]:
        episode.monitored = False
    desk.post(1)
    titles = [desk.post(5, 1), desk.post(6, 2)]
    scene = await desk.scene(seen)
    assert three not in scene.sight.watched
    await act(desk, Strategy.NEXT_RELEASE, scene)
    assert sorted(desk.grabbed()) == sorted(titles)


async def test_failures_of_a_season_share_one_list(desk: Desk) -> None:
    """Each is blamed, and each episode grabbed once."""
    failures = [await desk.failed(f"job{e.number}", e.id) for e in desk.season[:3]]
    titles = [desk.post(number, number) for number in range(1, 4)]
    scenes = [await desk.scene(seen) for seen in failures]
    await act(desk, Strategy.NEXT_RELEASE, *scenes)
    assert sorted(desk.grabbed()) == sorted(titles)
    assert lists(desk) == 1
    blamed = sorted(row.source_title for row in desk.sonarr.blocklisted)
    assert blamed == ["Show.job1", "Show.job2", "Show.job3"]


async def test_what_was_not_to_blame_may_be_taken_again(desk: Desk) -> None:
    """It comes off the blocklist and is searched with the rest of its season."""
    failures = [await desk.failed(f"job{e.number}", e.id) for e in desk.season[:2]]
    titles = [desk.post(number, number) for number in (1, 2)]
    scenes = [
        await desk.scene(replace(seen, at_fault=FaultOf.PROVIDER), marked=True) for seen in failures
    ]
    await act(desk, Strategy.RETRY_LATER, *scenes)
    assert sorted(desk.grabbed()) == sorted(titles)


async def test_several_seasons_are_asked_for_one_by_one(desk: Desk) -> None:
    """One hit for each, and none for an episode."""
    second = [e.id for e in desk.series.episodes if e.season == 2]
    seen = await desk.failed("pack", *(episode.id for episode in desk.season), *second)
    assert seen.grab is not None
    scene = await desk.scene(seen)
    assert scene.sight.seasons == (1, 2)
    desk.post(1)
    found = await releases_for(desk.target, seen.grab.item, scene.sight)
    assert len(found) == 1
    assert lists(desk) == 2


async def test_an_indexer_that_hands_nothing_out_is_left_out(desk: Desk) -> None:
    """Another one lists the same; when there is none, it is a refusal."""
    failures = await desk.failed("job", desk.season[0].id, desk.season[1].id)
    first = desk.sonarr.indexers[0]
    other = Indexer(identifier=2, name="Other")
    desk.sonarr.indexers.append(other)
    for number in (1, 2):
        desk.post(number, number)
        release = first.releases[-1]
        other.add(replace(release, guid=f"other-{number}", indexer="Other", indexer_id=2))
    other.fault = Fault.DOWNLOAD
    first.fault = Fault.DOWNLOAD
    with pytest.raises(ServiceRejected) as refused:
        await act(desk, Strategy.NEXT_RELEASE, await desk.scene(failures))
    assert refused.value.status == 409
    assert len(first.downloads) == len(other.downloads) == 1
    other.fault = None
    await act(desk, Strategy.NEXT_RELEASE, await desk.scene(failures, marked=True))
    assert {row.data["indexer"] for row in desk.sonarr.events(Event.GRABBED) if row.data} == {
        "Other"
    }
    assert len(desk.sabnzbd.jobs) == 2


class Forgetting(dict[Any, Any]):
    """A cache that forgets everything once, when something was taken out of it."""

    forgot = False

    @override
    def get(self, key: object, default: object = None) -> object:
        """Return what is kept, and forget the rest the first time."""
        found = super().get(key, default)
        if not self.forgot:
            self.forgot = True
            self.clear()
        return found


async def test_what_left_the_cache_on_the_way_is_searched_once_more(desk: Desk) -> None:
    """What was grabbed before is not grabbed again."""
    seen = await pack(desk)
    titles = [desk.post(number, number) for number in every(desk)]
    desk.sonarr._searcher._cache = Forgetting()
    await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    assert sorted(desk.grabbed()) == sorted(titles)
    assert len(desk.sabnzbd.jobs) == len(titles)
    assert lists(desk) == 2


async def test_what_the_feeds_brought_meanwhile_is_left_to_them(desk: Desk) -> None:
    """A search may take minutes."""
    seen = await pack(desk)
    for number in every(desk):
        desk.post(number, number)
    remember = desk.sonarr._searcher.remember

    def meanwhile(decisions: Any) -> None:
        """Keep what was found, and write down a grab of all but the last episode."""
        remember(decisions)
        desk.record(Event.GRABBED, "feed", *(episode.id for episode in desk.season[:-1]))

    desk.sonarr._searcher.remember = meanwhile  # type: ignore[method-assign]
    await act(desk, Strategy.NEXT_RELEASE, await desk.scene(seen))
    rows = [row.episode_id for row in desk.sonarr.events(Event.GRABBED) if "guid" in row.data]
    assert rows == [desk.season[-1].id]


async def test_a_season_in_a_lower_quality_is_one_pack_of_nothing_else(desk: Desk) -> None:
    """Single episodes do not make up for it."""
    ids = [episode.id for episode in desk.season]
    seen = await desk.failed("pack", *ids)
    desk.post(1, 1, lines=720)
    title = desk.post(2, lines=480)
    desk.post(3, lines=2160)
    scene = await desk.scene(seen)
    await act(desk, Strategy.LOWER_QUALITY, replace(scene, sight=replace(scene.sight, marked=True)))
    assert desk.grabbed() == [title]
    with pytest.raises(NothingFound):
        await act(desk, Strategy.LOWER_QUALITY, await desk.scene(seen, seasons=(), marked=True))
