"""What `runbook new` writes passes the check, and its tests take every branch, whatever was answered."""

import io
import stat
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

import pytest

from runbooks.beginning.answers import MOST_ITEMS, MOST_STEPS, NewRunbook, NewStep, Pair, same
from runbooks.beginning.folder import why_not, write_new
from runbooks.beginning.writing import runbook_text
from runbooks.definition.items import ChoiceItem, ConfirmItem, DocumentItem, TextItem
from runbooks.definition.loader import load_runbook
from runbooks.folders import folders
from runbooks.language import LANGUAGES, using
from runbooks.record.errors import StoreError
from runbooks.rehearsal.running import afternoon, answers_beside, rehearse, untaken
from tui.commands.runbook.new import command
from tui.ending import DONE, INTERRUPTED, NOT_SO, USAGE, Ended
from tui.opening import now

PROPOSED = NewRunbook.proposed()
ODD = 'Ñandú: "a" #1 — {x} ☂, \\n & [y]'


def stepped(*titles: str, items: int = 1) -> NewRunbook:
    steps = (NewStep(same(title), (same("Confirme"),) * items) for title in titles)
    return replace(PROPOSED, steps=tuple(steps))


MADE = {
    "as proposed": PROPOSED,
    "one step": stepped("Único"),
    "one full step": stepped("Único", items=MOST_ITEMS),
    "as much as can be": stepped(*(f"Paso {n}" for n in range(MOST_STEPS)), items=MOST_ITEMS),
    "steps of one name": stepped("Igual", "Igual", "igual", "¿Igual?"),
    "odd words": replace(
        PROPOSED,
        code=ODD,
        title=same(ODD),
        doer=same(ODD),
        steps=(NewStep(same(ODD), (same(ODD),)), NewStep(same("☂☂☂"), (same("日本"),))),
        outcome=Pair("a: b", "- c"),
    ),
    "long words": replace(stepped("muy largo " * 20), title=same("x" * 500), code="LARGO-" * 20),
}


@pytest.mark.parametrize("name", MADE)
def test_what_is_written_passes_and_its_tests_take_every_branch(name: str, tmp_path: Path) -> None:
    path = write_new(MADE[name], tmp_path / "made")
    runbook = load_runbook(path)
    done = [rehearse(runbook, test, afternoon(now())) for test in answers_beside(path)]
    assert {test.name: test.wrong for test in done if not test.passed} == {}
    assert {test.reached for test in done} == {"done", "not_done", "not_needed"}
    assert untaken(runbook, done)[1] == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_one_of_each_that_a_beginner_needs_and_says_what_may_stand_where(language: str) -> None:
    with using(language):
        text = runbook_text(PROPOSED)
        assert why_not(PROPOSED) is None
    lines = text.splitlines()
    for part in ("format:", "facts:", "notes:", "outcomes:", "steps:", "templates:", "    branches:"):
        assert lines[lines.index(next(one for one in lines if one.startswith(part))) - 1].lstrip()[0] == "#"
    assert max(map(len, (line for line in lines if line.lstrip().startswith("#")))) <= 100


def test_the_kinds_that_it_has(tmp_path: Path) -> None:
    runbook = load_runbook(write_new(PROPOSED, tmp_path / "made"))
    kinds = {type(item) for item in runbook.items.values()}
    assert kinds == {TextItem, ChoiceItem, ConfirmItem, DocumentItem}
    assert runbook.notes
    assert runbook.templates


def test_it_is_for_its_owner_only_and_never_over_anything(tmp_path: Path) -> None:
    path = write_new(PROPOSED, tmp_path / "runbooks" / "made")
    modes = {stat.S_IMODE(one.stat().st_mode) for one in path.parent.rglob("*") if one.is_file()}
    assert modes == {0o600}
    before = path.read_bytes()
    with pytest.raises(StoreError):
        write_new(stepped("Otro"), tmp_path / "runbooks" / "made")
    assert path.read_bytes() == before
    assert [one.name for one in (tmp_path / "runbooks").iterdir()] == ["made"]


def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_from: object, _to: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("runbooks.beginning.folder.os.rename", full)
    with pytest.raises(StoreError, match="made"):
        write_new(PROPOSED, tmp_path / "made")
    assert list(tmp_path.iterdir()) == []


# -- asked by prompts -----------------------------------------------------------------------------


def asked(home: Path, lines: list[str], monkeypatch: pytest.MonkeyPatch, folder: Path | None = None) -> int:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(line + "\n" for line in lines)))
    return command(Namespace(folder=folder and str(folder)), folders({"RESTAURA_HOME": str(home)}))


def test_enter_alone_takes_all_that_is_proposed_into_the_settings_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(tmp_path, [""] * 9, monkeypatch) == DONE
    path = tmp_path / "config" / "runbooks" / "proc-1" / "runbook.yaml"
    assert load_runbook(path).title.es == "Mi procedimiento"
    assert "restaura runbook test proc-1\n" in capsys.readouterr().out


def test_every_answer_goes_where_it_belongs_and_what_the_check_refuses_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = ["RED-7", "Revisar la red", "Check the network", "{{ quien }}", "Ana"]
    steps = ["Mirar", "Medir", "", "minúscula", "Confirme la luz", "", ""]
    assert asked(tmp_path, [*titles, *steps, "Hay red."], monkeypatch, tmp_path / "red") == DONE
    runbook = load_runbook(tmp_path / "red" / "runbook.yaml")
    assert (runbook.id, runbook.code, runbook.title.en) == ("red-7", "RED-7", "Check the network")
    assert runbook.facts["who"].text.es == "Lo hace: Ana."
    assert [step.title.es for step in runbook.steps] == ["Mirar", "Medir"]
    confirmed = [item.label.es for item in runbook.items.values() if isinstance(item, ConfirmItem)]
    assert confirmed == ["Confirme la luz", "Confirme que está hecho"]
    assert runbook.outcomes["done"].label.es == "Hay red."
    said = capsys.readouterr().out
    assert said.count("No se hizo:") == 2
    assert "una etiqueta empieza con mayúscula" in said


def test_a_code_that_is_taken_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(tmp_path, [""] * 9, monkeypatch) == DONE
    assert asked(tmp_path, ["PROC-1", "MPIA-DTI-140", "PROC-2", *[""] * 8], monkeypatch) == DONE
    assert sorted(one.name for one in (tmp_path / "config" / "runbooks").iterdir()) == ["proc-1", "proc-2"]
    assert "mpia-dti-140" in capsys.readouterr().out


@pytest.mark.parametrize(("left", "code"), [(EOFError, NOT_SO), (KeyboardInterrupt, INTERRUPTED)])
def test_who_leaves_leaves_nothing_behind(
    left: type[BaseException],
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = iter(["RED-7", "Revisar la red"])

    def typed(_prompt: str) -> str:
        for line in lines:
            return line
        raise left

    monkeypatch.setattr("tui.plain.beginning.read_line", typed)
    assert asked(tmp_path, [], monkeypatch) == code
    assert list(tmp_path.iterdir()) == []
    assert "No se escribió nada." in capsys.readouterr().err


def test_a_folder_that_is_there_is_told_before_anything_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(Ended) as there:
        asked(tmp_path, [], monkeypatch, tmp_path)
    assert there.value.code == NOT_SO
    with pytest.raises(Ended) as file:
        asked(tmp_path, [], monkeypatch, tmp_path / "mine.yaml")
    assert file.value.code == USAGE
