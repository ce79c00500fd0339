"""Decides where a title goes and how much of it, or why nothing is to be done: pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ..clients.errors import ServiceError
from ..clients.models.servarr import QualityProfile
from .lookup import Shelves
from .media import ArrInstance, Candidate, Choice, Note, Scope, in_words
from .parsed import ParsedItem, Quality
from .profiles import allows, assures, choose_profile, choose_root_folder, meant_for
from .scoping import scoped
from .standing import There, date_note, in_library, known, other_quality

__all__ = ["MAX_SEASON_CHOICES", "Read", "There", "date_note", "expand", "place"]

type Read = Mapping[str, Shelves | ServiceError | TimeoutError]
MAX_SEASON_CHOICES: Final = 8


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
            return in_library(instance, view, profile, item)
    free = [
        _free_place(one, by_id[one.ref.id], shelves.get(one.ref.id), item)
        for one in ordered
        if one not in owned
    ]
    places = [one for one in free if isinstance(one, _Place)]
    if places:
        return _wanted(_best(places, item.quality), item)
    if owned and item.quality is not None:
        instance = owned[0]
        view, shelf = by_id[instance.ref.id], shelves.get(instance.ref.id)
        if isinstance(shelf, Shelves):
            profile = _profile_of(view, shelf)
            return other_quality(instance, view, profile, shelf.profiles, item.quality)
        return _unread(instance, view)
    return _refusal([one for one in free if isinstance(one, Note)])


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


def _profile_of(
    view: Candidate, shelf: Shelves | ServiceError | TimeoutError | None
) -> QualityProfile | None:
    """Return the profile a title in the library has."""
    if not isinstance(shelf, Shelves):
        return None
    return next((one for one in shelf.profiles if one.id == view.profile_id), None)


def _best(places: Sequence[_Place], quality: Quality | None) -> _Place:
    """Return the place that suits a quality best; the default instance where none was asked for."""
    if quality is None:
        return places[0]
    return min(
        places,
        key=lambda one: (
            not assures(one.profile, quality),
            not meant_for(one.instance.ref.name, quality),
        ),
    )


def _free_place(
    instance: ArrInstance,
    view: Candidate,
    shelf: Shelves | ServiceError | TimeoutError | None,
    item: ParsedItem,
) -> _Place | Note:
    """Return where an instance would put a title, or why it cannot."""
    name = instance.ref.name
    if not isinstance(shelf, Shelves):
        return _unread(instance, view)
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


def _unread(instance: ArrInstance, view: Candidate) -> Note:
    """Say that an instance did not tell how it is set up."""
    filled = {"services": instance.ref.name, "title": view.media.label}
    return Note(key="unavailable_for", placeholders=filled)


def _refusal(notes: Sequence[Note]) -> Note:
    """Return why no instance can take a title; that one could not be asked comes first."""
    if not notes:
        return Note(key="no_service")
    silent = next((note for note in notes if note.key == "unavailable_for"), None)
    if silent is not None:
        return silent
    if len(notes) > 1 and all(note.key == "no_profile" for note in notes):
        names = ", ".join(note.placeholders["instance"] for note in notes)
        filled = {"services": names, "quality": notes[0].placeholders["quality"]}
        return Note(key="no_profile_anywhere", placeholders=filled)
    return notes[0]


def _wanted(place_found: _Place, item: ParsedItem) -> Choice | Note:
    """Return the choice that adds a title, with as much of it as was asked."""
    view = place_found.candidate
    choice = replace(
        known(place_found.instance, view, place_found.profile),
        media_id=None,
        root_folder=place_found.root_folder,
    )
    return choice if view.media.is_movie else scoped(choice, view, item)
