"""Who owns the failures of a Radarr or Sonarr: its switches, written with consent and put back."""

from dataclasses import replace
import logging
from typing import Final

from ...clients.errors import ServiceError
from ...clients.models.servarr import DownloadClient, FailedHandling
from ...journal.events import EventKind, Severity
from ...journal.ports import JsonValue, StoreError
from ..core import Core
from ..following.resolve import MODE
from ..keeping.shelf import Former
from ..messages import RecoveryRefused, Refusal
from ..models import Mode
from ..targets import ModeChange, ServarrTarget

_LOGGER = logging.getLogger(__name__)

OURS: Final = FailedHandling(auto_redownload=False, auto_redownload_interactive=False)
IMPLEMENTATION: Final = "sabnzbd"


class Modes:
    """Switches instances between assist and manage."""

    def __init__(self, core: Core, busy: set[str]) -> None:
        """Share the state of the engine; `busy` are the instances whose settings somebody is writing."""
        self._core = core
        self._busy = busy

    async def set(self, instance: str, mode: Mode) -> ModeChange:
        """Switch an instance; return what was written and what was left to its owner.

        Manage turns both switches for a new search and `removeFailedDownloads` of each SABnzbd
        client off and remembers what they were; assist puts back those that are still as we
        left them. Raises RecoveryRefused; then what was written already is put back.
        """
        target = self._core.servarr().get(instance)
        if target is None:
            raise RecoveryRefused(Refusal.UNKNOWN_INSTANCE, instance=instance)
        if self._core.stopping:
            raise RecoveryRefused(Refusal.STOPPING)
        if instance in self._busy:
            raise RecoveryRefused(Refusal.STILL_RUNNING, service=target.ref.name)
        self._busy.add(instance)
        try:
            with self._core.action():
                return await self._switch(target, mode)
        finally:
            self._busy.discard(instance)

    async def resolve(self) -> None:
        """Undo switching that a crash or a lost answer interrupted; tried again until it works."""
        for action in self._core.journal.unfinished(MODE):
            target = self._core.servarr().get(action.instance)
            if action.id in self._core.running or action.instance in self._busy:
                continue
            former = self._core.ledger.former(action.instance)
            if target is None or former is None:
                await self._core.journal.finish(action.id, ok=False, outcome="nothing left to undo")
                continue
            if action.data.get("mode") == Mode.MANAGE and former.complete:
                await self._core.journal.finish(action.id, ok=True, outcome="it was all done")
                self._announce(target, ModeChange(mode=Mode.MANAGE))
                continue
            await self._undo(action.id, target)

    async def _undo(self, action: str, target: ServarrTarget) -> None:
        """Put back what an interrupted action has written; without the service it stays open."""
        try:
            change = await self._put_back(target)
        except ServiceError as err:
            _LOGGER.debug("%s cannot be put back yet: %s", target.ref.name, err)
            return
        await self._core.keep()
        await self._core.journal.finish(
            action, ok=False, outcome=f"interrupted; put back: {_listed(change.changed)}"
        )

    async def _switch(self, target: ServarrTarget, mode: Mode) -> ModeChange:
        """Do it, written down before and after."""
        core, instance = self._core, target.ref.id
        if core.ledger.mode(instance) is mode:
            return ModeChange(mode=mode)
        try:
            former = await self._former(target) if mode is Mode.MANAGE else None
            if former is not None:
                core.ledger.set_former(instance, former)
            await core.ledger.save()
            action = await core.journal.begin(
                MODE,
                correlation=f"mode:{instance}",
                title=target.ref.name,
                service=target.ref.kind,
                instance=instance,
                data={"mode": mode},
            )
        except ServiceError as err:
            raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=str(err)) from err
        except StoreError as err:
            if mode is Mode.MANAGE:
                core.ledger.set_former(instance, None)
            raise RecoveryRefused(Refusal.NOT_SAVED, detail=str(err)) from err
        core.running.add(action)
        try:
            if former is not None:
                change = await self._take_over(target, former)
            else:
                change = await self._put_back(target)
        except ServiceError as err:
            await self._undo(action, target)
            raise RecoveryRefused(Refusal.SERVICE_FAILED, detail=str(err)) from err
        finally:
            core.running.discard(action)
        await core.keep()
        await core.journal.finish(action, ok=True, outcome=f"{mode}: {_listed(change.changed)}")
        self._announce(target, change)
        return change

    async def _former(self, target: ServarrTarget) -> Former:
        """Read the switches as they are; raises ServiceError."""
        clients = await _sabnzbd_clients(target)
        return Former(
            handling=await target.client.failed_handling(),
            remove_failed={client.id: client.remove_failed for client in clients},
        )

    async def _take_over(self, target: ServarrTarget, former: Former) -> ModeChange:
        """Turn the switches off (the client reads them back); raises ServiceError."""
        changed: list[str] = []
        if former.handling != OURS:
            await target.client.set_failed_handling(OURS)
            changed.append("autoRedownloadFailed")
        for client_id, enabled in former.remove_failed.items():
            if enabled:
                await target.client.set_remove_failed(client_id, enabled=False)
                changed.append(f"removeFailedDownloads of client {client_id}")
        self._core.ledger.set_former(target.ref.id, replace(former, complete=True))
        return ModeChange(mode=Mode.MANAGE, changed=tuple(changed))

    async def _put_back(self, target: ServarrTarget) -> ModeChange:
        """Put back the switches that are still ours; raises ServiceError."""
        former = self._core.ledger.former(target.ref.id)
        if former is None:
            return ModeChange(mode=Mode.ASSIST)
        changed: list[str] = []
        conflicts: list[str] = []
        present = await target.client.failed_handling()
        if present != former.handling:
            if present == OURS:
                await target.client.set_failed_handling(former.handling)
                changed.append("autoRedownloadFailed")
            else:
                conflicts.append("autoRedownloadFailed")
        for client in await _sabnzbd_clients(target):
            if former.remove_failed.get(client.id, False) and not client.remove_failed:
                await target.client.set_remove_failed(client.id, enabled=True)
                changed.append(f"removeFailedDownloads of client {client.id}")
        self._core.ledger.set_former(target.ref.id, None)
        return ModeChange(mode=Mode.ASSIST, changed=tuple(changed), conflicts=tuple(conflicts))

    def _announce(self, target: ServarrTarget, change: ModeChange) -> None:
        """Record the new mode."""
        changed: list[JsonValue] = list(change.changed)
        conflicts: list[JsonValue] = list(change.conflicts)
        self._core.journal.record(
            EventKind.MODE_CHANGED,
            correlation=f"mode:{target.ref.id}",
            title=target.ref.name,
            severity=Severity.WARNING if conflicts else Severity.INFO,
            service=target.ref.kind,
            instance=target.ref.id,
            data={"mode": change.mode, "changed": changed, "conflicts": conflicts},
        )


async def _sabnzbd_clients(target: ServarrTarget) -> list[DownloadClient]:
    """Return the SABnzbd clients of a Radarr or Sonarr; raises ServiceError."""
    return [
        client
        for client in await target.client.download_clients()
        if client.implementation.casefold() == IMPLEMENTATION
    ]


def _listed(words: tuple[str, ...]) -> str:
    """Return words as a list in a sentence."""
    return ", ".join(words) or "nothing had to be changed"
