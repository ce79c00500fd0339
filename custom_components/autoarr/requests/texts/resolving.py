"""Texts about what was found, or not."""

from collections.abc import Mapping
from typing import Final

RESOLVING: Final[Mapping[str, str]] = {
    # proposals
    "proposed_kind": ("{title}, {kind}, in {instance} with the profile {profile}. Shall I add it?"),
    "proposed_unaired": (
        "{title}, {kind}, in {instance} with the profile {profile}. "
        "It is first shown on {date}. Shall I add it?"
    ),
    "proposed_unaired_undated": (
        "{title}, {kind}, in {instance} with the profile {profile}. "
        "When it is first shown is not known yet. Shall I add it?"
    ),
    "proposed_in_cinemas": (
        "{title}, in {instance} with the profile {profile}. "
        "It is in cinemas and can be had at home from {date}. Shall I add it?"
    ),
    "proposed_in_cinemas_undated": (
        "{title}, in {instance} with the profile {profile}. "
        "It is in cinemas; when it can be had at home is not known yet. Shall I add it?"
    ),
    "proposed_before_cinemas": (
        "{title}, in {instance} with the profile {profile}. "
        "It comes to cinemas on {date}. Shall I add it?"
    ),
    "proposed_unreleased": (
        "{title}, in {instance} with the profile {profile}. "
        "It is not released yet: {date}. Shall I add it?"
    ),
    "proposed_unreleased_undated": (
        "{title}, in {instance} with the profile {profile}. "
        "It is not released yet, and no date is known. Shall I add it?"
    ),
    "guessed": (
        "I think you mean {title}. It would go to {instance} with the profile {profile}. "
        "Shall I add it?"
    ),
    "kind_anime": "an anime series",
    "kind_daily": "a daily show",
    "kind_series": "a series",
    # questions
    "which_one": "Which {title} do you mean: {options}?",
    "which_one_two": "Which {title} do you mean: {first} or {second}?",
    "did_you_mean_no_radarr": (
        "Do you mean the series {title}? No Radarr is set up, so films were not looked for."
    ),
    "did_you_mean_no_sonarr": (
        "Do you mean the film {title}? No Sonarr is set up, so series were not looked for."
    ),
    "which_title_no_radarr": (
        "Which series do you mean: {options}? No Radarr is set up, so films were not looked for."
    ),
    "which_title_no_sonarr": (
        "Which film do you mean: {options}? No Sonarr is set up, so series were not looked for."
    ),
    "which_title_two_no_radarr": (
        "Do you mean the series {first} or {second}? "
        "No Radarr is set up, so films were not looked for."
    ),
    "which_title_two_no_sonarr": (
        "Do you mean the film {first} or {second}? "
        "No Sonarr is set up, so series were not looked for."
    ),
    # nothing to do
    "already_available_in": "{title} is already in the library of {instance}, in {have}.",
    "already_upgrading": (
        "{title} is already in the library of {instance}, in {have}. "
        "{instance} takes {quality} as soon as it finds it."
    ),
    "already_lower": (
        "{title} is already in the library of {instance}, in {have}, and {instance} does not look "
        "for anything better. Search for {quality} there."
    ),
    "already_partly": (
        "{title} is already in {instance}: {have} of {total} episodes are there, "
        "and the others are looked for."
    ),
    "already_other_profile": (
        "{title} is already in {instance}, with the profile {profile}, which does not allow "
        "{quality}. The profile {other} does: choose it in {instance}."
    ),
    # not possible
    "no_such_season_of": "{title} has no season {seasons}; it has the seasons {options}.",
    "no_specials": "{title} has no specials.",
    "no_such_episode": (
        "Season {season} of {title} has no episode {episodes}; it has the episodes {options}."
    ),
    "no_profile_anywhere": "None of {services} has a quality profile that allows {quality}.",
    "not_found_no_radarr": (
        "No series called {title} was found. It may be a film, but no Radarr is set up."
    ),
    "not_found_no_sonarr": (
        "No film called {title} was found. It may be a series, but no Sonarr is set up."
    ),
    "not_found_described": ("I know of nothing called {title}. Do you know its title, or a year?"),
}
