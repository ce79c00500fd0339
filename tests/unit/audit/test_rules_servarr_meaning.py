"""What single rules for Radarr and Sonarr mean: where they keep silent, and what they work out."""

from collections import defaultdict
from dataclasses import replace
from typing import Any

from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.models import SkipReason
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit.servarr import GB, indexer, plex_connection, profile, right
from tests.support.audit.wrong_servarr import WRONG

from .judging import edits_of, estate_of, judged, with_edits, with_settings
from .servarr_estate import RADARR, RULES, SONARR, estate, found_in


def test_working_folders_keep_what_a_user_added() -> None:
    """What is missing is added; what somebody put there stays."""
    [finding] = found_in(
        "servarr.working_folders",
        (RADARR, "config/downloadclient", "", "downloadClientWorkingFolders", "_mine| _unpack_"),
    )
    assert finding.wanted == "_mine|_unpack_|_FAILED_"


def test_names_are_judged_by_their_tokens() -> None:
    """Dots, brackets and another order are as good; only a token that is missing is found."""
    name = "{Movie.CleanTitle}{.Release.Year}{.Quality.Full}{-Release Group}"
    assert not found_in(
        "radarr.movie_format", (RADARR, "config/naming", "", "standardMovieFormat", name)
    )
    [finding] = found_in(
        "radarr.movie_format",
        (RADARR, "config/naming", "", "standardMovieFormat", "{Movie Title} ({Release Year})"),
    )
    assert finding.words["missing"] == "Quality Full, Release Group"
    assert "{imdb-{ImdbId}}" in finding.wanted


def test_without_plex_names_need_no_id() -> None:
    """The guides' standard name is set where no Plex reads an id."""
    services = with_settings(estate(), WRONG["radarr.movie_format"].settings)
    del services[ServiceKind.PLEX]
    [finding] = judged(RULES["radarr.movie_format"], services).findings
    assert "ImdbId" not in str(finding.wanted)
    assert not judged(RULES["radarr.movie_format_id"], services).verdicts


def test_an_id_is_put_behind_the_year() -> None:
    """An own format keeps all it has; the id comes behind the year with its bracket."""
    [finding] = found_in("radarr.movie_format_id", *WRONG["radarr.movie_format_id"].settings)
    assert finding.wanted == (
        "{Movie Title} ({Release Year}) {imdb-{ImdbId}} {Quality Full}{-Release Group}"
    )


def test_a_group_of_qualities_is_a_goal() -> None:
    """Upgrading may end at a group; the id of the group or of a quality in it is right."""
    for cutoff in (1002, 3):
        assert not found_in(
            "servarr.profile_cutoff", (RADARR, "qualityprofile", "1", "cutoff", cutoff)
        )


def test_a_goal_that_is_not_allowed_becomes_the_best_that_is() -> None:
    """The best allowed quality is the goal to choose, never a raw disc as long as there is another."""
    rows = [profile(RADARR, "WEBDL-1080p", "Bluray-1080p", "BR-DISK", cutoff=19)]
    [finding] = found_in("servarr.profile_cutoff", (RADARR, "qualityprofile", "", "", rows))
    assert (finding.found, finding.wanted) == (19, 7)


def test_refusing_the_goal_itself_moves_the_goal() -> None:
    """A profile that upgrades to a raw disc gets another goal in the same step, as the service demands."""
    rows = [profile(RADARR, "WEBDL-1080p", "Bluray-1080p", "BR-DISK")]
    [finding] = found_in("servarr.unwanted_qualities", (RADARR, "qualityprofile", "", "", rows))
    assert [edit.place.path for edit in finding.edits] == ["items", "cutoff"]
    assert finding.edits[1].after == 7


def test_a_profile_of_nothing_but_recordings_is_left_to_a_person() -> None:
    """No edit may leave a profile that allows nothing."""
    rows = [profile(RADARR, "CAM", "TELESYNC")]
    [finding] = found_in("servarr.unwanted_qualities", (RADARR, "qualityprofile", "", "", rows))
    assert finding.edits == ()


def test_a_profile_of_one_quality_has_nothing_to_upgrade() -> None:
    """Upgrades that are off say nothing where there is only one quality."""
    rows = [profile(SONARR, "Bluray-1080p", upgradeAllowed=False)]
    assert not found_in("servarr.profile_upgrades", (SONARR, "qualityprofile", "", "", rows))


