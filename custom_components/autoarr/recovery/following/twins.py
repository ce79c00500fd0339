"""Whether two jobs of a SABnzbd go by one name: its retry names a job after its folder. Pure."""

import re
from typing import Final

from ..acting.same_post import same_name

_COPY: Final = re.compile(r"\.\d{1,3}$")
"""What SABnzbd appends to the name of a folder that exists already."""


def same_job_name(one: str, other: str) -> bool:
    """Say whether two names may be of one job before and after a retry.

    They may differ in what a file system does not take, and one of them in the number of a copy.
    """
    if not one or not other:
        return False
    bare, other_bare = _COPY.sub("", one), _COPY.sub("", other)
    return same_name(one, other) or same_name(bare, other) or same_name(one, other_bare)
