"""How far something long has come: a bar on standard error."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(count: int) -> Iterator[Callable[[], None]]:
    """Gives what moves the bar on by one; shown only where standard error is a terminal."""
    from rich.console import Console  # imported here: one record needs no bar
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    is_seen = sys.stderr is not None and sys.stderr.isatty()
    bar = Progress(*columns, console=Console(stderr=True), transient=True, disable=not is_seen)
    with bar:
        task = bar.add_task("", total=count)
        yield lambda: bar.advance(task)
