"""Texts about who asked, what they are told later, and what is asked of those who decide."""

from collections.abc import Mapping
from typing import Final

ANNOUNCING: Final[Mapping[str, str]] = {
    # people without a name of their own
    "an_automation": "an automation",
    "the_household": "somebody in the house",
    "somebody": "somebody",
    # news about a request
    "news_available": "{title} is ready to watch.",
    "news_failed": "{title} did not work out. {reason}",
    "news_denied": "{title} was not approved. {reason}",
    "news_decision": "{title} waits for you. {reason}",
    # news that was held back
    "summary_available": "Ready to watch: {titles}.",
    "summary_failed": "Did not work out: {titles}.",
    "summary_denied": "Not approved: {titles}.",
    "summary_decision": "Waiting for you: {titles}.",
    "titles_and_more": "{titles} and {count} more",
    # a request that waits for an approval
    "approval_title": "May this be added?",
    "approval_text": "{name} asks for {title} with the profile {profile}.",
    "approval_where": "Decide in the AutoArr panel, on the page Requests, or under Settings, Repairs.",
    "approval_yes": "Approve",
    "approval_no": "Deny",
}
