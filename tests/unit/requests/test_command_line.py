"""`python -m custom_components.autoarr.requests`."""

import io
import json
from typing import Any

import pytest

from custom_components.autoarr.requests.__main__ import main


def printed(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Return the JSON objects on standard output, one a line."""
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_each_argument_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    """Two arguments, two lines."""
    assert main(["Add Dune", "turn on the lights"]) == 0

    found = printed(capsys)
    assert [(one["text"], one["intent"]) for one in found] == [
        ("Add Dune", "add"),
        ("turn on the lights", "none"),
    ]
    assert set(found[0]) == {"text", "intent", "items", "confidence"}


def test_without_arguments_each_line_is_a_sentence(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Empty lines too, and bytes that are no UTF-8."""
    lines = b"get 1917\r\n\nadd Am\xe9lie\nadd Dune"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines), encoding="utf-8"))

    assert main([]) == 0

    texts = [one["text"] for one in printed(capsys)]
    assert texts == ["get 1917", "", "add Am\ufffdlie", "add Dune"]


def test_any_text_stream_will_do(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard input may have been replaced."""
    monkeypatch.setattr("sys.stdin", io.StringIO("add Dune\n"))

    assert main([]) == 0
    assert [one["intent"] for one in printed(capsys)] == ["add"]
