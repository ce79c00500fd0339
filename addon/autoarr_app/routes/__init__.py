"""Every route of the app: one table, from which the server and the OpenAPI document are made."""

from typing import Final

from . import about, activity, live, models, questions, records
from .route import Route

ROUTES: Final[tuple[Route, ...]] = (
    about.health,
    about.info,
    about.openapi,
    about.metrics,
    questions.parse,
    questions.parse_batch,
    questions.classify,
    questions.explain,
    activity.add_activity,
    activity.activity,
    activity.stats,
    activity.export,
    records.put_requests,
    records.requests,
    records.put_failures,
    records.failures,
    records.put_snapshots,
    records.snapshots,
    records.best_practices,
    models.models,
    models.download,
    models.activate,
    models.delete,
    live.live,
)
