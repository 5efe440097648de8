"""The loop of the plain way: one item after another, each step and the session ended by a word."""

import io
import os
import sys

from runbooks.definition.items import ComputedItem, Item
from runbooks.engine.commands import Close, Complete
from runbooks.engine.situation import ItemState
from runbooks.language import _
from runbooks.procedures import Find, shipped
from runbooks.session import Session
from runbooks.told import counts_in_words, outcome_label
from tui.plain.answering import ask_item
from tui.plain.asides import ASIDES
from tui.plain.paper import PAPER_ASIDES
from tui.plain.procedure import PROCEDURE_ASIDES
from tui.plain.showing import computed_words, show_computed, show_item, show_session, step_heading
from tui.plain.talk import Anew, Leave, Talk


def run_plain(session: Session, find: Find = shipped) -> None:
    """Take `session` from where it is held to its closing, or until the operator leaves.

    `find` brings the runbook of a procedure that is begun for an item. The end of the input and Ctrl-C
    leave too: what was said to be saved stays so.
    """
    _take_any_bytes()
    talk = _talk(session, find)
    try:
        try:
            show_session(talk)
            talk.begin()
            while session.state.status != "closed":
                _turn(talk)
            _tell_end(talk)
        except (Leave, EOFError, KeyboardInterrupt):
            _tell_how_to_resume(talk)
    except BrokenPipeError:
        # Nobody reads any more; the flush at exit must not fail on it either (Python's signal docs).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _talk(session: Session, find: Find) -> Talk:
    if session.state.mode == "training":
        from tui.plain.training import TrainingTalk  # imported here: an incident does without

        return TrainingTalk(session)
    return Talk(session, {**ASIDES, **PAPER_ASIDES, **PROCEDURE_ASIDES}, find)


def _turn(talk: Talk) -> None:
    try:
        item = talk.item = _next(talk)
        if talk.session.state.status == "finished":
            _close(talk)
        elif isinstance(item, ComputedItem):
            _look_at(talk, item)
        elif item is not None:
            _show_once(talk, item)
            ask_item(talk, item)
        else:
            _complete(talk)
    except Anew:
        return


def _show_once(talk: Talk, item: Item) -> None:
    # After a refusal only the prompt comes again: nobody wants the whole item read aloud twice.
    shown = (item.id, talk.session.state.seq)
    if shown != talk.shown:
        show_item(talk, item)
    talk.shown = shown


def _next(talk: Talk) -> Item | None:
    """What comes next: an item to answer again, the first open one, or a computed one before it."""
    situation = talk.situation
    if not situation.now_asked:
        return None
    items = situation.items_of(situation.step)
    if talk.again is not None:
        again = situation.runbook.items[talk.again]
        if again in items and situation.item_state(again) is not ItemState.NOT_APPLICABLE:
            return again
        talk.again = None
    first = next((item for item in situation.asked if _is_asked(talk, item)), None)
    before = items[: items.index(first)] if first is not None else items
    computed = (item for item in before if isinstance(item, ComputedItem))
    return next((item for item in computed if _is_new(talk, item)), first)


def _is_asked(talk: Talk, item: Item) -> bool:
    if isinstance(item, ComputedItem):
        return False
    return item.id not in talk.left_empty or not talk.situation.is_optional(item)


def _is_new(talk: Talk, item: ComputedItem) -> bool:
    is_known = talk.situation.item_state(item) is ItemState.DONE
    return is_known and talk.seen.get(item.id) != computed_words(talk.situation, item)


def _look_at(talk: Talk, item: ComputedItem) -> None:
    show_computed(talk, item)
    shown = computed_words(talk.situation, item)
    while talk.ask(_("This is computed; Enter goes on") + " > "):
        talk.say(
            _("Not done: {reason}").format(reason=_("this is computed from other answers; change those"))
        )
    talk.seen[item.id] = shown


def _complete(talk: Talk) -> None:
    situation = talk.situation
    talk.say("", step_heading(situation))
    talk.tell_clock()
    for item in situation.items_of(situation.step):
        if item.id in talk.left_empty:
            talk.say(_("“{item}” stays empty.").format(item=situation.say(item.label)))
    talk.say(counts_in_words(situation.counts))
    word = _("complete")
    typed = _typed(talk, _("Type {word} to end this step").format(word=word), word, "complete")
    if typed and talk.carry_out(Complete(situation.state.step)):
        talk.left_empty.clear()


def _close(talk: Talk) -> None:
    situation = talk.situation
    outcome = outcome_label(situation, situation.state.outcome)
    talk.say("", _("Outcome: {outcome}").format(outcome=outcome), counts_in_words(situation.counts))
    talk.tell_clock()
    word = _("close")
    if _typed(talk, _("Type {word} to end the session").format(word=word), word, "close"):
        talk.before_closing()
        talk.carry_out(Close())


def _typed(talk: Talk, prompt: str, *wanted: str) -> bool:
    if talk.ask(prompt + " > ").lower() in wanted:
        return True
    talk.say(_("Not done: type {words}.").format(words=wanted[0]))
    return False


def _tell_end(talk: Talk) -> None:
    state = talk.session.state
    kept = _("{count} events; last hash {head}.").format(count=state.seq, head=state.head[:12])
    talk.tell_score()
    report = _("The session is closed. Its report: restaura export {id}").format(id=state.id)
    talk.say("", report, f"{talk.session.path}: {kept}")
    if state.parent:
        told = _("The session {id} takes the answer: restaura resume {id} --plain")
        talk.say(told.format(id=state.parent["session"]))


def _tell_how_to_resume(talk: Talk) -> None:
    talk.say("")
    if talk.unsaved:
        talk.say(_("The last answer was NOT saved; everything before it was."))
    told = _("Held in “{step}”. Go on with: restaura resume {id} --plain")
    step = talk.situation.say(talk.situation.step.title)
    talk.say(told.format(step=step, id=talk.session.state.id))


def _take_any_bytes() -> None:
    # A byte that is no UTF-8 becomes a replacement mark, a letter the terminal lacks a question mark.
    for stream in (sys.stdin, sys.stdout):
        # Doing it twice would throw away what was read ahead.
        if isinstance(stream, io.TextIOWrapper) and stream.errors != "replace":
            stream.reconfigure(errors="replace")
