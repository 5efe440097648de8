"""What can be done on a screen, said once: the key, the word in the footer, the palette and the help."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from runbooks.language import N_


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `id` is the action, `keys` as Textual names them; `word` and `help` are sentences of
    the catalogue. One without a `shown` key is in the palette and the help, not in the footer."""

    id: str
    keys: str
    shown: str
    word: str
    help: str


SESSION: Final = (
    Act("note", "ctrl+n", "^N", N_("note"), N_("Write a note into the record")),
    Act("override", "ctrl+o", "^O", N_("pass over"), N_("Pass over the current item, with a reason")),
    Act("defer", "ctrl+d", "^D", N_("defer"), N_("Put the current item off until a later step")),
    Act("go_back", "ctrl+b,f4", "^B", N_("back"), N_("Go back to an earlier step, with a reason")),
    Act("why", "f1", "F1", N_("why"), N_("The clause and the reason behind the current item")),
    Act("following", "f8,ctrl+down", "F8", N_("next"), N_("Look at the next item of this step")),
    Act("previous", "f7,ctrl+up", "F7", N_("previous"), N_("Look at the item before, and answer it again")),
    Act("send", "ctrl+s", "^S", N_("send"), N_("Send what stands in the current item")),
    Act("hand_over", "f5", "F5", N_("hand over"), N_("Hand the session over to another operator")),
    Act("cancel", "f9", "F9", N_("cancel"), N_("Cancel the session, with a reason")),
    Act("home", "f10", "F10", N_("home"), N_("Leave this session as it is, and see the others")),
    Act("app.command_palette", "ctrl+p", "^P", N_("commands"), N_("Find any of these by its words")),
    Act("app.leave", "ctrl+q", "^Q", N_("leave"), N_("Leave; everything answered is saved")),
)
HOME: Final = (
    Act("new", "ctrl+n", "^N", N_("new incident"), N_("Begin a new incident")),
    Act("app.leave", "ctrl+q", "^Q", N_("leave"), N_("Leave the program")),
)


def bindings(acts: Sequence[Act]) -> list[BindingType]:
    """The acts as bindings that hold whatever has the focus."""
    return [Binding(act.keys, act.id, show=False, priority=True) for act in acts if "." not in act.id]
