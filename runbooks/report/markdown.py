"""The report of a session in Markdown: the same record always gives the same bytes."""

from collections.abc import Iterator

from runbooks.advised import advisories_in_force, clock_in_words, fact_in_words, notes_in_force, weigh
from runbooks.definition.items import ChoiceItem
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _
from runbooks.record.encoding import Record, holds_together
from runbooks.report.inert import plain, row, table
from runbooks.report.lists import attempts, deliveries, documents, passed_over, verifications
from runbooks.report.page import Page, at
from runbooks.report.steps import steps
from runbooks.told import counts_in_words, mode_word, outcome_label, status_word, step_title, value_in_words


def markdown(record: Record, situation: Situation) -> str:
    """The report of a session, in the current language and in time order.

    `situation` stands at the moment up to which an open session is to be told; for a report that is
    always the same, at its last event. Nothing that a person wrote becomes markup (S10).
    """
    page = Page(situation)
    runbook = situation.runbook
    page.heading(1, f"{plain(runbook.code)}: {plain(situation.say(runbook.title))}")
    page.add(plain(_ending(situation)), "", *_control(record, situation), "")
    page.section(_("Figures"), [*_figures(situation)])
    page.section(_("In force"), [f"- {plain(note)}" for note in notes_in_force(situation)])
    steps(page)
    page.section(_("What each option does"), _options(situation))
    documents(page, record)
    page.section(_("Deliveries"), deliveries(record, situation))
    page.section(_("Verification"), verifications(situation))
    page.section(_("Passed over and put off"), passed_over(record, situation))
    page.section(_("Attempts"), attempts(situation))
    page.section(_("Notes"), _notes(situation))
    advice = [f"- {plain(fact_in_words(situation, fact))}" for fact in advisories_in_force(situation)]
    page.section(_("What advises"), advice)
    page.section(_("Timeline"), _timeline(record, situation))
    page.section(_("Integrity"), _integrity(record, situation))
    return page.text()


def _ending(situation: Situation) -> str:
    state = situation.state
    if state.outcome is None:
        held = _("Still open, held in “{step}”.").format(step=step_title(situation, state.step))
        return held if not (clock := clock_in_words(situation)) else f"{held} {clock}"
    ended = outcome_label(situation, state.outcome)
    if state.cancelled is None:
        return ended
    return ended + " " + _("Reason: {reason}").format(reason=state.cancelled)


def _control(record: Record, situation: Situation) -> Iterator[str]:
    state, runbook = situation.state, situation.runbook
    operators = dict.fromkeys([*(event.by for event in record.events), state.operator])
    told = {
        _("Session"): f"{state.id} ({mode_word(state.mode)})",
        _("Procedure"): runbook.code,
        _("Revision"): runbook.revision,
        _("Portal"): f"{state.portal['name']} ({state.portal['timezone']})",
        _("Operator"): ", ".join(operators),
        _("Started"): at(situation, state.started_at),
        _("Last event"): at(situation, state.updated_at),
        _("Closed"): at(situation, state.closed_at) if state.closed_at else "—",
        _("Status"): status_word(state.status),
        _("Items"): counts_in_words(situation.counts),
    }
    return (f"- {label}: {plain(value)}" for label, value in told.items())


def _figures(situation: Situation) -> Iterator[str]:
    for figure in situation.runbook.figures:
        value = value_in_words(situation, situation.evaluate(figure.value))
        yield f"- {plain(situation.say(figure.label))}: {plain(value)}"


def _options(situation: Situation) -> list[str]:
    lines: list[str] = []
    for item in situation.runbook.items.values():
        if not isinstance(item, ChoiceItem):
            continue
        chosen = situation.state.entry(item.id).value
        for option in (one for one in item.options if one.consequences):
            weighed = weigh(situation, option)
            marks = [_("chosen")] if option.id == chosen else []
            marks += [_("recommended")] if weighed.recommended else []
            marks += [_("not available")] if weighed.refused else []
            told = f" ({', '.join(marks)})" if marks else ""
            why = weighed.refused or weighed.why
            lines.append(f"- {plain(weighed.label)}{told}" + (f": {plain(why)}" if why else ""))
            lines += [f"  - {plain(str(one))}" for one in weighed.consequences]
    return lines


def _notes(situation: Situation) -> list[str]:
    return [
        f"- {at(situation, note.at)}, {plain(note.by)}: {plain(note.text)}" for note in situation.state.notes
    ]


def _timeline(record: Record, situation: Situation) -> list[str]:
    zone = _("Times are those of {zone}.").format(zone=plain(situation.state.portal["timezone"]))
    rows = [
        row(
            str(event.seq),
            at(situation, event.at),
            plain(event.by),
            plain(event_in_words(situation, event)),
        )
        for event in record.events
    ]
    return [zone, "", *table(("#", _("When"), _("Who"), _("What")), rows)]


def _integrity(record: Record, situation: Situation) -> list[str]:
    state = situation.state
    unbroken = _("The chain of events is unbroken.")
    changed = _("The record was changed since restaura wrote it: `restaura verify` says where.")
    told = (
        _("{count} events; last hash {head}.").format(count=state.seq, head=state.head),
        _("Hash of the procedure as it was: {hash}.").format(hash=plain(record.runbook["sha256"])),
        unbroken if holds_together(record) else changed,
        _(
            "A changed, added or moved event shows. A tail cut, or a file rewritten whole by its "
            "owner, shows only to who kept the count and the hash elsewhere."
        ),
    )
    return [f"- {one}" for one in told]
