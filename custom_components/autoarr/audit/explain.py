"""The model's words about findings: asked for in batches, kept, and never taken for more than words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from ..clients.models.app_answers import Answered, Explained, Finding as Brief

BATCH: Final = 20
"""What the app explains at once."""

KEPT: Final = 500
TEXT_CHARS: Final = 2_000


class ExplainingApp(Protocol):
    """The app, as far as it explains."""

    async def explain_findings(
        self, findings: Sequence[Brief], *, language: str = "en"
    ) -> Answered[Explained]:
        """Return plain words about findings, and the order to do them in; raises ServiceError."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelsWords:
    """What a model says of some findings; untrusted, and decides nothing."""

    texts: dict[str, str]
    """By the key of the finding; those it said nothing of are not there."""
    order: tuple[str, ...]
    """The keys of all findings, in the order in which the model would do them."""
    model: str
    words_of_the_model: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What was said of one batch."""

    texts: dict[str, str]
    order: tuple[str, ...]
    model: str


class Explainer:
    """Asks the model, once for the same findings in the same language."""

    def __init__(self, app: Callable[[], ExplainingApp | None]) -> None:
        """Ask the app that is there when it is needed."""
        self._app = app
        self._kept: dict[tuple[str, tuple[Brief, ...]], _Said] = {}

    async def explain(self, briefs: Sequence[Brief], language: str = "en") -> ModelsWords | None:
        """Return the model's words, None without an app; raises ServiceError.

        The findings come with the most severe first; `id` is their key.
        """
        app = self._app()
        if app is None:
            return None
        said: list[_Said] = []
        for start in range(0, len(briefs), BATCH):
            batch = tuple(briefs[start : start + BATCH])
            known = self._kept.get((language, batch))
            if known is None:
                known = await _asked(app, batch, language)
                self._keep(language, batch, known)
            said.append(known)
        return ModelsWords(
            texts={key: text for one in said for key, text in one.texts.items()},
            order=tuple(key for one in said for key in one.order),
            model=said[-1].model if said else "",
        )

    def _keep(self, language: str, batch: tuple[Brief, ...], said: _Said) -> None:
        """Keep an answer; the oldest makes room."""
        self._kept[language, batch] = said
        while len(self._kept) > KEPT // BATCH:
            del self._kept[next(iter(self._kept))]


async def _asked(app: ExplainingApp, batch: Sequence[Brief], language: str) -> _Said:
    """Ask about one batch; what the model makes up is left out, what it leaves out comes last."""
    # Numbers instead of keys: short, and nothing that a service named is taken for an instruction.
    numbered = {str(number): brief for number, brief in enumerate(batch, 1)}
    answer = await app.explain_findings(
        [
            Brief(
                id=number,
                service=brief.service,
                severity=brief.severity,
                title=brief.title,
                reason=brief.reason,
            )
            for number, brief in numbered.items()
        ],
        language=language,
    )
    chosen = [number for number in dict.fromkeys(answer.result.order) if number in numbered]
    rest = [number for number in numbered if number not in chosen]
    return _Said(
        texts={
            numbered[one.id].id: one.text[:TEXT_CHARS]
            for one in answer.result.explanations
            if one.id in numbered and one.text.strip()
        },
        order=tuple(numbered[number].id for number in (*chosen, *rest)),
        model=answer.model,
    )
