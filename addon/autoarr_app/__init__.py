"""The companion app of AutoArr: a local language model and the history, behind a small HTTP API."""

from typing import Final

__version__: Final = "0.1.0"
