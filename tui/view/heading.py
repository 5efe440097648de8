"""What stands above everything: procedure, revision, session, operator and mode (R12)."""

from textual.content import Content

from runbooks.engine.situation import Situation
from runbooks.told import mode_word
from tui.lines import Line, text


def heading(situation: Situation, *, narrow: bool) -> list[Line]:
    """One row; where it is narrow the names are cut, never procedure, revision, session and mode."""
    state, runbook = situation.state, situation.runbook
    named = f"{runbook.code} · rev. {runbook.revision} · "
    mode = Content.styled(f" {mode_word(state.mode).upper()} ", "bold $background on $error")
    return [
        Line(
            Content.assemble(
                " " if narrow else (" restaura  ", "bold"),
                text(named, "$quiet"),
                text(state.operator),
                text(f" · {situation.say(runbook.title)}", "$quiet"),
            ),
            right=Content.assemble(text(f"{state.id} ", "$quiet"), mode),
        )
    ]
