"""Talks to a real Home Assistant as its users' tools do: REST, flows and the websocket."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

type Json = None | bool | int | float | str | list[Json] | dict[str, Json]


@dataclass(frozen=True, kw_only=True)
class Login:
    """The owner of a test installation."""

    username: str
    password: str = field(repr=False)


class ApiError(RuntimeError):
    """Home Assistant refused; the text holds its own words."""

    def __init__(self, status: int, what: str, answer: object) -> None:
        """Remember the status."""
        super().__init__(f"{what}: {status} {answer}")
        self.status = status
        self.answer = answer


class HomeAssistantApi:
    """A logged-in client of one Home Assistant."""

    def __init__(self, url: str, login: Login) -> None:
        """Prepare; `log_in` makes the owner the first time."""
        self.url = url
        self.login = login
        self.client_id = f"{url}/"
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
        self._refresh_token: str | None = None
        self._token: str | None = None

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def log_in(self) -> None:
        """Make the owner, or log in again after a restart."""
        if self._refresh_token is None:
            owner = await self.call(
                "POST",
                "/api/onboarding/users",
                {
                    "client_id": self.client_id,
                    "name": "AutoArr",
                    "username": self.login.username,
                    "password": self.login.password,
                    "language": "en",
                },
            )
            tokens = await self._tokens(grant_type="authorization_code", code=owner["auth_code"])
            self._refresh_token = tokens["refresh_token"]
            self._token = tokens["access_token"]
        else:
            tokens = await self._tokens(
                grant_type="refresh_token", refresh_token=self._refresh_token
            )
            self._token = tokens["access_token"]

    async def running(self) -> bool:
        """Return whether every integration is set up."""
        answer = await self.call("GET", "/api/config")
        return bool(answer["state"] == "RUNNING")

    async def call(self, method: str, path: str, body: object = None) -> Any:
        """Send one request and return the answer; raises ApiError."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        async with self._session.request(
            method, f"{self.url}{path}", json=body, headers=headers
        ) as answer:
            content = (
                await answer.json()
                if answer.content_type == "application/json"
                else await answer.text()
            )
            if answer.status >= 400:
                raise ApiError(answer.status, f"{method} {path}", content)
            return content

    async def _tokens(self, **form: str) -> dict[str, str]:
        """Ask for tokens."""
        async with self._session.post(
            f"{self.url}/auth/token", data={"client_id": self.client_id, **form}
        ) as answer:
            content: dict[str, str] = await answer.json()
            if answer.status >= 400:
                raise ApiError(answer.status, "POST /auth/token", content)
            return content

    async def state(self, entity_id: str) -> dict[str, Any]:
        """Return one entity's state and attributes."""
        found: dict[str, Any] = await self.call("GET", f"/api/states/{entity_id}")
        return found

    async def states(self) -> dict[str, dict[str, Any]]:
        """Return every state by entity id."""
        return {state["entity_id"]: state for state in await self.call("GET", "/api/states")}

    async def action(self, name: str, **data: object) -> None:
        """Run `domain.action` without a response."""
        await self.call("POST", f"/api/services/{name.replace('.', '/')}", data)

    async def ask(self, name: str, **data: object) -> dict[str, Any]:
        """Run `domain.action` and return its response."""
        path = f"/api/services/{name.replace('.', '/')}?return_response"
        answer: dict[str, Any] = await self.call("POST", path, data)
        response: dict[str, Any] = answer["service_response"]
        return response

    async def flow(
        self, where: str, handler: str | list[str], *steps: Mapping[str, object]
    ) -> dict[str, Any]:
        """Run a config (`flow`), subentry (`subentries/flow`) or options flow to its end and return its last step.

        Each step's input is given where a form or menu asks for it.
        """
        base = f"/api/config/config_entries/{where}"
        result: dict[str, Any] = await self.call("POST", base, {"handler": handler})
        remaining: Sequence[Mapping[str, object]] = steps
        for step in remaining:
            if result["type"] not in ("form", "menu"):
                break
            result = await self.call("POST", f"{base}/{result['flow_id']}", dict(step))
        return result

    async def command(self, kind: str, **fields: object) -> Any:
        """Send one websocket command and return its result; raises ApiError."""
        async with self._session.ws_connect(f"{self.url}/api/websocket") as socket:
            return await self._send(socket, kind, fields)

    async def subscribe(self, kind: str, **fields: object) -> aiohttp.ClientWebSocketResponse:
        """Send a websocket command that goes on telling, and return the open socket; raises ApiError."""
        socket = await self._session.ws_connect(f"{self.url}/api/websocket", max_msg_size=0)
        try:
            await self._send(socket, kind, fields)
        except BaseException:
            await socket.close()
            raise
        return socket

    async def _send(
        self, socket: aiohttp.ClientWebSocketResponse, kind: str, fields: Mapping[str, object]
    ) -> Any:
        """Log in on a fresh socket, send one command and return its result; raises ApiError."""
        await socket.receive_json()
        await socket.send_json({"type": "auth", "access_token": self._token})
        if (hello := await socket.receive_json())["type"] != "auth_ok":
            raise ApiError(401, "websocket", hello)
        await socket.send_json({"id": 1, "type": kind, **fields})
        answer = await socket.receive_json()
        if not answer.get("success"):
            raise ApiError(400, kind, answer.get("error"))
        return answer["result"]
