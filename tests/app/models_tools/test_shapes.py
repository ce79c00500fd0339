"""Shapes: as many weights and bytes as the real Qwen2.5 files have."""

from math import prod

from gguf import GGMLQuantizationType as Kind
import pytest

from models.shapes import QWEN, has_more_bits, tensors


@pytest.mark.parametrize(
    ("name", "weights"),
    [("qwen2.5-0.5b", 0.494), ("qwen2.5-1.5b", 1.54), ("qwen2.5-3b", 3.09)],
)
def test_a_shape_has_the_weights_that_its_name_says(name: str, weights: float) -> None:
    """Counted in billions, as the model cards do."""
    counted = sum(prod(tensor.dimensions) for tensor in tensors(QWEN[name]))
    assert counted / 1e9 == pytest.approx(weights, rel=0.005)


@pytest.mark.parametrize(
    ("name", "size"),
    [("qwen2.5-0.5b", 398), ("qwen2.5-1.5b", 986), ("qwen2.5-3b", 1_930)],
)
def test_the_quantisation_mix_takes_the_bytes_of_the_real_file(name: str, size: float) -> None:
    """In MB; the rest is the vocabulary."""
    counted = sum(tensor.nbytes for tensor in tensors(QWEN[name])) / 1e6
    assert size - 9 < counted < size


def test_half_of_the_layers_keep_more_bits() -> None:
    """First and last eighth, and every third between."""
    kept = [layer for layer in range(36) if has_more_bits(layer, 36)]
    assert kept == [0, 1, 2, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 31, 32, 33, 34, 35]


def test_rows_that_do_not_fill_a_large_block_are_kept_in_small_ones() -> None:
    """896 is no multiple of 256; 4,864 is."""
    kinds = {tensor.name: tensor.kind for tensor in tensors(QWEN["qwen2.5-0.5b"])}
    assert kinds["token_embd.weight"] is Kind.Q8_0
    assert kinds["blk.0.attn_q.weight"] is Kind.Q5_0
    assert kinds["blk.0.attn_v.weight"] is Kind.Q8_0
    assert kinds["blk.3.attn_v.weight"] is Kind.Q5_0
    assert kinds["blk.0.ffn_down.weight"] is Kind.Q6_K
    assert kinds["blk.3.ffn_down.weight"] is Kind.Q4_K
    assert kinds["blk.0.attn_q.bias"] is Kind.F32
