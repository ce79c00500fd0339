"""The image and the Supervisor app, as far as they can be tried without Docker."""

from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[3]
ADDON: Final = ROOT / "addon"
ROOTFS: Final = ADDON / "rootfs"
S6: Final = ROOTFS / "etc" / "s6-overlay"
