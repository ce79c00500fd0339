"""What a topic is worked out from: the hub, who looks, in which words; and what was worked out before."""

import asyncio
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
import re
from typing import Any, Final

from homeassistant.core import HomeAssistant
from homeassistant.helpers.translation import async_get_translations
from homeassistant.util.json import JsonObjectType
import probatio

from ..audit.texts import RuleTexts
from ..clients.models.app import CatalogModel
from ..const import DOMAIN
from ..hub import AutoarrHub
from ..recovery.arrs.jobs import Job
from ..responses import Sentences
from ..responses_audit import async_rule_texts

TEXTS: Final = "panel_"
"""How the keys of the panel's words begin in the translations, under `common`."""

LANGUAGE: Final[Mapping[Any, Any]] = {
    probatio.Optional("language"): probatio.All(str, probatio.Length(min=2, max=35))
}
"""The field of a command for the language in which the answer is read."""

_CODE: Final = re.compile(r"[a-z]{2,3}")
_ADDRESS: Final = re.compile(r"\bhttps?://[^\s,;)\]}>\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewer:
    """Who looks, and in which language they read."""

    user_id: str
    admin: bool
    language: str

    def shown(self, text: str) -> str:
        """Return a text as this viewer may read it: addresses of services are for administrators."""
        return text if self.admin else _ADDRESS.sub("…", text)


class Words:
    """Everything that is said in one language."""

    def __init__(
        self,
        sentences: Sentences,
        rules: RuleTexts,
        options: Mapping[str, str],
        issues: Mapping[str, str],
    ) -> None:
        """Keep the texts."""
        self.sentences = sentences
        self.rules = rules
        self._options = options
        self._issues = issues

    @classmethod
    async def load(cls, hass: HomeAssistant, language: str) -> Words:
        """Return the words of a language; "de-CH" has those of "de", others are English."""
        chosen = language.replace("_", "-").split("-")[0].lower()
        if not _CODE.fullmatch(chosen):
            chosen = "en"
        return cls(
            await Sentences.load(hass, chosen),
            await async_rule_texts(hass, chosen),
            await async_get_translations(hass, chosen, "selector", {DOMAIN}),
            await async_get_translations(hass, chosen, "issues", {DOMAIN}),
        )

    def say(self, key: str, **placeholders: str) -> str:
        """Return words of the panel; what fills them is never read as a template."""
        return self.sentences.line(TEXTS + key, placeholders)

    def option(self, of: str, value: str) -> str:
        """Return what a value is called in a form."""
        return self._options.get(f"component.{DOMAIN}.selector.{of}.options.{value}", value)

    def issue(self, key: str, placeholders: Mapping[str, str]) -> str:
        """Return the title of a repair."""
        title = self._issues.get(f"component.{DOMAIN}.issues.{key}.title", key)
        return Sentences({key: title}).line(key, placeholders)


class Rows:
    """Rows that are made anew only when what they are made of has changed."""

    def __init__(self) -> None:
        """Know none."""
        self._known: dict[str, tuple[object, JsonObjectType]] = {}

    def row(self, key: str, source: object, make: Callable[[], JsonObjectType]) -> JsonObjectType:
        """Return the row of a source; of one that is equal to the one before, the very row of before."""
        known = self._known.get(key)
        if known is not None and (known[0] is source or known[0] == source):
            return known[1]
        row = make()
        self._known[key] = (source, row)
        return row

    def keep(self, keys: Collection[str]) -> None:
        """Forget all rows but these."""
        self._known = {key: known for key, known in self._known.items() if key in keys}


class Moment:
    """What several viewers share at one moment, each part worked out once."""

    def __init__(self, hub: AutoarrHub) -> None:
        """Look at this hub as it is now."""
        self.hub = hub
        self._jobs: asyncio.Future[tuple[Job, ...]] | None = None

    async def jobs(self) -> tuple[Job, ...]:
        """Return every download; joined in a thread, for thousands take long."""
        if self._jobs is None:
            self._jobs = asyncio.ensure_future(asyncio.to_thread(self.hub.recovery.joining()))
        return await self._jobs


@dataclass(slots=True)
class Catalogue:
    """The models the app offers, as it said last; `error` says why it did not."""

    models: tuple[CatalogModel, ...] = ()
    error: str | None = None
    asked_at: float = field(default=float("-inf"))
    """By the clock of the event loop."""
    revision: int = -1
    """How often the app had told of a change by then."""

    @property
    def moving(self) -> bool:
        """Say whether a model is being downloaded."""
        return any(
            one.download is not None and one.download.status != "failed" for one in self.models
        )


@dataclass(slots=True, kw_only=True)
class Glance:
    """What a topic is worked out from; `rows` holds what was worked out before, by the name of a list."""

    hub: AutoarrHub
    viewer: Viewer
    words: Words
    moment: Moment
    rows: Mapping[str, Rows]
    places: dict[str, float]
    secret: bytes
    catalogue: Catalogue


def as_line(words: str) -> str:
    """Return words that stand in the middle of a sentence elsewhere as the beginning of a line. Pure."""
    return words[:1].upper() + words[1:]