def test_a_profile_that_nothing_uses_is_left_alone() -> None:
    """Services come with many; what titles have, a list adds with, or cannot be told is judged."""
    rule = RULES["servarr.profile_upgrades"]
    rows = [
        profile(RADARR, "Bluray-1080p", "WEBDL-1080p", id=number, upgradeAllowed=False)
        for number in (1, 2, 3)
    ]
    lists = [{"id": 1, "name": "Charts", "qualityProfileId": 2}]
    settings: list[tuple[ServiceKind, str, str, str, Any]] = [
        (RADARR, "qualityprofile", "", "", rows),
        (RADARR, "importlist", "", "", lists),
    ]
    services = with_settings(estate(), settings)

    def found(used: frozenset[int] | None) -> list[str]:
        """Return the profiles that are complained of."""
        whole = estate_of(services)
        known = tuple(
            replace(one, used_profiles=used) if one.ref.kind is RADARR else one
            for one in whole.services
        )
        findings = evaluate([rule], replace(whole, services=known)).findings
        return [finding.subject for finding in findings]

    assert found(None) == ["1", "2", "3"]
    assert found(frozenset({1})) == ["1", "2"]
    assert found(frozenset({3, 9})) == ["2", "3"]


def test_sizes_of_all_qualities_are_one_finding() -> None:
    """A fresh install has one finding of smallest and one of largest sizes; no edit contradicts another."""
    fresh = [
        row | {"minSize": 0.0, "preferredSize": 95.0, "maxSize": 100.0}
        for row in right(RADARR)["qualitydefinition"]
    ]
    changed = (RADARR, "qualitydefinition", "", "", fresh)
    [low] = found_in("radarr.minimum_sizes", changed)
    [high] = found_in("radarr.maximum_sizes", changed)
    assert len(low.found) == 14
    assert "WEBDL-1080p" not in high.found
    assert high.wanted["Remux-2160p"] == 2000
    wanted: dict[object, object] = {}
    for edit in edits_of([low, high]):
        assert wanted.setdefault(edit.place, edit.after) == edit.after


def test_sizes_stay_in_order_once_mended() -> None:
    """Whatever the sizes were, afterwards the smallest is below the preferred and that below the largest."""
    for least, preferred, most in ((0.0, 1.0, 2.0), (0.0, 95.0, 100.0), (0.0, 10.0, 400.0)):
        fresh = [
            row | {"minSize": least, "preferredSize": preferred, "maxSize": most}
            for row in right(SONARR)["qualitydefinition"]
        ]
        services = with_settings(estate(), [(SONARR, "qualitydefinition", "", "", fresh)])
        found = judged(RULES["sonarr.minimum_sizes"], services).findings
        for row in with_edits(services, edits_of(found))[SONARR]["qualitydefinition"]:
            assert row["minSize"] <= row["preferredSize"] <= row["maxSize"]


def test_anime_may_be_small() -> None:
    """Where a root folder is for anime, small files are real."""
    folders = [{"id": 1, "path": "/data/Anime", "accessible": True, "freeSpace": 900 * GB}]
    fresh = [row | {"minSize": 5.0} for row in right(SONARR)["qualitydefinition"]]
    changed = (SONARR, "qualitydefinition", "", "", fresh)
    assert found_in("sonarr.minimum_sizes", changed)
    assert not found_in("sonarr.minimum_sizes", changed, (SONARR, "rootfolder", "", "", folders))


def test_no_largest_size_is_no_limit() -> None:
    """The services leave out a size that is not set; that is no fault."""
    fresh = [
        {key: value for key, value in row.items() if key not in ("maxSize", "preferredSize")}
        for row in right(RADARR)["qualitydefinition"]
    ]
    changed = (RADARR, "qualitydefinition", "", "", fresh)
    assert not found_in("radarr.maximum_sizes", changed)
    assert not found_in("radarr.minimum_sizes", changed)


