"""Reading a query: known parameters only, each as often as it may stand there."""

from collections import defaultdict
from functools import cache
from types import UnionType
from typing import Annotated, Final, TypeAliasType, Union, get_args, get_origin
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError

from ..problems import ProblemError, ProblemType
from ..protocol.common import ProblemPart
from .faults import invalid_input, pointer_to

MOST_PARAMETERS: Final = 200


def read_query[M: BaseModel](raw: str, model: type[M] | None) -> M | None:
    """Return the validated query of a route, None if it has none; raises ProblemError."""
    given = _split(raw)
    known = model.model_fields if model else {}
    errors = [
        _part(name, "is not a parameter of this address") for name in given if name not in known
    ]
    values: dict[str, str | list[str]] = {}
    for name, texts in given.items():
        if model and name in known and is_list(model, name):
            values[name] = texts
        elif name in known and len(texts) > 1:
            errors.append(_part(name, f"stands there {len(texts)} times, once is allowed"))
        else:
            values[name] = texts[0]
    if errors:
        names = ", ".join(error.pointer[1:] for error in errors)
        raise ProblemError(
            ProblemType.INVALID_INPUT,
            f"The query has parameters that cannot be used: {names}.",
            errors=errors,
        )
    if model is None:
        return None
    try:
        return model.model_validate(values)
    except ValidationError as err:
        raise invalid_input(err, where="query") from None


def _part(name: str, detail: str) -> ProblemPart:
    """Say what is wrong with a parameter."""
    return ProblemPart(where="query", pointer=pointer_to((name[:100],)), detail=detail)


def _split(raw: str) -> dict[str, list[str]]:
    """Return the texts of each parameter; raises ProblemError."""
    given: dict[str, list[str]] = defaultdict(list)
    try:
        for name, value in parse_qsl(
            raw,
            keep_blank_values=True,
            strict_parsing=bool(raw),
            errors="strict",
            max_num_fields=MOST_PARAMETERS,
        ):
            given[name].append(value)
    except UnicodeDecodeError:
        raise ProblemError(ProblemType.INVALID_REQUEST, "The query is not UTF-8.") from None
    except ValueError:
        raise ProblemError(
            ProblemType.INVALID_REQUEST,
            f"The query is not of the form name=value&name=value with at most "
            f"{MOST_PARAMETERS} of them.",
        ) from None
    return dict(given)


def _is_list(annotation: object) -> bool:
    """Look through aliases, annotations and unions for a list."""
    if isinstance(annotation, TypeAliasType):
        return _is_list(annotation.__value__)
    origin = get_origin(annotation)
    if origin is Annotated:
        return _is_list(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return any(_is_list(part) for part in get_args(annotation))
    return origin is list


@cache
def is_list(model: type[BaseModel], name: str) -> bool:
    """Tell whether a parameter may stand in the query several times."""
    return _is_list(model.model_fields[name].annotation)
