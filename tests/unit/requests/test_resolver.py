"""Proposals, with the catalogues of real services over HTTP."""

import pytest

from custom_components.autoarr.requests.media import ExactId, IdKind, ProposalKind
from custom_components.autoarr.requests.parsed import MediaType, ParsedItem, Quality
from tests.fakes.radarr import FakeRadarr
from tests.fakes.sonarr import FakeSonarr
from tests.unit.fakes.caller import DUNE, NEW_GIRL

from .house import House


def said(*titles: str, **facts: object) -> ParsedItem:
    """Return what was said."""
    return ParsedItem(titles=titles, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ExactId", None),
        ("tmdb:438631", ("tmdb", "438631")),
        ("TMDB: 438631", ("tmdb", "438631")),
        ("tvdb-121361", ("tvdb", "121361")),
        ("imdb:tt1160419", ("imdb", "tt1160419")),
        ("imdb:1160419", ("imdb", "tt1160419")),
        ("tt1160419", ("imdb", "tt1160419")),
        ("tmdb:tt5", None),
        ("tmdb:", None),
        ("", None),
    ],
)
def test_exact_ids_are_read(text: str, expected: tuple[str, str] | None) -> None:
    """As people and services write them."""
    found = ExactId.parse(text)
    assert (None if found is None else (found.kind.value, found.value)) == expected


async def test_a_later_hypothesis_is_asked_for_when_the_first_is_nothing(
    house: House, radarr: FakeRadarr
) -> None:
    """The catalogue is the judge."""
    proposal = await house.resolver.resolve(said("Qqqqq Nothing", "Interstellar"))

    assert proposal.kind is ProposalKind.CLEAR
    assert len(radarr.requests_to("/api/v3/movie/lookup")) == 2


async def test_one_lookup_is_enough_for_a_clear_title(house: House, radarr: FakeRadarr) -> None:
    """Indexes are not asked more than needed."""
    await house.resolver.resolve(said("Interstellar", "the Interstellar movie"))

    assert len(radarr.requests_to("/api/v3/movie/lookup")) == 1


async def test_a_part_of_a_name_is_a_question(house: House) -> None:
    """Three films begin with these words."""
    proposal = await house.resolver.resolve(
        said("the lord of the rings", media_type=MediaType.MOVIE)
    )

    assert proposal.kind is ProposalKind.CHOICES
    assert len(proposal.choices) == 3
    assert proposal.note.key == "which_title"


async def test_a_misspelt_title_is_asked_back(house: House) -> None:
    """One candidate, not close enough."""
    proposal = await house.resolver.resolve(said("the shawshank", media_type=MediaType.MOVIE))

    assert proposal.kind is ProposalKind.CHOICES
    assert proposal.note.key == "did_you_mean"


async def test_not_found_names_the_closest(house: House) -> None:
    """Or the year that was asked."""
    proposal = await house.resolver.resolve(said("Dune Buggy Races", year=1912))
    assert proposal.kind is ProposalKind.NOT_FOUND
    nothing = await house.resolver.resolve(said("Zzyzx"))
    assert nothing.kind is ProposalKind.NOT_FOUND
    dated = await house.resolver.resolve(said("Zzyzx", year=2001))
    assert dated.note.key in {"not_found_year", "not_found_closest"}
    assert (await house.resolver.resolve(said())).note.key == "which"


async def test_the_default_instance_is_used(
    house: House, radarr: FakeRadarr, radarr_4k: FakeRadarr
) -> None:
    """Unless another one is needed for the quality."""
    house.set_defaults("radarr", is_default=False)
    house.connect("second", radarr_4k, is_default=True)

    proposal = await house.resolver.resolve(said("Interstellar"))

    assert proposal.choices[0].instance_id == "second"


async def test_a_title_of_any_instance_is_already_there(
    house: House, radarr_4k: FakeRadarr
) -> None:
    """Without a quality asked, one copy is enough."""
    house.connect("second", radarr_4k)
    radarr_4k.add(DUNE, profile=5)

    proposal = await house.resolver.resolve(said("Dune", year=2021))

    assert proposal.kind is ProposalKind.ALREADY_THERE
    assert proposal.found is not None
    assert proposal.found.instance_id == "second"


async def test_a_silent_instance_is_named_beside_the_answer(
    house: House, radarr_4k: FakeRadarr
) -> None:
    """The other one could do it."""
    house.connect("second", radarr_4k)
    radarr_4k.misbehave("error", status=500)

    proposal = await house.resolver.resolve(said("Interstellar"))

    assert proposal.kind is ProposalKind.CLEAR
    assert [ref.name for ref in proposal.silent] == ["Second"]


async def test_folders(house: House, radarr: FakeRadarr) -> None:
    """A chosen folder that is gone, and none at all."""
    house.set_defaults("radarr", root_folder="/gone")
    gone = await house.resolver.resolve(said("Interstellar"))
    assert (gone.kind, gone.note.key) == (ProposalKind.NOT_FOUND, "root_folder_gone")

    house.set_defaults("radarr", root_folder=None)
    radarr.core.tables["rootfolder"].clear()
    none = await house.resolver.resolve(said("Interstellar"))
    assert none.note.key == "no_root_folder"

    radarr.core.tables["qualityprofile"].clear()
    nothing = await house.resolver.resolve(said("Interstellar"))
    assert nothing.note.key == "no_profiles"


async def test_what_is_there_and_watchable_is_said_so(
    house: House, radarr: FakeRadarr, sonarr: FakeSonarr
) -> None:
    """Unreleased titles of the library say when."""
    radarr.add(1003596)

    proposal = await house.resolver.resolve(said("Avengers: Doomsday"))

    assert proposal.kind is ProposalKind.ALREADY_THERE
    assert proposal.note.key.startswith("already_unreleased")
    sonarr.add(NEW_GIRL)
    season = await house.resolver.resolve(said("New Girl", seasons=(1,)))
    assert season.note.key == "already_monitored"
    none = await house.resolver.resolve(said("New Girl", seasons=(12,)))
    assert none.note.key == "no_such_season"


async def test_ids_of_series(house: House) -> None:
    """An IMDb id is looked for in both kinds; a season makes a TMDB id one of a series."""
    imdb = await house.resolver.resolve_exact(
        ExactId(kind=IdKind.IMDB, value="tt1826940"), latest=True
    )
    tvdb = await house.resolver.resolve_exact(
        ExactId(kind=IdKind.TVDB, value=str(NEW_GIRL)), quality=Quality.FULL_HD, episodes=(1,)
    )
    both = {proposal.kind for proposal in (imdb, tvdb)}
    assert both <= {ProposalKind.CLEAR, ProposalKind.CHOICES, ProposalKind.NOT_FOUND}
    assert tvdb.note.key == "which_season"
