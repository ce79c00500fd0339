"""What people want, and what there is of it on Usenet: titles, posts, and how indexers list them."""

from dataclasses import dataclass
from enum import StrEnum
import math
from random import Random
from typing import Final

from custom_components.autoarr.clients.service import ServiceKind

from .timeline import DAY, HOUR, NEVER
from .weather import DAYS, World

FILMS: Final = 400
SERIES: Final = 60
EPISODES: Final = 10
INDEXERS: Final = ("Alpha", "Beta", "Gamma")
OTHER_NAME: Final = 0.3
"""How often an indexer lists a post under another name than it was posted with."""

GIGA: Final = 1_000_000_000


class Fate(StrEnum):
    """What is wrong with a post, if anything."""

    HEALTHY = "healthy"
    UNCONFIRMED = "unconfirmed"
    """It is what it says, and the *arr wants a person to confirm that: it knows it only by its grab."""
    MISSING = "missing"
    DAMAGED = "damaged"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    FAKE = "fake"
    DANGEROUS = "dangerous"
    WRONG = "wrong"
    """Another episode, or another film."""
    STUCK = "stuck"
    """One article hangs for ever; SABnzbd goes on with other jobs."""

    @property
    def good(self) -> bool:
        """Say whether it is what was asked for, and whole."""
        return self in (Fate.HEALTHY, Fate.UNCONFIRMED)


BAD: Final = {
    Fate.MISSING: 0.34,
    Fate.DAMAGED: 0.2,
    Fate.BROKEN: 0.08,
    Fate.ENCRYPTED: 0.12,
    Fate.FAKE: 0.08,
    Fate.DANGEROUS: 0.06,
    Fate.WRONG: 0.08,
    Fate.STUCK: 0.04,
}
"""How the bad posts divide."""

UNCONFIRMED: Final = 0.05
"""The share of healthy posts whose name the *arr matches only by the id of the search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A quality profile: lines of picture that are accepted, ascending, and where upgrading ends."""

    id: int
    name: str
    allowed: tuple[int, ...]

    @property
    def cutoff(self) -> int:
        """The best quality ends the search."""
        return self.allowed[-1]


