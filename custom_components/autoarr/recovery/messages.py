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
}
"""English templates; the placeholders are those the error carries."""


class RecoveryRefused(Exception):
    """What a person asked for is not done; `refusal` and `placeholders` say why."""

    def __init__(self, refusal: Refusal, **placeholders: str) -> None:
        """Remember why."""
        super().__init__(REFUSALS[refusal].format_map(placeholders))
        self.refusal = refusal
        self.placeholders = placeholders
