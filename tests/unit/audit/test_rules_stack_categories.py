"""Which client is which SABnzbd, and whether what it asks for is there."""

import pytest

from custom_components.autoarr.audit.checks.links import Likeness, alike
from custom_components.autoarr.audit.estate import Estate
from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.journal.ports import JsonValue
from tests.support.audit.stack import RADARR, SABNZBD, SONARR, estate_of, right_stack, with_settings
from tests.support.audit.wrong import Setting

from .cross import RULES, category, client, found_in, sab


@pytest.mark.parametrize(
    ("host", "port", "address", "likeness"),
    [
        ("sabnzbd", 8080, "http://sabnzbd:8080", Likeness.SAME),
        ("SABnzbd.", 8080, "http://sabnzbd:8080/", Likeness.SAME),
        ("localhost", 8080, "http://127.0.0.1:8080", Likeness.SAME),
        ("::1", 8080, "http://localhost:8080", Likeness.SAME),
        ("nas.lan", 443, "https://nas.lan", Likeness.SAME),
        ("localhost", 8080, "http://192.168.1.5:8080", Likeness.PORT),
        ("sabnzbd", 8080, "http://192.168.1.5:8080", Likeness.PORT),
        ("sabnzbd", 8080, "http://192.168.1.5:8085", Likeness.POSSIBLE),
        ("172.18.0.4", 8080, "http://192.168.1.5:8085", Likeness.POSSIBLE),
        ("192.168.1.5", 9090, "http://192.168.1.5:8080", Likeness.NONE),
        ("192.168.1.6", 9090, "http://192.168.1.5:8080", Likeness.NONE),
        ("nas.lan", 9090, "http://other.lan:8080", Likeness.NONE),
        ("nas.lan", 9090, "http://[broken", Likeness.POSSIBLE),
    ],
)
def test_how_alike_two_addresses_are(
    host: str, port: int, address: str, likeness: Likeness
) -> None:
    """A host and a port are the same, perhaps the same behind Docker, or surely another."""
    assert alike(host, port, address) is likeness


def two_sabnzbd(first: str, second: str, *changed: Setting) -> Estate:
    """Return an estate with a second SABnzbd that has no category for films."""
    one = estate_of(with_settings(right_stack(), changed), addresses={SABNZBD: first})
    other = estate_of(
        with_settings(
            right_stack(), ((SABNZBD, "categories", "", "", [{"name": "*", "dir": ""}]),)
        ),
        addresses={SABNZBD: second},
    )
    extra = next(other.of_kind(SABNZBD))
    renamed = type(extra)(
        ref=type(extra.ref)(id="sab2", kind=SABNZBD, name="Second"),
        address=extra.address,
        documents=extra.documents,
    )
    return Estate(at=one.at, services=(*one.services, renamed), modes=one.modes)


def test_the_client_is_the_sabnzbd_at_its_address() -> None:
    """Among two, the one at the same host and port is meant, else the one at the same port."""
    rule = RULES["stack.category_missing"]
    estate = two_sabnzbd("http://192.168.1.5:8081", "http://192.168.1.5:8080")
    assert [one.words["sabnzbd"] for one in evaluate([rule], estate).findings] == ["Second"] * 2
    estate = two_sabnzbd("http://sabnzbd:8080", "http://192.168.1.5:8080")
    assert evaluate([rule], estate).findings == ()


def test_a_client_that_may_be_either_is_left_alone() -> None:
    """Where two are as likely, nothing is said of either."""
    estate = two_sabnzbd("http://192.168.1.5:8081", "http://192.168.1.5:8082")
    for name in ("stack.category_missing", "stack.client_known", "stack.sabnzbd_used"):
        assert evaluate([RULES[name]], estate).findings == (), name


def test_a_client_of_an_unknown_sabnzbd() -> None:
    """It is told with its address; a SABnzbd that has clients beside it is not called unused."""
    elsewhere = client(RADARR, host="192.168.1.77", port=9000)
    (found,) = found_in("stack.client_known", *elsewhere)
    assert found.words == {"name": "SABnzbd", "address": "192.168.1.77:9000"}
    assert found_in("stack.sabnzbd_used", *elsewhere) == ()


