"""An optional answer stands in its line: Enter leaves it there, a cleared line takes it back."""

from pathlib import Path

import pytest
from desk import before

from tests.screen.sitting import NARROW, Sitting, sitting
from tests.screen.test_room import fits
from tui.editors.line import LineEditor

HOUR = [*before("restore_date")[:-1], ("copy_hour", "1")]
START = [*before("ticket_sent_at"), ("do_not_start_before", "now+4h"), ("ticket", {"accept": "true"})]
ASKED = {"copy_hour": (HOUR, ("f7", "f7")), "do_not_start_before": (START, ("f7",))}
"""How each is answered, and the keys that go back to it."""


def line(desk: Sitting) -> str:
    return next(one.field.value for one in desk.app.screen.query(LineEditor) if one.display)


@pytest.mark.parametrize("size", [(120, 50), NARROW, (60, 20)])
@pytest.mark.parametrize("item", ASKED)
async def test_a_line_that_was_cleared_takes_the_answer_back_and_goes_on(
    tmp_path: Path, item: str, size: tuple[int, int]
) -> None:
    actions, keys = ASKED[item]
    async with sitting(tmp_path, actions, size=size) as desk:
        await desk.press(*keys)
        place = desk.place
        assert line(desk)
        assert "borre la línea y presione Enter" in desk.said("EditorPane")
        assert size == (60, 20) or fits(desk)
        await desk.press("backspace", "enter")
        assert desk.kept(item) is None
        assert "answered" in desk.events[-3:]
        assert size == (60, 20) or desk.place != place


@pytest.mark.parametrize("item", ASKED)
async def test_R13_enter_on_an_answer_that_stands_does_nothing(tmp_path: Path, item: str) -> None:
    actions, keys = ASKED[item]
    async with sitting(tmp_path, actions) as desk:
        await desk.press(*keys)
        kept, events = desk.kept(item), desk.events
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert (desk.kept(item), desk.events) == (kept, events)
        assert "Esta respuesta queda." in desk.said("#told")


async def test_typing_replaces_the_answer_that_stands(tmp_path: Path) -> None:
    async with sitting(tmp_path, HOUR) as desk:
        await desk.press("f7", "f7", "3")
        assert line(desk) == "3"
        await desk.press("enter")
        assert desk.kept("copy_hour") == 3


async def test_R13_enter_on_an_empty_item_that_was_taken_back_leaves_it_and_makes_no_event(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, HOUR) as desk:
        await desk.press("f7", "f7", "backspace", "enter")
        events = desk.events
        await desk.press("f7", "f7")
        assert line(desk) == ""
        assert "borre la línea" not in desk.said("EditorPane")
        await desk.press("x", "backspace", "enter")
        assert desk.events == events
        assert desk.kept("copy_hour") is None


async def test_what_was_typed_and_not_sent_stands_before_the_answer(tmp_path: Path) -> None:
    async with sitting(tmp_path, HOUR) as desk:
        await desk.press("f7", "f7", "2", "f7", "f8")
        assert line(desk) == "2"
        await desk.press("backspace", "enter")
        assert desk.kept("copy_hour") is None


# -- the end of step 2 -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_copies_that_can_be_asked_for_are_seen_at_80x24_without_scrolling(
    tmp_path: Path, language: str
) -> None:
    async with sitting(tmp_path, HOUR[:-1], size=NARROW, language=language) as desk:
        await desk.press("enter")
        rows = [row.split() for row in desk.rows("#below")]
        states = [row[2] for row in rows if len(row) > 2 and row[2] in ("✔", "?", "—")]
        assert states == sorted(states, key="✔?—".index)
        points = desk.session.situation.computed("restore_points")
        assert states.count("✔") == sum(one.state == "sure" for one in points) > 0


@pytest.mark.parametrize(
    ("last_seen", "said"),
    [("now-6d", "⚠ Ninguna copia es segura. La del"), ("now-20d", "⚠ No queda ninguna copia útil (§8.4).")],
)
@pytest.mark.parametrize("size", [(120, 50), NARROW])
async def test_a_step_ends_with_what_is_to_be_minded_about_the_copies(
    tmp_path: Path, last_seen: str, said: str, size: tuple[int, int]
) -> None:
    actions = [(name, last_seen if name == "last_seen" else value) for name, value in HOUR[:-1]]
    async with sitting(tmp_path, actions, size=size) as desk:
        await desk.press("enter")
        assert said in desk.said("#asked")
        assert "1 Terminar este paso" in desk.said()


async def test_a_sure_copy_needs_no_caution(tmp_path: Path) -> None:
    async with sitting(tmp_path, HOUR[:-1]) as desk:
        await desk.press("enter")
        assert "⚠" not in desk.said("#asked")


# -- what comes first --------------------------------------------------------------------------------


async def test_a_request_that_opened_again_cannot_be_noted_as_sent(tmp_path: Path) -> None:
    async with sitting(tmp_path, [*before("ticket_sent_at"), ("do_not_start_before", "now+4h")]) as desk:
        await desk.press("f8")
        assert "Acepte primero la solicitud." in desk.said("#asked")
        await desk.paste("ahora", "enter")
        assert "No se hizo: Acepte primero la solicitud" in desk.said("EditorPane")
        assert desk.kept("ticket_sent_at") is None
