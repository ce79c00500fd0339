"""The audit, step by step: what is set wrong is found, shown, mended, read back, and one of it taken back."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tests.e2e.stack.stack import Stack

from .evidence import Evidence, Row
from .narrator import Narrator

type Where = tuple[str, str, str]
"""Service, document, path."""

RENAME: Final = "radarr.rename"
WRONG: Final[Mapping[str, tuple[Where, Any]]] = {
    "sabnzbd.folder_rename": (("sabnzbd", "misc", "folder_rename"), False),
    "sabnzbd.history_retention": (("sabnzbd", "misc", "history_retention_number"), 3),
    RENAME: (("radarr", "config/naming", "renameMovies"), False),
    "plex.media_deletion": (("plex", "prefs", "allowMediaDeletion"), True),
}
"""What is set wrong from the start, by the rule that finds it: nothing that hinders the main job."""


async def set_wrong(stack: Stack) -> None:
    """Set the services as somebody does who does not know better."""
    await stack.sabnzbd.api(
        "set_config", section="misc", keyword="history_retention_option", value="days-delete"
    )
    for (kind, document, path), value in WRONG.values():
        match kind:
            case "sabnzbd":
                await stack.sabnzbd.api(
                    "set_config", section=document, keyword=path, value=int(value)
                )
            case "radarr":
                stack.radarr.change(document, "", path, value)
            case _:
                stack.plex.change(document, "", path, value)


class Audit:
    """One walk through the audit's actions."""

    def __init__(self, stack: Stack, evidence: Evidence, narrator: Narrator) -> None:
        """Drive one stack, whose services `set_wrong` has set."""
        self._house = stack.house
        self._evidence = evidence
        self._tell = narrator

    async def run(self) -> None:
        """Find, show, mend, read back, take one back; raises ClaimFailed."""
        report, found = await self._find()
        keys = [finding["finding_key"] for finding in found.values()]
        fingerprint = await self._preview(keys)
        changes = await self._apply(keys, fingerprint)
        await self._better(report["score"])
        await self._undo(changes)

    async def _find(self) -> tuple[Row, dict[str, Row]]:
        """Look, and prove that what was set wrong is found."""
        self._tell.step("Is everything set right? autoarr.audit")
        report = await self._house.ask("audit")
        found = _planted(report)
        scores = ", ".join(f"{one['service']} {one['score']}" for one in report["services"])
        self._tell.shows(
            "POST /api/services/autoarr/audit",
            f"score {report['score']} of 100 ({scores}), {len(report['findings'])} findings; of them:",
            *(
                f"{one['severity']:<7} {one['service']}: {one['title']}: "
                f"{one['found']}, better {one['wanted']}"
                for one in found.values()
            ),
            f"by {found[RENAME]['source']}" if RENAME in found else "",
        )
        self._tell.claim(set(found) == set(WRONG), "what was set wrong is found, with its source")
        return report, found

    async def _preview(self, keys: Sequence[str]) -> str:
        """Show what would be written, and prove that nothing was."""
        self._tell.step("What would be written? autoarr.preview_change")
        before = await self._settings()
        preview = await self._house.ask("preview_change", finding_keys=keys)
        edits = [edit for one in preview["services"] for edit in one["edits"]]
        self._tell.shows("POST /api/services/autoarr/preview_change", *map(_line, edits))
        self._tell.claim(
            before == await self._settings() == {rule: value for rule, (_, value) in WRONG.items()},
            "nothing has been written yet",
        )
        return str(preview["fingerprint"])

    async def _apply(self, keys: Sequence[str], fingerprint: str) -> list[Row]:
        """Mend it all, and prove it by what the services say themselves."""
        self._tell.step("Mend it, but only if everything is as it was shown: autoarr.apply_change")
        answer = await self._house.ask(
            "apply_change", finding_keys=list(keys), fingerprint=fingerprint
        )
        changes: list[Row] = answer["changes"]
        self._tell.shows(
            "POST /api/services/autoarr/apply_change",
            *(f"{one['service']}: {one['state']}" for one in changes),
        )
        now = await self._settings()
        self._tell.shows(
            "SABnzbd, Radarr and Plex themselves",
            *(f"{WRONG[rule][0][2]}: {value}" for rule, value in now.items()),
        )
        self._tell.claim(
            not answer["refused"]
            and all(value != WRONG[rule][1] for rule, value in now.items())
            and now[RENAME] is True,
            "each service has the new value",
        )
        return changes

    async def _better(self, former: int) -> None:
        """Prove that a new look no longer finds it."""
        self._tell.step("Looked again: autoarr.audit")
        report = await self._house.ask("audit")
        state = await self._house.state("hub", "audit_score")
        self._tell.shows(
            "POST /api/services/autoarr/audit, GET /api/states",
            f"score {former} before, {report['score']} now; {state['entity_id']}: {state['state']}",
        )
        self._tell.claim(not _planted(report), "none of it is found any more")
        self._tell.claim(
            report["score"] > former and float(state["state"]) == report["score"],
            "the score is better, in Home Assistant as well",
        )

    async def _undo(self, changes: Sequence[Row]) -> None:
        """Take Radarr's change back, and prove that only it was."""
        self._tell.step("Rather not rename films: autoarr.undo_change with that change")
        mended = await self._settings()
        (change,) = [one for one in changes if RENAME in one["rules"]]
        answer = await self._house.ask("undo_change", change_id=change["change_id"])
        now = await self._settings()
        self._tell.shows(
            "POST /api/services/autoarr/undo_change",
            f"{change['service']}: {answer['change']['state']}",
        )
        self._tell.shows("Radarr, GET /api/v3/config/naming", f"renameMovies: {now[RENAME]}")
        self._tell.claim(
            now == mended | {RENAME: WRONG[RENAME][1]}, "the old value is back, the others are kept"
        )
        report = await self._house.ask("audit")
        self._tell.claim(set(_planted(report)) == {RENAME}, "the audit finds it again, and only it")

    async def _settings(self) -> dict[str, Any]:
        """Return what the services themselves have, by the rule that is about it."""
        return {rule: await self._evidence.setting(*where) for rule, (where, _) in WRONG.items()}


def _planted(report: Row) -> dict[str, Row]:
    """Return the findings about what was set wrong, by their rule."""
    return {one["rule"]: one for one in report["findings"] if one["rule"] in WRONG}


def _line(edit: Row) -> str:
    """Return an edit in a line."""
    return (
        f"{edit['service']}, {edit['document']}: {edit['path']} {edit['before']} -> {edit['after']}"
    )