def test_a_client_that_is_off_is_none() -> None:
    """What is switched off is not judged."""
    off = ((RADARR, "downloadclient", "1", "enable", False),)
    assert found_in("stack.client_known", *client(RADARR, host="1.2.3.4", port=1), *off) == ()


def test_a_category_is_made_with_a_folder_of_its_own() -> None:
    """SABnzbd gets the category, in small letters as it keeps them, and Radarr asks for it like that."""
    (found,) = found_in("stack.category_missing", *category(RADARR, "Films-4K"))
    made, asked = found.edits
    assert (made.place.instance, made.place.row, made.place.path) == ("sabnzbd", "films-4k", "")
    assert made.before is None
    assert isinstance(made.after, dict)
    assert made.after["dir"] == "films-4k"
    assert (asked.before, asked.after) == ("Films-4K", "films-4k")


@pytest.mark.parametrize("name", ["films/4k", "../films", "films 4k", "Filme für Kinder", "[x]"])
def test_a_category_with_a_strange_name_is_for_a_person(name: str) -> None:
    """What may be another folder, or is kept otherwise, is not made."""
    (found,) = found_in("stack.category_missing", *category(RADARR, name))
    assert found.edits == ()


def test_a_category_whose_folder_is_taken_is_for_a_person() -> None:
    """Two categories never get one folder."""
    taken = sab("categories", "tv", dir="films")
    (found,) = found_in("stack.category_missing", *category(RADARR, "films"), *taken)
    assert found.edits == ()


def test_no_category_at_all_is_another_rule() -> None:
    """An empty category is not one that is missing, nor one that is shared."""
    for name in ("stack.category_missing", "stack.category_shared"):
        assert found_in(name, *category(RADARR, ""), *category(SONARR, "")) == ()


def test_the_second_of_two_that_share_is_told() -> None:
    """One finding for two that share a category, whatever the capitals."""
    (found,) = found_in("stack.category_shared", *category(SONARR, "Movies"))
    assert (found.service.kind, found.words["other"]) == (SONARR, "Radarr")


@pytest.mark.parametrize(
    ("films", "series", "found"),
    [
        ("movies", "tv", 0),
        ("", "", 1),
        ("media", "/data/usenet/complete/media", 1),
        ("a/b", "a", 0),
    ],
)
def test_folders_of_two_categories(films: str, series: str, found: int) -> None:
    """Two that leave the folder to the default share it, as do two ways to write one folder."""
    changed = sab("categories", "movies", dir=films) + sab("categories", "tv", dir=series)
    assert len(found_in("stack.category_folder_shared", *changed)) == found


def test_a_star_that_comes_from_the_default_is_mended_there() -> None:
    """A category without a folder has that of the default, and its star."""
    changed = (
        *sab("categories", "*", dir="done*"),
        *sab("categories", "movies", dir=""),
        *sab("categories", "tv", dir=""),
    )
    (found,) = found_in("stack.category_star_folder", *changed)
    assert [(edit.place.row, edit.after) for edit in found.edits] == [("*", "done")]


@pytest.mark.parametrize(
    ("active", "sorted_", "found"),
    [(1, ["TV"], 1), (0, ["tv"], 0), (1, ["music"], 0), (1, [], 0)],
)
def test_sorters(active: int, sorted_: list[JsonValue], found: int) -> None:
    """Only a sorter that is on, for a category that Radarr or Sonarr ask for, is in their way."""
    row: JsonValue = {"name": "s", "sort_cats": sorted_, "is_active": active}
    assert len(found_in("stack.sorter_active", (SABNZBD, "sorters", "", "", [row]))) == found


@pytest.mark.parametrize(
    ("script", "handles", "found"),
    [("nzbToRadarr.py", True, 1), ("nzbToRadarr.py", False, 0), ("notify.py", True, 0)],
)
def test_two_importers(script: str, handles: bool, found: int) -> None:
    """A script that imports is too much only where Radarr imports too; other scripts are nobody's business."""
    changed = (
        *sab("categories", "movies", script=script),
        (RADARR, "config/downloadclient", "", "enableCompletedDownloadHandling", handles),
    )
    assert len(found_in("stack.two_importers", *changed)) == found
