"""The engine: a loaded model that answers questions of every task, fast and always within the schema."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
import resource
import time
from typing import Final
from unicodedata import unidata_version

from pydantic import JsonValue

from ..protocol.state import Benchmark
from .chat import MOST_TAIL, Chat, ForeignChat
from .decode import Writer
from .drafts import Drafter
from .lanes import RESERVE, Lanes
from .native import Aborted, BadModel, Entry, Native, Shape
from .pen import Chooser, Pen, Scripted, Writing, likeliest
from .plan import BAR
from .prefixes import Damaged, Prefixes
from .prompts import Job, Prompt
from .render import render
from .running import Running
from .sample import SAMPLE, SAMPLE_ANSWER
from .shelf import Shelf
from .task_parse import PARSE
from .tasks import TASKS
from .tokens import Kinds, UnfitVocabulary, Vocabulary, kinds_of
from .values import ValueWriter
from .wire import Counts

BATCH: Final = 64
"""Tokens of one batch; more of them read no faster, and 128 need 7 MB more."""

USUAL_TAIL: Final = 40
"""Tokens of an ordinary question; lanes are laid out for these, longer ones take turns."""


SMALL: Final = 10**9
"""Bytes of a model for which rows of logits and cells weigh more than speed, which it has."""

IDLE_BATCH: Final = 16
"""Fewer while nothing is asked: a question that comes then waits for one such batch."""

SAMPLE_TOKENS: Final = 48


@dataclass(frozen=True, slots=True, kw_only=True)
class Breadth:
    """How much a context does side by side."""

    sequences: int
    """Answers written at the same time if they are short: 16 tokens take three times as long as one."""
    lanes: int
    """Ordinary questions there is room for."""

    @property
    def outputs(self) -> int:
        """Tokens of a batch whose logits are wanted, at least one a sequence; each takes two rows."""
        return self.sequences + 1


def breadth(weights: int, lanes: int) -> Breadth:
    """Return how broad the context of a model of this many bytes is."""
    if weights < SMALL:
        return Breadth(sequences=8, lanes=min(lanes, 2))
    return Breadth(sequences=16, lanes=lanes)


class DeadlineOver(Exception):
    """There was no time to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """Which model, and what it may use."""

    path: Path
    state_dir: Path
    threads: int
    lanes: int = 4
    """How many ordinary questions the context has room for at the same time."""
    context: int | None = None
    """Cells at most; None takes what the tasks need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Answers to questions, with what they took."""

    answers: list[dict[str, JsonValue]]
    counts: Counts
    ms: float
    each_ms: list[float]


