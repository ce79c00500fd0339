"""What Radarr and Sonarr ask SABnzbd for, and what SABnzbd makes of it: clients, categories, their folders and sorters."""

from collections.abc import Iterable, Iterator, Mapping
import re
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonObject, JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Edit, Mismatch, Place, SkipReason
from ..predicates import same
from .base import CannotJudge, Check, document, once, rows
from .folders import Folder, below, parse_folder
from .links import CATEGORY_FIELDS, Client, clients_at, clients_of
from .values import changed, text

_SERVARR: Final = (ServiceKind.RADARR, ServiceKind.SONARR)
_DEFAULT: Final = "*"
_PLAIN: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")
"""Names of a category that are names of a folder everywhere, and that SABnzbd keeps as they are."""
_PRIORITY: Final = -100
"""The priority of the default category."""
_IMPORTERS: Final = re.compile(r"nzbto\w+|sabto\w+|autoprocess\w*", re.IGNORECASE)
"""Scripts that hand a finished download to Radarr, Sonarr and their like."""


def category_row(sabnzbd: ServiceSnapshot, category: str) -> JsonObject:
    """Return the category that SABnzbd uses for a name: its own, or the default; raises CannotJudge."""
    named = _named(sabnzbd)
    found = named.get(category) or named.get(_DEFAULT)
    if found is None:
        raise CannotJudge(SkipReason.CHECK_FAILED, "categories has no default")
    return found


@once
def _named(sabnzbd: ServiceSnapshot) -> Mapping[str, JsonObject]:
    """Return its categories by name; raises CannotJudge."""
    return {text(row.get("name")): row for row in rows(sabnzbd, "categories")}


def inherited(sabnzbd: ServiceSnapshot, row: JsonObject, name: str, unset: str) -> str:
    """Return a value of a category, that of the default where it is left to it; raises CannotJudge."""
    value = text(row.get(name))
    return text(category_row(sabnzbd, _DEFAULT).get(name)) if value in ("", unset) else value


def category_folder(sabnzbd: ServiceSnapshot, category: str) -> Folder:
    """Return where SABnzbd puts what is finished in a category; raises CannotJudge."""
    complete = parse_folder(document(sabnzbd, "status").get("completedir"))
    if complete is None:
        raise CannotJudge(SkipReason.NO_FIELD, "status has no completedir")
    written = inherited(sabnzbd, category_row(sabnzbd, category), "dir", "")
    folder = below(complete, written.removesuffix("*"))
    if folder is None:
        raise CannotJudge(SkipReason.UNKNOWN_VALUE, f"categories dir: {written[:80]}")
    return folder


