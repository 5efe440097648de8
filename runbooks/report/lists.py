"""The lists of a report: documents, deliveries, what was verified, what was passed over, attempts, notes."""

from datetime import datetime

from runbooks.definition.items import VerificationItem
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.record.encoding import Record
from runbooks.report.attempts import Attempts
from runbooks.report.blocks import Block, Entries, Entry, Heading, Table, Verbatim, entries
from runbooks.report.facts import at
from runbooks.told import answer_in_words, found_word, in_order, item_label, state_word, step_title


def documents(record: Record, situation: Situation) -> list[Block]:
    """Every text that was accepted, as it was sent, in time order."""
    attempts = Attempts(record, situation)
    return [
        block
        for event in record.events
        if event.type == "drafted"
        for block in (
            Heading(3, attempts.heading(item_label(situation, event.data["item"]), event)),
            Verbatim(event.data["value"]),
        )
    ]


def deliveries(record: Record, situation: Situation) -> Table:
    """What was told to whom, over which channel, when and with what result, in the order of telling."""
    attempts = Attempts(record, situation)
    told = sorted((event for event in record.events if event.type == "delivered"), key=_told_at)
    columns = (_("What"), _("Channel"), _("To whom"), _("When"), _("Result"), _("Who"))
    rows = [_delivery(situation, event) for event in told]
    if not attempts.are_several:
        return Table(columns, tuple(rows), (4, 2, 3, 4, 4, 3))
    numbered = ((*row, str(attempts.number(event))) for row, event in zip(rows, told, strict=True))
    return Table((*columns, _("Attempt")), tuple(numbered), (4, 2, 3, 4, 4, 3, 2))


def _told_at(event: Event) -> datetime:
    return datetime.fromisoformat(event.data["delivery"]["at"])


def _delivery(situation: Situation, event: Event) -> tuple[str, ...]:
    item, told = event.data["item"], event.data["delivery"]
    return (
        item_label(situation, item),
        situation.label(item, told["channel"]),
        told["audience"],
        at(situation, told["at"]),
        told["result"],
        event.by,
    )


def verifications(situation: Situation) -> Table:
    """What was seen in each area (R4)."""
    rows = tuple(
        (str(situation.label(item.id, area)), found_word(found["state"]), found["seen"])
        for item in situation.runbook.items.values()
        if isinstance(item, VerificationItem)
        for area, found in in_order(item, situation.state.entry(item.id).value or {})
    )
    return Table((_("Area"), _("Found"), _("What was seen")), rows, (2, 1, 4))


def passed_over(record: Record, situation: Situation) -> Entries:
    """Overrides and deferrals with their reasons, whatever became of the item later (R5, R7)."""
    return entries(
        [_passed_over(situation, one) for one in record.events if one.type in ("overridden", "deferred")]
    )


def _passed_over(situation: Situation, event: Event) -> Entry:
    item = event.data["item"]
    what = _("passed over")
    if event.type == "deferred":
        what = (
            _("put off") + " " + _("until “{step}”").format(step=step_title(situation, event.data["until"]))
        )
    state = state_word(situation.item_state(situation.runbook.items[item]))
    now = _("now: {state}").format(state=state)
    told = f"{item_label(situation, item)}, {what}"
    return Entry(event.data["reason"] or "—", told, aside=f"{event.by}, {at(situation, event.at)}; {now}")


def attempts(situation: Situation) -> Entries:
    """The attempts that were given up, each with its reason and what was answered in it."""
    runbook, state = situation.runbook, situation.state
    if runbook.attempt is None or not state.attempts:
        return Entries(())
    first = runbook.places[runbook.attempt.step]
    told: list[Entry] = []
    for tried in state.attempts:
        ended = _("Attempt {number} ended {at}: {reason}").format(
            number=tried["attempt"], at=at(situation, tried["at"]), reason=tried["reason"]
        )
        answered = (
            f"{item_label(situation, name)}: "
            + answer_in_words(situation, runbook.items[name], value).replace("\n", "; ")
            for name, value in tried["answers"].items()
            if runbook.home[name] >= first
        )
        told.append(Entry(ended, inner=tuple(answered)))
    return entries([*told, Entry(_("Attempt {number} is the last one.").format(number=state.attempt))])


def notes(situation: Situation) -> Entries:
    """What operators wrote beside the answers, in time order."""
    return entries(
        [Entry(note.text, f"{at(situation, note.at)}, {note.by}") for note in situation.state.notes]
    )
