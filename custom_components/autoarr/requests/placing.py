"""Decides where a title goes and how much of it, or why nothing is to be done: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ..clients.errors import ServiceError
from ..clients.models.servarr import QualityProfile
from .lookup import Shelves
from .media import ArrInstance, Candidate, Choice, Note, Scope, in_words
from .parsed import ParsedItem
from .profiles import allows, choose_profile, choose_root_folder

type Read = Mapping[str, Shelves | ServiceError | TimeoutError]
MAX_SEASON_CHOICES: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class There:
    """The title is there already, and the note says how it stands."""

    candidate: Candidate
    choice: Choice
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An instance that can take the title, with its own view of it."""

    instance: ArrInstance
    candidate: Candidate
    profile: QualityProfile
    root_folder: str


def place(
    views: Sequence[Candidate], instances: Sequence[ArrInstance], shelves: Read, item: ParsedItem
) -> Choice | There | Note:
    """Return what to do about a title, that it is there already, or why it cannot be added.

    `views` holds what each instance of its kind knows about the one title. A title that is in the
    library of an instance whose profile does not allow the asked quality goes to one that can.
    """
    by_id = {view.instance_id: view for view in views}
    ordered = sorted(
        (one for one in instances if one.ref.id in by_id),
        key=lambda one: not one.defaults.is_default,
    )
    owned = [one for one in ordered if by_id[one.ref.id].media_id is not None]
    for instance in owned:
        view = by_id[instance.ref.id]
        profile = _profile_of(view, shelves.get(instance.ref.id))
        if item.quality is None or allows(profile, item.quality):
            return _in_library(instance, view, profile, item)
    refusals: list[Note] = []
    for instance in ordered:
        if instance in owned:
            continue
        found = _free_place(instance, by_id[instance.ref.id], shelves.get(instance.ref.id), item)
        if isinstance(found, Note):
            refusals.append(found)
        else:
            return _wanted(found, item)
    if owned and item.quality is not None:
        return _other_quality(owned[0], by_id[owned[0].ref.id], shelves, item)
    return refusals[0] if refusals else Note(key="no_service")


def expand(choice: Choice) -> tuple[tuple[Choice, ...], Note]:
    """Return the choices of seasons that an undecided series leaves, and the question."""
    numbers = choice.known_seasons
    title = choice.media.label
    if choice.episodes:
        some = numbers[-MAX_SEASON_CHOICES:]
        wanted = in_words(choice.episodes)
        filled = {"title": title, "episodes": wanted, "options": in_words(some)}
        choices = (replace(choice, scope=Scope.EPISODES, seasons=(number,)) for number in some)
        return tuple(choices), Note(key="which_season", placeholders=filled)
    latest = numbers[-1]
    everything = replace(choice, scope=Scope.ALL)
    newest = replace(choice, scope=Scope.SEASONS, seasons=(latest,))
    filled = {"title": title, "count": str(len(numbers)), "latest": str(latest)}
    return (everything, newest), Note(key="which_seasons", placeholders=filled)


def date_note(prefix: str, when: date | None, **placeholders: str) -> Note:
    """Return a note about something that comes out later, with or without a known date."""
    if when is None:
        return Note(key=f"{prefix}_undated", placeholders=placeholders)
    return Note(key=prefix, placeholders={**placeholders, "date": when.isoformat()})


def _profile_of(
    view: Candidate, shelf: Shelves | ServiceError | TimeoutError | None
) -> QualityProfile | None:
    """Return the profile a title in the library has."""
    if not isinstance(shelf, Shelves):
        return None
    return next((one for one in shelf.profiles if one.id == view.profile_id), None)


def _in_library(
    instance: ArrInstance, view: Candidate, profile: QualityProfile | None, item: ParsedItem
) -> Choice | There | Note:
    """Return how a title in the library stands, or what has to be monitored to get it."""
    known = _known(instance, view, profile)
    if view.media.is_movie:
        if view.has_file:
            return _there(view, known, "already_available")
        if not view.released:
            filled = {"title": view.media.label, "instance": instance.ref.name}
            note = date_note("already_unreleased", view.release_date, **filled)
            return There(candidate=view, choice=replace(known, there=note), note=note)
        return _there(view, known, "already_monitored") if view.monitored else known
    choice = _scoped(known, view, item)
    if isinstance(choice, Note) or choice.scope is Scope.EPISODES:
        return choice
    wanted = choice.seasons if choice.scope is Scope.SEASONS else view.season_numbers
    facts = [season for season in view.seasons if season.number in wanted]
    if not view.monitored or not all(season.monitored for season in facts):
        return choice
    complete = facts and all(season.files and not season.missing for season in facts)
    return _there(view, choice, "already_available" if complete else "already_monitored")


