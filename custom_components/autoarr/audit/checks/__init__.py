"""What rules work out that no single path shows: one module a subject, all named here."""

from collections.abc import Mapping
from typing import Final

from .base import Check

CHECKS: Final[Mapping[str, Check]] = {}
