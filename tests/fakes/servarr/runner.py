"""Running a fake *arr by hand."""

import argparse
from pathlib import Path
import tempfile
from typing import Any

from .sabnzbd import SabnzbdAddress


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options both apps have."""
    parser.add_argument("--sabnzbd", help="address of the SABnzbd to download with")
    parser.add_argument("--sabnzbd-key", default="", help="its API key")
    parser.add_argument("--root", type=Path, help="root folder of the library (default: a new one)")
    parser.add_argument(
        "--refresh", type=float, default=60.0, help="seconds between two looks at SABnzbd"
    )


def options(given: argparse.Namespace) -> dict[str, Any]:
    """Return the arguments of the fake from those of the command line."""
    address = None
    if given.sabnzbd:
        address = SabnzbdAddress(url=given.sabnzbd, api_key=given.sabnzbd_key)
    return {
        "host": given.host,
        "port": given.port,
        "base_path": given.base_path,
        "api_key": given.api_key,
        "tls": given.tls,
        "sabnzbd": address,
        "root_folder": given.root or Path(tempfile.mkdtemp(prefix="library-")),
        "refresh_interval": given.refresh,
    }
