"""Every recorded answer of a real SABnzbd 4.5.0 and 5.1.3 goes through the client over HTTP."""

from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest

from custom_components.autoarr.clients.base import Endpoint
from custom_components.autoarr.clients.errors import (
    ServiceError,
    ServiceNotFound,
    ServiceRejected,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
)
from custom_components.autoarr.clients.models.decode import as_object
from custom_components.autoarr.clients.models.sabnzbd import (
    HistorySlot,
    JobStatus,
    NewsServer,
    QueueSlot,
    SabHistory,
    SabQueue,
    SabWarning,
    ServerStats,
    ServerStatus,
    ServerTest,
)
from custom_components.autoarr.clients.sabnzbd import SabnzbdClient

from .conftest import FakeTime
from .recorded import Recording, recordings, scenarios
from .service import ScriptedService, sends

READS: dict[str, Callable[[SabnzbdClient], Awaitable[object]]] = {
    "queue": lambda client: client.queue(),
    "history": lambda client: client.history(),
    "status": lambda client: client.server_status(),
    "warnings": lambda client: client.warnings(),
    "server_stats": lambda client: client.server_stats(),
    "version": lambda client: client.version(),
    "get_cats": lambda client: client.categories(),
}
WRITES: dict[tuple[str, str], Callable[[SabnzbdClient], Awaitable[object]]] = {
    ("queue", "pause"): lambda client: client.pause_job("x"),
    ("queue", "resume"): lambda client: client.resume_job("x"),
    ("queue", "delete"): lambda client: client.delete_job("x", delete_files=True),
    ("queue", "priority"): lambda client: client.end_job("x"),
    ("history", "delete"): lambda client: client.delete_history("x"),
    ("warnings", "clear"): lambda client: client.clear_warnings(),
    ("config", "speedlimit"): lambda client: client.set_speed_limit(50),
    ("pause", ""): lambda client: client.pause(),
    ("resume", ""): lambda client: client.resume(),
    ("retry", ""): lambda client: client.retry("x"),
}
ERRORS: dict[str, type[ServiceError]] = {
    "4.5.0-history_mark_as_completed": ServiceUnexpectedAnswer,
    "addlocalfile_missing": ServiceRejected,
    "api_error_no_key": ServiceUnauthorised,
    "api_error_no_mode": ServiceUnexpectedAnswer,
    "api_error_nzb_key_for_queue": ServiceUnauthorised,
    "api_error_unknown_mode": ServiceUnexpectedAnswer,
    "api_error_wrong_key": ServiceUnauthorised,
    "api_output_xml": ServiceUnexpectedAnswer,
    "api_wrong_host_header": ServiceRejected,
    "cancel_pp_unknown": ServiceNotFound,
    "delete_unknown_id": ServiceNotFound,
    "priority_unknown_id": ServiceNotFound,
    "retry_of_completed": ServiceNotFound,
    "retry_unknown_id": ServiceNotFound,
    "set_config_misc_unknown_keyword": ServiceRejected,
    "set_config_unknown_section": ServiceRejected,
}


def call_of(client: SabnzbdClient, recording: Recording) -> Awaitable[object]:
    """Return the client's own call for a recorded request, or the bare one where it has none."""
    mode, name = recording.request.get("mode", ""), recording.request.get("name", "")
    if (mode, name) in WRITES:
        return WRITES[mode, name](client)
    if mode in READS and not name:
        return READS[mode](client)
    if mode == "get_config" and "section" in recording.request:
        return client.config(recording.request["section"], recording.request.get("keyword"))
    call = client._call(mode, recording.request)
    return client._fetch(call, client._checked(lambda raw: raw))


@pytest.fixture
def client(session: aiohttp.ClientSession, endpoint: Endpoint, time: FakeTime) -> SabnzbdClient:
    """Return a client of the scripted service."""
    return SabnzbdClient(session, endpoint, timing=time.timing)


@pytest.mark.parametrize(
    "recording", recordings(), ids=lambda recording: f"{recording.version}-{recording.name}"
)
async def test_every_recorded_answer_is_understood(
    client: SabnzbdClient, service: ScriptedService, recording: Recording
) -> None:
    """It is decoded, or it is the error it stands for."""
    service.on(
        "POST",
        "/api",
        sends(recording.text, status=recording.status, content_type=recording.content_type),
    )
    expected = ERRORS.get(recording.name) or ERRORS.get(f"{recording.version}-{recording.name}")
    if expected is not None:
        with pytest.raises(expected) as error:
            await call_of(client, recording)
        assert type(error.value) is expected
        return
    answer = await call_of(client, recording)
    if recording.name == "history_unchanged":
        assert answer is None
    elif isinstance(answer, SabQueue):
        check_queue(answer, recording.body["queue"])
    elif isinstance(answer, SabHistory):
        check_history(answer, recording.body["history"])
    elif isinstance(answer, ServerStatus):
        check_status(answer, recording.body["status"])
    elif isinstance(answer, ServerStats):
        assert answer.total == recording.body["total"]
        assert answer.articles_tried >= answer.articles_failed > 0


