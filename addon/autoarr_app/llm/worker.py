"""The process the model runs in: `python -m autoarr_app.llm.worker`, orders in, replies out.

It may be killed at any time: it keeps nothing that cannot be made again. What it says goes through
a descriptor of its own, so that prints of libraries cannot disturb it.
"""

import ctypes
import logging
import os
from pathlib import Path
import select
import signal
import sys
from typing import BinaryIO, Final

from pydantic import ValidationError

from .wire import BrokenFrame, Fault, FaultKind, Reply, Stopped, encode, parse_order, read_frame

_LOGGER = logging.getLogger(__name__)

_PR_SET_NAME: Final = 15
_PR_SET_PDEATHSIG: Final = 1
_NICENESS: Final = 5


def main() -> int:
    """Answer orders until there are no more."""
    logging.basicConfig(stream=sys.stderr, format="%(levelname)s %(message)s", level=logging.INFO)
    # A crash ends the process at once, without llama.cpp looking for a debugger first.
    os.environ.setdefault("GGML_NO_BACKTRACE", "1")
    parent = os.getppid()
    replies = private_output()
    become_expendable()
    if os.getppid() != parent:
        # The parent ended before the kernel knew that this process wants to follow.
        return 1
    try:
        # Without a buffer, so that what was not read yet can be seen waiting.
        serve(os.fdopen(os.dup(sys.stdin.fileno()), "rb", buffering=0), replies)
    except BrokenPipeError:
        return 1
    except BrokenFrame as err:
        _LOGGER.error("The orders cannot be read any further: %s", err)  # noqa: TRY400
        return 2
    return 0


def serve(orders: BinaryIO, replies: BinaryIO) -> None:
    """Reply to every order, in their order; raises BrokenFrame when there is no going on."""
    # Imported late: it loads llama.cpp, which must not print before the output is private.
    from .office import Office

    office = Office()
    busy = True
    while True:
        busy = busy and not pending(orders) and office.improve()
        if busy:
            continue
        body = read_frame(orders)
        if body is None:
            return
        try:
            order = parse_order(body)
        except ValidationError as err:
            problem = err.errors(include_input=False, include_url=False)[0]
            fault = Fault(kind=FaultKind.BAD_REQUEST, detail=f"no order: {problem['msg']}")
            reply = Reply(id=None, error=fault)
        else:
            reply = office.answer(order)
            busy = True
        replies.write(encode(reply))
        replies.flush()
        if isinstance(reply.ok, Stopped):
            return


def pending(stream: BinaryIO) -> bool:
    """Tell whether an order waits, or the end of all orders."""
    return bool(select.select([stream], [], [], 0)[0])


def private_output() -> BinaryIO:
    """Return what goes to the parent; whatever else is printed goes to the error output."""
    private = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(private, "wb")


def become_expendable() -> None:
    """Be the first to go when memory is short, yield to others, and end with the parent."""
    try:
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    except OSError as err:
        _LOGGER.warning("The system keeps its own mind about memory: %s", err)
    os.nice(_NICENESS)
    if sys.platform == "linux":
        library = ctypes.CDLL(None, use_errno=True)
        library.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        library.prctl(_PR_SET_NAME, b"autoarr-model", 0, 0, 0)


if __name__ == "__main__":
    sys.exit(main())
