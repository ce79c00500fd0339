"""The OpenAPI document: complete, true to the models, and valid itself."""

from typing import Any

from jsonschema import Draft202012Validator
import orjson
import pytest
from referencing import Registry, Resource

from autoarr_app.openapi import make_document
from autoarr_app.problems import KINDS, ProblemType
from autoarr_app.protocol.activity import ActivityBatch
from autoarr_app.routes import ROUTES
from autoarr_app.routes.route import Route

DOCUMENT: dict[str, Any] = orjson.loads(make_document(ROUTES))
OPERATIONS = [
    (f"{method} {path}", operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
]


def validator(schema: dict[str, Any]) -> Draft202012Validator:
    """Return a validator that finds the document's components."""
    resource = Resource.from_contents(
        DOCUMENT | {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    )
    absolute = orjson.loads(orjson.dumps(schema).replace(b'"#/', b'"urn:document#/'))
    return Draft202012Validator(
        absolute, registry=Registry().with_resource("urn:document", resource)
    )


def test_every_route_of_the_design_is_there() -> None:
    """The contract with the integration."""
    assert {name.replace("/api/v1", "") for name, _ in OPERATIONS} == {
        "get /health",
        "get /info",
        "post /requests/parse",
        "post /requests/parse/batch",
        "post /failures/classify",
        "post /audit/explain",
        "post /activity",
        "get /activity",
        "get /activity/stats",
        "get /activity/export",
        "put /requests",
        "get /requests",
        "put /failures",
        "get /failures",
        "put /snapshots",
        "get /snapshots",
        "get /best-practices",
        "get /models",
        "post /models/{model_id}/download",
        "post /models/{model_id}/activate",
        "delete /models/{model_id}",
        "get /ws",
        "get /openapi.json",
        "get /metrics",
    }


def test_every_reference_leads_somewhere_and_every_schema_is_one() -> None:
    """So that generators can read it."""

    def references(value: object) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [ref for inner in value.values() for ref in references(inner)]
        if isinstance(value, list):
            return [ref for inner in value for ref in references(inner)]
        return []

    for reference in references(DOCUMENT):
        place: Any = DOCUMENT
        for part in reference.removeprefix("#/").split("/"):
            place = place[part]
    used = {ref.rpartition("/")[2] for ref in references(DOCUMENT)}
    assert used >= DOCUMENT["components"]["schemas"].keys()
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("route", [route for route in ROUTES if route.body], ids=lambda r: r.name)
def test_every_body_has_an_example_that_the_app_accepts(route: Route) -> None:
    """An example that is refused is worse than none."""
    assert route.body is not None
    route.body.model_validate_json(orjson.dumps(route.example), strict=True)
    operation = DOCUMENT["paths"]["/api/v1" + route.path][route.method.lower()]
    content = operation["requestBody"]["content"]["application/json"]
    assert content["example"] == route.example
    validator(content["schema"]).validate(route.example)


@pytest.mark.parametrize(("name", "operation"), OPERATIONS, ids=lambda value: str(value)[:40])
def test_every_operation_tells_of_all_its_errors(name: str, operation: dict[str, Any]) -> None:
    """With the names of the problems, and as problem details."""
    statuses = {int(status) for status in operation["responses"]}
    assert statuses >= {400, 403, 422, 500}
    if name == "get /api/v1/health":
        assert operation["security"] == []
        assert 401 not in statuses
    else:
        assert statuses >= {401, 429, 503}
    for status, response in operation["responses"].items():
        if int(status) >= 400:
            schema = resolved(response)["content"]["application/problem+json"]["schema"]
            for urn in schema["properties"]["type"]["enum"]:
                kind = ProblemType(urn.removeprefix("urn:autoarr:problem:"))
                assert KINDS[kind][0] == int(status)


def resolved(response: dict[str, Any]) -> dict[str, Any]:
    """Return a response, also where it is only referred to."""
    if "$ref" in response:
        found: dict[str, Any] = DOCUMENT["components"]["responses"][
            response["$ref"].rpartition("/")[2]
        ]
        return found
    return response


def test_every_problem_has_a_status_and_a_title_of_its_own() -> None:
    """The table is complete."""
    assert KINDS.keys() == set(ProblemType)
    titles = [title for _, title in KINDS.values()]
    assert len(set(titles)) == len(titles)


def test_the_limits_of_the_models_are_in_the_schemas() -> None:
    """Whoever reads the document knows beforehand what is refused."""
    schema = {"$ref": "#/components/schemas/ActivityBatch"}
    event = {"id": "01JDK3T8M0ZJX4W4Y5Q6R7S8T9", "at": "2024-02-29T23:59:59Z", "kind": "recovered"}
    good = {"events": [event]}
    validator(schema).validate(good)
    ActivityBatch.model_validate_json(orjson.dumps(good), strict=True)
    bad: list[dict[str, Any]] = [
        {"events": []},
        {"events": [event] * 1_001},
        {"events": [event | {"id": "no ulid"}]},
        {"events": [event | {"at": "2026-02-30T00:00:00Z"}]},
        {"events": [event | {"at": "1970-01-01T00:00:00Z"}]},
        {"events": [event | {"at": "2026-11-26"}]},
        {"events": [event | {"kind": "Not A Name"}]},
        {"events": [event | {"title": "x" * 201}]},
        {"events": [event | {"title": "\x00"}]},
        {"events": [event | {"surprise": 1}]},
        good | {"surprise": 1},
    ]
    for wrong in bad:
        assert not validator(schema).is_valid(wrong), wrong
        with pytest.raises(ValueError, match="validation error"):
            ActivityBatch.model_validate_json(orjson.dumps(wrong), strict=True)


def test_lists_and_optional_parameters_are_described_as_they_are_sent() -> None:
    """A query has no null."""
    parameters = {p["name"]: p for p in DOCUMENT["paths"]["/api/v1/activity"]["get"]["parameters"]}
    assert parameters["service"]["explode"] is True
    assert parameters["service"]["schema"]["type"] == "array"
    assert parameters["q"]["schema"] == {"type": "string", "maxLength": 200}
    assert not any(p["required"] for p in parameters.values())
