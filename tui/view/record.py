"""One record to read: how it ended, what happened, what was answered and sent, whether it is unchanged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from textual.content import Content

from runbooks.advised import notes_in_force
from runbooks.definition.items import ComputedItem, Item
from runbooks.definition.model import Step
from runbooks.engine.events import Event
from runbooks.engine.situation import ItemState, Situation
from runbooks.happened import event_in_words
from runbooks.language import N_, _, words
from runbooks.paper import entered_in_words
from runbooks.record.encoding import Record
from runbooks.record.verify import Verdict
from runbooks.report.facts import control, ending, figures
from runbooks.told import answer_in_words, item_label, local_time, state_word
from runbooks.training.debrief import Debrief
from tui.lines import BLANK, EMPTY, Line, line, text
from tui.looks import CAUTION, COLOURS, GLYPHS
from tui.view.checklist import item_told
from tui.view.debrief import judgement, paths
from tui.view.heading import titles_in_a_row


@dataclass(frozen=True, slots=True)
class Kept:
    """A record and its session as they are shown; `verdict` is None until it was verified.

    `debrief` is that of a training which is closed: while it goes on, nothing is given away.
    """

    record: Record
    situation: Situation
    path: str
    verdict: Verdict | None = None
    debrief: Debrief | None = None


# -- the sections ---------------------------------------------------------------------------------


def summary(kept: Kept) -> list[Line]:
    """How it ended or where it is held, its particulars, its figures, the notes in force."""
    record, situation = kept.record, kept.situation
    told = [line(ending(situation), "bold $accent"), BLANK]
    told += [_pair(name, value) for name, value in control(record, situation).items()]
    told += _titled(_("FIGURES"), [_pair(name, value) for name, value in figures(situation)])
    lead = f"{CAUTION} "
    notes = [line(note, lead=lead, lead_style="bold $warning") for note in notes_in_force(situation)]
    return told + _titled(_("IN FORCE"), notes)


def timeline(kept: Kept) -> list[Line]:
    """Every event under its day, by the portal's clock."""
    situation = kept.situation
    zone = _("Times are those of {zone}.").format(zone=situation.state.portal["timezone"])
    told = [line(zone, "$quiet")]
    day = None
    for event in kept.record.events:
        moment = datetime.fromisoformat(event.at).astimezone(situation.zone)
        if moment.date() != day:
            day = moment.date()
            told += [BLANK, line(words.day_long(day), "bold"), BLANK]
        lead = Content.styled(f"{event.seq:>4}  {moment:%H:%M}  ", "$quiet")
        said, mark = text(event_in_words(situation, event)), _mark(situation, event)
        told.append(Line(Content.assemble(said, text(f"  {event.by}", "$quiet"), mark), lead))
    return told


def answers(kept: Kept) -> list[Line]:
    """Every step with its items: the state by glyph and word, the answer, who and when."""
    told: list[Line] = []
    for step in kept.situation.runbook.steps:
        told += [*([BLANK, BLANK] if told else []), *step_answers(kept.situation, step)]
    return told


def step_answers(situation: Situation, step: Step) -> list[Line]:
    """One step of the answers."""
    number = situation.runbook.places[step.id] + 1
    title = Content.styled(f"{number}  ", "bold $primary") + text(situation.say(step.title), "bold $primary")
    return [Line(title, right=text(step.clause or "", "$quiet")), *_items(situation, step)]


def documents(kept: Kept) -> list[Line]:
    """Every text as it was sent, and what was told to whom, in time order."""
    situation, told = kept.situation, list[Line]()
    for event in kept.record.events:
        if event.type == "drafted":
            head = text(item_label(situation, event.data["item"]), "bold $primary")
            sent = text(f"  {event.by}, {local_time(situation, event.at)}", "$quiet")
            head = Content.assemble(head, sent, _mark(situation, event))
            told += [*([BLANK, BLANK] if told else []), Line(head), BLANK]
            told += [line(row, lead="│ ", lead_style="$quiet") for row in event.data["value"].split("\n")]
    deliveries = [event for event in kept.record.events if event.type == "delivered"]
    told += _titled(_("DELIVERIES"), [_happened(situation, event) for event in deliveries])
    return told or [line(_("No document was written, and nobody was told anything."), "$quiet")]


def notes(kept: Kept) -> list[Line]:
    """What operators wrote beside the answers."""
    told: list[Line] = []
    for note in kept.situation.state.notes:
        at = local_time(kept.situation, note.at)
        told += [*([BLANK] if told else []), line(f"{at}  {note.by}", "$quiet"), line(note.text)]
    return told or [line(_("No note was written."), "$quiet")]


def integrity(kept: Kept) -> list[Line]:
    """Whether the record is what restaura wrote."""
    told = [*verdict_told(kept.verdict), BLANK]
    state = kept.situation.state
    told += [
        _pair(_("File"), kept.path),
        _pair(_("Events"), str(state.seq)),
        _pair(_("Last hash"), state.head),
        line(_("Hash of the procedure as it was: {hash}.").format(hash=kept.record.runbook["sha256"])),
        BLANK,
    ]
    limits = _(
        "A changed, added or moved event shows. A tail cut, or a file rewritten whole by its "
        "owner, shows only to who kept the count and the hash elsewhere."
    )
    return [*told, line(limits, "$quiet")]


