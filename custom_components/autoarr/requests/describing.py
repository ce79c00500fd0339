"""Whether words describe a film or series instead of naming it: pure."""

import re
from typing import Final

_THING: Final = (
    r"(?:one|movie|film|show|series|thing|flick|"
    r"der|die|das|den|dem|diesen|diese|dieser|serie|"
    r"celui|celle|série|"
    r"el|la|película|pelicula|"
    r"die|dat|deze)"
)
_TELLING: Final = (
    r"(?:where|when|in which|with the|with that|with a|about|that has|who|whose|starring|"
    r"wo|in dem|in der|in denen|bei dem|bei der|mit dem|mit der|mit den|über|ueber|"
    r"où|ou|dans lequel|dans laquelle|avec le|avec la|avec les|qui|sur|"
    r"donde|en la que|en el que|con el|con la|con los|sobre|en que|"
    r"waarin|waar|met de|met het|met die|over)"
)
_DESCRIBED: Final = re.compile(rf"\b{_THING},?\s+{_TELLING}\b", re.IGNORECASE)


def describes(text: str) -> bool:
    """Say whether a text tells what something is about: "the one where they dream inside dreams"."""
    return bool(_DESCRIBED.search(text))
