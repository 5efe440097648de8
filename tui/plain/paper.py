"""What was done on paper, entered by prompts: when it was begun, and the clock of what follows."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final

from runbooks.engine.refusals import Refusal
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.language.visible import visible
from tui.opening import begun_on_paper
from tui.plain.talk import QUIT, Leave, Talk, read_line
from tui.view.paper import told_of_gap


def ask_begun(places: Folders) -> datetime | None:
    """When a session was begun on paper, None where that is now. Raises `Leave`, `EOFError`."""
    asked = _("When was the paper begun? As it stands there: 22/11/2026 10:20, yesterday 18:05; /q leaves")
    while True:
        typed = read_line(f"{asked} > ").strip()
        if typed == QUIT:
            raise Leave
        if not typed:
            continue
        begun = begun_on_paper(places, typed)
        if not isinstance(begun, Refusal):
            return begun
        print(visible(_("Not done: {reason}").format(reason=begun.reason)), flush=True)


def set_clock(talk: Talk) -> None:
    """Say when what follows was done on paper, or that it is done now; asked until it can be, or Enter."""
    asked = _("when was it done on paper: 10:20, 22/11/2026 10:20; “{now}”: what follows is done now")
    # Else the next moment that is typed would be taken for the answer to the item.
    while typed := talk.ask(asked.format(now=_("now")) + " > "):
        refused = talk.session.set_clock(typed)
        if refused is None:
            break
        talk.say(_("Not done: {reason}").format(reason=refused.reason))
    if not typed:
        talk.say(_("Nothing was changed."))
    else:
        talk.shown = None  # what is asked is judged by another clock, and shown anew with it
        if talk.session.paper is not None:
            talk.say(*told_of_gap(talk.situation))
        else:
            talk.say(_("By the real clock again: what follows is done now."))


PAPER_ASIDES: Final[Mapping[str, Callable[[Talk], None]]] = {"/t": set_clock}
"""What every prompt of an incident takes for it."""
