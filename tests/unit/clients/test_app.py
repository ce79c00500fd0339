"""The client of the companion app, against a fake that judges bodies by the protocol's own models."""

from collections.abc import AsyncIterator
import re

import aiohttp
from hypothesis import given, strategies as st
import pytest

from autoarr_app.protocol.state import ModelStatus as AppModelStatus, ProtocolRange as AppRange
from custom_components.autoarr.clients.app import AppClient
from custom_components.autoarr.clients.endpoint import Endpoint
from custom_components.autoarr.clients.errors import (
    AppIncompatible,
    ServiceError,
    ServiceLoginPage,
    ServiceNotFound,
    ServiceRateLimited,
    ServiceRejected,
    ServiceServerError,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
    ServiceUnreachable,
    WrongService,
)
from custom_components.autoarr.clients.limits import RequestLimits
from custom_components.autoarr.clients.models.app import ModelStatus
from custom_components.autoarr.clients.models.app_answers import Finding, ParseQuestion
from custom_components.autoarr.clients.models.decode import JsonObject
from custom_components.autoarr.clients.negotiation import SPOKEN, Outdated, ProtocolRange, negotiate
from tests.fakes.app import MODEL, FakeApp

from .conftest import KEY, FakeTime
from .service import ScriptedService, fails, says, sends

TOKEN = "made-up-token-of-the-app-0123456789"
EVENT: JsonObject = {
    "id": "01JDK3T8M0ZJX4W4Y5Q6R7S8T9",
    "at": "2026-11-23T12:00:00+00:00",
    "kind": "recovered",
    "severity": "info",
    "correlation": "movie:1",
    "service": "sabnzbd",
    "instance": "1",
    "title": "Dune",
    "data": {"cause": "article_missing"},
}
INFO = "/api/v1/info"


@pytest.fixture
async def fake() -> AsyncIterator[FakeApp]:
    """Run a fake app."""
    async with FakeApp(api_key=TOKEN) as running:
        yield running


def client_of(
    session: aiohttp.ClientSession, url: str, time: FakeTime, *, token: str = TOKEN
) -> AppClient:
    """Return a client that asks once."""
    return AppClient(
        session,
        Endpoint(url=url, api_key=token),
        limits=RequestLimits(retries=0),
        timing=time.timing,
    )


@pytest.fixture
def client(session: aiohttp.ClientSession, fake: FakeApp, time: FakeTime) -> AppClient:
    """Return a client of the fake."""
    return client_of(session, fake.url, time)


@pytest.fixture
def scripted(session: aiohttp.ClientSession, service: ScriptedService, time: FakeTime) -> AppClient:
    """Return a client of a service that answers what the test writes down."""
    return client_of(session, service.url, time)


async def test_the_app_says_who_it_is(client: AppClient, fake: FakeApp) -> None:
    """With the token in a header."""
    info = await client.info()

    assert (info.version, info.instance_id) == ("0.1.0", fake.instance_id)
    assert info.model.status is ModelStatus.READY
    assert info.model.model == MODEL
    assert info.model.last_answer_ms is None
    assert (info.history.healthy, info.history.bytes) == (True, 40_960)
    assert fake.requests[0].headers["Authorization"] == f"Bearer {TOKEN}"


def test_every_status_of_the_model_is_known() -> None:
    """One that a newer app makes up is "other"."""
    assert {status.value for status in AppModelStatus} == set(ModelStatus) - {ModelStatus.UNKNOWN}
    assert ModelStatus("dreaming") is ModelStatus.UNKNOWN


async def test_events_are_kept_once(client: AppClient, fake: FakeApp) -> None:
    """As they are."""
    first = await client.add_activity([EVENT])
    again = await client.add_activity([EVENT])

    assert (first.accepted, first.duplicates) == (1, 0)
    assert (again.accepted, again.duplicates) == (0, 1)
    assert fake.events[str(EVENT["id"])]["title"] == "Dune"


async def test_a_refusal_says_which_events_are_at_fault(client: AppClient, fake: FakeApp) -> None:
    """None of the batch is kept then."""
    with pytest.raises(ServiceRejected) as caught:
        await client.add_activity([EVENT, {**EVENT, "kind": "No Kind"}, {**EVENT, "at": "never"}])

    assert caught.value.status == 422
    assert [pointer for pointer, _ in caught.value.fields] == ["/events/1/kind", "/events/2/at"]
    assert "/events/1/kind" in str(caught.value)
    assert not fake.events


