"""Ingests events in processes that are killed at random moments; says what they acknowledged.

A program of its own, so that a process can be copied before any thread has started: copying is
quick, and a hundred deaths take seconds.
"""

import asyncio
from datetime import timedelta
import json
import os
from pathlib import Path
import random
import signal
import sys
import time

from autoarr_app.history import History, HistorySettings

from .builders import NOON, event


async def ingest(path: Path, acknowledged: int, life: int, dice: random.Random) -> None:
    """Store batches for ever; write down the ids of each after it was acknowledged."""
    history = await History.open(
        HistorySettings(path=path, retention_days=0), clock=lambda: NOON + timedelta(days=life)
    )
    if not (await history.state()).healthy:
        os._exit(3)
    number = life * 1_000_000
    while True:
        size = dice.choice((1, 1, 5, 50, 200))
        batch = [event(number + part) for part in range(size)]
        receipt = await history.add_activity(batch)
        if receipt.accepted != size:
            os._exit(4)
        # Death may tear this text: what is not a whole line was not told.
        os.write(acknowledged, "".join(f"\n{item.id}\n" for item in batch).encode())
        number += size


def main(path: Path, log: Path, deaths: int, seed: int) -> None:
    """Let so many processes die; print how many died while they worked."""
    dice = random.Random(seed)
    statuses: list[int] = []
    for life in range(deaths):
        delay = dice.uniform(0.0, 0.25)
        child_dice = random.Random(dice.random())
        child = os.fork()
        if child == 0:
            handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            asyncio.run(ingest(path, handle, life, child_dice))
            os._exit(5)
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
        statuses.append(os.waitpid(child, 0)[1])
    killed = sum(os.WIFSIGNALED(status) for status in statuses)
    sys.stdout.write(json.dumps({"killed": killed, "statuses": sorted(set(statuses))}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
