"""The same work on many things, on every core of the machine: results in order, nobody left behind.

What works writes nothing, so that it may end at any moment.
"""

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from typing import TYPE_CHECKING, Any, Final, TypeVar

from runbooks.language import current, use

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor
    from multiprocessing.synchronize import Event

MANY: Final = 24
"""From so many things on, other processes are worth their start."""
CHUNK: Final = 4
"""So many are given to a process at once."""

Given = TypeVar("Given")
Result = TypeVar("Result")


def on_every_core(
    work: Callable[[Given], Result], given: Sequence[Given], lost: Callable[[Given], Result]
) -> Generator[Result, None, None]:
    """`work` on each of `given`, as they stand; `lost` is the result where a process died of it.

    `work` and what it takes and gives are sent to processes: a function of a module, plain values.
    Closing this, as an exception does, ends the processes before it returns.
    """
    count = cores()
    if len(given) < MANY or count < 2:
        yield from each(work, given)
        return
    chunks = deque(given[at : at + CHUNK] for at in range(0, len(given), CHUNK))
    while chunks:  # once more, with other processes, where one died
        yield from _in_processes(count, work, chunks, lost)


def each(work: Callable[[Given], Result], given: Iterable[Given]) -> Generator[Result, None, None]:
    """The same in this process alone."""
    yield from map(work, given)


def cores() -> int:
    """How many of them this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _in_processes(
    count: int,
    work: Callable[[Given], Result],
    chunks: deque[Sequence[Given]],
    lost: Callable[[Given], Result],
) -> Iterator[Result]:
    from concurrent.futures.process import BrokenProcessPool  # imported here and below: few need them

    begun: deque[tuple[Sequence[Given], Future[list[Result]]]] = deque()
    with _processes(count) as pool:
        try:
            while begun or chunks:
                while chunks and len(begun) < 2 * count:  # no more: results wait in memory
                    with _deaf():
                        begun.append((chunks[0], pool.submit(_each, work, chunks[0])))
                    chunks.popleft()
                yield from begun[0][1].result()
                begun.popleft()
        except BrokenProcessPool:
            for chunk, _future in begun:
                yield from map(lost, chunk)


@contextmanager
def _processes(count: int) -> Iterator["ProcessPoolExecutor"]:
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context, resource_tracker

    with redirect_stderr(sys.__stderr__):  # of a screen's own, which is no file, none could start
        resource_tracker.ensure_running()
    fresh = get_context("spawn")  # a fork would take the threads' locks along
    is_over = fresh.Event()
    pool = ProcessPoolExecutor(count, fresh, _begin, (current(), is_over))
    try:
        yield pool
    finally:
        is_over.set()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf() -> Iterator[None]:
    """What is started in here never hears Ctrl-C, which a terminal sends to all: it is for this process."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


# -- in the other process -------------------------------------------------------------------------

_is_over: "Event | None" = None


def _begin(language: str, is_over: "Event") -> None:
    global _is_over
    _is_over = is_over
    use(language)
    _end_with_its_parent()


def _end_with_its_parent() -> None:
    """Also when that is killed, and can tell nobody."""
    from multiprocessing import parent_process
    from threading import Thread

    parent = parent_process()
    assert parent is not None

    def wait() -> None:
        parent.join()
        os._exit(1)

    Thread(target=wait, daemon=True).start()


def _each(work: Callable[[Any], Result], chunk: Sequence[Any]) -> list[Result]:
    assert _is_over is not None
    return [work(one) for one in chunk if not _is_over.is_set()]
