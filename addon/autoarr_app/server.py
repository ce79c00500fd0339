"""The running app: its parts are made in order, and stopped in the reverse order."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from functools import cache
import os
from pathlib import Path
import time
from typing import Final
import uuid

from aiohttp import web
from aiohttp.typedefs import Handler
import structlog

from .auth import Guard, TokenError, read_or_make_token
from .endpoint import Endpoint, Unfinished, expect_later
from .files import write_private
from .history.errors import HistoryError
from .history.repository import History
from .history.settings import HistorySettings
from .limits import Gate, RateLimit
from .listener import ListenError, bind, listen
from .llm.service import ModelService
from .llm.settings import ModelSettings
from .metrics import Metrics
from .middleware import Front
from .protocol import API_PREFIX
from .push import Hub
from .routes import ROUTES
from .routes.services import Services
from .settings import Settings

FINISH_SECONDS: Final = 10.0
"""The time for requests under way when the app stops."""

MOST_EXPORTS: Final = 2

_log = structlog.get_logger(__name__)


class StartError(Exception):
    """The app cannot start; the text is one line that says why and what to do."""


@asynccontextmanager
async def running(
    settings: Settings, *, learn_secret: Callable[[str], None]
) -> AsyncIterator[tuple[str, int]]:
    """Run the app and yield its address; afterwards everything is finished and closed.

    `learn_secret` is told the token, which no log may show. Raises StartError.
    """
    async with AsyncExitStack() as stack:
        try:
            address = await _start(settings, stack, learn_secret)
        except (ListenError, TokenError, HistoryError) as err:
            raise StartError(str(err)) from err
        yield address


async def _start(
    settings: Settings, stack: AsyncExitStack, learn_secret: Callable[[str], None]
) -> tuple[str, int]:
    """Start everything; what has to be stopped later goes onto the stack."""
    _prepare_folder(settings.data_dir)
    token = read_or_make_token(settings.token_path)
    learn_secret(token)
    instance_id = _instance_id(settings.data_dir / "instance_id")
    # First of all, so that a second start ends before it touches anything.
    sock = bind(settings.host, settings.port)
    stack.callback(sock.close)
    history = await History.open(
        HistorySettings(
            path=settings.data_dir / "history.db",
            retention_days=settings.retention_days,
            retention_bytes=settings.retention_bytes,
        )
    )
    stack.push_async_callback(history.close)
    metrics = Metrics()
    model = ModelService(_model_settings(settings), on_answer=metrics.answered)
    stack.push_async_callback(model.stop)
    await model.start()
    hub = Hub()
    stack.callback(history.subscribe(hub.publish_event))
    stack.callback(model.subscribe(hub.publish))
    services = Services(
        history=history,
        model=model,
        hub=hub,
        exports=Gate(MOST_EXPORTS, "exports"),
        instance_id=instance_id,
        started=datetime.now(UTC).isoformat(timespec="seconds"),
        document=cache(_document),
        scrape=lambda: metrics.scrape(history, model, hub),
    )
    unfinished = Unfinished()
    stack.push_async_callback(unfinished.wait, FINISH_SECONDS)
    app = _application(settings, services, Guard(token), metrics, unfinished)
    runner = web.AppRunner(
        app, handler_cancellation=True, shutdown_timeout=FINISH_SECONDS, access_log=None
    )
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    stack.callback(hub.close)
    server = await listen(runner, sock)
    stack.callback(server.close)
    host, port = sock.getsockname()[:2]
    _log.info("listening", host=host, port=port, data_dir=str(settings.data_dir))
    return host, port


def _application(
    settings: Settings, services: Services, guard: Guard, metrics: Metrics, unfinished: Unfinished
) -> web.Application:
    """Put the routes behind the checks."""
    app = web.Application()
    routes = {}
    for route in ROUTES:
        endpoint = Endpoint(route, services, settings.body_limit, unfinished)
        for prefix in (API_PREFIX, "") if route.at_root else (API_PREFIX,):
            app.router.add_route(
                route.method, prefix + route.path, endpoint.serve, expect_handler=expect_later
            )
            routes[route.method, prefix + route.path] = route
    front = Front(
        guard=guard,
        rate=RateLimit(settings.rate_limit, time.monotonic),
        gate=Gate(settings.concurrency, "requests"),
        origins=frozenset(settings.allowed_origins),
        routes=routes,
        metrics=metrics,
        monotonic=time.monotonic,
    )

    @web.middleware
    async def through(request: web.Request, handler: Handler) -> web.StreamResponse:
        """Lead every request through the checks."""
        return await front.serve(request, handler)

    app.middlewares.append(through)
    app.on_response_prepare.append(front.dress)
    return app


def _document() -> bytes:
    """Make the OpenAPI document; what makes it takes a megabyte that most never need."""
    from .openapi import make_document

    return make_document(ROUTES)


def _model_settings(settings: Settings) -> ModelSettings:
    """Return what concerns the model."""
    return ModelSettings(
        models_dir=settings.models_path,
        state_dir=settings.data_dir / "model-state",
        model=settings.model,
        download=settings.download_model,
        idle_seconds=settings.model_idle_minutes * 60.0,
        threads=settings.model_threads,
        remote_url=settings.remote_url,
        remote_model=settings.remote_model,
        remote_api_key=settings.remote_api_key.get_secret_value(),
    )


def _prepare_folder(folder: Path) -> None:
    """Make the data folder and see that it can be written; raises StartError."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = folder / f".writable.{os.getpid()}"
        probe.touch(exist_ok=True)
        probe.unlink()
    except OSError as err:
        raise StartError(
            f"the data folder {folder} cannot be written: {err.strerror}; "
            "the option data_dir names another one"
        ) from None


def _instance_id(path: Path) -> str:
    """Return the id of this data folder, made on first start; raises StartError."""
    try:
        if path.exists():
            known = path.read_text(encoding="ascii", errors="replace").strip()
            if known.isalnum() and len(known) == 32:
                return known
        made = uuid.uuid4().hex
        write_private(path, made + "\n")
    except OSError as err:
        raise StartError(f"the file {path} cannot be used: {err.strerror}") from None
    return made
