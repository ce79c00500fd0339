"""What sentences mean."""

from datetime import date
import json

from hypothesis import example, given, settings, strategies as st
import pytest

from custom_components.autoarr.requests.grammar.spans import FIRST_FILM_YEAR
from custom_components.autoarr.requests.parsed import Intent, MediaType, Quality
from custom_components.autoarr.requests.parser import MAX_CHARS, parse_request, parse_title

from .sentences import ADD, ASK, HOUSEHOLD, Item

TODAY = date(2026, 11, 23)


def first_titles(parsed_item: Item) -> Item:
    """Return an item with its likeliest title only."""
    return {**parsed_item, "titles": parsed_item["titles"][:1]}


@pytest.mark.parametrize(("text", "items"), ADD, ids=[text for text, _ in ADD])
def test_requests_to_add(text: str, items: list[Item]) -> None:
    """The title, and everything said about it."""
    parsed = parse_request(text, today=TODAY)

    assert parsed.intent is Intent.ADD
    assert [first_titles(one.as_dict()) for one in parsed.items] == items


SPOKEN = [case for case in ADD if case[0] not in {"get Up", "add The Film Club"}]


@pytest.mark.parametrize(("text", "items"), SPOKEN, ids=[text for text, _ in SPOKEN])
def test_requests_to_add_without_capitals(text: str, items: list[Item]) -> None:
    """Speech has none; few titles depend on them."""
    parsed = parse_request(text.lower(), today=TODAY)

    expected = [[title.lower() for title in one["titles"]] for one in items]
    assert [[title.lower() for title in one.titles[:1]] for one in parsed.items] == expected


@pytest.mark.parametrize(("text", "intent", "titles"), ASK, ids=[text for text, *_ in ASK])
def test_questions_and_cancellations(text: str, intent: str, titles: list[str]) -> None:
    """What is asked about which title; none when it is about "it" or all."""
    parsed = parse_request(text, today=TODAY)

    assert parsed.intent == intent
    assert [one.titles[0] for one in parsed.items] == titles


@pytest.mark.parametrize("text", HOUSEHOLD)
def test_what_a_household_says_is_none_of_our_business(text: str) -> None:
    """It goes on to whoever it is for."""
    parsed = parse_request(text, today=TODAY)

    assert (parsed.intent, parsed.items) == (Intent.NONE, ())


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("add the new Dune", "the new Dune"),
        ("Add Dune 2021", "Dune 2021"),
        ("add the barbie movie", "the barbie movie"),
        ("add two thousand one a space odyssey", "two thousand one a space odyssey"),
        ("get 1917", "get 1917"),
        ("add the 1984 version of Dune", "the 1984 version of Dune"),
        ("add new Top Gun", "Top Gun"),
    ],
)
def test_words_that_may_belong_to_the_title_stay(text: str, also: str) -> None:
    """As a further hypothesis."""
    assert also in parse_request(text, today=TODAY).items[0].titles


def test_an_and_has_two_readings() -> None:
    """Only the catalogue knows whether it is one title or two."""
    apart = parse_request("add Red Tango and Blue Foxtrot", today=TODAY)
    assert [one.titles for one in apart.items] == [("Red Tango",), ("Blue Foxtrot",)]
    assert [one.titles for one in apart.other_reading] == [("Red Tango and Blue Foxtrot",)]

    short = parse_request("add Tango and Foxtrot", today=TODAY)
    assert [one.titles for one in short.items] == [("Tango and Foxtrot",)]
    assert [one.titles for one in short.other_reading] == [("Tango",), ("Foxtrot",)]

    joint = parse_request("add Tango and the Fox", today=TODAY)
    assert [one.titles for one in joint.items] == [("Tango and the Fox",)]
    assert [one.titles for one in joint.other_reading] == [("Tango",), ("the Fox",)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("add Alien and Dune", ["Alien", "Dune"]),
        ("add Alien and Foxtrot", ["Alien and Foxtrot"]),
        ("add Alien and Blue Foxtrot", ["Alien", "Blue Foxtrot"]),
        ("add Alien and the Terminator", ["Alien", "the Terminator"]),
        ("add Foxtrot and Foxtrot Part Two", ["Foxtrot", "Foxtrot Part Two"]),
    ],
)
def test_what_tells_two_titles_from_one(text: str, titles: list[str]) -> None:
    """That both are known, that they are long, or that one goes on from the other."""
    found = parse_request(text, today=TODAY, languages=["en"])
    assert [one.titles[0] for one in found.items] == titles
    assert found.other_reading


