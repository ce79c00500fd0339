"""How jobs look in an answer: numbers as text, sizes with units, as the real ones write them."""

from ..http import Json
from .model import Job, NewsServer, Past, Release, Warned

_MB = 1024 * 1024
_UNITS = ("B", "KB", "MB", "GB", "TB")


def sized(size: float) -> str:
    """Return a size with a unit."""
    unit = 0
    while size >= 1024 and unit < len(_UNITS) - 1:
        size /= 1024
        unit += 1
    return f"{size:.0f} {_UNITS[unit]}" if unit < 2 else f"{size:.1f} {_UNITS[unit]}"


def megabytes(size: float) -> str:
    """Return a size in megabytes as text."""
    return f"{size / _MB:.2f}"


def clock(seconds: float) -> str:
    """Return a duration as `H:MM:SS`."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def job_slot(job: Job, index: int, release: Release, timeleft: str) -> dict[str, Json]:
    """Return a slot of the queue."""
    done = 100 * (job.size - job.left) / job.size if job.size else 0
    slot: dict[str, Json] = {
        "index": index,
        "nzo_id": job.nzo_id,
        "unpackopts": "3",
        "priority": job.priority,
        "script": job.script,
        "filename": job.name,
        "labels": [*job.labels],
        "password": job.password,
        "cat": job.category,
        "mbleft": megabytes(job.left),
        "mb": megabytes(job.size),
        "size": sized(job.size),
        "sizeleft": sized(job.left),
        "percentage": f"{done:.0f}",
        "mbmissing": megabytes(job.missing),
        "direct_unpack": None,
        "status": job.status,
        "timeleft": timeleft,
        "avg_age": job.age,
    }
    return slot | ({"time_added": job.added} if release is Release.V51 else {})


def past_slot(past: Past, release: Release) -> dict[str, Json]:
    """Return a slot of the history."""
    slot: dict[str, Json] = {
        "completed": past.completed,
        "name": past.name,
        "nzb_name": f"{past.name}.nzb",
        "category": past.category,
        "pp": "D",
        "script": "None",
        "report": "future" if past.url and past.status == "Failed" else "",
        "url": past.url,
        "status": past.status,
        "nzo_id": past.nzo_id,
        "storage": "" if past.loaded else past.storage,
        "path": past.path,
        "script_line": past.script_line,
        "download_time": 9,
        "postproc_time": 1,
        "stage_log": [{"name": name, "actions": [*lines]} for name, lines in past.stages],
        "downloaded": past.size,
        "completeness": None,
        "fail_message": past.message,
        "url_info": "",
        "bytes": past.size,
        "meta": None,
        "series": None,
        "md5sum": "f68ca155ce53403dda62d0bebaaeddb3",
        "password": past.password,
        "duplicate_key": past.duplicate_key,
        "archive": past.archived,
        "size": sized(past.size),
        "action_line": past.action_line,
        "loaded": past.loaded,
        "retry": past.retry,
    }
    return slot | ({"time_added": past.added} if release is Release.V51 else {})


def server_state(server: NewsServer, speed: int) -> dict[str, Json]:
    """Return a news server as `status` shows it."""
    connections: list[Json] = [
        {"thrdnum": number, "art_name": "", "nzf_name": "", "nzo_name": ""}
        for number in range(1, server.active_connections + 1)
    ]
    return {
        "servername": server.name,
        "serveractive": server.active and server.enable,
        "serveractiveconn": server.active_connections,
        "servertotalconn": server.connections,
        "serverconnections": connections,
        "serverssl": 0,
        "serversslinfo": "",
        "serveripaddress": "192.0.2.1",
        "servercanonname": server.host,
        "serverwarning": server.warning,
        "servererror": server.error,
        "serverpriority": 0,
        "serveroptional": 0,
        "serverbps": sized(speed).removesuffix("B"),
    }


def warning_row(warning: Warned) -> dict[str, Json]:
    """Return a warning as `warnings` lists it."""
    return {
        "type": warning.type,
        "text": warning.text,
        "time": warning.time,
        "origin": "fake.py1",
    }
