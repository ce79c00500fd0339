"""Plays every world with every seed, with Radarr and Sonarr alone and with AutoArr, and reports."""

import asyncio
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import replace
import logging
from multiprocessing import get_context
import os
from time import process_time

from .play import Way, play
from .report import report
from .result import Result, result_of
from .weather import WORLDS


async def run(*, seeds: int, scale: float) -> bool:
    """Print what came of all months; say whether no harm was done."""
    months = [
        (world, seed, way, scale)
        for world in reversed(range(len(WORLDS)))
        for seed in range(1, seeds + 1)
        for way in reversed(Way)
    ]
    with ProcessPoolExecutor(
        max_workers=os.process_cpu_count(), mp_context=get_context("spawn")
    ) as pool:
        results = [
            done.result() for done in as_completed(pool.submit(month, *one) for one in months)
        ]
    return report(in_order(results))


def month(world: int, seed: int, way: Way, scale: float) -> Result:
    """Play one month in this process."""
    logging.disable(logging.WARNING)
    started = process_time()
    house, beside = asyncio.run(play(WORLDS[world], seed, way, scale))
    return replace(result_of(house, beside, seed, way), seconds=process_time() - started)


def in_order(results: Sequence[Result]) -> list[Result]:
    """Return results by world, way and seed."""
    worlds = [world.name for world in WORLDS]
    ways = list(Way)
    return sorted(results, key=lambda one: (worlds.index(one.world), ways.index(one.way), one.seed))
