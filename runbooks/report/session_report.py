"""The report of a session: what management and an auditor read, without the program.

The same record always gives the same page; nothing in it comes from anywhere but the record.
"""

from runbooks.advised import advisories_in_force, fact_in_words, notes_in_force
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _
from runbooks.paper import entered_in_words
from runbooks.record.encoding import Record, holds_together
from runbooks.report import lists
from runbooks.report.blocks import Entries, Entry, Facts, Page, Paragraph, Picture, Table, Writing, entries
from runbooks.report.decisions import decisions
from runbooks.report.facts import Times, control, ending, figures, operators
from runbooks.report.picture import picture
from runbooks.report.steps import steps
from runbooks.told import record_changed


def session_report(record: Record, situation: Situation) -> Page:
    """The report of a session, in the current language and in time order.

    `situation` stands at the moment up to which an open session is to be told; for a report that is
    always the same, at its last event.
    """
    runbook = situation.runbook
    writing = Writing(situation, f"{runbook.code}: {situation.say(runbook.title)}")
    writing.add(Paragraph(ending(situation), is_lead=True))
    is_whole = holds_together(record)
    writing.add(None if is_whole else Paragraph(record_changed(), is_lead=True))
    writing.add(Facts(tuple(control(record, situation).items())))
    writing.section(_("Figures"), Facts(tuple(figures(situation))))
    writing.section(_("In force"), entries([Entry(note) for note in notes_in_force(situation)]))
    drawn = picture(record, situation)
    writing.section(_("At a glance"), Picture(drawn.svg, drawn.alt))
    steps(writing)
    writing.section(_("Decisions"), *decisions(record, situation))
    writing.section(_("Documents"), *lists.documents(record, situation))
    writing.section(_("Deliveries"), lists.deliveries(record, situation))
    writing.section(_("Verification"), lists.verifications(situation))
    writing.section(_("Passed over and put off"), lists.passed_over(record, situation))
    writing.section(_("Attempts"), lists.attempts(situation))
    writing.section(_("Notes"), lists.notes(situation))
    facts = advisories_in_force(situation)
    writing.section(_("What advises"), entries([Entry(fact_in_words(situation, fact)) for fact in facts]))
    writing.section(_("Timeline"), *_timeline(record, situation))
    writing.section(_("Integrity"), _integrity(record, situation, is_whole=is_whole))
    writing.section(_("Signatures"), _signatures(record, situation))
    return writing.page()


def _timeline(record: Record, situation: Situation) -> tuple[Paragraph, Table]:
    times = Times(situation, [event.at for event in record.events])
    rows = tuple(
        (str(event.seq), times.at(event.at), event.by, _happened(situation, event)) for event in record.events
    )
    return Paragraph(times.zone), Table(("#", _("When"), _("Who"), _("What")), rows, (1, 4, 4, 14))


def _happened(situation: Situation, event: Event) -> str:
    return f"{event_in_words(situation, event)} {entered_in_words(situation, event)}".rstrip()


def _integrity(record: Record, situation: Situation, *, is_whole: bool) -> Entries:
    state = situation.state
    unbroken = _("The chain of events is unbroken.")
    told = (
        _("{count} events; last hash {head}.").format(count=state.seq, head=state.head),
        _("Hash of the procedure as it was: {hash}.").format(hash=record.runbook["sha256"]),
        unbroken if is_whole else record_changed(),
        _(
            "A changed, added or moved event shows. A tail cut, or a file rewritten whole by its "
            "owner, shows only to who kept the count and the hash elsewhere."
        ),
    )
    return entries([Entry(one) for one in told])


def _signatures(record: Record, situation: Situation) -> Table:
    """Blanks for the operators of the session, and for whoever the procedure asks to sign."""
    roles = [(_("Operator"), name) for name in operators(record, situation)]
    roles += [(situation.say(role), "") for role in situation.runbook.signatures]
    columns = (_("Role"), _("Name"), _("Date"), _("Signature"))
    return Table(columns, tuple((role, name, "", "") for role, name in roles), (4, 5, 3, 6), is_form=True)
