"""Reading what a model file says of itself, whole and damaged."""

import contextlib
from pathlib import Path
import struct

from hypothesis import HealthCheck, given, settings, strategies as st
import pytest

from autoarr_app.llm.errors import InvalidModelFile
from autoarr_app.llm.gguf_header import read_header

from ..gguf import tiny_gguf
from .gguf_files import write_gguf


def test_a_header_is_read(tmp_path: Path) -> None:
    """Everything that is shown to people, and the context's memory: 36 x 2 x 2 x 128 x 2."""
    header = read_header(write_gguf(tmp_path / "a.gguf"))
    assert (header.architecture, header.name, header.parameters) == ("qwen2", "Tiny Test", "1M")
    assert (header.quantisation, header.licence, header.tensors) == ("Q4_K_M", "apache-2.0", 2)
    assert header.context_bytes_per_token == 36_864


def test_the_model_that_llama_cpp_loads_in_tests_is_whole() -> None:
    """The header of a real one."""
    assert read_header(tiny_gguf()).architecture == "qwen2"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "only 0 bytes"),
        (b"GGUF", "only 4 bytes"),
        (b"<!DOCTYPE html><html><body>Log in</body></html>", "no GGUF file"),
        (b"GGUF" + struct.pack("<IQQ", 1, 1, 1), "version 1"),
        (b"GGUF" + struct.pack(">IQQ", 3, 1, 1), "version 50331648"),
        (b"GGUF" + struct.pack("<IQQ", 3, 2**60, 1), "claims 1152921504606846976 tensors"),
        (b"GGUF" + struct.pack("<IQQQ", 3, 1, 1, 2**50), "damaged"),
        (b"GGUF" + struct.pack("<IQQ", 3, 0, 0), "holds no model"),
        (b"GGUF" + struct.pack("<IQQQcI", 3, 0, 1, 1, b"a", 99), "unknown type 99"),
        (
            b"GGUF" + struct.pack("<IQQQcIIQ", 3, 0, 1, 1, b"a", 9, 9, 1),
            "unknown type 9",
        ),
    ],
)
def test_what_is_no_model_is_named(tmp_path: Path, content: bytes, words: str) -> None:
    """Each in words that help."""
    path = tmp_path / "bad.gguf"
    path.write_bytes(content)
    with pytest.raises(InvalidModelFile, match=words):
        read_header(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(share=st.floats(0, 1, exclude_max=True))
def test_a_truncated_file_is_noticed_wherever_it_ends(tmp_path: Path, share: float) -> None:
    """Up to its last byte that belongs to a tensor."""
    whole = write_gguf(tmp_path / "whole.gguf").read_bytes()
    tensors_end = len(whole.rstrip(b"\0"))
    cut = tmp_path / "cut.gguf"
    cut.write_bytes(whole[: min(int(len(whole) * share), tensors_end - 1)])
    with pytest.raises(InvalidModelFile):
        read_header(cut)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 1_500), byte=st.integers(0, 255))
def test_a_damaged_header_never_does_worse_than_being_refused(
    tmp_path: Path, at: int, byte: int
) -> None:
    """One byte changed: readable still, or a clear error; no crash, no endless loop."""
    content = bytearray(write_gguf(tmp_path / "whole.gguf").read_bytes())
    content[at % len(content)] = byte
    path = tmp_path / "damaged.gguf"
    path.write_bytes(content)
    with contextlib.suppress(InvalidModelFile):
        read_header(path)
