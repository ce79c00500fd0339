"""Files that the tools make: real llama.cpp loads them, cuts text and computes with them."""

from pathlib import Path

import pytest

from models import make_gguf
from models.shapes import QWEN
from models.vocabulary import QWEN_TOKENS, full_vocabulary
from tests.app.gguf import tiny_gguf


def test_the_same_seed_makes_the_same_file_and_another_seed_another(tmp_path: Path) -> None:
    """A test that failed can be repeated."""
    first, second, third = (tmp_path / name for name in ("1.gguf", "2.gguf", "3.gguf"))
    make_gguf.make("tiny", first)
    make_gguf.make("tiny", second)
    make_gguf.make("tiny", third, seed=2)
    assert first.read_bytes() == second.read_bytes() != third.read_bytes()
    assert first.stat().st_size < 5_000_000


def test_the_command_line_makes_folders_and_says_what_was_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing but the file is left."""
    path = tmp_path / "new" / "tiny.gguf"
    assert make_gguf.main(["tiny", str(path), "--seed", "3"]) == 0
    assert capsys.readouterr().out == f"{path}: {path.stat().st_size / 1e6:,.1f} MB\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_behind(tmp_path: Path) -> None:
    """The place is taken by a folder."""
    taken = tmp_path / "taken.gguf"
    taken.mkdir()
    with pytest.raises(OSError, match=r"taken\.gguf"):
        make_gguf.make("tiny", taken)
    assert list(tmp_path.iterdir()) == [taken]


def test_a_kind_that_is_not_known_is_refused_with_those_that_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written."""
    with pytest.raises(SystemExit):
        make_gguf.main(["72b", str(tmp_path / "x.gguf")])
    assert "qwen2.5-3b" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_tiny_model_is_made_once() -> None:
    """The second call finds the file of the first."""
    path = tiny_gguf()
    made = path.stat().st_mtime_ns
    assert tiny_gguf() == path
    assert path.stat().st_mtime_ns == made


def test_the_full_vocabulary_is_as_large_as_qwen_s_and_has_its_special_tokens() -> None:
    """No token is there twice, and each merge makes one."""
    vocabulary = full_vocabulary()
    assert len(vocabulary.tokens) == len(vocabulary.types) == QWEN_TOKENS
    assert len(set(vocabulary.tokens)) == QWEN_TOKENS
    assert {merge.replace(" ", "") for merge in vocabulary.merges} <= set(vocabulary.tokens)
    assert vocabulary.id_of("<|endoftext|>") == 151_643
    assert vocabulary.id_of("<|im_end|>") == 151_645
    assert {shape.tokens for shape in QWEN.values()} == {QWEN_TOKENS}
