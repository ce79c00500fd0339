"""Make a GGUF with random weights: `python models/make_gguf.py tiny|qwen2.5-0.5b|… OUT.gguf`."""

import argparse
from collections.abc import Sequence
from pathlib import Path
import sys
from tempfile import NamedTemporaryFile
from typing import Final

from gguf import GGUFWriter, LlamaFileType
import numpy as np

if not __package__:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from models.shapes import QWEN, Shape, Tensor, tensors, tiny
from models.vocabulary import CHAT_TEMPLATE, Vocabulary, full_vocabulary, small_vocabulary
from models.weights import values

KINDS: Final = ("tiny", *QWEN)
SHORT: Final = {name.removeprefix("qwen2.5-"): name for name in QWEN}
ROPE_BASE: Final = 1_000_000.0
NORM_EPSILON: Final = 1e-6


def make(kind: str, path: Path, *, seed: int = 1) -> Path:
    """Write the model of that kind, whole or not at all; the same seed makes the same bytes."""
    vocabulary = small_vocabulary() if kind == "tiny" else full_vocabulary()
    shape = tiny(len(vocabulary.tokens)) if kind == "tiny" else QWEN[kind]
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        part = Path(file.name)
    try:
        write(part, shape, vocabulary, seed)
        part.chmod(0o644)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def write(path: Path, shape: Shape, vocabulary: Vocabulary, seed: int) -> None:
    """Write header, vocabulary and one tensor after the other."""
    writer = GGUFWriter(path, "qwen2")
    describe(writer, shape)
    add_vocabulary(writer, vocabulary)
    random = np.random.Generator(np.random.SFC64(seed))
    listed = list(tensors(shape))
    for tensor in listed:
        add_info(writer, tensor)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    for tensor in listed:
        writer.write_tensor_data(values(tensor, random))
    writer.close()


def describe(writer: GGUFWriter, shape: Shape) -> None:
    """Write the hyperparameters."""
    writer.add_name(f"{shape.name} (random weights)")
    writer.add_description("Random weights for tests and benchmarks; it knows nothing.")
    writer.add_license("GPL-3.0-or-later")
    writer.add_block_count(shape.layers)
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.kv_heads)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_layer_norm_rms_eps(NORM_EPSILON)
    kind = LlamaFileType.MOSTLY_Q4_K_M if shape.quantised else LlamaFileType.MOSTLY_F16
    writer.add_file_type(kind)
    writer.add_quantization_version(2)


def add_vocabulary(writer: GGUFWriter, vocabulary: Vocabulary) -> None:
    """Write the tokenizer and the chat template."""
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(vocabulary.tokens)
    writer.add_token_types(vocabulary.types)
    writer.add_token_merges(vocabulary.merges)
    writer.add_bos_token_id(vocabulary.id_of("<|endoftext|>"))
    writer.add_pad_token_id(vocabulary.id_of("<|endoftext|>"))
    writer.add_eos_token_id(vocabulary.id_of("<|im_end|>"))
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHAT_TEMPLATE)


def add_info(writer: GGUFWriter, tensor: Tensor) -> None:
    """Announce a tensor."""
    writer.add_tensor_info(
        tensor.name,
        tensor.dimensions,
        np.dtype(np.float32),
        tensor.nbytes,
        raw_dtype=tensor.kind,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the file that is asked for and say how large it is."""
    parsed = argparse.ArgumentParser(description=__doc__)
    parsed.add_argument("kind", choices=[*KINDS, *SHORT], help="which model to imitate")
    parsed.add_argument("out", type=Path, help="the file to write")
    parsed.add_argument("--seed", type=int, default=1, help="other weights (default: 1)")
    options = parsed.parse_args(arguments)
    path = make(SHORT.get(options.kind, options.kind), options.out, seed=options.seed)
    sys.stdout.write(f"{path}: {path.stat().st_size / 1e6:,.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
