"""The functions of llama.cpp, without the rest of llama-cpp-python.

Its package brings a chat renderer, a cache and a class of its own along when it is imported: 20 MB
and a tenth of a second that nothing here has use for. The package is put in place without being run;
the module with the functions needs nothing of it.
"""

from importlib.util import find_spec, module_from_spec
from pathlib import Path
import sys
from typing import Final

_PACKAGE: Final = "llama_cpp"


def _place_package() -> None:
    """Let the modules of the package be imported, without those that the package itself imports."""
    if _PACKAGE not in sys.modules and (spec := find_spec(_PACKAGE)) is not None:
        sys.modules[_PACKAGE] = module_from_spec(spec)


_place_package()

import llama_cpp.llama_cpp as api  # noqa: E402

LIBRARIES: Final = Path(api.__file__).with_name("lib")
"""Where llama.cpp and the builds of its arithmetic lie."""

__all__ = ["LIBRARIES", "api"]