def test_complaints_of_one_source_are_one_finding() -> None:
    """Messages are gathered by source; what is no more than a notice is left out."""
    rows = [
        {"source": "IndexerStatusCheck", "type": "warning", "message": "One"},
        {"source": "IndexerStatusCheck", "type": "warning", "message": "Two"},
        {"source": "IndexerRssCheck", "type": "notice", "message": "Three"},
    ]
    [finding] = found_in("servarr.health_indexers", (RADARR, "health", "", "", rows))
    assert finding.key == "servarr.health_indexers:radarr-1:IndexerStatusCheck"
    assert finding.found == ["One", "Two"]
    assert not found_in("servarr.health_warnings", (RADARR, "health", "", "", rows))


def test_older_posts_than_the_provider_keeps_are_refused() -> None:
    """The retention of the servers counts where all of them have one."""
    servers = [{"enable": 1, "retention": 1200}, {"enable": "1", "retention": "3000"}]
    wrong = (
        (ServiceKind.SABNZBD, "servers", "", "", servers),
        (RADARR, "config/indexer", "", "retention", 4000),
    )
    [finding] = found_in("servarr.retention", *wrong)
    assert finding.wanted == 3000
    servers.append({"enable": 1, "retention": 0})
    assert not found_in("servarr.retention", *wrong)


def test_encryption_is_judged_only_where_sabnzbd_listens() -> None:
    """A port that is not SABnzbd's own belongs to a proxy, of which nothing is known."""
    assert not found_in(
        "servarr.client_encryption",
        (RADARR, "downloadclient", "1", "fields[name=port].value", 443),
        (RADARR, "downloadclient", "1", "fields[name=useSsl].value", True),
    )
    [finding] = found_in(
        "servarr.client_encryption",
        (ServiceKind.SABNZBD, "misc", "", "enable_https", "1"),
        (ServiceKind.SABNZBD, "misc", "", "https_port", "9090"),
        (SONARR, "downloadclient", "1", "fields[name=port].value", 9090),
    )
    assert finding.wanted is True


def test_one_complete_connection_to_plex_is_enough() -> None:
    """A second connection for something else may leave things out."""
    rows = [plex_connection(), plex_connection(id=2, onDownload=False)]
    assert not found_in("servarr.plex_told", (RADARR, "notification", "", "", rows))


def test_only_indexers_that_can_are_switched_on() -> None:
    """An indexer without RSS is left alone."""
    rows = [
        indexer(RADARR, enableRss=False),
        indexer(RADARR, id=2, enableRss=False, supportsRss=False),
    ]
    [finding] = found_in("servarr.indexer_rss", (RADARR, "indexer", "", "", rows))
    assert [edit.place.row for edit in finding.edits] == ["1"]


def test_a_small_disk_needs_a_share_and_a_large_one_not_more_than_the_limit() -> None:
    """A terabyte free is never too little, ten gigabytes of a hundred are not either."""

    def space(free: int, total: int) -> list[Any]:
        return found_in(
            "servarr.root_folder_space",
            (RADARR, "rootfolder", "1", "freeSpace", free * GB),
            (RADARR, "diskspace", "", "", [{"path": "/", "totalSpace": total * GB}]),
        )

    assert not space(free=60, total=20_000)
    assert not space(free=10, total=100)
    assert space(free=4, total=100)
    assert space(free=40, total=20_000)


def test_a_fresh_install_has_no_two_edits_that_contradict() -> None:
    """All findings of a badly set-up service can be applied together."""
    wanted: dict[ServiceKind, dict[object, object]] = defaultdict(dict)
    settings_ = [
        one
        for rule, wrong in WRONG.items()
        if rule.endswith(("sizes", "format", "rename", "extra_files"))
        for one in wrong.settings
    ]
    services = with_settings(estate(), settings_)
    for rule in RULES.values():
        for finding in judged(rule, services).findings:
            for edit in finding.edits:
                kept = wanted[finding.service.kind].setdefault(edit.place, edit.after)
                assert kept == edit.after, rule.id


def test_a_setting_this_version_lacks_is_told() -> None:
    """An older service without a field is skipped with the reason, not called wrong."""
    services = estate()
    del services[RADARR]["config/host"]["backupRetention"]
    result = judged(RULES["servarr.backup_retention"], services)
    assert [(one.service.kind, one.reason) for one in result.skipped] == [
        (RADARR, SkipReason.NO_FIELD)
    ]
