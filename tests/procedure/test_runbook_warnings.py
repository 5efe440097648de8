"""What the check advises and does not refuse: R5, R9, R10, R11, R14, sources, languages, what is unused."""

from argparse import Namespace
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from faulty import SMALL, Edit, edited, line_of

from runbooks.definition.check import advise
from runbooks.definition.faults import Fault
from runbooks.definition.loader import examined
from runbooks.definition.rules import RULES
from runbooks.language import using
from tests.program import places
from tui.commands.runbook.check import command
from tui.ending import Ended

WHO = "label: {es: Anote quién, en: Write who}"
WAY = "label: {es: Elija cómo, en: Choose how}"

# The small runbook as it is advised: a clause for each step, a caution before what cannot be undone.
ADVISED = SMALL
for step in ("begin", "choose", "end"):
    ADVISED = edited(ADVISED, f"  - id: {step}\n", f"  - id: {step}\n    clause: §1\n")
ADVISED = edited(ADVISED, WAY, f"caution: {{es: No se deshace., en: It cannot be undone.}}\n        {WAY}")

TODAY = date(2026, 12, 1)


def warnings_of(folder: Path, text: str, today: date = TODAY) -> tuple[Fault, ...]:
    """The warnings of a runbook of this text, which passes."""
    file = folder / "runbook.yaml"
    file.write_text(text)
    with using("en"):
        found = examined(file)
        assert found.faults == ()
        return advise(found, today)


def test_a_runbook_that_is_as_advised_has_no_warning(tmp_path: Path) -> None:
    assert warnings_of(tmp_path, ADVISED) == ()


LONG = "the very same words in both"
MORE = "".join(f"      - {{id: more_{n}, kind: text, label: {{es: Anote, en: Write}}}}\n" for n in range(3))
CRITICAL = "critical: true, expect: {es: A., en: A.}, otherwise: {es: B., en: B.}, "

WARNED = {
    "R5": [
        Edit(
            "kind: datetime\n",
            "kind: datetime\n        hard: true\n",
            "steps.0.items.2.hard",
            ("a written reason",),
            at="hard: true",
        ),
    ],
    "R9": [
        Edit(
            "      - id: left\n",
            f"      - {{id: last, kind: text, {CRITICAL}label: {{es: A, en: A}}}}\n      - id: left\n",
            "steps.0.items.4.critical",
            ('Move it before "who".',),
            at="{id: last, kind: text",
        ),
    ],
    "R10": [
        Edit(
            "      - id: left\n",
            f"{MORE}      - id: left\n",
            "steps.0.items.7",
            ("Make two steps",),
            at="- id: left",
        ),
    ],
    "R11": [
        Edit(
            "in_force: answers.way == 'full'",
            "in_force: answers.who == 'full'",
            "steps.1.items.1.options.1.irreversible",
            ('Add one under "notes"', "answers.way"),
            at="irreversible: true",
        ),
    ],
    "R14": [
        Edit(
            "caution: {es: No",
            "why: {es: No",
            "steps.1.items.1.caution",
            ('Write "caution"',),
            at="- id: way",
        ),
        Edit(
            WHO,
            "label: {es: Llame y pregunte quién, en: Write who}",
            "steps.0.items.0.label.es",
            ('"y pregunte"',),
        ),
        Edit(
            WHO,
            "label: {es: Anote quién, en: Call and ask who it was}",
            "steps.0.items.0.label.en",
            ('"and ask"',),
        ),
        Edit(WHO, "label: {es: Anote quién; luego salga, en: Write}", "steps.0.items.0.label.es", ("two",)),
    ],
    "languages": [
        Edit(
            "{es: Se avisa., en: They are told.}",
            f"{{es: {LONG}, en: {LONG}}}",
            "facts.told.text.en",
            ("Translate it.",),
        ),
    ],
    "sources": [
        Edit(
            "  - id: choose\n    clause: §1\n",
            "  - id: choose\n",
            "steps.1.id",
            ("clause",),
            at="id: choose\n    title",
        ),
        Edit(
            "read: 2026-11-22",
            "read: 2025-11-22",
            "facts.told.vendor.read",
            ("374 days ago", "Read it again"),
        ),
        Edit("read: 2026-11-22", "read: 2027-11-22", "facts.told.vendor.read", ("still to come",)),
    ],
    "unused": [
        Edit(
            "  nothing: {label",
            "  other: {label: {es: Otro., en: Other.}}\n  nothing: {label",
            "outcomes.other",
            ("no branch",),
            at="other: {label",
        ),
        Edit(
            "  alone: answers",
            "  once: answers.who\n  alone: answers",
            "computed.once",
            ("nothing reads",),
            at="once:",
        ),
        Edit(
            "  told:\n",
            "  said: {vendor: {pages: [a], read: 2026-11-22}, text: {es: A., en: B.}}\n  told:\n",
            "facts.said",
            ("advisories",),
            at="said: {vendor",
        ),
        Edit(
            "templates:\n",
            "templates:\n  old: {es: Hola., en: Hello.}\n",
            "templates.old",
            ("no document",),
            at="old: {es",
        ),
    ],
}
EACH = [(rule, edit) for rule, edits in WARNED.items() for edit in edits]


