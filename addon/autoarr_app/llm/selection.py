"""Which model a person chose last, kept across restarts."""

from contextlib import suppress
import logging
import os
from pathlib import Path
import tempfile
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

_LOGGER = logging.getLogger(__name__)

FILE_NAME: Final = "active.json"


class _Chosen(BaseModel):
    """What is in the file."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    model: str
    setting: str
    """What the app's options said when the model was chosen."""


class Selection:
    """The choice of a model: the last thing that was decided counts.

    There are two places to decide: the app's options, and switching at run time. A choice at run
    time holds until the options say something else than they did then. So neither does an old option
    undo a switch at each restart, nor is a changed option ignored.
    """

    def __init__(self, models_dir: Path, *, setting: str) -> None:
        """Keep the choice in this folder; `setting` is what the options say now."""
        self._path = models_dir / FILE_NAME
        self._setting = setting

    def read(self) -> str:
        """Return what is to be used: `auto`, `none` or the id of a model."""
        try:
            chosen = _Chosen.model_validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return self._setting
        except (OSError, ValidationError) as err:
            _LOGGER.warning(
                "The choice of the model in %s can't be read, the option %r is used: %s",
                self._path,
                self._setting,
                err.strerror if isinstance(err, OSError) else "it is no choice",
            )
            return self._setting
        return chosen.model if chosen.setting == self._setting else self._setting

    def write(self, model: str) -> None:
        """Keep a choice, whole or not at all; raises OSError."""
        body = _Chosen(model=model, setting=self._setting).model_dump_json().encode()
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".active-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(self._path)
        except OSError:
            with suppress(OSError):
                Path(name).unlink()
            raise
