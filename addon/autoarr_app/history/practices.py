"""The best practices that come with the app, and the table they are kept in."""

from importlib.resources import files

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from ..protocol.records import BestPractice, BestPractices
from .asynchronous import AsyncConnection
from .tables import practices


def packaged() -> list[BestPractice]:
    """Return the best practices of this version; raises ValidationError when the file is wrong."""
    source = files(__package__).joinpath("best_practices.json").read_bytes()
    return TypeAdapter(list[BestPractice]).validate_json(source)


def fill(connection: Connection) -> None:
    """Replace whatever best practices are stored by those of the package."""
    connection.execute(delete(practices))
    connection.execute(
        insert(practices),
        [{"position": place, **known.model_dump()} for place, known in enumerate(packaged())],
    )


async def read(connection: AsyncConnection) -> BestPractices:
    """Return the stored best practices, in the order of the package."""
    rows = await connection.execute(select(practices).order_by(practices.c.position))
    return BestPractices(
        items=[
            BestPractice.model_validate({name: row[name] for name in BestPractice.model_fields})
            for row in rows.mappings()
        ]
    )
