"""The question of the short measurement after a model was loaded, and its answer."""

from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

SAMPLE: Final = "please get season two of the night manager in full hd"
SAMPLE_ANSWER: Final[Mapping[str, JsonValue]] = {
    "intent": "add",
    "items": [
        {
            "media_type": "tv",
            "titles": ["The Night Manager"],
            "year": None,
            "seasons": [2],
            "episodes": [],
            "quality": "1080p",
            "latest": False,
            "all_seasons": False,
        }
    ],
}
"""Given, so that the measurement tells of the machine and not of what the model happens to say."""
