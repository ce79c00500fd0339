"""From the choice of a model to what is loaded: which file, with how many threads."""

import asyncio
from pathlib import Path

from .condition import Target
from .errors import NoModel
from .library import ModelLibrary
from .settings import AUTO, NONE, ModelSettings


class Targets:
    """Finds out what a choice means on this machine; `held` is the model that would make room."""

    def __init__(self, settings: ModelSettings, library: ModelLibrary) -> None:
        """Look into this library."""
        self._settings = settings
        self._library = library

    async def meant(self, word: str, *, held: str | None) -> str | None:
        """Return the id of the model that is meant, None for no model; raises NoModel."""
        if word == NONE:
            return None
        if word != AUTO:
            return word
        default = await self._library.default_model(loaded=held)
        if default is None:
            raise NoModel(
                "No model suits this machine by itself: that takes 6 GB of memory, some of it "
                "free, and a processor with AVX2 or dotprod. A small one can be chosen by hand."
            )
        return default

    async def of(self, model_id: str | None, *, held: str | None) -> Target | None:
        """Return what is to be loaded.

        Raises UnknownModel, NoModel (not downloaded), InvalidModelFile and DoesNotFit.
        """
        if model_id is None:
            return None
        path = await self._library.path_of(model_id)
        await self._library.require_fit(model_id, loaded=held)
        machine = await asyncio.to_thread(self._library.machine)
        return Target(
            model=model_id,
            path=path,
            weights=await asyncio.to_thread(weights_of, model_id, path),
            state_dir=self._settings.state_dir,
            threads=self._settings.threads or threads_for(machine.processors),
            context=self._settings.context,
            lanes=self._settings.lanes,
        )


def threads_for(processors: int) -> int:
    """Return how many threads the model gets.

    The threads wait for each other hundreds of times a token, so that one which has to share its
    processor with Home Assistant holds all of them up. From three processors on one is left free.
    """
    return processors if processors <= 2 else processors - 1


def weights_of(model_id: str, path: Path) -> str:
    """Return what tells this file from another one under the same name; raises NoModel."""
    try:
        found = path.stat()
    except OSError as err:
        raise NoModel(f"{path.name} can't be read: {err.strerror}. Download it again.") from err
    return f"{model_id}:{found.st_size}:{found.st_mtime_ns}"