@pytest.mark.parametrize(
    ("text", "language", "titles"),
    [
        ("Dune please", "en", ["Dune"]),
        ("please, The Lives of Others", "en", ["The Lives of Others"]),
        ("Dune bitte", "de", ["Dune"]),
        ("Dune s'il te plaît", "fr", ["Dune"]),
        ("Dune por favor", "es", ["Dune"]),
        ("Dune alsjeblieft", "nl", ["Dune"]),
        ("the lights please", "en", []),
        ("a bit louder please", "en", []),
        ("everything please", "en", []),
        ("more light please", "en", []),
        ("open the garage door please", "en", []),
        ("mach bitte lauter", "de", []),
        ("Dune", "en", []),
    ],
)
def test_a_name_and_a_please(text: str, language: str, titles: list[str]) -> None:
    """Somebody asks for it; a thing of the household is none of our business, nor a mere name."""
    found = parse_request(text, today=TODAY, languages=[language])
    assert [one.titles[0] for one in found.items] == titles
    assert found.confidence <= 0.5


@pytest.mark.parametrize(
    ("text", "title", "more"),
    [
        ("add Alien, no wait, Aliens", "Aliens", {}),
        ("add Alien in 4k, sorry I meant Aliens", "Aliens", {"quality": Quality.UHD}),
        ("add season 1, no wait, season 2 of Fargo", "Fargo", {"seasons": (2,)}),
        ("get Dune in 4k, no sorry in 1080p", "Dune", {"quality": Quality.FULL_HD}),
    ],
)
def test_what_is_taken_back(text: str, title: str, more: dict[str, object]) -> None:
    """The last word counts, with what was said before and still holds."""
    (found,) = parse_request(text, today=TODAY, languages=["en"]).items
    assert found.titles[0] == title
    assert {name: getattr(found, name) for name in more} == more


def test_a_request_behind_a_pause() -> None:
    """What was told before it is nothing to do."""
    (found,) = parse_request("it is raining again, download Alien", today=TODAY).items
    assert found.titles[0] == "Alien"
    assert parse_request("turn off the lights, play Alien", today=TODAY).intent is Intent.NONE


def test_an_article_inside_a_preposition_belongs_to_the_title() -> None:
    """French and Spanish write both as one word."""
    french = parse_request("la saison 3 du Bureau des légendes", today=TODAY, languages=["fr"])
    assert french.items[0].titles[:2] == ("le Bureau des légendes", "Bureau des légendes")
    spanish = parse_request(
        "descarga la temporada 2 del embarcadero", today=TODAY, languages=["es"]
    )
    assert spanish.items[0].titles[:2] == ("el embarcadero", "embarcadero")


def test_years_mean_what_they_mean_today() -> None:
    """No film is of 2049 yet, and last year moves."""
    assert parse_request("add Tron 2030", today=TODAY).items[0].year is None
    assert parse_request("add Tron 2030", today=date(2029, 1, 1)).items[0].year == 2030
    assert parse_request("add Tron from last year", today=date(2011, 1, 1)).items[0].year == 2010


def test_a_season_alone_keeps_what_was_said() -> None:
    """Which series is a question for later."""
    (only,) = parse_request("add season 2", today=TODAY).items
    assert (only.titles, only.seasons, only.media_type) == ((), (2,), MediaType.TV)


def test_too_long_is_no_request() -> None:
    """White space does not count."""
    assert parse_request("add " + "x" * MAX_CHARS, today=TODAY).intent is Intent.NONE
    assert parse_request("add " + "x " * 300, today=TODAY).intent is Intent.NONE
    padded = parse_request("add" + " " * 10_000 + "Dune", today=TODAY)
    assert padded.items[0].titles == ("Dune",)


