"""What the house allows: policies are changed, and a storm is ended by a person."""

from collections.abc import Mapping
from dataclasses import replace

from ...journal.events import EventKind
from ..core import Core
from ..messages import Reason, RecoveryRefused, Refusal
from ..models import ACTING, Policy, Strategy


async def set_policies(core: Core, policies: Mapping[Strategy, Policy]) -> None:
    """Change policies, tell of it, and write it; raises RecoveryRefused for a strategy that changes nothing."""
    for strategy in policies:
        if strategy not in ACTING:
            raise RecoveryRefused(Refusal.NO_POLICY, strategy=strategy)
    core.ledger.set_policies(policies)
    core.journal.record(
        EventKind.POLICY_CHANGED,
        correlation="policy",
        title="",
        data={strategy.value: policy.value for strategy, policy in policies.items()},
    )
    await core.keep()


async def end_storm(core: Core) -> bool:
    """End a storm; say whether there was one. What waited is decided on with the next tick."""
    had = core.ledger.end_storm()
    if had:
        core.tell_storm(over=True)
        now = core.now()
        for failure in core.ledger.open_failures():
            if failure.reason == Reason.STORM:
                core.ledger.put(replace(failure, next_try=now))
        await core.keep()
    return had
