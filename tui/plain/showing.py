"""What is said about a session, a step and an item before anything is asked."""

from datetime import datetime
from typing import Final

from runbooks.advised import advisories, clock_in_words, fact_in_words, notes_in_force, weigh
from runbooks.definition.items import ChoiceItem, ChoicesItem, ComputedItem, DateItem, Item
from runbooks.engine.events import Event
from runbooks.engine.retention import time_between
from runbooks.engine.situation import ItemState, Situation
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.procedures import procedure_of
from runbooks.sources import sources_in_words
from runbooks.told import (
    answer_in_words,
    begun_for,
    caution_in_words,
    copy_in_full,
    item_label,
    mode_word,
    state_word,
)
from tui.plain.talk import Talk
from tui.view.paper import told_of_papers

FOLLOWS: Final = frozenset({"reopened", "returned", "outcome_reached"})
"""Events that follow from another; what was done last is that other."""


def show_session(talk: Talk) -> None:
    """What the session is, where it is held, since when, and what was done last (R2)."""
    situation, state = talk.situation, talk.session.state
    runbook = situation.runbook
    mode = mode_word(state.mode).upper()
    talk.say(
        f"{runbook.code} · {situation.say(runbook.title)} · {_('Revision')} {runbook.revision}",
        f"{_('Session')} {state.id} · {mode} · {state.operator}",
    )
    if own := sources_in_words(state):
        talk.say(_("Of your own: {what}").format(what=own))
    if begun := begun_for(state):
        talk.say(begun)
    events = talk.session.record.events[1:]
    if last := next((event for event in reversed(events) if not _follows(event)), None):
        since = situation.moment(datetime.fromisoformat(state.updated_at))
        held = _("Held in “{step}” since {at} ({ago}).").format(
            step=situation.say(situation.step.title),
            at=words.moment(since),
            ago=words.ago(time_between(since, situation.now)),
        )
        done = _("Done last, by {who}: {what}")
        talk.say(held, done.format(who=last.by, what=event_in_words(situation, last)))
    if talk.session.paper is None and (told := told_of_papers(talk.session.record, "/t")):
        talk.say(told)
    talk.say(
        _(
            "At any prompt: /? says why something is asked and what else can be done; /q leaves. "
            "Everything answered is saved."
        )
    )


def _follows(event: Event) -> bool:
    # What the world says by itself, and time that goes by with it, nobody did.
    by_itself = event.type == "injected" and not event.data["asked"]
    with_it = event.type == "clock_moved" and "wait" not in event.data
    return event.type in FOLLOWS or by_itself or with_it


def show_item(talk: Talk, item: Item) -> None:
    """One item: notes and clock, caution before action, what to expect, options (R11, R14)."""
    situation = talk.situation
    _show_heading(talk, item)
    _show_caution(talk, item)
    talk.say(situation.say(item.label))
    if item.expect:
        talk.say(f"{_('Expected')}: {situation.say(item.expect)}")
    if item.otherwise:
        talk.say(f"{_('If not')}: {situation.say(item.otherwise)}")
    talk.say(*(f"i {fact_in_words(situation, fact)}" for fact in advisories(situation, item)))
    if (procedure := procedure_of(item)) is not None and talk.takes("/r"):
        told = _("{key} opens “{procedure}”; how it ends is answered here.")
        talk.say("i " + told.format(key="/r", procedure=situation.say(procedure.label)))
    _show_before(talk, item)
    if isinstance(item, ChoiceItem | ChoicesItem):
        _show_options(talk, item)
    if isinstance(item, DateItem) and item.points:
        for number, point in enumerate(situation.evaluate(item.points) or (), start=1):
            talk.say(f"  {number}  {words.day(point.date)}: {copy_in_full(point)}")


def show_computed(talk: Talk, item: ComputedItem) -> None:
    """A computed value with the answers that it follows from; nothing ticks it (R3)."""
    situation = talk.situation
    _show_heading(talk, item)
    _show_caution(talk, item)
    talk.say(situation.say(item.label), computed_words(situation, item))
    for name in item.inputs:
        given = answer_in_words(situation, situation.runbook.items[name], situation.state.entry(name).value)
        talk.say(f"  {_('follows from')} {item_label(situation, name)}: {given}")
    if item.expect:
        talk.say(f"{_('Expected')}: {situation.say(item.expect)}")
    if item.otherwise:
        talk.say(f"{_('If not')}: {situation.say(item.otherwise)}")
    talk.say(*(f"i {fact_in_words(situation, fact)}" for fact in advisories(situation, item)))


def computed_words(situation: Situation, item: ComputedItem) -> str:
    """The value of a computed item, as it stands."""
    return answer_in_words(situation, item, situation.evaluate(item.value))


def item_line(situation: Situation, item: Item) -> str:
    """An item on one line: its state, its label, and the answer or why there is none."""
    state, entry = situation.item_state(item), situation.state.entry(item.id)
    told = f"{state_word(state)}: {situation.say(item.label)}"
    if state is ItemState.NOT_APPLICABLE:
        return f"{told} ({situation.cause(item)})"
    if state is ItemState.OVERRIDDEN:
        return f"{told} ({entry.override})"
    if entry.value is None:
        return told
    said = answer_in_words(situation, item, entry.value).replace("\n", "; ")
    return f"{told}: {said}"


def step_heading(situation: Situation) -> str:
    """The step's number and title; a training says so on each (T2)."""
    number = situation.runbook.places[situation.state.step] + 1
    mark = _("TRAINING") + " · " if situation.state.mode == "training" else ""
    return f"{mark}{number}. {situation.say(situation.step.title)}"


def _show_heading(talk: Talk, item: Item) -> None:
    situation = talk.situation
    clause = f" · {item.clause}" if item.clause else ""
    talk.say("", f"{step_heading(situation)}{clause}")
    notes = notes_in_force(situation)
    if notes and notes == talk.noted:
        talk.say(_("In force, as before: {count} (/v shows them)").format(count=len(notes)))
    else:
        talk.say(*(f"{_('In force')}: {note}" for note in notes))
    talk.noted = notes
    talk.tell_clock()
    if clock := clock_in_words(situation):
        talk.say(clock)


def _show_caution(talk: Talk, item: Item) -> None:
    if caution := caution_in_words(talk.situation, item):
        talk.say(_("CAUTION: {text}").format(text=caution))


def _show_before(talk: Talk, item: Item) -> None:
    situation = talk.situation
    entry = situation.state.entry(item.id)
    if entry.value is not None:
        if item.waiting and situation.item_state(item) is ItemState.OPEN:
            talk.say(situation.say(item.waiting))
        said = answer_in_words(situation, item, entry.value).replace("\n", "; ")
        talk.say(_("Answered: {answer}. A new answer takes its place.").format(answer=said))
    elif entry.reopened_by in situation.runbook.items:
        told = _("Open again, because “{item}” changed.")
        talk.say(told.format(item=item_label(situation, entry.reopened_by or "")))


def _show_options(talk: Talk, item: ChoiceItem | ChoicesItem) -> None:
    for number, option in enumerate(item.options, start=1):
        weighed = weigh(talk.situation, option)
        marks = [_("recommended")] if weighed.recommended else []
        marks += [_("not available")] if weighed.refused else []
        why = weighed.refused or weighed.why
        told = f" ({', '.join(marks)})" if marks else ""
        talk.say(f"  {number}  {weighed.label}{told}" + (f": {why}" if why else ""))
        talk.say(*(f"       {one}" for one in weighed.consequences))
