"""The test that each *arr runs of a download client, indexer, list or connection."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from .core import Core
from .resources import ApiError, Resource, answer, body_of, failure, flag, invalid
from .sabnzbd import DownloadClientError
from .validators import PROVIDERS, problems
from .webhooks import Webhooks

type Handler = Callable[[web.Request], Awaitable[web.Response]]


class ProviderTests:
    """Answers POST /{provider}/test and /testall."""

    def __init__(self, core: Core, webhooks: Webhooks) -> None:
        self._core = core
        self._webhooks = webhooks

    def routes(self) -> list[web.RouteDef]:
        """Return the handlers."""
        return [
            route
            for name in sorted(PROVIDERS)
            for route in (
                web.post(f"/api/v3/{name}/test", self._test(name)),
                web.post(f"/api/v3/{name}/testall", self._test_all(name)),
            )
        ]

    async def check(self, name: str, body: Resource) -> None:
        """Refuse a provider that does not work."""
        if said := self._core.failing_tests.get(name):
            raise invalid("", said)
        match name:
            case "downloadclient":
                await self._check_client()
            case "indexer":
                broken = {i.identifier for i in self._core.indexers if i.fault is not None}
                if body.get("id") in broken:
                    raise invalid("", "Unable to connect to indexer, please check the log")
            case "notification":
                await self._webhooks.check(body)

    async def _check_client(self) -> None:
        """Refuse a download client that does not answer."""
        try:
            if self._core.downloads:
                await self._core.downloads.version()
        except DownloadClientError as error:
            name = "APIKey" if "API Key" in str(error) else "Host"
            raise invalid(name, str(error)) from error

    def _test(self, name: str) -> Handler:
        async def test(request: web.Request) -> web.Response:
            body = await body_of(request)
            if wrong := problems(self._core, name, body):
                raise ApiError(400, wrong)
            await self.check(name, body)
            return answer({})

        return test

    def _test_all(self, name: str) -> Handler:
        async def test_all(request: web.Request) -> web.Response:
            results = [await self._result(name, row) for row in self._rows(name)]
            return answer(results, 200 if all(flag(r, "isValid") for r in results) else 400)

        return test_all

    def _rows(self, name: str) -> list[Resource]:
        """Return the providers that are switched on."""
        return [row for row in self._core.tables[name] if flag(row, "enable", default=True)]

    async def _result(self, name: str, row: Resource) -> Resource:
        """Return what the test of one says."""
        try:
            await self.check(name, row)
        except ApiError as error:
            found = error.payload if isinstance(error.payload, list) else [failure("", str(error))]
            return {"id": row["id"], "isValid": False, "validationFailures": found}
        return {"id": row["id"], "isValid": True, "validationFailures": []}
