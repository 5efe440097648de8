"""The hand-over page: what whoever takes a session over must know, on one page.

It tells the session as it stands at a moment: where it is held, what runs out when, what is waited for,
what was decided and why, what is known, who was told what. Long texts are shortened, and it says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from runbooks.advised import briefing, countdown, notes_in_force
from runbooks.definition.items import (
    ComputedItem,
    ConfirmItem,
    DeliveriesItem,
    DocumentItem,
    Item,
)
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _, words
from runbooks.report.blocks import Entries, Entry, Facts, Page, Paragraph, Writing, entries
from runbooks.report.decisions import is_decision
from runbooks.report.facts import at
from runbooks.told import (
    answer_in_words,
    caution_in_words,
    delivery_in_words,
    mode_word,
    outcome_label,
    state_word,
    step_title,
)

LONGEST: Final = 150
"""Characters of one text of the page."""

MOST_NOTES: Final = 3
MOST_TOLD: Final = 3
"""The last notes, and the last deliveries of each item, that are told."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the record is, and the folder of its documents, as a person finds them."""

    record: str
    documents: str


def kept_at(record: str, id: str) -> Kept:
    """Where a session of that id is, whose record is the file `record`."""
    return Kept(record, str(Path(record).parent.parent / "documents" / id))


def handover(situation: Situation, kept: Kept) -> Page:
    """The page of a session that is not closed, in the current language; `situation` is at this moment."""
    state, runbook, short = situation.state, situation.runbook, Short()
    writing = Writing(situation, _("Hand-over: {code}").format(code=runbook.code))
    writing.add(Paragraph(briefing(situation), is_lead=True), Facts(tuple(_held(situation))))
    writing.section(_("What runs out"), *_runs_out(situation))
    writing.section(_("In force"), entries([Entry(note) for note in notes_in_force(situation)]))
    writing.section(_("What is waited for"), entries([*_waited_for(situation, short)]))
    writing.section(
        _("What was decided, and why"), entries([*_decided(situation, short), *_given_up(situation, short)])
    )
    writing.section(_("What is known"), Facts(tuple(_known(situation, short))))
    writing.section(_("Who was told what"), entries([*_told(situation, short)]))
    writing.section(_("Last notes"), _notes(situation, short))
    where = {
        _("Record"): kept.record,
        _("Documents"): kept.documents,
        _("Head"): _("{head}, after {count} events").format(head=state.head[:12], count=state.seq),
    }
    writing.section(_("Where it is kept"), Facts(tuple(where.items())))
    if short.has_cut:
        writing.add(Paragraph(_("“…” stands where a text was shortened; the record has it whole.")))
    return replace(writing.page(), moment=situation.now.isoformat(), is_sheet=True)