def check_queue(queue: SabQueue, raw: Any) -> None:
    """Compare a queue with what was recorded."""
    assert queue.version == raw["version"]
    assert queue.slot_count == raw["noofslots_total"]
    assert len(queue.slots) == len(raw["slots"])
    assert queue.paused is raw["paused"]
    assert queue.status.value == raw["status"]
    assert abs(queue.speed_bytes - float(raw["kbpersec"]) * 1024) < 1
    assert abs(queue.download_total_bytes - float(raw["diskspacetotal1"]) * 1024**3) < 1
    assert queue.have_warnings == int(raw["have_warnings"])
    assert (queue.pause_left is not None) == (raw["pause_int"] != "0")
    assert queue.quota_bytes == 0
    for slot, entry in zip(queue.slots, raw["slots"], strict=True):
        assert (slot.nzo_id, slot.name, slot.category) == (
            entry["nzo_id"],
            entry["filename"],
            entry["cat"],
        )
        assert slot.status.value == entry["status"]
        assert slot.labels == tuple(entry["labels"])
        assert slot.priority in {"Force", "High", "Normal", "Low"}
        assert slot.left_bytes <= slot.size_bytes
        assert (slot.added is not None) == bool(entry.get("time_added"))


def check_history(history: SabHistory, raw: Any) -> None:
    """Compare a history with what was recorded."""
    assert history.last_update == raw["last_history_update"]
    assert history.total == raw["noofslots"]
    for slot, entry in zip(history.slots, raw["slots"], strict=True):
        assert slot.status.value == entry["status"]
        assert slot.fail_message == entry["fail_message"]
        assert slot.completed is not None
        assert slot.completed.timestamp() == entry["completed"]
        assert slot.size_bytes == entry["bytes"]
        assert [stage.name for stage in slot.stage_log] == [s["name"] for s in entry["stage_log"]]
        assert slot.retry is bool(entry["retry"])


def check_status(status: ServerStatus, raw: Any) -> None:
    """Compare a status with what was recorded; its key is nowhere."""
    assert [server.name for server in status.servers] == [s["servername"] for s in raw["servers"]]
    assert len(status.warnings) == len(raw["warnings"])
    assert status.language == raw["active_lang"]
    assert raw["apikey"] not in repr(status)


@pytest.mark.parametrize(
    ("name", "scenario"), scenarios(), ids=lambda entry: entry if isinstance(entry, str) else ""
)
def test_every_recorded_scenario_is_decoded(name: str, scenario: dict[str, Any]) -> None:
    """Queue, history, servers and warnings of all the ways a job can go."""
    found = list(decoded(scenario))
    assert found
    for slot in found:
        if isinstance(slot, QueueSlot | HistorySlot):
            assert slot.status is not JobStatus.UNKNOWN


def decoded(raw: Any) -> Iterator[object]:
    """Decode everything in a scenario that one of our models stands for."""
    if isinstance(raw, list):
        for entry in raw:
            yield from decoded(entry)
    elif isinstance(raw, dict):
        for key, decode in (
            ("servername", NewsServer.from_json),
            ("stage_log", HistorySlot.from_json),
            ("filename", QueueSlot.from_json),
            ("origin", SabWarning.from_json),
        ):
            if key in raw:
                yield decode(as_object(raw))
                return
        for name, entry in raw.items():
            if name == "queue" and isinstance(entry, dict) and "slots" in entry:
                yield SabQueue.from_json(as_object(entry))
            elif name == "history" and isinstance(entry, dict) and "last_history_update" in entry:
                yield SabHistory.from_json(as_object(entry))
            yield from decoded(entry)


def test_recorded_server_tests_are_decoded() -> None:
    """Success, a wrong password, nothing there."""
    found = {
        recording.name: ServerTest.from_json(recording.body["value"])
        for recording in recordings()
        if recording.name.startswith("test_server")
    }
    assert found["test_server_ok"] == ServerTest(ok=True, message="Connection Successful!")
    assert not found["test_server_bad_password"].ok
    assert found["test_server_bad_password"].message == "481 Invalid username or password"
    assert not found["test_server_refused"].ok
