"""Reads the body of an answer: bounded, a web page noticed by its first bytes, large ones without a long stall."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
import json
import math
import re
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
_XML = (b"<?xml", b"<MediaContainer")


class Markup(Exception):
    """The body is a web page or XML."""

    def __init__(self, response: aiohttp.ClientResponse, head: bytes) -> None:
        """Keep status, headers and the first bytes."""
        super().__init__("markup")
        self.answer = Answer(status=response.status, headers=response.headers, body=head)


class TooLarge(Exception):
    """The body is larger than the `most` bytes we are willing to read."""

    def __init__(self, most: int) -> None:
        """Keep the limit."""
        super().__init__(most)
        self.most = most


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


async def read(response: aiohttp.ClientResponse, most: int, *, xml: bool = False) -> bytes:
    """Return a whole body; raises Markup after the first bytes of a page, TooLarge beyond `most` bytes.

    With `xml` a document of Plex in XML is no page.
    """
    if response.content_length is not None and response.content_length > most:
        response.close()
        raise TooLarge(most)
    body = bytearray()
    sniffed = False
    async for chunk in response.content.iter_any():
        body += chunk
        if not sniffed and len(body) >= _SNIFF:
            sniffed = True
            if _is_page(body[:_SNIFF], xml=xml):
                response.close()
                raise Markup(response, bytes(body[:MOST_HEAD]))
        if len(body) > most:
            response.close()
            raise TooLarge(most)
    if _is_page(body[:_SNIFF], xml=xml):
        raise Markup(response, bytes(body))
    return bytes(body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many objects a list has, and which whole numbers one of their members holds."""

    total: int
    numbers: frozenset[int]


async def tally(response: aiohttp.ClientResponse, mark: bytes, member: bytes) -> Tally:
    """Count the objects of a streamed JSON list by a member name (`"name":`) each has once.

    Exact: a quote inside a JSON text is escaped, so `"name":` can only be a member. The values of another member
    are gathered on the way. Raises Markup and NotCountable.
    """
    total = 0
    first = b""
    rest = b""
    numbers: set[bytes] = set()
    # A number ends with what is none; so one that is cut in two is not read before all of it is there.
    value = re.compile(re.escape(member) + rb"\s{0,8}(\d{1,18})(?=\D)")
    longest, unread = len(member) + 27, b""
    async for chunk in response.content.iter_any():
        if not first:
            first = chunk.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
            if first == b"<":
                response.close()
                raise Markup(response, chunk[:MOST_HEAD])
        window = rest + chunk
        total += window.count(mark)
        rest = window[-(len(mark) - 1) :]
        unread += chunk
        numbers.update(value.findall(unread))
        unread = unread[-longest:]
    if first != b"[" or not rest.rstrip().endswith(b"]"):
        raise NotCountable
    return Tally(total=total, numbers=frozenset(map(int, numbers)))


def decode[T](body: bytes, decoder: Callable[[JsonValue], T], at_once: int = AT_ONCE) -> T:
    """Parse and decode a body; raises FieldError, or another ValueError when it is no JSON.

    A long list is parsed and decoded element by element: making, and dropping, all of it at once would hold the
    interpreter, and with it the event loop, although this runs in a thread.
    """
    if len(body) > at_once and isinstance(decoder, Each):
        return cast("T", decoder.stream(elements(body)))
    return decoder(orjson.loads(body))


def exact(body: bytes) -> JsonValue:
    """Parse JSON so that `exact_bytes` writes the very same values: whole numbers keep every digit, names their order.

    Raises ValueError, also for what could not be written again (numbers beyond a double, halves of characters).
    """
    value = cast(
        "JsonValue",
        json.loads(body.decode("utf-8-sig"), parse_float=_finite, parse_constant=_finite),
    )
    if b"\\u" in body:
        exact_bytes(value)
    return value


def exact_bytes(value: JsonValue) -> bytes:
    """Write JSON with every number as it was read; raises ValueError for what is no JSON."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()


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


def _finite(text: str) -> float:
    """Return a number; raises ValueError for one that no double holds."""
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("this is not a number")
    return number


def _is_page(head: bytes | bytearray, *, xml: bool) -> bool:
    """Say whether a body begins as a page, or as XML where none is expected."""
    if not is_markup(head):
        return False
    return not (xml and bytes(head).removeprefix(b"\xef\xbb\xbf").lstrip().startswith(_XML))
