"""What people answer, in five languages, and what that means for the question that is open."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, Final

from hypothesis import given, strategies as st
import pytest

from custom_components.autoarr.requests.dialogue.reading import LANGUAGES, is_reply, read_reply
from custom_components.autoarr.requests.dialogue.replies import (
    Again,
    Both,
    Change,
    Changes,
    Choose,
    Forget,
    Instead,
    No,
    Other,
    Reply,
    Unclear,
    Yes,
)
from custom_components.autoarr.requests.models import Choice, MediaRef, Request, Scope
from custom_components.autoarr.requests.parsed import MediaType, Quality

NOW: Final = datetime(2026, 11, 1, tzinfo=UTC)
UHD = Changes(quality=Quality.UHD)
FULL_HD = Changes(quality=Quality.FULL_HD)


def film(title: str, year: int | None, number: int, overview: str = "") -> Choice:
    """Return a film to choose."""
    media = MediaRef(media_type=MediaType.MOVIE, title=title, year=year, tmdb_id=number)
    return choice(media, Scope.MOVIE, overview=overview)


def series(title: str, year: int, number: int, *seasons: int) -> Choice:
    """Return a series to choose, all of it or some seasons."""
    media = MediaRef(media_type=MediaType.TV, title=title, year=year, tvdb_id=number)
    return choice(media, Scope.SEASONS if seasons else Scope.ALL, seasons=seasons)


def choice(media: MediaRef, scope: Scope, **more: Any) -> Choice:
    """Return a choice."""
    return Choice(
        media=media,
        instance_id="arr",
        instance_name="Arr",
        profile_id=1,
        profile_name="HD",
        root_folder="/media",
        scope=scope,
        **more,
    )


def asked(*choices: Choice) -> Request:
    """Return a request whose question is open."""
    return Request(id="r", created=NOW, updated=NOW, choices=choices)


DUNES = asked(
    film("Dune", 2021, 1, "Paul Atreides unites with the Fremen."),
    film("Dune", 1984, 2, "David Lynch sends giant sandworms."),
)
PARTS = asked(film("Dune", 2021, 1), film("Dune: Part Two", 2024, 3), film("1984", 1956, 4))
KINDS = asked(film("Fargo", 1996, 5), series("Fargo", 2014, 6))
ONE = asked(film("Dune", 2021, 1))
SEASONS = asked(series("Fargo", 2014, 6), series("Fargo", 2014, 6, 5))
WHOLE = asked(series("Fargo", 2014, 6))
OFFICES = asked(
    replace(series("The Office (US)", 2005, 7), maker="NBC", language="English"),
    replace(
        series("The Office (UK)", 2001, 8), maker="BBC Two", language="English", overview="Join us."
    ),
)
CANCEL = asked()
UNDATED = asked(film("Dune", None, 1), film("Dune", 1984, 2))

ENGLISH: Final[list[tuple[Request, str, Reply]]] = [
    # where it comes from, and who made it
    (OFFICES, "the american one", Choose(1)),
    (OFFICES, "the US one", Choose(1)),
    (OFFICES, "the british version please", Choose(2)),
    (OFFICES, "the BBC one", Choose(2)),
    (OFFICES, "the english one", Choose(2)),
    (OFFICES, "the german one", Other()),
    # yes, no, and their kind
    (ONE, "yes", Yes()),
    (ONE, "Yes, please!", Yes()),
    (ONE, "uhm yeah go ahead", Yes()),
    (ONE, "yes yes yes", Yes()),
    (ONE, "that's the one", Yes()),
    (ONE, "yes, Dune", Yes()),
    (ONE, "no", No()),
    (ONE, "no thanks", No()),
    (ONE, "not that one", No()),
    (ONE, "no no", No()),
    (ONE, "no yes", Unclear()),
    (ONE, "forget it", Forget()),
    (ONE, "no, never mind", Forget()),
    (ONE, "cancel", Forget()),
    (ONE, "what?", Again()),
    (DUNES, "which ones are there", Again()),
    (DUNES, "both of them", Both()),
    (DUNES, "none of them", No()),
    (DUNES, "yes", Yes()),
    # one of several
    (DUNES, "the second", Choose(2)),
    (DUNES, "number two", Choose(2)),
    (DUNES, "2", Choose(2)),
    (DUNES, "the last one", Choose(2)),
    (DUNES, "the old one", Choose(2)),
    (DUNES, "the new one please", Choose(1)),
    (DUNES, "the latest", Choose(1)),
    (DUNES, "1984", Choose(2)),
    (DUNES, "from nineteen eighty four", Choose(2)),
    (DUNES, "the eighty four one", Choose(2)),
    (DUNES, "Dune from 1984", Choose(2)),
    (DUNES, "yes, the second one", Choose(2, sure=True)),
    (DUNES, "that one from 1984", Choose(2)),
    (DUNES, "the one with the sandworms", Choose(2)),
    (DUNES, "the Lynch one", Choose(2)),
    (DUNES, "the one from 1984 in 4k", Choose(2, UHD)),
    (DUNES, "the one with Timothée", Unclear(described=True)),
    (DUNES, "the third", Unclear()),
    (DUNES, "Dune", Unclear()),
    (DUNES, "the movie", Unclear()),
    (DUNES, "no, the 2000 one", Change(Changes(year=2000))),
    (DUNES, "the series", Change(Changes(media_type=MediaType.TV))),
    (UNDATED, "the old one", Unclear()),
    (PARTS, "dune part two", Choose(2)),
    (PARTS, "Dune: Part Two", Choose(2)),
    (PARTS, "1984", Choose(3)),
    (PARTS, "the first one", Choose(1)),
    (KINDS, "no, the series", Choose(2)),
    (KINDS, "the film", Choose(1)),
    (KINDS, "the newer one", Choose(2)),
    # otherwise
    (ONE, "yes but in 1080p", Yes(FULL_HD)),
    (ONE, "yes please in four k", Yes(UHD)),
    (ONE, "in 4K please", Change(UHD)),
    (ONE, "could you make it full HD", Change(FULL_HD)),
    (ONE, "no, in 4k", Change(UHD)),
    (ONE, "no, the series", Change(Changes(media_type=MediaType.TV))),
    (ONE, "no, from 1984", Change(Changes(year=1984))),
    (ONE, "no, the old one", Unclear()),
    (ONE, "no, I meant Blade Runner", Instead("Blade Runner")),
    # seasons
    (SEASONS, "all of them", Choose(1)),
    (SEASONS, "the whole series", Choose(1)),
    (SEASONS, "only the latest", Choose(2)),
    (SEASONS, "season five", Choose(2)),
    (SEASONS, "the second season of Fargo", Change(Changes(seasons=(2,)))),
    (SEASONS, "seasons 1 to 3", Change(Changes(seasons=(1, 2, 3)))),
    (SEASONS, "season 1 and 3", Change(Changes(seasons=(1, 3)))),
    (SEASONS, "the first", Change(Changes(seasons=(1,)))),
    (WHOLE, "only season 2", Change(Changes(seasons=(2,)))),
    (WHOLE, "yes, but only the latest season", Yes(Changes(latest=True))),
    (WHOLE, "season 2 episode 3", Change(Changes(seasons=(2,), episodes=(3,)))),
    # no answers
    (ONE, "turn on the lights", Other()),
    (ONE, "no turn on the light", Other()),
    (DUNES, "add Inception", Other()),
    (DUNES, "cancel Dune", Other()),
    (DUNES, "what's the weather", Other()),
    (DUNES, "yes man", Other()),
    (ONE, "", Other()),
    (ONE, "?!", Other()),
    (ONE, "yes " * 500, Other()),
    (CANCEL, "yes", Yes()),
    (CANCEL, "no", No()),
    (CANCEL, "the second one", Other()),
]

OTHERS: Final[list[tuple[str, Request, str, Reply]]] = [
    ("de", ONE, "Ja, gerne!", Yes()),
    ("de", ONE, "nein danke", No()),
    ("de", ONE, "vergiss es", Forget()),
    ("de", ONE, "wie bitte?", Again()),
    ("de", ONE, "ja, aber in 1080p", Yes(FULL_HD)),
    ("de", ONE, "lieber in vier K", Change(UHD)),
    ("de", ONE, "nein, ich meinte Blade Runner", Instead("Blade Runner")),
    ("de", DUNES, "den alten", Choose(2)),
    ("de", DUNES, "Den von 1984 bitte", Choose(2)),
    ("de", DUNES, "die zweite", Choose(2)),
    ("de", DUNES, "der Fünfte", Unclear()),
    ("de", KINDS, "nein, die Serie", Choose(2)),
    ("de", SEASONS, "nur die neueste Staffel", Choose(2)),
    ("de", SEASONS, "alle Staffeln", Choose(1)),
    ("de", SEASONS, "Staffel zwei", Change(Changes(seasons=(2,)))),
    ("de-CH", ONE, "ja", Yes()),
    ("de", ONE, "schalte das Licht ein", Other()),
    ("de", DUNES, "the second one", Choose(2)),
    ("fr", ONE, "Oui, s'il te plaît", Yes()),
    ("fr", ONE, "non merci", No()),
    ("fr", ONE, "laisse tomber", Forget()),
    ("fr", ONE, "oui mais en 1080p", Yes(FULL_HD)),
    ("fr", DUNES, "l'ancien", Choose(2)),
    ("fr", DUNES, "celui de 1984", Choose(2)),
    ("fr", DUNES, "la deuxième", Choose(2)),
    ("fr", KINDS, "non, la série", Choose(2)),
    ("fr", SEASONS, "toutes les saisons", Choose(1)),
    ("fr", SEASONS, "la dernière saison", Choose(2)),
    ("fr", ONE, "allume la lumière", Other()),
    ("es", ONE, "Sí, por favor", Yes()),
    ("es", ONE, "no, gracias", No()),
    ("es", ONE, "olvídalo", Forget()),
    ("es", ONE, "sí, pero en 1080p", Yes(FULL_HD)),
    ("es", DUNES, "la antigua", Choose(2)),
    ("es", DUNES, "la de 1984", Choose(2)),
    ("es", DUNES, "el segundo", Choose(2)),
    ("es", KINDS, "no, la serie", Choose(2)),
    ("es", SEASONS, "todas las temporadas", Choose(1)),
    ("es", SEASONS, "solo la última temporada", Choose(2)),
    ("es", ONE, "enciende la luz", Other()),
    ("nl", ONE, "Ja, graag", Yes()),
    ("nl", ONE, "nee bedankt", No()),
    ("nl", ONE, "laat maar", Forget()),
    ("nl", ONE, "ja maar in 1080p", Yes(FULL_HD)),
    ("nl", DUNES, "de oude", Choose(2)),
    ("nl", DUNES, "die van 1984", Choose(2)),
    ("nl", DUNES, "de tweede", Choose(2)),
    ("nl", KINDS, "nee, de serie", Choose(2)),
    ("nl", SEASONS, "alle seizoenen", Choose(1)),
    ("nl", SEASONS, "alleen het nieuwste seizoen", Choose(2)),
    ("nl", ONE, "doe het licht aan", Other()),
]


@pytest.mark.parametrize(("pending", "text", "meaning"), ENGLISH)
def test_english_answers(pending: Request, text: str, meaning: Reply) -> None:
    """Each means exactly this, and nothing that is not an answer is taken for one."""
    assert read_reply(text, pending=pending, language="en") == meaning


@pytest.mark.parametrize(("language", "pending", "text", "meaning"), OTHERS)
def test_answers_in_other_languages(
    language: str, pending: Request, text: str, meaning: Reply
) -> None:
    """The same things, as they are said elsewhere; English is understood everywhere."""
    assert read_reply(text, pending=pending, language=language) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("yes", Yes()),
        ("no", No()),
        ("no, the other one", Choose(2)),
        ("the other one", Choose(2)),
        ("no, the old one", Choose(2)),
        ("yes but in 4k", Yes(UHD)),
        ("the new one", Unclear()),
    ],
)
def test_once_one_of_several_was_taken(text: str, meaning: Reply) -> None:
    """A yes is about that one, and the others can still be had."""
    assert read_reply(text, pending=DUNES, language="en", chosen=1) == meaning


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("yes", "en", True),
        ("the second one", "en", True),
        ("forget it", "en", True),
        ("ja bitte", "de", True),
        ("turn on the lights", "en", False),
        ("second gear", "en", False),
        ("", "en", False),
        ("yes " * 1_000, "en", False),
    ],
)
def test_what_answers_some_question(text: str, language: str, expected: bool) -> None:
    """Asked when none is open."""
    assert is_reply(text, language=language) is expected


PENDING = st.sampled_from([DUNES, PARTS, KINDS, ONE, SEASONS, WHOLE, CANCEL, UNDATED])
SAID = st.lists(
    st.sampled_from(
        [
            "yes",
            "no",
            "the",
            "a",
            "second",
            "old",
            "new",
            "one",
            "1984",
            "84",
            "4k",
            "series",
            "film",
            "season",
            "two",
            "all",
            "but",
            "in",
            "with",
            "of",
            "latest",
            "other",
            "2",
            "seasons",
            "1",
            "to",
            "9999",
            "and",
            "dune",
            "part",
            "fargo",
            "sandworms",
            "forget",
            "it",
            "ja",
            "nein",
            "alte",
            "what",
            "episode",
            "turn",
            "on",
            "lights",
        ]
    ),
    max_size=9,
).map(" ".join)


@given(
    st.text(max_size=400) | SAID,
    PENDING,
    st.sampled_from([*LANGUAGES, "de-CH", "xx", "", None]),
    st.none() | st.integers(1, 3),
)
def test_every_answer_means_something(
    text: str, pending: Request, language: str | None, chosen: int | None
) -> None:
    """Nothing raises, and a number is always one of the choices."""
    number = chosen if chosen and chosen <= len(pending.choices) else None
    reply = read_reply(text, pending=pending, language=language, chosen=number)
    if isinstance(reply, Choose):
        assert 1 <= reply.number <= len(pending.choices)
    assert reply == read_reply(f"  {text} ", pending=pending, language=language, chosen=number)


@given(SAID, PENDING)
def test_nothing_is_a_yes_without_one(text: str, pending: Request) -> None:
    """Only who says a word of consent consents."""
    reply = read_reply(text, pending=pending, language="en")
    consents = isinstance(reply, Yes) or (isinstance(reply, Choose) and reply.sure)
    assert not consents or "yes" in text.split()
