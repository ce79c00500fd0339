"""A fake Radarr as a process of its own, which a kill -9 costs nothing that the real one would keep.

`python -m tests.e2e.kill.kept_radarr --folder DIR --articles DIR --port N --api-key KEY --sabnzbd URL --sabnzbd-key KEY`
"""

import argparse
import asyncio
from collections.abc import Mapping
import os
from pathlib import Path
import pickle
import signal
from typing import Any, override

from aiohttp import web

from tests.e2e.stack.posts import MadeUpIndexer
from tests.fakes.catalogue import Catalogue
from tests.fakes.radarr import FakeRadarr
from tests.fakes.servarr.sabnzbd import SabnzbdAddress
from tests.fakes.signalr import Hub
from tests.fakes.usenet import ArticleStore

LOOK_EVERY = 2.0
"""Seconds between two looks at SABnzbd; the real one takes a minute."""


class KeptRadarr(FakeRadarr):
    """Writes its library, history, blocklist and settings to disk with every change, and what it is asked to a log.

    Searches that were shown and commands under way are lost when it dies, as they are with the real one. While
    there is a file `blind` in its folder it does not look at SABnzbd by itself.
    """

    def __init__(self, folder: Path, **options: Any) -> None:
        """Keep everything in a folder."""
        super().__init__(root_folder=folder / "movies", refresh_interval=LOOK_EVERY, **options)
        self._blind = folder / "blind"
        self._kept = folder / "radarr.state"
        self._asked = (folder / "asked.log").open("a", buffering=1)
        self.hub = self.core.hub = KeepingHub(self)
        self._bring_back()

    def keep(self) -> None:
        """Write what must survive; a reader finds the old state or the new one."""
        kept = {
            "state": self.core.state,
            "movies": self.library.movies,
            "config": self.core.config,
            "tables": self.core.tables,
        }
        new = self._kept.with_suffix(".new")
        new.write_bytes(pickle.dumps(kept))
        new.replace(self._kept)

    def _bring_back(self) -> None:
        """Go on with what an earlier run has kept."""
        if not self._kept.exists():
            return
        kept = pickle.loads(self._kept.read_bytes())  # noqa: S301 - its own file
        self.core.state = kept["state"]
        self.library.movies = kept["movies"]
        self.core.config |= kept["config"]
        self.core.tables |= kept["tables"]

    @override
    async def _watch(self, interval: float) -> None:
        while True:
            await asyncio.sleep(interval)
            if not self._blind.exists():
                await self.refresh_monitored_downloads()

    @override
    async def guard(self, request: web.Request) -> web.StreamResponse | None:
        self._asked.write(f"asked {request.method} {request.path_qs}\n")
        return await super().guard(request)

    @override
    def _check_answer(self, request: web.Request, path: str, told: web.StreamResponse) -> None:
        super()._check_answer(request, path, told)
        if request.method != "GET":
            self.keep()
        self._asked.write(f"done {request.method} {request.path_qs} {told.status}\n")


class KeepingHub(Hub):
    """Whatever is announced has changed, and is kept first."""

    def __init__(self, radarr: KeptRadarr) -> None:
        """Announce the changes of one Radarr."""
        super().__init__()
        self._radarr = radarr

    @override
    def send(self, name: str, action: str, resource: Mapping[str, object] | None = None) -> None:
        self._radarr.keep()
        super().send(name, action, resource)


async def _serve(radarr: KeptRadarr) -> None:
    """Serve until SIGTERM."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    async with radarr:
        await stopped.wait()


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(description="A fake Radarr that remembers")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--sabnzbd", required=True)
    given = parser.parse_args()
    catalogue = Catalogue.load()
    radarr = KeptRadarr(
        given.folder,
        catalogue=catalogue,
        indexer=MadeUpIndexer(ArticleStore(given.articles), catalogue),
        port=given.port,
        api_key=os.environ["RADARR_KEY"],
        sabnzbd=SabnzbdAddress(url=given.sabnzbd, api_key=os.environ["SABNZBD_KEY"]),
    )
    asyncio.run(_serve(radarr))


if __name__ == "__main__":
    main()
