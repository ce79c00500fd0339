"""Reading whether what was imported can be heard in a wanted language; only ever told, never acted on."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from ...clients.errors import ServiceNotFound
from ...clients.models.servarr import HistoryEvent, HistoryRecord
from ...clients.radarr import RadarrClient
from ..classify import Classification
from ..targets import ServarrTarget
from .languages import judge_sound, wanted_languages

FILES: Final = 20
"""So many files of one download are read; a pack is of one sound."""

PROFILES_FRESH: Final = timedelta(hours=1)


class Listener:
    """Compares the sound of imported files with what is wanted."""

    def __init__(self) -> None:
        """Know no profiles yet."""
        self._profiles: dict[str, tuple[datetime, Mapping[int, str]]] = {}

    def forget(self, instance: str) -> None:
        """Forget the profiles of a service that was removed."""
        self._profiles.pop(instance, None)

    async def judge(
        self, target: ServarrTarget, records: Sequence[HistoryRecord], now: datetime
    ) -> Classification | None:
        """Return what is wrong with the sound of a download's files, None when nothing is known to be.

        `records` is the history of the download, newest first. Raises ServiceError.
        """
        imports = [r for r in records if r.event_type is HistoryEvent.IMPORTED]
        files = {r.data.get("fileId", "") for r in imports}
        media = next((r.media_id for r in imports if r.media_id is not None), None)
        grabs = [r for r in records if r.event_type is HistoryEvent.GRABBED]
        promised = {name for record in grabs for name in record.languages}
        if media is None:
            return None
        try:
            wanted = await self._wanted(target, media, promised, now)
        except ServiceNotFound:
            return None
        if wanted is None:
            return None
        for number in sorted(int(file) for file in files if file.isdecimal())[:FILES]:
            try:
                file = await target.client.library_file(number)
            except ServiceNotFound:
                # Replaced or deleted meanwhile.
                continue
            if (found := judge_sound(wanted, file.audio_languages)) is not None:
                return found
        return None

    async def _wanted(
        self, target: ServarrTarget, media: int, promised: set[str], now: datetime
    ) -> frozenset[str] | None:
        """Return the languages one of which must be heard, None where any will do; raises ServiceError."""
        client = target.client
        if not isinstance(client, RadarrClient):
            series = await client.series(media)
            return wanted_languages("", series.original_language, promised)
        movie = await client.movie(media)
        profiles = await self._languages_of_profiles(target, now)
        profile = profiles.get(movie.quality_profile_id or 0, "")
        return wanted_languages(profile, movie.original_language, promised)

    async def _languages_of_profiles(
        self, target: ServarrTarget, now: datetime
    ) -> Mapping[int, str]:
        """Return the language of each profile, read once an hour; raises ServiceError."""
        known = self._profiles.get(target.ref.id)
        if known is not None and timedelta() <= now - known[0] < PROFILES_FRESH:
            return known[1]
        profiles = {one.id: one.language for one in await target.client.quality_profiles()}
        self._profiles[target.ref.id] = (now, profiles)
        return profiles
