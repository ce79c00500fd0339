"""Whether downloads are where Radarr and Sonarr look, apart from their libraries, and find room."""

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.audit.checks.folders import below, inside, mapped, parse_folder
from custom_components.autoarr.audit.models import SkipReason
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.ports import JsonValue
from tests.support.audit.servarr import GB, profile
from tests.support.audit.stack import RADARR, SONARR, Documents, right_stack, with_settings
from tests.support.audit.wrong import Setting

from .cross import BOTH, RULES, found_in, judged, mapping, result_of, root, sab


@pytest.mark.parametrize(
    ("one", "other", "is_inside"),
    [
        ("/data/media", "/data", True),
        ("/data", "/data/", True),
        ("/data2", "/data", False),
        ("/Data", "/data", False),
        ("/data/x", "/", True),
        (r"D:\Media\TV", "d:/media", True),
        (r"D:\Media", r"E:\Media", False),
        (r"\\NAS\Films\A", r"\\nas\films", True),
        ("/data", r"D:\data", False),
    ],
)
def test_one_folder_in_another(one: str, other: str, is_inside: bool) -> None:
    """Folders are compared by their parts, and as their operating system does."""
    first, second = parse_folder(one), parse_folder(other)
    assert first is not None
    assert second is not None
    assert inside(first, second) is is_inside


@pytest.mark.parametrize("path", ["", "complete", "./x", None, 7, "C", "\\"])
def test_what_is_no_absolute_folder(path: object) -> None:
    """It is not compared."""
    assert parse_folder(path) is None


@given(
    st.lists(st.text("abcÄ .", min_size=1, max_size=4).filter(lambda t: t.strip(". ")), max_size=4)
)
def test_a_folder_is_written_as_it_is_read(parts: list[str]) -> None:
    """Writing a folder and reading it again gives the same one."""
    for start, joint in (("/", "/"), ("D:\\", "\\"), ("\\\\nas\\", "\\")):
        folder = parse_folder((start + joint.join(parts)).strip())
        assert folder is not None
        assert parse_folder(str(folder)) == folder


def test_a_category_does_not_lead_out_of_its_folder() -> None:
    """A folder with dots is not guessed; an absolute one is taken as it is."""
    base = parse_folder("/data/complete")
    assert base is not None
    assert below(base, "../media") is None
    assert str(below(base, "/media/films")) == "/media/films"
    assert str(below(base, "films\\new")) == "/data/complete/films/new"


def test_mappings_are_used_as_radarr_and_sonarr_do() -> None:
    """The first mapping of that very host whose folder holds the path; between operating systems too."""
    rows: list[Documents] = [
        {"host": "other", "remotePath": "/data", "localPath": "/wrong"},
        {"host": "SAB", "remotePath": "/data/usenet/", "localPath": "\\\\nas\\usenet\\"},
        {"host": "sab", "remotePath": "/data", "localPath": "/later"},
    ]
    folder = parse_folder("/data/usenet/Films/X")
    assert folder is not None
    assert str(mapped(folder, "sab", rows)) == "\\\\nas\\usenet\\Films\\X"
    assert mapped(folder, "192.168.1.5", rows) == folder


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ((mapping(RADARR, "/data/usenet", "/mnt/usenet"),), 0),
        ((mapping(RADARR, "/data/usenet/complete/tv", "/mnt/tv"),), 1),
        ((mapping(RADARR, "/elsewhere", "/mnt", host="torrents"),), 0),
        (sab("status", completedir="C:\\Downloads"), 2),
        (
            (
                *sab("status", completedir="C:\\Downloads"),
                mapping(RADARR, "C:\\Downloads", "/mnt"),
                mapping(SONARR, "C:\\", "/mnt"),
            ),
            0,
        ),
        ((root(RADARR, "D:\\Films"),), 1),
    ],
)
def test_path_mappings(changed: tuple[Setting, ...], found: int) -> None:
    """A folder of another operating system, or a mapping that misses it, is wrong; one that fits is right."""
    assert len(found_in("stack.path_mapping", *changed)) == found


def test_a_mapping_may_be_for_another_client_of_that_host() -> None:
    """Where two clients share a host, a mapping for the other one proves nothing."""
    stack = with_settings(right_stack(), (mapping(RADARR, "/torrents", "/mnt"),))
    (own,) = stack[RADARR]["downloadclient"]
    stack[RADARR]["downloadclient"].append({**own, "id": 2, "implementation": "QBittorrent"})
    assert judged(RULES["stack.path_mapping"], stack).findings == ()


def test_downloads_are_looked_for_through_the_mapping() -> None:
    """What counts is the folder as Radarr sees it."""
    found = found_in(
        "stack.download_in_root", mapping(RADARR, "/data/usenet", "/data/media/movies/usenet")
    )
    assert [one.words["folder"] for one in found] == ["/data/media/movies/usenet/complete/movies"]


def test_library_among_the_downloads() -> None:
    """A root folder inside the downloads is as bad."""
    assert (
        len(found_in("stack.download_in_root", root(SONARR, "/data/usenet/complete/tv/lib"))) == 1
    )


