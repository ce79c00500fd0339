"""The answers that show much at once: queue, history, status, statistics."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..http import Json
from .model import Job, NewsServer, Past
from .settings import Settings
from .shapes import clock, job_slot, megabytes, past_slot, server_state, sized, warning_row
from .state import State

_GB = 1024**3


@dataclass(slots=True, kw_only=True)
class Machine:
    """The disks (bytes) and the line (bytes a second, percent) of the machine SABnzbd runs on."""

    free: tuple[int, int] = (72 * _GB, 72 * _GB)
    total: tuple[int, int] = (252 * _GB, 252 * _GB)
    speed: int = 60_000_000
    limit_percent: int = 0
    limit_bytes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Everything there is to show; `told` is what the status says instead of the truth."""

    state: State
    settings: Settings
    machine: Machine
    api_key: str
    told: dict[str, Json] = field(default_factory=dict)

    @property
    def servers(self) -> list[NewsServer]:
        """Return the news servers."""
        return [*self.settings.servers.values()]

    @property
    def speed(self) -> int:
        """Return how many bytes a second come in now: none when paused, idle or without a working server."""
        working = any(server.active and server.enable for server in self.servers)
        loading = any(job.status == "Downloading" for job in self.state.queue.values())
        return self.machine.speed if working and loading and not self.state.paused else 0

    def queue(self, query: Mapping[str, str]) -> Json:
        """Return the queue; `start`, `limit`, `nzo_ids`, `search` and `cat` choose jobs."""
        jobs = [job for job in self.state.queue.values() if _wanted(job, query)]
        start, limit = _number(query, "start"), _number(query, "limit")
        left = sum(job.left for job in jobs)
        speed = self.speed
        slots: list[Json] = []
        before = 0
        for index, job in enumerate(jobs):
            before += job.left
            if index >= start and (not limit or len(slots) < limit):
                when = clock(before / speed) if speed else clock(0)
                slots.append(job_slot(job, index, self.state.release, when))
        return {
            "queue": {
                **self._header(),
                "kbpersec": f"{speed / 1024:.2f}",
                "speed": sized(speed).removesuffix("B"),
                "mbleft": megabytes(left),
                "mb": megabytes(sum(job.size for job in jobs)),
                "sizeleft": sized(left),
                "size": sized(sum(job.size for job in jobs)),
                "noofslots_total": len(self.state.queue),
                "noofslots": len(jobs),
                "start": start,
                "limit": limit,
                "finish": start + limit,
                "status": "Paused" if self.state.paused else "Downloading" if speed else "Idle",
                "timeleft": clock(left / speed) if speed else clock(0),
                "slots": slots,
            }
        }

    def history(self, query: Mapping[str, str]) -> Json:
        """Return a page of the history, or `{"history": false}` when nothing changed since the asked update."""
        state = self.state
        if _number(query, "last_history_update") == state.updates:
            return {"history": False}
        past = [p for p in state.listed(archive=_number(query, "archive") == 1) if _asked(p, query)]
        start = _number(query, "start")
        limit = _number(query, "limit") or int(str(self.settings.misc["history_limit"]))
        size = sized(sum(p.size for p in state.history.values())).removesuffix("B")
        return {
            "history": {
                "total_size": size,
                "month_size": size,
                "week_size": size,
                "day_size": size,
                "slots": [past_slot(each, state.release) for each in past[start : start + limit]],
                "ppslots": sum(each.loaded for each in past),
                "noofslots": len(past),
                "last_history_update": state.updates,
                "version": state.release.value,
            }
        }

    def warnings(self) -> list[Json]:
        """Return the warnings."""
        return [warning_row(warning) for warning in self.state.warnings]

    def status(self) -> Json:
        """Return the state of the program and its news servers."""
        version = self.state.release.value
        newer: dict[str, Json] = {"cache_buster": f"{version}-0"} if version > "5" else {}
        return {
            "status": {
                "uptime": "10m",
                "color_scheme": "Auto",
                "confighelpuri": f"https://sabnzbd.org/wiki/configuration/{version[:3]}/",
                "pid": 1,
                "active_lang": self.settings.misc["language"],
                "rtl": False,
                "my_lcldata": "/config",
                "my_home": "/config",
                "webdir": "/usr/share/sabnzbdplus/interfaces/Glitter/templates",
                "url_base": "",
                "windows": False,
                "macos": False,
                "power_options": False,
                "pp_pause_event": False,
                "apikey": self.api_key,
                "new_release": None,
                "new_rel_url": None,
                **newer,
                **self._header(),
                "logfile": "/config/logs/sabnzbd.log",
                "weblogfile": None,
                "loglevel": "1",
                "folders": [],
                "configfn": "/config/sabnzbd.ini",
                "warnings": self.warnings(),
                "delayed_assembler": 0,
                "loadavg": "0.06 | 0.61 | 1.12 | V=1257M R=103M",
                "pystone": 0,
                "downloaddir": str(self.state.folder_of("incomplete")),
                "downloaddirspeed": 0,
                "completedir": str(self.state.folder_of("complete")),
                "completedirspeed": 0,
                "internetbandwidth": 0,
                "servers": [server_state(server, self.speed) for server in self.servers],
                **self.told,
            }
        }

    def statistics(self) -> Json:
        """Return what the news servers delivered.

        `articles_success` counts the articles that failed, in 4.5.0 and 5.1.3 alike (BPSMeter.article_stats_failed).
        """
        today = datetime.fromtimestamp(self.state.now(), UTC).date().isoformat()
        total = sum(server.total for server in self.servers)
        servers: dict[str, Json] = {
            server.name: {
                **_totals(server.total),
                "daily": {today: server.total},
                "articles_tried": {today: server.tried},
                "articles_success": {today: server.missed},
            }
            for server in self.servers
        }
        return {**_totals(total), "servers": servers}

    def _header(self) -> dict[str, Json]:
        """Return what queue and status both begin with."""
        machine = self.machine
        none = "0 B" if self.state.release.value > "5" else "0 "
        disks: dict[str, Json] = {}
        for number, (free, total) in enumerate(zip(machine.free, machine.total, strict=True), 1):
            disks[f"diskspace{number}"] = f"{free / _GB:.2f}"
            disks[f"diskspace{number}_norm"] = f"{free / _GB:.1f} G"
            disks[f"diskspacetotal{number}"] = f"{total / _GB:.2f}"
        return {
            "version": self.state.release.value,
            "paused": self.state.paused,
            "pause_int": "0",
            "paused_all": False,
            **disks,
            "speedlimit": str(machine.limit_percent),
            "speedlimit_abs": str(machine.limit_bytes),
            "have_warnings": str(len(self.state.warnings)),
            "finishaction": None,
            "quota": none,
            "have_quota": False,
            "left_quota": none,
            "cache_art": "0",
            "cache_size": "0 B",
        }


def _wanted(job: Job, query: Mapping[str, str]) -> bool:
    """Say whether a job of the queue is asked for."""
    return _chosen(job.nzo_id, job.name, job.category, query)


def _asked(past: Past, query: Mapping[str, str]) -> bool:
    """Say whether a job of the history is asked for."""
    failed_only = _number(query, "failed_only") == 1
    return (not failed_only or past.status == "Failed") and _chosen(
        past.nzo_id, past.name, past.category, query
    )


def _chosen(nzo_id: str, name: str, category: str, query: Mapping[str, str]) -> bool:
    """Say whether a job passes the filters both lists have."""
    ids, words = query.get("nzo_ids"), query.get("search", "")
    categories = query.get("cat") or query.get("category")
    return (
        (not ids or nzo_id in ids.split(","))
        and words.casefold() in name.casefold()
        and (not categories or category in categories.split(","))
    )


def _number(query: Mapping[str, str], key: str) -> int:
    """Return a number of the query; what is none counts as 0, as in the real one."""
    text = query.get(key, "")
    return int(text) if text.isdecimal() else 0


def _totals(total: int) -> dict[str, Json]:
    """Return one number as what came today, this week, this month and ever."""
    return dict.fromkeys(("total", "month", "week", "day"), total)
