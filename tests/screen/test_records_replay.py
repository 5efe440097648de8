"""Replay: event by event, what was known then and nothing that came later."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from desk import actions_of

from runbooks.answers import as_command
from runbooks.engine.commands import Answer
from runbooks.happened import event_in_words
from runbooks.record.encoding import decode
from runbooks.session import at_last_event, replay
from tests.screen.kept import STANDARD, at_record, keep
from tests.screen.sitting import NARROW, SMALL, Sitting, in_order, sitting
from tui.lines import Lines
from tui.screens.session import SessionScreen

TALL: Final = (120, 60)


@pytest.mark.parametrize("size", [STANDARD, NARROW])
async def test_each_event_is_told_with_its_time_and_the_state_as_it_was(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "restored")
    record = decode(path.read_bytes(), path)
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+r")
        for number, event in enumerate(record.events, start=1):
            then = at_last_event(replay(record, number))
            at = datetime.fromisoformat(event.at).astimezone(then.zone)
            said = desk.said("#moment")
            assert in_order(
                said, f"COMO SE VEÍA A LAS {at:%H:%M}", f"evento {number} de {len(record.events)}"
            )
            assert " ".join(event_in_words(then, event).split()) in said
            counts = desk.said("#side") + desk.said("#strip")
            done = f"{then.counts['done']} hecho"
            assert done in counts or not then.counts["done"]
            if then.state.status == "open":
                assert then.say(then.step.title) in desk.said("#main")
            await desk.press("right")


async def test_nothing_that_came_later_is_shown(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    async with at_record(tmp_path, path, size=(120, 60)) as desk:
        await desk.press("ctrl+r", "right")
        said = desk.text()
        assert "un usuario de ventas" in said
        assert "Camilo Luna" not in said
        assert "Faltan negociaciones" not in said
        assert "Copia completa" not in said
        assert "▶ Elija por qué medio avisó" in said
        await desk.press("right", "right")
        assert "Faltan negociaciones" in desk.said("#main")
        await desk.press("left")
        assert "Faltan negociaciones" not in desk.text()


async def test_the_first_and_the_last_event_end_the_way(tmp_path: Path) -> None:
    path = keep(tmp_path, "no_loss")
    count = len(decode(path.read_bytes(), path).events)
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+r", "left")
        assert f"evento 1 de {count}" in desk.said("#moment")
        await desk.press("end")
        assert f"evento {count} de {count}" in desk.said("#moment")
        assert "La sesión está cerrada" in desk.said("#main")
        await desk.press("right")
        assert f"evento {count} de {count}" in desk.said("#moment")
        await desk.press("home")
        assert f"evento 1 de {count}" in desk.said("#moment")
        await desk.press("escape")
        assert "[1 Resumen]" in desk.text()


@pytest.mark.parametrize("size", [STANDARD, NARROW, SMALL])
async def test_session_mode_and_that_it_is_only_to_read_are_always_seen(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = keep(tmp_path, "no_loss")
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+r")
        for _event in range(4):
            assert in_order(desk.rows("#heading")[0], "MPIA-DTI-140", path.stem, "INCIDENTE")
            assert "solo para leer" in desk.rows("KeysBar")[0]
            await desk.press("right")


async def test_what_was_answered_before_is_read_in_a_box_as_far_as_it_was_known(tmp_path: Path) -> None:
    async with at_record(tmp_path, keep(tmp_path, "restored"), size=NARROW) as desk:
        await desk.press("ctrl+r", *["right"] * 4, "f2")
        assert desk.is_in_dialog
        said = desk.said("VerticalScroll")
        assert "Faltan negociaciones" in said
        assert "Elija la variante" not in said
        await desk.press("escape", "end", "f2", *["pagedown"] * 30)
        assert "Confirme que la pérdida es real" in desk.text()


async def test_one_goes_by_step_and_to_a_number(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    events = decode(path.read_bytes(), path).events
    begins = [1, *(event.seq for event in events if event.data.get("next"))]
    async with at_record(tmp_path, path) as desk:
        await desk.press("ctrl+r")
        for number in (*begins[1:], len(events), len(events)):
            await desk.press("tab")
            assert f"evento {number} de" in desk.said("#moment")
        await desk.press("home", "tab", "tab", "right", "right", "shift+tab")
        assert f"evento {begins[2]} de" in desk.said("#moment")
        await desk.press("shift+tab")
        assert f"evento {begins[1]} de" in desk.said("#moment")
        await desk.press("ctrl+g", *"99", "enter")
        assert f"Se espera un número de 1 a {len(events)}" in desk.text()
        await desk.press("backspace", "backspace", *"12", "enter")
        assert "evento 12 de" in desk.said("#moment")


async def test_why_and_overview_are_read_as_they_stood(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored")
    async with at_record(tmp_path, path, size=NARROW) as desk:
        await desk.press("ctrl+r", "ctrl+t")
        assert "32 abiertos" in desk.text()
        assert "En vigor" not in desk.text()
        await desk.press("escape", "f1")
        assert desk.is_in_dialog
        assert "Anote quién reportó la pérdida" in desk.text()


async def test_keys_that_answer_a_session_do_nothing_here(tmp_path: Path) -> None:
    path = keep(tmp_path, "restored", 3)
    data = path.read_bytes()
    async with at_record(tmp_path, path) as desk:
        await desk.press(
            "ctrl+r",
            "end",
            *"Ana",
            "enter",
            "ctrl+s",
            "ctrl+n",
            "f9",
            "f5",
            "1",
            "enter",
            "y",
            "f7",
            "ctrl+b",
        )
        assert not desk.is_in_dialog
    assert path.read_bytes() == data


GOLDEN = [("second_attempt", NARROW), ("deferred_and_returned", TALL)]
GOLDEN += [("changed_mind", NARROW), ("cancelled", TALL)]


@pytest.mark.parametrize(("name", "size"), GOLDEN)
async def test_after_every_event_list_item_and_countdown_are_those_of_the_session_screen(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    showed: dict[int, dict[str, str]] = {}
    async with sitting(tmp_path, (), size=size) as desk:
        session = desk.session
        clock = [datetime.fromisoformat(session.state.updated_at)]
        session.now = lambda: clock[0]
        showed[session.state.seq] = seen(desk)
        for action in actions_of(name):
            clock[0] += timedelta(minutes=7)
            await by_hand(desk, *action)
            showed[session.state.seq] = seen(desk)
        path = session.path
        assert session.state.status == "closed"
    async with at_record(tmp_path, path, size=size) as desk:
        await desk.press("ctrl+r")
        for number in range(1, max(showed) + 1):
            assert f"evento {number} de {max(showed)}" in desk.said("#moment")
            if number in showed:
                assert seen(desk) == showed[number], number
            await desk.press("right")


def seen(desk: Sitting) -> dict[str, str]:
    """What the parts of the session's view say, whole and not only as far as there is room."""
    names = ("heading", "strip", "side", "title", "checklist", "rest", "asked", "below")
    parts = {name: desk.app.screen.query_one(f"#{name}", Lines) for name in names}
    told = {name: " ".join(part.render().plain.split()) for name, part in parts.items() if part.display}
    # Where the text is that was accepted is told by a path there, by its first line here.
    told["asked"] = told["asked"].partition("El texto aceptado")[0]
    return told


async def by_hand(desk: Sitting, name: str, value: Any) -> None:
    """One action of an answer file: an answer as its editor sends it, everything else by keys."""
    screen, situation = desk.app.screen, desk.session.situation
    assert isinstance(screen, SessionScreen)
    if name in ("complete", "close"):
        await screen._end(name)
    elif name == "go_back":
        await desk.press("ctrl+b", str(situation.runbook.places[value["to"]] + 1), "enter")
        await desk.paste(value["reason"], "enter")
    elif name == "defer":
        await desk.press("f8")  # what is told to whom stays until its person goes on
        later = situation.runbook.places[value["until"]] - situation.runbook.places[situation.state.step]
        await desk.press("ctrl+d", str(later), "enter")
    elif name == "cancel":
        await desk.press("f9")
        await desk.paste(value, "enter")
    else:
        command = as_command(situation, name, value)
        assert isinstance(command, Answer)
        await screen._answer(command)
    await desk.settle()
