"""The language of a runbook's expressions and texts: Jinja2's immutable sandbox, cut down.

What is let in, and what an expression reads, is `reading`; here it is parsed, compiled and filled.
"""

from collections import deque
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, Undefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from runbooks.definition.faults import ExpressionError
from runbooks.definition.parser_words import expression_words
from runbooks.definition.reading import Reading, compared, references, refuse_what_is_not_allowed
from runbooks.language import _

MOST_CHARACTERS: Final = 100_000
"""The longest text a template may render, and that an expression may be."""

MOST_ENTRIES: Final = 10_000
"""The most entries, inner ones too, of a list that an expression is: a few `+` would fill any memory."""

WORD_FILTERS: Final = ("day", "long_day", "moment", "duration", "listed")
"""The filters that put a value into words; the engine brings them."""

BUILT_IN_FILTERS: Final = ("length", "first", "last", "upper", "lower", "trim")
ALLOWED_TESTS: Final = ("none", "defined", "true", "false", "in")

FAILS: Final = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    AssertionError,  # of Babel, for what is no date
    RecursionError,  # of what is worked out through too many others, in a runbook that nobody checked
)
"""What an expression over values that do not fit it raises: `none > 3`, an undefined name."""


class Names:
    """A read-only namespace for expressions: every attribute is looked up when it is read.

    `lookup` gets the name and returns its value; a `KeyError` of it makes the name undefined.
    """

    __slots__ = ("of",)

    def __init__(self, lookup: Callable[[str], Any]) -> None:
        self.of = lookup


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, which asks a namespace straight away: it holds nothing but data, by any name."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if type(obj) is not Names:
            return super().getattr(obj, attribute)
        try:
            return obj.of(attribute)
        except KeyError:
            return self.undefined(obj=obj, name=attribute)


class Language:
    """The expression language with one set of filters: compiles, renders, and reads references.

    Filters are given once, so compiled expressions can be kept; values come with each evaluation.
    """

    def __init__(
        self,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        finalize: Callable[[Any], Any] | None = None,
    ) -> None:
        env = _Sandbox(
            undefined=StrictUndefined,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,
            optimized=False,  # folding constants takes longer than it spares: each is worked out a few times
        )
        env.globals.clear()
        kept = {name: env.filters[name] for name in BUILT_IN_FILTERS}
        env.filters = kept | dict(filters or {})
        env.tests = {name: env.tests[name] for name in ALLOWED_TESTS}
        self._env = env
        # Enough for a runbook with its training; the texts of invented incidents would fill any memory.
        self._expression = lru_cache(maxsize=2048)(self._compile_expression)
        self._template = lru_cache(maxsize=1024)(self._compile_template)
        self._tree = lru_cache(maxsize=1)(self._parse_expression)
        self._reading = lru_cache(maxsize=4096)(self._read)

    def evaluate(self, source: str, names: dict[str, Any]) -> Any:
        """The value of an expression over `names`.

        Raises `ExpressionError` for an undefined name and for values that do not fit it.
        """
        try:
            value = self._expression(source)(names)
        except ExpressionError:
            raise
        except FAILS as error:
            raise _failed(source, error) from error
        if isinstance(value, Undefined):
            raise ExpressionError(_("this names nothing: {source}").format(source=_short(source)))
        if isinstance(value, str | list | tuple | dict):
            _refuse_too_much(value)
        return value

    def render(self, source: str, names: Mapping[str, Any]) -> str:
        """A text with its placeholders filled. Raises `ExpressionError`, also when it grows too long."""
        if "{" not in source:
            return source
        parts: list[str] = []
        size = 0
        try:
            for part in self._template(source).generate(**names):
                size += len(part)
                if size > MOST_CHARACTERS:
                    raise _text_too_long()
                parts.append(part)
        except ExpressionError:
            raise
        except FAILS as error:
            raise _failed(source, error) from error
        return "".join(parts)

    def read(self, source: str, *, text: bool = False) -> Reading:
        """What an expression (or a text, with `text`) reads.

        Raises `ExpressionError` for a syntax error and for what a runbook may not use.
        """
        return self._reading(source, text)

    def _read(self, source: str, text: bool) -> Reading:
        if text and "{" not in source:
            return Reading()
        if not source.strip():
            raise ExpressionError(
                _("this cannot be left empty"), cure=_("Write something, or leave the field out.")
            )
        tree = self._parse(source) if text else self._tree(source)
        found = frozenset(references(tree))
        always = None if text or found else _constant(self._env, tree)
        return Reading(found, frozenset(compared(tree)), always)

    def _parse_expression(self, source: str) -> nodes.Template:
        tree = self._parse("{{ (" + source + ") }}")
        if not _is_one_expression(tree):
            cure = _("Take the braces off; they stand in texts only.")
            raise ExpressionError(_("one expression is expected here, without {{ }}"), cure=cure)
        return tree

    def _parse(self, source: str) -> nodes.Template:
        try:
            tree = self._env.parse(source)
        except TemplateSyntaxError as error:
            raise _no_expression(error.message, error.lineno) from error
        except RecursionError as error:
            cure = _("Give a part of it a name under “computed”, and read that.")
            raise ExpressionError(_("this is nested too deep"), cure=cure) from error
        except (ValueError, OverflowError) as error:  # a number with thousands of digits
            raise _no_expression(error) from error
        refuse_what_is_not_allowed(tree, self._env.filters, self._env.tests)
        return tree

    def _compile_expression(self, source: str) -> Callable[[dict[str, Any]], Any]:
        # A record brings its own runbook, which nobody has checked: refused here as when loaded.
        self.read(source)
        output = self._tree(source).body[0]
        assert isinstance(output, nodes.Output)
        # As Environment.compile_expression does it, which would parse the text a second time, and copy
        # all names for each evaluation; a context that shares them only reads them.
        result = nodes.Assign(nodes.Name("result", "store"), output.nodes[0], lineno=1)
        template = self._env.from_string(nodes.Template([result], lineno=1))

        def evaluate(names: dict[str, Any]) -> Any:
            context = template.new_context(names, shared=True)
            deque(template.root_render_func(context), maxlen=0)
            return context.vars["result"]

        return evaluate

    def _compile_template(self, source: str) -> Any:
        return self._env.from_string(self._parse(source))


