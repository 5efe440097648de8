"""Trainings from the answer files of tests/data/training: the ideal paths, and the typical errors."""

import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Final

from practice import WALL, lesson

from runbooks.answers import read_answers, run_answers
from runbooks.record.store import Store
from runbooks.training.session import TrainingSession
from tests.training_files import FILES

STEMS: Final = sorted(file.stem for file in FILES.glob("*.yaml"))
ERRORS: Final = [stem for stem in STEMS if not stem.endswith(".ideal")]
OF_SCENARIO: Final[defaultdict[str, list[str]]] = defaultdict(list)
for _stem in ERRORS:
    OF_SCENARIO[_stem.partition(".")[0]].append(_stem)


def done(folder: Path, stem: str, wall: datetime = WALL) -> TrainingSession:
    """A file of answers run to its end in a new training begun at `wall`; nothing in it is refused."""
    taken = lesson(stem.partition(".")[0])
    session = TrainingSession.begin(Store(folder), taken, operator="Ana", language="es", wall=lambda: wall)
    file = read_answers((FILES / f"{stem}.yaml").read_bytes(), stem)
    assert run_answers(session, file) is None
    assert session.state.status == "closed"
    return session


def head(stem: str, name: str) -> str:
    """What the head of a file says of its score: its points, failures or levels."""
    text = (FILES / f"{stem}.yaml").read_text(encoding="utf-8")
    found = re.search(rf"^# {name}: (.+)$", text, re.MULTILINE)
    assert found is not None, (stem, name)
    return found[1]
