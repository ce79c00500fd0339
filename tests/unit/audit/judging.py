"""Rules of the YAML files judged against documents, and documents changed as a driver would change a service."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any, cast

import yaml

from custom_components.autoarr.audit.estate import Estate, ServiceSnapshot
from custom_components.autoarr.audit.evaluate import evaluate
from custom_components.autoarr.audit.models import Edit, Evaluation, Finding, Rule
from custom_components.autoarr.audit.paths import with_value
from custom_components.autoarr.audit.rulebook import FILE, rules_from
from custom_components.autoarr.clients.service import ServiceKind, ServiceRef
from custom_components.autoarr.journal.ports import JsonValue
from tests.support.audit.wrong import Setting

type Documents = dict[str, Any]

ROW_KEYS = {ServiceKind.SABNZBD: "name"}


@cache
def rules_in(name: str) -> tuple[Rule, ...]:
    """Return the rules of one YAML file."""
    return rules_from(yaml.safe_load((FILE.parent / "rules" / f"{name}.yaml").read_text("utf-8")))


def estate_of(services: Mapping[ServiceKind, Mapping[str, JsonValue]], **more: Any) -> Estate:
    """Return an estate with one service of each kind."""
    return Estate(
        at=datetime(2026, 9, 1, tzinfo=UTC),
        services=tuple(
            ServiceSnapshot(
                ref=ServiceRef(id=f"{kind.value}-1", kind=kind, name=kind.label),
                address=f"http://{kind.value}",
                version="5.0.0",
                documents=documents,
            )
            for kind, documents in services.items()
        ),
        **more,
    )


def judged(rule: Rule, services: Mapping[ServiceKind, Mapping[str, JsonValue]]) -> Evaluation:
    """Judge one rule."""
    return evaluate([rule], estate_of(services))


def with_settings(
    services: Mapping[ServiceKind, Documents], settings: Iterable[Setting]
) -> dict[ServiceKind, Documents]:
    """Return the documents of services after some settings were changed."""
    made = {kind: deepcopy(documents) for kind, documents in services.items()}
    for kind, document, row, path, value in settings:
        if path:
            _set(made[kind], kind, document, row, path, value)
        else:
            made[kind][document] = value
    return made


def with_edits(
    services: Mapping[ServiceKind, Documents], edits: Iterable[Edit], *, undo: bool = False
) -> dict[ServiceKind, Documents]:
    """Return the documents of services after edits were written, or taken back."""
    made = {kind: deepcopy(documents) for kind, documents in services.items()}
    for edit in edits:
        kind = ServiceKind(edit.place.instance.removesuffix("-1"))
        value = edit.before if undo else edit.after
        _set(made[kind], kind, edit.place.document, edit.place.row, edit.place.path, value)
    return made


def edits_of(findings: Iterable[Finding]) -> list[Edit]:
    """Return all edits of findings."""
    return [edit for finding in findings for edit in finding.edits]


def _set(
    documents: Documents, kind: ServiceKind, name: str, row: str, path: str, value: JsonValue
) -> None:
    """Change one value in a document; the row must be there."""
    if not row:
        documents[name] = with_value(documents[name], path, value)
        return
    key = ROW_KEYS.get(kind, "id")
    places = [i for i, one in enumerate(documents[name]) if str(one.get(key)) == row]
    assert places, f"{name} has no row {row}"
    documents[name][places[0]] = cast("Any", with_value(documents[name][places[0]], path, value))
