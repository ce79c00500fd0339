"""Whether a release is wanted: the decision engine's specifications as far as they are copied. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.fakes.releases import Release

from .quality import Profile, Qualities
from .state import BlocklistRow, Subject

CLOSE_IN_TIME = timedelta(minutes=2)
CLOSE_IN_SIZE = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How a search came about.

    `user_invoked`: through the API or the interface, which bypasses delay and availability;
    a search the app itself pushes (after adding, after a failure) does not.
    """

    is_search: bool = True
    user_invoked: bool = False
    interactive: bool = False


RSS = Search(is_search=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejection:
    """Why not; a temporary one may pass by waiting."""

    reason: str
    temporary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the app knows about the thing a release is of."""

    media: str
    monitored: bool
    unavailable: str | None
    profile: Profile
    file_qualities: tuple[str, ...]
    queued_qualities: tuple[str, ...]
    blocklist: tuple[BlocklistRow, ...]
    delay: timedelta
    bypass_if_best: bool
    pending_since: datetime | None
    minimum_age: timedelta
    maximum_size: int
    grabbed_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A release, what it is of and why it is not taken (nothing: it is)."""

    release: Release
    subject: Subject | None
    rejections: tuple[Rejection, ...]
    by_title: bool = True

    @property
    def approved(self) -> bool:
        """Say whether nothing speaks against it."""
        return not self.rejections

    @property
    def temporary(self) -> bool:
        """Say whether only time speaks against it."""
        return bool(self.rejections) and all(r.temporary for r in self.rejections)


def same_post(row: BlocklistRow, release: Release) -> bool:
    """Say whether a blocklist row is of this post.

    Its title, and: the same publish date, or another indexer with a publish date within two minutes and a size
    within 2 MB (BlocklistService.SameNzb).
    """
    if release.title.lower() not in row.source_title.lower():
        return False
    if row.published == release.publish_date:
        return True
    if row.indexer and row.indexer == release.indexer:
        return False
    near = row.published is None or abs(row.published - release.publish_date) <= CLOSE_IN_TIME
    alike = row.size is None or abs(row.size - release.size) <= CLOSE_IN_SIZE
    return near and alike


def decide(
    release: Release, facts: Facts, search: Search, qualities: Qualities, now: datetime
) -> tuple[Rejection, ...]:
    """Return what speaks against a release that was matched.

    What needs the database is only asked when nothing else speaks against it (SpecificationPriority).
    """
    found = [
        _quality_wanted(release, facts, qualities),
        _upgrade(release, facts, qualities),
        _queued(release, facts, qualities),
        _monitored(facts, search),
        _available(facts, search),
        _size(release, facts),
        _old_enough(release, facts, search, now),
    ]
    if any(found):
        return tuple(r for r in found if r)
    late = [
        _blocklisted(release, facts),
        _recently_grabbed(facts, search, now),
        _delayed(release, facts, search, qualities, now),
    ]
    return tuple(r for r in late if r)


def _quality_wanted(release: Release, facts: Facts, qualities: Qualities) -> Rejection | None:
    """QualityAllowedByProfileSpecification."""
    name = qualities.named(release.quality).name
    return (
        None
        if name in facts.profile.allowed
        else Rejection(reason=f"{name} is not wanted in profile")
    )


def _blocklisted(release: Release, facts: Facts) -> Rejection | None:
    """BlocklistSpecification."""
    hit = any(same_post(row, release) for row in facts.blocklist)
    return Rejection(reason="Release is blocklisted") if hit else None


def _upgrade(release: Release, facts: Facts, qualities: Qualities) -> Rejection | None:
    """CutoffSpecification, UpgradeAllowedSpecification and UpgradeDiskSpecification."""
    mine = qualities.weight(release.quality)
    for have in facts.file_qualities:
        weight = qualities.weight(have)
        if weight >= qualities.weight(facts.profile.cutoff):
            return Rejection(reason=f"Existing file meets cutoff: {have}")
        if mine <= weight:
            return Rejection(
                reason=f"Existing file on disk is of equal or higher preference: {have} v1"
            )
        if not facts.profile.upgrade_allowed:
            return Rejection(
                reason=f"Existing file and the profile does not allow upgrades: {have}"
            )
    return None


def _queued(release: Release, facts: Facts, qualities: Qualities) -> Rejection | None:
    """QueueSpecification."""
    for have in facts.queued_qualities:
        if qualities.weight(release.quality) <= qualities.weight(have):
            return Rejection(
                reason=f"Quality for release in queue is of equal or higher preference: {have} v1"
            )
    return None


def _monitored(facts: Facts, search: Search) -> Rejection | None:
    """MonitoredMovieSpecification, MonitoredEpisodeSpecification."""
    if facts.monitored or search.user_invoked:
        return None
    return Rejection(reason=f"{facts.media} is not monitored")


def _available(facts: Facts, search: Search) -> Rejection | None:
    """AvailabilitySpecification: skipped for a search a person asked for."""
    if facts.unavailable is None or search.user_invoked:
        return None
    return Rejection(reason=facts.unavailable)


def _size(release: Release, facts: Facts) -> Rejection | None:
    """MaximumSizeSpecification."""
    if not facts.maximum_size or release.size <= facts.maximum_size:
        return None
    return Rejection(reason=f"{release.size} is too big, maximum size is {facts.maximum_size}")


def _recently_grabbed(facts: Facts, search: Search, now: datetime) -> Rejection | None:
    """HistorySpecification: RSS does not grab again what it grabbed within twelve hours."""
    if search.is_search or facts.grabbed_at is None or now - facts.grabbed_at > timedelta(hours=12):
        return None
    return Rejection(reason="Recent grab event in history is of equal or higher preference")


def _old_enough(release: Release, facts: Facts, search: Search, now: datetime) -> Rejection | None:
    """MinimumAgeSpecification."""
    age = now - release.publish_date
    if search.user_invoked or age >= facts.minimum_age:
        return None
    minutes, least = int(age.total_seconds() / 60), int(facts.minimum_age.total_seconds() / 60)
    return Rejection(
        reason=f"Only {minutes} minutes old, minimum age is {least} minutes", temporary=True
    )


def _delayed(
    release: Release, facts: Facts, search: Search, qualities: Qualities, now: datetime
) -> Rejection | None:
    """DelaySpecification: skipped for a search a person asked for."""
    if search.user_invoked or not facts.delay:
        return None
    best = max(qualities.weight(name) for name in facts.profile.allowed)
    if facts.bypass_if_best and qualities.weight(release.quality) >= best:
        return None
    waited_for = facts.pending_since or release.publish_date
    if now - min(waited_for, release.publish_date) >= facts.delay:
        return None
    return Rejection(reason="Waiting for better quality release", temporary=True)
