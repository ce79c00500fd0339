"""Texts about permissions, approvals and announcements."""

from collections.abc import Mapping
from typing import Final

PEOPLE: Final[Mapping[str, str]] = {
    # permissions
    "not_allowed": "You may not ask for titles here. An admin can allow it in AutoArr's options.",
    "too_many_open": (
        "You have {count} open requests, as many as you may have. "
        "Wait for one of them, or cancel one."
    ),
    "uhd_not_allowed": "You may not ask for 4K. Ask for it in 1080p.",
    "not_admin": "Only an admin can decide about requests.",
    "not_yours": "Only who asked for {title}, or an admin, can change or cancel that.",
    # approvals
    "approval_needed": "An admin has to approve it.",
    "approval_uhd": "Its profile allows 4K, so an admin has to approve it.",
    "approval_unseen": "It was confirmed for somebody else, so an admin has to approve it.",
    "approval_asked": "{title} is noted. {why}",
    "approval_waiting": "{title} is already asked for. {why}",
    "not_waiting": "{title} is not waiting for an approval: {state}.",
    "denied": "An admin declined it.",
    "denied_by": "{name} declined it.",
    "denied_reason": "An admin declined it: {reason}",
    "denied_done": "The request for {title} is declined.",
    "approval_lapsed": "Nobody approved it within two weeks.",
    "same_as_another": "Another request for the same is under way.",
    # tokens
    "token_unknown": "This confirmation is not known. Ask for the title again.",
    "token_old": "The question about {title} is too old. Ask for the title again.",
    "token_replaced": "The proposal for {title} has changed since. Answer the newest one.",
    "token_used": "{title} is already confirmed: {state}.",
    "token_used_by": "{name} has already confirmed {title}: {state}.",
    "cannot_change": "{title} is already confirmed. Cancel it and ask again to change it.",
    # several people, one title
    "already_requested_by": "{title} is already requested by {name}: {state}.",
    "already_requested_other": "{title} is already requested by somebody else: {state}.",
    "left_request": "You no longer follow {title}. Somebody else still wants it.",
    # what is gone between question and answer
    "left_library": (
        "{title} has left the library of {instance} in the meantime, so nothing was added. "
        "Ask for it again."
    ),
    "profile_gone": (
        "The profile {profile} is no longer in {instance}, so nothing was added. Ask again."
    ),
    "profile_changed": (
        "The profile {profile} of {instance} has changed in the meantime, so nothing was added. "
        "Ask again."
    ),
    # looking
    "found": "Found: {options}.",
    # following
    "waiting_settled": "{instance} is still reading the series; this is tried again.",
    "search_stopped": (
        "The download failed. So many downloads failed that AutoArr has stopped all repairs; "
        "Settings > Repairs says how to go on."
    ),
    "episodes_missing": "Episode {episodes} does not exist, so the rest is being looked for.",
    # states
    "state_approval": "waiting for an approval",
}
