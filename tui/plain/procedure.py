"""The procedure that finds the answer to an item, by prompts: its session first, then back to this one."""

from collections.abc import Callable, Mapping
from typing import Final

from runbooks.definition.faults import DefinitionError
from runbooks.engine.refusals import Refusal
from runbooks.language import _
from runbooks.procedures import begin, procedure_of, take_back
from runbooks.record.errors import StoreError
from tui.plain.talk import Talk


def go_apart(talk: Talk) -> None:
    """Begin the procedure of the current item, or go on with it; how it ended is answered here."""
    from tui.plain.run import run_plain  # imported here: it takes this among its commands

    item = talk.item
    if item is None or procedure_of(item) is None:
        talk.say(_("This item has no procedure of its own."))
        return
    try:
        begun = begin(talk.session, item.id, talk.find)
    except (StoreError, DefinitionError) as error:
        talk.say(_("Not done: {reason}").format(reason=error))
        return
    if isinstance(begun, Refusal):
        talk.say(_("Not done: {reason}").format(reason=begun.reason))
        return
    with begun:
        run_plain(begun, talk.find)
    come_back(talk)


def come_back(talk: Talk) -> None:
    """Take what a procedure found as the answer to its item, where it is closed."""
    before = talk.session.state.seq
    try:
        for refused in take_back(talk.session):
            talk.say(_("Not done: {reason}").format(reason=refused.reason))
    except StoreError as error:
        talk.say(_("NOT SAVED: {reason}").format(reason=error))
    if talk.session.state.seq > before:
        talk.say(_("The procedure answered: it is ended, and noted here."))
    talk.shown = None
    talk.say("", _("Session {id} again.").format(id=talk.session.state.id))


PROCEDURE_ASIDES: Final[Mapping[str, Callable[[Talk], None]]] = {"/r": go_apart}
"""What every prompt of an incident takes for it."""
