"""SABnzbd (4.x and 5.x): its queue, its history, its news servers."""

from collections.abc import Mapping, Sequence

from .errors import ServiceNotFound, ServiceRejected, ServiceUnexpectedAnswer
from .models.decode import (
    FieldError,
    JsonObject,
    JsonValue,
    as_object,
    child,
    children,
    opt_integer,
    text,
    text_or,
    texts,
)
from .models.sabnzbd import (
    SabHistory,
    SabQueue,
    SabWarning,
    ServerStats,
    ServerStatus,
    ServerTest,
    retried_id,
)
from .sabnzbd_api import FORBIDDEN, PATH, below
from .sabnzbd_documents import SabnzbdDocuments

_STOP_PRIORITY = "-4"
_TEST_FIELDS = (
    "host",
    "port",
    "username",
    "password",
    "connections",
    "timeout",
    "ssl",
    "ssl_verify",
    "ssl_ciphers",
    "pipelining_requests",
)
_OWN_KEYS = frozenset({"api_key", "nzb_key"})


class SabnzbdClient(SabnzbdDocuments):
    """Talks to one SABnzbd."""

    async def verify(self) -> str:
        """Return the version when address, key and application are right.

        Raises WrongService for another application, ServiceUnauthorised also for the NZB key, which may only add jobs.
        """
        version = await self.version()
        await self.queue(limit=1)
        return version

    async def is_nzb_key(self) -> bool:
        """Return whether the key is the NZB key; for a key that `verify` refused."""
        mode = await self._read_mode(
            "auth", lambda raw: text(raw, "auth"), key=self.endpoint.api_key
        )
        return mode == "nzbkey"

    async def version(self) -> str:
        """Return the version; needs no key. Raises WrongService when no SABnzbd answers."""
        try:
            return await self._read_mode("version", lambda raw: text(raw, "version"))
        except ServiceUnexpectedAnswer as err:
            if err.missing is None:
                raise
            raise self.explain.wrong_service(PATH, "") from err
        except ServiceNotFound as err:
            raise self.explain.wrong_service(PATH, "") from err
        except ServiceRejected as err:
            if err.status == FORBIDDEN:
                raise
            raise self.explain.wrong_service(PATH, "") from err

    async def queue(self, *, limit: int = 0, nzo_ids: Sequence[str] = ()) -> SabQueue:
        """Return the queue and its first jobs (0 = all of them), or those with certain ids."""
        wanted = {"limit": str(limit)} | ({"nzo_ids": ",".join(nzo_ids)} if nzo_ids else {})
        return await self._read_mode("queue", below("queue", SabQueue.from_json), **wanted)

    async def history(
        self,
        *,
        limit: int = 60,
        start: int = 0,
        since: int | None = None,
        category: str | None = None,
        failed_only: bool = False,
        nzo_ids: Sequence[str] = (),
    ) -> SabHistory | None:
        """Return a page of the history, newest first; None when nothing changed since `last_update` was `since`."""
        wanted = {"start": str(start), "limit": str(limit)}
        if since is not None:
            wanted["last_history_update"] = str(since)
        if category is not None:
            wanted["cat"] = category
        if failed_only:
            wanted["failed_only"] = "1"
        if nzo_ids:
            wanted["nzo_ids"] = ",".join(nzo_ids)
        return await self._read_mode("history", _history, **wanted)

    async def server_status(self) -> ServerStatus:
        """Return its servers and warnings, without the dashboard's slow look-ups."""
        decode = below("status", ServerStatus.from_json)
        return await self._read_mode("status", decode, skip_dashboard="1")

    async def server_stats(self) -> ServerStats:
        """Return what the news servers delivered."""
        return await self._read_mode("server_stats", ServerStats.from_json)

    async def warnings(self) -> tuple[SabWarning, ...]:
        """Return the warnings a person has not cleared."""
        return await self._read_mode(
            "warnings", lambda raw: children(raw, "warnings", SabWarning.from_json)
        )

    async def clear_warnings(self) -> None:
        """Clear the warnings."""
        await self._do("warnings", name="clear")

    async def categories(self) -> tuple[str, ...]:
        """Return its categories, without the default `*`."""
        found = await self._read_mode("get_cats", lambda raw: texts(raw, "categories"))
        return tuple(name for name in found if name != "*")

    async def config(self, section: str, keyword: str | None = None) -> Mapping[str, JsonValue]:
        """Return settings; a section that is a list (servers, categories) by its names. SABnzbd's keys are left out."""
        wanted = {"section": section} | ({"keyword": keyword} if keyword else {})
        return await self._read_mode(
            "get_config",
            lambda raw: child(raw, "config", lambda found: _section(found, section)),
            **wanted,
        )

    async def pause(self) -> None:
        """Pause the whole queue until it is resumed."""
        await self._do("pause")

    async def resume(self) -> None:
        """Resume the whole queue."""
        await self._do("resume")

    async def set_speed_limit(
        self, percent: int | None = None, *, bytes_per_second: int | None = None
    ) -> None:
        """Limit the speed, in percent of the bandwidth set in SABnzbd or in bytes a second; neither = its default."""
        value = "0"
        if bytes_per_second is not None:
            # Below 101 SABnzbd would read percent.
            value = str(max(bytes_per_second, 101))
        elif percent is not None:
            value = f"{min(max(percent, 1), 100)}%"
        await self._do("config", name="speedlimit", value=value)

    async def retry(self, nzo_id: str, *, password: str | None = None) -> str:
        """Process a failed job again and return its new id; raises ServiceNotFound when there is none to retry."""
        extra = {"password": password} if password else {}
        return await self._fetch(self._call("retry", {"value": nzo_id, **extra}), self._new_id)

    async def end_job(self, nzo_id: str) -> None:
        """Stop a job in the queue: it fails, or completes with what is there; raises ServiceNotFound."""
        answer = await self._do("queue", name="priority", value=nzo_id, value2=_STOP_PRIORITY)
        # A stopped job is answered with a bare status, an unknown one with position -1.
        if opt_integer(answer, "position") == -1:
            raise self._no_job(nzo_id)

    async def pause_job(self, nzo_id: str) -> None:
        """Pause one job; SABnzbd does not tell whether it exists."""
        await self._do("queue", name="pause", value=nzo_id)

    async def resume_job(self, nzo_id: str) -> None:
        """Resume one job; SABnzbd does not tell whether it exists."""
        await self._do("queue", name="resume", value=nzo_id)

    async def delete_job(self, nzo_id: str, *, delete_files: bool) -> None:
        """Remove a job from the queue; raises ServiceNotFound."""
        files = "1" if delete_files else "0"
        answer = await self._do("queue", name="delete", value=nzo_id, del_files=files)
        if answer.get("status") is False:
            raise self._no_job(nzo_id)

    async def delete_history(
        self, nzo_id: str, *, archive: bool = False, delete_files: bool = False
    ) -> None:
        """Remove a job from the history (or archive it); SABnzbd does not tell whether it exists."""
        await self._do(
            "history",
            name="delete",
            value=nzo_id,
            archive="1" if archive else "0",
            del_files="1" if delete_files else "0",
        )

    async def test_server(self, name: str) -> ServerTest:
        """Let SABnzbd log in to one of its news servers (slow); raises ServiceNotFound for an unknown one.

        The password stays with SABnzbd: it is sent back masked, together with the server's name.
        """
        server = await self._news_server(name)
        fields = {key: str(server[key]) for key in _TEST_FIELDS if server.get(key) is not None}
        call = self._call(
            "config",
            {"name": "test_server", "server": text_or(server, "name"), **fields},
            timeout=self.limits.slow_timeout,
        )
        return await self._fetch(call, self._checked(below("value", ServerTest.from_json)))

    async def unblock_server(self, name: str) -> None:
        """Have a news server that SABnzbd keeps blocked be used again; raises ServiceNotFound for an unknown one."""
        server = await self._news_server(name)
        await self._do("status", name="unblock_server", value=text_or(server, "name"))

    async def _news_server(self, name: str) -> JsonObject:
        """Return the settings of a news server by its name, or the one it shows; raises ServiceNotFound."""
        servers = await self.config("servers")
        known = (entry for entry in servers.values() if isinstance(entry, dict))
        server = next((s for s in known if name in {s.get("name"), s.get("displayname")}), None)
        if server is None:
            raise ServiceNotFound(
                f"SABnzbd has no news server {self.explain.clean(name)}.",
                service=self.kind.label,
                endpoint=PATH,
            )
        return server

    def _new_id(self, value: JsonValue) -> str:
        """Decode the id that a retried job got."""
        return self._checked(_retried)(value)


def _history(raw: JsonObject) -> SabHistory | None:
    """Decode a history, None when SABnzbd says that nothing changed."""
    return None if raw.get("history") is False else child(raw, "history", SabHistory.from_json)


def _retried(raw: JsonObject) -> str:
    """Return the new id in the answer to a retry."""
    found = retried_id(raw.get("nzo_id"))
    if found is None:
        raise FieldError("nzo_id", "is missing")
    return found


def _section(raw: JsonObject, section: str) -> Mapping[str, JsonValue]:
    """Return a section of the configuration; entries of a list by their name."""
    found = raw.get(section)
    if isinstance(found, list):
        return {str(entry.get("name")): entry for entry in found if isinstance(entry, dict)}
    return {name: value for name, value in as_object(found).items() if name not in _OWN_KEYS}
