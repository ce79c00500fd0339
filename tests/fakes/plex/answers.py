"""How items, libraries and sessions look in an answer."""

from collections.abc import Sequence
from pathlib import Path

from .library import plex_guid
from .model import Episode, Item, Section, Session, Update
from .wire import Container, Value

_AGENTS = {
    "movie": ("tv.plex.agents.movie", "Plex Movie"),
    "show": ("tv.plex.agents.series", "Plex TV Series"),
}
_LEGACY = {"movie": "com.plexapp.agents.imdb", "show": "com.plexapp.agents.thetvdb"}


def section_answer(section: Section) -> Container:
    """Return a library as `/library/sections` lists it."""
    agent, scanner = _AGENTS[section.kind]
    return {
        "allowSync": True,
        "art": f"/:/resources/{section.kind}-fanart.jpg",
        "composite": f"/library/sections/{section.key}/composite/{section.scanned_at}",
        "filters": True,
        "refreshing": section.refreshing,
        "thumb": f"/:/resources/{section.kind}.png",
        "key": section.key,
        "type": section.kind.value,
        "title": section.title,
        "agent": _LEGACY[section.kind] if section.legacy else agent,
        "scanner": scanner,
        "language": "en-US",
        "uuid": section.uuid,
        "updatedAt": section.scanned_at,
        "createdAt": 1_700_000_000,
        "scannedAt": section.scanned_at,
        "content": True,
        "directory": True,
        "contentChangedAt": section.scanned_at,
        "hidden": False,
        "Location": [
            {"id": number, "path": str(path)} for number, path in enumerate(section.locations, 1)
        ],
    }


def item_answer(item: Item, *, guids: bool) -> Container:
    """Return a film or series; its ids only when they were asked for (`includeGuids=1`)."""
    answer: Container = {
        "ratingKey": item.rating_key,
        "key": f"/library/metadata/{item.rating_key}"
        + ("/children" if item.kind == "show" else ""),
        "guid": plex_guid(item),
        "type": item.kind.value,
        "title": item.title,
        "summary": "",
        "addedAt": item.added_at,
        "updatedAt": item.added_at,
    }
    if item.year is not None:
        answer["year"] = item.year
    if item.kind == "show":
        answer |= {
            "leafCount": len(item.episodes),
            "viewedLeafCount": 0,
            "childCount": len({episode.season for episode in item.episodes}),
        }
    else:
        answer["Media"] = [_media(item.rating_key, file) for file in item.files]
    if guids and item.guids:
        answer["Guid"] = [{"id": guid} for guid in item.guids]
    return answer


def episode_answer(show: Item, episode: Episode) -> Container:
    """Return one episode of a series."""
    key = f"{show.rating_key}{episode.season:02}{episode.number:03}"
    return {
        "ratingKey": key,
        "key": f"/library/metadata/{key}",
        "grandparentRatingKey": show.rating_key,
        "grandparentTitle": show.title,
        "parentTitle": f"Season {episode.season}",
        "parentIndex": episode.season,
        "index": episode.number,
        "type": "episode",
        "title": f"Episode {episode.number}",
        "summary": "",
        "addedAt": show.added_at,
        "updatedAt": show.added_at,
        "Media": [_media(key, episode.file)],
    }


def session_answer(session: Session) -> Container:
    """Return what plays, with who and where."""
    answer: Container = {
        "sessionKey": session.key,
        "type": "movie" if session.series is None else "episode",
        "title": session.title,
        "viewOffset": 1000,
        "User": {"id": "1", "title": session.user, "thumb": ""},
        "Player": {
            "address": "127.0.0.1",
            "machineIdentifier": f"player-{session.key}",
            "platform": "Chrome",
            "product": "Plex Web",
            "state": session.state,
            "title": session.player,
            "local": True,
        },
        "Session": {"id": f"session-{session.key}", "bandwidth": 5212, "location": "lan"},
    }
    if session.series is not None:
        answer["grandparentTitle"] = session.series
    if session.year is not None:
        answer["year"] = session.year
    if session.transcoding:
        answer["TranscodeSession"] = {
            "key": f"/transcode/sessions/{session.key}",
            "videoDecision": "transcode",
        }
    return answer


def update_answer(update: Update | None, checked_at: int) -> Container:
    """Return the state of the updater."""
    answer: Container = {
        "size": 1 if update else 0,
        "autoUpdateVersion": 1,
        "canInstall": bool(update and update.can_install),
        "checkedAt": checked_at,
        "status": 0,
    }
    if update is not None:
        answer["Release"] = [
            {
                "key": "https://plex.tv/updater/releases/1",
                "version": update.version,
                "added": update.added,
                "fixed": update.fixed,
                "downloadURL": "https://plex.tv/downloads",
                "state": "notify",
            }
        ]
    return answer


def hub_answer(kind: str, items: Sequence[Item]) -> Container:
    """Return the hits of one type in a search."""
    hits: list[Value] = [item_answer(item, guids=False) for item in items]
    return {
        "hubIdentifier": kind,
        "title": "Movies" if kind == "movie" else "Shows",
        "type": kind,
        "size": len(hits),
        "more": False,
        "Metadata": hits,
    }


def _media(rating_key: str, file: Path) -> Container:
    """Return a file as a version of an item."""
    number = int(rating_key)
    part: Container = {
        "id": number,
        "key": f"/library/parts/{rating_key}/file{file.suffix}",
        "file": str(file),
        "size": file.stat().st_size if file.exists() else 0,
        "container": file.suffix.lstrip("."),
    }
    return {"id": number, "container": file.suffix.lstrip("."), "Part": [part]}