HD: Final = Profile(id=1, name="HD", allowed=(720, 1080))
UHD: Final = Profile(id=2, name="UHD", allowed=(1080, 2160))
RESOLUTIONS: Final = {480: 0.12, 720: 0.23, 1080: 0.45, 2160: 0.2}
SIZES: Final = {480: 0.7, 720: 1.5, 1080: 4.0, 2160: 12.0}
"""Gigabytes of a film; an episode has a quarter of that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A film, or an episode of a series; times in seconds since the start."""

    number: int
    kind: ServiceKind
    media_id: int
    episode: int
    name: str
    profile: Profile
    wanted_at: float
    aired_at: float
    season_at_once: bool = False
    """The whole season is added together and searched at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One upload; `titles` are what it says to hold."""

    number: int
    titles: tuple[Title, ...]
    resolution: int
    size_bytes: int
    posted: float
    gone_at: float
    """When it is taken down."""
    fate: Fate

    def condition(self, seconds: float) -> Fate:
        """Return what one gets who downloads it then."""
        if seconds >= self.gone_at and self.fate is not Fate.MISSING:
            return Fate.MISSING
        return self.fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A post as one indexer lists it."""

    guid: str
    indexer: int
    name: str
    post: Post
    published: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Usenet:
    """Everything there is, and everything that is wanted."""

    titles: tuple[Title, ...]
    posts: tuple[Post, ...]
    listings: tuple[Listing, ...]


def usenet(world: World, seed: int, *, scale: float = 1.0) -> Usenet:
    """Return the titles, posts and listings of a world; `scale` makes it smaller."""
    random = Random(f"posts {world.name} {seed}")
    films = [_film(random, number) for number in range(round(FILMS * scale))]
    seasons = [_season(random, number, len(films)) for number in range(round(SERIES * scale))]
    maker = _Maker(world, random)
    for film in films:
        maker.post_for((film,))
    for season in seasons:
        for episode in season:
            maker.post_for((episode,))
        if season[0].season_at_once:
            maker.pack_of(tuple(season))
    titles = (*films, *(episode for season in seasons for episode in season))
    return Usenet(titles=titles, posts=tuple(maker.posts), listings=tuple(maker.listings))


def _film(random: Random, number: int) -> Title:
    """Return a film that somebody wants some day."""
    wanted = random.uniform(0, (DAYS - 5) * DAY)
    return Title(
        number=number,
        kind=ServiceKind.RADARR,
        media_id=number + 1,
        episode=0,
        name=f"Film.{number:03}.2024",
        profile=random.choices((HD, UHD), (0.7, 0.3))[0],
        wanted_at=wanted,
        aired_at=wanted - random.uniform(5, 1_500) * DAY,
    )


def _season(random: Random, number: int, films: int) -> list[Title]:
    """Return a season: broadcast long ago and added at once, or running, an episode every two or three days."""
    at_once = random.random() < 0.4
    added = random.uniform(0, (DAYS - 5) * DAY)
    first = random.uniform(0, 5 * DAY)
    profile = random.choices((HD, UHD), (0.8, 0.2))[0]
    season: list[Title] = []
    for episode in range(1, EPISODES + 1):
        aired = added - random.uniform(100, 900) * DAY if at_once else first + episode * 2.1 * DAY
        season.append(
            Title(
                number=films + number * EPISODES + episode - 1,
                kind=ServiceKind.SONARR,
                media_id=number + 1,
                episode=number * 100 + episode,
                name=f"Series.{number:02}.S01E{episode:02}",
                profile=profile,
                wanted_at=added if at_once else aired,
                aired_at=aired,
                season_at_once=at_once,
            )
        )
    return season


class _Maker:
    """Makes posts and lists them."""

    def __init__(self, world: World, random: Random) -> None:
        """Make posts of one world."""
        self.posts: list[Post] = []
        self.listings: list[Listing] = []
        self._world = world
        self._random = random

    def post_for(self, titles: tuple[Title, ...]) -> None:
        """Make what there is when a title is wanted, and what is posted later."""
        random, title = self._random, titles[0]
        old = title.wanted_at - title.aired_at > DAY
        earlier = _poisson(random, 4.0) if old else 0
        for _ in range(earlier):
            self._make(titles, random.uniform(title.aired_at, title.wanted_at))
        if not old:
            for _ in range(1 + _poisson(random, 3.0)):
                self._make(titles, title.aired_at + random.uniform(0.3, 30) * HOUR)
        left = max(0.0, DAYS * DAY - title.wanted_at)
        for _ in range(_poisson(random, 0.08 * left / DAY)):
            self._make(titles, title.wanted_at + random.uniform(0, left))

    def pack_of(self, season: tuple[Title, ...]) -> None:
        """Make the packs of a whole season."""
        for _ in range(_poisson(self._random, 2.0)):
            posted = self._random.uniform(season[-1].aired_at, season[-1].wanted_at)
            self._make(season, min(posted, season[0].wanted_at - HOUR))

    def _make(self, titles: tuple[Title, ...], posted: float) -> None:
        """Make one post."""
        random, world = self._random, self._world
        resolution = random.choices(tuple(RESOLUTIONS), tuple(RESOLUTIONS.values()))[0]
        share = 1.0 if titles[0].kind is ServiceKind.RADARR else 0.25
        gone = posted - world.half_life_days * DAY * math.log2(1 - random.random())
        post = Post(
            number=len(self.posts),
            titles=titles,
            resolution=resolution,
            size_bytes=round(
                SIZES[resolution] * share * len(titles) * GIGA * random.uniform(0.8, 1.3)
            ),
            posted=posted,
            gone_at=gone if gone < DAYS * DAY else NEVER,
            fate=self._fate(titles),
        )
        self.posts.append(post)
        self._list(post)

    def _fate(self, titles: tuple[Title, ...]) -> Fate:
        """Decide what is wrong with a post."""
        random = self._random
        if random.random() >= self._world.bad_posts:
            return Fate.UNCONFIRMED if random.random() < UNCONFIRMED else Fate.HEALTHY
        return random.choices(tuple(BAD), tuple(BAD.values()))[0]

    def _list(self, post: Post) -> None:
        """Have indexers list a post, some under another name."""
        random = self._random
        stem = post.titles[0].name if len(post.titles) == 1 else post.titles[0].name[:-3]
        name = f"{stem}.{post.resolution}p.WEB.H264-GRP{post.number}"
        listed = [number for number in range(len(INDEXERS)) if random.random() < 0.6]
        for indexer in listed or [random.randrange(len(INDEXERS))]:
            other = random.random() < OTHER_NAME
            self.listings.append(
                Listing(
                    guid=f"{INDEXERS[indexer]}-{post.number}",
                    indexer=indexer,
                    name=f"{name.replace('.WEB.', '.WEBDL.')}-xpost{indexer}" if other else name,
                    post=post,
                    published=post.posted + random.choice((0, 0, 20, 50)),
                )
            )


def _poisson(random: Random, mean: float) -> int:
    """Return a count of things that happen independently."""
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count
