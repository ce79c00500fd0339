"""SQLAlchemy's asynchronous engine, without the object mapper that its package brings along.

The mapper has no use here and takes 7 MB of the 90 MB that the app may take on a small machine. The
package is put in place without being run; the module with the engine needs nothing of it.
"""

from importlib.util import find_spec, module_from_spec
import sys
from typing import Final

_PACKAGE: Final = "sqlalchemy.ext.asyncio"


def _place_package() -> None:
    """Let the modules of the package be imported, without those that the package itself imports."""
    if _PACKAGE not in sys.modules and (spec := find_spec(_PACKAGE)) is not None:
        sys.modules[_PACKAGE] = module_from_spec(spec)


_place_package()

from sqlalchemy.ext.asyncio.engine import AsyncConnection, AsyncEngine, create_async_engine  # noqa: E402

__all__ = ["AsyncConnection", "AsyncEngine", "create_async_engine"]
