"""What one month came to."""

from dataclasses import dataclass

from .arr_model import By
from .play import House, Household, Way
from .posts import Post, Title
from .timeline import DAY, HOUR
from .weather import END


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The figures of one run; times in hours, `wrong` and `loops` in words."""

    world: str
    seed: int
    way: Way
    titles: int
    reachable: int
    in_library: int
    troubled: int
    recovered: int
    hours: tuple[float, ...]
    actions: int
    hits: int
    grabs: int
    deleted: tuple[tuple[By, str], ...]
    left_blocked: tuple[tuple[By, str], ...]
    loops: tuple[tuple[By, str], ...]
    seconds: float = 0.0


def result_of(house: House, beside: Household | None, seed: int, way: Way) -> Result:
    """Count what a month came to."""
    referee, known = house.referee, house.usenet
    posts: dict[int, list[Post]] = {}
    for post in known.posts:
        for title in post.titles:
            posts.setdefault(title.number, []).append(post)
    reachable = {t.number for t in known.titles if is_reachable(t, posts.get(t.number, []))}
    troubled = reachable & referee.trouble.keys()
    back = [number for number in troubled if number in referee.back]
    rows = [*house.radarr.blocklist.values(), *house.sonarr.blocklist.values()]
    return Result(
        world=house.world.name,
        seed=seed,
        way=way,
        titles=len(known.titles),
        reachable=len(reachable),
        in_library=len(reachable & referee.in_library),
        troubled=len(troubled),
        recovered=len(back),
        hours=tuple((referee.back[n] - referee.trouble[n]) / HOUR for n in back),
        actions=beside.actions if beside else 0,
        hits=house.indexers.hits,
        grabs=referee.grabs,
        deleted=tuple(referee.removed),
        left_blocked=tuple(referee.left_blocked(rows)),
        loops=tuple(referee.loops),
    )


def is_reachable(title: Title, posts: list[Post]) -> bool:
    """Say whether there is a post of a wanted quality that completes while the title is wanted."""
    return any(
        post.fate.good
        and post.resolution in title.profile.allowed
        and post.posted < END - DAY
        and post.gone_at > max(title.wanted_at, post.posted) + HOUR
        for post in posts
    )