class Engine:
    """One model; not for more than one thread."""

    def __init__(
        self, settings: EngineSettings, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Load the model; raises BadModel and NoMemory."""
        self._clock = clock
        self._deadline = float("inf")
        began = clock()
        self._native = Native(settings.path, expired=lambda: clock() > self._deadline)
        shelf = Shelf(settings.state_dir)
        try:
            native = self._native
            made_of = f"{identity(settings.path)} {native.version}"
            tokens = self._open(settings, shelf, made_of)
            self._prefixes = Prefixes(
                native, shelf, tokens, fingerprint=f"{made_of} {native.layout}"
            )
            ready = clock()
            self.prefix_from_disk = self._use(PARSE)
        except BaseException:
            self._native.close()
            raise
        self.prefix_ms = (clock() - ready) * 1000
        self.load_ms = (clock() - began) * 1000
        self.threads = settings.threads

    @property
    def variant(self) -> str:
        """Which build of llama.cpp's arithmetic is in use."""
        return self._native.variant

    @property
    def n_vocab(self) -> int:
        """How many tokens the model knows."""
        return self._native.n_vocab

    @property
    def cells(self) -> int:
        """How large the context is."""
        return self._native.shape.cells

    def close(self) -> None:
        """Give the memory back."""
        self._native.close()

    def ask(
        self,
        task_name: str,
        questions: Sequence[Mapping[str, JsonValue]],
        *,
        seconds: float,
        script: Sequence[Mapping[str, JsonValue]] = (),
    ) -> Asked:
        """Return one answer a question, in their order.

        `script` gives the values to be written, one object a job, for measurements. Raises
        DeadlineOver, KeyError for an unknown task and pydantic's ValidationError.
        """
        began = self._clock()
        task = TASKS[task_name]
        run = Running(task, [task.question.model_validate(q) for q in questions], self._clock)
        self._deadline = began + seconds
        try:
            batches = sum(self._run(prompt, run, script) for prompt in run.prompts())
        except Aborted:
            raise DeadlineOver from None
        finally:
            self._deadline = float("inf")
        return Asked(
            answers=run.answers(),
            counts=run.counts(prefix=self._prefixes.length, batches=batches),
            ms=(self._clock() - began) * 1000,
            each_ms=[(moment - began) * 1000 for moment in run.moments],
        )

    def measure(self) -> Benchmark:
        """Return a short measurement of this model on this machine."""
        length = self._prefixes.length(PARSE.name)
        self._use(PARSE)
        native = self._native
        native.share(1, length)
        sample = self._chat.tail(f"{SAMPLE} " * 4)[:SAMPLE_TOKENS]
        try:
            read = self._timed(sample, length)
            written = sum(self._timed(sample[:1], length + len(sample) + n) for n in range(4))
        finally:
            native.cut(1, -1)
        question: list[dict[str, JsonValue]] = [{"text": SAMPLE}]
        first = self.ask("parse", question, seconds=float("inf"), script=[SAMPLE_ANSWER])
        return Benchmark(
            load_ms=self.load_ms,
            prompt_tokens_per_s=len(sample) / read,
            tokens_per_s=4 / written,
            first_answer_ms=first.ms,
            threads=self.threads,
            resident_bytes=resident_bytes(),
        )

    def improve(self) -> bool:
        """Do a little of what makes later answers faster; tell whether there is more to do."""
        return self._prefixes.improve(IDLE_BATCH)

    def _timed(self, tokens: Sequence[int], position: int) -> float:
        """Return the seconds it takes to evaluate these tokens in sequence 1."""
        entries = [
            Entry(token=token, position=position + i, sequence=1, wanted=i == len(tokens) - 1)
            for i, token in enumerate(tokens)
        ]
        began = time.perf_counter()
        self._native.evaluate(entries)
        return max(time.perf_counter() - began, 1e-9)

    def _check_time(self) -> None:
        """Raise DeadlineOver when there is no time left."""
        if self._clock() > self._deadline:
            raise DeadlineOver

    def _use(self, prompt: Prompt) -> bool:
        """Put the prefix of a prompt in place; tell whether it was there."""
        try:
            return self._prefixes.use(prompt.name, self._check_time, batch=BATCH)
        except Damaged:
            raise BadModel("the model computes no numbers, its file is damaged") from None

    def _run(self, prompt: Prompt, run: Running, script: Sequence[Mapping[str, JsonValue]]) -> int:
        """Answer all jobs of one prompt; return how many batches that took."""
        self._use(prompt)
        lanes = Lanes(
            self._native,
            prefix=self._prefixes.length(prompt.name),
            cells=self.cells,
            batch=BATCH,
            lanes=self._breadth.sequences,
            outputs=self._breadth.outputs,
            before_batch=self._check_time,
        )
        indices = [index for index, job in enumerate(run.jobs) if job.prompt is prompt]
        pens = [self._pen(run.jobs[i], script[i] if script else None) for i in indices]
        writings = [self._writing(run.jobs[i], pen) for i, pen in zip(indices, pens, strict=True)]

        def done(place: int, values: dict[str, JsonValue]) -> None:
            run.done(indices[place], values, pens[place])

        lanes.run(writings, done, [reserve(run.jobs[i]) for i in indices])
        return lanes.tally.batches

    def _pen(self, job: Job, script: Mapping[str, JsonValue] | None) -> Pen:
        """Return the pen that writes the answer to a job."""
        plan, encode = job.prompt.plan, self._native.encode
        choose: Chooser = likeliest
        if script is not None:
            tokens = render(plan, script, encode, job.known)
            choose = Scripted((*tokens, self._chat.end))
        guess = render(plan, job.guess, encode, job.known) if job.guess is not None else ()
        return Pen(self._chat.tail(job.user), choose, guess)

    def _writing(self, job: Job, pen: Pen) -> Writing[dict[str, JsonValue]]:
        """Return the answer to a job, to be written."""
        drafter = Drafter(job.user, self._native.encode)
        values = ValueWriter(pen, self._vocabulary, drafter, tokens=job.tokens)
        return Writer(values, job.known).answer(job.prompt.plan)

    def _open(
        self, settings: EngineSettings, shelf: Shelf, made_of: str
    ) -> dict[str, tuple[int, ...]]:
        """Read the vocabulary, lay out the context; return the tokens of all prefixes."""
        native = self._native
        try:
            self._chat = Chat(native.encode, native.template())
            self._vocabulary = Vocabulary(
                self._kinds(shelf, made_of),
                end=self._chat.end,
                encode=native.encode,
                piece=native.piece,
            )
        except (ForeignChat, UnfitVocabulary) as err:
            raise BadModel(f"{settings.path.name} cannot be used: {err}") from None
        prompts = {prompt.name: prompt for task in TASKS.values() for prompt in task.prompts}
        prefixes = {name: self._chat.prefix(prompt) for name, prompt in prompts.items()}
        longest = max(len(prefix) for prefix in prefixes.values())
        least = longest + MOST_TAIL + 8 + RESERVE
        self._breadth = wide = breadth(settings.path.stat().st_size, settings.lanes)
        wanted = longest + wide.lanes * (USUAL_TAIL + RESERVE)
        native.open(
            Shape(
                cells=max(least, min(wanted, settings.context or wanted)),
                batch=BATCH,
                sequences=wide.sequences + 1,
                outputs=wide.outputs,
                threads=settings.threads,
            )
        )
        return prefixes

    def _kinds(self, shelf: Shelf, made_of: str) -> Kinds:
        """Return the kinds of this model's tokens, from disk or from its vocabulary."""
        native, barred, end = self._native, BAR.encode(), self._chat.end
        # Which characters can be printed depends on the version of Unicode.
        about = ("kinds 1", made_of, barred, end, unidata_version)
        key = sha256(repr(about).encode()).hexdigest()[:40]
        if (kept := shelf.load(key)) is not None:
            kinds = Kinds.from_bytes(kept, native.n_vocab)
            if kinds is not None:
                return kinds
        kinds = kinds_of(native.pieces(), count=native.n_vocab, special={end}, barred=barred)
        shelf.save(key, kinds.as_bytes())
        return kinds


def reserve(job: Job) -> int:
    """Return the cells the answer to a job may need besides its question."""
    return RESERVE if job.tokens is None else job.tokens + 16


def identity(path: Path) -> str:
    """Return what tells a model file from others, without reading it all."""
    stat = path.stat()
    with path.open("rb") as file:
        head = sha256(file.read(65_536)).hexdigest()
    return f"{path.name} {stat.st_size} {stat.st_mtime_ns} {head}"


def resident_bytes() -> int:
    """Return how much memory this process takes now."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        # Where there is no /proc only the peak is known, in bytes.
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pages * resource.getpagesize()
