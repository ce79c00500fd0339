"""What the OpenAPI documents of Radarr and Sonarr demand, where these documents are at hand.

The exceptions, each because the real service differs from its own document: a `$ref` field may be null (nulls
are then left out), commands carry fields of their own, Sonarr writes `wikiUrl` as text.
"""

from collections.abc import Iterator, Mapping
from functools import cache
import json
from pathlib import Path
import re
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

FOLDER = Path(__file__).parents[4] / "shared" / "openapi"
OPEN = frozenset({"CommandResource", "Command"})
NULL: dict[str, Any] = {"type": "null"}
UNKNOWN_FIELD = "There is no such field"
DATE_SPAN = r"^(\d+\.)?\d\d:\d\d:\d\d(\.\d{7})?$"


class Contract:
    """One document, ready to judge bodies and answers."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._paths: Mapping[str, Any] = document["paths"]
        schemas = document["components"]["schemas"]
        self._schemas = {name: _schema(name, schema) for name, schema in schemas.items()}

    def knows(self, method: str, path: str) -> bool:
        """Say whether the document has an operation; `path` with its parameters in braces."""
        return method.lower() in self._paths.get(path, {})

    def body_errors(self, method: str, path: str, body: object) -> list[tuple[str, str]]:
        """Return what is wrong with a body: (field, why)."""
        operation = self._paths.get(path, {}).get(method.lower(), {})
        content = operation.get("requestBody", {}).get("content", {})
        return self._errors(content, body)

    def answer_errors(self, method: str, path: str, body: object) -> list[tuple[str, str]]:
        """Return what is wrong with a successful answer: (field, why)."""
        operation = self._paths.get(path, {}).get(method.lower(), {})
        return self._errors(operation.get("responses", {}).get("200", {}).get("content", {}), body)

    def _errors(self, content: Mapping[str, Any], body: object) -> list[tuple[str, str]]:
        """Judge a body against the JSON schema among the content types."""
        media = content.get("application/json")
        if media is None:
            return []
        schema = {**_converted(media["schema"]), "components": {"schemas": self._schemas}}
        found = Draft202012Validator(schema).iter_errors(body)
        return [told for error in found for leaf in _leaves(error) for told in _told(leaf)]


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Return what is really wrong inside a choice between a schema and null."""
    inner = [e for e in error.context or () if e.schema != NULL]
    if not inner:
        yield error
    for one in inner:
        yield from _leaves(one)


def _told(error: ValidationError) -> Iterator[tuple[str, str]]:
    """Return the field and what is wrong with it; every field that is not known."""
    field = ".".join(str(part) for part in error.absolute_path)
    schema, instance = error.schema, error.instance
    strict = error.validator == "additionalProperties"
    if strict and isinstance(schema, Mapping) and isinstance(instance, Mapping):
        known: Mapping[str, object] = schema.get("properties", {})
        for name in sorted(name for name in instance if name not in known):
            yield f"{field}.{name}" if field else name, UNKNOWN_FIELD
        return
    yield field or "body", error.message[:300]


@cache
def contract(app: str) -> Contract | None:
    """Return the contract of an app, or None where the documents are absent."""
    file = FOLDER / f"{app}-v3.json"
    return Contract(json.loads(file.read_text())) if file.exists() else None


def _schema(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a named schema with the exceptions made."""
    converted = _converted(schema)
    if name in OPEN:
        converted["additionalProperties"] = True
    if name == "HealthResource":
        converted["properties"]["wikiUrl"] = {"type": "string"}
    return converted


def _converted(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return an OpenAPI 3.0 schema as a JSON schema: `nullable`, `date-time`, `date-span`."""
    if "$ref" in schema:
        return {"anyOf": [{"$ref": schema["$ref"]}, NULL]}
    made: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "properties":
            made[key] = {name: _converted(inner) for name, inner in value.items()}
        elif key in ("items", "additionalProperties") and isinstance(value, Mapping):
            made[key] = _converted(value)
        elif key not in ("nullable", "format", "readOnly", "deprecated"):
            made[key] = value
    if schema.get("format") == "date-span":
        made["pattern"] = DATE_SPAN
    elif schema.get("format") == "date-time":
        made["pattern"] = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"
    if schema.get("nullable") and isinstance(made.get("type"), str):
        made["type"] = [made["type"], "null"]
    return made


def template(path: str) -> str:
    """Return a route's path as the documents write it (integer patterns dropped)."""
    return re.sub(r"\{(\w+):[^}]+\}", r"{\1}", path)
