"""T2: a training is impossible to mistake on a screen, and so is what leaves one."""

from itertools import product
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import pytest
from desk import CRM, FULL, before
from practice import GUIDE

from runbooks.language import using
from runbooks.settings import Settings
from runbooks.settings import Theme as ThemeName
from runbooks.told import mode_word
from tests.screen.kept import STANDARD
from tests.screen.sitting import NARROW, SMALL, Sitting, sitting
from tests.screen.test_looks import faint
from tests.screen.training import training, training_sitting
from tui.plain.document import ask_document
from tui.plain.talk import Talk
from tui.view.heading import TAGS

WORDS = {"es": "ENTRENAMIENTO", "en": "TRAINING"}
MARK = "*** ENTRENAMIENTO: no enviar ***"
CASES = list(product([STANDARD, NARROW, SMALL], ["es", "en"]))


def framed(desk: Sitting, area: str) -> str:
    """The word in the frame of `area`; empty where it has none."""
    top, *_rest, bottom = desk.rows(area)
    is_framed = top.startswith("╔═") and top.endswith("╗") and bottom == "╚" + "═" * (len(top) - 2) + "╝"
    return top.strip("╔═╗ ").split(" · ")[0] if is_framed else ""


# -- the look -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "language"), CASES)
async def test_T2_every_screen_of_a_training_is_framed_with_the_word_and_headed_with_it(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async with training_sitting(tmp_path, size=size, language=language) as desk:
        for action in (*FULL, None):
            assert framed(desk, "#main") == WORDS[language]
            assert desk.rows()[0].endswith(f"{desk.session.state.id}  {WORDS[language]}")
            assert "…" not in desk.rows()[0]
            if action:
                await desk.go_on(action)
        assert desk.status == "closed"


@pytest.mark.parametrize("actions", [FULL, CRM], ids=["full", "csv"])
async def test_T2_no_screen_of_an_incident_has_the_word_or_the_frame(
    tmp_path: Path, actions: tuple[tuple[str, object], ...]
) -> None:
    async with sitting(tmp_path, size=STANDARD) as desk:
        for action in (*actions, None):
            assert WORDS["es"] not in desk.text()
            assert not framed(desk, "#main")
            assert not desk.app.screen.query(".training")
            if action:
                await desk.go_on(action)


async def test_T2_a_training_has_no_colour_of_an_incident_in_any_theme(tmp_path: Path) -> None:
    assert TAGS["training"] != TAGS["incident"]
    async with training_sitting(tmp_path, before("variant")) as desk:
        for name in get_args(ThemeName):
            desk.app.theme = name
            await desk.settle()
            colours = desk.app.theme_variables
            assert colours["training"].lower() != colours["error"].lower(), name
            border = desk.app.screen.query_one("#main").styles.border_top[1]
            assert border.css.lower() != colours["error"].lower(), name


@pytest.mark.parametrize("theme", ["restaura", "restaura-claro"])
async def test_T2_the_word_can_be_read(tmp_path: Path, theme: ThemeName) -> None:
    async with training_sitting(tmp_path, before("ticket"), settings=Settings(theme=theme)) as desk:
        assert list(faint(desk)) == []


async def test_T2_without_colour_and_with_plain_glyphs_the_word_and_the_frame_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    plain = Settings(glyphs="ascii")
    async with training_sitting(tmp_path, before("variant"), size=NARROW, settings=plain) as desk:
        assert "+= ENTRENAMIENTO . guiado" in desk.text()
        assert desk.rows()[0].endswith("ENTRENAMIENTO")


@pytest.mark.parametrize(("size", "language"), CASES)
async def test_T2_records_of_trainings_are_framed_in_the_list_alone_and_event_by_event(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    training(tmp_path, FULL[:-3], language=language).close()
    async with sitting(tmp_path, None, size=size, language=language) as desk:
        await desk.press("ctrl+r")
        assert not framed(desk, "Table")
        await desk.press("f6", "down")
        assert (framed(desk, "Table"), WORDS[language] in desk.rows()[0]) == (WORDS[language], True)
        await desk.press("enter")
        for area, key in (("Paper", "tab"), ("Paper", "tab"), ("Paper", "ctrl+r"), ("#main", "end")):
            head = desk.rows()[: 4 if area == "#main" else 1]  # over the session's own the event is told
            assert (framed(desk, area), any(WORDS[language] in row for row in head)) == (
                WORDS[language],
                True,
            )
            await desk.press(key)
        await desk.press("escape", "escape", "f6")
        assert not framed(desk, "Table")
        with using(language):
            assert mode_word("training").upper() not in desk.said("Table")


async def test_T2_a_row_in_a_frame_is_clicked_where_it_is_seen(tmp_path: Path) -> None:
    kept = [training(tmp_path), training(tmp_path)]
    for one in kept:
        one.close()
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        await desk.press("ctrl+r", "f6")
        await desk.click("Table", row=3, column=6)
        assert [row.startswith("║▶") for row in desk.rows("Table")[2:4]] == [False, True]
        await desk.click("Table", row=0, column=6)
        assert desk.rows("Table")[3].startswith("║▶")
        await desk.click("Table", row=1, column=25)
        assert "▲" in desk.rows("Table")[1]


# -- what leaves it -------------------------------------------------------------------------------


def is_marked(text: str) -> bool:
    return text.startswith(MARK + "\n") and text.endswith("\n" + MARK + "\n")


async def erased(desk: Sitting, instead: str) -> None:
    """The whole text taken off the paper, and another one written."""
    await desk.press("ctrl+end")
    text = desk.app.screen.query_one("#paper")
    text.select_all()  # type: ignore[attr-defined]
    await desk.press("delete")
    await desk.paste(instead)


@pytest.mark.parametrize("item", ["ticket", "what_happened"])
@pytest.mark.parametrize("written", ["Restaure.", f"{MARK}\n\nRestaure.", "# Aviso\n\n- Restaure."])
async def test_T2_file_and_clipboard_are_marked_whatever_stands_on_the_paper(
    tmp_path: Path, item: str, written: str
) -> None:
    async with training_sitting(tmp_path, before(item), size=STANDARD) as desk:
        await erased(desk, written)
        file = desk.session.document(f"{item}.draft")
        await desk.press("f11")
        assert file.is_relative_to(tmp_path / "data" / "training")
        assert is_marked(file.read_text())
        file.unlink()
        with patch.object(desk.app, "copy_to_clipboard") as copied:
            await desk.press("f3")
        (sent,) = copied.call_args.args
        assert is_marked(sent)
        assert is_marked(file.read_text())


async def test_T2_the_preview_shows_the_marks_that_were_taken_away_and_so_has_the_accepted_text(
    tmp_path: Path,
) -> None:
    async with training_sitting(tmp_path, before("ticket"), size=STANDARD) as desk:
        await erased(desk, "Restaure, por favor.")
        assert MARK not in desk.said("#paper")
        await desk.until(lambda: "Restaure, por favor." in desk.said("Preview"))
        assert desk.said("Preview").count(MARK) == 2
        await desk.press("ctrl+s")
        assert is_marked(desk.kept("ticket"))
        assert desk.session.document("ticket").read_text() == desk.kept("ticket")
        with patch.object(desk.app, "copy_to_clipboard") as copied:
            await desk.press("f8", "f3")
        assert copied.call_args.args == (desk.kept("ticket"),)


async def test_T2_what_is_typed_first_stands_behind_the_mark(tmp_path: Path) -> None:
    async with training_sitting(tmp_path, before("ticket"), size=NARROW) as desk:
        await desk.paste("URGENTE. ", "ctrl+s")
        assert desk.kept("ticket").startswith(f"{MARK}\n\nURGENTE. Solicitud de restauración")


async def test_T2_file_and_clipboard_of_an_incident_are_what_stands_on_the_paper(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=STANDARD) as desk:
        await erased(desk, "Restaure.")
        with patch.object(desk.app, "copy_to_clipboard") as copied:
            await desk.press("f3")
        assert copied.call_args.args == ("Restaure.",)
        assert desk.session.document("ticket.draft").read_text() == "Restaure."


async def test_T2_a_text_of_a_training_pasted_into_an_incident_is_refused_with_its_mark_named(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, before("ticket"), size=STANDARD) as desk:
        await desk.paste(f"{MARK}\n\n", "ctrl+s")
        assert desk.kept("ticket") is None
        assert f"el texto lleva la marca de un entrenamiento: {MARK}" in desk.said("#told")


async def test_T2_the_report_at_the_end_and_every_export_lie_in_the_folder_of_trainings(
    tmp_path: Path,
) -> None:
    own = tmp_path / "data" / "training"
    async with training_sitting(tmp_path, FULL[:-1], size=STANDARD) as desk:
        await desk.press("3", "enter", *"1" * len(GUIDE.rubric), "enter", "enter")
        assert desk.status == "closed"
        report = desk.session.document("after_action")
        assert report.parent == own / "documents" / desk.session.state.id
        assert report.read_text().startswith("# ENTRENAMIENTO · ")
        record = desk.session.path
    async with sitting(tmp_path, None, size=STANDARD) as desk:
        await desk.press("ctrl+r", "f6", "down", "enter")
        for key, ending in (("3", ".md"), ("4", ".json"), ("5", ".answers.yaml"), ("8", ".after-action.md")):
            await desk.press("ctrl+e", key, "enter", "1", "enter")
            assert (own / "exports" / f"{record.stem}{ending}").is_file()
    assert not (tmp_path / "data" / "exports").exists()
    assert not (tmp_path / "data" / "documents").exists()


def test_T2_a_text_written_line_by_line_is_shown_with_the_marks_with_which_it_is_kept(tmp_path: Path) -> None:
    with training(tmp_path, before("ticket")) as session:
        talk = Talk(session, {})
        with (
            patch.object(Talk, "choose", side_effect=["write", "accept"]),
            patch.object(Talk, "lines", return_value="Restaure.\n"),
            patch.object(Talk, "say") as said,
        ):
            ask_document(talk, session.state.runbook.items["ticket"])
        kept = session.state.entry("ticket").value
        assert is_marked(kept)
        assert any(kept.rstrip("\n") in call.args for call in said.call_args_list)
