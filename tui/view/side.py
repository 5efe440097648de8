"""Where the session is: the steps, the five counts, the countdown and the notes in force."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from textual.content import Content

from runbooks.advised import notes_in_force
from runbooks.definition.model import Step
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import counted
from tui.lines import BLANK, Line, line, rows, text
from tui.looks import CAUTION, COLOURS, GLYPHS, HERE
from tui.view.clock import BAR, clock, time_left

COUNT: Final = 16
"""Cells of the first count of two that share a row."""


def side(situation: Situation, *, height: int = 0, key: str = "") -> list[Line]:
    """The panel beside the step, for a terminal that is wide enough.

    Notes that do not fit into `height` rows are counted, with the `key` that shows them; 0 rows mean
    that nobody knows yet how many there are.
    """
    above, notes = [_procedure(situation), clock(situation)], _notes(situation)
    for shown in range(len(notes), -1, -1):
        left = len(notes) - shown
        more = [line(_("and {count} more: {key}").format(count=left, key=key), "$warning")] if left else []
        panel = _panel([*above, _in_force(notes[:shown]) + more])
        if not height or len(rows(panel, BAR)) <= height:
            break
    return panel


def overview(situation: Situation) -> list[Line]:
    """The same to be read at once, for one that is not: what is urgent comes first."""
    return _panel([_in_force(_notes(situation)), clock(situation), _procedure(situation)])


def _panel(parts: Sequence[list[Line]]) -> list[Line]:
    lines = [one for part in parts if part for one in (*part, BLANK)]
    return lines[:-1]


def _procedure(situation: Situation) -> list[Line]:
    return [line(_("PROCEDURE"), "$quiet"), BLANK, *_steps(situation), BLANK, *_counts(situation)]


def _in_force(notes: Sequence[Line]) -> list[Line]:
    return [line(_("IN FORCE"), "$quiet"), *notes] if notes else []


def strip(situation: Situation, key: str = "", *, first_only: bool = True) -> list[Line]:
    """The same in a few rows, where there is no room beside: steps with the countdown, then the notes.

    With `first_only`, `key` is named as the one that shows the others.
    """
    marks = Content(" ").join(
        Content.assemble(_mark(situation, step), f"{number}")
        for number, step in enumerate(situation.runbook.steps, start=1)
    )
    states = [(ItemState(state), count) for state, count in situation.counts.items() if count]
    told = text(" ".join(GLYPHS[state] + counted(state, count) for state, count in states), "$quiet")
    bare = text(" ".join(f"{GLYPHS[state]}{count}" for state, count in states), "$quiet")
    place = f"{HERE}{situation.runbook.places[situation.step.id] + 1}/{len(situation.runbook.steps)}"
    here = Content.styled(place, "bold $accent")
    first = Line(
        Content.assemble(" ", marks, "   ", told),
        right=Content.assemble(time_left(situation), " "),
        instead=tuple(Content(" ") + shown for shown in (here + "  " + told, told, here + "  " + bare, here)),
    )
    notes = _notes(situation)
    if not notes:
        return [first]
    others = _("and {count} more: {key}") if key else _("and {count} more")
    more = others.format(count=len(notes) - 1, key=key) if first_only and notes[1:] else ""
    if more:
        notes = [replace(notes[0], body=notes[0].body + text(f" ({more})", "$quiet"))]
    return [first, *(replace(note, lead=Content(" ") + note.lead) for note in notes)]


def _notes(situation: Situation) -> list[Line]:
    lead = f"{CAUTION} "
    return [line(note, lead=lead, lead_style="bold $warning") for note in notes_in_force(situation)]


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
    """The five, two in a row where they fit."""
    told = [_count(ItemState(state), count) for state, count in situation.counts.items()]
    shared = []
    while told:
        first = told.pop(0)
        if told and first.cell_length < COUNT and COUNT + told[0].cell_length <= BAR:
            first = Content.assemble(first, " " * (COUNT - first.cell_length), told.pop(0))
        shared.append(Line(first))
    return shared


def _count(state: ItemState, count: int) -> Content:
    glyph, word = (COLOURS[state], "") if count else ("$quiet", "$quiet")
    return Content.assemble((f"{GLYPHS[state]} ", glyph), text(counted(state, count), word))
