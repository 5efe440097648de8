"""What stands above everything: procedure, revision, session, operator and mode (R12)."""

from collections.abc import Mapping, Sequence
from typing import Final

from textual.content import Content

from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.sources import own_word
from runbooks.told import mode_word
from tui.lines import Line, text

TAGS: Final[Mapping[str, str]] = {
    "incident": "bold $background on $error",
    "training": "bold $background on $training",
}
"""How the word of each mode is drawn (T2)."""


def heading(situation: Situation) -> list[Line]:
    """One row; where it is narrow the names go, never procedure, revision, session and mode."""
    state, runbook = situation.state, situation.runbook
    program = Content.styled(" restaura  ", "bold")
    named = text(f"{runbook.code} · rev. {runbook.revision}", "$quiet")
    barely = text(f" {runbook.code} · {runbook.revision}", "$quiet")
    own = text(f" · {own_word(state)}" if own_word(state) else "", "$quiet")
    operator = Content.assemble((" · ", "$quiet"), text(state.operator))
    title = text(f" · {situation.say(runbook.title)}", "$quiet")
    mode = Content.styled(f" {mode_word(state.mode).upper()} ", TAGS[state.mode])
    return [
        Line(
            program + named + own + operator + title,
            instead=(
                program + named + own + operator,
                " " + named + own + operator,
                " " + named + own,
                barely,
            ),
            right=Content.assemble(text(f"{state.id} ", "$quiet"), mode),
        )
    ]


def training_heading() -> list[Line]:
    """The row above the list of what can be trained."""
    title = Content.assemble((" restaura  ", "bold"), text(_("Training"), "bold $accent"))
    return [Line(title, right=Content.styled(f" {mode_word('training').upper()} ", TAGS["training"]))]


def titles_in_a_row(titles: Sequence[str], at: int, width: int) -> list[Line]:
    """Titles with the numbers that choose them, that of `at` marked; where they do not fit, the others are
    numbers alone."""
    told, short = [], []
    for number, title in enumerate(titles):
        here = Content.styled(f"[{number + 1} {title}]", "bold $accent")
        told.append(here if number == at else Content.styled(f" {number + 1} {title} ", "$quiet"))
        short.append(here if number == at else Content.styled(f" {number + 1} ", "$quiet"))
    whole = Content("").join(told)
    return [Line(whole if whole.cell_length <= width else Content("").join(short), most=1)]
