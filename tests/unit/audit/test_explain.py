"""The model's words: in batches, kept, and nothing of what it makes up is believed."""

from collections.abc import Sequence

import pytest

from custom_components.autoarr.audit.explain import Explainer
from custom_components.autoarr.clients.errors import ServiceUnreachable
from custom_components.autoarr.clients.models.app_answers import (
    Answered,
    Explained,
    Explanation,
    Finding as Brief,
)


class Model:
    """Says something of each finding, in the opposite order, and makes one up."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked: list[int] = []
        self.down = False

    async def explain_findings(
        self, findings: Sequence[Brief], *, language: str = "en"
    ) -> Answered[Explained]:
        """Answer."""
        if self.down:
            raise ServiceUnreachable("gone", service="app", endpoint="/")
        self.asked.append(len(findings))
        said = [Explanation(id=one.id, text=f"{language}: {one.title}") for one in findings]
        order = [one.id for one in reversed(findings)][:-1]
        return Answered(
            result=Explained(
                explanations=(*said, Explanation(id="99", text="made up")),
                order=("99", *order, *order),
            ),
            model="small",
            took_ms=1.0,
            cached=False,
        )


def briefs(count: int) -> list[Brief]:
    """Return findings."""
    return [
        Brief(id=f"r.{n}:sab1", service="SABnzbd", severity="error", title=f"t{n}")
        for n in range(count)
    ]


async def test_many_are_asked_in_batches_and_only_once() -> None:
    """By finding and language; what is new is asked."""
    model = Model()
    explainer = Explainer(lambda: model)
    words = await explainer.explain(briefs(45), "de")
    assert model.asked == [20, 20, 5]
    assert words is not None
    assert words.words_of_the_model
    assert words.model == "small"
    assert words.texts["r.44:sab1"] == "de: t44"
    assert len(words.texts) == 45
    assert sorted(words.order) == sorted(one.id for one in briefs(45))
    assert words.order[0] == "r.19:sab1"
    await explainer.explain(briefs(45), "de")
    assert model.asked == [20, 20, 5]
    await explainer.explain(briefs(5), "en")
    assert model.asked == [20, 20, 5, 5]


async def test_without_an_app_there_are_no_words() -> None:
    """And nothing to explain costs no question."""
    assert await Explainer(lambda: None).explain(briefs(1)) is None
    model = Model()
    words = await Explainer(lambda: model).explain([])
    assert words is not None
    assert (words.texts, words.order, model.asked) == ({}, (), [])


async def test_an_app_that_fails_is_told() -> None:
    """What it said before stays known."""
    model = Model()
    explainer = Explainer(lambda: model)
    await explainer.explain(briefs(3))
    model.down = True
    assert await explainer.explain(briefs(3)) is not None
    with pytest.raises(ServiceUnreachable):
        await explainer.explain(briefs(4))
