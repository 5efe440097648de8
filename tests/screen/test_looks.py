"""How it looks: text that can be read in every own theme, and on terminals with few glyphs or colours."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from desk import CRM, FULL, before
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from runbooks.settings import Settings
from runbooks.settings import Theme as ThemeName
from tests.director import Director
from tests.screen.sitting import NARROW, Sitting, begun, places, shown, sitting
from tests.terminal import environment
from tui import looks
from tui.app import Restaura
from tui.looks import Plain, wants_plain
from tui.themes import DARK, LIGHT, OWN, own_variables

LEAST = 4.5
"""Contrast of text on its ground: WCAG 2.2, 1.4.3, level AA."""

TEXTS = ("foreground", "quiet", "primary", "secondary", "accent", "warning", "error", "success")
TEXTS += ("text-muted", "training")
GROUNDS = ("background", "surface", "panel", "lit")


def luminance(color: Color) -> float:
    """Relative luminance, by WCAG 2.2."""
    parts = [value / 255 for value in color.rgb]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Color, other: Color) -> float:
    """Contrast ratio of two colours, 1 to 21, by WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(theme: Theme) -> dict[str, Color]:
    made = {**own_variables(theme), **theme.to_color_system().generate()}
    return {name: Color.parse(made[name]) for name in (*TEXTS, *GROUNDS)}


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_every_text_colour_can_be_read_on_every_ground(theme: Theme) -> None:
    found = colours(theme)
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    badges = [("background", ground) for ground in ("error", "accent", "success", "warning", "training")]
    low = {p: round(contrast(found[p[0]], found[p[1]]), 2) for p in [*pairs, *badges]}
    assert {pair: ratio for pair, ratio in low.items() if ratio < LEAST} == {}


# -- as it is drawn -------------------------------------------------------------------------------


def faint(desk: Sitting, *of: str) -> Iterator[tuple[str, float]]:
    """The words on the screen, or in the widgets `of`, whose colour is too near to their ground's."""
    areas = [desk.seen(one) for one in of]
    for y, strip in enumerate(desk.app.screen._compositor.render_strips()):
        x = 0
        for text, style, _control in strip:
            inside = not areas or any(area.contains(x, y) for area in areas)
            if inside and any(character.isalnum() for character in text):
                ratio = drawn_contrast(style or Style())
                if ratio < LEAST:
                    yield text, round(ratio, 2)
            x += cell_len(text)


def drawn_contrast(style: Style) -> float:
    fore, back = (Color.from_rich_color(one) for one in (style.color, style.bgcolor))
    if style.reverse:
        fore, back = back, fore
    return contrast(fore, back)


