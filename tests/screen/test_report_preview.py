"""The report as a page on the screen: all that the Page says is there, and what is exported is that page."""

from pathlib import Path
from typing import Any

import pytest
from desk import before

from runbooks.language import using
from runbooks.record.encoding import Record, decode
from runbooks.report.after_action import after_action
from runbooks.report.blocks import Entries, Facts, Heading, Page, Paragraph, Picture, Table, Verbatim
from runbooks.report.formats import exported as exported_as
from runbooks.report.formats import written
from runbooks.report.forms import FORMS
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.session import at_last_event, replay
from tests.screen.kept import STANDARD, at_record, keep, keep_actions
from tests.screen.sitting import NARROW, SMALL, Sitting, in_order, places, sitting
from tests.screen.test_foreign_text import CONTROLS, MARKUP, steering, with_answers
from tests.screen.trainee import ideal_path, trainee, training_of
from tui.editors.field import Field
from tui.exporting import pages_of
from tui.lines import rows
from tui.rows import LongPaper
from tui.screens.record import RecordScreen
from tui.screens.report import ReportScreen
from tui.screens.session import SessionScreen
from tui.view.page import sheet

WIDTHS = (54, 72, 110)
"""Cells of the paper at 80 columns in a training, at 80, and on a broad terminal."""


def record_of(path: Path) -> Record:
    return decode(path.read_bytes(), path)


def page_of(path: Path) -> Page:
    record = record_of(path)
    return session_report(record, at_last_event(replay(record)))


def told(page: Page, width: int) -> str:
    return "\n".join(row.plain for row in rows(sheet(page).lines, width))


def bare(text: str) -> str:
    """The letters and signs of a text, without the blanks at which it may be wrapped."""
    return "".join(text.split())


def held(page: Page) -> list[str]:
    """Every text that the page says, one that a column may interrupt word by word."""
    found: list[str] = []
    for block in page.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text) | Picture(alt=text):
                found.append(text)
            case Facts(pairs):
                found += [word for pair in pairs for text in pair for word in text.split()]
            case Entries(entries):
                found += [text for one in entries for text in (one.label, one.text, one.aside, *one.inner)]
                found += [one.mark for one in entries]
            case Table(columns, every):
                found += [word for cells in (columns, *every) for text in cells for word in text.split()]
            case Verbatim(text):
                found += text.split()
    return [text for text in found if text]


# -- what is on the page --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("name", ["second_attempt", "deferred_and_returned", "cancelled"])
def test_everything_that_the_page_says_is_on_the_screen_at_every_width(
    tmp_path: Path, name: str, language: str
) -> None:
    path = keep(tmp_path, name)
    with using(language):
        page = page_of(path)
        for width in WIDTHS:
            shown = told(page, width)
            whole = bare(shown.replace("│", ""))
            for text in held(page):
                # A word longer than its column is broken there, between the words of its neighbours.
                if len(text) <= 16 or " " in text:
                    assert bare(text.replace("│", "")) in whole, (width, text)
            assert max(map(len, shown.splitlines())) <= width


def test_every_pair_of_facts_and_every_row_of_a_table_stands_together(tmp_path: Path) -> None:
    page = page_of(keep(tmp_path, "restored"))
    shown = [" ".join(row.split()) for row in told(page, 200).splitlines()]
    for block in page.blocks:
        if isinstance(block, Facts):
            for name, value in block.pairs:
                assert any(row.startswith(f"{name} {value[:60]}") for row in shown), name
        if isinstance(block, Table) and not block.is_form:
            for cells in block.rows:
                assert any(in_order(row, *(cell.split("\n")[0][:20] for cell in cells)) for row in shown)


def test_a_table_that_cannot_be_read_in_columns_is_told_row_by_row_with_the_names_of_its_columns() -> None:
    text = "una celda con tanto texto que en una columna angosta no la leería nadie, ni con paciencia"
    table = Table(("Primera", "Segunda", "Tercera", "Cuarta"), ((text, text, text, "breve"),))
    page = Page("", (), "", "2026-11-22T08:00:00Z", "es", (table,))
    narrow = [row.rstrip() for row in told(page, 40).splitlines()]
    assert [row.split()[0] for row in narrow if row and row[0] != " "][:4] == list(table.columns)
    assert "Cuarta   breve" in narrow
    broad = told(page, 200).splitlines()
    assert in_order(broad[0], *table.columns)
    assert in_order(broad[2], "una celda", "una celda", "una celda", "breve")


