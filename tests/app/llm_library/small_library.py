"""A library of three small models that all come from one server; also a process that downloads one.

`python -m tests.app.llm_library.small_library FOLDER URL` says "arrived" when the first bytes came.
"""

import asyncio
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
import sys

from autoarr_app.llm.catalog import CatalogEntry, Catalogue, LicenceEntry
from autoarr_app.llm.choose import OFFERED, SMALL, STANDARD
from autoarr_app.llm.download import Downloader, DownloadLimits
from autoarr_app.llm.library import LibrarySettings, ModelLibrary
from autoarr_app.protocol.state import DownloadPush, Machine

from .machines import machine

CONTENT = b"GGUF" + bytes(199_996)


def entry(model_id: str, url: str, content: bytes = CONTENT) -> CatalogEntry:
    """Return an entry of the catalogue for the file of the server."""
    return CatalogEntry(
        id=model_id,
        name=model_id.upper(),
        parameters="1M",
        quantisation="Q4_K_M",
        file=f"{model_id}.gguf",
        size_bytes=len(content),
        sha256=sha256(content).hexdigest(),
        context_bytes_per_token=1_000,
        licence="qwen-research",
        source_url=url,
    )


def library(folder: Path, url: str, here: Machine | None = None) -> ModelLibrary:
    """Return a library with three small models, all from the server."""
    catalogue = Catalogue(
        about="",
        checked="2026-11-26",
        licences={
            "qwen-research": LicenceEntry(
                name="Research", url="https://licence.example", commercial_use=False
            )
        },
        models=tuple(entry(model_id, url) for model_id in (OFFERED, SMALL, STANDARD)),
    )
    return ModelLibrary(
        LibrarySettings(
            models_dir=folder,
            catalogue=catalogue,
            downloader=Downloader(
                limits=DownloadLimits(
                    spare_bytes=0, first_pause=0.01, block_bytes=10_000, retries=2
                )
            ),
            machine=lambda: here or machine(16.4, processors=8),
            now=lambda: datetime(2026, 11, 26, tzinfo=UTC),
        )
    )


async def _download(folder: Path, url: str) -> None:
    """Download until somebody ends this process."""
    models = library(folder, url)

    def tell(push: DownloadPush) -> None:
        if push.progress and push.progress.received_bytes:
            sys.stdout.write("arrived\n")
            sys.stdout.flush()

    models.subscribe(tell)
    await models.start()
    await models.start_download(STANDARD, accept_licence=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_download(Path(sys.argv[1]), sys.argv[2]))
