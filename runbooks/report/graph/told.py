"""The words of a runbook's graph, in the current language: where one can stand and what leads on."""

from runbooks.definition.dependencies import READER
from runbooks.definition.graph import By, Edge, State, graph_of
from runbooks.definition.model import Branch, Runbook
from runbooks.definition.parts import Text
from runbooks.language import _, current, ngettext
from runbooks.report.card.paper import Paper


class Told:
    """What stands at each state and edge of the graph of `runbook`."""

    def __init__(self, runbook: Runbook) -> None:
        self.runbook = runbook
        self.graph = graph_of(runbook)
        self._paper = Paper(runbook)

    @property
    def heading(self) -> str:
        """The runbook's code and title."""
        return f"{self.runbook.code} · {self._said(self.runbook.title)}"

    def state(self, state: State) -> str:
        """The title of a step, or the label of an outcome."""
        if state.kind == "step":
            return self._said(self.runbook.steps[self.runbook.places[state.id]].title)
        return self._said(self.runbook.outcomes[state.id].label)

    def number(self, step: str) -> int:
        """The number of a step, from 1."""
        return self.runbook.places[step] + 1

    def about(self, step: str) -> str:
        """How many items a step has, and its clause."""
        found = self.runbook.steps[self.runbook.places[step]]
        count = len(found.items)
        items = ngettext("{count} item", "{count} items", count).format(count=count)
        return f"{items} · {found.clause}" if found.clause else items

    def restores(self, outcome: str) -> bool:
        """Whether an outcome is not reached while an item that was put off is open (R7)."""
        return self.runbook.outcomes[outcome].restores

    def why(self, edge: Edge) -> str:
        """What leads along an edge, in words: those for paper, where a branch has them. May be empty."""
        branch = self._branch(edge)
        if branch is not None and (said := self._paper.say(branch.card)):
            return said
        if branch is not None and not READER.read(branch.when).always:
            return ""
        is_only = self.graph.leaving(edge.source.id) == (edge,)
        return "" if is_only else _("otherwise")

    def condition(self, edge: Edge) -> str:
        """The condition of a branch as it is written; empty for what always holds."""
        branch = self._branch(edge)
        if branch is None or READER.read(branch.when).always:
            return ""
        return _one_line(branch.when)

    def onward(self, edge: Edge) -> str:
        """To which step a branch leads."""
        on = _("on to step {number}, {title}")
        return on.format(number=self.number(edge.target.id), title=self.state(edge.target))

    def cancelling(self) -> str:
        """What leads to the outcome of a cancelled session."""
        return _("Cancelling, from any step")

    def alt(self) -> str:
        """The picture in one sentence, for who cannot see it."""
        kinds = [state.kind for state in self.graph.states]
        said = _("{title}: {steps} steps, {outcomes} outcomes, and what leads from one to another.")
        return said.format(title=self.heading, steps=kinds.count("step"), outcomes=kinds.count("outcome"))

    def asides(self) -> tuple[str, ...]:
        """What can be done besides: going back, and when that begins a new attempt."""
        told = [
            _("Going back: from a step to any before it; from an outcome not yet closed, to its step too.")
        ]
        if self.runbook.attempt is not None:
            again = _("Back to step {number} or before, a new attempt begins if: {condition}")
            number, when = self.number(self.runbook.attempt.step), self.runbook.attempt.when
            told.append(again.format(number=number, condition=_one_line(when)))
        return tuple(told)

    def _branch(self, edge: Edge) -> Branch | None:
        if edge.by is not By.BRANCH:
            return None
        return self.runbook.steps[self.runbook.places[edge.source.id]].branches[edge.branch - 1]

    def _said(self, text: Text) -> str:
        return self._paper.say(text) or " ".join(text.in_language(current()).split())


def _one_line(expression: str) -> str:
    return " ".join(expression.split())