def _known(instance: ArrInstance, view: Candidate, profile: QualityProfile | None) -> Choice:
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
    )


def _there(view: Candidate, choice: Choice, key: str) -> There:
    """Say that a title is there, and how it stands."""
    filled = {"title": choice.label, "instance": choice.instance_name}
    note = Note(key=key, placeholders=filled)
    return There(candidate=view, choice=replace(choice, there=note), note=note)


def _free_place(
    instance: ArrInstance,
    view: Candidate,
    shelf: Shelves | ServiceError | TimeoutError | None,
    item: ParsedItem,
) -> _Place | Note:
    """Return where an instance would put a title, or why it cannot."""
    name = instance.ref.name
    if not isinstance(shelf, Shelves):
        return Note(
            key="unavailable_for", placeholders={"services": name, "title": view.media.label}
        )
    profile = choose_profile(shelf.profiles, instance.defaults.profiles, item.quality)
    if profile is None:
        if item.quality is None or not shelf.profiles:
            return Note(key="no_profiles", placeholders={"instance": name})
        names = ", ".join(one.name for one in shelf.profiles)
        filled = {"instance": name, "quality": item.quality.value, "profiles": names}
        return Note(key="no_profile", placeholders=filled)
    folder, gone = choose_root_folder(shelf.folders, instance, anime=view.anime)
    if folder is not None:
        return _Place(instance=instance, candidate=view, profile=profile, root_folder=folder)
    if gone is not None:
        return Note(key="root_folder_gone", placeholders={"instance": name, "folder": gone})
    return Note(key="no_root_folder", placeholders={"instance": name})


def _wanted(place_found: _Place, item: ParsedItem) -> Choice | Note:
    """Return the choice that adds a title, with as much of it as was asked."""
    view = place_found.candidate
    choice = Choice(
        media=view.media,
        instance_id=place_found.instance.ref.id,
        instance_name=place_found.instance.ref.name,
        profile_id=place_found.profile.id,
        profile_name=place_found.profile.name,
        root_folder=place_found.root_folder,
        scope=Scope.MOVIE,
        known_seasons=view.season_numbers,
        series_type=view.series_type,
        released=view.released,
        release_date=view.release_date,
        overview=view.overview,
        poster_url=view.poster_url,
    )
    return choice if view.media.is_movie else _scoped(choice, view, item)


def _scoped(choice: Choice, view: Candidate, item: ParsedItem) -> Choice | Note:
    """Return the choice with the seasons or episodes that were asked, or that there are none such."""
    numbers = view.season_numbers
    listed = {season.number for season in view.seasons}
    if item.seasons:
        unknown = tuple(number for number in item.seasons if number not in listed)
        if unknown and listed:
            filled = {
                "title": view.media.label,
                "seasons": in_words(unknown),
                "count": str(len(numbers)),
            }
            return Note(key="no_such_season", placeholders=filled)
        if item.episodes:
            season = item.seasons[:1]
            return replace(choice, scope=Scope.EPISODES, seasons=season, episodes=item.episodes)
        if set(numbers) <= set(item.seasons) and len(numbers) > 1:
            return replace(choice, scope=Scope.ALL)
        return replace(choice, scope=Scope.SEASONS, seasons=item.seasons)
    if item.episodes and len(numbers) == 1:
        return replace(choice, scope=Scope.EPISODES, seasons=numbers, episodes=item.episodes)
    if item.latest and numbers and not item.all_seasons:
        return replace(choice, scope=Scope.SEASONS, seasons=numbers[-1:])
    if item.all_seasons or len(numbers) <= 1:
        return replace(choice, scope=Scope.ALL)
    return replace(choice, scope=Scope.UNDECIDED, episodes=item.episodes)


def _other_quality(
    instance: ArrInstance, view: Candidate, shelves: Read, item: ParsedItem
) -> There:
    """Say that a title is there, with a profile that does not allow the asked quality."""
    profile = _profile_of(view, shelves.get(instance.ref.id))
    known = _known(instance, view, profile)
    filled = {
        "title": view.media.label,
        "instance": instance.ref.name,
        "profile": known.profile_name or "?",
        "quality": item.quality.value if item.quality else "",
    }
    note = Note(key="already_other_quality", placeholders=filled)
    return There(candidate=view, choice=replace(known, there=note), note=note)
