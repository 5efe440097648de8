"""Many reports at once, beside the template engine's and Typst's own time for the same content."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import perf_counter_ns
from typing import Any, Final

from runbooks.folders import folders
from runbooks.record.store import Store
from runbooks.report.blocks import Page
from runbooks.report.session_report import session_report
from runbooks.report.writers import html, pdf
from runbooks.report.writers.data import data_of
from runbooks.session import at_last_event, replay
from tests.bench.measure import Pairs, in_turns, known, whole_run
from tests.bench.records import make_records
from tests.golden import golden_record


def filled(home: Path, count: int) -> None:
    """A home with `count` records of the golden incident, one of them under its own id."""
    sessions = folders(known(home)).sessions
    record = golden_record(home / "golden")
    make_records(sessions, count, (home / "golden" / f"{record.id}.json").read_bytes())


def exported(argv: list[str], home: Path, format: str) -> Callable[[], int]:
    """`restaura export --all` into a new folder each time."""

    def run() -> int:
        shutil.rmtree(home / "out", ignore_errors=True)
        output = ["--output", str(home / "out")]
        return whole_run([*argv, "export", "--all", "--format", format, *output], home)

    return run


def engine_alone(home: Path, format: str) -> Callable[[], int]:
    """The template engine, or Typst, given the same content as often as there are records."""
    store = Store(folders(known(home)).sessions)
    ids = [str(summary["id"]) for summary in store.summaries() if isinstance(summary, dict)]
    record = store.read(ids[0])
    page = session_report(record, at_last_event(replay(record)))
    # Each its own, as the records are: Typst remembers what it has set before.
    pages = (replace(page, title=f"{page.title} {id}", foot=(*page.foot, id)) for id in ids)
    write, prepare = ENGINES[format]
    prepared = [prepare(one) for one in pages]

    def run() -> int:
        begun_at = perf_counter_ns()
        for one in prepared:
            write(one)
        return perf_counter_ns() - begun_at

    return run


def _html(page: Page) -> dict[str, Any]:
    words = {"contents": "", "page": "", "foot": " · ".join(page.foot)}
    return {"page": data_of(page, html._shown), "words": words}


ENGINES: Final[dict[str, tuple[Callable[[Any], Any], Callable[[Page], Any]]]] = {
    "html": (lambda data: html._template().render(**data), _html),
    "pdf": (lambda data: pdf.typeset("page.typ", data), pdf.given),
}
"""How each engine is given a page, and what it is given."""


def measured(argv: list[str], home: Path, format: str, pairs: int) -> tuple[Pairs, Pairs]:
    """The pairs of one format, and those of the engine beside itself."""
    engine = engine_alone(home, format)
    return in_turns(exported(argv, home, format), engine, pairs), in_turns(engine, engine, pairs)
