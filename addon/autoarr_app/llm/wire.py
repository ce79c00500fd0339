"""What the supervisor and the worker process say to each other: messages, and frames that carry them.

A frame is four bytes of length, big-endian, and that much JSON. Every order has an id, and every
reply repeats the id of its order: exactly one reply an order, in their order.
"""

from enum import StrEnum
from typing import Annotated, BinaryIO, Final, Literal

from pydantic import BaseModel, Field, JsonValue, TypeAdapter, ValidationError

from ..protocol.common import Wire
from ..protocol.state import Benchmark

FRAME_LIMIT: Final = 4 * 1024 * 1024
"""The most bytes a frame may carry; sixteen answers of the longest kind are far below."""

HEADER: Final = 4

type OrderId = Annotated[int, Field(ge=0)]


class BrokenFrame(Exception):
    """The stream does not carry frames any more; it can't be used further."""


class Load(Wire):
    """Load a model, in place of the one that may be loaded."""

    id: OrderId
    do: Literal["load"] = "load"
    path: str
    model: str
    """The id of the model, for messages."""
    threads: Annotated[int, Field(ge=1, le=256)]
    context: Annotated[int, Field(ge=512, le=32_768)] | None = None
    """Cells of context; None takes what the tasks need."""
    lanes: Annotated[int, Field(ge=1, le=16)] = 4
    """How many questions are answered at the same time at most."""
    state_dir: str
    """Where evaluated prefixes are kept, so that they survive a restart."""


class Ask(Wire):
    """Answer questions of one task; more than there are lanes are answered in turns."""

    id: OrderId
    do: Literal["ask"] = "ask"
    task: str
    questions: Annotated[list[dict[str, JsonValue]], Field(min_length=1, max_length=64)]
    deadline_ms: Annotated[float, Field(gt=0)]
    """From the moment the worker reads this."""


class Measure(Wire):
    """Measure the loaded model, shortly."""

    id: OrderId
    do: Literal["benchmark"] = "benchmark"


class Stop(Wire):
    """Say good-bye and end."""

    id: OrderId
    do: Literal["stop"] = "stop"


type Order = Annotated[Load | Ask | Measure | Stop, Field(discriminator="do")]

_ORDERS: Final[TypeAdapter[Load | Ask | Measure | Stop]] = TypeAdapter(Order)


class Loaded(Wire):
    """The model answers now."""

    load_ms: float
    prefix_ms: float
    prefix_from_disk: bool
    """Whether the prefix of the most frequent task was there from before."""
    n_vocab: int
    context: int
    threads: int
    variant: str
    """Which build of llama.cpp's arithmetic this processor got."""
    resident_bytes: int


class Counts(Wire):
    """What answering took: tokens that were read, decided, and given by the grammar."""

    tokens_in: int
    """Read from questions; the shared prefix is not among them."""
    tokens_reused: int
    """Of the prefix, not read again."""
    tokens_out: int
    """Decided by the model."""
    forced: int
    """Given by the grammar, not decided."""
    batches: int


class Answers(Wire):
    """One answer a question, in their order: the fields of the task's answer model."""

    answers: list[dict[str, JsonValue]]
    counts: Counts
    ms: float
    each_ms: list[float]
    """From the start of the order to this answer."""


class Stopped(Wire):
    """The worker ends now."""


class FaultKind(StrEnum):
    """Why an order failed."""

    INVALID_MODEL = "invalid_model"
    OUT_OF_MEMORY = "out_of_memory"
    DEADLINE = "deadline"
    BAD_REQUEST = "bad_request"
    INTERNAL = "internal"


class Fault(Wire):
    """An order failed; the worker goes on."""

    kind: FaultKind
    detail: str


class Reply(Wire):
    """The answer to an order: `ok` or `error`. Without an id the order could not be read at all."""

    id: OrderId | None
    ok: Loaded | Answers | Benchmark | Stopped | None = None
    error: Fault | None = None


def encode(message: BaseModel) -> bytes:
    """Return the message as a frame; raises BrokenFrame when it is too long."""
    body = message.model_dump_json().encode()
    if len(body) > FRAME_LIMIT:
        raise BrokenFrame(f"a message of {len(body)} bytes is too long for a frame")
    return len(body).to_bytes(HEADER, "big") + body


def parse_order(body: bytes) -> Load | Ask | Measure | Stop:
    """Return the order in a frame; raises pydantic's ValidationError."""
    return _ORDERS.validate_json(body)


def parse_reply(body: bytes) -> Reply:
    """Return the reply in a frame; raises BrokenFrame when it is none."""
    try:
        return Reply.model_validate_json(body)
    except ValidationError as err:
        problem = err.errors(include_input=False, include_url=False)[0]
        raise BrokenFrame(f"a reply cannot be read: {problem['msg']}") from None


def read_frame(stream: BinaryIO) -> bytes | None:
    """Return what the next frame carries, None at the end of the stream; raises BrokenFrame."""
    header = _read(stream, HEADER)
    if not header:
        return None
    length = announced(header)
    body = _read(stream, length)
    if len(body) < length:
        raise BrokenFrame("the stream ended inside a frame")
    return body


def _read(stream: BinaryIO, size: int) -> bytes:
    """Return that many bytes, fewer at the end of the stream; pipes give what they have."""
    found = b""
    while len(found) < size and (part := stream.read(size - len(found))):
        found += part
    return found


def announced(header: bytes) -> int:
    """Return the length of what follows a header; raises BrokenFrame."""
    length = int.from_bytes(header, "big")
    if len(header) < HEADER:
        raise BrokenFrame("the stream ended inside a frame")
    if not 0 < length <= FRAME_LIMIT:
        raise BrokenFrame(f"a frame announces {length} bytes")
    return length
