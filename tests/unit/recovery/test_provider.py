"""What news servers say of themselves, and what their numbers prove."""

from datetime import timedelta
from typing import Any

import pytest

from custom_components.autoarr.clients.models.sabnzbd import NewsServer, ServerStats
from custom_components.autoarr.recovery.causes import Kind
from custom_components.autoarr.recovery.watching.provider import (
    DeliveryWatch,
    judge_servers,
    judge_supply,
    kind_of_message,
    kind_of_trouble,
)
from custom_components.autoarr.recovery.world import Health
from tests.support.clock import START


def server(name: str = "news", **fields: object) -> NewsServer:
    """Return a news server that works."""
    raw = {"servername": name, "serveractive": True, "servererror": "", "serverpriority": 0}
    return NewsServer.from_json(raw | fields)  # type: ignore[arg-type]


BLOCKED: dict[str, Any] = {"serveractive": False, "servererror": "Server news reported: 481 no"}


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Failed login for server news [481 Invalid username or password]", Kind.LOGIN_REFUSED),
        ("Server news reported: 481 Invalid username or password", Kind.LOGIN_REFUSED),
        ("Anmeldung fehlgeschlagen [482 nope]", Kind.LOGIN_REFUSED),
        ("480 Authentication required", Kind.LOGIN_REFUSED),
        ("Authentication failed, check username/password.", Kind.LOGIN_REFUSED),
        ("Cannot connect to server news [502 Your account has expired]", Kind.ACCOUNT_EXPIRED),
        ("Server news reported: 502 Your account has expired", Kind.ACCOUNT_EXPIRED),
        ("Server news reported: 502 Download limit exceeded", Kind.ACCOUNT_EXPIRED),
        ("Server news reported: 481 block account used up: out of bytes", Kind.ACCOUNT_EXPIRED),
        ("Server news has used the specified quota", Kind.ACCOUNT_EXPIRED),
        ("Too many connections to server news [502 Too many]", Kind.TOO_MANY_CONNECTIONS),
        ("Server news reported: 502 Too many connections for you", Kind.TOO_MANY_CONNECTIONS),
        ("Server news reported: 400 connection limit reached", Kind.TOO_MANY_CONNECTIONS),
        ("Cannot connect to server news [Server name does not resolve]", Kind.UNREACHABLE),
        ('Server address "127.0.0.1:1" is not valid.', Kind.UNREACHABLE),
        ("Server news reported: 400 too busy", Kind.UNREACHABLE),
        ("", Kind.UNREACHABLE),
    ],
)
def test_what_a_server_says_has_a_kind(said: str, kind: Kind) -> None:
    """The words in brackets are the server's own, in no language of SABnzbd's."""
    assert kind_of_message(said) is kind
    assert kind_of_trouble([server(servererror=said, serveractive=False)]) is kind


def test_the_kind_of_servers_that_say_nothing() -> None:
    """None is enabled; none was asked for; all are well."""
    assert kind_of_trouble([]) is Kind.NO_SERVER
    assert kind_of_trouble(None) is Kind.NOTHING_COMES
    assert kind_of_trouble([server()]) is Kind.NOTHING_COMES


def test_any_failing_server_is_reason_enough_not_to_blame_a_release() -> None:
    """Also a spare one: articles may be there and nowhere else."""
    spare = server("spare", serveroptional=1, **BLOCKED)
    assert judge_servers([server(), spare])[0] is Health.DOWN
    assert not judge_supply([server(), spare]).down


