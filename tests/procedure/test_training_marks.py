"""T2: what a training writes says that it is one, by construction; what an incident writes never does."""

import re
from itertools import product
from pathlib import Path

import pytest
from desk import FULL, Desk, before
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from reported import DATA, answers, recorded, reported

from runbooks.definition.loader import shipped_runbooks
from runbooks.engine.documents import draft
from runbooks.engine.marks import marked, unmarked
from runbooks.folders import folders
from runbooks.language import LANGUAGES, using
from runbooks.report.answer_file import answers_of
from runbooks.report.forms import FORMS
from tests.screen.training import training
from tui.exporting import Wish, usual_path

MARKS = {"es": "*** ENTRENAMIENTO: no enviar ***", "en": "*** TRAINING: do not send ***"}
WORDS = {"es": "ENTRENAMIENTO", "en": "TRAINING"}
DOCUMENTS = ("ticket", "notice", "all_clear")
FILES = sorted(file.stem for file in DATA.glob("*.yaml"))
TRAINING = Desk(mode="training").state
INCIDENT = Desk().state


def is_marked(text: str, language: str) -> bool:
    """Whether it begins and ends with the mark, has something between them, and no other mark."""
    mark, lines = MARKS[language], text.split("\n")
    inner = "\n".join(lines[1:-2])
    return (lines[0], *lines[-2:]) == (mark, mark, "") and bool(inner.strip()) and mark not in inner


# -- documents ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("document", "language"), list(product(DOCUMENTS, LANGUAGES)))
def test_T2_a_draft_of_a_training_begins_and_ends_with_the_mark_in_its_own_language(
    document: str, language: str
) -> None:
    desk = Desk(before(document), mode="training", language=language)
    for reader in LANGUAGES:  # whoever looks, the document speaks its own language
        with using(reader):
            drafted = draft(desk.situation, desk.item(document)).text  # type: ignore[arg-type]
        assert is_marked(drafted, language)
    desk.go([(document, {"accept": "true"})])
    assert desk.state.entry(document).value == drafted


def test_T2_no_template_has_to_remember_the_mark() -> None:
    runbook = shipped_runbooks()["mpia-dti-140"]
    written = [file.read_text() for file in Path("templates").rglob("*.j2")]
    assert written
    assert not [one for one in (*written, runbook.read_text()) if "TRAINING" in one or "ENTRENAM" in one]


@pytest.mark.parametrize(
    "edited",
    [
        "Restaure el jueves.",
        "Restaure el jueves.\n" + MARKS["es"] + "\n",
        MARKS["es"] + "\n\nRestaure el jueves.",
        MARKS["en"] + "\nRestaure el jueves.\n" + MARKS["en"],
        "\n" + MARKS["es"].replace("no enviar", "enviar") + "\n\nRestaure el jueves.\n",
        MARKS["es"].lower() + "\nRestaure el jueves.\n" + MARKS["es"],
        "URGENTE.\n" + MARKS["es"] + "\n\nRestaure el jueves.\n\n" + MARKS["es"] + "\r\nGracias",
    ],
)
def test_T2_a_text_without_its_marks_gets_them_again_when_it_is_accepted(edited: str) -> None:
    desk = Desk([*before("ticket"), ("ticket", {"text": edited})], mode="training")
    kept = desk.last("drafted").data["value"]
    assert is_marked(kept, "es")
    assert "Restaure el jueves." in kept


@pytest.mark.parametrize("empty", [MARKS["es"], f"{MARKS['en']}\n\n \n{MARKS['es']}\n"])
def test_T2_marks_alone_are_no_document(empty: str) -> None:
    desk = Desk(before("ticket"), mode="training")
    assert desk.code("ticket", {"text": empty}) == "missing"


@given(st.lists(st.sampled_from([*MARKS.values(), "", "  ", "a", "*** x ***", "\r"]) | st.text()))
def test_T2_marking_twice_changes_nothing_and_loses_nothing_but_marks(lines: list[str]) -> None:
    written = "\n".join(lines)
    once = marked(written, TRAINING)
    assert marked(once, TRAINING) == once
    assert unmarked(once) == unmarked(written)
    assert marked(written, INCIDENT) == written


