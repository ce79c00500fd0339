"""The thin shell around llama.cpp: one model, one context, batches in and logits out."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
import ctypes
from dataclasses import dataclass
import math
from pathlib import Path
import re
import sys
from typing import Final

import numpy as np

from .bindings import LIBRARIES, api
from .pace import pace
from .pen import Row

_WARNING: Final = 3
_ERROR: Final = 4
_CONTINUED: Final = 5

_NO_ROOM: Final = 1
_ABORTED: Final = 2

_MAGIC: Final = b"GGUF"


class BadModel(Exception):
    """The file is no model that can be used."""


class NoMemory(Exception):
    """There is too little memory for the model."""


class Aborted(Exception):
    """Evaluation was broken off because its time is over."""


class Unable(Exception):
    """llama.cpp could not evaluate something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One token to be evaluated: in which sequence, at which position, and whether logits are wanted."""

    token: int
    position: int
    sequence: int
    wanted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How a context is laid out."""

    cells: int
    batch: int
    sequences: int
    outputs: int
    threads: int


class _Log:
    """Keeps what llama.cpp says: warnings go to the error output, the last errors into messages."""

    def __init__(self) -> None:
        """Listen from now on."""
        self.errors: deque[str] = deque(maxlen=4)
        self.variant = "built in"
        self.muted = False
        self._level = 0
        self.callback = api.llama_log_callback(self._hear)
        api.llama_log_set(self.callback, ctypes.c_void_p())

    def _hear(self, level: int, text: bytes, user_data: object) -> None:
        """Take one line, or a part of one."""
        self._level = self._level if level == _CONTINUED else level
        line = text.decode(errors="replace").strip()
        if found := re.search(r"loaded CPU backend from .*libggml-cpu-(\w+)\.", line):
            self.variant = found[1]
        if self._level in {_WARNING, _ERROR} and line and not self.muted:
            sys.stderr.write(f"llama.cpp: {line}\n")
        if self._level == _ERROR and line:
            self.errors.append(line)

    def last(self) -> str:
        """Return the last errors and forget them."""
        said = "; ".join(self.errors)
        self.errors.clear()
        return said


_log = _Log()


def load_backends() -> str:
    """Load the build of llama.cpp's arithmetic that suits this processor best; return its name."""
    # Looked up through libllama: a wheel carries its libraries several times, each with its own list
    # of what is loaded, and only the one libllama itself was linked to counts.
    library = api._lib  # noqa: SLF001
    if library.ggml_backend_reg_count() == 0:
        library.ggml_backend_load_all_from_path.argtypes = [ctypes.c_char_p]
        library.ggml_backend_load_all_from_path(str(LIBRARIES).encode())
    return _log.variant


def check_file(path: Path) -> None:
    """Raise BadModel when the file cannot be a model: llama.cpp's own words are for programmers."""
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as err:
        raise BadModel(f"{path.name} cannot be read: {err.strerror}") from None
    if magic != _MAGIC:
        raise BadModel(f"{path.name} is not a GGUF file")