@pytest.mark.parametrize("path", ["/data/media/movies", "/data/media", "/data/media/movies/kids"])
def test_shared_root_folders(path: str) -> None:
    """The same folder, one around it and one in it are shared; it is told once."""
    (found,) = found_in("stack.root_folder_shared", root(SONARR, path))
    assert (found.service.kind, found.words["other"]) == (SONARR, "Radarr")


def docker(kind: ServiceKind) -> Setting:
    """Return that a service runs in a container."""
    return (kind, "system/status", "", "isDocker", True)


def test_one_name_may_be_two_folders_in_containers() -> None:
    """Two containers may call different folders alike: it is not judged, and silent when the disks differ."""
    same = root(SONARR, "/data/media/movies")
    result = result_of("stack.root_folder_shared", same, docker(SONARR))
    assert [one.reason for one in result.skipped] == [SkipReason.UNKNOWN_FACT]
    other_disk: Setting = (SONARR, "rootfolder", "1", "freeSpace", 100 * GB)
    assert found_in("stack.root_folder_shared", same, docker(SONARR), other_disk) == ()


def disks(**sizes: int) -> tuple[Setting, ...]:
    """Return the disks that Radarr and Sonarr see, in GB; `root` is `/`, others lie below it."""
    rows: list[JsonValue] = [
        {"path": "/" if name == "root" else f"/{name.replace('_', '/')}", "totalSpace": size * GB}
        for name, size in sizes.items()
    ]
    return tuple((kind, "diskspace", "", "", rows) for kind in BOTH)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        (disks(data=4000), 0),
        (disks(root=100, data_media=4000, data_usenet=4000), 0),
        (disks(root=100, data_media=4000, data_usenet=500), 2),
        (disks(root=100, data_media=4000), 0),
        ((*disks(root=100, data_media=4000), *sab("status", diskspacetotal2="251.97")), 2),
        ((*disks(root=100, data_media=4001), *sab("status", diskspacetotal2="4000.00")), 0),
    ],
)
def test_one_file_system(changed: tuple[Setting, ...], found: int) -> None:
    """Told by the sizes of the disks, those of SABnzbd where Radarr does not list the one of the downloads."""
    assert len(found_in("stack.other_disk", *changed)) == found


def test_a_disk_that_is_not_listed() -> None:
    """A network drive that Radarr does not list seems to be on the system's own disk: it is not judged."""
    result = result_of("stack.other_disk", *disks(root=100))
    assert {one.reason for one in result.skipped} == {SkipReason.UNKNOWN_FACT}


def allowed(*names: str) -> Setting:
    """Return the only profile of Radarr."""
    return (RADARR, "qualityprofile", "", "", [profile(RADARR, *names)])


def free(gigabytes: int) -> Setting:
    """Return the free space of the root folder of Radarr."""
    return (RADARR, "rootfolder", "1", "freeSpace", gigabytes * GB)


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ((allowed("Bluray-1080p"), free(15)), 0),
        ((allowed("Bluray-1080p"), free(13)), 1),
        ((allowed("Remux-2160p"), free(60)), 1),
        ((allowed("WEBDL-1080p", "Remux-2160p"), free(60)), 1),
        (
            (
                allowed("Remux-2160p"),
                free(60),
                (RADARR, "config/indexer", "", "maximumSize", 50000),
            ),
            0,
        ),
        ((allowed("Nothing"), free(0)), 0),
    ],
)
def test_room_in_the_library(changed: tuple[Setting, ...], found: int) -> None:
    """What counts is the largest quality that is allowed, a limit of the size in mind."""
    assert len(found_in("stack.room_for_largest", *changed)) == found


def test_the_limit_of_a_quality_counts() -> None:
    """A definition that allows less than is usual makes downloads smaller."""
    stack = with_settings(right_stack(), (allowed("Remux-2160p"), free(60)))
    for row in stack[RADARR]["qualitydefinition"]:
        row["maxSize"] = 200
    assert judged(RULES["stack.room_for_largest"], stack).findings == ()


@pytest.mark.parametrize(
    ("first", "second", "kept", "places_"),
    [
        ("900", "900", "10G", 0),
        ("30", "30", "10G", 1),
        ("30", "29", "0", 0),
        ("20", "900", "10G", 1),
        ("900", "10", "0", 1),
    ],
)
def test_room_in_sabnzbd(first: str, second: str, kept: str, places_: int) -> None:
    """A download and its unpacked copy need room beside what is kept free, on one disk or on two."""
    totals = {"diskspacetotal1": "1000", "diskspacetotal2": "1000"}
    changed = (
        allowed("Bluray-1080p"),
        *sab("status", diskspace1=first, diskspace2=second, **totals),
        *sab("misc", download_free=kept, complete_free=kept),
    )
    found = [
        one for one in found_in("stack.room_for_largest", *changed) if one.service.kind is RADARR
    ]
    assert len(found) == places_
