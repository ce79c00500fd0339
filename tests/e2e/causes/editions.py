"""Which SABnzbd a test runs on."""

import pytest

from custom_components.autoarr.recovery.models import Mode
from tests.e2e.stack.sabnzbd import Edition, missing_reason

needs_sabnzbd = [
    pytest.mark.e2e,
    pytest.mark.timeout(120),
    pytest.mark.skipif(missing_reason() is not None, reason=str(missing_reason())),
]
"""The marks of every module here."""

BOTH = pytest.mark.parametrize("edition", list(Edition), ids=["first", "older"])
"""For a test that also runs on SABnzbd 4.5."""

EITHER_MODE = pytest.mark.parametrize("mode", list(Mode))
"""For a test whose course depends on who owns the failures."""

EVERYWHERE = pytest.mark.parametrize(
    ("edition", "mode"),
    [(Edition.FIRST, Mode.ASSIST), (Edition.FIRST, Mode.MANAGE), (Edition.OLDER, Mode.MANAGE)],
    ids=["first-assist", "first-manage", "older-manage"],
)
"""For a test of either mode that also runs on SABnzbd 4.5."""
