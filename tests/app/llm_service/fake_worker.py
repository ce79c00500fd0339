"""A worker without a model: speaks the same frames, and misbehaves when it is told to.

What it does follows from the id of the model it is to load and from the words it is asked; every
order it gets is written to `orders.jsonl` in the folder it is started with. It uses nothing but the
standard library: it starts quickly, and shares no mistake with what is tested.
"""

from collections.abc import Callable, Iterator
import json
import os
from pathlib import Path
import signal
import sys
import time
from typing import Any, NoReturn

type Json = dict[str, Any]

FOLDER = Path(sys.argv[1])
FAULTS = ("invalid_model", "out_of_memory", "deadline", "bad_request", "internal")


def main() -> None:
    """Reply to orders until there are no more."""
    sys.stderr.write("the fake worker is here\n")
    sys.stderr.flush()
    while header := sys.stdin.buffer.read(4):
        order = json.loads(sys.stdin.buffer.read(int.from_bytes(header, "big")))
        with (FOLDER / "orders.jsonl").open("a") as file:
            file.write(json.dumps(order) + "\n")
        match order["do"]:
            case "load":
                reply(order, **load(order))
            case "ask":
                reply(order, **ask(order))
            case "benchmark":
                reply(order, ok=BENCHMARK)
            case _:
                reply(order, ok={})
                return


BENCHMARK = {
    "load_ms": 20.0,
    "prompt_tokens_per_s": 40.0,
    "tokens_per_s": 10.0,
    "first_answer_ms": 900.0,
    "threads": 2,
    "resident_bytes": 50_000_000,
}


def send(body: bytes, *, announced: int | None = None) -> None:
    """Send a frame, which may announce another length than it has."""
    length = len(body) if announced is None else announced
    sys.stdout.buffer.write(length.to_bytes(4, "big") + body)
    sys.stdout.buffer.flush()


def reply(order: Json, **said: Any) -> None:
    """Send a reply."""
    send(json.dumps({"id": order["id"], **said}).encode())


def load(order: Json) -> Json:
    """Load nothing, in the way the model's name asks for."""
    model = order["model"]
    for word, deed in DEEDS.items():
        if word in model:
            deed()
    if "once" in model and not (FOLDER / "crashed").exists():
        (FOLDER / "crashed").touch()
        crash()
    for kind in FAULTS:
        if kind in model:
            return {"error": {"kind": kind, "detail": "That is what it is called."}}
    return {
        "ok": {
            "load_ms": 20.0,
            "prefix_ms": 5.0,
            "prefix_from_disk": False,
            "n_vocab": 1_000,
            "context": order["context"] or 512,
            "threads": order["threads"],
            "variant": "none",
            "resident_bytes": 50_000_000,
        }
    }


def ask(order: Json) -> Json:
    """Answer with the words of the questions, or do what they say."""
    texts = list(said(order["questions"]))
    words = {word for text in texts for word in text.split()}
    for word, deed in DEEDS.items():
        if word in words:
            deed()
    for kind in FAULTS:
        if kind in words:
            return {"error": {"kind": kind, "detail": "It was asked for."}}
    answers = [answer(order["task"], text) for text in texts]
    counts = {
        "tokens_in": 10 * len(texts),
        "tokens_reused": 300,
        "tokens_out": 3 * len(texts),
        "forced": 5,
        "batches": 1,
    }
    return {
        "ok": {
            "answers": answers[1:] if "fewer" in words else answers,
            "counts": counts,
            "ms": 1.0,
            "each_ms": [1.0] * len(texts),
        }
    }


def said(questions: list[Json]) -> Iterator[str]:
    """Return the words of questions of any task."""
    for question in questions:
        yield question.get("text") or question.get("message") or "findings"


def answer(task: str, text: str) -> Json:
    """Return an answer of a task."""
    if "nonsense" in text.split():
        return {"intent": "dance"}
    if task == "classify":
        return {"cause": "disk_full"}
    if task == "explain":
        return {"explanations": [], "order": []}
    item = {
        "media_type": "movie",
        "titles": [text[:100]],
        "year": None,
        "seasons": [],
        "episodes": [],
        "quality": None,
        "latest": False,
        "all_seasons": False,
    }
    return {"text": text, "intent": "add", "items": [item], "confidence": 0.5}


def crash() -> NoReturn:
    """End as a program with a wild pointer does."""
    os.kill(os.getpid(), signal.SIGSEGV)
    raise AssertionError("still alive")


def hang() -> None:
    """Do nothing any more."""
    while True:
        time.sleep(60)


def wait() -> None:
    """Go on when the test says so."""
    while not (FOLDER / "go").exists():
        time.sleep(0.005)


def garbage() -> None:
    """Say something that is no frame."""
    sys.stdout.buffer.write(b"llama_decode: failed to decode, ret = -3\n")
    sys.stdout.buffer.flush()
    hang()


def oversized() -> None:
    """Announce a frame nobody should make room for."""
    send(b"", announced=2**31)
    hang()


def unreadable() -> None:
    """Send a frame that holds no reply."""
    send(b'{"id": 1, "ok": [')
    hang()


def cut() -> NoReturn:
    """End inside a frame."""
    send(b'{"id":', announced=100)
    os._exit(3)


def twice() -> None:
    """Reply to an order that nobody gave."""
    reply({"id": 4_711}, ok={})
    hang()


def babble() -> None:
    """Fill the error output, with and without line ends."""
    sys.stderr.write("x" * 300_000 + "\n" + "a line of the library\n" * 5_000)
    sys.stderr.flush()


DEEDS: dict[str, Callable[[], None]] = {
    "crash": crash,
    "hang": hang,
    "wait": wait,
    "garbage": garbage,
    "oversized": oversized,
    "unreadable": unreadable,
    "cut": cut,
    "twice": twice,
    "babble": babble,
}

if __name__ == "__main__":
    main()
