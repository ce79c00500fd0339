"""Where rows stand: in the order of the list, and without moving those that have not moved."""

from hypothesis import given, strategies as st

from custom_components.autoarr.websocket.places import placed

IDS = st.lists(st.text("abcdefgh", min_size=1, max_size=2), unique=True, max_size=12)


@given(before=IDS, order=IDS, then=IDS)
def test_places_are_in_the_order_of_the_list(
    before: list[str], order: list[str], then: list[str]
) -> None:
    """Whatever stood where before."""
    places = placed(before, {})
    for step in (order, then):
        places = placed(step, places)
        assert sorted(places, key=places.__getitem__) == step
        assert len(set(places.values())) == len(step)


@given(order=IDS, gone=st.sets(st.text("abcdefgh", min_size=1, max_size=2)), new=IDS)
def test_a_list_that_moves_up_moves_no_row(
    order: list[str], gone: set[str], new: list[str]
) -> None:
    """What is finished leaves, what is new comes anywhere in between: the others keep their place."""
    places = placed(order, {})
    left = [key for key in order if key not in gone]
    added = [key for key in new if key not in order]
    middle = len(left) // 2
    later = placed([*left[:middle], *added, *left[middle:]], places)

    assert {key: later[key] for key in left} == {key: places[key] for key in left}


def test_one_that_is_moved_to_the_top_is_the_only_one_that_moves() -> None:
    """The others keep their place."""
    places = placed(["a", "b", "c", "d"], {})
    later = placed(["d", "a", "b", "c"], places)

    assert {key for key in places if later[key] != places[key]} == {"d"}
    assert later["d"] < later["a"]


def test_when_no_room_is_left_between_two_all_places_are_given_out_anew() -> None:
    """A number can be halved only so often."""
    places = placed(["first", "last"], {})
    for number in range(200):
        places = placed(
            ["first", f"new{number}", *sorted(places, key=places.__getitem__)[1:]], places
        )
        assert len(set(places.values())) == len(places)
    assert sorted(places, key=places.__getitem__)[:2] == ["first", "new199"]
