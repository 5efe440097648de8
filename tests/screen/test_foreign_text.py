"""What people and files wrote is shown as text: no markup is obeyed, no control is passed on (S1, S2)."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk import before

from runbooks.definition.model import Runbook
from runbooks.language.visible import visible
from runbooks.record.drafts import save_draft
from runbooks.record.files import write_whole
from tests.screen.sitting import NARROW, Action, Sitting, begun, places, shown, sitting
from tui.app import Restaura
from tui.editors.form import from_draft

MARKUP = "[b]x[/b] [/etc/passwd] [@click=app.leave]y [link=http://z]z"
CONTROLS = "a\x1b]0;t\x07b\x9b2Jc\u202ed\u2066e\x7ff\u200bg"


def steering(desk: Sitting) -> list[str]:
    """The characters on the screen that a terminal would obey."""
    rows = [strip.text for strip in desk.app.screen._compositor.render_strips()]
    return sorted({one for row in rows for one in row if visible(one) != one})


def with_answers(text: str) -> tuple[Action, ...]:
    """The session up to its verification, with `text` wherever a person can write."""
    own: dict[str, Any] = {
        "reported_by": text,
        "what_happened": text,
        "account_owner": text,
        "deliveries": [{"channel": "phone", "audience": text, "at": "now", "result": text}],
        "verification": {"crm": {"state": "ok", "seen": text}},
    }
    actions = [(name, own.get(name, value)) for name, value in before("all_clear")]
    return (*actions[:9], ("note", text), *actions[9:])


@pytest.mark.parametrize(
    ("text", "size"), [(MARKUP, (120, 50)), (CONTROLS, NARROW)], ids=["markup", "controls"]
)
async def test_answers_notes_and_names_are_shown_as_they_were_written_on_every_screen(
    tmp_path: Path, text: str, size: tuple[int, int]
) -> None:
    told = visible(text)
    async with sitting(tmp_path, size=size, operator=text) as desk:
        seen = 0
        actions = with_answers(text)
        for some in (actions[n : n + 3] for n in range(0, len(actions), 3)):
            await desk.go_on(*some)
            assert steering(desk) == [], some
            seen += told[:8] in desk.said()
        assert seen > 2
    async with sitting(tmp_path / "back", with_answers(text), size=size, operator=text, resumed=True) as desk:
        assert told[:8] in desk.said("#told")
        for _item in range(6):
            await desk.press("f7")
            assert steering(desk) == []
        await desk.press("f1")
        assert steering(desk) == []
        await desk.press("escape", "f10")
        await desk.until(lambda: "SIN CERRAR" in desk.text())
        await desk.settle()
        assert steering(desk) == []


async def test_what_markup_would_do_is_not_done_when_it_is_clicked(tmp_path: Path) -> None:
    async with sitting(tmp_path, [("reported_by", "[@click=app.leave]y")], size=(120, 50)) as desk:
        row = next(n for n, row in enumerate(desk.rows("#checklist")) if "[@click=app.leave]y" in row)
        column = desk.rows("#checklist")[row].index("]y") + 1
        await desk.click("#checklist", row=row, column=column)
        assert desk.app.is_running
        assert desk.place == "Elija por qué medio avisó"


@pytest.mark.parametrize("item", ["account_owner", "what_happened", "notice", "deliveries", "verification"])
async def test_what_is_pasted_into_an_item_steers_nothing(tmp_path: Path, item: str) -> None:
    async with sitting(tmp_path, before(item)) as desk:
        if item in ("deliveries", "verification"):
            await desk.press("1", *(["enter"] if item == "deliveries" else []))
        await desk.paste(f"{CONTROLS} {MARKUP}", "home")
        assert "␛]0;t" in desk.said("EditorPane")
        assert steering(desk) == []
        await desk.press("ctrl+n")
        await desk.paste(CONTROLS)
        assert "␛]0;t" in desk.said("Vertical")
        assert steering(desk) == []


@pytest.mark.parametrize("item", ["account_owner", "what_happened", "notice", "deliveries", "verification"])
async def test_a_draft_that_another_program_wrote_steers_nothing(tmp_path: Path, item: str) -> None:
    forms = {
        "deliveries": json.dumps({"audience": CONTROLS, "at": CONTROLS, "result": MARKUP}),
        "verification": json.dumps({"crm.state": "ok", "crm.seen": CONTROLS, "drive.state": "\x1b[2J"}),
    }
    session = begun(tmp_path, before(item))
    save_draft(places(tmp_path).drafts, session.state.id, item, forms.get(item, f"{CONTROLS} {MARKUP}"))
    async with shown(Restaura(places(tmp_path), session), session, (120, 50)) as desk:
        if item == "notice":  # from which answers it was written nobody knows: it comes second
            await desk.press("f6")
        assert "␛]0;t" in desk.said("EditorPane")
        assert steering(desk) == []


@pytest.mark.parametrize(
    "draft", [None, "", "{", "[1]", '{"audience": 5}', "null", '"x"', "\x00", "[" * 5000]
)
def test_a_draft_that_is_none_of_a_form_is_passed_over(draft: str | None) -> None:
    assert from_draft(draft) == {}


async def test_an_old_answer_that_is_offered_again_is_shown_as_text(tmp_path: Path) -> None:
    actions = (*before("notice")[:-1], ("ticket_reference", CONTROLS), ("ticket_sent_at", "now-3h"))
    async with sitting(tmp_path, actions) as desk:
        await desk.press("enter")
        assert desk.place.startswith("Anote el número de caso")
        assert "Antes: a␛]0;t" in desk.said("EditorPane")
        await desk.press("tab")
        assert "␛]0;t" in desk.said("Field")
        assert steering(desk) == []


async def test_a_runbook_with_markup_and_controls_in_its_texts_is_shown_as_text(tmp_path: Path) -> None:
    session = begun(tmp_path, before("variant"))
    hostile = {"es": f"{MARKUP} {CONTROLS}", "en": "x"}
    runbook = session.state.runbook.model_dump(mode="json")
    for step in runbook["steps"]:
        step["title"] = hostile
        for item in step["items"]:
            item["label"] = hostile
            for option in item.get("options", ()):
                option["label"] = hostile
    session.state = replace(session.state, runbook=Runbook.model_validate(runbook))
    for size in ((120, 60), NARROW):
        async with shown(Restaura(places(tmp_path), session), session, size) as desk:
            assert "[b]x" in desk.said("Cards")
            assert steering(desk) == []


async def test_a_record_whose_name_holds_controls_is_named_on_home_without_them(tmp_path: Path) -> None:
    session = begun(tmp_path)
    session.close()
    write_whole(session.path.with_name("2026-11-22-zz\x1b]0;t\x0799.json"), b"{")
    async with sitting(tmp_path, None) as desk:
        await desk.until(lambda: session.state.id in desk.text())
        assert steering(desk) == []
