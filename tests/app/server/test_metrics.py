"""The metrics: true, in Prometheus' format, and few."""

from prometheus_client.parser import text_string_to_metric_families
import pytest

from tests.app.support.events import events
from tests.app.support.server import AppServer


async def samples(app: AppServer) -> dict[tuple[str, ...], float]:
    """Return the value of every sample, by name and labels."""
    reply = await app.ask("GET", "/metrics")
    assert reply.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {
        (sample.name, *(value for _, value in sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(reply.body.decode())
        for sample in family.samples
    }


async def test_requests_are_counted_by_route_and_status(app: AppServer) -> None:
    """A path never becomes a label: there is no end of them."""
    for number in range(5):
        await app.ask("DELETE", f"/models/m{number}")
        await app.ask("GET", f"/nothing/{number}")
    await app.ask("GET", "/info", token=False)
    found = await samples(app)
    route = "/api/v1/models/{model_id}"
    assert found["autoarr_http_requests_total", "DELETE", route, "404"] == 5
    assert found["autoarr_http_requests_total", "GET", "unknown", "404"] == 5
    assert found["autoarr_http_requests_total", "GET", "/api/v1/info", "401"] == 1
    assert found["autoarr_http_request_seconds_count", route] == 5
    assert not [name for name in found if "m3" in name]


async def test_the_history_and_the_process_are_measured(app: AppServer) -> None:
    """Rows, size on disk, memory."""
    before = await samples(app)
    await app.ask("POST", "/activity", json={"events": events(100)})
    after = await samples(app)
    assert after["autoarr_history_rows",] == before["autoarr_history_rows",] + 100
    assert after["autoarr_history_bytes",] > 0
    assert after["autoarr_history_healthy",] == 1
    assert after["process_resident_memory_bytes",] > 10_000_000
    assert after["autoarr_model_queue_depth",] == 0


@pytest.mark.parametrize("name", ["answers", "cache_hits"])
async def test_the_model_is_measured_from_the_start(app: AppServer, name: str) -> None:
    """A counter that appears late breaks graphs."""
    found = await samples(app)
    assert found[f"autoarr_model_{name}_total",] == 0
    assert found["autoarr_model_answer_seconds_count",] == 0
    assert found["autoarr_model_tokens_total", "in"] == 0
