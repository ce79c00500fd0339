"""Takes one rule through everything: wrong, found, shown, applied, held, gone, undone to the letter."""

from collections.abc import Iterable, Mapping
import json
from typing import Final

from custom_components.autoarr.audit.documents import DOCUMENTS
from custom_components.autoarr.audit.editing import holds, shape_of
from custom_components.autoarr.audit.models import ChangeState, Edit, Finding, Rule
from custom_components.autoarr.clients.service import ServiceKind
from tests.support.audit import wrong_cross, wrong_plex, wrong_sabnzbd, wrong_servarr
from tests.support.audit.wrong import Wrong

from .building import REFS
from .stack import Stack

WRONG: Final[Mapping[str, Wrong]] = {
    **wrong_servarr.WRONG,
    **wrong_sabnzbd.WRONG,
    **wrong_plex.WRONG,
    **wrong_cross.WRONG,
}
"""How every applicable rule is made to find something."""

_KINDS: Final = {ref.id: kind for kind, ref in REFS.items()}


async def everything(stack: Stack, kinds: Iterable[ServiceKind]) -> dict[str, str]:
    """Return every document that people set in some services, to the letter."""
    return {
        f"{kind} {name}": json.dumps(await stack.read(kind, name))
        for kind in kinds
        for name, document in DOCUMENTS[kind].items()
        if document.drifts
    }


async def set_wrong(stack: Stack, wrong: Wrong) -> None:
    """Set services as a rule does not want them; SABnzbd through its own API, which gives each value its type."""
    for kind, document, row, path, value in wrong.settings:
        if kind is ServiceKind.SABNZBD:
            values = {path: value} if path else value
            await stack.clients[kind].write_config(document, row, values)
        else:
            stack.fakes[kind].change(document, row, path, value)


async def found(stack: Stack, rule: Rule) -> list[Finding]:
    """Look; return what a rule finds that can be mended."""
    report = await stack.engine.audit()
    return [one for one in report.findings if one.rule.id == rule.id and one.applicable]


async def assert_goes_all_the_way(stack: Stack, rule: Rule) -> None:
    """Take one rule from a wrong configuration to the right one and back."""
    await set_wrong(stack, WRONG[rule.id])
    await assert_mends_and_undoes(stack, rule)


async def assert_mends_and_undoes(stack: Stack, rule: Rule) -> None:
    """Take one rule from the wrong configuration that is there to the right one and back."""
    stack.modes = {REFS[kind].id: rule.when.mode or "assist" for kind in stack.fakes}
    await stack.start([rule])
    findings = await found(stack, rule)
    assert findings, f"{rule.id} finds nothing: {stack.engine.report}"
    about = {one.service.kind for one in findings}
    assert about == {kind for kind, *_ in WRONG[rule.id].settings} & about
    kinds = {_KINDS[edit.place.instance] for one in findings for edit in one.edits}
    before = await everything(stack, kinds)
    keys = [one.key for one in findings]

    preview = await stack.engine.preview(keys)
    applied = await stack.engine.apply(keys, fingerprint=preview.fingerprint)
    assert not applied.refused
    assert {edit.place for change in applied.changes for edit in change.edits} == {
        edit.place for edit in preview.edits
    }
    for edit in preview.edits:
        assert await held(stack, edit), f"{edit} does not hold"
    assert await found(stack, rule) == []
    assert await everything(stack, kinds) != before

    for change in stack.engine.changes():
        assert (await stack.engine.undo(change.id)).state is ChangeState.UNDONE
    after = await everything(stack, kinds)
    for name, text in after.items():
        assert text == before[name], f"{name} is not what it was"
    assert stack.engine.report is not None
    assert {one.key for one in stack.engine.report.findings} >= set(keys)


async def held(stack: Stack, edit: Edit) -> bool:
    """Say whether what was shown is what the service has."""
    kind: ServiceKind = _KINDS[edit.place.instance]
    content = await stack.read(kind, edit.place.document)
    return holds(content, shape_of(kind, edit.place.document), edit.place, edit.after)
