"""What a fresh install has: settings, qualities and profiles, a download client, indexers."""

import hashlib
import json
from pathlib import Path
from typing import Any

from .core import Core
from .resources import children
from .sabnzbd import SabnzbdAddress

DATA = Path(__file__).parent.parent / "data"


def defaults(app: str) -> dict[str, Any]:
    """Return what a fresh install has, from the data folder."""
    read: dict[str, Any] = json.loads((DATA / f"{app}.json").read_text())
    return read


def fill_host(core: Core, *, api_key: str, url_base: str) -> None:
    """Fill in the account and the key, which `config/host` shows in clear (the password hashed)."""
    hashed = hashlib.sha256(api_key.encode()).hexdigest()
    core.config["host"] |= {
        "username": "admin",
        "password": hashed,
        "passwordConfirmation": "",
        "apiKey": api_key,
        "urlBase": url_base,
    }


def fill_tables(
    core: Core, fresh: dict[str, Any], root_folder: Path, sabnzbd: SabnzbdAddress | None
) -> None:
    """Fill in what depends on where things are."""
    core.tables.setdefault("importlist", [])
    root_folder.mkdir(parents=True, exist_ok=True)
    core.tables["rootfolder"] = [{"id": 1, "path": str(root_folder)}]
    language = {"id": 1, "name": "English"} if core.app == "radarr" else None
    core.tables["qualityprofile"] = [
        core.qualities.profile_resource(profile, language=language)
        for profile in core.qualities.profiles()
    ]
    core.tables["qualitydefinition"] = core.qualities.definitions()
    row = fresh["indexerRow"]
    core.tables["indexer"] = [row | {"id": i.identifier, "name": i.name} for i in core.indexers]
    client = fresh["clientRow"]
    if sabnzbd is None:
        core.tables["downloadclient"] = []
        return
    host, _, port = sabnzbd.url.rstrip("/").rpartition("://")[2].partition("/")[0].rpartition(":")
    values: dict[str, object] = {
        "host": host,
        "port": int(port) if port.isdigit() else 8080,
        "apiKey": sabnzbd.api_key,
        "useSsl": sabnzbd.url.startswith("https:"),
    }
    for item in children(client, "fields"):
        if item["name"] in values:
            item["value"] = values[str(item["name"])]
    core.tables["downloadclient"] = [client]
