"""JSON or XML: what one asks for decides, and XML is what one gets without asking."""

from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

from aiohttp import web

type Value = None | bool | int | float | str | list[Value] | dict[str, Value]
type Container = dict[str, Value]


def answer(
    request: web.Request,
    container: Container,
    *,
    root: str = "MediaContainer",
    headers: Mapping[str, str] | None = None,
    xml: bool = False,
) -> web.Response:
    """Return a container in the form the request asks for, or as XML anyway."""
    extra = {"X-Plex-Protocol": "1.0", **(headers or {})}
    if "application/json" in request.headers.get("Accept", "") and not xml:
        return web.json_response({root: container}, headers=extra)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(root, container)}\n'
    return web.Response(text=text, content_type="text/xml", headers=extra)


def html(status: int, reason: str) -> web.Response:
    """Return the short page with which Plex refuses something."""
    page = (
        f"<html><head><title>{reason}</title></head><body><h1>{status} {reason}</h1></body></html>"
    )
    return web.Response(status=status, text=page, content_type="text/html")


def _element(name: str, values: Mapping[str, Value]) -> str:
    """Return an element: scalars become attributes, lists and objects become elements inside."""
    attributes, inside = "", ""
    for key, value in values.items():
        match value:
            case dict():
                inside += _element(key, value)
            case list():
                inside += "".join(_element(key, each) for each in value if isinstance(each, dict))
            case None:
                pass
            case bool():
                attributes += f' {key}="{int(value)}"'
            case _:
                attributes += f" {key}={quoteattr(str(value))}"
    return f"<{name}{attributes}>{inside}</{name}>" if inside else f"<{name}{attributes}/>"
