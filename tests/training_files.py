"""The ideal path of every shipped scenario as an answer file: `python -m tests.training_files`.

The files with errors beside them are kept by hand: think first what the rubric says, then run them.
"""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import yaml

HERE: Final = Path(__file__).parent
sys.path.insert(0, str(HERE / "procedure"))

from practice import SCENARIOS, best, kept, lesson  # noqa: E402

from runbooks.report.answer_file import answers_of  # noqa: E402

FILES: Final = HERE / "data" / "training"
WIDTH: Final = 10_000
"""Longer than any action: each is one line."""


def ideal_file(name: str) -> str:
    """The ideal path of a scenario as the engine computes it now, taken from a record of it."""
    taken = lesson(name)
    with tempfile.TemporaryDirectory() as folder:
        file = json.loads(answers_of(kept(Path(folder), taken, best(taken)).record))
    rows = [
        f"# ideal path of {name}, made by python -m tests.training_files",
        f"runbook: {file['runbook']}",
        f"operator: {file['operator']}",
        "answers:",
        *(f"  - {_one_line(action)}" for action in file["answers"]),
    ]
    return "\n".join(rows) + "\n"


def _one_line(action: dict[str, Any]) -> str:
    ((name, value),) = action.items()
    if isinstance(value, dict) and value.keys() == {"text"}:
        value = {"accept": True}  # the text as drafted; it names the session it was written in
    flow = yaml.safe_dump(
        {name: value}, default_flow_style=True, allow_unicode=True, width=WIDTH, sort_keys=False
    )
    return flow.strip()[1:-1]


def main() -> None:
    """Write the file of every scenario."""
    FILES.mkdir(exist_ok=True)
    for name in SCENARIOS:
        (FILES / f"{name}.ideal.yaml").write_text(ideal_file(name), encoding="utf-8")


if __name__ == "__main__":
    main()