class Short:
    """Shortens texts to one line of `LONGEST` characters at most, and knows whether it had to."""

    def __init__(self) -> None:
        self.has_cut = False

    def __call__(self, text: str) -> str:
        """`text` on one line, its end left out where it is long."""
        whole = " ".join(text.split())
        if len(whole) <= LONGEST:
            return whole
        self.has_cut = True
        cut = whole[: LONGEST - 1]
        at_word = cut.rpartition(" ")[0]
        return (at_word if len(at_word) > LONGEST // 2 else cut) + "…"


def ended(situation: Situation) -> str:
    """Why nothing is to be handed over of a closed session, and how it ended."""
    told = _("The session is closed: nothing is to be handed over. It ended: {outcome}")
    return told.format(outcome=outcome_label(situation, situation.state.outcome))


def _held(situation: Situation) -> Iterator[tuple[str, str]]:
    state, runbook = situation.state, situation.runbook
    yield _("Session"), f"{state.id} ({mode_word(state.mode)}), {state.portal['name']}"
    number = runbook.places[state.step] + 1
    where = _("step {number} of {count} ({step})").format(
        number=number, count=len(runbook.steps), step=step_title(situation, state.step)
    )
    yield _("Held in"), where
    if situation.current_item is not None:
        yield _("Next"), situation.say(situation.current_item.label)
    yield _("Since"), at(situation, state.updated_at)
    yield _("Operator"), state.operator
    yield _("Written"), at(situation, situation.now.isoformat())


def _runs_out(situation: Situation) -> Iterator[Facts | Paragraph]:
    """The deadline with its zone, the last safe moment before it, and what is left now."""
    running, clock = countdown(situation), situation.runbook.clock
    if running is None or clock is None:
        return
    told = {_("Deadline"): words.moment(running.until)}
    warn_at = situation.evaluate(clock.warn_at)
    if isinstance(warn_at, datetime):
        told[_("Last safe moment")] = words.moment(warn_at)
    left = words.duration(running.left) if running.until > situation.now else _("none: it is over")
    told[_("Left when this was written")] = left
    yield Facts(tuple(told.items()))
    yield Paragraph(running.text)


def _waited_for(situation: Situation, short: Short) -> Iterator[Entry]:
    """What is answered and waits, what is open in this step, put off or passed over (R5, R7)."""
    state = situation.state
    if state.outcome is not None:
        yield Entry(_("Only that somebody closes the session."))
    awaited = situation.open_items() if state.outcome is None else ()
    waiting = [item for item in awaited if item.waiting and state.entry(item.id).value is not None]
    for item in waiting:
        told = situation.say(item.waiting) if item.waiting else ""
        yield Entry(short(told), situation.say(item.label), _("waits"), state="deferred")
    still = [situation.say(item.label) for item in awaited if item not in waiting]
    if still:
        yield Entry("; ".join(still), mark=state_word(ItemState.OPEN), state="open")
    for item in situation.runbook.items.values():
        entry, item_state = state.entry(item.id), situation.item_state(item)
        label, mark = situation.say(item.label), state_word(item_state)
        if item_state is ItemState.DEFERRED:
            until = _("until “{step}”").format(step=step_title(situation, entry.deferred_until or ""))
            why = f"{until}: {short(entry.reason)}" if entry.reason else until
            yield Entry(why, label, mark, state=item_state.value)
        elif item_state is ItemState.OVERRIDDEN:
            yield Entry(short(entry.override or "—"), label, mark, entry.by, state=item_state.value)


def _decided(situation: Situation, short: Short) -> Iterator[Entry]:
    for item in situation.runbook.items.values():
        entry = situation.state.entry(item.id)
        if is_decision(item) and entry.value is not None:
            told = answer_in_words(situation, item, entry.value)
            aside = f"{entry.by}, {at(situation, entry.at)}"
            inner = tuple(_reasons(situation, item, short))
            yield Entry(told, situation.say(item.label), aside=aside, inner=inner, state="chosen")


def _reasons(situation: Situation, item: Item, short: Short) -> Iterator[str]:
    """Why it was decided so, and what was accepted with it."""
    if reason := situation.state.entry(item.id).reason:
        yield _("why: {reason}").format(reason=short(reason))
    if isinstance(item, ConfirmItem):
        yield caution_in_words(_as_it_stood(situation, item), item)


def _as_it_stood(situation: Situation, item: Item) -> Situation:
    """The session at the moment of the answer to `item`: what was accepted is what was shown then."""
    state = situation.state
    answer = state.entry(item.id)
    earlier = {name: entry for name, entry in state.entries.items() if entry.seq <= answer.seq}
    return Situation(replace(state, entries=earlier), datetime.fromisoformat(answer.at))


def _given_up(situation: Situation, short: Short) -> Iterator[Entry]:
    for tried in situation.state.attempts:
        told = _("Attempt {number} ended {at}: {reason}")
        yield Entry(
            told.format(
                number=tried["attempt"], at=at(situation, tried["at"]), reason=short(tried["reason"])
            ),
            state="refused",
        )


def _known(situation: Situation, short: Short) -> Iterator[tuple[str, str]]:
    """The answers that are neither decisions nor told elsewhere, the critical ones first."""
    known = [item for item in situation.runbook.items.values() if _is_known(situation, item)]
    for item in sorted(known, key=lambda one: not (one.critical or one.hard)):
        told = answer_in_words(situation, item, situation.state.entry(item.id).value)
        yield situation.say(item.label), short(told.replace("\n", "; "))


def _is_known(situation: Situation, item: Item) -> bool:
    if isinstance(item, DocumentItem | DeliveriesItem | ComputedItem) or is_decision(item):
        return False
    return situation.state.entry(item.id).value is not None


def _told(situation: Situation, short: Short) -> Iterator[Entry]:
    for item in situation.runbook.items.values():
        entry = situation.state.entry(item.id)
        if entry.value is None:
            continue
        if isinstance(item, DocumentItem):
            accepted = _("text accepted on {at}").format(at=at(situation, entry.at))
            yield Entry(accepted, situation.say(item.label), aside=entry.by)
        elif isinstance(item, DeliveriesItem):
            left = len(entry.value) - MOST_TOLD
            more = _("and {count} more").format(count=left) if left > 0 else ""
            last = (short(delivery_in_words(situation, item, told)) for told in entry.value[-MOST_TOLD:])
            yield Entry(more, situation.say(item.label), inner=tuple(last))


def _notes(situation: Situation, short: Short) -> Entries:
    last = situation.state.notes[-MOST_NOTES:]
    return entries([Entry(short(note.text), f"{at(situation, note.at)}, {note.by}") for note in last])
