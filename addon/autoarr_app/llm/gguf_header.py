"""The header of a GGUF file: whether it is a whole model, and what it says of itself.

The layout is that of the specification (ggml, docs/gguf.md): magic, version, counts, key-value pairs,
tensor descriptions, then the tensors' data, aligned.
"""

from dataclasses import dataclass
import math
import mmap
from pathlib import Path
import struct
from typing import Final

from .errors import InvalidModelFile

MAGIC: Final = b"GGUF"
VERSIONS: Final = (2, 3)
SMALLEST: Final = 24

_MOST_PAIRS: Final = 10_000
_MOST_TENSORS: Final = 100_000
_MOST_ELEMENTS: Final = 2_000_000
_MOST_TEXT: Final = 16_000_000

_SCALARS: Final = {
    0: "<B",
    1: "<b",
    2: "<H",
    3: "<h",
    4: "<I",
    5: "<i",
    6: "<f",
    7: "<?",
    10: "<Q",
    11: "<q",
    12: "<d",
}
_STRING: Final = 8
_ARRAY: Final = 9

_QUANTISATIONS: Final = {
    0: "F32",
    1: "F16",
    2: "Q4_0",
    3: "Q4_1",
    7: "Q8_0",
    8: "Q5_0",
    9: "Q5_1",
    10: "Q2_K",
    11: "Q3_K_S",
    12: "Q3_K_M",
    13: "Q3_K_L",
    14: "Q4_K_S",
    15: "Q4_K_M",
    16: "Q5_K_S",
    17: "Q5_K_M",
    18: "Q6_K",
    32: "BF16",
}
"""`general.file_type`, the number llama.cpp gives to a mix of quantisations."""

_BLOCKS: Final = {
    0: (1, 4),
    1: (1, 2),
    2: (32, 18),
    3: (32, 20),
    6: (32, 22),
    7: (32, 24),
    8: (32, 34),
    10: (256, 84),
    11: (256, 110),
    12: (256, 144),
    13: (256, 176),
    14: (256, 210),
    30: (1, 2),
}
"""Elements and bytes of a block, by the type of a tensor; of other types only the start is checked."""

type Scalar = str | int | float | bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GgufHeader:
    """What a model file says of itself."""

    architecture: str
    name: str
    parameters: str
    quantisation: str
    licence: str
    tensors: int
    context_bytes_per_token: int


def read_header(path: Path) -> GgufHeader:
    """Return what a model file says of itself. Raises InvalidModelFile when it is no whole model."""
    size = path.stat().st_size
    if size < SMALLEST:
        raise InvalidModelFile(
            f"{path.name} is no model: it has only {size} bytes. Download it again."
        )
    try:
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
        ):
            return _read(_Cursor(data, size, path.name), size, path.name)
    except (struct.error, UnicodeDecodeError) as err:
        raise InvalidModelFile(
            f"The header of {path.name} is damaged. Download the file again."
        ) from err


class _Cursor:
    """Walks through the header; running over the end means that the file was cut."""

    def __init__(self, data: mmap.mmap, size: int, name: str) -> None:
        """Start at the beginning."""
        self._data = data
        self._size = size
        self._name = name
        self.at = 0

    def take(self, count: int) -> bytes:
        """Return the next bytes."""
        self.skip(count)
        return self._data[self.at - count : self.at]

    def skip(self, count: int) -> None:
        """Go on by so many bytes."""
        self.at += count
        if self.at > self._size:
            raise InvalidModelFile(
                f"{self._name} is cut off: it ends inside its header. Download it again."
            )

    def number(self, layout: str) -> int:
        """Return the next whole number."""
        return int(struct.unpack(layout, self.take(struct.calcsize(layout)))[0])

    def count(self, most: int, what: str) -> int:
        """Return a count that has to be believable: a damaged one would keep us busy for hours."""
        number = self.number("<Q")
        if number > most:
            raise InvalidModelFile(
                f"The header of {self._name} is damaged: it claims {number} {what}. "
                "Download the file again."
            )
        return number

    def text(self) -> str:
        """Return the next string."""
        return self.take(self.count(_MOST_TEXT, "characters")).decode("utf-8", "replace")

    def value(self, kind: int) -> Scalar | None:
        """Return the next value; an array is passed over and gives None."""
        if kind == _STRING:
            return self.text()
        if kind == _ARRAY:
            self._pass_array()
            return None
        layout = self.layout(kind)
        value: Scalar = struct.unpack(layout, self.take(struct.calcsize(layout)))[0]
        return value

    def layout(self, kind: int) -> str:
        """Return how a scalar is laid out."""
        if kind not in _SCALARS:
            raise InvalidModelFile(
                f"The header of {self._name} has a value of the unknown type {kind}. "
                "The file is damaged, or made for a newer llama.cpp."
            )
        return _SCALARS[kind]

    def _pass_array(self) -> None:
        """Pass over an array of scalars or strings."""
        kind = self.number("<I")
        elements = self.count(_MOST_ELEMENTS, "elements")
        if kind != _STRING:
            self.skip(struct.calcsize(self.layout(kind)) * elements)
            return
        for _ in range(elements):
            self.skip(self.count(_MOST_TEXT, "characters"))


