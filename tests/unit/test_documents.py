"""The documents are true: links lead somewhere, and what exists is described."""

from collections.abc import Iterator
import json
from pathlib import Path
import re
import struct
from typing import Any, Final

import pytest
import yaml

ROOT: Final = Path(__file__).resolve().parents[2]
INTEGRATION: Final = ROOT / "custom_components" / "autoarr"
DOCS: Final = ROOT / "docs"
PAGES: Final = sorted([*ROOT.glob("*.md"), *DOCS.glob("*.md"), *ROOT.glob("*/README.md")])

LINK: Final = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
IMAGE: Final = re.compile(r'<img src="([^"]+)"')
HEADING: Final = re.compile(r"^#+ (.+)$", re.MULTILINE)
CODE: Final = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)

SCALE: Final = """
action-setup appropriate-polling brands common-modules config-flow-test-coverage config-flow
dependency-transparency docs-actions docs-conditions docs-high-level-description
docs-installation-instructions docs-removal-instructions docs-triggers entity-event-setup
entity-unique-id has-entity-name runtime-data test-before-configure test-before-setup
unique-config-entry

action-exceptions config-entry-unloading docs-configuration-parameters
docs-installation-parameters entity-unavailable integration-owner log-when-unavailable
parallel-updates reauthentication-flow test-coverage

devices diagnostics discovery discovery-update-info docs-data-update docs-examples
docs-known-limitations docs-supported-devices docs-supported-functions docs-troubleshooting
docs-use-cases dynamic-devices entity-category entity-device-class entity-disabled-by-default
entity-translations exception-translations icon-translations reconfiguration-flow repair-issues
stale-devices

async-dependency inject-websession strict-typing
"""
"""The rules of Home Assistant's integration quality scale (bronze to platinum), as of 2026.10."""


def readable(path: Path) -> str:
    """Return a path as the test report should show it."""
    return path.relative_to(ROOT).as_posix()


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that a page's headings make, as code hosts make them."""
    text = CODE.sub("", page.read_text("utf-8"))
    titles = (re.sub(r"[`*]|\[|\]\([^)]*\)", "", title) for title in HEADING.findall(text))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def translations() -> dict[str, Any]:
    """Return the English texts."""
    texts: dict[str, Any] = json.loads((INTEGRATION / "translations/en.json").read_text("utf-8"))
    return texts


def entity_names() -> Iterator[tuple[str, str]]:
    """Yield each entity's key and name."""
    for platform, entities in translations()["entity"].items():
        for key, entity in entities.items():
            yield f"{platform}.{key}", entity["name"]


@pytest.mark.parametrize("page", PAGES, ids=readable)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Files and headings of this repository; the rest of the web is not ours."""
    text = page.read_text("utf-8")
    for target in [*LINK.findall(CODE.sub("", text)), *IMAGE.findall(text)]:
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        found = (page.parent / name).resolve() if name else page
        assert found.exists(), target
        assert not anchor or anchor in anchors_of(found), target


def test_every_page_can_be_found_from_the_readme() -> None:
    """A page that nobody links to is not read."""
    linked = set(LINK.findall((ROOT / "README.md").read_text("utf-8")))
    assert {f"docs/{page.name}" for page in DOCS.glob("*.md")} <= linked


def test_every_action_is_described_with_its_fields() -> None:
    """And with nothing that does not exist."""
    actions = yaml.safe_load((INTEGRATION / "services.yaml").read_text("utf-8"))
    text = (DOCS / "actions.md").read_text("utf-8")
    sections = dict(
        re.findall(r"^## `autoarr\.(\w+)`$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    )
    assert sections.keys() == actions.keys()
    for name, action in actions.items():
        table = re.search(r"^\| field \|.*?(?=\n\n)", sections[name], re.MULTILINE | re.DOTALL)
        rows = set(re.findall(r"^\| `(\w+)` \|", table[0], re.MULTILINE)) if table else set()
        assert rows == (action or {}).get("fields", {}).keys(), name


def test_every_entity_is_described() -> None:
    """Under the name that people see."""
    text = (DOCS / "entities.md").read_text("utf-8")
    assert not [key for key, name in entity_names() if f"| {name} |" not in text]


def test_every_rule_of_the_quality_scale_has_an_answer() -> None:
    """Done, or not yet, or exempt with the reason."""
    scale = yaml.safe_load((INTEGRATION / "quality_scale.yaml").read_text("utf-8"))["rules"]
    assert scale.keys() == set(SCALE.split())
    for rule, answer in scale.items():
        status = answer["status"] if isinstance(answer, dict) else answer
        assert status in {"done", "todo", "exempt"}, rule
        assert status == "done" or answer["comment"], rule


@pytest.mark.parametrize("theme", ["", "dark_"])
def test_the_brand_has_its_sizes(theme: str) -> None:
    """As Home Assistant shows them: square icons, wide logos, each twice as large for dense screens."""
    sizes = {
        name: struct.unpack(
            ">II", (INTEGRATION / "brand" / f"{theme}{name}.png").read_bytes()[16:24]
        )
        for name in ("icon", "icon@2x", "logo", "logo@2x")
    }
    assert sizes["icon"] == (256, 256)
    assert sizes["icon@2x"] == (512, 512)
    assert 128 <= min(sizes["logo"]) <= 256 <= min(sizes["logo@2x"]) <= 512
    assert sizes["logo"][0] > sizes["logo"][1]


def test_the_commands_of_the_readme_exist() -> None:
    """They are the first thing that people try."""
    commands = re.findall(r"^(scripts/\w+)", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE)
    assert set(commands) == {"scripts/demo", "scripts/test"}
    for command in commands:
        assert (ROOT / command).stat().st_mode & 0o111, command
