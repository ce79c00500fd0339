"""Random weights in the formats of GGUF, small enough that activations stay finite in any depth."""

from collections.abc import Callable
from math import sqrt
from typing import Final

from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Kind
import numpy as np
from numpy.typing import NDArray

from .shapes import Tensor

type Bytes = NDArray[np.uint8]

CHUNK_BLOCKS: Final = 1 << 17
"""Blocks filled at a time: what is random is made twice in memory, so it is made in parts."""

EMBEDDING_GAIN: Final = 2.5
"""The spread of the logits: the last activations have a mean square of one."""


def values(
    tensor: Tensor, random: np.random.Generator
) -> NDArray[np.uint8 | np.float16 | np.float32]:
    """Return a tensor's weights as they lie in the file: norms about one, the rest about zero."""
    if tensor.name.endswith("norm.weight"):
        return (1 + 0.05 * random.standard_normal(tensor.dimensions)).astype(np.float32)
    if tensor.rows is None:
        return (0.02 * random.standard_normal(tensor.dimensions)).astype(np.float32)
    gain = EMBEDDING_GAIN if tensor.name.startswith("token_embd") else 1.0
    spread = gain / sqrt(tensor.columns)
    if tensor.kind is Kind.F16:
        return (spread * random.standard_normal(tensor.dimensions)).astype(np.float16)
    return quantised(tensor, spread, random)


def quantised(tensor: Tensor, spread: float, random: np.random.Generator) -> Bytes:
    """Return blocks of random quants whose scales give the weights that standard deviation."""
    block, size = GGML_QUANT_SIZES[tensor.kind]
    rows = tensor.rows or 1
    blocks: Bytes = np.empty((tensor.columns // block * rows, size), np.uint8)
    for start in range(0, len(blocks), CHUNK_BLOCKS):
        part = blocks[start : start + CHUNK_BLOCKS]
        part[:] = random.integers(0, 256, part.shape, np.uint8)
        _SCALES[tensor.kind](part, spread)
    return blocks.reshape(rows, -1)


def _half(value: float) -> Bytes:
    """Return the two bytes of a half-precision number."""
    return np.frombuffer(np.float16(value).tobytes(), np.uint8)


def _scale_q4_k(blocks: Bytes, spread: float) -> None:
    """Set the scales of blocks of 256 four-bit quants: two halves, then 8 scales and 8 minimums.

    Each minimum equals its scale, so that with minimums 7.5 times as heavy the mean is zero.
    """
    scale = spread / (_deviation(16) * 32)
    blocks[:, 0:2] = _half(scale)
    blocks[:, 2:4] = _half(scale * 7.5)
    # Six bits each: bytes 0-3 scales 0-3, 4-7 minimums 0-3, 8-11 the low nibbles of the others,
    # whose upper two bits lie in the upper bits of the first eight bytes.
    six = blocks[:, 4:8] & 0x0F | 0x10 | 0x80
    blocks[:, 4:8] = six
    blocks[:, 8:12] = six
    nibble = blocks[:, 12:16] & 0x0F
    blocks[:, 12:16] = nibble | nibble << 4


def _scale_q6_k(blocks: Bytes, spread: float) -> None:
    """Set the scales of blocks of 256 six-bit quants: 16 signed bytes, then a half."""
    blocks[:, 192:208] = blocks[:, 192:208] & 0x1F | 0x30
    blocks[:, 208:210] = _half(spread / (_deviation(64) * 55.5))


def _scale_q5_0(blocks: Bytes, spread: float) -> None:
    """Set the scale of blocks of 32 five-bit quants: a half."""
    blocks[:, 0:2] = _half(spread / _deviation(32))


def _scale_q8_0(blocks: Bytes, spread: float) -> None:
    """Set the scale of blocks of 32 signed bytes: a half."""
    blocks[:, 0:2] = _half(spread / _deviation(256))


def _deviation(levels: int) -> float:
    """Return the standard deviation of whole numbers that are equally likely."""
    return sqrt((levels**2 - 1) / 12)


_SCALES: Final[dict[Kind, Callable[[Bytes, float], None]]] = {
    Kind.Q4_K: _scale_q4_k,
    Kind.Q6_K: _scale_q6_k,
    Kind.Q5_0: _scale_q5_0,
    Kind.Q8_0: _scale_q8_0,
}
