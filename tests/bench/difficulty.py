"""How hard invented incidents are: what someone scores who takes the opening at its word."""

from collections.abc import Iterator
from statistics import mean
from typing import Final

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.training.generator import DIFFICULTIES
from runbooks.training.library import read_guide, read_invented
from tests.invented import played

SEEDS: Final = range(400)
HEAD: Final = """\
| difficulty | naive percent | naive with a critical failure | ideal acts | simulated hours |
| --- | --- | --- | --- | --- |"""


def table() -> Iterator[str]:
    """The table of docs/training.md, line by line, as it is worked out."""
    path = shipped_runbooks()["mpia-dti-140"]
    runbook, guide, parts = load_runbook(path), read_guide(path), read_invented(path)
    yield HEAD
    for difficulty in DIFFICULTIES:
        all = [played(guide, runbook, parts, seed, difficulty) for seed in SEEDS]
        percent = mean(one.naive.percent for one in all)
        failed = 100 * mean(bool(one.naive.failures) for one in all)
        acts, hours = mean(len(one.ideal.done) for one in all), mean(one.hours for one in all)
        yield f"| {difficulty} | {percent:.1f} | {failed:.0f} % | {acts:.1f} | {hours:.1f} |"