def _client_known(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the clients that are no SABnzbd of AutoArr."""
    for client in clients_of(estate, service):
        if client.unknown:
            address = f"{client.host}:{client.port}"
            yield Mismatch(
                subject=client.id,
                found=address,
                words={"name": client.name, "address": address},
            )


def _sabnzbd_used(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield a SABnzbd that is surely no client of any Radarr or Sonarr."""
    for owner in estate.of_kind(*_SERVARR):
        for client in clients_of(estate, owner):
            if client.sabnzbd is service or (client.sabnzbd is None and not client.unknown):
                return
    yield Mismatch()


def _category_missing(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the categories that SABnzbd has not; SABnzbd writes their names small, Radarr and Sonarr compare letters."""
    for client in clients_of(estate, service):
        if client.sabnzbd is None or not client.category:
            continue
        names = _named(client.sabnzbd)
        if client.category in names:
            continue
        small = client.category.lower()
        meant = next((name for name in names if name.lower() == small), None)
        edits = () if meant else _creation(client.sabnzbd, names.values(), small)
        if meant or edits:
            edits += _asking_for(client, meant or small)
        yield Mismatch(
            subject=client.id,
            found=client.category,
            wanted=(meant or small) if edits else None,
            edits=edits,
            words={
                "category": client.category,
                "name": client.name,
                "sabnzbd": client.sabnzbd.ref.name,
            },
        )


def _creation(
    sabnzbd: ServiceSnapshot, present: Iterable[JsonObject], name: str
) -> tuple[Edit, ...]:
    """Return the edit that adds a category with a folder of its own; none for a name or folder that is not plain."""
    taken = {text(row.get("dir")).strip("/*").casefold() for row in present}
    if not _PLAIN.fullmatch(name) or name in taken:
        return ()
    row: JsonObject = {"pp": "", "script": "Default", "dir": name, "priority": _PRIORITY}
    place = Place(instance=sabnzbd.ref.id, document="categories", row=name)
    return (Edit(place=place, before=None, after=row),)


def _asking_for(client: Client, category: str) -> tuple[Edit, ...]:
    """Return the edit that has a client ask for a category, none where it does."""
    if client.category == category:
        return ()
    path = f"fields[name={CATEGORY_FIELDS[client.owner.ref.kind]}].value"
    place = Place(instance=client.owner.ref.id, document="downloadclient", row=client.id, path=path)
    return (Edit(place=place, before=client.category, after=category),)


def _category_shared(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the categories that a Radarr or Sonarr before this one uses too."""
    before: dict[tuple[str, str], str] = {}
    for owner in estate.of_kind(*_SERVARR):
        if owner is service:
            break
        for client in clients_of(estate, owner):
            if (key := _key(client)) is not None:
                before.setdefault(key, owner.ref.name)
    for client in clients_of(estate, service):
        key = _key(client)
        if key in before:
            yield Mismatch(
                subject=client.id,
                found=client.category,
                words={"category": client.category, "name": client.name, "other": before[key]},
            )


def _key(client: Client) -> tuple[str, str] | None:
    """Return what two clients must not have in common."""
    if client.sabnzbd is None or not client.category:
        return None
    return client.sabnzbd.ref.id, client.category.casefold()


def _folder_shared(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the categories of Radarr and Sonarr whose downloads end in the folder of another one."""
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    for category in _asked(estate, service):
        folder = category_folder(service, category)
        other = owners.setdefault((folder.root, folder.parts), category)
        if other != category:
            yield Mismatch(
                subject=category,
                found=str(folder),
                words={"category": category, "other": other, "folder": str(folder)},
            )


def _star_folder(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the categories of Radarr and Sonarr without a folder for each job (a star at the end)."""
    seen: set[str] = set()
    for category in _asked(estate, service):
        row = category_row(service, category)
        if text(row.get("dir")) == "":
            row = category_row(service, _DEFAULT)
        name, written = text(row.get("name")), text(row.get("dir"))
        if written.endswith("*") and name not in seen:
            seen.add(name)
            wanted = written.rstrip("*")
            yield Mismatch(
                subject=name,
                found=written,
                wanted=wanted,
                edits=changed(service, "categories", name, row, {"dir": wanted}),
                words={"category": category, "name": name},
            )


def _sorter_active(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the sorters that move what Radarr and Sonarr are to import."""
    asked = {category.casefold(): category for category in _asked(estate, service)}
    for row in rows(service, "sorters"):
        sorted_ones = row.get("sort_cats")
        names = {
            text(one).casefold() for one in (sorted_ones if isinstance(sorted_ones, list) else ())
        }
        hit = sorted(asked[one] for one in asked.keys() & names)
        if hit and same(row.get("is_active"), True):
            name = text(row.get("name"))
            yield Mismatch(
                subject=name,
                found=row["is_active"],
                wanted=0,
                edits=changed(service, "sorters", name, row, {"is_active": 0}),
                words={"name": name, "categories": ", ".join(hit)},
            )


def _two_importers(
    estate: Estate, service: ServiceSnapshot, _: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Yield the categories whose script imports, while the Radarr or Sonarr imports by itself too."""
    for client in clients_at(estate, service):
        script = inherited(service, category_row(service, client.category), "script", "Default")
        handling = document(client.owner, "config/downloadclient")
        if (
            client.category
            and _IMPORTERS.search(script)
            and handling.get("enableCompletedDownloadHandling") is True
        ):
            yield Mismatch(
                subject=f"{client.owner.ref.id}/{client.category}",
                found=script,
                wanted="None",
                words={
                    "category": client.category,
                    "script": script,
                    "owner": client.owner.ref.name,
                },
            )


def _asked(estate: Estate, sabnzbd: ServiceSnapshot) -> Iterator[str]:
    """Yield each category that a Radarr or Sonarr asks this SABnzbd for, once; raises CannotJudge."""
    yield from dict.fromkeys(
        client.category for client in clients_at(estate, sabnzbd) if client.category
    )


CHECKS: Final[Mapping[str, Check]] = {
    "client_known": _client_known,
    "sabnzbd_used": _sabnzbd_used,
    "category_missing": _category_missing,
    "category_shared": _category_shared,
    "category_folder_shared": _folder_shared,
    "category_star_folder": _star_folder,
    "sorter_active": _sorter_active,
    "two_importers": _two_importers,
}
