"""The catalogue that comes with the app."""

import re

from pydantic import ValidationError
import pytest

from autoarr_app.llm.catalog import Catalogue, shipped_catalogue
from autoarr_app.llm.choose import OFFERED, SMALL, STANDARD
from autoarr_app.llm.files import ids_of

MODELS = {entry.id: entry for entry in shipped_catalogue().models}


def test_the_models_of_the_choice_are_in_it_smallest_first() -> None:
    """0.5B, 1.5B and 3B, the default; 7B for large machines."""
    sizes = [entry.size_bytes for entry in shipped_catalogue().models]
    assert sizes == sorted(sizes)
    assert {OFFERED, SMALL, STANDARD, "qwen2.5-7b-instruct-q4_k_m"} <= set(MODELS)


@pytest.mark.parametrize("model_id", sorted(MODELS))
def test_every_source_is_encrypted_and_pinned(model_id: str) -> None:
    """An address with a revision in it means the same bytes for ever."""
    entry = MODELS[model_id]
    assert re.match(r"https://huggingface\.co/[^/]+/[^/]+/resolve/[0-9a-f]{40}/", entry.source_url)
    assert entry.source_url.endswith(f"/{entry.file}")


def test_only_the_3b_model_of_the_first_family_is_for_research_alone() -> None:
    """The others may be used for anything."""
    catalogue = shipped_catalogue()
    restricted = [
        entry.id for entry in catalogue.models if not catalogue.licence_of(entry).commercial_use
    ]
    assert restricted == [STANDARD]
    assert "non-commercial" in catalogue.licence_of(MODELS[STANDARD]).name


def test_memory_is_the_budget_and_the_context() -> None:
    """3B: its file x 1.15 + 150 MB + 2,048 tokens of context."""
    assert MODELS[STANDARD].memory_bytes == 2_444_886_225


def test_ids_can_stand_in_addresses() -> None:
    """They are part of the API's paths."""
    for model_id in [*MODELS, *ids_of(["Mein Modell (1).gguf", "ü.gguf", "a" * 250 + ".gguf"])]:
        assert re.fullmatch(r"[A-Za-z0-9_.:-]{1,100}", model_id)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", ""),
        ("sha256", "A" * 64),
        ("size_bytes", 0),
        ("file", "../evil.gguf"),
        ("file", "model.bin"),
        ("licence", "wtfpl"),
        ("source_url", "file:///etc/passwd"),
        ("surprise", 1),
    ],
)
def test_an_entry_that_cannot_be_right_is_refused(field: str, value: object) -> None:
    """No model without a checksum, no path out of the folder."""
    data = shipped_catalogue().model_dump()
    data["models"][0][field] = value
    with pytest.raises(ValidationError):
        Catalogue.model_validate(data)


def test_two_entries_for_one_file_are_refused() -> None:
    """Also where they differ only in case: not every disk can tell."""
    data = shipped_catalogue().model_dump()
    data["models"][1]["file"] = data["models"][0]["file"].replace("Qwen", "qwen")
    with pytest.raises(ValidationError, match="twice"):
        Catalogue.model_validate(data)
