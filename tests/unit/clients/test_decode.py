"""Fields out of JSON: tolerant of what is new, exact about what is missing."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
import json
from typing import override

from hypothesis import given, settings, strategies as st
import pytest

from custom_components.autoarr.clients import payload
from custom_components.autoarr.clients.models import decode, plex, radarr, sabnzbd, servarr, sonarr
from custom_components.autoarr.clients.models.decode import FieldError, JsonObject, JsonValue

DECODERS: list[Callable[[JsonObject], object]] = [
    servarr.SystemStatus.from_json,
    servarr.HealthMessage.from_json,
    servarr.DiskSpace.from_json,
    servarr.RootFolder.from_json,
    servarr.QualityProfile.from_json,
    servarr.Tag.from_json,
    servarr.AppUpdate.from_json,
    servarr.DownloadClient.from_json,
    servarr.FailedHandling.from_json,
    servarr.QueueItem.from_json,
    servarr.QueueStatus.from_json,
    servarr.HistoryRecord.from_json,
    servarr.BlocklistRow.from_json,
    servarr.Command.from_json,
    servarr.Release.from_json,
    servarr.ParseResult.from_json,
    radarr.Movie.from_json,
    sonarr.Series.from_json,
    sonarr.Episode.from_json,
    sabnzbd.SabQueue.from_json,
    sabnzbd.QueueSlot.from_json,
    sabnzbd.SabHistory.from_json,
    sabnzbd.HistorySlot.from_json,
    sabnzbd.ServerStatus.from_json,
    sabnzbd.ServerStats.from_json,
    sabnzbd.ServerTest.from_json,
    sabnzbd.SabWarning.from_json,
    plex.PlexIdentity.from_json,
    plex.PlexServerInfo.from_json,
    plex.LibrarySection.from_json,
    plex.PlexSession.from_json,
    plex.PlexItem.from_json,
    plex.PlexUpdate.from_json,
]

_leaves = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=12)
    | st.sampled_from(
        [
            "1",
            "-1",
            "1e999",
            "9" * 400,
            "2026-11-23T10:00:00Z",
            "0001-01-01T00:00:00Z",
            "1.02:03:04",
        ]
    )
)
anything = st.recursive(
    _leaves,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


class Asked(dict[str, JsonValue]):
    """Notes which fields are asked for, and has none."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    @override
    def get(self, key: str, default: object = None) -> JsonValue:
        self.names.append(key)
        return None


def known_fields() -> list[str]:
    """Return the field names the decoders ask for."""
    asked = Asked()
    for decoder in DECODERS:
        with suppress(FieldError):
            decoder(asked)
    return sorted({*asked.names, *REQUIRED})


REQUIRED = (
    "id",
    "date",
    "guid",
    "indexerId",
    "title",
    "tmdbId",
    "tvdbId",
    "nzo_id",
    "status",
    "version",
    "slots",
)


@settings(deadline=None)
@given(
    st.sampled_from(DECODERS),
    st.dictionaries(st.sampled_from(known_fields()), anything, max_size=40),
)
def test_whatever_a_service_sends_is_decoded_or_the_field_is_named(
    decoder: Callable[[JsonObject], object], raw: JsonObject
) -> None:
    """No other exception ever leaves a decoder."""
    problem: FieldError | None = None
    try:
        decoder(raw)
    except FieldError as err:
        problem = err
    assert problem is None or problem.path


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T10:11:12Z", datetime(2026, 11, 23, 10, 11, 12, tzinfo=UTC)),
        ("2026-11-23T10:11:12.1234567Z", datetime(2026, 11, 23, 10, 11, 12, 123456, tzinfo=UTC)),
        ("2026-11-23T12:11:12+02:00", datetime(2026, 11, 23, 10, 11, 12, tzinfo=UTC)),
        ("2026-11-23T10:11:12", datetime(2026, 11, 23, 10, 11, 12, tzinfo=UTC)),
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
        (None, None),
    ],
)
def test_times_of_dotnet_become_aware_utc(text: str | None, moment: datetime | None) -> None:
    """Seven decimals, offsets, none at all; the year 1 means never."""
    assert decode.opt_moment({"at": text}, "at") == moment


@pytest.mark.parametrize("value", ["yesterday", 5, "2026-13-01", "9999-12-31T23:59:59-23:59"])
def test_what_is_no_time_is_named(value: JsonValue) -> None:
    """A time that cannot be read is an error, not a guess."""
    with pytest.raises(FieldError, match="at: is not a time"):
        decode.opt_moment({"at": value}, "at")


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("00:01:30", timedelta(seconds=90)),
        ("1.02:03:04.5000000", timedelta(days=1, hours=2, minutes=3, seconds=4.5)),
        ("-00:00:10", timedelta(seconds=-10)),
        ("0:02:05", timedelta(minutes=2, seconds=5)),
        ("2:01:00:00", timedelta(days=2, hours=1)),
        ("123:00:00", timedelta(hours=123)),
        ("soon", None),
    ],
)
def test_durations_of_dotnet_and_sabnzbd(text: str, duration: timedelta | None) -> None:
    """`[d.]hh:mm:ss.fffffff` and `[d:]h:mm:ss`."""
    assert decode.span(text) == duration


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("0 B", 0),
        ("0 ", 0),
        ("672 KB", 672 * 1024),
        ("35.8 M", round(35.8 * 1024**2)),
        ("1,5 GB", round(1.5 * 1024**3)),
        ("2 TB", 2 * 1024**4),
        ("", None),
        ("lots", None),
    ],
)
def test_sizes_as_sabnzbd_writes_them(text: str, size: int | None) -> None:
    """Powers of 1024, with a point or a comma."""
    assert decode.size(text) == size


