"""One call of the engine: its questions, the jobs they need, and what has come of them so far."""

from collections.abc import Callable, Mapping, Sequence

from pydantic import BaseModel, JsonValue

from .pen import Pen
from .prompts import Job, Prompt, Result, Task
from .wire import Counts


class Running:
    """Collects the results of jobs into answers."""

    def __init__(
        self, task: Task, questions: Sequence[BaseModel], clock: Callable[[], float]
    ) -> None:
        """Find out which jobs these questions need."""
        self._task = task
        self._questions = questions
        self._clock = clock
        self._results: dict[int, tuple[Result, Pen]] = {}
        self.jobs: list[Job] = []
        self._spans: list[range] = []
        for question in questions:
            jobs = task.jobs(question)
            self._spans.append(range(len(self.jobs), len(self.jobs) + len(jobs)))
            self.jobs += jobs
        now = clock()
        self.moments = [now for _ in questions]
        """When each question was answered."""

    def prompts(self) -> list[Prompt]:
        """Return the prompts the jobs use."""
        return list({job.prompt.name: job.prompt for job in self.jobs}.values())

    def done(self, index: int, values: Mapping[str, JsonValue], pen: Pen) -> None:
        """Take the values of a job."""
        result = Result(values=values, confidence=pen.confidence)
        self._results[index] = (result, pen)
        owner = next(n for n, span in enumerate(self._spans) if index in span)
        self.moments[owner] = self._clock()

    def answers(self) -> list[dict[str, JsonValue]]:
        """Return the answers, once all jobs are done."""
        return [
            self._task.finish(question, [self._results[i][0] for i in span]).model_dump(mode="json")
            for question, span in zip(self._questions, self._spans, strict=True)
        ]

    def counts(self, *, prefix: Callable[[str], int], batches: int) -> Counts:
        """Return what it took."""
        pens = [pen for _, pen in self._results.values()]
        return Counts(
            tokens_in=sum(pen.tail for pen in pens),
            tokens_reused=sum(prefix(job.prompt.name) for job in self.jobs),
            tokens_out=sum(pen.decided for pen in pens),
            forced=sum(pen.forced for pen in pens),
            batches=batches,
        )
