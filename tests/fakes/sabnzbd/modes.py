"""What each mode of the API does, with the misleading answers of the real ones."""

from collections.abc import Callable, Mapping, Sequence
import re

from ..http import Json
from .model import Job, Past
from .overview import Overview

type Query = Mapping[str, str]
type Mode = Callable[[Query], Json]

DONE: Json = {"status": True}
NOT_IMPLEMENTED: Json = {"status": False, "error": "not implemented"}
NO_ITEM: Json = {"status": False, "error": "item does not exist"}
NO_CONFIG: Json = {"status": False, "error": "Config item does not exist"}
LOCKED: Json = {"status": False, "error": "Configuration locked"}
CATEGORY = ("order", "pp", "script", "dir", "newzbin", "priority")
_PRIORITIES = {"-2": "Paused", "-1": "Low", "0": "Normal", "1": "High", "2": "Force"}
_STOP = "-4"


class Modes:
    """The API of one SABnzbd; `on_retry` and `on_stop` are told of jobs that change sides."""

    def __init__(
        self,
        overview: Overview,
        *,
        on_retry: Callable[[Job], None],
        on_stop: Callable[[str], None],
    ) -> None:
        self._overview = overview
        self._state = overview.state
        self._settings = overview.settings
        self._on_retry = on_retry
        self._on_stop = on_stop
        self._modes: Mapping[str, Mode] = {
            "queue": self._queue,
            "history": self._history,
            "status": self._status,
            "fullstatus": self._status,
            "server_stats": lambda _: overview.statistics(),
            "warnings": self._warnings,
            "pause": lambda _: self._pause(paused=True),
            "resume": lambda _: self._pause(paused=False),
            "config": self._config,
            "retry": self._retry,
            "get_config": self._get_config,
            "set_config": self._set_config,
            "del_config": self._del_config,
            "get_cats": lambda _: {"categories": [*self._settings.categories]},
            "get_scripts": lambda _: {"scripts": ["None"]},
            "change_cat": self._change_category,
        }

    def answer(self, query: Query) -> Json:
        """Return the answer to one call."""
        mode = self._modes.get(query.get("mode", ""))
        return mode(query) if mode else NOT_IMPLEMENTED

    def _queue(self, query: Query) -> Json:
        """Show the queue or change a job in it."""
        ids = query.get("value", "").split(",")
        known = [self._state.queue[nzo_id] for nzo_id in ids if nzo_id in self._state.queue]
        match query.get("name"):
            case "pause":
                return _with_status(known, "Paused", ids)
            case "resume":
                return _with_status(known, "Downloading", ids)
            case "delete":
                every = [*self._state.queue] if ids == ["all"] else [job.nzo_id for job in known]
                for nzo_id in every:
                    del self._state.queue[nzo_id]
                return {"status": bool(every), "nzo_ids": [*every]}
            case "priority":
                return self._prioritise(known, query.get("value2", ""))
            case "rename":
                for job in known:
                    job.name = query.get("value2", job.name)
                    job.password = query.get("value3", job.password)
                return {"status": bool(known)}
            case _:
                return self._overview.queue(query)

    def _prioritise(self, jobs: Sequence[Job], priority: str) -> Json:
        """Set a priority; -4 ends the job, which is answered by a status instead of a position."""
        if not jobs:
            return {"position": -1}
        if priority == _STOP:
            for job in jobs:
                self._on_stop(job.nzo_id)
            return DONE
        for job in jobs:
            job.priority = _PRIORITIES.get(priority, job.priority)
        return {"position": [*self._state.queue].index(jobs[-1].nzo_id)}

    def _history(self, query: Query) -> Json:
        """Show the history, delete from it or mark something in it as completed."""
        match query.get("name"):
            case "delete":
                delete_files = query.get("del_files") == "1"
                for past in self._named(query.get("value", "")):
                    archive = query.get("archive") != "0"
                    self._state.forget(past, archive=archive, delete_files=delete_files)
                return DONE
            case "mark_as_completed":
                for past in self._named(query.get("value", "")):
                    past.status, past.message, past.retry = "Completed", "", False
                    self._state.touch()
                return DONE
            case _:
                return self._overview.history(query)

    def _named(self, value: str) -> list[Past]:
        """Return the entries of the history that a value names: ids, `all`, `failed` or `completed`."""
        past = [*self._state.history.values()]
        if value == "all":
            return past
        if value in ("failed", "completed"):
            return [each for each in past if each.status.lower() == value]
        return [each for each in past if each.nzo_id in value.split(",")]

    def _status(self, query: Query) -> Json:
        """Show the state, or let a news server be tried again."""
        if query.get("name") == "unblock_server":
            for server in self._settings.servers.values():
                if server.name == query.get("value"):
                    server.active = True
            return DONE
        return self._overview.status()

    def _warnings(self, query: Query) -> Json:
        """Show the warnings or clear them."""
        if query.get("name") == "clear":
            self._state.warnings.clear()
            return DONE
        return {"warnings": self._overview.warnings()}

    def _pause(self, *, paused: bool) -> Json:
        """Pause or resume everything."""
        self._state.paused = paused
        return DONE

    def _config(self, query: Query) -> Json:
        """Limit the speed, or test a news server."""
        match query.get("name"):
            case "speedlimit":
                self._limit(query.get("value", ""))
                return DONE
            case "test_server":
                return {"value": self._test(query)}
            case _:
                return NOT_IMPLEMENTED

    def _limit(self, value: str) -> None:
        """Take a limit: up to 100 or with `%` it is percent of the line, above it is bytes a second, K or M."""
        machine = self._overview.machine
        number = float(re.sub(r"[^\d.]", "", value) or 0)
        unit = {"K": 1024, "M": 1024**2}.get(value[-1:].upper(), 1)
        if unit == 1 and number <= 100:
            machine.limit_percent = int(number)
            machine.limit_bytes = int(machine.speed * number / 100)
        else:
            machine.limit_bytes = int(number * unit)
            machine.limit_percent = min(100, round(100 * machine.limit_bytes / machine.speed))

    def _test(self, query: Query) -> Json:
        """Log in to a news server; a masked password is that of the server that is named."""
        for server in self._settings.servers.values():
            if query.get("host") == server.host and query.get("port") == str(server.port):
                given = query.get("password", "")
                right = given == server.password or (
                    given == "*" * 10 and query.get("server") == server.name
                )
                if server.test is not None or not right:
                    return {
                        "result": False,
                        "message": server.test or "481 Invalid username or password",
                    }
                return {"result": True, "message": "Connection Successful!"}
        address = f"{query.get('host')}:{query.get('port')}"
        return {"result": False, "message": f'Server address "{address}" is not valid.'}

    def _retry(self, query: Query) -> Json:
        """Retry a failed job; that of a URL answers its new id inside two lists."""
        job = self._state.retry(query.get("value", ""), query.get("password"))
        if job is None:
            return NO_ITEM
        self._on_retry(job)
        return {"status": True, "nzo_id": ["OK", [job.nzo_id]] if job.url else job.nzo_id}

    def _get_config(self, query: Query) -> Json:
        """Show the configuration; of what there is not, nothing."""
        return {"config": self._settings.read(query.get("section"), query.get("keyword")) or {}}

    def _set_config(self, query: Query) -> Json:
        """Change the configuration and answer what it is now."""
        settings = self._settings
        if settings.misc["config_lock"]:
            return LOCKED
        section, keyword = query.get("section"), query.get("keyword") or query.get("name")
        match section:
            case "misc" if keyword in settings.misc:
                value = settings.misc[str(keyword)]
                if "value" in query:
                    value = settings.set_misc(str(keyword), query["value"])
                return {"config": {"misc": {str(keyword): value}}}
            case "categories" if keyword:
                given = {k: v for k, v in query.items() if k in CATEGORY}
                new = {"order": "0"} if keyword.lower() not in settings.categories else {}
                made = settings.set_category(keyword.lower(), **{**new, **given})
                return {"config": {"categories": [made]}}
            case "servers" if keyword:
                settings.set_server(keyword, query)
                return {"config": settings.read("servers", keyword)}
            case "sorters" if keyword:
                return {"config": {"sorters": [settings.set_sorter(keyword, query)]}}
            case _:
                return NO_CONFIG

    def _del_config(self, query: Query) -> Json:
        """Remove a row of the configuration."""
        if self._settings.misc["config_lock"]:
            return LOCKED
        keyword = query.get("keyword", "")
        return DONE if self._settings.delete(query.get("section", ""), keyword) else NOT_IMPLEMENTED

    def _change_category(self, query: Query) -> Json:
        """Change the category of a job."""
        job = self._state.queue.get(query.get("value", ""))
        if job is not None:
            job.category = query.get("value2", "*")
        return {"status": job is not None}


def _with_status(jobs: Sequence[Job], status: str, ids: Sequence[str]) -> Json:
    """Set the status of jobs; unknown ids are answered as if it had worked."""
    for job in jobs:
        job.status = status
    return {"status": True, "nzo_ids": [*ids]}
