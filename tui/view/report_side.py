"""What stands beside a report: its sections, the one that is read marked, and what it can be written as."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.style import Style

from runbooks.language import _
from runbooks.report.forms import FORMS
from tui.exporting import PAGES
from tui.lines import BLANK, EMPTY, Line, line, text
from tui.looks import HERE
from tui.view.page import Section

GAP: Final = "  "


def exports(marked: str | None) -> list[Line]:
    """The formats by their numbers, each with what it is good for."""
    told = [line(_("EXPORT"), "$quiet"), BLANK]
    for number, (id, form) in enumerate(FORMS.items(), 1):
        is_here = id == marked
        lead = Content.styled(f"{number}{HERE if is_here else ' '} ", "bold $accent")
        name = text(_(form.name), "bold $accent" if is_here else "bold")
        note = text(f"{GAP}{_(form.told)}", "$quiet")
        told.append(Line(_clicked(name, f"take({number})") + note, lead))
    return told


def exports_row(marked: str | None) -> list[Line]:
    """The same in one row."""
    parts = []
    for number, (id, form) in enumerate(FORMS.items(), 1):
        is_here = id == marked
        lead = Content.styled(f"{HERE if is_here else ''}{number} ", "bold $accent")
        name = text(_(form.name), "bold $accent" if is_here else "")
        parts.append(lead + _clicked(name, f"take({number})"))
    return [Line(Content(GAP).join(parts), most=1)]


def contents(sections: Sequence[Section], at: int, height: int) -> list[Line]:
    """The sections, each in a row; where they are more than `height`, those around the one that is read."""
    shown = max(height - 2, 1)
    first = min(max(at - shown // 2, 0), max(len(sections) - shown, 0))
    told = [line(_("CONTENTS"), "$quiet"), BLANK]
    for number, section in [*enumerate(sections)][first : first + shown]:
        is_here = number == at
        lead = Content.styled(f"{HERE} " if is_here else GAP, "bold $accent")
        title = text(section.title, "bold $accent" if is_here else "")
        told.append(Line(_clicked(title, f"section_at({number})"), lead, most=1))
    return told


def section_row(sections: Sequence[Section], at: int) -> list[Line]:
    """The section that is read, and which of how many it is, in one row."""
    if not sections:
        return [BLANK]
    counted = text(f" {at + 1}/{len(sections)}", "$quiet")
    return [Line(text(sections[at].title, "bold $accent"), Content.styled(f"{HERE} ", "$accent"), counted)]


def pages_row(pages: Sequence[str], at: str) -> list[Line]:
    """The pages of a training in one row, the one that is shown marked; nothing where there is one."""
    if len(pages) < 2:
        return []
    told = EMPTY
    for page in pages:
        is_here = page == at
        shown = f"[{_(PAGES[page])}]" if is_here else f" {_(PAGES[page])} "
        part = text(shown, "bold $accent" if is_here else "$quiet")
        told += _clicked(part, f"page('{page}')") + Content(GAP)
    return [Line(told, most=1)]


def _clicked(told: Content, action: str) -> Content:
    return told.stylize(Style.from_meta({"@click": f"screen.{action}"}))
