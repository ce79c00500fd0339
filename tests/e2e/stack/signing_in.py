"""Logs a person in at a real Home Assistant, as its own login page does."""

from dataclasses import dataclass, field
import time
from typing import Any

import aiohttp

from .api import ApiError, Login


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """What a browser keeps of a login; `expires` is in milliseconds of Unix time."""

    url: str
    client_id: str
    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_in: int
    expires: int

    def as_stored(self) -> dict[str, str | int]:
        """Return them as Home Assistant's frontend keeps them under `hassTokens`."""
        return {
            "hassUrl": self.url,
            "clientId": self.client_id,
            "access_token": self.access_token,
            "refresh_token": self.refresh_token,
            "token_type": "Bearer",
            "expires_in": self.expires_in,
            "expires": self.expires,
        }


async def sign_in(url: str, login: Login) -> Tokens:
    """Log in with a name and a password; raises ApiError."""
    client_id = f"{url}/"
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
        flow = f"{url}/auth/login_flow"
        begun = await _post(
            session,
            flow,
            json={
                "client_id": client_id,
                "handler": ["homeassistant", None],
                "redirect_uri": f"{url}/?auth_callback=1",
            },
        )
        done = await _post(
            session,
            f"{flow}/{begun['flow_id']}",
            json={
                "client_id": client_id,
                "username": login.username,
                "password": login.password,
            },
        )
        if done["type"] != "create_entry":
            raise ApiError(401, f"login of {login.username}", done.get("errors"))
        given = await _post(
            session,
            f"{url}/auth/token",
            data={
                "client_id": client_id,
                "grant_type": "authorization_code",
                "code": done["result"],
            },
        )
    return Tokens(
        url=url,
        client_id=client_id,
        access_token=given["access_token"],
        refresh_token=given["refresh_token"],
        expires_in=given["expires_in"],
        expires=int((time.time() + given["expires_in"]) * 1000),
    )


async def _post(session: aiohttp.ClientSession, url: str, **body: Any) -> dict[str, Any]:
    """Send one request and return the answer; raises ApiError."""
    async with session.post(url, **body) as answer:
        content: dict[str, Any] = await answer.json()
        if answer.status >= 400:
            raise ApiError(answer.status, f"POST {url}", content)
        return content
