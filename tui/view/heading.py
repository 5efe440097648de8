"""What stands above everything: procedure, revision, session, operator and mode (R12)."""

from textual.content import Content

from runbooks.engine.situation import Situation
from runbooks.told import mode_word
from tui.lines import Line, text


def heading(situation: Situation) -> list[Line]:
    """One row; where it is narrow the procedure's name is cut, never session and mode."""
    state, runbook = situation.state, situation.runbook
    named = f"{runbook.code} · rev. {runbook.revision} · {situation.say(runbook.title)}"
    mode = Content.styled(f" {mode_word(state.mode).upper()} ", "bold $background on $error")
    return [
        Line(
            Content.assemble((" restaura  ", "bold"), text(named, "$quiet")),
            right=Content.assemble(text(f"{state.id} · ", "$quiet"), text(state.operator[:24]), " ", mode),
        )
    ]
