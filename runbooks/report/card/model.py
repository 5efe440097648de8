"""The card: a procedure for paper, for when there is no computer. It is made of the runbook alone.

The same runbook always gives the same card. Nothing of it is known of a session, so a text that only
a session could fill in is not said; what the card says in its place is the runbook's `card` texts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from runbooks.definition.items import ConfirmItem, DocumentItem, Item
from runbooks.definition.model import Branch, Runbook, Step
from runbooks.language import _, current, words
from runbooks.report.card.blanks import Box, Part, blanks
from runbooks.report.card.paper import Paper

COMMAND: Final = "restaura run --paper"
"""What a session that was begun on paper is entered by."""


@dataclass(frozen=True, slots=True)
class CardItem:
    """One line of the checklist. `caution` and `rules` are read before it is done (R14)."""

    number: str
    label: str
    clause: str
    is_critical: bool
    condition: str
    caution: str
    rules: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class CardStep:
    """One step; `ends` are the ways in which it leads elsewhere than to the next."""

    number: int
    title: str
    clause: str
    items: tuple[CardItem, ...]
    ends: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """The whole card: plain words, which each format writes its own way.

    `deadline` stands before the blank for what runs out, empty where nothing does; `notes` are what may
    come into force, a box each; `signers` sign it.
    """

    code: str
    title: str
    revision: str
    purpose: str
    language: str
    how: tuple[str, ...]
    deadline: str
    steps: tuple[CardStep, ...]
    notes: tuple[Box, ...]
    afterwards: tuple[str, ...]
    command: str
    signers: tuple[str, ...]


def card_of(runbook: Runbook) -> Card:
    """The card of `runbook` in the current language."""
    paper = Paper(runbook)
    clock = runbook.clock
    return Card(
        code=runbook.code,
        title=paper.say(runbook.title),
        revision=_("revision {revision}").format(revision=runbook.revision),
        purpose=paper.say(runbook.purpose),
        language=current(),
        how=_how(),
        deadline=(paper.first((clock.card, clock.title)) or _("Deadline")) if clock else "",
        steps=tuple(_step(paper, number, step) for number, step in enumerate(runbook.steps, start=1)),
        notes=tuple(_notes(paper)),
        afterwards=tuple(_afterwards(paper)),
        command=COMMAND,
        signers=(_("Operator"), *map(paper.say, runbook.signatures)),
    )


def _how() -> tuple[str, ...]:
    return (
        _("In order. Read what stands beside a line before you act; tick what you did or saw yourself."),
        _("Write beside each line the hour at which it was done. For a line left out, write why beside it."),
    )


def _step(paper: Paper, number: int, step: Step) -> CardStep:
    conditions = _conditions(paper, step)
    items = tuple(_item(paper, item, conditions.get(item.id, "")) for item in step.items)
    ends = tuple(_end(paper, branch) for branch in step.branches)
    return CardStep(number, paper.say(step.title), step.clause or "", items, ends)


def _conditions(paper: Paper, step: Step) -> dict[str, str]:
    """When items do not apply, told once at the first of those that stand together."""
    told: dict[str, str] = {}
    first: Item | None = None
    for item in step.items:
        if item.when is None or item.cause is None or item.card is not None:
            first = None
        elif first is None or first.when != item.when:
            first, told[item.id] = item, ""
        if first is not None:
            numbers = paper.numbers[first.id], paper.numbers[item.id]
            told[first.id] = _not_if(numbers, paper.say(first.cause))
    return told


def _not_if(numbers: tuple[str, str], cause: str) -> str:
    if not cause:
        return ""
    first, last = numbers
    if first == last:
        return _("Leave {number} out if this holds: {cause}").format(number=first, cause=cause)
    return _("Leave {first} to {last} out if this holds: {cause}").format(first=first, last=last, cause=cause)


def _item(paper: Paper, item: Item, condition: str) -> CardItem:
    return CardItem(
        number=paper.numbers[item.id],
        label=paper.say(item.label),
        clause=item.clause or "",
        is_critical=item.critical or item.hard,
        condition=condition,
        caution=paper.say(item.caution),
        rules=tuple(filter(None, _rules(paper, item))),
        parts=blanks(paper, item),
    )


def _rules(paper: Paper, item: Item) -> Iterator[str]:
    """What must be known to do it right; of a line that is neither critical nor a yes only what is short."""
    yield paper.say(item.card)
    if item.kind == "computed" and item.by_hand is not None:
        yield paper.say(item.by_hand.text)
    if isinstance(item, DocumentItem) and (held := paper.holds(item)):
        yield _("It tells what stands at {numbers}.").format(numbers=words.listed(list(held)))
    if item.critical or item.hard or isinstance(item, ConfirmItem | DocumentItem):
        expected, otherwise = paper.say(item.expect), paper.say(item.otherwise)
        yield _("Expected: {what}").format(what=expected) if expected else ""
        yield _("If not: {what}").format(what=otherwise) if otherwise else ""


def _end(paper: Paper, branch: Branch) -> Box:
    when = paper.say(branch.card)
    if branch.outcome is not None:
        return Box(_led(when, _("the procedure ends here.")), told=_outcome(paper, branch.outcome))
    number = paper.runbook.places[branch.step or ""] + 1
    title = paper.say(paper.runbook.steps[number - 1].title)
    on = _("go on with step {number}, {title}.").format(number=number, title=title)
    return Box(_led(when, on))


def _led(when: str, what: str) -> str:
    return f"{when}: {what}" if when else what[:1].upper() + what[1:]


def _outcome(paper: Paper, outcome: str) -> str:
    return paper.say(paper.runbook.outcomes[outcome].label)


def _notes(paper: Paper) -> Iterator[Box]:
    for note in paper.runbook.notes:
        if said := paper.first((note.card, note.text)):
            yield Box(said + (f" ({note.clause})" if note.clause else ""))


def _afterwards(paper: Paper) -> Iterator[str]:
    runbook = paper.runbook
    if runbook.attempt is not None:
        step = runbook.places[runbook.attempt.step] + 1
        yield _("For another attempt take a new card, and begin at step {number}.").format(number=step)
    yield _("When there is a computer again, enter what stands here, with its true hours, by:")
