"""Episodes with the series they belong to, as Sonarr's calendar tells them."""

from dataclasses import dataclass
from typing import Self

from .decode import JsonObject, as_object, child, integer_or, text
from .sonarr import Episode


@dataclass(frozen=True, slots=True, kw_only=True)
class Airing:
    """An episode that airs; `runtime` is in minutes, 0 where nobody knows it."""

    episode: Episode
    series_title: str
    tvdb_id: int
    runtime: int

    @classmethod
    def from_json(cls, raw: JsonObject) -> Self:
        """Decode an EpisodeResource with its SeriesResource inside (`includeSeries`)."""
        own = integer_or(raw, "runtime")
        return child(
            raw,
            "series",
            lambda series: cls(
                episode=Episode.from_json(as_object(raw)),
                series_title=text(series, "title"),
                tvdb_id=integer_or(series, "tvdbId"),
                runtime=own or integer_or(series, "runtime"),
            ),
        )