def _no_expression(reason: object, line: int = 1) -> ExpressionError:
    cure = _(
        "Look at its quotes, brackets and words: answers.plan == 'basic', and every {% if %} has its end."
    )
    told, cure = expression_words(str(reason), cure)
    return ExpressionError(_("this is no expression ({reason})").format(reason=told), line, cure)


def _refuse_too_much(value: Any) -> None:
    if isinstance(value, str):
        if len(value) > MOST_CHARACTERS:
            raise _text_too_long()
        return
    left, count = [value], 0
    while left:
        parts = left.pop()
        count += len(parts)
        if count > MOST_ENTRIES:
            raise ExpressionError(_("the list grows over {most} entries").format(most=MOST_ENTRIES))
        inner = parts.values() if isinstance(parts, dict) else parts
        left += (part for part in inner if isinstance(part, list | tuple | dict))


def _text_too_long() -> ExpressionError:
    return ExpressionError(_("the text grows over {most} characters").format(most=MOST_CHARACTERS))


def _is_one_expression(tree: nodes.Template) -> bool:
    # `a }} and {{ b` would close the braces put around it.
    return (
        len(tree.body) == 1
        and isinstance(tree.body[0], nodes.Output)
        and len(tree.body[0].nodes) == 1
        and not isinstance(tree.body[0].nodes[0], nodes.TemplateData)
    )


def _constant(env: ImmutableSandboxedEnvironment, tree: nodes.Template) -> bool | None:
    output = tree.body[0]
    assert isinstance(output, nodes.Output)
    try:
        return bool(output.nodes[0].as_const(nodes.EvalContext(env)))
    except nodes.Impossible:
        return None


def _failed(source: str, error: Exception) -> ExpressionError:
    what = _("this cannot be worked out ({reason}): {source}")
    reason, _cure = expression_words(str(error), "")
    return ExpressionError(what.format(reason=reason, source=_short(source)))


def _short(source: str) -> str:
    return source if len(source) <= 100 else source[:99] + "…"
