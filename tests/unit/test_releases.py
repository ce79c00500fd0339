"""What comes when: dates of films and episodes, from several instances, in order."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients.models.airing import Airing
from custom_components.autoarr.clients.models.decode import FieldError, JsonObject
from custom_components.autoarr.clients.models.radarr import Movie
from custom_components.autoarr.releases import (
    Release,
    ReleaseKind,
    moment_of,
    of_episode,
    of_film,
    told_once,
    within,
)

ZONE = timezone(timedelta(hours=2))
AIRING: JsonObject = {
    "id": 7,
    "seriesId": 3,
    "seasonNumber": 2,
    "episodeNumber": 3,
    "title": "Who Is\nAlive?",
    "airDateUtc": "2026-05-12T20:00:00Z",
    "monitored": True,
    "hasFile": False,
    "runtime": 0,
    "series": {"title": "Severance", "tvdbId": 371980, "runtime": 50},
}
FILM: JsonObject = {
    "id": 1,
    "title": "Dune: Part Three",
    "year": 2026,
    "tmdbId": 1170608,
    "inCinemas": "2026-12-16T00:00:00Z",
    "physicalRelease": "2027-03-02T00:00:00Z",
    "hasFile": False,
}


def local(day: date) -> datetime:
    """Return when a day begins in the house."""
    return datetime.combine(day, time(), ZONE)


def film(**fields: object) -> list[Release]:
    """Return the releases of a film."""
    return list(of_film(Movie.from_json({**FILM, **fields})))  # type: ignore[dict-item]


def test_an_episode_has_its_number_its_time_and_the_length_of_its_series() -> None:
    """On one line, whatever the title holds."""
    (release,) = of_episode(Airing.from_json(AIRING))

    assert release.title == "Severance – S02E03 Who Is Alive?"
    assert release.key == "tvdb:371980:s02e03"
    assert release.start == datetime(2026, 5, 12, 20, tzinfo=UTC)
    assert release.end == datetime(2026, 5, 12, 20, 50, tzinfo=UTC)


@pytest.mark.parametrize(
    ("own", "series", "minutes"), [(61, 50, 61), (0, 0, 30), (3, 50, 10), (100_000, 50, 720)]
)
def test_the_length_of_an_episode(own: int, series: int, minutes: int) -> None:
    """Its own, else that of its series, and never beyond reason."""
    told: JsonObject = {
        **AIRING,
        "runtime": own,
        "series": {"title": "X", "tvdbId": 1, "runtime": series},
    }
    (release,) = of_episode(Airing.from_json(told))

    assert isinstance(release.start, datetime)
    assert isinstance(release.end, datetime)
    assert release.end - release.start == timedelta(minutes=minutes)


def test_an_episode_without_a_date_comes_at_no_time() -> None:
    """And one without its series cannot be named."""
    assert list(of_episode(Airing.from_json({**AIRING, "airDateUtc": None}))) == []
    with pytest.raises(FieldError, match="series"):
        Airing.from_json({**AIRING, "series": None})


def test_a_film_has_a_day_for_each_way_it_comes() -> None:
    """Whole days: the catalogues know no hour."""
    assert [(one.kind, one.start, one.end) for one in film()] == [
        (ReleaseKind.CINEMAS, date(2026, 12, 16), date(2026, 12, 17)),
        (ReleaseKind.PHYSICAL, date(2027, 3, 2), date(2027, 3, 3)),
    ]
    assert {one.title for one in film()} == {"Dune: Part Three (2026)"}
    assert film(inCinemas="9999-12-31T23:59:59Z", physicalRelease=None) == []
    assert len(film(title="x" * 5_000)[0].title) == 200


def test_a_title_of_two_instances_is_told_once() -> None:
    """With what each of them has."""
    uhd = film(hasFile=True)

    (cinema, disc) = told_once({"Radarr": film(), "Radarr 4K": uhd}, local)

    assert cinema.on_disk == {"Radarr": False, "Radarr 4K": True}
    assert disc.release.kind is ReleaseKind.PHYSICAL


def test_a_span_has_what_is_under_way_in_it() -> None:
    """Touching its edge is not enough; a day is that of the house."""
    dated = told_once({"R": film(), "S": of_episode(Airing.from_json(AIRING))}, local)
    day = local(date(2026, 12, 16))

    assert within(dated, day - timedelta(days=1), day, local) == []
    assert len(within(dated, day - timedelta(days=1), day + timedelta(seconds=1), local)) == 1
    assert len(within(dated, day + timedelta(hours=23), day + timedelta(days=9), local)) == 1
    assert within(dated, day + timedelta(days=1), day + timedelta(days=9), local) == []
    during = datetime(2026, 5, 12, 20, 30, tzinfo=UTC)
    assert len(within(dated, during, during + timedelta(minutes=1), local)) == 1


moments = st.datetimes(
    datetime(2000, 1, 1),  # noqa: DTZ001
    datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
releases = st.builds(
    lambda key, start, day, there: Release(
        key=f"k{key}",
        kind=ReleaseKind.CINEMAS if day else ReleaseKind.EPISODE,
        title=f"t{key}",
        start=start.date() if day else start,
        end=(start + timedelta(days=1)).date() if day else start + timedelta(hours=1),
        on_disk=there,
    ),
    st.integers(0, 9),
    moments,
    st.booleans(),
    st.booleans(),
)


@given(st.dictionaries(st.sampled_from("abc"), st.lists(releases, max_size=8)))
def test_nothing_is_lost_doubled_or_out_of_order(found: dict[str, list[Release]]) -> None:
    """Days and times together; a file counts for its instance."""
    told = told_once(found, local)

    keys = [one.release.key for one in told]
    assert sorted(keys) == sorted({one.key for listed in found.values() for one in listed})
    starts = [moment_of(one.release.start, local) for one in told]
    assert starts == sorted(starts)
    for one in told:
        for name, there in one.on_disk.items():
            assert there == any(each.on_disk for each in found[name] if each.key == one.release.key)
