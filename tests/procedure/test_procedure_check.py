"""What a runbook says of another one, whose end answers an item, is held to that other one."""

from pathlib import Path

import pytest
from faulty import SMALL, edited, line_of

from runbooks.definition.faults import Fault
from runbooks.language import using
from runbooks.library import Others, find, known


def faults(folder: Path, text: str) -> list[Fault]:
    """What is wrong with a runbook of one's own, held to all that are known."""
    (folder / "small.yaml").write_text(text)
    one = find(folder, "small")
    with using("en"):
        return list(Others(known(folder)).faults_of(one.examined()))


@pytest.mark.parametrize(
    ("old", "new", "field", "says"),
    [
        ("runbook: bitrix24-recycle-bins", "runbook: bitrix24-recycle-bin", "runbook", "Did you mean"),
        ("runbook: bitrix24-recycle-bins", "runbook: small", "runbook", "no procedure of its own items"),
        ("recovered: full,", "recoverd: full,", "answers.recoverd", 'Did you mean "recovered"?'),
        ("gives: {last_seen:", "gives: {last_sen:", "gives.last_sen", 'Did you mean "last_seen"?'),
    ],
)
def test_what_the_other_has_not_is_told_at_its_line(
    tmp_path: Path, old: str, new: str, field: str, says: str
) -> None:
    text = edited(SMALL, old, new)
    errors = [one for one in faults(tmp_path, text) if not one.warning]
    assert [(one.line, one.field) for one in errors] == [
        (line_of(text, new), f"steps.1.items.1.procedure.{field}")
    ]
    assert says in errors[0].sentence


def test_an_outcome_of_which_nothing_is_said_is_a_warning_and_cancelling_is_none(tmp_path: Path) -> None:
    assert faults(tmp_path, SMALL) == []
    [told] = faults(tmp_path, edited(SMALL, ", no_bin: csv", ""))
    assert told.warning and '"no_bin"' in told.what