@pytest.mark.parametrize(
    ("theme", "without_colour"), [("restaura", False), ("restaura-claro", False), ("restaura", True)]
)
async def test_every_word_of_a_whole_session_can_be_read(
    tmp_path: Path, theme: ThemeName, without_colour: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if without_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    words = 0
    session = begun(tmp_path)
    app = Restaura(places(tmp_path), session, Settings(theme=theme))
    async with shown(app, session, (120, 50)) as desk:
        for action in FULL:
            assert list(faint(desk)) == [], desk.place
            await desk.press("down")  # a row moved to, a mark, a card
            assert list(faint(desk)) == [], desk.place
            words += len(desk.text().split())
            await desk.go_on(action)
        assert list(faint(desk)) == []
    assert words > 1000


@pytest.mark.parametrize("theme", ["restaura", "restaura-claro"])
async def test_every_word_of_home_settings_and_dialogs_can_be_read(tmp_path: Path, theme: ThemeName) -> None:
    begun(tmp_path, before("plan")).close()
    async with shown(Restaura(places(tmp_path), None, Settings(theme=theme)), None, (120, 40)) as desk:
        await desk.until(lambda: "SIN CERRAR" in desk.said())
        await desk.press("down")
        assert list(faint(desk)) == []
        for keys in (["f3", "8"], ["enter", "2"], ["escape", "5", "enter", "x", "enter"]):
            await desk.press(*keys)
            area = ["Dialog > Vertical"] if desk.is_in_dialog else []
            assert list(faint(desk, *area)) == [], keys


async def test_the_row_moved_to_is_told_from_the_others_with_its_number_still_read(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("reported_via")) as desk:
        await desk.press("2")
        area, strips = desk.seen("Pick"), desk.app.screen._compositor.render_strips()
        rows = [strips[area.y + n].crop(area.x, area.right) for n in range(2)]
        grounds = [{style.bgcolor for text, style, _c in row if style and text.strip()} for row in rows]
        assert grounds[0] != grounds[1]
        number = next(style for text, style, _c in rows[1] if text.strip() == "2▶" and style)
        assert drawn_contrast(number) >= LEAST


# -- themes ---------------------------------------------------------------------------------------


def test_the_settings_name_every_theme_and_no_other() -> None:
    assert sorted(get_args(ThemeName)) == sorted([*(theme.name for theme in OWN), *BUILTIN_THEMES])


async def test_every_theme_can_be_worn(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("variant", CRM)) as desk:
        for name in get_args(ThemeName):
            desk.app.theme = name
            await desk.settle()
            assert "Copia completa" in desk.said(), name


SGR = re.compile(rb"\x1b\[([0-9;:]*)m")


def started(home: Path, config: str = "", **more: str) -> bytes:
    """What the program writes to a terminal up to its home screen and the settings."""
    file = places(home / "restaura").config_file
    file.parent.mkdir(parents=True)
    file.write_text(config)
    with Director(home, more=more) as terminal:
        terminal.sees("Incidente nuevo").keys("f3", "2").sees("Operador")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        return terminal.output


def numbers(output: bytes) -> list[list[int]]:
    return [[int(n or 0) for n in re.split(rb"[;:]", found)] for found in SGR.findall(output)]


def colours_in(sent: list[int]) -> list[list[int]]:
    """The red, green and blue of each colour that one sequence sets."""
    place, found = 0, []
    while place < len(sent):
        if sent[place] in (38, 48):
            assert sent[place + 1] == 2
            found.append(sent[place + 2 : place + 5])
            place += 4
        place += 1
    return found


def test_the_ansi_theme_uses_only_what_the_terminal_calls_its_colours(tmp_path: Path) -> None:
    sent = numbers(started(tmp_path, 'theme = "ansi"\n'))
    assert any(30 <= n <= 37 for one in sent for n in one)
    assert [one for one in sent if 38 in one or 48 in one] == []


def test_NO_COLOR_leaves_greys_and_with_the_ansi_theme_nothing(tmp_path: Path) -> None:
    sent = numbers(started(tmp_path / "own", NO_COLOR="1"))
    triples = [triple for one in sent for triple in colours_in(one)]
    assert triples
    assert [one for one in triples if len(set(one)) != 1] == []
    sent = numbers(started(tmp_path / "ansi", 'theme = "ansi"\n', NO_COLOR="1"))
    assert [one for one in sent if any(30 <= n <= 38 or 40 <= n <= 48 or n >= 90 for n in one)] == []


def test_nothing_moves_where_nothing_is_to_move(tmp_path: Path) -> None:
    code = (
        "from tui.app import Restaura\nfrom runbooks.folders import folders\nimport os\n"
        "print(Restaura(folders(os.environ)).animation_level)"
    )
    env = environment(tmp_path, TEXTUAL_ANIMATIONS="none")
    ran = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert ran.stdout == "none\n", ran.stderr


# -- glyphs ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(120, 50), NARROW])
async def test_with_plain_glyphs_no_other_sign_is_on_any_screen_of_a_session(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    session = begun(tmp_path)
    app = Restaura(places(tmp_path), session, Settings(glyphs="ascii"))
    async with shown(app, session, size) as desk:
        for action in FULL:
            if action[0] in ("files_safe", "plan"):
                await desk.press("ctrl+b")
            assert strange(desk.text()) == set(), desk.text()
            await desk.press("escape", "down")
            assert strange(desk.text()) == set(), desk.text()
            await desk.go_on(action)
        await desk.press("f10", "f3", "2", "enter")
        assert strange(desk.text()) == set()


def strange(text: str) -> set[str]:
    """What is neither ASCII nor a letter or sign of Latin-1."""
    return {one for one in text if ord(one) > 0xFF or one == "·"}


def test_each_state_keeps_a_sign_of_its_own() -> None:
    plain = Plain("ascii")
    for signs in (looks.GLYPHS.values(), (looks.MORE, looks.LESS, looks.AFTERWARDS, "!", "?")):
        drawn = [plain.text(one) for one in signs]
        assert len(set(drawn)) == len(drawn)
        assert all(one.isascii() and one.isprintable() for one in drawn)
    assert plain.text(looks.CHECKED) != plain.text(looks.MISSING)
    assert plain.text(looks.BAR_LEFT) != plain.text(looks.BAR_GONE)


@example("\u3200", "ascii")
@example("👨‍👩‍👧 é", "latin-1")
@given(st.text(), st.sampled_from(["ascii", "latin-1", "iso8859-15", "cp1252", "utf-8"]))
def test_plain_text_takes_the_same_cells_and_fits_the_encoding(text: str, encoding: str) -> None:
    plain = Plain(encoding).text(text)
    assert cell_len(plain) == cell_len(text)
    plain.encode(encoding)


def test_accents_stay_where_the_terminal_has_them() -> None:
    assert Plain("latin-1").text("¿Qué pasó? «Núñez» · ✔") == "¿Qué pasó? «Núñez» . +"
    assert Plain("ascii").text("¿Qué pasó? «Núñez» · ✔") == "?Que paso? <Nunez> . +"


@pytest.mark.parametrize(
    ("asked", "encoding", "term", "plain"),
    [
        (None, "utf-8", "xterm-256color", False),
        (None, "UTF8", "screen", False),
        (None, "utf-8", "linux", True),
        (None, "iso8859-1", "xterm", True),
        (None, "ANSI_X3.4-1968", "xterm", True),
        ("unicode", "utf-8", "linux", False),
        ("ascii", "utf-8", "xterm-256color", True),
    ],
)
def test_the_terminal_decides_unless_the_settings_do(
    asked: str | None, encoding: str, term: str, plain: bool
) -> None:
    assert wants_plain(asked, encoding, term) is plain


@pytest.mark.parametrize(
    "more", [{"TERM": "linux"}, {"PYTHONIOENCODING": "latin-1"}, {"RESTAURA_GLYPHS": "ascii"}]
)
def test_a_terminal_with_few_glyphs_gets_them_by_itself(tmp_path: Path, more: dict[str, str]) -> None:
    output = started(tmp_path, **more)
    text = output.decode("latin-1" if "PYTHONIOENCODING" in more else "utf-8")
    assert strange(text) == set()
    assert "\\x" not in text
    assert "Operador" in text
