"""Why an item is asked: its reason and clause, the facts behind it, and what follows from it."""

from runbooks.advised import advisories
from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from tui.lines import BLANK, Line, line
from tui.view.asked import advice, expected


def why(situation: Situation, item: Item) -> list[Line]:
    """Everything that the F1 key shows."""
    lines: list[Line] = []
    if item.why:
        lines += [line(situation.say(item.why)), BLANK]
    if said := expected(situation, item):
        lines += [*said, BLANK]
    if item.clause:
        code = situation.runbook.code
        lines.append(line(_("Rule: {code}, {clause}").format(code=code, clause=item.clause), "$quiet"))
    if item.hard:
        lines.append(line(_("The document does not allow to pass over it."), "$warning"))
    facts = advisories(situation, item)
    if facts:
        lines += [BLANK, *(advice(situation, fact, pages=True) for fact in facts)]
    return lines + _follows(situation, item)


def _follows(situation: Situation, item: Item) -> list[Line]:
    followers = situation.dependencies.dependants(item.id)
    if not followers:
        return []
    head = line(_("If this answer changes, these open again once answered:"), "$quiet")
    rows = [line(situation.say(situation.runbook.items[name].label), lead="· ") for name in followers]
    return [BLANK, head, *rows]
