"""Checks that whatever a flow shows is translated, with every placeholder it needs."""

from collections.abc import Iterator, Mapping
import json
from pathlib import Path
from string import Formatter
from typing import Any

from homeassistant.components.repairs.issue_handler import RepairsFlowManager
from homeassistant.config_entries import (
    ConfigEntriesFlowManager,
    ConfigSubentryFlowManager,
    OptionsFlowManager,
)
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowHandler, FlowManager, FlowResultType, section
from homeassistant.helpers import config_validation as cv, issue_registry as ir
import probatio

from custom_components.autoarr.const import DOMAIN

ROOT = Path(__file__).parents[2] / "custom_components" / DOMAIN

type Texts = Mapping[str, Any]


def english() -> Texts:
    """Return the English texts."""
    texts: Texts = json.loads((ROOT / "translations" / "en.json").read_text("utf-8"))
    return texts


def placeholders(text: str) -> set[str]:
    """Return the names of the placeholders in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def flattened(texts: Texts, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text with its path."""
    for key, value in texts.items():
        path = f"{prefix}.{key}" if prefix else key
        if isinstance(value, Mapping):
            yield from flattened(value, path)
        else:
            yield path, value


def fields(schema: probatio.Schema | None) -> Iterator[tuple[str, str | None]]:
    """Yield the fields of a form with the section they are in."""
    for key, value in (schema.schema if schema else {}).items():
        if isinstance(value, section):
            yield from ((name, plain(key)) for name, _ in fields(value.schema))
        else:
            yield plain(key), None


def plain(key: object) -> str:
    """Return the name under the markers of a field."""
    while isinstance(key, probatio.Marker):
        key = key.schema
    return str(key)


class FlowTexts:
    """Looks at every result of AutoArr's flows and collects what is not translated."""

    def __init__(self, hass: HomeAssistant) -> None:
        """Read the texts."""
        self.hass = hass
        self.texts = dict(flattened(english()))
        self.problems: list[str] = []
        self.shown: set[str] = set()

    def look(
        self, manager: FlowManager[Any, Any, Any], flow: FlowHandler[Any, Any, Any], result: Any
    ) -> None:
        """Check one result."""
        if (root := self._root(manager, flow)) is None:
            return
        given = set(result.get("description_placeholders") or ())
        match result["type"]:
            case FlowResultType.FORM:
                self._form(f"{root}.step.{result['step_id']}", result, given)
                for error in (result["errors"] or {}).values():
                    self._need(f"{root}.error.{error}", given)
            case FlowResultType.MENU:
                step = f"{root}.step.{result['step_id']}"
                self._need(f"{step}.title", given)
                for option in result["menu_options"]:
                    self._need(f"{step}.menu_options.{option}", given)
            case FlowResultType.ABORT if result.get("translation_domain") is None:
                self._need(f"{root}.abort.{result['reason']}", given)

    def look_at_issue(self, issue: ir.IssueEntry) -> None:
        """Check one repair."""
        root = f"issues.{issue.translation_key}"
        given = set(issue.translation_placeholders or ())
        self._need(f"{root}.title", given)
        self._need(
            f"{root}.fix_flow.step.confirm.description"
            if issue.is_fixable
            else f"{root}.description",
            given,
        )

    def _form(self, step: str, result: Any, given: set[str]) -> None:
        """Check that a form can be sent to the browser, and the texts of it and of its fields."""
        self._need(f"{step}.title", given)
        self._need(f"{step}.description", given)
        if (schema := result["data_schema"]) is not None:
            probatio.to_field_list(schema, custom_serializer=cv.custom_serializer)
        for name, inside in fields(result["data_schema"]):
            within = f"{step}.sections.{inside}" if inside else step
            self._need(f"{within}.data.{name}", given)
            self._need(f"{within}.data_description.{name}", given)
            if inside:
                self._need(f"{within}.name", given)

    def _need(self, path: str, given: set[str]) -> None:
        """Note a text that is missing or needs more than it is given."""
        self.shown.add(path)
        if (text := self.texts.get(path)) is None:
            self.problems.append(f"{path} is not translated")
        elif missing := placeholders(text) - given:
            self.problems.append(f"{path} lacks {', '.join(sorted(missing))}")

    def _root(
        self, manager: FlowManager[Any, Any, Any], flow: FlowHandler[Any, Any, Any]
    ) -> str | None:
        """Return where the texts of a flow are; None for a flow that is not ours."""
        match manager:
            case ConfigEntriesFlowManager():
                return "config" if flow.handler == DOMAIN else None
            case OptionsFlowManager():
                return "options" if self._ours(flow.handler) else None
            case ConfigSubentryFlowManager():
                entry_id, kind = flow.handler
                return f"config_subentries.{kind}" if self._ours(entry_id) else None
            case RepairsFlowManager():
                issue = ir.async_get(self.hass).async_get_issue(DOMAIN, flow.context["issue_id"])
                return f"issues.{issue.translation_key}.fix_flow" if issue else None
        return None

    def _ours(self, entry_id: str) -> bool:
        """Return whether an entry belongs to AutoArr."""
        entry = self.hass.config_entries.async_get_entry(entry_id)
        return entry is not None and entry.domain == DOMAIN
