"""What every language but English takes over: qualities, services, names of titles."""

from typing import Final

from ..grammar.phrases import Phrases
from ..parsed import MediaType, Quality
from . import known
from .people import PEOPLE
from .tables import lines
from .well_known import TITLES as WELL_KNOWN_TITLES

SERVICES: Final = {"radarr": MediaType.MOVIE, "sonarr": MediaType.TV}
ENGLISH_TITLES: Final = Phrases(
    [
        *known.titles(known.JOINED),
        *known.titles(known.COMMANDLIKE),
        *known.titles(known.NUMBERED),
        *known.titles(known.MEDIALIKE),
        *known.titles(known.TIMELIKE),
    ]
)
WELL_KNOWN: Final = Phrases([*known.titles(WELL_KNOWN_TITLES), *known.titles(known.WITH_ARTICLE)])
MAKERS: Final = Phrases(known.titles(PEOPLE))
SURNAMES: Final = frozenset(name.split()[-1] for name in known.titles(PEOPLE))
"""The last words of their names."""
MARKED: Final = frozenset(known.titles(known.MARKED))
FEATURES: Final = Phrases(
    lines("hdr|hdr10|dolby vision|remux|bluray|blu ray|imax|atmos|dolby atmos|web dl")
)
NETWORKS: Final = """
netflix|hbo|hbo max|max|disney plus|disney+|disney|amazon|amazon prime|prime|prime video|apple tv|apple tv plus|apple tv+
apple|paramount plus|paramount+|crunchyroll|mubi|youtube|sky|wow|joyn|rtl|arte|ard|zdf|canal plus|canal+|ocs|movistar
filmin|videoland|npo|streamz|vrt max|ziggo|rtve|atresplayer
"""


def qualities(
    uhd: str = "", full_hd: str = "", hd: str = "", sd: str = ""
) -> dict[Quality, Phrases]:
    """Return the names of qualities that need no preposition, with those of one language."""
    return {
        Quality.UHD: Phrases(
            lines(
                f"4k|uhd|2160p|ultra hd|4 k|u h d|4k uhd|uhd 4k|4k ultra hd|ultra hd 4k|2160 p|{uhd}"
            )
        ),
        Quality.FULL_HD: Phrases(
            lines(f"1080p|1080i|full hd|fullhd|fhd|1080 p|f h d|hd 1080p|{full_hd}")
        ),
        Quality.HD: Phrases(lines(f"720p|720i|hd ready|720 p|hd 720p|{hd}")),
        Quality.SD: Phrases(lines(f"480p|576p|480 p|576 p|{sd}")),
    }


def soft_qualities(full_hd: str = "", hd: str = "", sd: str = "") -> dict[Quality, Phrases]:
    """Return the names of qualities that need a preposition or a noun."""
    return {
        Quality.UHD: Phrases(lines("2160")),
        Quality.FULL_HD: Phrases(lines(f"hd|h d|1080|{full_hd}")),
        Quality.HD: Phrases(lines(f"720|{hd}")),
        Quality.SD: Phrases(lines(f"sd|s d|480|dvd|{sd}")),
    }
