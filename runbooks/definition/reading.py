"""What an expression or a text of a runbook names, read off its tree; the rest is refused.

A runbook is data from a file, so only a small part of Jinja2 is let in: what could loop, call or
reach further is refused when the runbook is loaded (reliability.md, S3).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import nodes

from runbooks.definition.faults import ExpressionError, nearest, one_of
from runbooks.definition.names import FUNCTIONS, TAKEN
from runbooks.language import _

MOST_DEEP: Final = 60
"""How deep an expression may nest; Python's own compiler gives up at about 100."""

ALLOWED_NODES: Final = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.If,
    nodes.For,
    nodes.Name,
    nodes.Const,
    nodes.List,
    nodes.Tuple,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Neg,
    nodes.CondExpr,
    nodes.Add,
    nodes.Sub,
    nodes.Call,
    nodes.Keyword,
    nodes.Filter,
    nodes.Test,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that is read: `answers.plan` is root "answers", name "plan".

    The item that `label('plan', ...)` puts into words is root "label()", name "plan".
    """

    root: str
    name: str | None = None
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """An answer held against a word: `answers.plan == 'basic'`."""

    item: str
    word: str
    line: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one expression or text reads; `always` is what it always is, where it names nothing."""

    references: frozenset[Reference] = frozenset()
    compared: frozenset[Compared] = frozenset()
    always: bool | None = None


def refuse_what_is_not_allowed(
    tree: nodes.Template, filters: Mapping[str, Any], tests: Mapping[str, Any]
) -> None:
    """Raises `ExpressionError` for the first node of `tree` that a runbook may not hold."""
    left: list[tuple[nodes.Node, int]] = [(tree, 0)]
    while left:
        node, depth = left.pop()
        if depth > MOST_DEEP:
            cure = _("Give a part of it a name under “computed”, and read that.")
            raise ExpressionError(_("this is nested too deep"), node.lineno, cure)
        if not isinstance(node, ALLOWED_NODES):
            raise _not_here(type(node).__name__.lower(), node.lineno)
        if isinstance(node, nodes.Filter):
            _known(node, _('no filter is called "{name}".'), filters)
        elif isinstance(node, nodes.Test):
            _known(node, _('no test is called "{name}".'), tests)
        elif type(node) in _REFUSE:
            _REFUSE[type(node)](node)
        left += ((child, depth + 1) for child in reversed([*node.iter_child_nodes()]))


def references(node: nodes.Node, own: frozenset[str] = frozenset()) -> Iterator[Reference]:
    """Every name that `node` reads; `own` are the loop variables that it may read besides."""
    if isinstance(node, nodes.For):
        inner = own | {name.name for name in _targets(node)}
        outer = [node.iter, *node.else_]
        parts = [*node.body, *([node.test] if node.test else [])]
        yield from (r for part in outer for r in references(part, own))
        yield from (r for part in parts for r in references(part, inner))
        return
    if isinstance(node, nodes.Call):
        yield from _label(node)
        passed: list[nodes.Node] = [*node.args, *node.kwargs]
        yield from (r for part in passed for r in references(part, own))
        return
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        if node.node.name not in own:
            yield Reference(node.node.name, node.attr, node.lineno)
        return
    if isinstance(node, nodes.Name) and node.name not in own:
        yield Reference(node.name, None, node.lineno)
    yield from (r for part in node.iter_child_nodes() for r in references(part, own))


def compared(tree: nodes.Template) -> Iterator[Compared]:
    """Every word, or list of words, that an answer is held against."""
    for compare in tree.find_all(nodes.Compare):
        sides = [compare.expr, *(operand.expr for operand in compare.ops)]
        for item in (name for side in sides for name in _answers(side)):
            for word in (word for side in sides for word in _words(side)):
                yield Compared(item, word, compare.lineno)


def _answers(side: nodes.Node) -> Iterator[str]:
    # `'crm' in (answers.lost_areas or ['crm'])` holds the answer against a word too.
    parts = (side.left, side.right) if isinstance(side, nodes.Or) else (side,)
    for part in parts:
        if isinstance(part, nodes.Getattr) and part.node == nodes.Name("answers", "load"):
            yield part.attr


def _words(side: nodes.Node) -> Iterator[str]:
    for part in side.items if isinstance(side, nodes.List | nodes.Tuple) else (side,):
        if isinstance(part, nodes.Const) and isinstance(part.value, str):
            yield part.value