async def test_records_are_kept_in_their_latest_state(client: AppClient, fake: FakeApp) -> None:
    """Requests, failures and snapshots."""
    moment = "2026-11-23T12:00:00+00:00"
    request: JsonObject = {"id": "r1", "created": moment, "updated": moment, "state": "added"}
    failure: JsonObject = {
        "sabnzbd": "s1",
        "chain": ["SABnzbd_nzo_1"],
        "name": "Dune",
        "cause": "unpack",
        "first_seen": moment,
        "updated": moment,
    }
    snapshot: JsonObject = {
        "id": EVENT["id"],
        "at": moment,
        "service": "radarr",
        "instance": "r1",
        "document": {},
    }

    assert (await client.put_requests([request])).stored == 1
    assert (await client.put_requests([request])).unchanged == 1
    assert (await client.put_failures([failure])).stored == 1
    assert (await client.put_snapshots([snapshot])).stored == 1
    assert [len(records) for records in fake.records.values()] == [1, 1, 1]


async def test_the_model_understands_sentences(client: AppClient) -> None:
    """Alone or several at once; what is known goes along."""
    question = ParseQuestion(text="the one with the dreams", known={"year": 2010})
    answer = await client.parse(question)
    several = await client.parse_batch([question, ParseQuestion(text="the other one")])

    [item] = answer.result.items
    assert (answer.result.intent, item.titles, item.year) == (
        "add",
        ("the one with the dreams",),
        2010,
    )
    assert (answer.model, answer.took_ms, answer.cached) == (MODEL, 1_200.0, False)
    assert [one.result.items[0].titles[0] for one in several] == [
        "the one with the dreams",
        "the other one",
    ]


async def test_the_model_classifies_and_explains(client: AppClient) -> None:
    """A cause; words and an order."""
    cause = await client.classify("Schreibfehler: kein Platz", stage="Unpack")
    findings = [
        Finding(id=name, service="radarr", severity="warning", title=f"{name} is off")
        for name in ("a", "b")
    ]
    explained = await client.explain_findings(findings)

    assert cause.result == "disk_full"
    assert explained.result.order == ("b", "a")
    assert explained.result.explanations[0].text == "Because a is off."
    assert explained.cached


async def test_models_are_listed_and_managed(client: AppClient, fake: FakeApp) -> None:
    """A download needs the licence accepted."""
    [model] = await client.models()
    assert (model.id, model.fits, model.licence.commercial_use) == (MODEL, True, True)

    with pytest.raises(ServiceRejected, match="Accept the licence first"):
        await client.download_model(model.id, accept_licence=False)
    await client.download_model(model.id, accept_licence=True)
    await client.activate_model(model.id)
    await client.delete_model(model.id)
    with pytest.raises(ServiceNotFound, match="no such model"):
        await client.activate_model("made/up model")

    assert fake.done == ["download", "activate", "delete"]


async def test_questions_and_records_are_sent_once(client: AppClient, fake: FakeApp) -> None:
    """Who asks decides whether to ask again."""
    fake.misbehave("error")
    for call in (client.add_activity([EVENT]), client.parse(ParseQuestion(text="x"))):
        with pytest.raises(ServiceServerError, match="the log says what"):
            await call
    assert len(fake.requests) == 2


# ── who answers ──


async def test_a_wrong_token_is_refused(
    session: aiohttp.ClientSession, fake: FakeApp, time: FakeTime
) -> None:
    """And not repeated in the error."""
    client = client_of(session, fake.url, time, token=f"{TOKEN}x")
    with pytest.raises(ServiceUnauthorised, match="refuses the token") as caught:
        await client.info()
    assert TOKEN not in repr(caught.value)


@pytest.mark.parametrize(
    ("mode", "error"),
    [
        ("down", ServiceUnreachable),
        ("dropped", ServiceUnreachable),
        ("html", ServiceLoginPage),
        ("redirect", ServiceLoginPage),
        ("garbage", ServiceUnexpectedAnswer),
        ("truncated", ServiceUnexpectedAnswer),
        ("wrong_app", WrongService),
        ("error", ServiceServerError),
        ("rate_limit", ServiceError),
    ],
)
async def test_whatever_the_app_does_is_one_of_our_errors(
    client: AppClient, fake: FakeApp, mode: str, error: type[ServiceError]
) -> None:
    """Without its token in it."""
    fake.misbehave(mode)
    with pytest.raises(error) as caught:
        await client.info()
    assert TOKEN not in f"{caught.value} {caught.value!r} {vars(caught.value)}"


async def test_a_busy_app_says_how_long_to_wait(client: AppClient, fake: FakeApp) -> None:
    """And why."""
    fake.misbehave("rate_limit", retry_after=7)
    with pytest.raises(ServiceRateLimited, match=re.escape("The app is busy.")) as caught:
        await client.add_activity([EVENT])
    assert caught.value.retry_after == 7


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 422])
async def test_another_service_is_told_from_a_refusal(
    scripted: AppClient, service: ScriptedService, status: int
) -> None:
    """Only our app names its problems; a 401 of somebody else is no wrong token."""
    service.on("GET", INFO, fails(status))
    with pytest.raises(WrongService):
        await scripted.info()


