"""Whether names hold what is needed, judged by their tokens and never by their exact text."""

from collections.abc import Iterable, Mapping
import re
from typing import Final

from ...clients.service import ServiceKind
from ...journal.ports import JsonValue
from ..estate import Estate, ServiceSnapshot
from ..models import Mismatch
from .arr import edit, setting, text, words
from .base import Check

NAME: Final = "config/naming"

_TOKEN: Final = re.compile(r"\{[^{}]*\}")
_SEPARATORS: Final = re.compile(r"[\s._\-\[\]()]+")
_CLOSING: Final = ")]"


def tokens(pattern: str) -> set[str]:
    """Return the tokens of a format, without decoration: `{[Quality Full]}` and `{.Quality.Full}` are the same."""
    return {_bare(found[0][1:-1]) for found in _TOKEN.finditer(pattern)}


def _bare(token: str) -> str:
    """Return a token in small letters, without what stands around it and how it is written out."""
    return _SEPARATORS.sub(" ", token.partition(":")[0]).strip().casefold()


def _choices(params: Mapping[str, JsonValue]) -> list[tuple[str, ...]]:
    """Return the lists of tokens of which one each must be there."""
    groups = params.get("tokens")
    return [
        tuple(str(one) for one in group)
        for group in (groups if isinstance(groups, list) else ())
        if isinstance(group, list)
    ]


def _missing(pattern: str, groups: Iterable[tuple[str, ...]]) -> list[str]:
    """Return the first token of every list of which a format has none."""
    present = tokens(pattern)
    return [group[0] for group in groups if not any(_bare(one) in present for one in group)]


def _wanted(estate: Estate, params: Mapping[str, JsonValue]) -> str:
    """Return the guides' format, with an id where Plex reads it."""
    plex = any(estate.of_kind(ServiceKind.PLEX)) and params.get("plex")
    return str(plex or params.get("format") or "")


def name_format(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a format of file names to hold one token of each list."""
    path = str(params.get("path"))
    present = text(service, NAME, path)
    missing = _missing(present, _choices(params))
    if missing:
        wanted = _wanted(estate, params)
        before = setting(service, NAME, path)
        yield Mismatch(
            found=present,
            wanted=wanted,
            edits=(edit(service, NAME, path, before=before, after=wanted),),
            words={"missing": ", ".join(missing)},
        )


def name_id(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect an id in one of several formats; silent where `name_format` has more to say."""
    path = str(params.get("edit"))
    present = text(service, NAME, path)
    formats = [text(service, NAME, one) for one in words(params, "paths")]
    ids = words(params, "ids")
    if _missing(present, _choices(params)) or not all(_missing(one, [ids]) for one in formats):
        return
    wanted = _inserted(present, words(params, "after"), str(params.get("insert")))
    yield Mismatch(
        found=present,
        wanted=wanted,
        edits=(edit(service, NAME, path, before=present, after=wanted),),
    )


def folder_id(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect an id in the format of a folder; silent where `folder_format` has more to say."""
    present = text(service, NAME, str(params.get("path")))
    after = words(params, "after")
    if _missing(present, [words(params, "ids")]) and not _missing(present, [after]):
        wanted = _inserted(present, after, str(params.get("insert")))
        yield Mismatch(found=present, wanted=wanted, words={"wanted": wanted})


def folder_format(
    estate: Estate, service: ServiceSnapshot, params: Mapping[str, JsonValue]
) -> Iterable[Mismatch]:
    """Expect a format of folders to hold one token of each list, and none that changes with the file."""
    present = text(service, NAME, str(params.get("path")))
    missing = _missing(present, _choices(params))
    changing = tuple(_bare(one) for one in words(params, "lacks"))
    surplus = [
        found[0][1:-1]
        for found in _TOKEN.finditer(present)
        if _bare(found[0][1:-1]).startswith(changing)
    ]
    if missing or surplus:
        wanted = _wanted(estate, params)
        yield Mismatch(
            found=present,
            wanted=wanted,
            words={
                "missing": ", ".join(missing) or "–",
                "surplus": ", ".join(surplus) or "–",
                "wanted": wanted,
            },
        )


def _inserted(pattern: str, after: Iterable[str], addition: str) -> str:
    """Return a format with something put behind the first token that is one of these, at its end where none is."""
    known = {_bare(one) for one in after}
    for found in _TOKEN.finditer(pattern):
        if _bare(found[0][1:-1]) in known:
            end = found.end()
            while end < len(pattern) and pattern[end] in _CLOSING:
                end += 1
            return pattern[:end] + addition + pattern[end:]
    return pattern + addition


CHECKS: Final[Mapping[str, Check]] = {
    "name_format": name_format,
    "name_id": name_id,
    "folder_format": folder_format,
    "folder_id": folder_id,
}
