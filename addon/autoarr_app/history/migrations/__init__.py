"""The steps from each revision of the tables to the next; Alembic runs them."""

from typing import Final

REVISIONS: Final = ("0001", "0002", "0003")
"""All revisions, oldest first. Known without loading Alembic, which only an older file needs."""

HEAD: Final = REVISIONS[-1]
