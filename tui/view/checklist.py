"""The items of the current step, each with its state by glyph and word (R1)."""

from textual.content import Content

from runbooks.definition.items import ComputedItem, Item
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import answer_in_words, local_time, state_word, step_title
from tui.lines import Line, text
from tui.looks import COLOURS, GLYPHS, HERE


def checklist(
    situation: Situation, at: Item | None, *, around: int | None = None
) -> tuple[list[Line], list[Line]]:
    """A row an item: those up to the one looked at, `at`, and those after it.

    With `around`, only so many before and after it.
    """
    items = situation.items_of(situation.step)
    place = items.index(at) if at in items else len(items) - 1
    rows = [_row(situation, item, item is at) for item in items]
    above, below = rows[: place + 1], rows[place + 1 :]
    return (above, below) if around is None else (above[-around - 1 :], below[:around])


def title(situation: Situation, at: Item | None) -> Line:
    """The step's number and title, and which item of how many it is at."""
    step = situation.step
    items = situation.items_of(step)
    number = situation.runbook.places[step.id] + 1
    told = [step.clause or ""]
    if at in items:
        told = [
            _("item {number} of {count}").format(number=items.index(at) + 1, count=len(items)),
            at.clause or step.clause or "",
        ]
    return Line(
        Content.assemble((f"{number}  ", "bold $primary"), text(situation.say(step.title), "bold $primary")),
        right=text(" · ".join(part for part in told if part), "$quiet"),
    )


def _row(situation: Situation, item: Item, is_here: bool) -> Line:
    state = situation.item_state(item)
    style = "bold $accent" if is_here else "$quiet" if state is not ItemState.OPEN else ""
    mark = (HERE, "bold $accent") if is_here else (GLYPHS[state], COLOURS[state])
    told = item_told(situation, item, state)
    body = Content.assemble(
        text(situation.say(item.label), style), text(f"  {told}" if told else "", _told_style(state))
    )
    return Line(body, Content.assemble(mark, " "), most=1)


def _told_style(state: ItemState) -> str:
    return COLOURS[state] if state in (ItemState.OVERRIDDEN, ItemState.DEFERRED) else ""


def item_told(situation: Situation, item: Item, state: ItemState) -> str:
    """The answer to an item, or why there is none; empty for one that is merely open."""
    entry = situation.state.entry(item.id)
    if state is ItemState.NOT_APPLICABLE:
        return f"{state_word(state)}: {situation.cause(item)}"
    if state is ItemState.OVERRIDDEN:
        return f"{state_word(state)}: {entry.override}"
    if state is ItemState.DEFERRED:
        return f"{state_word(state)}: {step_title(situation, entry.deferred_until or '')}"
    if isinstance(item, ComputedItem):
        return _("computed") if state is ItemState.DONE else ""
    if entry.value is None:
        return _("open again") if entry.reopened_by else ""
    if item.kind == "document":
        return _("accepted")
    if item.kind == "datetime":
        said = local_time(situation, entry.value)
    else:
        said = answer_in_words(situation, item, entry.value).replace("\n", "; ")
    return said if state is ItemState.DONE else _("{answer}, still waiting").format(answer=said)
