"""Expressions and texts: what a runbook can say, and that nothing else gets in or out (S3)."""

from typing import Any

import pytest

from runbooks.definition.dependencies import READER
from runbooks.definition.expressions import MOST_CHARACTERS, Language, Names
from runbooks.definition.faults import ExpressionError
from runbooks.definition.names import FUNCTIONS
from runbooks.definition.reading import MOST_DEEP, Compared, Reference
from runbooks.engine.namespace import LANGUAGE
from runbooks.language import using

pytestmark = pytest.mark.usefixtures("english")

ANSWERS = {"plan": "basic", "areas": ["crm", "drive"], "nothing": None, "long": "x" * 1000}
NAMES: dict[str, Any] = {"answers": Names(ANSWERS.__getitem__), "label": lambda item, value: value}


# -- what is let in -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("answers.plan == 'basic'", True),
        ("answers.plan in ['free', 'basic'] and not answers.nothing", True),
        ("answers.nothing is none", True),
        ("answers.plan if answers.areas else none", "basic"),
        ("answers.areas | length", 2),
        ("answers.areas | first | upper", "CRM"),
        ("answers.areas[1]", "drive"),
        ("answers.areas + ['tasks']", ["crm", "drive", "tasks"]),
        ("label('areas', answers.areas)", ["crm", "drive"]),
        ("answers.nothing", None),
        ("-1 + 3 - 1", 1),
        ("'crm' is in answers.areas", True),
    ],
)
def test_an_expression_has_the_value_that_it_says(source: str, value: object) -> None:
    READER.read(source)
    assert LANGUAGE.evaluate(source, NAMES) == value


def test_a_text_is_filled() -> None:
    text = "{% if answers.plan %}{{ answers.plan }}{% else %}none{% endif %}: "
    text += "{% for a in answers.areas %}<{{ a }}>{% endfor %}"
    READER.read(text, text=True)
    assert LANGUAGE.render(text, NAMES) == "basic: <crm><drive>"


def test_an_answer_that_looks_like_a_template_is_only_shown() -> None:
    names = {"answers": Names({"who": "{{ 7 - 6 }}{% for %} [b]"}.__getitem__)}
    assert LANGUAGE.render("By {{ answers.who }}", names) == "By {{ 7 - 6 }}{% for %} [b]"


# -- what is read -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "read"),
    [
        ("answers.plan == 'basic'", {Reference("answers", "plan")}),
        ("copy(computed.points, now).date", {Reference("computed", "points"), Reference("now")}),
        ("label('areas', answers.areas)", {Reference("label()", "areas"), Reference("answers", "areas")}),
        ("answers['plan']", {Reference("answers")}),
        ("deadline(today, copy_hour=now, kept_days=7)", {Reference("today"), Reference("now")}),
        ("answers.day.year.real", {Reference("answers", "day")}),
        ("1 + 1", set()),
    ],
)
def test_what_an_expression_reads_is_known(source: str, read: set[Reference]) -> None:
    assert READER.read(source).references == read


def test_the_variable_of_a_loop_is_no_name_inside_it_and_one_outside() -> None:
    inside = READER.read("{% for a in answers.areas %}{{ a }}{{ a.name }}{{ b }}{% endfor %}", text=True)
    assert inside.references == {Reference("answers", "areas"), Reference("b")}
    after = READER.read("{% for a in answers.areas %}{{ a }}{% else %}{{ a }}{% endfor %}", text=True)
    assert Reference("a") in after.references


def test_a_reference_knows_its_line() -> None:
    (read,) = READER.read("one\ntwo\n{{ answers.plan }}", text=True).references
    assert read.line == 3


@pytest.mark.parametrize(
    "source",
    [
        "answers.plan == 'free'",
        "'free' != answers.plan",
        "answers.plan in ['free']",
        "'free' in (answers.plan or [])",
        "not (answers.who and answers.plan == ('free'))",
    ],
)
def test_a_word_that_an_answer_is_held_against_is_known(source: str) -> None:
    assert READER.read(source).compared == {Compared("plan", "free")}


@pytest.mark.parametrize(
    ("source", "always"),
    [
        ("true", True),
        ("1 == 1", True),
        ("not false", True),
        ("false", False),
        ("none", False),
        ("'a' == 'b'", False),
        ("answers.plan", None),
        ("now", None),
        ("'a' + 1", None),
    ],
)
def test_a_condition_that_names_nothing_is_always_the_same(source: str, always: bool | None) -> None:
    assert READER.read(source).always is always


