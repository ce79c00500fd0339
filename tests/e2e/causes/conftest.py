"""Fixtures of the tests of causes: a SABnzbd for all of them, a house for each."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.e2e.stack.sabnzbd import Edition, command_of, reason_without

from .house import House, a_house
from .newsroom import Newsroom
from .shared import SharedSabnzbd


class Fleet:
    """The SABnzbds of a test run, each started when it is first wanted, and their news servers."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a folder."""
        self._folder = folder
        self._news = {edition: Newsroom(folder / f"{edition}-articles") for edition in Edition}
        self._sabnzbd: dict[Edition, SharedSabnzbd] = {}

    def of(self, edition: Edition) -> tuple[SharedSabnzbd, Newsroom]:
        """Return a SABnzbd and its news server; skips the test when it cannot be had here."""
        command = command_of(edition)
        if command is None:
            pytest.skip(str(reason_without(edition)))
        if edition not in self._sabnzbd:
            folder = self._folder / edition
            folder.mkdir()
            self._sabnzbd[edition] = SharedSabnzbd(command, folder)
        return self._sabnzbd[edition], self._news[edition]

    def end(self) -> None:
        """End them all."""
        for sabnzbd in self._sabnzbd.values():
            sabnzbd.end()
        for news in self._news.values():
            news.end()


@pytest.fixture(scope="session")
def fleet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fleet]:
    """Return the SABnzbds, which end with the run."""
    ships = Fleet(tmp_path_factory.mktemp("fleet"))
    yield ships
    ships.end()


@pytest.fixture
def edition() -> Edition:
    """Return which SABnzbd a test wants: the first one, unless it is parametrised."""
    return Edition.FIRST


@pytest.fixture
async def house(fleet: Fleet, edition: Edition, tmp_path: Path) -> AsyncIterator[House]:
    """Return a house where nothing has happened yet."""
    sabnzbd, news = fleet.of(edition)
    async with sabnzbd, a_house(sabnzbd, news, tmp_path) as built:
        yield built
