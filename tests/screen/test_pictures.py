"""The pictures of the README, and the text of every screen, are those of the program as it is."""

from itertools import product

import pytest
from textual.containers import VerticalScroll

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.language import using
from runbooks.told import mode_word
from tests.pictures import LANGUAGES, PICTURES, README, SCREENS, SIZES, file_of, picture, text
from tests.screen.sitting import Sitting
from tests.still import VIEWS, View, seen
from tui.screens.session import SessionScreen

EVERY = [pytest.param(*one, id=file_of(*one).stem) for one in product(VIEWS, SIZES, LANGUAGES)]
CUT = "…"


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_readme_is_what_the_program_shows(name: str) -> None:
    assert picture(name) == (README / f"{name}.svg").read_text(encoding="utf-8")


def test_the_readme_shows_every_picture_and_no_other() -> None:
    readme = (README.parent / "README.md").read_text(encoding="utf-8")
    assert {name: readme.count(f"docs/{name}.svg") for name in PICTURES} == dict.fromkeys(PICTURES, 1)
    assert {file.stem for file in README.glob("*.svg")} == set(PICTURES)


def test_each_of_the_six_steps_home_records_and_settings_has_its_screens() -> None:
    steps = len(load_runbook(shipped_runbooks()["mpia-dti-140"]).steps)
    assert {view.name[0] for view in VIEWS} >= {str(number + 1) for number in range(steps)}
    assert {view.name for view in VIEWS} >= {"home", "3-variants", "4-ticket", "records", "settings"}
    assert {file.stem for file in SCREENS.glob("*.txt")} == {str(one.id) for one in EVERY}


@pytest.mark.parametrize(("view", "size", "language"), EVERY)
async def test_a_screen_is_as_it_was_looked_at_whole_and_with_session_and_mode(
    view: View, size: tuple[int, int], language: str
) -> None:
    async with seen(view, size=size, language=language) as desk:
        assert desk.text().rstrip("\n") + "\n" == file_of(view, size, language).read_text(encoding="utf-8")
        if isinstance(desk.app.screen, SessionScreen):
            is_whole(desk)
            with using(language):
                mode = mode_word("training" if view.scenario else "incident").upper()
            assert desk.rows()[0].endswith(f"{desk.session.state.id}  {mode}")


def is_whole(desk: Sitting) -> None:
    """Nothing is cut, and what is asked needs no scroll bar (R10)."""
    assert CUT not in desk.text()
    main = desk.app.screen.query_one("#main", VerticalScroll)
    assert main.max_scroll_y == 0, desk.text()
    assert max(map(len, desk.rows())) <= desk.app.size.width


@pytest.mark.parametrize(("view", "size", "language"), EVERY)
async def test_R1_without_colour_a_screen_says_the_same(
    view: View, size: tuple[int, int], language: str
) -> None:
    kept = file_of(view, size, language).read_text(encoding="utf-8")
    assert await text(view, size, language, without_colour=True) == kept