class Native:
    """A loaded model and its context; not for more than one thread."""

    def __init__(self, path: Path, *, expired: Callable[[], bool]) -> None:
        """Load a model; `expired` is asked often during evaluation. Raises BadModel."""
        check_file(path)
        self.variant = load_backends()
        api.llama_backend_init()
        params = api.llama_model_default_params()
        # Repacked weights read prompts faster, but they are a second copy of the model in memory that
        # the system cannot drop: measured with 3B shapes, 3.8 GB resident instead of 2.0.
        params.use_extra_bufts = False
        _log.last()
        model = api.llama_model_load_from_file(str(path).encode(), params)
        if not model:
            raise BadModel(f"{path.name} is damaged or not supported: {_log.last()}")
        self._model = model
        self._vocab = api.llama_model_get_vocab(model)
        self._expired = expired
        self._abort = api.ggml_abort_callback(self._over)
        self._context: api.llama_context_p | None = None
        self.shape = Shape(cells=0, batch=1, sequences=1, outputs=1, threads=1)
        self.n_vocab: int = api.llama_vocab_n_tokens(self._vocab)
        self._piece = ctypes.create_string_buffer(1024)
        self.end = api.llama_vocab_eot(self._vocab)
        if self.end < 0:
            self.end = api.llama_vocab_eos(self._vocab)

    def open(self, shape: Shape) -> None:
        """Make the context; raises NoMemory."""
        params = api.llama_context_default_params()
        params.n_ctx = shape.cells
        params.n_batch = params.n_ubatch = shape.batch
        params.n_seq_max = shape.sequences
        params.n_outputs_max = shape.outputs
        params.n_threads = params.n_threads_batch = shape.threads
        params.kv_unified = True
        params.no_perf = True
        # With flash attention a question of 20 tokens took a tenth longer (3B shapes, one core).
        params.flash_attn_type = api.LLAMA_FLASH_ATTN_TYPE_DISABLED
        params.abort_callback = self._abort
        context = api.llama_init_from_model(self._model, params)
        if not context:
            raise NoMemory(f"there is too little memory for a context: {_log.last()}")
        self._context = context
        self._memory = api.llama_get_memory(context)
        self._batch = api.llama_batch_init(shape.batch, 0, 1)
        self.shape = shape

    def close(self) -> None:
        """Give the memory back."""
        if self._context:
            api.llama_batch_free(self._batch)
            api.llama_free(self._context)
            self._context = None
        if self._model:
            api.llama_model_free(self._model)
            self._model = None

    @property
    def version(self) -> str:
        """Which build of llama.cpp this is, and the arithmetic in use."""
        # Its version alone does not tell two commits apart.
        build = Path(api._lib._name).stat()  # noqa: SLF001
        return f"{api.llama_version().decode()} {build.st_size} {build.st_mtime_ns} {self.variant}"

    @property
    def layout(self) -> str:
        """What the form of a state depends on besides."""
        return f"f16, flash attention off, {self.shape.sequences} sequences"

    def encode(self, text: str, *, special: bool = False) -> list[int]:
        """Return the tokens of a text; only with `special` do names of special tokens become those."""
        data = text.encode()
        room = len(data) + 8
        tokens = (api.llama_token * room)()
        count = api.llama_tokenize(self._vocab, data, len(data), tokens, room, False, special)
        if count < 0:
            raise Unable(f"a text of {len(data)} bytes cannot be turned into tokens")
        return list(tokens[:count])

    def piece(self, token: int) -> bytes:
        """Return the bytes of a token; none for a special one."""
        buffer = self._piece
        size = api.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, False)
        return ctypes.string_at(buffer, max(size, 0))

    def pieces(self) -> Iterator[bytes]:
        """Yield the bytes of every token."""
        return (self.piece(token) for token in range(self.n_vocab))

    def template(self) -> str:
        """Return the model's chat template, empty when it has none."""
        found = api.llama_model_chat_template(self._model, None)
        return found.decode(errors="replace") if found else ""

    def evaluate(self, entries: Sequence[Entry]) -> list[Row]:
        """Evaluate a batch; return the logits that are wanted, valid until the next. Raises Aborted."""
        batch = self._batch
        batch.n_tokens = len(entries)
        for index, entry in enumerate(entries):
            batch.token[index] = entry.token
            batch.pos[index] = entry.position
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = entry.sequence
            batch.logits[index] = entry.wanted
        _log.last()
        threads = pace(self.shape.threads)
        api.llama_set_n_threads(self._context, threads, threads)
        code = api.llama_decode(self._context, batch)
        _log.muted = False
        if code == _ABORTED:
            raise Aborted
        if code:
            reason = "its context is full" if code == _NO_ROOM else _log.last() or f"error {code}"
            raise Unable(f"the model could not evaluate {len(entries)} tokens: {reason}")
        return [self._row(index) for index, entry in enumerate(entries) if entry.wanted]

    def _over(self, user_data: object) -> bool:
        """Tell llama.cpp whether to break off; what it says about that is no news."""
        _log.muted = self._expired()
        return _log.muted

    def _row(self, index: int) -> Row:
        """Return the logits after one token of the batch."""
        pointer = api.llama_get_logits_ith(self._context, index)
        if not pointer:
            raise Unable(f"llama.cpp has no logits: {_log.last()}")
        return np.ctypeslib.as_array(pointer, shape=(self.n_vocab,))

    def share(self, sequence: int, length: int) -> None:
        """Let a sequence begin with the first tokens of sequence 0; nothing is copied."""
        api.llama_memory_seq_cp(self._memory, 0, sequence, 0, length)

    def cut(self, sequence: int, position: int) -> None:
        """Forget a sequence from this position on."""
        api.llama_memory_seq_rm(self._memory, sequence, position, -1)

    def state(self) -> bytes:
        """Return what evaluating sequence 0 has left behind."""
        size = api.llama_state_seq_get_size(self._context, 0)
        buffer = (ctypes.c_uint8 * size)()
        written = api.llama_state_seq_get_data(self._context, buffer, size, 0)
        return bytes(memoryview(buffer)[:written])

    def restore(self, state: bytes) -> bool:
        """Put that back; tell whether it fits."""
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        return bool(api.llama_state_seq_set_data(self._context, buffer, len(state), 0))


def is_finite(row: Row) -> bool:
    """Tell whether the model computes at all: damaged weights give no numbers."""
    return math.isfinite(float(row.max())) and math.isfinite(float(row.min()))
