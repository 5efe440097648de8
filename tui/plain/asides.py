"""What every prompt takes beside an answer: why, where, note, override, defer, back, hand over."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from runbooks.advised import clock_in_words, notes_in_force
from runbooks.definition.items import ComputedItem, Item
from runbooks.definition.model import Step
from runbooks.engine.commands import Cancel, Defer, GoBack, HandOver, Override, TakeNote
from runbooks.engine.situation import ItemState
from runbooks.language import N_, _
from runbooks.told import counts_in_words
from tui.plain.showing import item_line, step_heading
from tui.plain.talk import Talk, numbered

HELP: Final[Mapping[str, str]] = {
    "/?": N_("why this is asked, and this help"),
    "/v": N_("where you are: every item of the step"),
    "/a": N_("answer an item of this step again"),
    "/n": N_("write a note"),
    "/o": N_("pass over an item, with a reason"),
    "/d": N_("put an item off until a later step"),
    "/b": N_("go back to an earlier step"),
    "/h": N_("hand the session over to someone else"),
    "/c": N_("cancel the session"),
    "/t": N_("say when what follows was done on paper"),
    "/r": N_("go to the procedure that finds the answer to this item"),
    "/p": N_("ask somebody, look somewhere, do something"),
    "/e": N_("let simulated time go by"),
    "/s": N_("a hint; it costs points"),
    "/m": N_("what was said so far"),
    "/q": N_("leave; everything answered is saved"),
}


def why(talk: Talk) -> None:
    """Why the current item is asked, and every command."""
    situation, item = talk.situation, talk.item
    if item is not None:
        reason = situation.say(item.why) if item.why else _("The document asks for it.")
        talk.say(f"{situation.say(item.label)}: {reason}" + (f" ({item.clause})" if item.clause else ""))
    talk.say(*(f"  {name}  {_(told)}" for name, told in HELP.items() if talk.takes(name)))


def where(talk: Talk) -> None:
    """Every item of the step with its state, the counts, what is in force."""
    situation = talk.situation
    talk.say(step_heading(situation))
    talk.say(*(f"  {item_line(situation, item)}" for item in situation.items_of(situation.step)))
    talk.say(counts_in_words(situation.counts))
    talk.say(*(f"{_('In force')}: {note}" for note in notes_in_force(situation)))
    if clock := clock_in_words(situation):
        talk.say(clock)


def answer_again(talk: Talk) -> None:
    """Choose an item of the step to be asked once more."""
    situation = talk.situation
    items = [one for one in _items(talk) if situation.state.entry(one.id).seq]
    chosen = _pick_item(talk, items, None) if items else None
    if chosen is None:
        _undone(talk)
    else:
        talk.again = chosen
        talk.left_empty.discard(chosen)


def note(talk: Talk) -> None:
    """Write something down."""
    if text := talk.ask(_("note") + " > "):
        talk.carry_out(TakeNote(text))
    else:
        _undone(talk)


def override(talk: Talk) -> None:
    """Pass over an item with a written reason; the current one unless another is chosen (R5)."""
    chosen = _pick_item(talk, _items(talk), talk.item)
    reason = talk.ask(_("why it is passed over") + " > ") if chosen else ""
    if chosen and reason:
        talk.carry_out(Override(chosen, reason))
    else:
        _undone(talk)


def defer(talk: Talk) -> None:
    """Put an item off until a later step (R7)."""
    situation = talk.situation
    items = [one for one in _items(talk) if one.deferrable and not situation.state.entry(one.id).returned]
    here = situation.runbook.places[situation.state.step]
    later = situation.runbook.steps[here + 1 :]
    if not items or not later:
        talk.say(_("Nothing in this step can be put off."))
        return
    current = talk.item
    chosen = _pick_item(talk, items, current if current in items else items[0])
    until = _pick_step(talk, _("until which step"), later) if chosen else None
    if chosen and until:
        talk.carry_out(Defer(chosen, until, talk.ask(_("why, if you like") + " > ")))
    else:
        _undone(talk)


def go_back(talk: Talk) -> None:
    """Return to an earlier step, with a reason."""
    situation = talk.situation
    here = situation.runbook.places[situation.state.step] + (situation.state.status == "finished")
    if not here:
        talk.say(_("This is the first step."))
        return
    to = _pick_step(talk, _("back to which step"), situation.runbook.steps[:here])
    reason = talk.ask(_("why you go back") + " > ") if to else ""
    if to and reason:
        talk.carry_out(GoBack(to, reason))
        talk.left_empty.clear()
    else:
        _undone(talk)


def hand_over(talk: Talk) -> None:
    """Give the session to another operator."""
    if to := talk.ask(_("to whom") + " > "):
        if talk.carry_out(HandOver(to)):
            told = _("The page for whoever takes over: restaura show {id} --handover")
            talk.say(told.format(id=talk.session.state.id))
    else:
        _undone(talk)


def cancel(talk: Talk) -> None:
    """End the session without its outcome, with a reason."""
    if reason := talk.ask(_("why it is cancelled; Enter goes on with the session") + " > "):
        talk.carry_out(Cancel(reason))
    else:
        _undone(talk)


def _undone(talk: Talk) -> None:
    talk.say(_("Nothing was changed."))


def _items(talk: Talk) -> list[Item]:
    """The items of the step that a person answers and that apply."""
    situation = talk.situation
    return [
        item
        for item in situation.items_of(situation.step)
        if not isinstance(item, ComputedItem) and situation.item_state(item) is not ItemState.NOT_APPLICABLE
    ]


def _pick_item(talk: Talk, items: Sequence[Item], default: Item | None) -> str | None:
    situation = talk.situation
    options = [(item.id, item_line(situation, item)) for item in items]
    talk.say(*numbered(options))
    prompt = _("which item, a number")
    if default is None:
        return talk.choose(prompt + " > ", options)
    taken = _("Enter: {proposal}").format(proposal=situation.say(default.label))
    return talk.choose(f"{prompt}; {taken} > ", options, default.id)


def _pick_step(talk: Talk, prompt: str, steps: Sequence[Step]) -> str | None:
    options = [(step.id, talk.situation.say(step.title)) for step in steps]
    talk.say(*numbered(options))
    return talk.choose(f"{prompt}, {_('a number')} > ", options)


ASIDES: Final[Mapping[str, Callable[[Talk], None]]] = {
    "/?": why,
    "/v": where,
    "/a": answer_again,
    "/n": note,
    "/o": override,
    "/d": defer,
    "/b": go_back,
    "/h": hand_over,
    "/c": cancel,
}
