"""The ten kinds of items: how each is asked, answered by keys, refused, and told afterwards."""

from pathlib import Path

import pytest
from desk import FULL, before

from runbooks.advised import advisories
from runbooks.told import caution_in_words
from tests.screen.sitting import NARROW, Action, Sitting, in_order, sitting

KINDS = {
    "text": "account_owner",
    "confirm": "loss_confirmed",
    "choice": "plan",
    "choices": "lost_areas",
    "date": "restore_date",
    "datetime": "ticket_sent_at",
    "computed": "retention_window",
    "document": "ticket",
    "deliveries": "deliveries",
    "verification": "verification",
}
"""An item of each kind that has the most to say."""


def actions_to(kind: str) -> tuple[Action, ...]:
    # What is computed is looked at where all else of its step is answered.
    return before("restore_date")[:-1] if kind == "computed" else before(KINDS[kind])


async def go_to(desk: Sitting, kind: str) -> None:
    if kind == "computed":
        await desk.press("enter", "f7")
    elif kind == "datetime":
        await desk.press("f8")
    item = desk.session.state.runbook.items[KINDS[kind]]
    assert desk.place.startswith(desk.session.situation.say(item.label))


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("kind", KINDS)
async def test_R13_every_kind_is_asked_in_its_order_and_twenty_enters_that_touch_nothing_answer_nothing(
    tmp_path: Path, kind: str
) -> None:
    async with sitting(tmp_path, actions_to(kind), size=(120, 70)) as desk:
        await go_to(desk, kind)
        situation = desk.session.situation
        item = situation.runbook.items[KINDS[kind]]
        said = desk.said()
        parts = [
            "▶ " + situation.say(item.label),
            *(["⚠ " + squeezed(caution)] if (caution := caution_in_words(situation, item)) else []),
            *(["Se espera: " + squeezed(situation.say(item.expect))] if item.expect else []),
            *(["Si no: " + squeezed(situation.say(item.otherwise))] if item.otherwise else []),
            *("i " + squeezed(situation.say(fact.text)) for fact in advisories(situation, item)),
        ]
        assert len(parts) > 2
        assert in_order(said, *parts), (said, parts)
        asked, editor = desk.seen("#asked"), desk.seen("EditorPane")
        assert asked.bottom <= editor.y
        assert editor.height > 0
        events = desk.events
        desk.post(*["enter"] * 20)
        await desk.settle()
        assert desk.events == events
        if kind != "document":  # where Enter makes a line
            assert desk.said("#told")


async def test_an_advisory_says_who_says_it_and_when_it_was_read(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("recycle_bin"), size=(120, 60)) as desk:
        said = desk.said("#asked")
        assert "de ahí se recupera sin Soporte. (proveedor, leído 22/11/2026)" in said
    async with sitting(tmp_path, before("notice"), size=(120, 60)) as desk:
        said = desk.said("#asked")
        assert "con su cuenta @TARMEXICO.COM. (§7.1.1)" in said
        assert "avise por un segundo medio. (inferencia nuestra)" in said


async def test_an_advisory_whose_condition_does_not_hold_is_not_shown(tmp_path: Path) -> None:
    crm = [("lost_areas", ["crm"]) if name == "lost_areas" else (name, v) for name, v in FULL]
    async with sitting(tmp_path, before("recycle_bin", crm), size=(120, 60)) as desk:
        assert "CRM > Historial" in desk.said("#asked")
        assert "Versiones de archivos del drive" not in desk.said("#asked")


# -- answered by keys, told in the checklist --------------------------------------------------------


async def answered(desk: Sitting, item: str) -> str:
    """The row of the checklist that tells `item`, once another one is asked."""
    label = desk.session.situation.say(desk.session.state.runbook.items[item].label)
    assert not desk.place.startswith(label)
    return next(row for row in desk.rows("#checklist", "#rest") if label in row)


async def test_the_first_step_is_answered_by_keys_and_each_answer_stands_in_words(tmp_path: Path) -> None:
    async with sitting(tmp_path) as desk:
        await desk.press(*"Ana", "enter")
        assert await answered(desk, "reported_by") == "✔ Anote quién reportó la pérdida  Ana"
        await desk.press("2", "enter")
        assert await answered(desk, "reported_via") == "✔ Elija por qué medio avisó  Teléfono"
        await desk.press(*"Falta", "enter", *"todo", "ctrl+s")
        assert desk.kept("what_happened") == "Falta\ntodo"
        assert await answered(desk, "what_happened") == "✔ Describa qué pasó  Falta; todo"
        await desk.press("1", "down", "space", "3", "3", "enter")
        told = await answered(desk, "lost_areas")
        assert told == "✔ Marque las áreas en que se perdió algo  CRM y Drive"
        await desk.press(*"now-30h")
        assert "= " in desk.said("EditorPane")
        assert "hace 1 d 06 h" in desk.said("EditorPane")
        await desk.press("enter")
        assert "por última vez  " in await answered(desk, "last_seen")
        await desk.press(*"now", "enter")
        await desk.press("up", "enter")  # upwards begins at the last one
        assert await answered(desk, "cause") == "✔ Elija la causa probable  No se sabe"
        await desk.press("1", "enter")
        await desk.press("n", "enter")
        assert await answered(desk, "loss_confirmed") == "✔ Confirme que la pérdida es real  no"
        assert desk.events == ["session_started", "handed_over", *["answered"] * 9]


