"""Qualities and quality profiles, from worst to best, with the ids both apps have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .resources import Resource, child, children, flag, number, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """One quality; `modifier` exists in Radarr alone."""

    id: int
    name: str
    source: str
    resolution: int
    modifier: str | None = None

    def resource(self) -> Resource:
        """Return it as JSON."""
        return {
            "id": self.id,
            "name": self.name,
            "source": self.source,
            "resolution": self.resolution,
            "modifier": self.modifier,
        }

    def model(self) -> Resource:
        """Return it as the quality of a file or release."""
        revision = {"version": 1, "real": 0, "isRepack": False}
        return {"quality": self.resource(), "revision": revision}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A quality profile: which qualities are wanted, and up to which one it upgrades."""

    id: int
    name: str
    allowed: tuple[str, ...]
    cutoff: str
    upgrade_allowed: bool = True


# WEB-DL and WEBRip of one resolution stand together in a group (id, name).
GROUPS: Mapping[int, tuple[int, str]] = {
    480: (1000, "WEB 480p"),
    720: (1001, "WEB 720p"),
    1080: (1002, "WEB 1080p"),
    2160: (1003, "WEB 2160p"),
}


class Qualities:
    """The qualities of one app, ordered from worst to best, and its profiles."""

    def __init__(self, rows: Sequence[Sequence[str | int]]) -> None:
        self.ordered = [
            Quality(
                id=int(row[0]),
                name=str(row[1]),
                source=str(row[2]),
                resolution=int(row[3]),
                modifier=str(row[4]) if len(row) > 4 else None,
            )
            for row in rows
        ]
        self._by_name = {q.name: q for q in self.ordered}
        # One app says "Remux-1080p", the other "Bluray-1080p Remux".
        for resolution in (1080, 2160):
            mine = f"Remux-{resolution}p"
            theirs = f"Bluray-{resolution}p Remux"
            found = self._by_name.get(mine) or self._by_name.get(theirs)
            if found:
                self._by_name[mine] = self._by_name[theirs] = found

    def named(self, name: str) -> Quality:
        """Return a quality by name; one nobody knows is Unknown."""
        return self._by_name.get(name, self.ordered[0])

    def weight(self, name: str) -> int:
        """Return how good a quality is: its place in the order, grouped ones equal."""
        quality = self.named(name)
        for place, other in enumerate(self.ordered):
            if _group(quality) and _group(quality) == _group(other):
                return place
            if other is quality:
                return place
        return 0

    def definitions(self) -> list[Resource]:
        """Return the quality definitions (sizes in MB a minute)."""
        return [
            {
                "id": place + 1,
                "quality": quality.resource(),
                "title": quality.name,
                "weight": place + 1,
                "minSize": 0.0,
                "maxSize": 100.0,
                "preferredSize": 95.0,
            }
            for place, quality in enumerate(self.ordered)
        ]

    def profiles(self) -> list[Profile]:
        """Return the profiles a fresh install has."""
        usable = [q for q in self.ordered if _usable(q)]

        def names(*resolutions: int) -> tuple[str, ...]:
            return tuple(q.name for q in usable if q.resolution in resolutions)

        bluray = {r: f"Bluray-{r}p" for r in (720, 1080)}
        web_4k = self.named("WEBDL-2160p").name
        return [
            Profile(id=1, name="Any", allowed=tuple(q.name for q in usable), cutoff=bluray[1080]),
            Profile(id=2, name="SD", allowed=names(480, 576), cutoff="DVD"),
            Profile(id=3, name="HD-720p", allowed=names(720), cutoff=bluray[720]),
            Profile(id=4, name="HD-1080p", allowed=names(1080), cutoff=bluray[1080]),
            Profile(id=5, name="Ultra-HD", allowed=names(2160), cutoff=web_4k),
            Profile(id=6, name="HD - 720p/1080p", allowed=names(720, 1080), cutoff=bluray[1080]),
        ]

    def read(self, row: Resource) -> Profile:
        """Return a profile from its JSON, which a PUT may have changed."""
        flat = [
            inner
            for item in children(row, "items")
            for inner in (children(item, "items") or [item])
        ]
        names = {number(child(i, "quality"), "id"): text(child(i, "quality"), "name") for i in flat}
        groups = {
            number(item, "id"): text(child(children(item, "items")[-1], "quality"), "name")
            for item in children(row, "items")
            if children(item, "items")
        }
        cutoff = number(row, "cutoff")
        return Profile(
            id=number(row, "id"),
            name=text(row, "name"),
            allowed=tuple(text(child(i, "quality"), "name") for i in flat if flag(i, "allowed")),
            cutoff=groups.get(cutoff) or names.get(cutoff, "Unknown"),
            upgrade_allowed=flag(row, "upgradeAllowed"),
        )

    def profile_resource(self, profile: Profile, *, language: Resource | None) -> Resource:
        """Return a profile as JSON: WEB qualities of one resolution in a group, as they come."""
        items: list[Resource] = []
        grouped: dict[int, Resource] = {}
        for quality in self.ordered:
            row: Resource = {
                "quality": quality.resource(),
                "items": [],
                "allowed": quality.name in profile.allowed,
            }
            group = _group(quality)
            if group is None:
                items.append(row)
                continue
            if group not in grouped:
                identifier, name = GROUPS[group]
                grouped[group] = {"id": identifier, "name": name, "items": [], "allowed": False}
                items.append(grouped[group])
            inside = grouped[group]["items"]
            if isinstance(inside, list):
                inside.append(row)
            grouped[group]["allowed"] = bool(grouped[group]["allowed"] or row["allowed"])
        cutoff = self.named(profile.cutoff)
        cutoff_group = _group(cutoff)
        return {
            "id": profile.id,
            "name": profile.name,
            "upgradeAllowed": profile.upgrade_allowed,
            "cutoff": GROUPS[cutoff_group][0] if cutoff_group else cutoff.id,
            "items": items,
            "minFormatScore": 0,
            "cutoffFormatScore": 0,
            "minUpgradeFormatScore": 1,
            "formatItems": [],
            "language": language,
        }


def _group(quality: Quality) -> int | None:
    """Return the resolution of a grouped quality, or None."""
    return quality.resolution if quality.name.startswith("WEB") else None


def _usable(quality: Quality) -> bool:
    """Say whether a fresh install wants the quality in "Any": no pre-releases, no raw discs."""
    unwanted = {"Unknown", "BR-DISK", "Raw-HD", "WORKPRINT", "CAM", "TELESYNC", "TELECINE"}
    return quality.name not in unwanted | {"DVDSCR", "REGIONAL"} and bool(quality.resolution)
