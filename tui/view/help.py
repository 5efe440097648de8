"""The help, made from the table of acts: every key once, with what it does."""

from collections.abc import Sequence

from textual.content import Content

from runbooks.language import _
from tui.acts import Act
from tui.lines import BLANK, Line, line, text

WIDTH = 7


def keys_help(acts: Sequence[Act]) -> list[Line]:
    """How answering works, then a row a key."""
    told = [
        _("Type, or choose with a number or an arrow; then Enter. Enter alone never answers anything."),
        _("Tab takes over the answer that is offered. Esc leaves a box with nothing done."),
        _("What the last row calls saved survives whatever happens to this terminal."),
    ]
    rows = [_row(act) for act in acts]
    return [*(line(sentence) for sentence in told), BLANK, *rows]


def _row(act: Act) -> Line:
    return Line(text(_(act.help)), Content.styled(act.shown.ljust(WIDTH), "bold $accent"))