async def test_a_number_within_its_limits_is_taken_and_another_is_refused(tmp_path: Path) -> None:
    async with sitting(tmp_path, actions_to("computed")) as desk:
        assert desk.place.startswith("Anote a qué hora")
        await desk.press(*"24", "enter")
        assert desk.said("#told").startswith("No se hizo: ")
        assert "24" in desk.said("EditorPane")
        assert desk.kept("copy_hour") is None
        await desk.press("backspace", "3", "enter")
        assert desk.kept("copy_hour") is not None


async def test_the_day_of_a_copy_is_answered_by_keys(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("restore_date")) as desk:
        await desk.press("tab", "enter")
        day = desk.session.state.entry("restore_date").value
        assert day is not None
        assert f"{day[8:]}/{day[5:7]}/{day[:4]}" in await answered(desk, "restore_date")


# -- refused, and why -------------------------------------------------------------------------------

REFUSED: list[tuple[str, tuple[Action, ...], str, str]] = [
    ("a_moment_to_come", before("last_seen"), "now+2h", "aún no llega"),
    ("before_another", before("noticed_at"), "now-40h", "No pudo notarse antes"),
    ("no_moment", before("noticed_at"), "ayer o antier", "ayer o antier"),
    ("an_hour_of_no_clock", before("last_seen"), "25:00", "25:00"),
]


@pytest.mark.parametrize(
    ("actions", "typed", "why"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
async def test_what_is_refused_says_why_and_what_was_typed_stays(
    tmp_path: Path, actions: tuple[Action, ...], typed: str, why: str
) -> None:
    async with sitting(tmp_path, actions) as desk:
        place, told = desk.place, len(desk.events)
        await desk.paste(typed, "enter")
        assert "✘ No se hizo: " in desk.said("EditorPane")
        assert why in desk.said("MomentEditor #understood")
        assert typed in desk.said("MomentEditor Field")
        assert (desk.place, len(desk.events)) == (place, told)


async def test_an_empty_answer_to_what_must_be_answered_says_so(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("account_owner")) as desk:
        await desk.press("space", "enter")
        assert "Primero escriba algo" in desk.said("#told")
        await desk.press("ctrl+s")
        assert desk.kept("account_owner") is None


async def test_several_choices_need_one_of_them(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("lost_areas")) as desk:
        await desk.press("1", "1", "enter")
        assert desk.said("#told").startswith("No se hizo: ")
        assert desk.kept("lost_areas") is None


async def test_several_choices_say_how_many_are_marked_and_what_sends_them(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("lost_areas")) as desk:
        assert "Ninguna marcada" in desk.said("EditorPane")
        await desk.press("1")
        assert "1 marcada; Enter la envía." in desk.said("EditorPane")
        await desk.press("down", "space")
        assert "2 marcadas; Enter las envía." in desk.said("EditorPane")
        await desk.press("enter", "f7")
        assert "Marcadas de antes: 2;" in desk.said("EditorPane")


async def test_an_optional_item_is_left_empty_by_enter_and_stays_optional(tmp_path: Path) -> None:
    async with sitting(tmp_path, actions_to("computed")) as desk:
        await desk.press("enter")
        assert "es opcional y está vacío" in desk.said("#asked")
        assert desk.kept("copy_hour") is None


async def test_the_copies_are_a_table_that_fits_a_small_screen_with_its_inputs(tmp_path: Path) -> None:
    for language in ("es", "en"):
        async with sitting(tmp_path, actions_to("computed"), size=NARROW, language=language) as desk:
            await desk.press("enter", "f7")
            rows = desk.rows("EditorPane")
            points = desk.session.situation.computed("restore_points")
            assert len([row for row in rows if " ✔ " in row]) == sum(one.state == "sure" for one in points)
            assert sum(row.startswith("← ") for row in rows) == 2
            assert rows[0].split()[0] in ("Copia", "Copy")
            assert "(UTC-06:00)" in desk.said("EditorPane")
            column = rows[0].index("Se guarda" if language == "es" else "Kept")
            assert all(row[column - 1] == " " for row in rows if " ✔ " in row)


async def test_the_copies_stand_at_the_end_of_their_step(tmp_path: Path) -> None:
    async with sitting(tmp_path, actions_to("computed"), size=(120, 50)) as desk:
        await desk.press("enter")
        assert in_order(desk.said(), "Terminar este paso", "Copia del", "✔ segura", "← Indique cuándo")


# -- R3 ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keys", [("enter",), ("space",), ("x",), ("s",), ("1", "enter"), ("ctrl+s",)])
async def test_R3_a_key_on_a_computed_item_is_refused_with_a_sentence(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with sitting(tmp_path, actions_to("computed")) as desk:
        await go_to(desk, "computed")
        assert "segura" in desk.said("EditorPane")
        assert "← Indique cuándo se vio todo bien" in desk.said("EditorPane")
        events = desk.events
        await desk.press(*keys)
        assert "Esto se calcula de otras respuestas" in desk.said("#told")
        assert desk.events == events


async def test_what_was_refused_is_replaced_by_the_next_letter_and_kept_by_an_arrow(tmp_path: Path) -> None:
    async with sitting(tmp_path, actions_to("computed")) as desk:
        await desk.press(*"99", "enter", *"7", "enter")
        assert desk.kept("copy_hour") == 7
    async with sitting(tmp_path / "again", actions_to("computed")) as desk:
        await desk.press(*"71", "enter", "right", "backspace", "enter")
        assert desk.kept("copy_hour") == 7
