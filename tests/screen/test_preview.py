"""The preview of a document: as its reader sees it, beside the paper or in its place, and harmless."""

from pathlib import Path

import pytest
from desk import before

from runbooks.language import use
from runbooks.language.visible import visible
from tests.screen.sitting import NARROW, SMALL, Sitting, sitting
from tui.editors.document import BESIDE
from tui.view.preview import MOST_CHARACTERS, preview

TALL = 40
MARKUP = "[b]x[/b] [/etc/passwd] [@click=app.leave]y [link](http://z) <b>z</b> ![i](j)"
CONTROLS = "a\x1b]0;t\x07b\x9b2Jc\u202ed"


def told(written: str, width: int = 60) -> list[str]:
    """The rows of the preview as plain text."""
    use("es")
    return [row.plain for piece in preview(written) for row in piece.line.rows(width)]


def styles(written: str) -> str:
    """The styles of everything in the preview."""
    return str([span.style for piece in preview(written) for span in piece.line.body.spans])


def test_headings_lists_and_stress_are_shown_without_their_signs() -> None:
    written = "# Aviso\n\nQué le pedimos\n- **Guarde** sus *archivos*\n  - los nuevos\n\n1. uno\n2. dos"
    assert told(written) == [
        "Aviso",
        "",
        "Qué le pedimos",
        "• Guarde sus archivos",
        "  • los nuevos",
        "",
        "1. uno",
        "2. dos",
    ]
    assert "underline" in styles("# Aviso")
    assert "bold" in styles("**a**")
    assert "italic" in styles("*a*")


def test_a_line_of_the_text_stays_a_line_and_knows_which_it_is() -> None:
    pieces = preview("Portal: TAR\nTitular: Ana\n\n\n- uno\n- dos\n> cita")
    assert [(piece.line.body.plain, piece.source) for piece in pieces] == [
        ("Portal: TAR", 0),
        ("Titular: Ana", 1),
        ("", 3),
        ("uno", 4),
        ("dos", 5),
        ("cita", 6),
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Titular: [[Anote el **nombre**]]", "Titular: ✘ falta llenar: Anote el **nombre**"),
        ("- a las ____ en punto", "• a las ✘ falta llenar: ____ en punto"),
        ("____", "✘ falta llenar: ____"),
        ("# {{ x", "✘ falta llenar: {{ x"),
    ],
)
def test_what_is_to_be_filled_in_stands_out_by_glyph_and_word(written: str, shown: str) -> None:
    assert told(written) == [shown]
    assert "reverse" in styles(written) or written == "____"


def test_links_pictures_and_markup_are_shown_as_they_are_written() -> None:
    assert told(MARKUP, 200) == [MARKUP]
    assert "click" not in styles(MARKUP)
    assert "link" not in styles(MARKUP)
    assert told("*** ENTRENAMIENTO: no enviar ***") == ["*** ENTRENAMIENTO: no enviar ***"]


def test_nothing_in_it_steers_a_terminal() -> None:
    rows = told(f"# {CONTROLS}\n- {CONTROLS}\n[[{CONTROLS}]]")
    assert [row for row in rows if visible(row) != row] == []
    assert "␛]0;t" in rows[0]


@pytest.mark.parametrize(
    "written", ["", "\n\n", "[" * 9000, "*" * 9000, ">" * 9000, "- " * 9000, "a_b*" * 4000]
)
def test_whatever_is_pasted_is_shown(written: str) -> None:
    assert bool("".join(told(written)).strip()) is bool(written.strip())


def test_a_text_that_is_too_long_says_that_it_goes_on() -> None:
    assert told("palabra " * MOST_CHARACTERS)[-1] == "La vista previa termina aquí; el texto sigue."


# -- on the screen --------------------------------------------------------------------------------


def is_beside(desk: Sitting) -> bool:
    paper, page = desk.seen("#paper"), desk.seen("Preview")
    return bool(paper) and bool(page) and page.x >= paper.right and page.y == paper.y


