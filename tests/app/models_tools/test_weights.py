"""Random blocks: read back, they are weights about zero of the spread that was asked for."""

from gguf import GGMLQuantizationType as Kind
from gguf.quants import dequantize
import numpy as np
import pytest

from models.shapes import Tensor
from models.weights import CHUNK_BLOCKS, quantised, values


@pytest.mark.parametrize("kind", [Kind.Q4_K, Kind.Q6_K, Kind.Q5_0, Kind.Q8_0])
def test_quantised_weights_have_the_spread_that_was_asked_for(kind: Kind) -> None:
    """Whatever bytes are drawn, no weight is far out."""
    tensor = Tensor(name="w.weight", columns=1_024, rows=256, kind=kind)
    random = np.random.Generator(np.random.SFC64(7))
    weights = dequantize(quantised(tensor, 0.03, random), kind)
    assert weights.shape == (256, 1_024)
    assert np.isfinite(weights).all()
    assert abs(float(weights.mean())) < 0.002
    assert float(weights.std()) == pytest.approx(0.03, rel=0.05)
    assert float(np.abs(weights).max()) < 0.2


def test_more_blocks_than_fit_a_chunk_are_all_filled() -> None:
    """The chunk at the end is shorter."""
    tensor = Tensor(name="w.weight", columns=32, rows=CHUNK_BLOCKS + 3, kind=Kind.Q8_0)
    blocks = quantised(tensor, 0.1, np.random.Generator(np.random.SFC64(7)))
    assert blocks.shape == (CHUNK_BLOCKS + 3, 34)
    assert dequantize(blocks[-3:], Kind.Q8_0).std() == pytest.approx(0.1, rel=0.3)


def test_norms_are_about_one_and_biases_about_zero() -> None:
    """Both are full floats."""
    random = np.random.Generator(np.random.SFC64(7))
    norm = values(Tensor(name="n_norm.weight", columns=512, rows=None, kind=Kind.F32), random)
    bias = values(Tensor(name="n.bias", columns=512, rows=None, kind=Kind.F32), random)
    assert norm.dtype == bias.dtype == np.float32
    assert norm.mean() == pytest.approx(1, abs=0.02)
    assert bias.mean() == pytest.approx(0, abs=0.01)
