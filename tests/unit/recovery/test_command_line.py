"""`python -m custom_components.autoarr.recovery`: recorded answers explained."""

import json
from pathlib import Path

import pytest

from custom_components.autoarr.recovery.__main__ import main
from custom_components.autoarr.recovery.watching.recorded import NotRecorded, read_recording

FAILED = {
    "nzo_id": "nzo1",
    "name": "Dune.2021",
    "status": "Failed",
    "fail_message": "Corrupt RAR file",
    "retry": True,
}
PAUSED = {
    "nzo_id": "nzo2",
    "filename": "Locked.2021",
    "status": "Paused",
    "labels": ["ENCRYPTED"],
}


def write(folder: Path, name: str, content: object) -> str:
    """Write a recorded answer; return its path."""
    path = folder / name
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return str(path)


def history(*slots: object) -> dict[str, object]:
    """Return an answer to mode=history."""
    return {"slots": list(slots), "noofslots": len(slots), "last_history_update": 1}


def test_one_json_line_for_each_failed_or_stuck_job(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From a scenario, and from a plain answer."""
    queue = {"version": "5.1.3", "status": "Idle", "slots": [PAUSED]}
    scenario = write(
        tmp_path,
        "scenario.json",
        {"queue": {"queue": queue}, "history": {"history": history(FAILED)}},
    )
    answer = write(tmp_path, "answer.json", {"body": {"history": history(FAILED)}})
    assert main([scenario, answer]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["file"], line["nzo_id"]) for line in lines] == [
        ("scenario.json", "nzo1"),
        ("scenario.json", "nzo2"),
        ("answer.json", "nzo1"),
    ]
    assert lines[0] == {
        "file": "scenario.json",
        "nzo_id": "nzo1",
        "name": "Dune.2021",
        "cause": "unpack",
        "kind": "broken_archive",
        "at_fault": "release",
        "strategy": "next_release",
        "evidence": ["message: Corrupt RAR file"],
    }
    assert lines[1]["strategy"] == "end_job"


def test_an_answer_without_failures_prints_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also one that says "unchanged"."""
    queue = {"version": "5.1.3", "status": "Idle", "slots": []}
    empty = write(tmp_path, "empty.json", {"queue": queue, "history": {"history": False}})
    assert main([empty]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("not json", "not JSON"),
        ([], "no JSON object"),
        ({"body": {"version": "5"}}, "neither a queue nor a history"),
        ({"history": {"slots": [{}], "noofslots": 1, "last_history_update": 1}}, "nzo_id"),
    ],
)
def test_a_file_that_is_no_recording_is_named_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: object, said: str
) -> None:
    """The others are still read."""
    bad = write(tmp_path, "bad.json", content)
    good = write(tmp_path, "good.json", {"body": {"history": history(FAILED)}})
    assert main([bad, str(tmp_path / "missing.json"), good]) == 1
    printed = capsys.readouterr()
    assert said in printed.err
    assert "missing.json" in printed.err
    assert len(printed.out.splitlines()) == 1


def test_what_is_no_recording_is_refused() -> None:
    """With the reason."""
    with pytest.raises(NotRecorded, match="no JSON object"):
        read_recording("text")
