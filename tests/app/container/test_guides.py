"""The guides say what is: options, models, variables, addresses, and an example that is safe to copy."""

import json
from pathlib import Path
import re
from typing import Any

import pytest
import yaml

from autoarr_app.routes import ROUTES
from autoarr_app.settings import Settings

from . import ADDON, ROOT

GUIDE = ROOT / "docs" / "app.md"
MANUAL = ADDON / "DOCS.md"


def section(page: Path, title: str) -> str:
    """Return what stands below a heading, up to the next one."""
    text = page.read_text("utf-8")
    found = re.search(rf"^##+ {re.escape(title)}$(.*?)(?=^##+ |\Z)", text, re.MULTILINE | re.DOTALL)
    assert found is not None, title
    return found[1]


def first_cells(text: str) -> list[str]:
    """Return the code in the first column of a table."""
    return re.findall(r"^\| `([^`|]+)`", text, re.MULTILINE)


def example(page: Path) -> dict[str, Any]:
    """Return the example of a Compose file."""
    [text] = [
        block
        for block in re.findall(
            r"^```yaml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
        if "services:" in block
    ]
    content: dict[str, Any] = yaml.safe_load(text)
    return content


@pytest.fixture(name="config")
def config_fixture() -> dict[str, Any]:
    """Return the configuration of the app."""
    content: dict[str, Any] = yaml.safe_load((ADDON / "config.yaml").read_text("utf-8"))
    return content


def test_every_option_is_explained(config: dict[str, Any]) -> None:
    """In the order in which the form shows them, with their defaults."""
    text = section(MANUAL, "Options")
    assert first_cells(text) == list(config["schema"])
    for name, value in config["options"].items():
        [row] = [line for line in text.splitlines() if line.startswith(f"| `{name}`")]
        shown = {False: "off", "[]": "none"}.get(value if value != [] else "[]", str(value))
        assert row.split("|")[2].strip().strip("`") == shown, name


def test_every_model_is_listed_with_its_size_and_licence() -> None:
    """As the catalogue has them."""
    catalog = json.loads((ADDON / "autoarr_app/llm/catalog.json").read_text("utf-8"))
    text = section(MANUAL, "Models and licences")
    rows = {
        cells[1].strip().strip("`"): (cells[2].strip(), cells[4])
        for cells in (line.split("|") for line in text.splitlines() if line.startswith("| `q"))
    }
    assert rows.keys() == {model["id"] for model in catalog["models"]}
    for model in catalog["models"]:
        size, licence = rows[model["id"]]
        assert size == f"{model['size_bytes'] / 1e9:.1f} GB"
        commercial = catalog["licences"][model["licence"]]["commercial_use"]
        assert ("no commercial use" in licence) is not commercial
    for licence in catalog["licences"].values():
        assert licence["url"] in text


def test_every_setting_that_is_no_option_is_a_variable(config: dict[str, Any]) -> None:
    """Nothing can be set that is not written down."""
    variables = first_cells(section(GUIDE, "Settings"))
    others = Settings.model_fields.keys() - config["schema"].keys()
    assert sorted(variables) == sorted(f"AUTOARR_{name.upper()}" for name in others)


def test_every_address_is_in_the_overview() -> None:
    """And with the methods that it has."""
    rows = [line for line in section(GUIDE, "The API").splitlines() if line.startswith("|")]
    for route in ROUTES:
        path = re.sub(r"\{\w+\}", "{id}", route.path)
        [row] = [line for line in rows if re.search(rf"[ `]{re.escape(path)}`", line)]
        assert route.method in row, path


@pytest.mark.parametrize("page", [GUIDE, MANUAL], ids=lambda page: page.name)
def test_the_example_is_safe_to_copy(page: Path, config: dict[str, Any]) -> None:
    """No root, no capability, nothing writable but the data, no port that all the world can reach."""
    service = example(page)["services"]["autoarr"]
    assert service["image"] == f"{config['image']}:{config['version']}"
    recipe = (ADDON / "Dockerfile").read_text("utf-8")
    user, group = service["user"].split(":")
    assert f"-u {user} " in recipe
    assert f"-g {group} " in recipe
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["ports"] == ["127.0.0.1:8099:8099"]
    assert service["volumes"] == ["autoarr:/data"]
    assert service["entrypoint"][1:] == ["-m", "autoarr_app"]
    known = {f"AUTOARR_{name.upper()}" for name in Settings.model_fields}
    assert service["environment"].keys() <= known


def test_there_is_one_example() -> None:
    """Told twice, for those who read only one of the pages."""
    assert example(GUIDE) == example(MANUAL)


def test_what_the_manual_points_at_is_there() -> None:
    """Its own headings, and the pages of this repository."""
    text = MANUAL.read_text("utf-8")
    headings = re.findall(r"^##+ (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}
    for target in re.findall(r"\]\(#([^)]+)\)", text):
        assert target in anchors
    for path in re.findall(r"/blob/main/([^)#]+)", text):
        if "huggingface" not in path and path != "LICENSE":
            assert (ROOT / path).is_file(), path
