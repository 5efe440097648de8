"""The report of a session in Markdown: the same record always gives the same bytes."""

from collections.abc import Iterator

from runbooks.advised import advisories_in_force, fact_in_words, notes_in_force, weigh
from runbooks.definition.items import ChoiceItem
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _
from runbooks.record.encoding import Record, holds_together
from runbooks.report.facts import control, ending, figures
from runbooks.report.inert import plain, row, table
from runbooks.report.lists import attempts, deliveries, documents, passed_over, verifications
from runbooks.report.page import Page, at
from runbooks.report.steps import steps


def markdown(record: Record, situation: Situation) -> str:
    """The report of a session, in the current language and in time order.

    `situation` stands at the moment up to which an open session is to be told; for a report that is
    always the same, at its last event. Nothing that a person wrote becomes markup (S10).
    """
    page = Page(situation)
    runbook = situation.runbook
    page.heading(1, f"{plain(runbook.code)}: {plain(situation.say(runbook.title))}")
    page.add(plain(ending(situation)), "", *_control(record, situation), "")
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


def _control(record: Record, situation: Situation) -> Iterator[str]:
    return (f"- {label}: {plain(value)}" for label, value in control(record, situation).items())


def _figures(situation: Situation) -> Iterator[str]:
    return (f"- {plain(label)}: {plain(value)}" for label, value in figures(situation))


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