@pytest.mark.parametrize(
    ("servers", "matter", "down"),
    [
        ([server("a"), server("b", **BLOCKED)], ("a", "b"), False),
        ([server("a", **BLOCKED), server("b", **BLOCKED)], ("a", "b"), True),
        ([server("a", **BLOCKED), server("b", serverpriority=1)], ("a",), True),
        ([server("a"), server("b", serverpriority=1, **BLOCKED)], ("a",), False),
        ([server("a", **BLOCKED), server("b", serveroptional=1)], ("a",), True),
        ([server("a", serveroptional=1), server("b", serverpriority=1, **BLOCKED)], ("b",), True),
        ([server("a", serveroptional=1, **BLOCKED)], ("a",), True),
        ([server("a", serveroptional=1), server("b", serveroptional=1, **BLOCKED)], None, False),
        ([], (), False),
    ],
)
def test_the_servers_that_matter_are_the_needed_ones_of_the_best_priority(
    servers: list[NewsServer], matter: tuple[str, ...] | None, down: bool
) -> None:
    """All of them must fail; what is optional counts only where everything is."""
    found = judge_supply(servers)
    assert found.down is down
    if matter is not None:
        assert found.servers == matter


def test_only_a_blocked_server_is_certainly_down() -> None:
    """An error stays on show until SABnzbd sets the server up again."""
    old = server(servererror="Server news reported: 502 Too many connections")
    found = judge_supply([old])
    assert (found.down, found.certain) == (True, False)
    assert found.kind is Kind.TOO_MANY_CONNECTIONS
    assert judge_supply([server(**BLOCKED)]).certain
    assert not judge_supply([server(servererror="502 Too many", serverbps="4.8 M")]).down


def stats(tried: int, failed: int) -> ServerStats:
    """Return what a server had delivered: articles asked for, and missing."""
    return ServerStats.from_json(
        {
            "total": 1,
            "month": 1,
            "week": 1,
            "day": 1,
            "servers": {
                "news": {
                    "total": 1,
                    "articles_tried": {"2026-11-23": tried},
                    "articles_success": {"2026-11-23": failed},
                }
            },
        }
    )


def test_articles_that_came_prove_that_the_provider_delivers() -> None:
    """For some minutes."""
    watch = DeliveryWatch()
    watch.take("sab1", stats(100, 40), START)
    assert not watch.delivers("sab1", START)
    watch.take("sab1", stats(130, 45), START + timedelta(minutes=1))
    assert watch.delivers("sab1", START + timedelta(minutes=2))
    assert not watch.fails("sab1")
    assert not watch.delivers("sab1", START + timedelta(minutes=12))


def test_articles_that_are_all_missing_are_a_suspicion() -> None:
    """SABnzbd counts the missing ones under the name `articles_success`."""
    watch = DeliveryWatch()
    watch.take("sab1", stats(100, 40), START)
    watch.take("sab1", stats(130, 70), START + timedelta(minutes=1))
    assert watch.fails("sab1")
    assert not watch.delivers("sab1", START + timedelta(minutes=1))
    watch.take("sab1", stats(160, 70), START + timedelta(minutes=2))
    assert not watch.fails("sab1")


def test_a_few_missing_ones_are_none() -> None:
    """The end of a bad post."""
    watch = DeliveryWatch()
    watch.take("sab1", stats(100, 40), START)
    watch.take("sab1", stats(105, 45), START + timedelta(minutes=1))
    assert not watch.fails("sab1")


def test_numbers_that_fell_prove_nothing() -> None:
    """Old days are forgotten, or a server was taken out."""
    watch = DeliveryWatch()
    watch.take("sab1", stats(1_000, 900), START)
    watch.take("sab1", stats(50, 3), START + timedelta(minutes=1))
    assert not watch.fails("sab1")
    assert not watch.delivers("sab1", START + timedelta(minutes=1))


def test_the_next_look_is_a_minute_later_by_any_clock() -> None:
    """A clock set back is no reason to wait for an hour."""
    watch = DeliveryWatch()
    assert watch.due("sab1", START)
    watch.take("sab1", stats(1, 1), START)
    assert not watch.due("sab1", START + timedelta(seconds=59))
    assert watch.due("sab1", START + timedelta(seconds=60))
    assert watch.due("sab1", START - timedelta(hours=1))
    watch.forget("sab1")
    assert watch.due("sab1", START)