@pytest.mark.parametrize(
    ("value", "number"),
    [(5, 5), ("5", 5), ("-5", -5), ("5.6", 6), (5.6, 6), (True, 1), ("", None), (None, None)],
)
def test_whole_numbers_may_come_as_texts(value: JsonValue, number: int | None) -> None:
    """SABnzbd sends most of its numbers so."""
    assert decode.opt_integer({"n": value}, "n") == number


@pytest.mark.parametrize(
    ("read", "value", "problem"),
    [
        (decode.integer, "many", "n: is not a whole number"),
        (decode.integer, [], "n: is not a whole number"),
        (decode.integer, 1e400, "n: is not a whole number"),
        (decode.integer, None, "n: is missing"),
        (decode.text, None, "n: is missing"),
        (decode.text, True, "n: is not a text"),
        (decode.number_or, "x", "n: is not a number"),
        (decode.number_or, {}, "n: is not a number"),
        (decode.texts, "x", "n: is not a list"),
        (decode.integers, "x", "n: is not a list"),
        (decode.opt_epoch, 10**20, "n: is not a time"),
    ],
)
def test_what_cannot_be_read_is_named(
    read: Callable[[JsonObject, str], object], value: JsonValue, problem: str
) -> None:
    """Which field, and what is wrong with it."""
    with pytest.raises(FieldError, match=problem):
        read({"n": value}, "n")


def test_a_problem_deep_inside_is_named_with_its_path() -> None:
    """Object in list in object."""
    queue: JsonObject = {
        "version": "5.1.3",
        "status": "Idle",
        "slots": [{"nzo_id": "a", "status": "Paused"}, {}],
    }
    with pytest.raises(FieldError, match=r"queue\.slots\[1\]\.nzo_id: is missing"):
        decode.child({"queue": queue}, "queue", sabnzbd.SabQueue.from_json)
    with pytest.raises(FieldError, match=r"queue\.slots: is not a list"):
        decode.child({"queue": queue | {"slots": 3}}, "queue", sabnzbd.SabQueue.from_json)
    with pytest.raises(FieldError, match=r"queue: is not an object"):
        decode.child({"queue": 3}, "queue", sabnzbd.SabQueue.from_json)
    with pytest.raises(FieldError, match=r"^queue: is missing"):
        decode.child({}, "queue", sabnzbd.SabQueue.from_json)


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        (True, True),
        (1, True),
        ("1", True),
        ("True", True),
        (0, False),
        ("0", False),
        ("", False),
        (None, False),
    ],
)
def test_truth_as_sabnzbd_mixes_it(value: JsonValue, flag: bool) -> None:
    """True, 1 and "1" are all yes."""
    assert decode.flag({"f": value}, "f") is flag


def test_a_value_a_newer_service_adds_becomes_unknown() -> None:
    """And does not break the queue it is in."""
    item = servarr.QueueItem.from_json(
        {"id": 1, "status": "teleporting", "trackedDownloadState": "beamed", "protocol": "pigeon"}
    )
    assert item.status is servarr.QueueStatusName.UNKNOWN
    assert item.tracked_state is servarr.TrackedState.UNKNOWN
    assert item.protocol is servarr.DownloadProtocol.UNKNOWN
    assert sonarr.SeriesType("whatever") is sonarr.SeriesType.STANDARD


@pytest.mark.parametrize(
    "kind", [kind for kind in decode.Tolerant.__subclasses__() if kind is not sonarr.SeriesType]
)
def test_every_such_value_has_an_unknown(kind: type[decode.Tolerant]) -> None:
    """None of them is taken for something it is not."""
    assert kind("something new").name == "UNKNOWN"


elements = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.lists(elements, max_size=8), st.sampled_from([None, 2]))
def test_a_long_list_read_in_pieces_is_the_same_list(
    values: list[JsonValue], indent: int | None
) -> None:
    """Radarr indents its JSON, the others do not."""
    body = f" \n{json.dumps(values, indent=indent)}\r\n "
    assert list(payload.elements(body.encode())) == values


@pytest.mark.parametrize(
    "tail", ["[1, 2", "[1 2]", "[1] 2", "[", "[nope]", '["x', "[1,,2]", "", "{}"]
)
def test_a_long_list_that_is_broken_is_no_json(tail: str) -> None:
    """Cut off, or followed by something."""
    with pytest.raises(ValueError, match=r"."):
        list(payload.elements(tail.encode()))


def test_a_long_list_names_the_element_that_is_wrong() -> None:
    """As a short one does."""
    body = b'[{"id": 1, "label": "a"}, {"id": 2}]'
    for at_once in (0, 1000):
        with pytest.raises(FieldError, match=r"^\[1\]\.label: is missing"):
            payload.decode(body, decode.Each(servarr.Tag.from_json), at_once)
        assert payload.decode(body[:24] + b"]", decode.Each(servarr.Tag.from_json), at_once) == [
            servarr.Tag(id=1, label="a")
        ]


def test_bytes_that_are_no_text_are_no_json() -> None:
    """A long one of those too."""
    with pytest.raises(ValueError, match=r"."):
        list(payload.elements(b'["\xff"]'))
