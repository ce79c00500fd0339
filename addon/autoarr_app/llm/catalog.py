"""The models that can be downloaded, with everything that is known of them beforehand."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ..protocol.state import Licence

CONTEXT_TOKENS: Final = 2_048
"""The context that memory is reckoned with: all prompts and as many lanes as are used at once."""

OVERHEAD_BYTES: Final = 150_000_000
"""What the app and llama.cpp need besides the weights; the budget of the design."""

type Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
type FileName = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,90}\.gguf$")]


def memory_needed(size_bytes: int, context_bytes_per_token: int) -> int:
    """Return the bytes a loaded model takes at most: the budget of the design, and its context."""
    return size_bytes * 115 // 100 + OVERHEAD_BYTES + context_bytes_per_token * CONTEXT_TOKENS


class _Entry(BaseModel):
    """Part of the data file: what is misspelt or missing is an error, not a default."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class LicenceEntry(_Entry):
    """The licence of the weights."""

    name: str
    url: str
    commercial_use: bool


class CatalogEntry(_Entry):
    """One model file at its publisher."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_.-]{0,90}$")]
    name: str
    parameters: str
    quantisation: str
    file: FileName
    """Its name in the model folder, the same as at the publisher."""
    size_bytes: Annotated[int, Field(gt=0)]
    sha256: Sha256
    context_bytes_per_token: Annotated[int, Field(ge=0)]
    """What one token of context takes: layers x 2 x key-value heads x head size x 2 bytes."""
    licence: str
    source_url: Annotated[str, Field(pattern=r"^https?://[^\s]+$")]

    @property
    def memory_bytes(self) -> int:
        """Return what it takes while it is loaded."""
        return memory_needed(self.size_bytes, self.context_bytes_per_token)


class Catalogue(_Entry):
    """All models, smallest first, and the licences they come under."""

    about: str
    """Where sizes and checksums come from."""
    checked: str
    licences: Mapping[str, LicenceEntry]
    models: tuple[CatalogEntry, ...]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        """Refuse ids, files or licences that do not fit together."""
        for values in ([m.id for m in self.models], [m.file.lower() for m in self.models]):
            if len(set(values)) != len(values):
                raise ValueError("an id or a file name stands twice in the catalogue")
        missing = {m.licence for m in self.models} - set(self.licences)
        if missing:
            raise ValueError(f"licences without an entry: {', '.join(sorted(missing))}")
        return self

    def licence_of(self, entry: CatalogEntry) -> Licence:
        """Return the licence as it is shown to people."""
        licence = self.licences[entry.licence]
        return Licence(
            id=entry.licence,
            name=licence.name,
            url=licence.url,
            commercial_use=licence.commercial_use,
        )


@cache
def shipped_catalogue() -> Catalogue:
    """Return the catalogue that comes with the app."""
    return Catalogue.model_validate_json(Path(__file__).with_name("catalog.json").read_bytes())