def test_the_json_has_exactly_these_fields() -> None:
    """What the command line prints."""
    printed = parse_request("Add the Dune movie from 2021 in 4K", today=TODAY).as_dict()

    assert json.loads(json.dumps(printed)) == {
        "text": "Add the Dune movie from 2021 in 4K",
        "intent": "add",
        "items": [
            {
                "media_type": "movie",
                "titles": ["Dune", "the Dune movie", "the Dune"],
                "year": 2021,
                "seasons": [],
                "episodes": [],
                "quality": "2160p",
                "latest": False,
                "all_seasons": False,
            }
        ],
        "confidence": 0.95,
    }


def test_a_mere_title() -> None:
    """What is no sentence may be a title."""
    found = parse_title("Dune (2021) in 4K", today=TODAY)
    assert found is not None
    assert (found.titles[0], found.year, found.quality) == ("Dune", 2021, "2160p")
    together = parse_title("Tango and Foxtrot", today=TODAY)
    assert together is not None
    assert together.titles == ("Tango and Foxtrot",)
    assert parse_title("", today=TODAY) is None
    assert parse_title("Dune (2021) and Arrival (2016)", today=TODAY) is None


WORDS = st.sampled_from(
    [
        *[
            "add",
            "get",
            "find",
            "the",
            "movie",
            "film",
            "show",
            "series",
            "season",
            "episode",
            "of",
            "and",
            "in",
            "from",
            "4k",
            "2160p",
            "hd",
        ],
        *[
            "s02e05",
            "2x05",
            "1-3",
            "dune",
            "new",
            "latest",
            "all",
            "seasons",
            "both",
            ",",
            ";",
            "2021",
            "(2021)",
            "twenty",
            "one",
            "two",
        ],
        *[
            "hundred",
            "thousand",
            "nineteen",
            "eighty",
            "four",
            "why",
            "is",
            "isn't",
            "stuck",
            "cancel",
            "where",
            "what's",
            "please",
        ],
        *[
            '"it',
            "'it'",
            "it's",
            "&",
            "+",
            "-",
            ".",
            "!",
            "?",
            "for",
            "me",
            "to",
            "my",
            "list",
            "radarr",
            "1,",
            "10,000",
            "...",
        ],
    ]
)


def check(text: str) -> None:
    """Check what holds for every sentence."""
    parsed = parse_request(text, today=TODAY)
    again = parse_request(text, today=TODAY)
    assert parsed == again
    assert parsed.text == text
    assert 0 <= parsed.confidence <= 1
    json.dumps(parsed.as_dict())
    if parsed.intent is Intent.NONE:
        assert parsed.items == ()
    for one in (*parsed.items, *parsed.other_reading):
        assert len(set(one.titles)) == len(one.titles)
        assert all(title and title == title.strip() for title in one.titles)
        assert one.year is None or FIRST_FILM_YEAR <= one.year <= TODAY.year + 10
        assert list(one.seasons) == sorted(set(one.seasons))
        assert list(one.episodes) == sorted(set(one.episodes))
        assert all(0 <= number <= 2100 for number in (*one.seasons, *one.episodes))


@given(st.text(max_size=300))
@example("add " + "a" * 10_000)
@example("\x00\ud800 add \u202e evil")
@example("add ½ ² Ⅷ ١٢٣٤")
@settings(max_examples=300, deadline=None)
def test_any_text_is_understood_or_not_but_never_raises(text: str) -> None:
    """Total for every string."""
    check(text)


@given(st.lists(WORDS, max_size=40).map(" ".join))
@settings(max_examples=600, deadline=None)
def test_any_heap_of_our_own_words_is_read(text: str) -> None:
    """The words the rules know, in every order."""
    check(text)


@given(st.lists(WORDS, max_size=12).map(" ".join))
@settings(max_examples=200, deadline=None)
def test_a_mere_title_never_raises(text: str) -> None:
    """The same for titles."""
    parse_title(text, today=TODAY)
