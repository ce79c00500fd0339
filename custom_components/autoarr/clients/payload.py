"""Reads the body of an answer: bounded, a web page noticed by its first bytes, large ones without a long stall."""

from collections.abc import Callable, Iterator
import json
from typing import cast

import aiohttp
import orjson

from .answers import Answer, is_markup
from .models.decode import Each, JsonValue

MOST_HEAD = 64 * 1024
INLINE = 256 * 1024
AT_ONCE = 4 * 1024 * 1024
_SNIFF = 64
_WHITESPACE = frozenset(" \t\r\n")


class Markup(Exception):
    """The body is a web page or XML."""

    def __init__(self, response: aiohttp.ClientResponse, head: bytes) -> None:
        """Keep status, headers and the first bytes."""
        super().__init__("markup")
        self.answer = Answer(status=response.status, headers=response.headers, body=head)


class TooLarge(Exception):
    """The body is larger than we are willing to read."""


class NotCountable(Exception):
    """The body is no JSON list."""


async def read_head(response: aiohttp.ClientResponse, most: int = MOST_HEAD) -> bytes:
    """Return at most so many bytes of a body; the rest is never read."""
    head = bytearray()
    async for chunk in response.content.iter_any():
        head += chunk
        if len(head) >= most:
            response.close()
            break
    return bytes(head[:most])


async def read(response: aiohttp.ClientResponse, most: int) -> bytes:
    """Return a whole body; raises Markup after the first bytes of a page, TooLarge beyond `most` bytes."""
    if response.content_length is not None and response.content_length > most:
        response.close()
        raise TooLarge
    body = bytearray()
    sniffed = False
    async for chunk in response.content.iter_any():
        body += chunk
        if not sniffed and len(body) >= _SNIFF:
            sniffed = True
            if is_markup(body[:_SNIFF]):
                response.close()
                raise Markup(response, bytes(body[:MOST_HEAD]))
        if len(body) > most:
            response.close()
            raise TooLarge
    if is_markup(body[:_SNIFF]):
        raise Markup(response, bytes(body))
    return bytes(body)


async def count(response: aiohttp.ClientResponse, mark: bytes) -> int:
    """Count the objects of a streamed JSON list by a member name (`"name":`) each has once.

    Exact: a quote inside a JSON text is escaped, so `"name":` can only be a member. Raises Markup and NotCountable.
    """
    total = 0
    first = b""
    rest = b""
    async for chunk in response.content.iter_any():
        if not first:
            first = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
            if first == b"<":
                response.close()
                raise Markup(response, chunk[:MOST_HEAD])
        window = rest + chunk
        total += window.count(mark)
        rest = window[-(len(mark) - 1) :]
    if first != b"[" or not rest.rstrip().endswith(b"]"):
        raise NotCountable
    return total


def decode[T](body: bytes, decoder: Callable[[JsonValue], T], at_once: int = AT_ONCE) -> T:
    """Parse and decode a body; raises FieldError, or another ValueError when it is no JSON.

    A long list is parsed and decoded element by element: making, and dropping, all of it at once would hold the
    interpreter, and with it the event loop, although this runs in a thread.
    """
    if len(body) > at_once and isinstance(decoder, Each):
        return cast("T", decoder.stream(elements(body)))
    return decoder(orjson.loads(body))


def elements(body: bytes) -> Iterator[JsonValue]:
    """Yield the elements of a JSON list one by one; raises ValueError when it is none."""
    text = body.decode("utf-8")
    position = _skip(text, 0)
    if text[position : position + 1] != "[":
        raise ValueError("this is not a list")
    position = _skip(text, position + 1)
    scan = json.JSONDecoder().raw_decode
    while text[position : position + 1] != "]":
        element, position = scan(text, position)
        yield element
        position = _skip(text, position)
        if text[position : position + 1] == ",":
            position = _skip(text, position + 1)
        elif text[position : position + 1] != "]":
            raise ValueError("the list is not closed")
    if _skip(text, position + 1) != len(text):
        raise ValueError("something follows the list")


def _skip(text: str, position: int) -> int:
    """Return the position behind white space."""
    while text[position : position + 1] in _WHITESPACE:
        position += 1
    return position
