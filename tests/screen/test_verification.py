"""Verification: a row an area, judged by keys or mouse, with what was seen, and what it leads to."""

from pathlib import Path

import pytest
from desk import CRM, FULL, before

from tests.screen.sitting import NARROW, SMALL, WIDE, Sitting, sitting

HERE = before("verification")
EVERY = [
    ("lost_areas", ["crm", "drive", "tasks", "calendar", "other"]) if name == "lost_areas" else (name, value)
    for name, value in HERE
]


def area(desk: Sitting, name: str) -> str:
    return " ".join(desk.rows(f"#area-{name}")[0].split())


async def test_each_area_is_judged_with_what_was_seen_there(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        assert desk.said("#header") == "Área 1 está, 2 falta Qué se vio"
        await desk.press("enter")
        assert "1 está, 2 falta" in desk.said("#told")
        await desk.press("1", "enter")
        assert "un número o un nombre, no una palomita" in desk.said("#told")
        await desk.press(*"412", "enter", "2", *"vacia")
        assert area(desk, "crm") == "CRM ✔ está 412"
        assert area(desk, "drive") == "Drive ✘ falta vacia"
        assert "Todas las áreas están revisadas; Enter las envía." in desk.said("#under")
        await desk.press("enter")
        assert desk.kept("verification") == {
            "crm": {"state": "ok", "seen": "412"},
            "drive": {"state": "missing", "seen": "vacia"},
        }
        told = next(row for row in desk.rows("#checklist") if "Revise cada área" in row)
        assert "CRM: está: 412; Drive: falta: vacia" in told


@pytest.mark.parametrize(
    ("keys", "state"),
    [
        (["space"], "✔ está"),
        (["space", "space"], "✘ falta"),
        (["right", "left", "right"], "✔ está"),
        (["2"], "✘ falta"),
    ],
)
async def test_the_space_bar_and_the_arrows_judge_too(tmp_path: Path, keys: list[str], state: str) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press(*keys)
        assert state in area(desk, "crm")


async def test_up_and_down_go_to_the_same_cell_of_another_area(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("down", "space", "down", "up", "space", "enter", *"412", "down", *"9")
        assert area(desk, "crm") == "CRM ✔ está 412"
        assert area(desk, "drive") == "Drive ✔ está 9"


async def test_an_area_is_judged_by_mouse(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.click("#area-drive Found")
        assert "✔ está" in area(desk, "drive")
        await desk.click("#area-drive Found")
        assert "✘ falta" in area(desk, "drive")
        await desk.click("#area-drive Field")
        await desk.press(*"vacia", "ctrl+s")
        assert desk.kept("verification") == {"drive": {"state": "missing", "seen": "vacia"}}


async def test_some_areas_can_be_sent_and_the_others_wait(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        assert "Revisadas: 0 de 2." in desk.said("#under")
        await desk.press("1", *"412", "enter")
        assert "Revisadas: 1 de 2. ^S envía esas; las demás esperan." in desk.said("#under")
        await desk.press("ctrl+s")
        assert desk.kept("verification") == {"crm": {"state": "ok", "seen": "412"}}
        assert desk.place.startswith("Revise cada área")
        await desk.press("1", *"8 carpetas", "enter")
        assert set(desk.kept("verification")) == {"crm", "drive"}


async def test_an_area_that_is_missing_says_what_it_leaves_no_choice_of(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("1", *"412", "enter")
        assert "no se podrá" not in desk.said("#under")
        await desk.press("2")
        told = "⚠ Así no se podrá elegir «Completo» en «Elija el resultado»: Falta: Drive."
        assert told in desk.said("#under")
        await desk.press("shift+tab", "1")
        assert "no se podrá" not in desk.said("#under")


async def test_an_imported_csv_is_an_area_of_its_own(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("verification", CRM)) as desk:
        assert area(desk, "csv_import").startswith("CSV importado · 1 o 2")


async def test_R13_what_was_judged_before_is_not_sent_again_by_enter_alone(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("result")) as desk:
        await desk.press("f7")
        assert desk.place.startswith("Revise cada área")
        events = desk.events
        await desk.press(*["enter"] * 20)
        assert desk.events == events
        await desk.press("shift+tab", "space", "enter", "enter")
        assert desk.events[len(events)] == "answered"


async def test_what_was_typed_and_judged_is_there_when_the_session_is_taken_up_again(tmp_path: Path) -> None:
    async with sitting(tmp_path, HERE) as desk:
        await desk.press("2")
    async with sitting(tmp_path, HERE, resumed=True) as desk:
        assert "✘ falta" in area(desk, "crm")


async def test_R6_what_was_seen_before_it_opened_again_is_told_and_offered_and_judged_anew(
    tmp_path: Path,
) -> None:
    actions = [*before("result"), ("restored_at", "now")]
    async with sitting(tmp_path, actions) as desk:
        seen = dict(FULL)["verification"]["crm"]["seen"]
        assert "· 1 o 2" in area(desk, "crm")
        assert f"Antes: está: {seen}" in desk.said("#under")
        await desk.press("1", "tab")
        assert area(desk, "crm") == f"CRM ✔ está {seen}"


@pytest.mark.parametrize("size", [(160, 50), WIDE, NARROW, SMALL], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["es", "en"])
async def test_every_area_is_judged_on_every_size_the_current_one_whole_on_the_screen(
    tmp_path: Path, size: tuple[int, int], language: str
) -> None:
    async with sitting(tmp_path, EVERY, size=size, language=language) as desk:
        for name in ("crm", "drive", "tasks", "calendar", "other"):
            assert desk.seen(f"#area-{name} Found").area
            await desk.press("1")
            assert desk.seen(f"#area-{name} Field").width >= 20
            await desk.paste("412", "enter")
        assert len(desk.kept("verification")) == 5


async def test_a_text_longer_than_its_cell_stands_whole_under_the_table(tmp_path: Path) -> None:
    text = "412 negociaciones, de ellas 17 sin responsable y 3 con importe cero en la lista"
    async with sitting(tmp_path, HERE, size=NARROW) as desk:
        await desk.press("1")
        await desk.paste(text)
        assert text in desk.said("#under")
