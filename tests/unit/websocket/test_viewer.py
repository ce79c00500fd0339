"""What a viewer may read: the addresses of services are for administrators."""

from dataclasses import replace

import pytest

from custom_components.autoarr.websocket.glance import Viewer

ANNA = Viewer(user_id="anna", admin=False, language="en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Radarr cannot be reached at http://10.0.0.5:7878/radarr: refused.",
            "Radarr cannot be reached at … refused.",
        ),
        ("(HTTPS://media.local) is down", "(…) is down"),
        ("No address in http alone", "No address in http alone"),
    ],
)
def test_addresses_are_for_administrators(text: str, shown: str) -> None:
    """Whatever else the text says stays."""
    assert ANNA.shown(text) == shown
    assert replace(ANNA, admin=True).shown(text) == text
