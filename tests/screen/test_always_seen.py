"""What is always to be seen: the session, the notes in force, the clock, and where one answers."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from desk import CRM, FULL, before

from runbooks.advised import notes_in_force
from tests.screen.sitting import NARROW, SMALL, Action, Sitting, sitting

STANDARD = (120, 40)
THEMES = ("restaura", "ansi", "ansi-dark", "ansi-light")
NOTE = "No cargar archivos nuevos en Bitrix24 hasta el aviso de término."


# -- R12, and room to answer ------------------------------------------------------------------------


def is_told_what_runs(desk: Sitting) -> bool:
    """Procedure, revision, session and mode, on the screen as it is."""
    told = desk.text()
    parts = ("MPIA-DTI-140", "rev. Original", desk.session.state.id, "INCIDENTE")
    return all(part in told for part in parts)


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
async def test_R12_at_every_item_the_session_is_told_and_there_is_room_to_answer(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, size=size) as desk:
        for action in FULL:
            assert is_told_what_runs(desk), desk.text()
            focused = desk.app.focused
            assert focused is not None
            whole, clip = desk.app.screen._compositor.visible_widgets[focused]
            shown = whole.intersection(clip)
            # A line or a short list is seen whole, of a long one as much as there is room for.
            assert shown == whole or shown.height >= 5, (action, desk.text())
            await desk.go_on(action)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL], ids=["120x40", "80x24", "60x20"])
async def test_R12_the_session_is_told_behind_every_dialog(
    tmp_path: Path, size: tuple[int, int], theme: str
) -> None:
    async with sitting(tmp_path, before("files_safe"), size=size) as desk:
        desk.app.theme = theme
        await desk.settle()
        for key in ("ctrl+n", "ctrl+o", "ctrl+d", "ctrl+b", "f1", "f5", "f9"):
            await desk.press(key)
            assert desk.is_in_dialog
            assert is_told_what_runs(desk), desk.text()
            area = desk.seen("Dialog > Vertical")
            assert area.bottom <= size[1]
            assert area.right <= size[0]
            await desk.press("escape")
            assert not desk.is_in_dialog


async def test_R12_the_session_is_told_where_it_is_finished_and_where_it_is_closed(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("close"), size=SMALL) as desk:
        assert is_told_what_runs(desk)
        await desk.press("1", "enter")
        assert desk.status == "closed"
        assert is_told_what_runs(desk)


# -- R11 ----------------------------------------------------------------------------------------------


async def test_R11_a_note_stands_on_every_later_screen_until_its_end(tmp_path: Path) -> None:
    is_noted = []
    async with sitting(tmp_path, before("deliveries"), size=STANDARD) as desk:
        for action in FULL[len(before("deliveries")) :]:
            is_noted.append(NOTE in desk.said("#side", "#strip"))
            await desk.go_on(action)
    names = [name for name, _value in FULL[len(before("deliveries")) :]]
    ends = names.index("all_clear_deliveries")
    assert is_noted == [0 < n <= ends for n in range(len(names))]


@pytest.mark.parametrize("size", [NARROW, SMALL], ids=["80x24", "60x20"])
async def test_R11_a_narrow_screen_shows_the_most_urgent_note_and_how_many_more_there_are(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, before("support_reply"), size=size) as desk:
        assert desk.said("#strip").partition("⚠ ")[2].startswith("No cargar archivos nuevos")
        assert desk.said("#strip").endswith("(y 2 más: ^T)")
        await desk.press("ctrl+t")
        assert desk.text("Dialog > Vertical").count("⚠") == 3
        await desk.press("escape")
        await desk.press("2", "enter", *"now", "enter")
        assert desk.kept("restored_at") is not None
        assert "(y 2 más" not in desk.said("#strip")


CHANGED: dict[str, object] = {
    "last_seen": "now-6d",
    "cause": "suspected_attack",
    "contract_current": True,
    "operator_is_owner": False,
    "restore_date": "today-6d",
    "consequences_accepted": "today-6d",
}
MANY = tuple((name, CHANGED.get(name, value)) for name, value in before("files_safe"))
"""A session with more notes in force than the side has room for, beginning with an attack."""


async def test_R11_where_not_all_notes_fit_the_most_urgent_stand_and_the_others_are_counted(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, MANY, size=(120, 34)) as desk:
        notes = notes_in_force(desk.session.situation)
        said = desk.said("#side")
        assert len(notes) > 3
        assert said.index("Se sospecha un ataque") < said.index(" más: ^T")
        assert notes[-1][:40] not in said
        await desk.press("ctrl+t")
        text = desk.said("Dialog > Vertical").replace("│", " ")
        assert all(" ".join(note.split())[:30] in " ".join(text.split()) for note in notes[:2])


async def test_R11_one_note_alone_is_whole_where_it_fits(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner"), size=NARROW) as desk:
        await desk.press("f7", "n", "enter")
        assert "Contrato sin pagar. El plazo de las copias sigue corriendo." in desk.text("#strip")


# -- R15 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("size", "of"), [(STANDARD, "SessionView"), (NARROW, "#strip"), (SMALL, "#strip")])
async def test_R15_the_countdown_says_in_words_how_long_and_when_it_is_urgent_or_over(
    tmp_path: Path, size: tuple[int, int], of: str
) -> None:
    async with sitting(tmp_path, before("ticket_sent_at"), size=size) as desk:
        assert "quedan 3 d" in desk.said(of)
        assert "urgente" not in desk.said(of)
        limit = deadline(desk)
        for before_limit, told in (
            (timedelta(hours=5, seconds=30), "quedan 5 h"),
            (timedelta(-1), "el plazo venció"),
        ):
            desk.session.now = lambda wait=before_limit: limit - wait  # type: ignore[misc]
            await desk.press("f7")
            assert told in desk.said(of)
            assert ("urgente" in desk.said(of)) == (told != "el plazo venció")


def deadline(desk: Sitting) -> datetime:
    found = desk.session.situation.evaluate("computed.deadline")
    assert isinstance(found, datetime)
    return found


async def test_R15_the_side_names_the_moment_with_its_zone_and_what_ends_then(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket_sent_at"), size=STANDARD) as desk:
        said = desk.said("#side")
        assert "La copia del" in said
        assert "puede borrarse desde el" in said
        assert "(UTC-06:00). Pídala antes del" in said


async def test_R15_nothing_runs_before_anyone_said_when_all_was_well(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("last_seen"), size=STANDARD) as desk:
        assert "RELOJ" not in desk.text("#side")


# -- R13 ----------------------------------------------------------------------------------------------


async def test_R13_keys_typed_while_an_answer_is_saved_are_not_meant_for_the_next_item(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path) as desk:
        desk.post(*"Ana", "enter", "2", "enter", "x", "enter")
        await desk.settle()
        assert desk.events[-1] == "answered"
        assert (desk.kept("reported_by"), desk.kept("reported_via")) == ("Ana", None)


async def test_R13_a_paste_of_many_lines_answers_nothing_by_itself(tmp_path: Path) -> None:
    async with sitting(tmp_path) as desk:
        await desk.paste("Ana\n2\nfalta todo\n1\n")
        assert "answered" not in desk.events
        assert "Ana" in desk.said("Field")


@pytest.mark.parametrize("item", ["reported_via", "loss_confirmed", "variant"])
async def test_R13_one_click_only_moves(tmp_path: Path, item: str) -> None:
    actions: tuple[Action, ...] = before(item, CRM)
    async with sitting(tmp_path, actions, size=(120, 70)) as desk:
        events = desk.events
        of = "Cards" if item == "variant" else "Pick"
        await desk.click(of, row=1)
        assert desk.events == events
        await desk.press("enter")
        assert len(desk.events) == len(events) + 1
        assert desk.kept(item) is not None


async def test_R13_a_click_beside_what_was_moved_to_moves_there_and_a_second_one_takes_it(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, before("reported_via")) as desk:
        await desk.press("1")
        await desk.click("Pick", row=3)
        assert desk.kept("reported_via") is None
        await desk.click("Pick", row=3)
        assert desk.kept("reported_via") == "email"


async def test_R13_a_click_marks_and_does_not_send(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("lost_areas")) as desk:
        await desk.click("Marks", row=1)
        assert "[x] Drive" in desk.text("Marks")
        assert desk.kept("lost_areas") is None
        await desk.press("enter")
        assert list(desk.kept("lost_areas")) == ["drive"]


async def test_R13_the_option_taken_is_the_one_where_enter_was_pressed(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("reported_via")) as desk:
        desk.post("2", "enter", "3", "enter")
        await desk.settle()
        assert (desk.kept("reported_via"), desk.events[-1]) == ("phone", "answered")
        assert desk.place == "Describa qué pasó"
