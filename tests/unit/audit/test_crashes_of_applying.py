"""The bad day: at every port of applying and undoing the process dies, the line breaks, or the disk is full.

In the end either all of it holds or nothing does, and the audit knows which.
"""

from collections.abc import Awaitable, Callable
import contextlib
import copy
from dataclasses import dataclass
import json
from pathlib import Path

import pytest

from custom_components.autoarr.audit.messages import AuditRefused
from custom_components.autoarr.audit.models import ChangeState
from custom_components.autoarr.audit.rulebook import load
from custom_components.autoarr.clients.service import ServiceKind
from custom_components.autoarr.journal.events import EventKind
from tests.support.stores import SimulatedCrash
from tests.unit.recovery.ports import Fault

from .building import a_rule
from .stack import Stack, a_stack

RADARR = ServiceKind.RADARR
DOCUMENTS = ("config/downloadclient", "config/host", "downloadclient")
RULES = (
    a_rule("t.log", kind=RADARR, document="config/host", path="logLevel", value="debug"),
    a_rule(
        "t.handling",
        kind=RADARR,
        document="config/downloadclient",
        path="enableCompletedDownloadHandling",
        value=True,
    ),
    a_rule(
        "t.client",
        kind=RADARR,
        document="downloadclient",
        each={},
        path="priority",
        value=7,
        test=True,
    ),
)
MOST = 30

