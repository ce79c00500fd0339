"""Why something is done or not done: keys that the glue translates, with their English templates."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Reason(StrEnum):
    """Why a strategy was chosen, or why nothing is done at present."""

    BASELINE = "baseline"
    SETTLED = "settled"
    FOREIGN_JOB = "foreign_job"
    OWNER_UNKNOWN = "owner_unknown"
    IMPORTED = "imported"
    REPLACED = "replaced"
    TITLE_GONE = "title_gone"
    TITLE_UNMONITORED = "title_unmonitored"
    TITLE_UNAVAILABLE = "title_unavailable"
    ARR_SEARCHES = "arr_searches"
    RELEASE_AT_FAULT = "release_at_fault"
    RELEASES_SPENT = "releases_spent"
    JOB_STUCK = "job_stuck"
    JOB_PAUSED_BY_SETTING = "job_paused_by_setting"
    DISK_FULL = "disk_full"
    DISK_FREE_AGAIN = "disk_free_again"
    LOCAL_CAUSE = "local_cause"
    LOCAL_IN_ASSIST = "local_in_assist"
    MAYBE_LOCAL = "maybe_local"
    RETRY_SPENT = "retry_spent"
    NOT_RETRYABLE = "not_retryable"
    PROVIDER_DOWN = "provider_down"
    PROVIDER_BACK = "provider_back"
    OUTAGE_TOO_LONG = "outage_too_long"
    INDEXER_TROUBLE = "indexer_trouble"
    INDEXER_SETTINGS = "indexer_settings"
    NOTHING_GRABBED = "nothing_grabbed"
    NOTHING_FOUND = "nothing_found"
    DUPLICATE = "duplicate"
    JOB_LOST = "job_lost"
    USER_STOPPED = "user_stopped"
    CAUSE_UNKNOWN = "cause_unknown"
    NEEDS_A_PERSON = "needs_a_person"
    POLICY_OFF = "policy_off"
    STORM = "storm"
    IN_FLIGHT = "in_flight"
    SEARCH_LIMIT = "search_limit"
    DAILY_LIMIT = "daily_limit"
    SERVICE_FAILED = "service_failed"
    ASKED_BY_PERSON = "asked_by_person"
    SUPERSEDED = "superseded"
    OUTCOME_UNKNOWN = "outcome_unknown"
    UPGRADE_ONLY = "upgrade_only"
    WORSE_MAY_BE_FOUND = "worse_may_be_found"
    STUCK = "stuck"
    STUCK_UNPROVEN = "stuck_unproven"
    IMPORTABLE = "importable"
    NOT_AN_UPGRADE = "not_an_upgrade"
    IMPORT_IS_RETRIED = "import_is_retried"
    IMPORT_NEEDS_A_PERSON = "import_needs_a_person"
    CONTENT_AT_FAULT = "content_at_fault"
    WRONG_CONTENT = "wrong_content"
    WRONG_LANGUAGE = "wrong_language"
    HOUSE_HOLDS = "house_holds"
    DISK_LOW = "disk_low"
    INDEXERS_DOWN = "indexers_down"
    SERIES_LIMIT = "series_limit"
    IGNORED = "ignored"
    POSTPONED = "postponed"
    UNDONE = "undone"
    TORRENT = "torrent"
    MOVES_AGAIN = "moves_again"


REASONS: Final[Mapping[Reason, str]] = {
    Reason.BASELINE: "{name} had failed before AutoArr watched this SABnzbd; it is left alone unless you pick it.",
    Reason.SETTLED: "The story of {name} has ended.",
    Reason.FOREIGN_JOB: "No Radarr or Sonarr asked for {name}; jobs of other programs are only reported.",
    Reason.OWNER_UNKNOWN: "It is not yet known which Radarr or Sonarr asked for {name}.",
    Reason.IMPORTED: "{name} is in the library by now.",
    Reason.REPLACED: "Another release is already on its way in place of {name}.",
    Reason.TITLE_GONE: "The title {name} was for is no longer in the library.",
    Reason.TITLE_UNMONITORED: "The title {name} was for is not monitored; nothing is searched for it.",
    Reason.TITLE_UNAVAILABLE: "The title {name} was for is not out yet; nothing is searched for it.",
    Reason.ARR_SEARCHES: "{service} handles failed downloads itself; AutoArr watches whether it finds another one.",
    Reason.RELEASE_AT_FAULT: "The release {name} is damaged or unusable; another one is needed.",
    Reason.RELEASES_SPENT: "Three other releases were tried within seven days; AutoArr gives up on {name}.",
    Reason.JOB_STUCK: "SABnzbd holds {name} for ever ({cause}); ending it lets another release be found.",
    Reason.JOB_PAUSED_BY_SETTING: "SABnzbd paused {name} because of its own settings; please decide there.",
    Reason.DISK_FULL: "The disk is full; {name} waits until there is space.",
    Reason.DISK_FREE_AGAIN: "There is space on the disk again; {name} can be finished.",
    Reason.LOCAL_CAUSE: "{name} itself is fine: something on this machine failed ({cause}), so SABnzbd tries again.",
    Reason.LOCAL_IN_ASSIST: "{name} failed because of this machine ({cause}); please mend that, then retry.",
    Reason.MAYBE_LOCAL: "It is not clear whether {name} itself is damaged; SABnzbd tries once more.",
    Reason.RETRY_SPENT: "SABnzbd tried {name} again and it failed again; please look at the cause ({cause}).",
    Reason.NOT_RETRYABLE: "SABnzbd no longer holds what it needs to try {name} again.",
    Reason.PROVIDER_DOWN: "The news server does not deliver; {name} waits and its release is not blamed.",
    Reason.PROVIDER_BACK: "The news server delivers again; {name} is taken off the blocklist and searched.",
    Reason.OUTAGE_TOO_LONG: "The news server has not delivered for two weeks; AutoArr no longer waits for {name}.",
    Reason.INDEXER_TROUBLE: "The indexer did not hand out {name}; it is searched again later.",
    Reason.INDEXER_SETTINGS: "The indexer refuses {name}; please check its key and address.",
    Reason.NOTHING_GRABBED: "The search for another release of {name} found nothing; it is repeated later.",
    Reason.NOTHING_FOUND: "Repeated searches found no other release of {name}; AutoArr gives up.",
    Reason.DUPLICATE: "SABnzbd takes {name} for a duplicate; please look for the earlier copy.",
    Reason.JOB_LOST: "SABnzbd has lost {name}; it is searched again.",
    Reason.USER_STOPPED: "{name} was stopped by somebody; AutoArr leaves it alone.",
    Reason.CAUSE_UNKNOWN: "AutoArr does not know why {name} failed; please decide.",
    Reason.NEEDS_A_PERSON: "{name} needs a person ({cause}).",
    Reason.POLICY_OFF: "What could be done about {name} is switched off.",
    Reason.STORM: "Many downloads failed within minutes; all actions wait, {name} too.",
    Reason.IN_FLIGHT: "Something is being done for this title already.",
    Reason.SEARCH_LIMIT: "Enough searches for today; {name} waits.",
    Reason.DAILY_LIMIT: "Enough automatic actions for today; {name} waits.",
    Reason.SERVICE_FAILED: "{name} waits, because a service did not do its part: {detail}",
    Reason.ASKED_BY_PERSON: "A person asked for it.",
    Reason.SUPERSEDED: "A newer failure of the same title took the place of {name}.",
    Reason.OUTCOME_UNKNOWN: "AutoArr was stopped while it acted and cannot read back what came of it; {name} waits.",
    Reason.UPGRADE_ONLY: "{name} would only have replaced what is in the library; nothing else is searched for it.",
    Reason.WORSE_MAY_BE_FOUND: "No other release of {name} was found in the wanted quality; a lower one may do.",
    Reason.STUCK: "{name} does not move although the news server delivers; ending it lets another release be found.",
    Reason.STUCK_UNPROVEN: "{name} does not move; whether the news server is to blame is being found out.",
    Reason.IMPORTABLE: "{service} waits for somebody to confirm {name}; every file in it is what was asked for.",
    Reason.NOT_AN_UPGRADE: "{name} is not better than what is in the library; import it anyway or leave it.",
    Reason.IMPORT_IS_RETRIED: "{service} tries to import {name} again by itself.",
    Reason.IMPORT_NEEDS_A_PERSON: "{service} does not import {name} ({cause}); please look at it there.",
    Reason.CONTENT_AT_FAULT: "{name} holds nothing that may be imported ({cause}); another release is needed.",
    Reason.WRONG_CONTENT: "{name} is not what its name says; another release is needed.",
    Reason.WRONG_LANGUAGE: "{name} is in none of the wanted languages; it is in the library all the same.",
    Reason.HOUSE_HOLDS: "{name} waits, because the house asks to wait.",
    Reason.DISK_LOW: "{name} waits until there is more space than you want to keep free.",
    Reason.INDEXERS_DOWN: "The indexers of {service} are not well; {name} is searched when they are.",
    Reason.SERIES_LIMIT: "Enough was done for this series today; {name} waits.",
    Reason.IGNORED: "Somebody asked AutoArr to leave {name} alone.",
    Reason.POSTPONED: "Somebody asked AutoArr to wait with {name}.",
    Reason.UNDONE: "Somebody took back what AutoArr had done about {name}; it is left alone.",
    Reason.TORRENT: "{name} is a torrent; AutoArr only watches it.",
    Reason.MOVES_AGAIN: "{name} moves again; nothing has to be done.",
}
"""English templates. Placeholders: name, cause, service, detail; a template uses some of them."""


class Refusal(StrEnum):
    """Why something a person asked for is not done."""

    UNKNOWN_JOB = "unknown_job"
    UNKNOWN_INSTANCE = "unknown_instance"
    STOPPING = "stopping"
    IN_FLIGHT = "in_flight"
    REPLACED = "replaced"
    IMPORTED = "imported"
    TITLE_GONE = "title_gone"
    TITLE_UNMONITORED = "title_unmonitored"
    TITLE_UNAVAILABLE = "title_unavailable"
    DECIDE_IN_SABNZBD = "decide_in_sabnzbd"
    NOT_RETRYABLE = "not_retryable"
    SERVICE_FAILED = "service_failed"
    NOT_SAVED = "not_saved"
    NO_POLICY = "no_policy"
    STILL_RUNNING = "still_running"
    NOT_BLOCKED = "not_blocked"
    NOT_IMPORTABLE = "not_importable"
    HAS_FILE = "has_file"
    FOREIGN_JOB = "foreign_job"
    TORRENT = "torrent"
    NO_LOWER_QUALITY = "no_lower_quality"
    NO_OTHER_RELEASE = "no_other_release"
    NOTHING_TO_UNDO = "nothing_to_undo"
    SETTLED = "settled"


REFUSALS: Final[Mapping[Refusal, str]] = {
    Refusal.UNKNOWN_JOB: "AutoArr knows no failed download {job}.",
    Refusal.UNKNOWN_INSTANCE: "No connected service {instance}.",
    Refusal.STOPPING: "AutoArr is stopping; try again after it has started.",
    Refusal.IN_FLIGHT: "Something is being done for {name} already; wait until it has ended.",
    Refusal.REPLACED: "Another release is already on its way in place of {name}.",
    Refusal.IMPORTED: "{name} is in the library by now.",
    Refusal.TITLE_GONE: "The title {name} was for is no longer in the library; add it again first.",
    Refusal.TITLE_UNMONITORED: "The title {name} was for is not monitored; monitor it first.",
    Refusal.TITLE_UNAVAILABLE: "The title {name} was for is not out yet.",
    Refusal.DECIDE_IN_SABNZBD: "SABnzbd paused {name} because of its own settings; resume or delete it there.",
    Refusal.NOT_RETRYABLE: "SABnzbd no longer holds what it needs to try {name} again.",
    Refusal.SERVICE_FAILED: "A service did not do its part: {detail}",
    Refusal.NOT_SAVED: "Nothing was done, because it could not be written down first: {detail}",
    Refusal.NO_POLICY: "The strategy {strategy} changes nothing and so has no policy.",
    Refusal.STILL_RUNNING: "{service} is being switched already; wait until that has ended.",
    Refusal.NOT_BLOCKED: "{name} does not wait for an import.",
    Refusal.NOT_IMPORTABLE: "It is not certain that {name} is what was asked for: {detail} Import it by hand there.",
    Refusal.HAS_FILE: "Something of {name} is in the library already; a lower quality would not replace it.",
    Refusal.FOREIGN_JOB: "No Radarr or Sonarr asked for {name}; there is nothing to search for.",
    Refusal.TORRENT: "{name} is a torrent; AutoArr at most imports it and never removes it.",
    Refusal.NO_LOWER_QUALITY: "No release of {name} was found in a lower quality that you allow.",
    Refusal.NO_OTHER_RELEASE: "No other release of {name} was found.",
    Refusal.NOTHING_TO_UNDO: "AutoArr has done nothing about {name} that can be taken back.",
    Refusal.SETTLED: "The story of {name} has ended already.",
}
"""English templates; the placeholders are those the error carries."""


class RecoveryRefused(Exception):
    """What a person asked for is not done; `refusal` and `placeholders` say why."""

    def __init__(self, refusal: Refusal, **placeholders: str) -> None:
        """Remember why."""
        super().__init__(REFUSALS[refusal].format_map(placeholders))
        self.refusal = refusal
        self.placeholders = placeholders
