"""A PDF shows every character, or says which one it cannot show; its fonts have every glyph that we use."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runbooks.definition.loader import shipped_runbooks
from runbooks.report.writers.glyphs import FONTS, has_glyph, printable
from tests.catalogue import read, spoken
from tests.glyphs import covered, ranges

ROOT = Path(__file__).parents[2]


def test_what_is_written_of_the_fonts_is_what_they_have() -> None:
    assert FONTS.read_text() == ranges(covered())


def test_the_fonts_have_every_character_of_every_text_of_the_program() -> None:
    said = "".join(f"{msgid}{text}" for msgid, text in spoken(read()).items())
    folders = [path.parent for path in shipped_runbooks().values()]
    data = "".join(file.read_text() for folder in folders for file in folder.rglob("*.yaml"))
    templates = "".join(file.read_text() for file in (ROOT / "templates").rglob("*.*"))
    assert {one for one in said + data + templates if not has_glyph(one)} == set()


@pytest.mark.parametrize("letter", "áéíóúüñÁÉÍÓÚÜÑ¿¡«»§—·…“”€°✔✘▶○◷☐☑⟦⟧")
def test_the_fonts_have_the_spanish_letters_and_the_glyphs_of_the_states(letter: str) -> None:
    assert has_glyph(letter)


@pytest.mark.parametrize(
    ("text", "shown"), [("😀", "⟦U+1F600⟧"), ("中文", "⟦U+4E2D⟧⟦U+6587⟧"), ("␛[2J", "⟦U+241B⟧[2J")]
)
def test_a_character_that_no_font_has_is_shown_by_its_number(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text())
def test_what_is_printed_has_a_glyph_and_what_has_one_is_left_as_it_is(text: str) -> None:
    shown = printable(text)
    assert all(has_glyph(one) for one in shown)
    kept = re.sub(r"⟦U\+[0-9A-F]{4,6}⟧", "", printable(text.replace("⟦", "").replace("⟧", "")))
    assert kept == "".join(one for one in text if has_glyph(one) and one not in "⟦⟧")
