"""What a key will need is made while its person still reads, and never stands in the way."""

from pathlib import Path

from desk import before

from tests.screen.sitting import sitting
from tui.editors.base import Editor
from tui.editors.choice import ChoiceEditor
from tui.editors.document import DocumentEditor
from tui.editors.line import LineEditor
from tui.editors.pane import EditorPane
from tui.screens.session import SessionScreen


async def test_the_editors_of_what_comes_next_are_there_before_they_are_asked_for(tmp_path: Path) -> None:
    async with sitting(tmp_path) as desk:
        await desk.until(lambda: desk.app.screen.query(ChoiceEditor))
        await desk.settle()
        (ahead,) = desk.app.screen.query(ChoiceEditor)
        assert not ahead.display
        assert isinstance(desk.app.screen.query_one(EditorPane).shown, LineEditor)
        await desk.press("A", "n", "a", "enter")
        assert desk.app.screen.query_one(EditorPane).shown is ahead
        assert ahead.display and len(desk.app.screen.query(ChoiceEditor)) == 1


async def test_an_editor_that_is_asked_for_before_it_was_made_ahead_is_made_once(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket")) as desk:
        shown = desk.app.screen.query_one(EditorPane).shown
        assert isinstance(shown, DocumentEditor)
        await desk.until(lambda: len(desk.app.screen.query_one(EditorPane).children) > 2)
        assert list(desk.app.screen.query(DocumentEditor)) == [shown]
        assert shown.display


async def test_time_that_passes_says_nothing_to_an_editor_that_was_never_asked(tmp_path: Path) -> None:
    """Left alone, the first screen stays: what is mounted ahead has no item yet, and no clock of its own."""
    async with sitting(tmp_path) as desk:
        await desk.until(lambda: len(desk.app.screen.query(Editor)) >= 4)
        await desk.settle()
        for editor in desk.app.screen.query(Editor):
            assert not list(editor._timers), editor
        screen = desk.app.screen
        assert isinstance(screen, SessionScreen)
        screen._tick()
        await desk.settle()
        assert desk.place.startswith("Anote quién")
