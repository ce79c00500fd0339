"""How a title that is in a library already stands: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from ..clients.models.servarr import QualityProfile
from .media import ArrInstance, Candidate, Choice, Note, Scope, SeasonFact
from .parsed import ParsedItem, Quality
from .profiles import allows, choose_profile
from .scoping import scoped


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """The title is there already, and the note says how it stands."""

    candidate: Candidate
    choice: Choice
    note: Note


def date_note(prefix: str, when: date | None, **placeholders: str) -> Note:
    """Return a note about something that comes out later, with or without a known date."""
    if when is None:
        return Note(key=f"{prefix}_undated", placeholders=placeholders)
    return Note(key=prefix, placeholders={**placeholders, "date": when.isoformat()})


def in_library(
    instance: ArrInstance, view: Candidate, profile: QualityProfile | None, item: ParsedItem
) -> Choice | There | Note:
    """Return how a title in the library stands, or what has to be monitored to get it."""
    choice = known(instance, view, profile)
    if view.media.is_movie:
        return _film(view, choice, profile, item.quality)
    wanted = scoped(choice, view, item)
    if isinstance(wanted, Note) or wanted.scope is Scope.EPISODES:
        return wanted
    numbers = wanted.seasons if wanted.scope is Scope.SEASONS else view.season_numbers
    facts = [season for season in view.seasons if season.number in numbers]
    if not view.monitored or not all(season.monitored for season in facts):
        return wanted
    return _series(view, wanted, facts)


def other_quality(
    instance: ArrInstance,
    view: Candidate,
    profile: QualityProfile | None,
    profiles: Sequence[QualityProfile],
    quality: Quality,
) -> There:
    """Say that a title is there with a profile that does not allow a quality, and which would."""
    choice = known(instance, view, profile)
    better = choose_profile(profiles, instance.defaults.profiles, quality)
    filled = {"profile": choice.profile_name or "?", "quality": quality.value}
    if better is None:
        return _there(view, choice, "already_other_quality", **filled)
    return _there(view, choice, "already_other_profile", **filled, other=better.name)


def known(instance: ArrInstance, view: Candidate, profile: QualityProfile | None) -> Choice:
    """Return a title of the library as a choice."""
    return Choice(
        media=view.media,
        media_id=view.media_id,
        instance_id=instance.ref.id,
        instance_name=instance.ref.name,
        profile_id=profile.id if profile else view.profile_id or 0,
        profile_name=profile.name if profile else "",
        root_folder="",
        scope=Scope.MOVIE if view.media.is_movie else Scope.ALL,
        known_seasons=view.season_numbers,
        series_type=view.series_type,
        released=view.released,
        release_date=view.release_date,
        overview=view.overview,
        poster_url=view.poster_url,
        poster_path=view.poster_path,
        uhd=profile is None or allows(profile, Quality.UHD),
        maker=view.maker,
        language=view.language,
    )


def _film(
    view: Candidate, choice: Choice, profile: QualityProfile | None, asked: Quality | None
) -> Choice | There:
    """Return how a film stands."""
    if view.has_file:
        return _file(view, choice, profile, asked)
    if not view.released:
        filled = {"title": view.media.label, "instance": choice.instance_name}
        note = date_note("already_unreleased", view.release_date, **filled)
        return There(candidate=view, choice=replace(choice, there=note), note=note)
    return _there(view, choice, "already_monitored") if view.monitored else choice


def _file(
    view: Candidate, choice: Choice, profile: QualityProfile | None, asked: Quality | None
) -> There:
    """Say in which quality a film is there, and whether a better one is looked for."""
    if not view.file_quality:
        return _there(view, choice, "already_available")
    have = {"have": view.file_quality}
    if asked is None or not view.file_lines or view.file_lines >= asked.lines:
        return _there(view, choice, "already_available_in", **have)
    looks = view.monitored and profile is not None and profile.upgrade_allowed
    key = "already_upgrading" if looks else "already_lower"
    return _there(view, choice, key, **have, quality=asked.value)


def _series(view: Candidate, choice: Choice, facts: Sequence[SeasonFact]) -> There:
    """Say how much of what is wanted of a series is there."""
    files, missing = sum(one.files for one in facts), sum(one.missing for one in facts)
    if facts and all(season.files and not season.missing for season in facts):
        return _there(view, choice, "already_available")
    if not files:
        return _there(view, choice, "already_monitored")
    return _there(view, choice, "already_partly", have=str(files), total=str(files + missing))


def _there(view: Candidate, choice: Choice, key: str, **more: str) -> There:
    """Say that a title is there, and how it stands."""
    filled = {"title": choice.label, "instance": choice.instance_name, **more}
    note = Note(key=key, placeholders=filled)
    return There(candidate=view, choice=replace(choice, there=note), note=note)