def _read(cursor: _Cursor, size: int, name: str) -> GgufHeader:
    """Read all of the header and compare what it promises with the size of the file."""
    if cursor.take(4) != MAGIC:
        raise InvalidModelFile(f"{name} is no GGUF file. Put a model in GGUF format in its place.")
    version = cursor.number("<I")
    if version not in VERSIONS:
        raise InvalidModelFile(
            f"{name} has GGUF version {version}; versions 2 and 3 can be read. "
            "Take a newer file of this model."
        )
    tensors = cursor.count(_MOST_TENSORS, "tensors")
    pairs: dict[str, Scalar | None] = {}
    for _ in range(cursor.count(_MOST_PAIRS, "values")):
        key = cursor.text()
        pairs[key] = cursor.value(cursor.number("<I"))
    described = _described(pairs, tensors, name)
    end = _end_of_tensors(cursor, tensors)
    alignment = max(_whole(pairs.get("general.alignment"), default=32), 1)
    expected = -(-cursor.at // alignment) * alignment + end
    if expected > size:
        raise InvalidModelFile(
            f"{name} is cut off: it has {size} bytes where its header promises {expected}. "
            "Download it again."
        )
    return described


def _end_of_tensors(cursor: _Cursor, tensors: int) -> int:
    """Return how many bytes of data the tensors take."""
    end = 0
    for _ in range(tensors):
        cursor.text()
        dimensions = cursor.number("<I")
        if dimensions > 8:
            raise struct.error("too many dimensions")
        elements = math.prod(cursor.number("<Q") for _ in range(dimensions))
        block, size = _BLOCKS.get(cursor.number("<I"), (1, 0))
        end = max(end, cursor.number("<Q") + elements // block * size)
    return end


def _described(pairs: dict[str, Scalar | None], tensors: int, name: str) -> GgufHeader:
    """Return what the key-value pairs say."""
    architecture = _text(pairs.get("general.architecture"))
    if not architecture or not tensors:
        raise InvalidModelFile(f"{name} holds no model: its header names no architecture.")
    layers, width, heads, shared = (
        _whole(pairs.get(f"{architecture}.{key}"))
        for key in (
            "block_count",
            "embedding_length",
            "attention.head_count",
            "attention.head_count_kv",
        )
    )
    head = _whole(pairs.get(f"{architecture}.attention.key_length")) or (
        width // heads if heads else 0
    )
    return GgufHeader(
        architecture=architecture,
        name=_text(pairs.get("general.name")),
        parameters=_text(pairs.get("general.size_label")),
        quantisation=_QUANTISATIONS.get(_whole(pairs.get("general.file_type"), default=-1), ""),
        licence=_text(pairs.get("general.license")),
        tensors=tensors,
        context_bytes_per_token=layers * 2 * (shared or heads) * head * 2,
    )


def _text(value: Scalar | None) -> str:
    """Return a text of the header, short and without control characters."""
    if not isinstance(value, str):
        return ""
    return "".join(character for character in value if character.isprintable())[:100]


def _whole(value: Scalar | None, *, default: int = 0) -> int:
    """Return a whole number of the header."""
    return value if isinstance(value, int) and not isinstance(value, bool) else default