@pytest.mark.parametrize("mark", MARKS.values())
@pytest.mark.parametrize("around", ["{}\n\nRestaure.\n", "Restaure. {}"])
def test_T2_a_text_of_a_training_is_not_sent_in_an_incident(mark: str, around: str) -> None:
    desk = Desk(before("ticket"))
    refused = desk.do("ticket", {"text": around.format(mark)})
    assert refused is not None
    assert (refused.code, mark in refused.reason) == ("placeholder_left", True)
    desk.go([("ticket", {"text": "Restaure.\n"})])
    assert desk.state.entry("ticket").value == "Restaure.\n"


def test_T2_the_mark_hides_no_document_where_one_line_of_it_is_told() -> None:
    desk = Desk(FULL, mode="training")
    report = reported(recorded(list(FULL), mode="training"))
    assert "Solicitud de restauración de copia de seguridad de Bitrix24 …" in report
    assert desk.state.status == "closed"


# -- the report -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "language"), list(product(FILES, LANGUAGES)))
def test_T2_every_line_of_a_training_s_report_is_marked(name: str, language: str) -> None:
    with using(language):
        lines = reported(recorded(answers(name), mode="training")).split("\n")
    unsaid = [line for line in lines if line and WORDS[language] not in line]
    assert {line for line in unsaid if not re.fullmatch(r"(\| --- )+\||`{3,}(text)?", line)} == set()
    assert len(lines) > 60


@pytest.mark.parametrize(("name", "language"), list(product(FILES, LANGUAGES)))
def test_T2_a_report_with_marks_is_the_same_markdown(name: str, language: str) -> None:
    with using(language):
        plain, trained = (reported(recorded(answers(name), mode=mode)) for mode in ("incident", "training"))
    assert shape(trained, WORDS[language]) == shape(plain, WORDS[language])


def shape(report: str, word: str) -> list[tuple[str, str, int]]:
    """The blocks of a report with their depths, without the column that a training's tables have more."""
    tokens = MarkdownIt("commonmark").enable("table").parse(report)
    found, is_mark = [], False
    for n, token in enumerate(tokens):
        if token.type in ("th_open", "td_open"):
            is_mark = tokens[n + 1].content == word
        if not is_mark:
            found.append((token.type, token.tag, token.level))
        is_mark = is_mark and token.type not in ("th_close", "td_close")
    return found


FOREIGN = "```\n- x\n# y\n| a | b |\n| --- | --- |\n````text\n    z\n"


def test_T2_no_text_of_a_person_gets_a_line_of_the_report_without_the_mark() -> None:
    actions = [("ticket", {"text": FOREIGN}) if name == "ticket" else (name, v) for name, v in FULL]
    report = reported(recorded([*actions[:-2], ("note", FOREIGN), *actions[-2:]], mode="training"))
    blocks = [token for token in MarkdownIt("commonmark").parse(report) if token.type == "fence"]
    written = next(block.content for block in blocks if "# y" in block.content)
    assert [line for line in written.splitlines() if line and not line.startswith("ENTRENAMIENTO · ")] == []
    assert "ENTRENAMIENTO ·     z" in written


@pytest.mark.parametrize(("name", "language"), list(product(FILES, LANGUAGES)))
def test_T2_an_incident_s_report_and_answers_have_no_mark(name: str, language: str) -> None:
    record = recorded(answers(name))
    with using(language):
        told = reported(record) + answers_of(record)
    assert not any(one in told for one in (*WORDS.values(), *MARKS.values()))


# -- files ----------------------------------------------------------------------------------------


def test_T2_documents_and_exports_of_a_training_lie_in_its_own_folder_and_carry_its_id(
    tmp_path: Path,
) -> None:
    places = folders({"RESTAURA_HOME": str(tmp_path)})
    with training(tmp_path, before("ticket_sent_at")) as session:
        file, own = session.document("ticket"), tmp_path / "data" / "training"
        assert file.parent == own / "documents" / session.state.id
        assert session.document("report").parent == session.document("ticket.draft").parent == file.parent
        assert is_marked(file.read_text(), "es")
        for format in FORMS:
            path = usual_path(places, session.record, Wish(format))
            assert (path.parent, path.name[:2]) == (own / "exports", "T-")
            assert session.state.id in path.name
    assert [one for one in (tmp_path / "data").iterdir() if one != own] == []


def test_T2_exports_of_an_incident_stay_where_they_were(tmp_path: Path) -> None:
    places = folders({"RESTAURA_HOME": str(tmp_path)})
    assert (
        usual_path(places, recorded([]), Wish("md")) == tmp_path / "data" / "exports" / "2026-11-22-a7f3.md"
    )
    assert places.of("training").sessions == places.training
