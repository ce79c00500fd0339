"""The companion app: its model beside the plain call, its memory, its history."""

import os

from . import app_history, app_memory, app_model
from .options import Options


async def run(options: Options) -> None:
    """Run the parts that are asked for."""
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    if "memory" in options.only:
        print("-- memory", flush=True)
        await app_memory.run(options)
    if "history" in options.only:
        print("-- history", flush=True)
        await app_history.run(options.rows)
    if "model" in options.only:
        print("-- model", flush=True)
        await app_model.run(options)
