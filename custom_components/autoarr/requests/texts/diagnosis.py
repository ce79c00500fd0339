"""Texts about why a title is not here."""

from collections.abc import Mapping
from typing import Final

DIAGNOSIS: Final[Mapping[str, str]] = {
    # conclusions
    "why_watchable": "{title} is here: Plex can play it.",
    "why_here": "{title} is here: {instance} has the file.",
    "why_no_such_title": "Nothing called {title} is requested, and no service knows it. Check how it is written, or say the year.",
    # links that do not matter
    "why_not_reached": "This comes later.",
    "why_passed": "{title} is past this.",
    "why_cannot_know": "For {title} this cannot be known now.",
    "why_silent": "{service} could not be asked about {title}. Look whether it runs, then ask again.",
    "why_late": "It did not answer in time.",
    # requested
    "why_requested": "{title} was requested.",
    "why_added_elsewhere": "Nobody asked AutoArr for {title}; it is in {instance} all the same.",
    "why_nobody_asked": "Nobody asked AutoArr for {title}.",
    "why_not_requested": "Nobody asked for {title}, and it is not in {services}. Ask for it to have it added.",
    "why_question_open": "{title} is not added yet: the question about it was never answered. Answer it, or ask for it again.",
    "why_approval": "{title} is not added yet: somebody has to approve it first.",
    "why_about_to_be_added": "{title} is confirmed and about to be added to {instance}.",
    "why_request_ended": "The request for {title} is over: {state}. Ask for it again.",
    # in the library of a Radarr or Sonarr
    "why_in_arr": "{instance} has {title} in its library.",
    "why_not_in_arr": "{title} was requested, but {instance} does not have it any more. Ask for it again.",
    "why_instance_gone": "The service that {title} was added to is no longer set up. Set it up again, or ask for {title} again.",
    "why_arr_silent": "{service} could not be asked, so nobody can tell where {title} is. Look whether it runs, then ask again.",
    # monitored
    "why_monitored": "{title} is monitored in {instance}.",
    "why_not_monitored": "{title} is in {instance}, but it is not monitored, so nobody looks for it. Ask for it again to have it monitored.",
    "why_episodes_not_monitored": "{title} is in {instance}, but {count} missing episodes are not monitored: {episodes}. Ask for them to have them monitored.",
    # released
    "why_released": "{title} is out.",
    "why_not_released": "{title} is not released yet: {date}. {instance} looks for it then.",
    "why_not_released_undated": "{title} is not released yet, and no date is known. {instance} looks for it once it is out.",
    "why_minimum_availability": "{title} is out, but {instance} waits longer: its minimum availability is not reached. Change that in {instance} to get it now.",
    "why_unaired": "{title} has not aired yet: {date}.",
    "why_unaired_undated": "{title} has not aired yet, and no date is known.",
    "why_rest_unaired": "{first} of {second} episodes of {title} are there; the next one airs on {date}.",
    "why_rest_unaired_undated": "{first} of {second} episodes of {title} are there; the others have no date yet.",
    "why_not_listed": "{instance} does not know {episodes} of {title}: it is not announced, or the list of episodes is not loaded yet.",
    # indexers
    "why_indexers_answer": "{instance} searches {count} indexers, and none complains.",
    "why_some_indexers_down": "Some indexers of {instance} have trouble, others answer.",
    "why_no_indexer": "{title} is in {instance} and monitored, but {instance} has no indexer. Add one in its settings.",
    "why_no_automatic_search": "{title} is in {instance} and monitored, but no indexer there is set to search by itself. Turn on automatic search for one.",
    "why_indexers_down": "{title} is in {instance} and monitored, but no indexer answers. Look at the indexers in {instance}.",
    # searched
    "why_some_fit": "{second} releases of {title} were found, and {first} fit.",
    "why_found_before": "A release of {title} was found before.",
    "why_search_under_way": "{instance} is searching for {title} right now.",
    "why_nothing_found": "{title} is out and {instance} searched for it, but no indexer has a release of it. It is found by itself once there is one.",
    "why_all_rejected": "{count} releases of {title} were found, but {instance} takes none of them. The most common reason: {reason}.",
    "why_still_searching": "The indexers are still being asked for {title}. Ask again in a minute.",
    "why_not_searched": "{title} is out and monitored, but {instance} could not search for it. Ask again in half an hour.",
    "why_no_interactive_search": "{title} is out and monitored, but no indexer in {instance} allows an interactive search, so nobody can see what is found. Turn it on for one.",
    # grabbed
    "why_grabbed": "A release of {title} was chosen.",
    "why_delay": "A release of {title} was found; {instance} holds it back because of a delay profile.",
    "why_client_unavailable": "A release of {title} was found, but {instance} cannot reach its download client. Look whether that runs.",
    "why_no_client": "{title} can be had, but {instance} has no working download client. Look at its settings.",
    "why_not_grabbed": "{count} releases of {title} fit, but {instance} has taken none. Start a search in {instance}.",
    # downloading
    "why_downloading": "{title} is downloading: {count} %.",
    "why_downloaded": "{title} is downloaded.",
    "why_job_queued": "The download of {title} waits for its turn.",
    "why_processing": "{title} is downloaded, and {service} is repairing or unpacking it.",
    "why_job_paused": "The download of {title} is paused. Resume it.",
    "why_sab_paused": "{title} waits in {service}, which is paused. Resume it.",
    "why_job_held": "{service} paused the download of {title}: {reason}. Decide there what to do with it.",
    "why_no_news_server": "{title} is downloading, but no news server delivers anything. Look at the servers in {service}.",
    "why_download_failed": "The download of {title} failed: {reason}",
    "why_failed_others_fit": "The download of {title} failed, but {count} other releases fit. Start a search in {instance}. The reason was: {reason}",
    "why_download_warning": "The download of {title} has a problem: {reason}",
    "why_job_gone": "A release of {title} was sent to the download client, but the download is gone: somebody removed it. Start a search in {instance}.",
    "why_sab_silent": "{title} was sent to the download client, but {service} could not be asked how far it is.",
    "why_no_sab": "{title} was sent to a download client that AutoArr is not connected to.",
    # imported
    "why_importing": "{title} is downloaded and about to be imported by {instance}.",
    "why_import_blocked": "{title} is downloaded, but {instance} does not import it: {reason}",
    "why_not_picked_up": "{title} is downloaded, but {instance} does not see it in {service}. Check that the category of the download is the one {instance} uses.",
    "why_ignored": "The download of {title} was taken out of the queue of {instance} by a person. Start a search in {instance}, or ask for it again.",
    # on disk
    "why_on_disk": "{instance} has the files of {title}.",
    "why_folder_gone": "{instance} cannot reach its folder {folder}, where {title} is. Check the disk or the share.",
    # Plex
    "why_no_plex": "No Plex is set up.",
    "why_plex_covers": "A library of {service} contains the folder.",
    "why_plex_silent": "{service} could not be asked whether it shows {title}. Look whether it runs, then ask again.",
    "why_no_plex_library": "{title} is on disk, but {service} has no library for it. Add one.",
    "why_plex_not_covering": "{title} is on disk in {folder}, but no library of {service} seems to contain that folder. Add it to a library.",
    "why_scanned": "Plex shows {title}.",
    "why_scanning": "{title} is on disk, and {service} is scanning its library.",
    "why_partly_scanned": "{service} shows {first} of {second} episodes of {title}; the others are on disk. Let it scan its library.",
    "why_not_scanned": "{title} is on disk, but {service} has not scanned it yet. Let it scan its library.",
    "why_not_matched": "{title} is on disk and {service} has scanned its library since, but does not show it. Look there for it among what is not matched.",
}
