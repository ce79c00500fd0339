"""Documents in which anything may stand anywhere, for the proof that no document makes a rule raise."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from hypothesis import strategies as st

from custom_components.autoarr.clients.service import ServiceKind

from .building import values

type Stack = Mapping[ServiceKind, Mapping[str, Any]]


@st.composite
def spoiled(draw: st.DrawFn, stack: Stack) -> dict[ServiceKind, dict[str, Any]]:
    """Return a stack in which up to three places, at any depth, hold something else or nothing."""
    made = {kind: deepcopy(dict(documents)) for kind, documents in stack.items()}
    for _ in range(draw(st.integers(1, 3))):
        holder: Any = made[draw(st.sampled_from(sorted(made)))]
        while holder:
            keys = sorted(holder) if isinstance(holder, dict) else range(len(holder))
            key = draw(st.sampled_from(keys))
            if not isinstance(holder[key], dict | list) or draw(st.integers(0, 3)) == 0:
                if isinstance(holder, dict) and draw(st.booleans()):
                    del holder[key]
                else:
                    holder[key] = draw(values(6))
                break
            holder = holder[key]
    return made
