"""All tasks, by the name they have on the wire."""

from collections.abc import Mapping
from typing import Final

from .prompts import Task
from .task_classify import ClassifyTask
from .task_explain import ExplainTask
from .task_parse import ParseTask

TASKS: Final[Mapping[str, Task]] = {
    task.name: task for task in (ParseTask(), ClassifyTask(), ExplainTask())
}
