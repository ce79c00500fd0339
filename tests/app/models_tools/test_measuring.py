"""What benchmarks measure with: memory of a process, the page cache, options of the command line."""

import argparse
import mmap
from pathlib import Path

import pytest

from tests.bench.memory import cached_share, drop_from_cache, read_into_cache, resident
from tests.bench.options import PARTS, Options, add_to, options_of


def test_memory_that_is_written_to_is_its_own_and_memory_of_a_file_is_of_files(
    tmp_path: Path,
) -> None:
    """Both are resident."""
    before = resident()
    block = mmap.mmap(-1, 32_000_000, flags=mmap.MAP_PRIVATE)
    block.write(b"x" * 32_000_000)
    path = tmp_path / "file"
    path.write_bytes(b"x" * 16_000_000)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapping:
        assert mapping.find(b"y") == -1
        after = resident()
    block.close()
    assert after.anonymous - before.anonymous > 30
    assert after.file - before.file > 15
    assert after.rss > before.rss + 45


def test_a_file_that_was_read_is_in_the_page_cache(tmp_path: Path) -> None:
    """Whatever it was before."""
    path = tmp_path / "file"
    path.write_bytes(b"x" * 10_000_000)
    drop_from_cache(path)
    assert 0 <= cached_share(path) <= 1
    read_into_cache(path)
    assert cached_share(path) == 1


def test_the_page_cache_knows_nothing_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The error names it."""
    with pytest.raises(FileNotFoundError, match="missing"):
        cached_share(tmp_path / "missing")


def parse(*arguments: str) -> Options:
    """Parse a command line."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    add_to(parser)
    return options_of(parser.parse_args(arguments))


def test_without_options_everything_is_measured() -> None:
    """Both shapes that the figures are told for."""
    assert parse() == Options()
    assert parse().only == PARTS


def test_parts_and_shapes_can_be_picked() -> None:
    """More than one of each."""
    picked = parse("--only", "history", "--only", "memory", "--shape", "3b", "--rows", "1000")
    assert picked == Options(only=("history", "memory"), shapes=("3b",), rows=1_000)


@pytest.mark.parametrize("wrong", ["0", "-3", "many"])
def test_a_number_that_is_none_is_refused(wrong: str) -> None:
    """Nothing can be measured zero times."""
    with pytest.raises(argparse.ArgumentError, match="no number above zero"):
        parse("--repeats", wrong)
