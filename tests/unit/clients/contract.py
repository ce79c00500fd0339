"""The services' own OpenAPI files, where they are at hand: sample answers out of them, bodies judged by them."""

from collections.abc import Mapping
from functools import cache
import json
from pathlib import Path
from typing import Any, cast

from jsonschema import Draft7Validator
import pytest

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "openapi"

needs_contract = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the services' OpenAPI files (../shared/openapi) are not here"
)

_TEXTS = {
    "date-time": "2026-11-23T10:11:12.1234567Z",
    "date-span": "1.02:03:04.5000000",
    "uri": "https://wiki.example.org/page",
}
_NUMBERS: Mapping[str, object] = {"integer": 7, "number": 1.5, "boolean": True}


@cache
def specification(app: str) -> Mapping[str, Any]:
    """Return the specification of an application, e.g. `radarr-v3`."""
    return cast("Mapping[str, Any]", json.loads((FOLDER / f"{app}.json").read_text("utf-8")))


def sample(app: str, schema: str) -> Any:
    """Return an object with every field of a schema filled."""
    schemas = specification(app)["components"]["schemas"]
    return _filled(schemas[schema], schemas, (schema,))


def problems(app: str, schema: str, body: object) -> list[str]:
    """Return what is wrong with a body."""
    definitions = {
        name: _as_json_schema(entry)
        for name, entry in specification(app)["components"]["schemas"].items()
    }
    validator = Draft7Validator({"$ref": f"#/definitions/{schema}", "definitions": definitions})
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(body)]


def operation(app: str, method: str, path: str) -> Mapping[str, Any]:
    """Return what the specification says about a call; raises KeyError when it knows none."""
    return cast("Mapping[str, Any]", specification(app)["paths"][path][method.lower()])


def _filled(schema: Mapping[str, Any], schemas: Mapping[str, Any], above: tuple[str, ...]) -> Any:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return None if name in above else _filled(schemas[name], schemas, (*above, name))
    if "enum" in schema:
        return schema["enum"][-1]
    match schema.get("type"):
        case "string":
            return _TEXTS.get(schema.get("format", ""), "text")
        case "array":
            entry = _filled(schema["items"], schemas, above)
            return [] if entry is None else [entry]
        case "object" | None:
            return {
                name: _filled(entry, schemas, above)
                for name, entry in schema.get("properties", {}).items()
            }
        case kind:
            return _NUMBERS[kind]


def _as_json_schema(schema: Any) -> Any:
    """Turn OpenAPI 3.0 into JSON Schema: references are moved, and what may be null is said so."""
    if isinstance(schema, list):
        return [_as_json_schema(entry) for entry in schema]
    if not isinstance(schema, dict):
        return schema
    turned = {name: _as_json_schema(entry) for name, entry in schema.items() if name != "nullable"}
    if "$ref" in turned:
        turned["$ref"] = turned["$ref"].replace("#/components/schemas/", "#/definitions/")
    if schema.get("nullable") and isinstance(turned.get("type"), str):
        turned["type"] = [turned["type"], "null"]
    return turned
