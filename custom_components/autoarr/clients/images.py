"""Images that Radarr and Sonarr hand out: which addresses are such, and whether what comes is a picture."""

from collections.abc import Mapping
from dataclasses import dataclass, field
import re
from typing import Final, Self

from .models.decode import JsonObject, children, opt_text, text_or

MOST_IMAGE: Final = 2 * 1024 * 1024
"""Bytes of an image; a poster has a few hundred thousand at most."""

_LIBRARY: Final = re.compile(
    r"/MediaCover/(?P<id>[1-9][0-9]{0,8})/(?P<name>[a-z]{1,20}(?:-[0-9]{1,4})?)\.(?P<ext>jpg|png)"
    r"(?:\?lastWrite=[0-9]{1,20})?",
    re.ASCII,
)
_PROXY: Final = re.compile(
    r"/MediaCoverProxy/[0-9a-fA-F]{64}/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,150}\.(?:jpg|jpeg|png)",
    re.ASCII,
)
_POSTER: Final = "poster"
_SMALLER: Final = "poster-500"
"""The same poster, 500 pixels high; a service that has none sends the original."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """An image of a service; `path` is how the service writes it, below its base, `place` where it is asked for.

    Those of the library are asked for through the API, which takes the key; what the service fetches for a lookup
    (`MediaCoverProxy`) it only serves like its own pages, and so not where these want a login.
    """

    path: str
    place: str

    @classmethod
    def parse(cls, path: str) -> Self | None:
        """Return the cover of a path; None for all else, so that nothing but an image is ever asked for."""
        if found := _LIBRARY.fullmatch(path):
            name = _SMALLER if found["name"] == _POSTER else found["name"]
            place = f"/api/v3/mediacover/{found['id']}/{name}.{found['ext']}"
            return cls(path=path.partition("?")[0], place=place)
        return cls(path=path, place=path) if _PROXY.fullmatch(path) and ".." not in path else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture; `content_type` is what its first bytes say."""

    content_type: str
    body: bytes = field(repr=False)

    @classmethod
    def recognise(cls, announced: str, body: bytes) -> Self | None:
        """Return the picture that a body is; None when it is none, or is announced as no picture."""
        kind = _kind(body)
        return cls(content_type=kind, body=body) if kind and announced in _ANNOUNCED else None


_ANNOUNCED: Final = frozenset({"image/jpeg", "image/jpg", "image/png", "image/webp"})
_MAGIC: Final[Mapping[bytes, str]] = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
}


def poster_path(raw: JsonObject) -> str | None:
    """Return the poster of a film or series where the service itself has it; what a lookup finds elsewhere is none."""
    for kind, url in children(raw, "images", _image):
        if kind == _POSTER and url and url.startswith("/"):
            start = url.find("/MediaCover")
            cover = Cover.parse(url[start:]) if start >= 0 else None
            return cover.path if cover else None
    return None


def _image(raw: JsonObject) -> tuple[str, str | None]:
    """Return kind and local address of an image."""
    return text_or(raw, "coverType"), opt_text(raw, "url")


def _kind(body: bytes) -> str | None:
    """Return what kind of picture the first bytes announce."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC.items() if body.startswith(magic)), None)
