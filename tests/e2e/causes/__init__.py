"""Every cause of a failed download that a real SABnzbd can be brought to show, and what recovery makes of it."""

import pytest

pytest.register_assert_rewrite(f"{__name__}.stories")