@pytest.mark.parametrize("name", ["restored", "second_attempt", "no_loss"])
def test_every_section_of_the_markdown_report_is_a_section_here(tmp_path: Path, name: str) -> None:
    page = page_of(keep(tmp_path, name))
    heads = [line.lstrip("# ") for line in markdown(page).splitlines() if line.startswith(("# ", "## "))]
    assert [one.title for one in sheet(page).sections] == heads
    lines = sheet(page).lines
    for section in sheet(page).sections:
        assert lines[section.place].rows(200)[0].plain == section.title


def test_an_item_is_told_by_glyph_and_word_as_in_every_format(tmp_path: Path) -> None:
    shown = told(page_of(keep(tmp_path, "deferred_and_returned")), 200)
    assert "✔ hecho · Anote quién reportó la pérdida: " in shown
    assert "— no aplica · " in shown
    assert "▶ elegida" in shown


def test_the_signatures_are_blanks_and_a_document_stands_behind_a_bar(tmp_path: Path) -> None:
    page = page_of(keep(tmp_path, "restored"))
    shown = told(page, 72)
    assert in_order(shown.split("Firmas")[-1], "Operador", "Directora", "____", "Dirección General", "____")
    document = next(block.text for block in page.blocks if isinstance(block, Verbatim))
    quoted = [row[2:] for row in told(page, 400).splitlines() if row.startswith("│ ")]
    assert "\n".join(quoted).startswith("\n".join(line.rstrip() for line in document.splitlines()))


def test_T2_every_row_of_words_of_a_training_has_the_mark(tmp_path: Path) -> None:
    with training_of(tmp_path, ideal_path()) as session:
        record = session.record
        pages = [session_report(record, session.situation), after_action(record)]
    for page in pages:
        for width in WIDTHS:
            for row in told(page, width).splitlines():
                assert not row.strip() or row.endswith("  ENTRENAMIENTO"), row


# -- the screen -----------------------------------------------------------------------------------


def paper(desk: Sitting) -> str:
    return desk.said("LongPaper")