Section = tuple[str, Callable[[Kept], list[Line]]]

SECTIONS: Final[tuple[Section, ...]] = (
    (N_("Summary"), summary),
    (N_("Timeline"), timeline),
    (N_("Answers"), answers),
    (N_("Documents"), documents),
    (N_("Notes"), notes),
    (N_("Integrity"), integrity),
)
"""The sections in their order, each with its title."""

OF_A_TRAINING: Final[tuple[Section, ...]] = (
    (N_("Result"), lambda kept: judgement(kept.debrief) if kept.debrief else []),
    (N_("Paths"), lambda kept: paths(kept.debrief) if kept.debrief else []),
)
"""What a training that is closed has before them."""


def sections(kept: Kept | None) -> tuple[Section, ...]:
    """The sections that a record has."""
    return SECTIONS if kept is None or kept.debrief is None else (*OF_A_TRAINING, *SECTIONS)


def section_titles(shown: Sequence[Section], at: int, width: int) -> list[Line]:
    """The titles in one row, the one that is shown marked; where they do not fit the others are numbers."""
    return titles_in_a_row([_(title) for title, _section in shown], at, width)


# -- integrity ------------------------------------------------------------------------------------


def verdict_word(verdict: Verdict | None) -> Content:
    """Whether a record is unchanged, in a word."""
    if verdict is None:
        return text(_("verifying…"), "$quiet")
    if not verdict.faults:
        return Content.assemble((f"{GLYPHS[ItemState.DONE]} ", "$success"), text(_("unchanged")))
    if verdict.events is None:
        return text(_("UNREADABLE"), "bold $background on $error")
    return text(_("CHANGED"), "bold $background on $error")


def verdict_told(verdict: Verdict | None) -> list[Line]:
    """The same in sentences, with every fault that was found."""
    if verdict is None:
        return [Line(verdict_word(verdict))]
    if not verdict.faults:
        told = _("Unchanged: events, seal, procedure and summary fit together as restaura wrote them.")
        return [line(told, lead=f"{GLYPHS[ItemState.DONE]} ", lead_style="$success")]
    head = _("CHANGED since restaura wrote it. It can be read and exported, but not continued.")
    if verdict.events is None:
        head = _("It cannot be read as a record, and was left as it is.")
    faults = [
        line(_place(fault.where) + fault.what, lead="! ", lead_style="bold $error")
        for fault in verdict.faults
    ]
    return [line(head, "bold $error"), BLANK, *faults]


PLACES: Final[Mapping[str, str]] = {
    "runbook": N_("procedure"),
    "seal": N_("seal"),
    "summary": N_("summary"),
    "events": N_("events"),
}


def _place(where: str) -> str:
    if where.startswith("events["):
        return _("event {number}").format(number=where[7:-1]) + ": "
    return f"{_(PLACES[where])}: " if where in PLACES else ""


# -- parts ----------------------------------------------------------------------------------------


def _items(situation: Situation, step: Step) -> list[Line]:
    told: list[Line] = []
    for item in step.items:
        state = situation.item_state(item)
        lead = Content.styled(f"{GLYPHS[state]} ", COLOURS[state])
        told += [BLANK, Line(text(situation.say(item.label), "bold"), lead), _answer(situation, item, state)]
    return told


def _answer(situation: Situation, item: Item, state: ItemState) -> Line:
    entry = situation.state.entry(item.id)
    if isinstance(item, ComputedItem) and state is ItemState.DONE:
        said = answer_in_words(situation, item, situation.answer(item.id))
        return line(f"{state_word(state)}: {said}", lead="  ")
    said = item_told(situation, item, state)
    if state is ItemState.DONE:
        whole = entry.value if item.kind != "document" else None
        said = answer_in_words(situation, item, whole) if whole is not None else said
        said = f"{state_word(state)}: {said}"
        said += " " + _("(reason: {reason})").format(reason=entry.reason) if entry.reason else ""
    elif state is ItemState.OPEN:
        said = f"{state_word(state)}: {said}" if said else state_word(state)
    who = f"  {entry.by}, {local_time(situation, entry.at)}" if entry.at else ""
    return Line(Content.assemble(text(said), text(who, "$quiet")), Content("  "))


def _happened(situation: Situation, event: Event) -> Line:
    at = local_time(situation, event.at)
    said = text(event_in_words(situation, event))
    who = text(f"  {event.by}, {at}", "$quiet")
    return Line(Content.assemble(said, who, _mark(situation, event)), Content("· "))


def _mark(situation: Situation, event: Event) -> Content:
    """That it was entered later, from paper; nothing where it was not."""
    mark = entered_in_words(situation, event)
    return text(f"  {mark}", "$warning") if mark else EMPTY


def _pair(name: str, value: str) -> Line:
    return Line(text(value), text(f"{name}: ", "$quiet"))


def _titled(title: str, lines: list[Line]) -> list[Line]:
    return [BLANK, BLANK, line(title, "$quiet"), BLANK, *lines] if lines else []
