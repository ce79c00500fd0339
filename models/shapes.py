"""The shapes of Qwen2.5 models, and in which format llama.cpp's Q4_K_M keeps each of their tensors."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from gguf import GGML_QUANT_SIZES, GGMLQuantizationType as Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The hyperparameters of a model; embeddings are tied, they are the output too."""

    name: str
    layers: int
    width: int
    heads: int
    kv_heads: int
    feed_forward: int
    tokens: int
    context: int = 32_768
    quantised: bool = True

    @property
    def kv_width(self) -> int:
        """Return how wide keys and values are."""
        return self.width // self.heads * self.kv_heads


@dataclass(frozen=True, slots=True, kw_only=True)
class Tensor:
    """One tensor of a file."""

    name: str
    columns: int
    rows: int | None
    """None for a vector."""
    kind: Kind

    @property
    def dimensions(self) -> tuple[int, ...]:
        """Return the rows, if any, and the columns."""
        return (self.columns,) if self.rows is None else (self.rows, self.columns)

    @property
    def nbytes(self) -> int:
        """Return the size in the file."""
        block, size = GGML_QUANT_SIZES[self.kind]
        return self.columns // block * size * (self.rows or 1)


QWEN: Final = {
    shape.name: shape
    for shape in (
        Shape(
            name="qwen2.5-0.5b",
            layers=24,
            width=896,
            heads=14,
            kv_heads=2,
            feed_forward=4_864,
            tokens=151_936,
        ),
        Shape(
            name="qwen2.5-1.5b",
            layers=28,
            width=1_536,
            heads=12,
            kv_heads=2,
            feed_forward=8_960,
            tokens=151_936,
        ),
        Shape(
            name="qwen2.5-3b",
            layers=36,
            width=2_048,
            heads=16,
            kv_heads=2,
            feed_forward=11_008,
            tokens=151_936,
        ),
    )
}
"""The three small models of the Qwen2.5 family, as their configuration files describe them."""


def tiny(tokens: int) -> Shape:
    """Return the shape of the test model: small enough to be made and asked in a moment."""
    return Shape(
        name="tiny",
        layers=2,
        width=64,
        heads=4,
        kv_heads=2,
        feed_forward=128,
        tokens=tokens,
        context=4_096,
        quantised=False,
    )


_NARROWER: Final = {Kind.Q4_K: Kind.Q5_0, Kind.Q6_K: Kind.Q8_0}
"""What llama.cpp takes where rows do not fill the blocks of 256."""


def tensors(shape: Shape) -> Iterator[Tensor]:
    """Return every tensor of a model in file order."""
    width, wide, kv = shape.width, shape.feed_forward, shape.kv_width

    def vector(name: str, columns: int) -> Tensor:
        return Tensor(name=name, columns=columns, rows=None, kind=Kind.F32)

    def matrix(name: str, columns: int, rows: int, *, precise: bool = False) -> Tensor:
        kind = stored_as(columns, precise=precise) if shape.quantised else Kind.F16
        return Tensor(name=name, columns=columns, rows=rows, kind=kind)

    yield matrix("token_embd.weight", width, shape.tokens, precise=True)
    for layer in range(shape.layers):
        block = f"blk.{layer}"
        precise = has_more_bits(layer, shape.layers)
        yield vector(f"{block}.attn_norm.weight", width)
        yield matrix(f"{block}.attn_q.weight", width, width)
        yield vector(f"{block}.attn_q.bias", width)
        yield matrix(f"{block}.attn_k.weight", width, kv)
        yield vector(f"{block}.attn_k.bias", kv)
        yield matrix(f"{block}.attn_v.weight", width, kv, precise=precise)
        yield vector(f"{block}.attn_v.bias", kv)
        yield matrix(f"{block}.attn_output.weight", width, width)
        yield vector(f"{block}.ffn_norm.weight", width)
        yield matrix(f"{block}.ffn_gate.weight", width, wide)
        yield matrix(f"{block}.ffn_up.weight", width, wide)
        yield matrix(f"{block}.ffn_down.weight", wide, width, precise=precise)
    yield vector("output_norm.weight", width)


def has_more_bits(layer: int, layers: int) -> bool:
    """Return whether Q4_K_M keeps values and down projections of a layer in six bits.

    Fact of llama.cpp's quantiser: the first and last eighth, and every third layer between.
    """
    eighth = layers // 8
    return layer < eighth or layer >= 7 * layers // 8 or (layer - eighth) % 3 == 2


def stored_as(columns: int, *, precise: bool) -> Kind:
    """Return the format of a matrix whose rows have that many columns."""
    kind = Kind.Q6_K if precise else Kind.Q4_K
    block, _ = GGML_QUANT_SIZES[kind]
    return _NARROWER[kind] if columns % block else kind
