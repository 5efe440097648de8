"""Where the session is: the steps, the five counts, the countdown and the notes in force."""

from textual.content import Content

from runbooks.advised import notes_in_force
from runbooks.definition.model import Step
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import state_word
from tui.lines import BLANK, Line, line, text
from tui.looks import CAUTION, COLOURS, GLYPHS, HERE
from tui.view.clock import clock, time_left


def side(situation: Situation) -> list[Line]:
    """The panel beside the step, for a terminal that is wide enough."""
    lines = [_title(_("PROCEDURE")), BLANK, *_steps(situation), BLANK, *_counts(situation)]
    running, notes = clock(situation), _notes(situation)
    if running:
        lines += [BLANK, _title(_("CLOCK")), *running]
    if notes:
        lines += [BLANK, _title(_("IN FORCE")), *reversed(notes)]  # the newest, where there is no room
    return lines


def strip(situation: Situation) -> list[Line]:
    """The same in two rows, for a narrow terminal: steps with the countdown, then the notes."""
    marks = Content(" ").join(
        Content.assemble(_mark(situation, step), f"{number}")
        for number, step in enumerate(situation.runbook.steps, start=1)
    )
    counts = " ".join(
        f"{GLYPHS[ItemState(state)]}{count} {state_word(ItemState(state))}"
        for state, count in situation.counts.items()
        if count
    )
    told = text(counts, "$quiet")
    place = f"{HERE}{situation.runbook.places[situation.step.id] + 1}/{len(situation.runbook.steps)}"
    first = Line(
        Content.assemble(" ", marks, "   ", told),
        right=Content.assemble(time_left(situation), " "),
        instead=Content.assemble(" ", (place, "bold $accent"), " ", told),
    )
    notes = _notes(situation)
    if not notes:
        return [first]
    more = f" (+{len(notes) - 1})" if notes[1:] else ""
    newest = notes[-1]
    return [first, Line(newest.body, Content(" ") + newest.lead, one_row=not more, right=text(more))]


def _notes(situation: Situation) -> list[Line]:
    lead = f"{CAUTION} "
    return [line(note, lead=lead, lead_style="bold $warning") for note in notes_in_force(situation)]


def _title(words: str) -> Line:
    return line(words, "$quiet")


def _steps(situation: Situation) -> list[Line]:
    lines = []
    for number, step in enumerate(situation.runbook.steps, start=1):
        here = step is situation.step and situation.state.status == "open"
        lead = Content.assemble(_mark(situation, step), f" {number}  ")
        lines.append(Line(text(situation.say(step.title), "bold $accent" if here else ""), lead))
    return lines


def _mark(situation: Situation, step: Step) -> Content:
    if step.id in situation.state.completed:
        return Content.styled(GLYPHS[ItemState.DONE], COLOURS[ItemState.DONE])
    if step is situation.step:
        return Content.styled(HERE, "bold $accent")
    return Content(GLYPHS[ItemState.OPEN])


def _counts(situation: Situation) -> list[Line]:
    return [
        line(
            f"{count} {state_word(ItemState(state))}",
            lead=f"{GLYPHS[ItemState(state)]} ",
            lead_style=COLOURS[ItemState(state)],
        )
        for state, count in situation.counts.items()
    ]
