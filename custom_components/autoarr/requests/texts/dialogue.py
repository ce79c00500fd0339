"""Texts about conversations."""

from collections.abc import Mapping
from typing import Final

DIALOGUE: Final[Mapping[str, str]] = {
    # questions
    "ask_add": "{title}, in {quality}. Shall I add it?",
    "ask_add_profile": "{title}, with the profile {profile}. Shall I add it?",
    "ask_season": "{title}, season {seasons}. Shall I add it?",
    "ask_unreleased": "{title} is not released yet: {date}. Shall I add it anyway?",
    "ask_unreleased_undated": (
        "{title} is not released yet, and no date is known. Shall I add it anyway?"
    ),
    "ask_cancel": "Cancel the request for {title}?",
    "cancel_unsure": "Nothing is cancelled yet. To cancel the request for {title}, say: cancel {title}.",
    "option": "{number}. {title}",
    "option_about": "{number}. {title}: {about}",
    # going on
    "one_by_one": "{count} questions, one after the other.",
    "and_more": "And {count} more.",
    "one_at_a_time": "One at a time, please.",
    "still_open": "There is still a question.",
    "unclear": "That does not say which one.",
    "yes_or_no": "Please say yes or no.",
    "not_described": "I cannot tell them apart by that. Say a year or a number.",
    "not_caught": "I did not understand that.",
    # ends
    "added_short": "{title} is added, and a search has started.",
    "dropped": "All right, {title} is not added.",
    "forgotten": "All right, nothing is added.",
    "kept": "All right, the request for {title} stays.",
    "question_closed": "The question about {title} is no longer open. Ask for it again.",
    "nothing_asked": "Nothing is asked at the moment. Say for example: add Dune from 2021.",
    # where nobody listens until AutoArr is named
    "say_yes": "Say: AutoArr, yes. Or: AutoArr, no.",
    "say_which": "Say for example: AutoArr, the second one.",
    # approvals
    "no_approval": "No such request waits for an approval.",
    "which_approval": "Which of them: {options}? Say: approve, and the title.",
}