# -- what is not let in ---------------------------------------------------------------------------

LOOP = "{% for a in answers.areas %}"
END = "{% endfor %}"

TEXTS = {
    "a loop in a loop": (f"{LOOP}{{% for b in a %}}x{END}{END}", "a loop may not stand inside a loop"),
    "a loop in a branch of a loop": (
        f"{LOOP}{{% if a %}}{{% for b in a %}}x{END}{{% endif %}}{END}",
        "a loop may not stand inside a loop",
    ),
    "a recursive loop": (
        "{% for a in answers.areas recursive %}{{ loop(a) }}{% endfor %}",
        "a loop may not stand inside a loop",
    ),
    "a loop that takes a name": ("{% for answers in [1] %}x{% endfor %}", '"answers"; that name is taken'),
    "a loop over a range": ("{% for a in range(9999999) %}x{% endfor %}", 'no function is called "range"'),
    "a macro": ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", '"macro" may not be used here'),
    "a variable": ("{% set a = 1 %}", '"assign" may not be used here'),
    "another file": ("{% include '/etc/passwd' %}", '"include" may not be used here'),
    "an import": ("{% import 'x' as y %}", '"import" may not be used here'),
    "a parent": ("{% extends 'x' %}", '"extends" may not be used here'),
    "a block": ("{% block a %}{% endblock %}", '"block" may not be used here'),
    "a filtered block": ("{% filter upper %}x{% endfilter %}", '"filterblock" may not be used here'),
    "a call block": ("{% call label('a', 1) %}x{% endcall %}", '"callblock" may not be used here'),
    "a scope": ("{% with %}{% endwith %}", '"with" may not be used here'),
    "an unknown word": ("{% fi answers.plan %}{% endif %}", "this is no expression ("),
    "a condition never closed": ("{% if answers.plan %}", "this is no expression ("),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_could_hang_or_reach_further_is_refused(name: str) -> None:
    text, says = TEXTS[name]
    with pytest.raises(ExpressionError) as caught:
        READER.read(text, text=True)
    assert says in str(caught.value)
    # A record brings its own runbook: what was never checked is not filled either.
    with pytest.raises(ExpressionError) as caught:
        LANGUAGE.render(text, NAMES)
    assert says in str(caught.value)


EXPRESSIONS = {
    "answers.__class__": '"__class__" may not be used here',
    "answers.plan.__class__.__mro__": "may not be used here",
    "answers['__class__']": '"__class__" may not be used here',
    "answers.plan['__class__']": '"__class__" may not be used here',
    "answers._lookup": '"_lookup" may not be used here',
    "answers.plan.upper()": "only the named functions may be called",
    "'{0.__class__}'.format(answers)": "only the named functions may be called",
    "label(*answers.areas)": "only the named functions may be called",
    "label('a', **answers)": "only the named functions may be called",
    "lambda: 1": "this is no expression (",
    "self": '"self" may not be used here',
    "cycler('a')": 'no function is called "cycler"',
    "dict(a=1)": 'no function is called "dict"',
    "'x' * 999999999": '"mul" may not be used here',
    "9 ** 9 ** 9": '"pow" may not be used here',
    "'%999999999d' % 1": '"mod" may not be used here',
    "1 / 0": '"div" may not be used here',
    "answers.plan ~ 'x'": '"concat" may not be used here',
    "{'a': 1}": '"dict" may not be used here',
    "answers.plan[0:3]": '"slice" may not be used here',
    "answers.areas | map('upper')": 'no filter is called "map"',
    "answers.plan | attr('x')": 'no filter is called "attr"',
    "answers.plan | upp": 'Did you mean "upper"?',
    "answers.plan | trim('x')": "trim takes nothing here",
    "answers.plan is callable": 'no test is called "callable"',
    "answers.plan is in": "in takes nothing here",
    "answers.plan if true": "an `if` inside an expression needs its `else`",
    "label(answers.plan, 1)": "label(…) begins with the id of an item, in quotes",
    "answers.plan }}{{ answers.plan": "this is no expression (",
    "1) }} {{ (2": "one expression is expected here",
    "": "this cannot be left empty",
    "  ": "this cannot be left empty",
    "answers.plan ==": "this is no expression (",
    "9" * 5000: "this is no expression (",
    "(" * 300 + "1" + ")" * 300: "nested too deep",
    "not " * 200 + "true": "nested too deep",
    "[" * (MOST_DEEP + 1) + "]" * (MOST_DEEP + 1): "nested too deep",
}


@pytest.mark.parametrize("source", EXPRESSIONS, ids=lambda source: source[:40])
def test_an_expression_that_could_call_reach_or_grow_is_refused(source: str) -> None:
    says = EXPRESSIONS[source]
    with pytest.raises(ExpressionError) as caught:
        READER.read(source)
    assert says in f"{caught.value} {caught.value.cure}"
    assert caught.value.cure
    with pytest.raises(ExpressionError) as caught:
        LANGUAGE.evaluate(source, NAMES)
    assert says in f"{caught.value} {caught.value.cure}"


def test_texts_that_nest_too_deep_are_refused() -> None:
    for text in ("{% if 1 %}" * 100 + "{% endif %}" * 100, "{{" + "(" * 999 + "1" + ")" * 999 + "}}"):
        with pytest.raises(ExpressionError, match="nested too deep"):
            READER.read(text, text=True)


def test_what_is_nested_as_deep_as_may_be_is_worked_out() -> None:
    text = "{% if 1 %}" * (MOST_DEEP - 3) + "x" + "{% endif %}" * (MOST_DEEP - 3)
    READER.read(text, text=True)
    assert LANGUAGE.render(text, NAMES) == "x"


def test_every_function_takes_all_its_parameters_and_no_other() -> None:
    for name, takes in FUNCTIONS.items():
        if name == "label":
            continue
        READER.read(f"{name}({', '.join('1' for _ in takes)})")
        READER.read(f"{name}({', '.join(f'{one}=1' for one in takes)})")
        for given in (takes[1:], (*takes, "more"), (*takes[1:], "more")):
            with pytest.raises(ExpressionError, match=rf"{name} takes \({', '.join(takes)}\)"):
                READER.read(f"{name}({', '.join(f'{one}=1' for one in given)})")


# -- what goes wrong when it is worked out ----------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        "answers.plam",
        "answers.plan.size",
        "answers.plan.size.more",
        "nowhere",
        "answers.nothing > 3",
        "answers.nothing.date",
        "answers.areas[7]",
        "answers.plan - 1",
        "answers.nothing | length",
    ],
)
def test_what_cannot_be_worked_out_is_said_and_never_guessed(source: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        LANGUAGE.evaluate(source, NAMES)
    assert source in str(caught.value)


def test_a_text_that_cannot_be_filled_is_said() -> None:
    with pytest.raises(ExpressionError, match="cannot be worked out"):
        LANGUAGE.render("By {{ answers.whom }}", NAMES)


def test_a_text_that_grows_too_long_is_stopped() -> None:
    body = "{{ answers.long }}" * 101
    assert len(LANGUAGE.render(body[: 100 * 18], NAMES)) == MOST_CHARACTERS
    with pytest.raises(ExpressionError, match="grows over 100000 characters"):
        LANGUAGE.render(body, NAMES)
    with pytest.raises(ExpressionError, match="grows over 100000 characters"):
        LANGUAGE.render("{% for a in answers.long %}" + "x" * 101 + "{% endfor %}", NAMES)


def test_nothing_of_python_is_there_unless_it_was_given() -> None:
    bare = Language()
    for name in ("self", "range", "dict", "lipsum", "cycler", "joiner", "namespace", "__builtins__", "open"):
        with pytest.raises(ExpressionError):
            bare.evaluate(name, {})


def test_values_cannot_be_changed_from_a_text() -> None:
    kept = {"areas": ["crm"]}
    for source in ("answers.areas.append('x')", "answers.areas.clear()"):
        with pytest.raises(ExpressionError, match="only the named functions"):
            LANGUAGE.evaluate(source, {"answers": Names(kept.__getitem__)})
    assert kept == {"areas": ["crm"]}


def test_errors_are_said_in_the_users_language_and_only_jinjas_own_words_are_not() -> None:
    with using("es"):
        with pytest.raises(ExpressionError, match="ningún filtro se llama «upp»"):
            READER.read("answers.who | upp")
        with pytest.raises(ExpressionError, match=r"^esto no es una expresión \(.+\)$"):
            READER.read("answers.who ===")