@pytest.mark.parametrize(("rule", "edit"), EACH, ids=lambda one: one if isinstance(one, str) else one.field)
def test_a_warning_has_its_rule_its_line_and_its_cure(rule: str, edit: Edit, tmp_path: Path) -> None:
    text = edited(ADVISED, edit.old, edit.new)
    (warning,) = warnings_of(tmp_path, text)
    assert (warning.rule, warning.field) == (rule, edit.field)
    assert warning.line == line_of(text, edit.at or edit.new)
    assert warning.warning and warning.cure
    for part in edit.says:
        assert part in warning.sentence


def test_every_rule_has_its_reason_and_its_source_and_is_one_that_something_breaks() -> None:
    assert all(rule.title and rule.reason and rule.source for rule in RULES.values())
    assert RULES.keys() == WARNED.keys() | {"R4"}


@pytest.mark.parametrize(
    "label",
    ["Revise y acepte la solicitud", "Envíe la solicitud y anote cuándo", "Verifique contrato y pagos"],
)
def test_r14_to_accept_or_to_write_down_is_how_an_item_is_answered_and_no_second_action(
    label: str, tmp_path: Path
) -> None:
    assert warnings_of(tmp_path, edited(ADVISED, WHO, f"label: {{es: {label}, en: Write who}}")) == ()


def test_r9_a_critical_item_that_reads_what_stands_before_it_is_where_it_must_be(tmp_path: Path) -> None:
    needs = ", ".join(["who", "areas", "seen_at", "is_real"])
    late = f"      - {{id: last, kind: text, {CRITICAL}depends_on: [{needs}], label: {{es: A, en: A}}}}\n"
    assert warnings_of(tmp_path, edited(ADVISED, "      - id: left\n", f"{late}      - id: left\n")) == ()


# -- how the command tells them -------------------------------------------------------------------


Told = Callable[[str], tuple[int, str, str]]


@pytest.fixture
def told(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Told:
    """Exit code, output and errors of the check of a text, before what it cites is a year old."""
    monkeypatch.setattr("tui.commands.runbook.check.now", lambda: datetime(2026, 12, 1, tzinfo=UTC))

    def check(text: str) -> tuple[int, str, str]:
        (tmp_path / "mine.yaml").write_text(text)
        with using("en"):
            code = command(Namespace(file=str(tmp_path / "mine.yaml"), json=False), places(tmp_path))
        return code, *capsys.readouterr()

    return check


def test_errors_are_told_apart_from_warnings_and_a_line_sums_up(told: Told) -> None:
    text = edited(SMALL, "cancelled: cancelled\n", "cancelled: canceled\n")
    code, out, errors = told(text)
    assert code == 1
    assert errors.splitlines()[0] == "Errors:"
    assert errors.count("\n") == 2
    assert f"mine.yaml:{line_of(text, 'cancelled: canceled')}:" in errors
    assert 'Did you mean "cancelled"?' in errors
    assert out.startswith("Warnings:\n")
    assert 'Write "caution"' in out
    assert "R14: one imperative action an item" in out
    assert out.endswith("1 file: 1 error, 4 warnings; what has errors is refused.\n")


def test_warnings_alone_refuse_nothing(told: Told) -> None:
    code, out, errors = told(SMALL)
    assert (code, errors) == (0, "")
    assert out.endswith("1 file: 0 errors, 3 warnings; all pass.\n")
    assert told(ADVISED) == (0, "1 file: 0 errors, 0 warnings; all pass.\n", "")


def test_what_a_file_says_steers_no_terminal(told: Told) -> None:
    _code, out, errors = told(edited(SMALL, "cancelled: cancelled\n", 'cancelled: "\\e[2J"\n'))
    assert "\x1b" not in out + errors
    assert "\\x1b[2J" in errors or "␛" in errors


def test_a_file_that_is_not_there_ends_in_3_and_one_that_cannot_be_read_in_4(tmp_path: Path) -> None:
    for file, code in ((tmp_path / "none.yaml", 3), (tmp_path, 4)):
        with pytest.raises(Ended) as ended:
            command(Namespace(file=str(file), json=False), places(tmp_path))
        assert ended.value.code == code
