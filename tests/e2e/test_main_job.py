"""The main job on a real Home Assistant and a real SABnzbd: the very story that `scripts/demo --check` tells."""

from pathlib import Path

import pytest

from .conftest import LOOK_EVERY
from .demo.check import check
from .demo.narrator import Narrator
from .stack.sabnzbd import missing_reason

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.timeout(300),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]


async def test_a_sentence_becomes_a_film_to_watch_although_its_first_release_fails(
    tmp_path: Path,
) -> None:
    """With recovery off, the same failure leaves the film missing."""
    await check(tmp_path, Narrator(), look_every=LOOK_EVERY)
