"""The golden incident's report reads as it is kept in tests/data/report (`python -m tests.reports`)."""

from pathlib import Path

import pytest

from tests.golden import golden_record
from tests.reports import FOLDER, KEPT, file, told


@pytest.mark.parametrize(("format", "language"), KEPT)
def test_the_report_reads_as_it_did(tmp_path: Path, format: str, language: str) -> None:
    said = told(golden_record(tmp_path), format, language)
    assert said.splitlines() == file(format, language).read_text(encoding="utf-8").splitlines()


def test_nothing_is_kept_that_no_test_reads() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {file(*one).name for one in KEPT}