type Act = Callable[[Stack], Awaitable[object]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is done, and whether it takes something back."""

    name: str
    act: Act
    undoes: bool = False


async def apply_one(stack: Stack) -> None:
    """Mend one finding."""
    await stack.engine.apply(["t.log:radarr1"])


async def apply_all(stack: Stack) -> None:
    """Mend what lies in three documents."""
    await stack.engine.apply(open_keys(stack))


async def undo(stack: Stack) -> None:
    """Take the change of three documents back."""
    await stack.engine.undo(stack.engine.changes()[0].id)


STORIES = (
    Story(name="one", act=apply_one),
    Story(name="many_documents", act=apply_all),
    Story(name="undo", act=undo, undoes=True),
)


def open_keys(stack: Stack) -> list[str]:
    """Return the keys of what is open."""
    assert stack.engine.report is not None
    return [one.key for one in stack.engine.report.findings]


async def shown(stack: Stack) -> str:
    """Return what Radarr is set to, to the letter."""
    return json.dumps([await stack.read(RADARR, name) for name in DOCUMENTS])


async def prepared(stack: Stack, story: Story) -> tuple[str, str]:
    """Have it as it is before; return what Radarr looks like before, and once it is done."""
    stack.radarr.change("config/downloadclient", "", "enableCompletedDownloadHandling", False)
    stack.radarr.change("config/host", "", "logLevel", "info")
    await stack.start(RULES)
    await stack.engine.audit()
    before = await shown(stack)
    if story.undoes:
        await apply_all(stack)
        return await shown(stack), before
    documents = json.loads(before)
    documents[1]["logLevel"] = "debug"
    if story.act is apply_all:
        documents[0]["enableCompletedDownloadHandling"] = True
        for row in documents[2]:
            row["priority"] = 7
    return before, json.dumps(documents)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
async def test_all_of_it_or_nothing(tmp_path: Path, story: Story, fault: Fault) -> None:
    """Whatever happens at whatever port, Radarr is never left half changed."""
    reached = 0
    async with a_stack(tmp_path, RADARR) as stack:
        settings = copy.deepcopy(stack.radarr.remember())
        for at in range(1, MOST):
            stack.radarr.restore(copy.deepcopy(settings))
            stack.fresh()
            before, after = await prepared(stack, story)
            stack.ports.arm(fault, at)
            with contextlib.suppress(SimulatedCrash, AuditRefused):
                await story.act(stack)
            if len(stack.ports.passed) < at:
                break
            reached += 1
            if stack.ports.dead:
                await stack.restart()
            stack.ports.calm()
            await stack.engine.resolve()
            now = await shown(stack)
            assert now in (before, after), f"{fault} at {stack.ports.passed}"
            assert_known(stack, story, done=now == after)
        else:
            raise AssertionError("it never ends")
    assert reached >= 4


def assert_known(stack: Stack, story: Story, *, done: bool) -> None:
    """Assert that the audit says what is the case, nothing is open, and it was told once."""
    assert not stack.journal.unfinished()
    states = [change.state for change in stack.engine.changes()]
    if story.undoes:
        assert states == [ChangeState.UNDONE if done else ChangeState.APPLIED]
    elif done:
        assert states == [ChangeState.APPLIED]
    else:
        assert states in ([], [ChangeState.REVERTED])
    told = stack.events(EventKind.SETTING_UNDONE if story.undoes else EventKind.SETTING_CHANGED)
    assert len(told) <= 1


async def test_a_crash_after_the_last_write_is_finished(tmp_path: Path) -> None:
    """All of it is there and the test passes: it is applied, and can be undone."""
    async with a_stack(tmp_path, RADARR) as stack:
        settings = copy.deepcopy(stack.radarr.remember())
        await prepared(stack, STORIES[1])
        stack.ports.arm()
        await apply_all(stack)
        ports = stack.ports.passed
        last = max(n for n, port in enumerate(ports, 1) if port.startswith("PUT"))
        stack.radarr.restore(settings)
        stack.fresh()
        before, after = await prepared(stack, STORIES[1])
        stack.ports.arm(Fault.CRASH, last + 1)
        with contextlib.suppress(SimulatedCrash):
            await apply_all(stack)
        assert stack.ports.dead
        await stack.restart()
        await stack.engine.resolve()
        assert await shown(stack) == after
        (change,) = stack.engine.changes()
        assert change.state is ChangeState.APPLIED
        await stack.engine.undo(change.id)
        assert await shown(stack) == before


async def test_what_somebody_else_set_after_a_crash_is_left_alone(tmp_path: Path) -> None:
    """Only what is still ours is taken back."""
    async with a_stack(tmp_path, RADARR) as stack:
        await prepared(stack, STORIES[1])
        stack.radarr.after_write = stack.ports.kill
        with contextlib.suppress(SimulatedCrash):
            await apply_all(stack)
        assert stack.ports.dead
        stack.radarr.after_write = None
        stack.radarr.change("config/host", "", "logLevel", "trace")
        await stack.restart()
        await stack.engine.resolve()
        host = await stack.read(RADARR, "config/host")
        assert isinstance(host, dict)
        assert host["logLevel"] == "trace"
        assert [change.state for change in stack.engine.changes()] == [ChangeState.REVERTED]
        assert not stack.journal.unfinished()


async def test_what_was_done_in_one_of_two_services_before_a_crash_is_taken_back(
    tmp_path: Path,
) -> None:
    """The category was made in SABnzbd, Radarr was never told: the category goes again."""
    rule = next(one for one in load() if one.id == "stack.category_missing")
    async with a_stack(tmp_path, RADARR, ServiceKind.SABNZBD) as stack:
        field = "fields[name=movieCategory].value"
        stack.radarr.change("downloadclient", "1", field, "Films4K")
        before = await stack.read(ServiceKind.SABNZBD, "categories")
        await stack.start([rule])
        await stack.engine.audit()
        stack.sabnzbd.after_write = stack.ports.kill
        with contextlib.suppress(SimulatedCrash):
            await apply_all(stack)
        assert await stack.read(ServiceKind.SABNZBD, "categories") != before
        stack.sabnzbd.after_write = None
        await stack.restart()
        await stack.engine.resolve()
        assert {change.state for change in stack.engine.changes()} == {ChangeState.REVERTED}
        assert await stack.read(ServiceKind.SABNZBD, "categories") == before
        assert not stack.journal.unfinished()
