"""Everything a request says to people, in English; translations use the same keys."""

from collections.abc import Mapping
import re
from typing import Final, Self

from .texts.announcing import ANNOUNCING
from .texts.diagnosis import DIAGNOSIS
from .texts.dialogue import DIALOGUE
from .texts.people import PEOPLE
from .texts.resolving import RESOLVING

_PLACEHOLDER: Final = re.compile(r"{(\w+)}")

MESSAGES: Final[Mapping[str, str]] = {
    **ANNOUNCING,
    **DIAGNOSIS,
    **DIALOGUE,
    **PEOPLE,
    **RESOLVING,
    # answers: what was done
    "added": "{title} is added to {instance} with the profile {profile}, and a search has started.",
    "added_unreleased": "{title} is added to {instance}. It is not released yet: {date}.",
    "added_unreleased_undated": (
        "{title} is added to {instance}. It is not released yet, and no date is known."
    ),
    "monitored": "{title} was already in {instance}; it is monitored again and searched for.",
    "proposed": "{title}, in {instance} with the profile {profile}. Shall I add it?",
    "several": "{count} titles.",
    "cancelled": "The request for {title} is cancelled.",
    "cancelled_removed": "The request for {title} is cancelled, and it is removed from {instance}.",
    "cancelled_kept": (
        "The request for {title} is cancelled. It stays in {instance}, because {why}."
    ),
    "cancelled_unmonitored": (
        "The request for {title} is cancelled; {instance} no longer looks for it."
    ),
    # answers: questions
    "did_you_mean": "Do you mean {title}?",
    "which_title": "Which one do you mean: {options}?",
    "which_title_two": "Do you mean {first} or {second}?",
    "which_year": "Which {title} do you mean: {options}?",
    "which_year_two": "{title} from {first} or from {second}?",
    "film_or_series": "Do you mean the film {film} or the series {series}?",
    "which_seasons": ("All {count} seasons of {title}, or only the latest, season {latest}?"),
    "which_season": "Episode {episodes} of which season of {title}: {options}?",
    # answers: nothing to do
    "already_available": "{title} is already in the library of {instance}.",
    "already_monitored": "{title} is already in {instance}, which is looking for it.",
    "already_unreleased": "{title} is already in {instance}. It is not released yet: {date}.",
    "already_unreleased_undated": (
        "{title} is already in {instance}. It is not released yet, and no date is known."
    ),
    "already_other_quality": (
        "{title} is already in {instance}, with the profile {profile}, which does not allow "
        "{quality}. Change its profile in {instance} to get it."
    ),
    "already_requested": "{title} is already requested: {state}.",
    # answers: not possible
    "not_found": "Nothing called {title} was found.",
    "not_found_year": "Nothing called {title} from {year} was found.",
    "not_found_id": "There is no title with the id {id}.",
    "not_found_closest": "Nothing called {title} was found. The closest is {closest}.",
    "no_radarr": "No Radarr is set up, so no films can be added.",
    "no_sonarr": "No Sonarr is set up, so no series can be added.",
    "no_service": "Neither Radarr nor Sonarr is set up, so nothing can be added.",
    "no_profile": (
        "No quality profile of {instance} allows {quality}; its profiles are {profiles}."
    ),
    "no_profiles": "{instance} has no quality profile.",
    "no_root_folder": "{instance} has no root folder. Add one in its settings.",
    "root_folder_gone": (
        "The folder {folder} is not a root folder of {instance}. "
        "Choose another one in the settings of AutoArr."
    ),
    "no_such_season": "{title} has no season {seasons}; it has {count}.",
    "unavailable": (
        "{services} could not be asked, so nothing could be looked up. Settings > Repairs or the log says why; then try again."
    ),
    "unavailable_for": (
        "{services} could not be asked, so {title} could not be looked up. Settings > Repairs or the log says why."
    ),
    "not_understood": "That was not understood. Say for example: add Dune from 2021.",
    "which": "Which title?",
    "too_long": "That is too long for a request. Say only the title.",
    "no_request": "There is no request with this id.",
    "no_request_for": "There is no open request for {title}.",
    "no_open_requests": "There are no open requests.",
    "request_closed": "The request for {title} is closed: {state}.",
    "choose": "Choose one of {count}.",
    "rejected": "{service} refused: {reason}",
    "service_failed": "{title} was not added: {reason}",
    "cancel_failed": "The request for {title} could not be cancelled: {reason}",
    "instance_gone": "The service this title was meant for is no longer set up.",
    "stopping": "AutoArr is stopping. Try again in a moment.",
    # status
    "status": "{title}: {state}.",
    "status_note": "{title}: {state}. {note}",
    # notes: why a request is where it is
    "searching_again": "The download failed; another release is being looked for.",
    "waiting_release": "It is not released yet: {date}.",
    "waiting_release_undated": "It is not released yet, and no date is known.",
    "waiting_delay": "A release was found and is being held back by a delay profile.",
    "waiting_plex": "The file is in the library; Plex does not show it yet.",
    "waiting_episodes": "Sonarr does not list the episodes yet.",
    "import_blocked": "The import is blocked: {reason}",
    "download_warning": "The download has a problem: {reason}",
    "download_failing": "The download failed: {reason}",
    "download_paused": "The download is paused.",
    "client_unavailable": "The download client does not answer.",
    "not_monitored": "It is no longer monitored in {instance}.",
    "waiting_service": "{service} did not answer; this is tried again.",
    "deleted_in_service": "The title was deleted in {instance}.",
    "instance_removed": "The service this title was added to was removed from AutoArr.",
    "expired": "Nobody answered the question.",
    "by_person": "A person cancelled it.",
    # why a cancelled title stays
    "kept_has_file": "it has a file",
    "kept_not_ours": "AutoArr did not add it",
    "kept_other_tag": "it carries another tag",
    "kept_other_request": "another request needs it",
    # states
    "state_proposed": "waiting for an answer",
    "state_confirmed": "about to be added",
    "state_added": "added",
    "state_searching": "being searched for",
    "state_grabbed": "a release was found",
    "state_downloading": "downloading",
    "state_importing": "being imported",
    "state_available": "ready to watch",
    "state_failed": "failed",
    "state_cancelled": "cancelled",
}


class Sentence(str):
    """A message in English that fills a place in another; it knows its key, to be said in any language."""

    __slots__ = ("key", "placeholders")

    key: str
    placeholders: Mapping[str, str]

    def __new__(cls, key: str, placeholders: Mapping[str, str]) -> Self:
        """Render the message."""
        made = super().__new__(cls, render(key, placeholders))
        made.key = key
        made.placeholders = placeholders
        return made


def render(key: str, placeholders: Mapping[str, str]) -> str:
    """Return a message in English; a placeholder that is missing stays visible, nothing raises.

    What is filled in is never read as a template itself: it may be the words of a service.
    """
    return _PLACEHOLDER.sub(
        lambda match: placeholders.get(match[1], match[0]), MESSAGES.get(key, key)
    )
