"""`python -m tests.bench [FIGURE] [--pairs N] [--records N]`: one of figures.md, all, or difficulty.

Prints each figure's ratio and its interval beside the goal of figures.md; ends with 1 when a goal
is missed for certain or a figure could not be measured. Run by hand or at night, on a machine that
has nothing else to do: it is no part of the tests. `difficulty` prints how hard invented incidents are,
which no machine changes, and is no part of `all`.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.bench.difficulty import table
from tests.bench.figures import FIGURES, Plan
from tests.terminal import TerminalError


def main() -> int:
    """Measure the figures asked for; returns the exit code."""
    options = _parser().parse_args()
    if options.pairs < 9:
        _parser().error("fewer than nine pairs tell nothing")
    if options.figure == "difficulty":
        for line in table():
            print(line, flush=True)
        return 0
    failed = False
    for name in FIGURES if options.figure == "all" else [options.figure]:
        with tempfile.TemporaryDirectory(prefix="restaura-bench-") as home:
            try:
                for figure in FIGURES[name](Plan(Path(home), options.pairs, options.records)):
                    print(figure, flush=True)
                    failed |= figure.is_missed
            except TerminalError as error:
                print(f"{name}: not measured: {error}", file=sys.stderr)
                failed = True
    return int(failed)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("figure", nargs="?", default="all", choices=[*FIGURES, "all", "difficulty"])
    parser.add_argument("--pairs", type=int, default=21, help="nine or more; 21 by default")
    parser.add_argument("--records", type=int, default=10_000, help="for list; the goal is for 100000")
    return parser


if __name__ == "__main__":
    sys.exit(main())
