"""Expressions and texts of a runbook: compiled by Jinja2's immutable sandbox, read for what they name.

A runbook is data from a file, so only a small part of the language is let in: what could loop, call
or reach further is refused when the runbook is loaded (reliability.md, S3).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

MOST_CHARACTERS: Final = 100_000
"""The longest text a template may render."""

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
ALLOWED_TESTS: Final = ("none", "defined", "true", "false", "in")
FUNCTIONS: Final = frozenset(
    {
        "copies",
        "proposed",
        "copy",
        "deadline",
        "hours_before",
        "exposure",
        "between",
        "label",
        "missing",
    }
)
"""The functions that an expression may call; the engine brings them."""

WORD_FILTERS: Final = ("day", "long_day", "moment", "duration", "listed")
"""The filters that put a value into words; the engine brings them."""

BUILT_IN_FILTERS: Final = ("length", "first", "last", "upper", "lower", "trim")


class ExpressionError(ValueError):
    """An expression or text that a runbook may not hold. `args[0]` is the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A name that an expression reads: `answers.plan` is root "answers", name "plan"."""

    root: str
    name: str | None = None


class Names:
    """A read-only namespace for expressions: every attribute is looked up when it is read.

    `lookup` gets the name and returns its value; a `KeyError` of it makes the name undefined.
    """

    __slots__ = ("_lookup",)

    def __init__(self, lookup: Callable[[str], Any]) -> None:
        self._lookup = lookup

    def __getattr__(self, name: str) -> Any:
        try:
            return self._lookup(name)
        except KeyError:
            raise AttributeError(name) from None


class Language:
    """The expression language with one set of filters: compiles, renders, and reads references.

    Filters are given once, so compiled expressions can be kept; values come with each evaluation.
    """

    def __init__(
        self,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        finalize: Callable[[Any], Any] | None = None,
    ) -> None:
        env = ImmutableSandboxedEnvironment(
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
        )
        env.globals.clear()
        kept = {name: env.filters[name] for name in BUILT_IN_FILTERS}
        env.filters = kept | dict(filters or {})
        env.tests = {name: env.tests[name] for name in ALLOWED_TESTS}
        self._env = env
        self._expression = lru_cache(maxsize=None)(self._compile_expression)
        self._template = lru_cache(maxsize=None)(self._compile_template)

    def evaluate(self, source: str, names: Mapping[str, Any]) -> Any:
        """The value of an expression over `names`. Raises `ExpressionError` for an undefined one."""
        value = self._expression(source)(**names)
        if isinstance(value, Undefined):
            raise ExpressionError(f"'{source}' is not defined")
        return value

    def render(self, source: str, names: Mapping[str, Any]) -> str:
        """A text with its placeholders filled. Raises `ExpressionError` when it grows too long."""
        if "{" not in source:
            return source
        parts: list[str] = []
        size = 0
        for part in self._template(source).generate(**names):
            size += len(part)
            if size > MOST_CHARACTERS:
                raise ExpressionError(f"the text grows over {MOST_CHARACTERS} characters")
            parts.append(part)
        return "".join(parts)

    def references(self, source: str, *, text: bool = False) -> frozenset[Reference]:
        """Everything that an expression (or a text, with `text`) reads.

        Raises `ExpressionError` for a syntax error and for what a runbook may not use.
        """
        if text and "{" not in source:
            return frozenset()
        tree = self._parse(source if text else "{{ (" + source + ") }}")
        _refuse_what_is_not_allowed(tree)
        own = {name.name for loop in tree.find_all(nodes.For) for name in _targets(loop)}
        return frozenset(r for r in _references(tree) if r.root not in own)

    def _parse(self, source: str) -> nodes.Template:
        try:
            tree = self._env.parse(source)
            self._env.compile(tree)
        except TemplateSyntaxError as error:
            raise ExpressionError(error.message or "syntax error") from error
        return tree

    def _compile_expression(self, source: str) -> Callable[..., Any]:
        return self._env.compile_expression(source, undefined_to_none=False)

    def _compile_template(self, source: str) -> Any:
        return self._env.from_string(source)


def _refuse_what_is_not_allowed(tree: nodes.Template) -> None:
    for node in tree.find_all(nodes.Node):
        if not isinstance(node, ALLOWED_NODES):
            raise ExpressionError(f"'{type(node).__name__.lower()}' may not be used here")
        if isinstance(node, nodes.Call) and not isinstance(node.node, nodes.Name):
            raise ExpressionError("only the named functions may be called")
        if isinstance(node, nodes.For):
            _refuse_loop(node)


def _refuse_loop(loop: nodes.For) -> None:
    # One loop over one list of answers ends; a loop in a loop is how a template hangs a program.
    if loop.recursive or any(True for part in loop.body for _ in part.find_all(nodes.For)):
        raise ExpressionError("a loop may not stand inside a loop")
    if any(isinstance(part, nodes.For) for part in loop.body):
        raise ExpressionError("a loop may not stand inside a loop")


def _targets(loop: nodes.For) -> Iterator[nodes.Name]:
    if isinstance(loop.target, nodes.Name):
        yield loop.target
    yield from loop.target.find_all(nodes.Name)


def _references(tree: nodes.Template) -> Iterator[Reference]:
    inner: set[int] = set()
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name):
            inner.add(id(node.node))
            yield Reference(node.node.name, node.attr)
    for call in tree.find_all(nodes.Call):
        inner.add(id(call.node))
        yield Reference("()", call.node.name if isinstance(call.node, nodes.Name) else None)
    for name in tree.find_all(nodes.Name):
        if name.ctx == "load" and id(name) not in inner:
            yield Reference(name.name)