def _label(call: nodes.Call) -> Iterator[Reference]:
    if isinstance(call.node, nodes.Name) and call.node.name == "label":
        first = call.args[0] if call.args else None
        if not isinstance(first, nodes.Const) or not isinstance(first.value, str):
            cure = _("Write label('ID', answers.ID).")
            raise ExpressionError(_("label(…) begins with the id of an item, in quotes"), call.lineno, cure)
        yield Reference("label()", first.value, call.lineno)


def _targets(loop: nodes.For) -> list[nodes.Name]:
    inner = list(loop.target.find_all(nodes.Name))
    return [loop.target, *inner] if isinstance(loop.target, nodes.Name) else inner


def _known(node: nodes.Filter | nodes.Test, none: str, known: Mapping[str, Any]) -> None:
    if node.name not in known:
        raise ExpressionError(none.format(name=node.name), node.lineno, one_of(node.name, known))
    # Only the test `in` has something to be held against.
    if node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) != (node.name == "in"):
        cure = _("Write {name} alone, with no brackets behind it.").format(name=node.name)
        raise ExpressionError(_("{name} takes nothing here").format(name=node.name), node.lineno, cure)


def _not_here(what: str, line: int) -> ExpressionError:
    cure = _("Use names, comparisons, `if` with `else`, one `for` over a list, and what the format names.")
    return ExpressionError(_('"{what}" may not be used here').format(what=what), line, cure)


def _refuse_call(call: nodes.Call) -> None:
    name = call.node.name if isinstance(call.node, nodes.Name) else None
    if name is None or call.dyn_args or call.dyn_kwargs:
        cure = _("These are known: {names}.").format(names=", ".join(sorted(FUNCTIONS)))
        raise ExpressionError(_("only the named functions may be called"), call.lineno, cure)
    if name not in FUNCTIONS:
        what = _('no function is called "{name}".').format(name=name)
        raise ExpressionError(what, call.lineno, one_of(name, FUNCTIONS))
    takes = FUNCTIONS[name]
    given = [*takes[: len(call.args)], *(keyword.key for keyword in call.kwargs)]
    wrong = next((key for key in given if key not in takes), "")
    if wrong or len(call.args) > len(takes) or sorted(given) != sorted(takes):
        what = _("{name} takes ({takes}).").format(name=name, takes=", ".join(takes))
        cure = nearest(wrong, takes).strip() or _("Give it each of these, and nothing else.")
        raise ExpressionError(what, call.lineno, cure)


def _refuse_loop(loop: nodes.For) -> None:
    # One loop over one list of answers ends; a loop in a loop is how a template hangs a program.
    inner = [part for top in loop.body for part in (top, *top.find_all(nodes.For))]
    if loop.recursive or any(isinstance(part, nodes.For) for part in inner):
        cure = _("Go through one list at a time; `| listed` puts a list into words.")
        raise ExpressionError(_("a loop may not stand inside a loop"), loop.lineno, cure)
    for name in _targets(loop):
        if name.name in TAKEN:
            what = _('a loop may not call its own "{name}"; that name is taken').format(name=name.name)
            raise ExpressionError(what, loop.lineno, _("Give it another name."))


def _refuse_name(name: nodes.Name) -> None:
    # Jinja's own, there without being given.
    if name.name == "self":
        raise _not_here(name.name, name.lineno)


def _refuse_attribute(node: nodes.Getattr) -> None:
    _refuse_inside(node.attr, node.lineno)


def _refuse_index(node: nodes.Getitem) -> None:
    if isinstance(node.arg, nodes.Const):
        _refuse_inside(node.arg.value, node.lineno)


def _refuse_inside(name: Any, line: int) -> None:
    if isinstance(name, str) and name.startswith("_"):
        raise _not_here(name, line)


def _refuse_half(node: nodes.CondExpr) -> None:
    if node.expr2 is None:
        cure = _("Write … if … else none.")
        raise ExpressionError(_("an `if` inside an expression needs its `else`"), node.lineno, cure)


_REFUSE: Final[Mapping[type[nodes.Node], Callable[[Any], None]]] = {
    nodes.Call: _refuse_call,
    nodes.For: _refuse_loop,
    nodes.Name: _refuse_name,
    nodes.Getattr: _refuse_attribute,
    nodes.Getitem: _refuse_index,
    nodes.CondExpr: _refuse_half,
}