def section(desk: Sitting) -> str:
    """The title of the section that is marked as the one that is read."""
    of = "#section" if desk.app.size.width < 100 else "#contents"
    row = next(row.strip() for row in desk.rows(of) if row.startswith("▶ "))[2:]
    return row.split("  ")[0]


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_it_is_opened_from_the_record_read_section_by_section_and_left(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    titles = [one.title for one in sheet(page_of(path)).sections]
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+l")
        assert in_order(paper(desk), "MPIA-DTI-140", "Se restauró por completo.", "Sesión")
        assert in_order(desk.rows("#heading")[0], "MPIA-DTI-140", path.stem, "INCIDENTE")
        assert section(desk).startswith(titles[0][:20])
        await desk.press("tab")
        assert paper(desk).startswith("Cifras")
        assert section(desk).startswith("Cifras")
        await desk.press("tab", "down", "shift+tab")
        assert section(desk).startswith(titles[2][:20])
        await desk.press("shift+tab", "shift+tab")
        assert section(desk).startswith(titles[0][:20])
        await desk.press("end")
        assert "Firmas" in paper(desk)
        await desk.press("escape")
        assert isinstance(desk.app.screen, RecordScreen)


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_what_is_exported_from_it_are_the_very_bytes_of_the_command(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "no_loss")
    record = record_of(path)
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+l", "enter")
        assert "Primero marque un formato" in desk.said("#told")
        for number, (format, form) in enumerate(FORMS.items(), 1):
            file = tmp_path / "data" / "exports" / f"{path.stem}{form.ending}"
            await desk.press(str(number))
            assert file.name in desk.text("#told").replace("\n", "")
            assert not file.exists()
            await desk.press("enter")
            assert "Escrito:" in desk.said("#told")
            assert file.read_bytes() == exported_as(record, at_last_event(replay(record)), format)


async def test_nothing_is_written_over_unasked_and_another_place_can_be_named(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    file = tmp_path / "data" / "exports" / f"{path.stem}.md"
    file.parent.mkdir(parents=True)
    file.write_text("mío")
    other = tmp_path / "informe.md"
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+l", "3", "enter")
        assert "ya existe" in desk.said("Dialog > Vertical")
        await desk.press("escape")
        assert (desk.is_in_dialog, file.read_text()) == (False, "mío")
        await desk.press("ctrl+e")
        assert desk.app.screen.query_one(Field).value == str(file)
        await desk.press("ctrl+u")
        await desk.paste(str(other), "enter")
        assert "Escrito:" in desk.said("#told")
        assert (file.read_text(), other.read_bytes()) == ("mío", written(page_of(path), "md"))
        await desk.press("3", "enter", "2", "enter")
        assert file.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_a_session_offers_its_report_as_soon_as_it_is_closed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, before("close"), size=size) as desk:
        assert "^L" not in desk.rows()[-1]
        await desk.press("1", "enter")
        assert desk.rows()[-1].strip().startswith("^L informe")
        for keys in (["ctrl+l"], ["1", "enter"]):
            await desk.press(*keys)
            assert isinstance(desk.app.screen, ReportScreen)
            assert in_order(paper(desk), "Se restauró por completo.", desk.session.state.id)
            await desk.press("escape")
            assert isinstance(desk.app.screen, SessionScreen)
        await desk.press("ctrl+p", *"informe")
        assert "Leer el informe como quedará, y exportarlo" in " ".join(desk.text().split())


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_of_a_training_every_page_is_there_framed_and_exported_as_the_command_does(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = [one for one in ideal_path() if type(one).__name__ != "Hint"]
    async with trainee(tmp_path, path, exam=True, size=size) as desk:
        await desk.press("ctrl+l")
        record, id = desk.session.record, desk.session.state.id
        exports = tmp_path / "data" / "training" / "exports"
        seen = []
        for title in ("MPIA-DTI-140", "Informe posterior", "Constancia de entrenamiento"):
            assert desk.rows("LongPaper")[0].startswith("╔═ ENTRENAMIENTO")
            assert paper(desk).split("ENTRENAMIENTO", 1)[1].strip("═╗ ║").startswith(title)
            seen.append(desk.rows("#pages")[0])
            await desk.press("f6")
        for row, title in zip(seen, ("[Informe]", "[Informe posterior]", "[Constancia]"), strict=True):
            assert title in row
        await desk.press("f6", "3", "enter")
        assert (exports / f"{id}.after-action.md").read_bytes() == written(after_action(record), "md")
        await desk.press("f6", "1", "enter")
        assert (exports / f"{id}.certificate.pdf").read_bytes().startswith(b"%PDF")


async def test_a_guided_training_has_no_certificate_and_an_open_one_gives_nothing_away(
    tmp_path: Path,
) -> None:
    with training_of(tmp_path / "open", ideal_path()[:9]) as session:
        assert list(pages_of(session.record, str(session.path), places(tmp_path))) == ["report"]
    async with trainee(tmp_path, ideal_path(), size=NARROW) as desk:
        await desk.press("ctrl+l")
        assert "Informe posterior" in desk.rows("#pages")[0]
        assert "Constancia" not in desk.rows("#pages")[0]


@pytest.mark.parametrize("size", [STANDARD, NARROW])
@pytest.mark.parametrize("text", [MARKUP, CONTROLS], ids=["markup", "controls"])
async def test_S2_nothing_that_a_person_wrote_acts(tmp_path: Path, text: str, size: tuple[int, int]) -> None:
    path = keep_actions(tmp_path, with_answers(text))
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+l")
        top, seen = None, ""
        while top != (top := desk.app.screen.query_one(LongPaper).scroll_offset.y):
            assert steering(desk) == []
            seen += desk.text("LongPaper")
            await desk.press("pagedown")
        if text is MARKUP:
            assert "[b]x[/b] [/etc/passwd] [@click=app.leave]y" in " ".join(seen.split())


async def test_another_width_keeps_what_is_read_at_the_top(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+l", *["tab"] * 9)
        before_it = section(desk)
        await desk.pilot.resize_terminal(*NARROW)
        await desk.settle()
        assert section(desk) == before_it


async def test_a_record_that_makes_no_session_says_so(tmp_path: Path, monkeypatch: Any) -> None:
    path = keep(tmp_path, "no_loss")
    async with at_record(tmp_path, path) as desk:

        def broken(*_given: object) -> None:
            raise KeyError("item")

        monkeypatch.setattr("tui.exporting.session_report", broken)
        await desk.press("ctrl+l")
        assert "no forman una sesión" in paper(desk)
        await desk.press("1", "enter", "tab", "escape")
        assert isinstance(desk.app.screen, RecordScreen)
