"""Who takes care of failures, and how Plex hears of new files."""

import pytest

from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.models import SkipReason
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.stack import (
    PLEX,
    RADARR,
    SABNZBD,
    SONARR,
    Documents,
    estate_of,
    right_stack,
    with_settings,
)
from tests.support.audit.wrong import Setting

from .cross import BOTH, RULES, client, found_in, judged, libraries, result_of, rightly, sab


@pytest.mark.parametrize(
    "name", ["autoRedownloadFailed", "autoRedownloadFailedFromInteractiveSearch"]
)
@pytest.mark.parametrize(("mode", "wanted"), [("assist", True), ("manage", False)])
def test_failures_have_one_owner(name: str, mode: str, wanted: bool) -> None:
    """In the mode assist Radarr searches again, in the mode manage it does not, and only one rule says so."""
    changed = tuple((kind, "config/downloadclient", "", name, not wanted) for kind in BOTH)
    stack = with_settings(rightly(mode), changed)
    found = evaluate(RULES.values(), estate_of(stack, mode=mode)).findings
    assert [(one.service.kind, one.found, one.wanted) for one in found] == [
        (RADARR, not wanted, wanted),
        (SONARR, not wanted, wanted),
    ]


def test_nothing_is_taken_from_radarr_without_a_sabnzbd() -> None:
    """Where AutoArr knows no SABnzbd it owns no failures, whatever the mode."""
    stack = right_stack()
    del stack[SABNZBD]
    found = evaluate(RULES.values(), estate_of(stack, mode="manage")).findings
    assert {one.rule.id for one in found} == {"stack.client_known"}


def test_failed_downloads_of_an_unknown_sabnzbd_are_not_ours() -> None:
    """AutoArr clears nothing away where it is not connected, so Radarr must."""
    changed = (
        *client(RADARR, host="1.2.3.4", port=1),
        (RADARR, "downloadclient", "1", "removeFailedDownloads", True),
    )
    assert found_in("stack.remove_failed_off", *changed) == ()


@pytest.mark.parametrize(
    ("ages", "delay", "found"),
    [((30, 30), 5, 1), ((30, 0), 5, 0), ((0, 0), 5, 0), ((30, 30), 0, 0)],
)
def test_posts_are_waited_for_once(ages: tuple[int, int], delay: int, found: int) -> None:
    """SABnzbd need not wait when all who use it do."""
    changed: tuple[Setting, ...] = tuple(
        (kind, "config/indexer", "", "minimumAge", age)
        for kind, age in zip(BOTH, ages, strict=True)
    )
    changed += sab("misc", propagation_delay=delay)
    assert len(found_in("stack.propagation_twice", *changed)) == found


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], []),
        (["1 0 7 * pause", "1 0 23 * resume"], []),
        (["0 0 7 * pause"], []),
        (["1 0 7 * pause", "0 0 23 * resume"], ["pause"]),
        (["1 0 7 12345 pause_all"], ["pause_all"]),
        (["1 0 7 * PAUSE_POST", "1 0 8 * resume"], ["pause_post"]),
        (["1 0 7 * speedlimit 50", "nonsense", "1 0 7"], []),
    ],
)
def test_schedules(lines: list[str], found: list[str]) -> None:
    """What a schedule pauses, it has to resume."""
    changed = sab("misc", schedlines=lines)
    assert [one.subject for one in found_in("stack.schedule_pauses", *changed)] == found


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ((("movie", "/data/media/movies"), ("show", "/data/media/tv")), []),
        ((("movie", "/data/media"), ("show", "/data/media")), []),
        ((("movie", "/data/media/movies"),), ["/data/media/tv"]),
        ((("movie", "/data/media/movies"), ("show", "/data/media/series")), ["/data/media/tv"]),
        ((("movie", "/data/media/movies/a"), ("show", "/data/media/tv/a")), []),
        ((("movie", "/films/movies"), ("show", "/series/TV")), []),
        ((), ["/data/media/movies", "/data/media/tv"]),
    ],
)
def test_each_root_folder_has_a_library(
    rows: tuple[tuple[str, str], ...], missing: list[str]
) -> None:
    """A root folder in no library is told; under another name in Plex it is taken for the folder of that name."""
    stack = with_settings(right_stack(), (libraries(*rows),))
    if missing == ["/data/media/tv"] and len(rows) == 2:
        stack = with_settings(stack, ((SONARR, "rootfolder", "", "", [*two_roots()]),))
        rows = (*rows, ("show", "/data/media/anime"))
        stack = with_settings(stack, (libraries(*rows),))
    found = judged(RULES["stack.plex_library_missing"], stack)
    assert found.skipped == ()
    assert [one.words["folder"] for one in found.findings] == missing


def two_roots() -> list[Documents]:
    """Return two root folders of Sonarr."""
    return [{"id": 1, "path": "/data/media/tv"}, {"id": 2, "path": "/data/media/anime"}]


def test_libraries_under_names_that_say_nothing() -> None:
    """Where Plex sees other paths and none is like ours, nothing is said."""
    result = result_of(
        "stack.plex_library_missing", libraries(("movie", "/mnt/a"), ("show", "/mnt/b"))
    )
    assert [one.reason for one in result.skipped] == [SkipReason.UNKNOWN_FACT]


def test_library_of_the_wrong_type() -> None:
    """Series in a library of films are not found; a library of each type for one folder is fine."""
    (found,) = found_in("stack.plex_library_type", libraries(("movie", "/data/media")))
    assert (found.words["folder"], found.words["library"]) == ("/data/media/tv", "My movies")


@pytest.mark.parametrize("kind", BOTH)
def test_who_does_not_tell_plex(kind: ServiceKind) -> None:
    """A connection, or a Plex that looks by itself, is enough."""
    silent: Setting = (kind, "notification", "", "", [])
    assert found_in("stack.plex_not_told", silent) == ()
    blind: Setting = (PLEX, "prefs", "", "FSEventLibraryUpdatesEnabled", False)
    (found,) = found_in("stack.plex_not_told", silent, blind)
    assert found.service.kind is kind
