"""One language at a time: no sentence of the program in the other one, on any screen of a session."""

import re
from functools import cache
from gettext import GNUTranslations
from pathlib import Path

import pytest
from desk import FULL

from runbooks.language import LOCALE
from tests.screen.sitting import NARROW, Sitting, sitting

LONG = 12
"""Characters from which a sentence cannot be a word of both languages by chance."""

PARTS = (
    *("#heading", "#strip", "#side", "#title", "#checklist", "#asked", "#told", "#below", "KeysBar"),
    *("HomeScreen #main", "Vertical"),
)


@cache
def sentences(language: str) -> tuple[str, ...]:
    """The pieces of the program's sentences in `language` between their placeholders."""
    with (LOCALE / "es" / "LC_MESSAGES" / "restaura.mo").open("rb") as file:
        catalogue = GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    pairs = [(k if isinstance(k, str) else k[0], v) for k, v in catalogue.items() if k and v]
    pieces = {
        piece.strip()
        for english, spanish in pairs
        for piece in re.split(r"\{[^}]*\}|\n", english if language == "en" else spanish)
    }
    return tuple(piece for piece in pieces if len(piece) > LONG)


def of_language(desk: Sitting, language: str) -> list[str]:
    # Documents are in the language that the settings give them.
    answering = "#under" if desk.seen("Paper") else "EditorPane"
    said = desk.said(*PARTS, answering)
    return [one for one in sentences(language) if one in said]


@pytest.mark.parametrize(("language", "other", "size"), [("es", "en", NARROW), ("en", "es", (120, 50))])
async def test_every_screen_of_a_whole_session_speaks_one_language(
    tmp_path: Path, language: str, other: str, size: tuple[int, int]
) -> None:
    assert len(sentences(other)) > 150
    own: set[str] = set()
    async with sitting(tmp_path, size=size, language=language) as desk:
        for number, action in enumerate(FULL):
            if number % 2:
                await desk.press("enter")
            assert of_language(desk, other) == [], (action, desk.text())
            own.update(of_language(desk, language))
            if action[0] == "files_safe":
                for key in ("ctrl+n", "ctrl+o", "ctrl+d", "ctrl+b", "f1", "f5", "f9"):
                    await desk.press(key, "enter")
                    assert of_language(desk, other) == [], (key, desk.text())
                    own.update(of_language(desk, language))
                    await desk.press("escape")
            await desk.go_on(action)
        assert of_language(desk, other) == []
        await desk.press("f10")
        await desk.settle()
        assert of_language(desk, other) == []
    assert len(own) > 15


@pytest.mark.parametrize(("language", "told"), [("es", "INCIDENTE"), ("en", "INCIDENT ")])
async def test_a_session_begun_in_one_language_is_shown_in_the_one_that_is_asked_for(
    tmp_path: Path, language: str, told: str
) -> None:
    async with sitting(tmp_path, FULL[:11], language=language) as desk:
        assert told in desk.rows("#heading")[0] + " "
