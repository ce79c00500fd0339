"""Measurements in Prometheus' format, in a registry of our own."""

from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from .history.repository import History
from .llm.service import ModelService
from .push import Hub

_METHODS: Final = frozenset({"GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"})

_REQUEST_SECONDS: Final = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_MODEL_SECONDS: Final = (0.001, 0.01, 0.1, 0.25, 0.5, 1, 2, 4, 6, 10, 20, 60, 120)


class Metrics:
    """Counts what happens and asks the parts how they are when somebody looks."""

    def __init__(self) -> None:
        """Begin to count."""
        self.registry = CollectorRegistry()
        # Memory, processor time and open files of this process, where the system tells them.
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "autoarr_http_requests",
            "Requests by route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._request_seconds = Histogram(
            "autoarr_http_request_seconds",
            "Time to answer a request.",
            ("route",),
            buckets=_REQUEST_SECONDS,
            registry=self.registry,
        )
        self._answer_seconds = Histogram(
            "autoarr_model_answer_seconds",
            "Time of the model's answers, those from the cache left out.",
            buckets=_MODEL_SECONDS,
            registry=self.registry,
        )
        self._tokens = Counter(
            "autoarr_model_tokens",
            "Tokens the model has read and written.",
            ("direction",),
            registry=self.registry,
        )
        for direction in ("in", "out"):
            self._tokens.labels(direction)
        self._answers = Counter(
            "autoarr_model_answers", "Answers of the model.", registry=self.registry
        )
        self._cache_hits = Counter(
            "autoarr_model_cache_hits", "Answers that came from the cache.", registry=self.registry
        )
        self._queue = self._gauge(
            "autoarr_model_queue_depth", "Questions that wait or are being answered."
        )
        self._rows = self._gauge("autoarr_history_rows", "Rows in the history.")
        self._bytes = self._gauge("autoarr_history_bytes", "Size of the history on disk.")
        self._healthy = self._gauge("autoarr_history_healthy", "1 while the history is whole.")
        self._listeners = self._gauge("autoarr_websocket_clients", "Connected WebSocket clients.")

    def _gauge(self, name: str, documentation: str) -> Gauge:
        """Make a value that goes up and down."""
        return Gauge(name, documentation, registry=self.registry)

    def requested(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request."""
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._request_seconds.labels(route).observe(seconds)

    def answered(self, seconds: float, tokens_in: int, tokens_out: int, cached: bool) -> None:
        """Count an answer of the model."""
        self._answers.inc()
        if cached:
            self._cache_hits.inc()
            return
        self._answer_seconds.observe(seconds)
        self._tokens.labels("in").inc(tokens_in)
        self._tokens.labels("out").inc(tokens_out)

    async def scrape(self, history: History, model: ModelService, hub: Hub) -> bytes:
        """Return everything in the text format."""
        state = await history.state()
        self._rows.set(state.rows)
        self._bytes.set(state.bytes)
        self._healthy.set(state.healthy)
        self._queue.set(model.queue_depth)
        self._listeners.set(hub.listeners)
        return generate_latest(self.registry)
