"""Small GGUF files as llama.cpp's own tools write them."""

from pathlib import Path

from gguf import GGUFWriter
import numpy as np


def write_gguf(path: Path, *, name: str = "Tiny Test", licence: str = "apache-2.0") -> Path:
    """Write a small model file: a header with texts and arrays, and two tensors."""
    writer = GGUFWriter(path, "qwen2")
    writer.add_name(name)
    writer.add_license(licence)
    writer.add_size_label("1M")
    writer.add_file_type(15)
    writer.add_block_count(36)
    writer.add_embedding_length(2048)
    writer.add_head_count(16)
    writer.add_head_count_kv(2)
    writer.add_token_list([f"token {number}" for number in range(50)])
    writer.add_token_types([1] * 50)
    writer.add_tensor("token_embd.weight", np.zeros((4, 64), dtype=np.float32))
    writer.add_tensor("output_norm.weight", np.ones(64, dtype=np.float16))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path
