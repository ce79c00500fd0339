"""Files of the library, as Radarr and Sonarr (API v3) know them."""

from dataclasses import dataclass
from typing import Self

from .decode import JsonObject, children, integer, text_or
from .servarr_releases import media_id, quality_name


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFile:
    """One file: what it is of, and what was read of it.

    `languages` are those it is filed under, `audio_languages` the codes of its tracks ("eng/ger");
    the latter are empty where the file itself was not read.
    """

    id: int
    media_id: int | None
    quality: str
    languages: tuple[str, ...]
    audio_languages: str

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode a MovieFileResource or EpisodeFileResource."""
        found = raw.get("mediaInfo")
        read = found if isinstance(found, dict) else {}
        return cls(
            id=integer(raw, "id"),
            media_id=media_id(raw),
            quality=quality_name(raw),
            languages=children(raw, "languages", lambda language: text_or(language, "name")),
            audio_languages=text_or(read, "audioLanguages"),
        )
