"""How a figure is measured: from outside, side by side with a reference, as a ratio.

Times of one machine say nothing about another, and a machine is not the same twice in a minute.
So the two are run in turns (A B A B ...), each run is compared with its neighbour, and the same
is done first with the reference against itself (A/A), which tells what the machine's unrest is.
All times are nanoseconds.
"""

import math
import random
import statistics
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter_ns
from typing import Final, TypeAlias

from tests.terminal import Sight, Terminal, environment

Pairs: TypeAlias = Sequence[tuple[int, int]]  # (what is measured, its reference), taken in turns
Statistic: TypeAlias = Callable[[Pairs], float]

SETTLE: Final = 0.05  # seconds of silence before the screen is drawn; see Terminal.wait_for
_DRAWS: Final = 2000


@dataclass(frozen=True, slots=True)
class Frame:
    """What a full frame shows: in its first row, between, and in its last row."""

    header: str
    body: str
    footer: str

    def __call__(self, text: str) -> bool:
        """Whether the text of a screen is a full frame."""
        first, *between, last = text.split("\n")
        return self.header in first and self.footer in last and any(self.body in row for row in between)


def known(home: Path, **more: str) -> dict[str, str]:
    """The environment of an installation that knows its operator, and asks for no name at its start."""
    return environment(home, RESTAURA_OPERATOR="Ana", **more)


def in_turns(subject: Callable[[], int], reference: Callable[[], int], count: int) -> Pairs:
    """Measure both `count` times in turns, after one run of each that fills the caches."""
    subject(), reference()
    return [(subject(), reference()) for _ in range(count)]


def until_full_frame(argv: Sequence[str], home: Path, frame: Frame) -> int:
    """From the start of a program to its first full frame in a terminal of 120x40."""
    with Terminal(argv, env=known(home)) as terminal:
        return terminal.wait_for(frame, settle=SETTLE) - terminal.started_at


def until_seen(terminal: Terminal, key: str, sight: Sight) -> int:
    """From a key written to the terminal to the output that shows its effect.

    Raises `ValueError` when the effect stood on the screen before the key.
    """
    pressed_at = terminal.press(key)
    taken = terminal.wait_for(sight, settle=SETTLE) - pressed_at
    if taken <= 0:
        raise ValueError(f"{sight} was on the screen before {key} was pressed")
    return taken


def whole_run(argv: Sequence[str], home: Path) -> int:
    """From the start to the end of a command without a screen.

    Raises `subprocess.CalledProcessError` when it does not end with 0.
    """
    begun_at = perf_counter_ns()
    subprocess.run(argv, env=known(home), stdout=subprocess.DEVNULL, check=True)
    return perf_counter_ns() - begun_at


def middle(pairs: Pairs) -> float:
    """The median of the ratios of neighbours: a slow minute slows both and leaves it alone."""
    return statistics.median(subject / reference for subject, reference in pairs)


def tail(pairs: Pairs) -> float:
    """The 95th percentile of the one over that of the other."""
    rank = math.ceil(0.95 * len(pairs)) - 1
    subjects, references = zip(*pairs, strict=True)
    return float(sorted(subjects)[rank] / sorted(references)[rank])


def interval(pairs: Pairs, statistic: Statistic) -> tuple[float, float]:
    """Where the statistic lies in 95 of 100 bootstrap samples; the same for the same pairs."""
    chance = random.Random(140)
    drawn = sorted(statistic(chance.choices(pairs, k=len(pairs))) for _ in range(_DRAWS))
    return drawn[round(0.025 * _DRAWS)], drawn[round(0.975 * _DRAWS) - 1]