@pytest.mark.parametrize("answer", [{}, {"version": "5"}, {"protocol": 1, "version": "1"}])
async def test_json_of_another_service_is_told_apart(
    scripted: AppClient, service: ScriptedService, answer: object
) -> None:
    """It has no protocol."""
    service.on("GET", INFO, says(answer))
    with pytest.raises(WrongService):
        await scripted.info()


async def test_an_app_that_leaves_out_a_field_is_named(
    scripted: AppClient, service: ScriptedService
) -> None:
    """It is our app; the field that is missing is in the error."""
    service.on("GET", INFO, says({"version": "1", "protocol": {"min": 1, "max": 1}}))
    with pytest.raises(ServiceUnexpectedAnswer, match="instance_id is missing"):
        await scripted.info()


async def test_a_proxy_that_takes_no_large_bodies_is_understood(
    scripted: AppClient, service: ScriptedService
) -> None:
    """Whoever says it: the body was too large."""
    page = sends("<html><title>413</title>", status=413, content_type="text/html")
    service.on("POST", "/api/v1/activity", page)
    with pytest.raises(ServiceRejected) as caught:
        await scripted.add_activity([EVENT])
    assert caught.value.status == 413


async def test_a_long_refusal_is_a_refusal(scripted: AppClient, service: ScriptedService) -> None:
    """Although only its first part is read, and it cannot be parsed."""
    body = '{"type":"urn:autoarr:problem:invalid-input","detail":"' + "x" * 100_000
    service.on("POST", "/api/v1/activity", sends(body, status=422))
    with pytest.raises(ServiceRejected) as caught:
        await scripted.add_activity([EVENT])
    assert caught.value.status == 422
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("status", [500, 502, 504, 507])
async def test_what_breaks_in_the_app_is_told_in_its_words(
    scripted: AppClient, service: ScriptedService, status: int
) -> None:
    """The history is full, the model crashed."""
    problem = {"type": "urn:autoarr:problem:some", "detail": f"It broke {TOKEN}.", "status": status}
    service.on("POST", "/api/v1/activity", says(problem, status=status))
    with pytest.raises(ServiceServerError, match="It broke") as caught:
        await scripted.add_activity([EVENT])
    assert TOKEN not in str(caught.value)


# ── protocol versions ──


@pytest.mark.parametrize(
    ("offered", "outdated", "words"),
    [((2, 4), Outdated.INTEGRATION, "integration"), ((0, 0), Outdated.APP, "app")],
)
async def test_an_app_that_speaks_another_protocol_is_told_who_is_behind(
    client: AppClient, fake: FakeApp, offered: tuple[int, int], outdated: Outdated, words: str
) -> None:
    """Whatever else its answer holds."""
    fake.protocol, fake.version = AppRange(min=offered[0], max=offered[1]), "9.9"
    with pytest.raises(AppIncompatible, match=f"update the {words}") as caught:
        await client.info()
    assert (caught.value.outdated, caught.value.version) == (outdated, "9.9")


async def test_the_answer_of_a_later_protocol_need_not_be_understood(
    scripted: AppClient, service: ScriptedService
) -> None:
    """Only which versions it speaks."""
    service.on("GET", INFO, says({"version": "9", "protocol": {"min": 7, "max": 9}, "new": []}))
    with pytest.raises(AppIncompatible):
        await scripted.info()


ranges = st.builds(ProtocolRange, min=st.integers(0, 20), max=st.integers(0, 20))
proper = ranges.filter(lambda found: found.min <= found.max)


@given(proper, proper)
def test_both_sides_agree_on_the_newest_version_they_share(
    ours: ProtocolRange, theirs: ProtocolRange
) -> None:
    """And come to the same result from either side."""
    shared = set(range(ours.min, ours.max + 1)) & set(range(theirs.min, theirs.max + 1))
    agreed = negotiate(ours, theirs)
    if shared:
        assert agreed == max(shared)
        assert negotiate(theirs, ours) == agreed
    else:
        assert isinstance(agreed, Outdated)
        assert {agreed, negotiate(theirs, ours)} == set(Outdated)
        assert (agreed is Outdated.APP) == (theirs.max < ours.min)


@given(ranges)
def test_a_range_upside_down_is_the_mistake_of_the_app(theirs: ProtocolRange) -> None:
    """There is always an answer."""
    found = negotiate(SPOKEN, theirs)
    if theirs.min > theirs.max:
        assert found is Outdated.APP
    else:
        assert isinstance(found, int | Outdated)


def test_the_token_is_in_no_repr(session: aiohttp.ClientSession, time: FakeTime) -> None:
    """Neither of the endpoint nor of what explains errors."""
    client = client_of(session, "http://127.0.0.1:1", time, token=KEY)
    assert KEY not in repr(client.endpoint) + repr(client.explain)
