"""The OpenAPI 3.1 document, made from the table of routes and the pydantic models."""

from collections.abc import Iterable, Sequence
import re
from typing import Any, Final

import orjson
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from . import __version__
from .problems import CONTENT_TYPE, KINDS, URN, ProblemType
from .protocol import API_PREFIX
from .protocol.common import Problem
from .protocol.state import ActivityPush, DownloadPush, ModelPush
from .routes.queries import is_list
from .routes.route import JSON, Route

type Schema = dict[str, Any]

_REF: Final = "#/components/schemas/{model}"
_PUSHES: Final = (ActivityPush, ModelPush, DownloadPush)

_TAGS: Final = {
    "about": "Whether the app lives, what it is and how it is spoken to.",
    "model": "Questions to the language model.",
    "history": "Everything that happened.",
    "models": "The model files.",
    "live": "What happens, while it happens.",
}


class _Schemas:
    """The JSON schemas of all models: those of answers and those of input may differ."""

    def __init__(self, routes: Iterable[Route]) -> None:
        """Make the schemas of everything that the routes take and give."""
        wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [(Problem, "validation")]
        for route in routes:
            wanted += [(model, "validation") for model in (route.body, route.query) if model]
            wanted += [(route.answer, "serialization")] if route.answer else []
        wanted += [(push, "serialization") for push in _PUSHES]
        self._references, definitions = models_json_schema(
            list(dict.fromkeys(wanted)), ref_template=_REF
        )
        self.definitions: dict[str, Schema] = definitions["$defs"]

    def of(self, model: type[BaseModel], mode: JsonSchemaMode) -> Schema:
        """Return the reference to a model's schema."""
        return self._references[(model, mode)]

    def fields(self, model: type[BaseModel]) -> tuple[dict[str, Schema], set[str]]:
        """Return the fields of an input model, and which of them are required."""
        name = self.of(model, "validation")["$ref"].rpartition("/")[2]
        schema = self.definitions[name]
        return schema["properties"], set(schema.get("required", ()))

    def drop(self, models: Iterable[type[BaseModel]]) -> None:
        """Leave out models whose fields are written elsewhere."""
        for model in models:
            self.definitions.pop(self.of(model, "validation")["$ref"].rpartition("/")[2], None)


def make_document(routes: Sequence[Route]) -> bytes:
    """Return the document as JSON."""
    schemas = _Schemas(routes)
    paths: dict[str, Schema] = {}
    for route in routes:
        paths.setdefault(API_PREFIX + route.path, {})[route.method.lower()] = _operation(
            route, schemas
        )
    schemas.drop({route.query for route in routes if route.query})
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "AutoArr app",
            "version": __version__,
            "summary": "The companion app of AutoArr: a local language model and the history.",
            "license": {"name": "GPL-3.0-or-later", "identifier": "GPL-3.0-or-later"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.definitions.items())),
            "responses": _shared(),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token in the file `token` of the app's data folder.",
                }
            },
            "headers": {
                "RetryAfter": {
                    "description": "Seconds after which asking again is promising.",
                    "schema": {"type": "integer", "minimum": 1},
                }
            },
        },
    }
    return orjson.dumps(document)


def _operation(route: Route, schemas: _Schemas) -> Schema:
    """Describe one operation."""
    summary, _, description = route.summary.partition("\n\n")
    operation: Schema = {
        "operationId": route.name,
        "tags": [route.tag],
        "summary": summary,
        "parameters": [*_path_parameters(route), *_query_parameters(route, schemas)],
        "responses": {str(route.status): _success(route, schemas), **_problems(route.problems)},
    }
    if description:
        operation["description"] = description.replace("\n", " ")
    if route.public:
        operation["security"] = []
    if route.body:
        content: Schema = {"schema": schemas.of(route.body, "validation")}
        if route.example is not None:
            content["example"] = route.example
        operation["requestBody"] = {
            "required": route.body_required,
            "content": {JSON: content},
        }
    return operation


def _path_parameters(route: Route) -> list[Schema]:
    """Describe the parts of the path that vary."""
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": "An id of the catalogue.",
            "schema": {"type": "string", "minLength": 1},
        }
        for name in re.findall(r"{(\w+)}", route.path)
    ]


def _query_parameters(route: Route, schemas: _Schemas) -> list[Schema]:
    """Describe the parameters of the query."""
    if route.query is None:
        return []
    fields, required = schemas.fields(route.query)
    return [
        {
            "name": name,
            "in": "query",
            "required": name in required,
            "schema": _without_null(schema),
            **({"description": text} if (text := schema.get("description")) else {}),
            **({"style": "form", "explode": True} if is_list(route.query, name) else {}),
        }
        for name, schema in fields.items()
    ]


def _without_null(schema: Schema) -> Schema:
    """Return the schema of a parameter: a query has no null, it leaves the parameter out."""
    shown = {
        key: value
        for key, value in schema.items()
        if key not in {"title", "description"} and not (key == "default" and value is None)
    }
    choices = [choice for choice in shown.pop("anyOf", ()) if choice != {"type": "null"}]
    return (
        {**(choices[0] if len(choices) == 1 else {"anyOf": choices}), **shown} if choices else shown
    )


def _success(route: Route, schemas: _Schemas) -> Schema:
    """Describe the answer."""
    if route.status == 101:
        pushes = [schemas.of(push, "serialization") for push in _PUSHES]
        return {
            "description": "The WebSocket is open; each text message is one of these.",
            "content": {JSON: {"schema": {"oneOf": pushes}}},
        }
    schema: Schema = {"type": "object"} if route.media_type == JSON else {"type": "string"}
    if route.answer:
        schema = schemas.of(route.answer, "serialization")
    return {
        "description": "It worked.",
        "content": {route.media_type: {"schema": schema}},
    }


def _problems(kinds: Iterable[ProblemType]) -> dict[str, Schema]:
    """Describe everything that can go wrong, by status."""
    by_status: dict[int, list[ProblemType]] = {}
    for kind in sorted(kinds):
        by_status.setdefault(KINDS[kind][0], []).append(kind)
    return {
        str(status): {"$ref": f"#/components/responses/{_title(kinds[0])}"}
        if len(kinds) == 1
        else _problem(kinds)
        for status, kinds in sorted(by_status.items())
    }


def _shared() -> dict[str, Schema]:
    """Describe each problem that may be the only one of its status."""
    return {_title(kind): _problem([kind]) for kind in sorted(ProblemType)}


def _title(kind: ProblemType) -> str:
    """Return the name of a shared response."""
    return "".join(word.capitalize() for word in kind.split("-"))


def _problem(kinds: Sequence[ProblemType]) -> Schema:
    """Describe the problems of one status."""
    response: Schema = {
        "description": "; ".join(f"`{kind}`: {KINDS[kind][1]}" for kind in kinds),
        "content": {
            CONTENT_TYPE: {
                "schema": {
                    "allOf": [{"$ref": _REF.format(model="Problem")}],
                    "properties": {"type": {"enum": [URN + kind for kind in kinds]}},
                }
            }
        },
    }
    if KINDS[kinds[0]][0] in {429, 503}:
        response["headers"] = {"Retry-After": {"$ref": "#/components/headers/RetryAfter"}}
    return response
