"""Whole documents of Radarr and Sonarr: read and written back as they came."""

import json
from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.clients import payload
from custom_components.autoarr.clients.errors import (
    ServiceNotFound,
    ServiceRejected,
    ServiceUnauthorised,
    ServiceUnexpectedAnswer,
)
from custom_components.autoarr.clients.servarr import ServarrClient

from .contract import needs_contract, operation
from .service import ScriptedService, fails, says, sends

API = "/api/v3"
ODD = (
    b'{"id":1,"minSize":1.0,"maxSize":0.1,"ratio":1e-07,"big":123456789012345678901234567890,'
    b'"nothing":null,"zero":0,"minus":-1,"flag":false,"later":{"z":[],"a":{}},'
    b'"text":"\xc3\xa9 \xf0\x9f\x8e\xac \\"quoted\\"","unknownFieldOfANewerVersion":[1,"2",null]}'
)

scalars = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
)
values = st.recursive(
    scalars | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


async def test_a_document_is_written_back_byte_for_byte(
    client: ServarrClient, service: ScriptedService
) -> None:
    """Numbers keep their digits, unknown fields, nulls and the order of all of it stay."""
    service.on("GET", f"{API}/config/naming", sends(ODD))
    service.on("PUT", f"{API}/config/naming/1", says({}, status=202))
    document = await client.document("config/naming")
    assert isinstance(document, dict)
    await client.write_document("config/naming", document)
    assert service.seen[-1].body == ODD
    assert service.seen[-1].headers["Content-Type"] == "application/json"
    assert service.seen[-1].query == {}


@given(values)
def test_any_document_survives_being_read_and_written(value: Any) -> None:
    """Also a second time, down to the last bit of every number."""
    written = payload.exact_bytes(value)
    again = payload.exact(written)
    assert payload.exact_bytes(again) == written
    assert json.dumps(again) == json.dumps(value)


@pytest.mark.parametrize("body", [b'{"a":1e999}', b'{"a":NaN}', b'"\\ud800"', b"\xff", b"{", b""])
async def test_what_could_not_be_written_back_is_not_read(
    client: ServarrClient, service: ScriptedService, body: bytes
) -> None:
    """Better no document than another one."""
    service.on("GET", f"{API}/indexer", sends(body))
    with pytest.raises(ServiceUnexpectedAnswer):
        await client.document("indexer")


@pytest.mark.parametrize("name", ["downloadclient", "importlist", "indexer", "notification"])
async def test_a_provider_is_saved_without_its_test(
    client: ServarrClient, service: ScriptedService, name: str
) -> None:
    """Its masked credentials go back as they came: the service keeps its own then."""
    row = {"id": 7, "fields": [{"name": "apiKey", "value": "********", "privacy": "apiKey"}]}
    service.on("GET", f"{API}/{name}", says([row]))
    service.on("PUT", f"{API}/{name}/7", says(row, status=202))
    rows = await client.document(name)
    assert isinstance(rows, list)
    assert isinstance(rows[0], dict)
    await client.write_document(name, rows[0])
    assert service.seen[-1].query == {"forceSave": "true"}
    assert service.seen[-1].json == row


async def test_a_host_goes_back_with_its_key_and_password(
    client: ServarrClient, service: ScriptedService
) -> None:
    """It has both in clear; whatever is left out would be lost."""
    host = {"id": 1, "apiKey": "k" * 32, "username": "me", "password": "hash", "logLevel": "info"}
    service.on("GET", f"{API}/config/host", says(host | {"passwordConfirmation": ""}))
    service.on("PUT", f"{API}/config/host/1", says(host, status=202))
    document = await client.document("config/host")
    assert isinstance(document, dict)
    await client.write_document("config/host", document | {"logLevel": "debug"})
    assert service.seen[-1].json == host | {"passwordConfirmation": "", "logLevel": "debug"}


async def test_many_rows_are_written_at_once(
    client: ServarrClient, service: ScriptedService
) -> None:
    """As the service's own page of qualities does."""
    service.on("PUT", f"{API}/qualitydefinition/update", says([], status=202))
    rows: list[dict[str, Any]] = [{"id": 1, "minSize": 2.5}, {"id": 2, "maxSize": None}]
    await client.write_documents("qualitydefinition", rows)
    assert service.seen[-1].json == rows


async def test_a_cleaned_document_is_never_written(
    client: ServarrClient, service: ScriptedService
) -> None:
    """Its masks would become the credentials."""
    wrong: list[dict[str, Any]] = [
        {"id": 1, "apiKey": "**REDACTED**"},
        {"name": "no id"},
        {"id": True},
    ]
    for body in wrong:
        with pytest.raises((ServiceRejected, ServiceUnexpectedAnswer)):
            await client.write_document("config/host", body)
    with pytest.raises(ServiceRejected):
        await client.test_document("indexer", {"id": 1, "fields": ["**REDACTED**"]})
    assert service.seen == []


async def test_a_test_that_fails_is_told_in_the_words_of_the_service(
    client: ServarrClient, service: ScriptedService
) -> None:
    """Asked once: it reaches out to another service."""
    said = [{"propertyName": "Host", "errorMessage": "Unable to connect to SABnzbd"}]
    service.on("POST", f"{API}/downloadclient/test", says(said, status=400), says({}))
    body: dict[str, Any] = {"id": 1, "name": "SABnzbd"}
    with pytest.raises(ServiceRejected, match="Unable to connect") as caught:
        await client.test_document("downloadclient", body)
    assert caught.value.fields == (("Host", "Unable to connect to SABnzbd"),)
    await client.test_document("downloadclient", body)
    assert [seen.json for seen in service.seen] == [body, body]


@pytest.mark.parametrize("status", [200, 400])
async def test_all_are_tested_and_each_has_its_result(
    client: ServarrClient, service: ScriptedService, status: int
) -> None:
    """The services answer 400 as soon as one fails: that is a result, no refusal."""
    results = [{"id": 1, "isValid": status == 200, "validationFailures": []}]
    service.on("POST", f"{API}/indexer/testall", says(results, status=status))
    assert await client.test_all("indexer") == results


async def test_what_a_version_or_a_key_does_not_give(
    client: ServarrClient, service: ScriptedService
) -> None:
    """An older version, no rights, a value it does not take: each is told apart."""
    with pytest.raises(ServiceNotFound):
        await client.document("releaseprofile")
    service.on("GET", f"{API}/config/host", fails(401))
    with pytest.raises(ServiceUnauthorised):
        await client.document("config/host")
    problem = {
        "title": "One or more validation errors occurred.",
        "status": 400,
        "errors": {"$.logLevel": ["The JSON value could not be converted to System.String."]},
    }
    service.on("PUT", f"{API}/config/host/1", says(problem, status=400))
    with pytest.raises(ServiceRejected, match="could not be converted"):
        await client.write_document("config/host", {"id": 1, "logLevel": 5})


async def test_a_document_that_is_too_large_is_an_error(
    client: ServarrClient, service: ScriptedService
) -> None:
    """20 MB are no configuration; the text says so."""
    service.on("GET", f"{API}/customformat", sends(b"[" + b" " * 20 * 1024**2 + b"]"))
    with pytest.raises(ServiceUnexpectedAnswer, match="more than 8 MB"):
        await client.document("customformat")


@needs_contract
def test_every_call_is_in_the_specification(app: str) -> None:
    """Of both applications."""
    assert operation(app, "PUT", f"{API}/qualitydefinition/update")
    for name in ("downloadclient", "importlist", "indexer", "notification"):
        assert operation(app, "POST", f"{API}/{name}/test")
        assert operation(app, "POST", f"{API}/{name}/testall")