async def test_on_a_wide_screen_it_stands_right_of_the_paper_and_follows_what_is_typed(
    tmp_path: Path,
) -> None:
    async with sitting(tmp_path, before("ticket"), size=(120, TALL)) as desk:
        assert is_beside(desk)
        assert "Vista previa" in desk.rows("Preview")[0]
        assert "Solicitud de restauración" in desk.said("Preview")
        await desk.paste("- **URGENTE** [[hora]]\n\n")
        await desk.until(lambda: "• URGENTE ✘ falta llenar: hora" in desk.said("Preview"))


async def test_it_scrolls_along_so_that_what_is_edited_is_seen(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=(120, TALL)) as desk:
        assert "Contacto: Directora" not in desk.said("Preview")
        await desk.press(*["pagedown"] * 5)
        await desk.until(lambda: "Contacto: Directora" in desk.said("Preview"))
        await desk.press(*["pageup"] * 5)
        await desk.until(lambda: "Solicitud de restauración" in desk.said("Preview"))


async def test_on_a_wide_screen_its_key_hides_and_shows_it(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=(120, TALL)) as desk:
        await desk.press("ctrl+l", "x")
        assert not desk.seen("Preview")
        assert "xSolicitud" in desk.said("#paper")
        await desk.press("ctrl+l", "y")
        assert is_beside(desk)
        assert "xySolicitud" in desk.said("#paper")
        await desk.until(lambda: "xySolicitud" in desk.said("Preview"))


@pytest.mark.parametrize("size", [NARROW, SMALL, (BESIDE - 1, TALL)])
async def test_where_there_is_no_room_for_both_its_key_turns_in_place(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with sitting(tmp_path, before("ticket"), size=size) as desk:
        assert not desk.seen("Preview")
        await desk.paste("- **URGENTE**\n\n")
        paper = desk.seen("#paper")
        await desk.press("ctrl+l")
        assert not desk.seen("#paper")
        assert desk.seen("Preview") == paper
        assert "• URGENTE" in desk.said("Preview")
        assert "Así se leerá. ^L vuelve al texto, ^S lo acepta." in desk.said("#under")
        await desk.press("x")
        assert "Esta es la vista previa; ^L vuelve al texto." in desk.said("#told")
        await desk.press("ctrl+l", "y")
        assert not desk.seen("Preview")
        assert "y" in desk.rows("#paper")[3] + desk.rows("#paper")[2]
        assert "x" not in desk.rows("#paper")[1]


async def test_the_preview_scrolls_by_the_arrows_and_sends_by_the_same_key(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=NARROW) as desk:
        await desk.press("ctrl+l", "end")
        assert "Contacto: Directora" in desk.said("Preview")
        await desk.press("home", "down")
        assert "Contacto: Directora" not in desk.said("Preview")
        await desk.press("ctrl+s")
        assert desk.events[-1] == "drafted"
        await desk.press("f7")
        assert desk.seen("#paper")
        assert not desk.seen("Preview")


async def test_made_wider_or_narrower_it_goes_where_there_is_room(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("ticket"), size=NARROW) as desk:
        await desk.press("ctrl+l")
        await desk.pilot.resize_terminal(BESIDE, TALL)
        await desk.settle()
        assert is_beside(desk)
        await desk.press("x")
        assert "xSolicitud" in desk.said("#paper")
        await desk.pilot.resize_terminal(*NARROW)
        await desk.settle()
        assert desk.seen("Preview")
        assert not desk.seen("#paper")


async def test_only_a_document_has_one(tmp_path: Path) -> None:
    async with sitting(tmp_path, before("what_happened"), size=(120, TALL)) as desk:
        assert not desk.seen("Preview")
        await desk.press("ctrl+l")
        assert "Este texto no es un documento" in desk.said("#told")
