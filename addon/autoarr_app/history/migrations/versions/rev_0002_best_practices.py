"""Fill the best practices."""

from typing import Final

from alembic import op

from autoarr_app.history.practices import fill

revision: Final = "0002"
down_revision: Final = "0001"


def upgrade() -> None:
    """Replace whatever best practices are there by those of the package."""
    fill(op.get_bind())
