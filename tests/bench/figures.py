"""The figures of figures.md that are measured in a terminal, each beside its goal and its reference."""

import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.bench.measure import (
    SETTLE,
    Frame,
    Pairs,
    Statistic,
    in_turns,
    interval,
    known,
    middle,
    tail,
    until_full_frame,
    until_seen,
    whole_run,
)
from tests.bench.records import make_records
from tests.bench.reports import filled, measured
from tests.slow_disk.disk import SlowDisk
from tests.terminal import Terminal

REPORTS: Final = 1000
SLOW: Final = 2.0  # seconds that an fsync takes
HERE: Final = Path(__file__).parent
HELLO: Final = [sys.executable, str(HERE / "hello.py")]
FORM: Final = [sys.executable, str(HERE / "form.py")]
NOTHING: Final = [sys.executable, "-c", "pass"]
RESTAURA: Final = [str(Path(sys.executable).with_name("restaura")), "--lang", "es"]
ANSWERS: Final = HERE.parents[1] / "runbooks" / "mpia_dti_140" / "tests" / "cancelled.yaml"

# What the screens show: the one place to change when they do.
HELLO_FRAME: Final = Frame("hello header", "hello body", "footer hint")
FORM_FRAME: Final = Frame("form header", "form body 10", "footer hint")
RUN_FRAME: Final = Frame("MPIA-DTI-140", "Anote quién reportó", "^")
TYPED: Final = "ŵŷẑẅẍ"  # an answer whose every beginning is found nowhere else on the screen
NOTED: Final = "ẃẁẏỳẙẘ"  # a note of the same kind
NEXT_IS_CURRENT: Final = re.compile(r"[▶►] *Elija por qué medio")
SAVING: Final = re.compile(r"guardando|saving")
SAVED: Final = re.compile(r"(guardado|saved) \d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Plan:
    """How a figure is to be measured: in which home folder, in how many pairs, with how many records."""

    home: Path
    pairs: int
    records: int


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as measured: pairs of times, and the A/A pairs that tell how restless the machine was.

    A goal of None is for references beside each other, of which nothing is asked.
    """

    name: str
    goal: float | None
    pairs: Pairs
    control: Pairs
    statistic: Statistic = middle

    @property
    def is_missed(self) -> bool:
        """Whether the whole interval lies above the goal."""
        return self.goal is not None and interval(self.pairs, self.statistic)[0] > self.goal

    def __str__(self) -> str:
        measured, control = _told(self.pairs, self.statistic), _told(self.control, self.statistic)
        return f"{self.name:<42} {measured}  {self._verdict():<22} A/A {control}  {len(self.pairs)} pairs"

    def _verdict(self) -> str:
        if self.goal is None:
            return "no goal"
        met = interval(self.pairs, self.statistic)[1] <= self.goal
        return f"goal <= {self.goal}: {'missed' if self.is_missed else 'met' if met else 'undecided'}"


def form(plan: Plan) -> list[Figure]:
    """The two references beside each other: whether this machine measures at all."""
    return [_start("form, full frame / hello", None, FORM, FORM_FRAME, plan)]


def start(plan: Plan) -> list[Figure]:
    """From the command to the first full frame of a new incident, and of one that is gone on with."""
    return [
        _start("restaura run, full frame / hello", 1.35, [*RESTAURA, "run"], RUN_FRAME, plan),
        _start("restaura resume, full frame / hello", 1.35, [*RESTAURA, "resume"], RUN_FRAME, plan),
    ]


def answer(plan: Plan) -> list[Figure]:
    """From Enter to the next item, saved, beside a letter typed in the same run."""
    _answered(plan.home)
    times = [_answered(plan.home) for _ in range(plan.pairs)]
    pairs = [(answered, letter) for answered, letter, _ in times]
    control = [(letter, earlier) for _, letter, earlier in times]
    return [
        Figure("an answer saved and shown / a letter, p50", 2.6, pairs, control),
        Figure("an answer saved and shown / a letter, p95", 3.5, pairs, control, tail),
    ]


def echo(plan: Plan) -> list[Figure]:
    """A letter of a note typed while an answer is being saved on a slow disk, beside one typed after."""
    _echoed(plan.home)
    times = [_echoed(plan.home) for _ in range(plan.pairs)]
    pairs = [(during, after) for during, after, _ in times]
    control = [(after, earlier) for _, after, earlier in times]
    return [Figure(f"key echo while an fsync takes {SLOW:g} s / without", 1.5, pairs, control)]


def listing(plan: Plan) -> list[Figure]:
    """`restaura list` of many records beside a Python that does nothing."""
    _fill(plan)

    def listed() -> int:
        return whole_run([*RESTAURA, "list"], plan.home)

    def nothing() -> int:
        return whole_run(NOTHING, plan.home)

    control = in_turns(nothing, nothing, plan.pairs)
    pairs = in_turns(listed, nothing, plan.pairs)
    return [Figure(f"list of {plan.records:,} records / python -c pass", 3.0, pairs, control)]


def commands(plan: Plan) -> list[Figure]:
    """What says the least, beside a Python that does nothing."""

    def nothing() -> int:
        return whole_run(NOTHING, plan.home)

    def figure(goal: float, argv: list[str]) -> Figure:
        pairs = in_turns(lambda: whole_run(argv, plan.home), nothing, plan.pairs)
        return Figure(f"{argv[-1]} / python -c pass", goal, pairs, control)

    control = in_turns(nothing, nothing, plan.pairs)
    return [figure(1.2, [RESTAURA[0], "--version"]), figure(2.6, [*RESTAURA, "--help"])]


def reports(plan: Plan) -> Iterator[Figure]:
    """A thousand reports, or as few as `--records` says, beside the engines' own time for them.

    Each is given as soon as it is measured: that of the PDFs takes a quarter of an hour.
    """
    count = min(plan.records, REPORTS)
    filled(plan.home, count)

    def figure(format: str, engine: str) -> Figure:
        pairs, control = measured(RESTAURA, plan.home, format, plan.pairs)
        return Figure(f"{count:,} reports to {format} / {engine} alone", 1.3, pairs, control)

    yield figure("html", "the template engine")
    yield figure("pdf", "Typst")


FIGURES: Final[dict[str, Callable[[Plan], Iterable[Figure]]]] = {
    "form": form,
    "start": start,
    "answer": answer,
    "echo": echo,
    "list": listing,
    "commands": commands,
    "reports": reports,
}


def _start(name: str, goal: float | None, argv: list[str], frame: Frame, plan: Plan) -> Figure:
    def subject() -> int:
        return until_full_frame(argv, plan.home, frame)

    def hello() -> int:
        return until_full_frame(HELLO, plan.home, HELLO_FRAME)

    control = in_turns(hello, hello, plan.pairs)
    return Figure(name, goal, in_turns(subject, hello, plan.pairs), control)


def _answered(home: Path) -> tuple[int, int, int]:
    """One run: the times of its answer, of the last letter typed and of the letter before."""
    with Terminal([*RESTAURA, "run"], env=known(home)) as terminal:
        terminal.wait_for(RUN_FRAME, settle=SETTLE)
        *_first, earlier, letter = (
            until_seen(terminal, key, TYPED[: place + 1]) for place, key in enumerate(TYPED)
        )
        return until_seen(terminal, "enter", _next_and_saved), letter, earlier


def _echoed(home: Path) -> tuple[int, int, int]:
    """One run: the times of a letter while it is being saved, of one after that and of the one before.

    Raises `ValueError` when the disk was done before the letter that should not wait for it.
    """
    disk = SlowDisk(home)
    disk.takes(0.0)
    with Terminal([*RESTAURA, "run"], env=known(home, **disk.environment)) as terminal:
        terminal.wait_for(RUN_FRAME, settle=SETTLE)
        until_seen(terminal, TYPED[0], TYPED[0])
        disk.takes(SLOW)
        terminal.press("enter")
        terminal.wait_for(SAVING, settle=SETTLE)
        terminal.press("ctrl+n")
        terminal.wait_for("Nota", settle=SETTLE)
        letters = (until_seen(terminal, key, NOTED[: place + 1]) for place, key in enumerate(NOTED))
        _first, during = next(letters), next(letters)
        if not SAVING.search(terminal.text()):
            raise ValueError("saved before the letter was typed")
        terminal.wait_for(SAVED, settle=SETTLE)
        _first, _second, earlier, after = letters
        return during, after, earlier


def _next_and_saved(text: str) -> bool:
    return bool(NEXT_IS_CURRENT.search(text) and SAVED.search(text))


def _fill(plan: Plan) -> None:
    """Fill the home with records, and make sure that they are listed: an empty list would be fast."""
    env = known(plan.home)
    subprocess.run([*RESTAURA, "run", "--answers", str(ANSWERS)], env=env, check=True, capture_output=True)
    [template] = Path(env["RESTAURA_HOME"]).glob("data/sessions/*.json")
    make_records(template.parent, plan.records, template.read_bytes())
    template.unlink()
    listed = subprocess.run([*RESTAURA, "list"], env=env, check=True, capture_output=True)
    if listed.stdout.count(b"\n") < min(plan.records, 50):
        raise ValueError(f"the records are not listed: {listed.stdout!r}")


def _told(pairs: Pairs, statistic: Statistic) -> str:
    low, high = interval(pairs, statistic)
    return f"{statistic(pairs):6.2f} ({low:.2f} to {high:.2f})"
