"""What a check found, told to a person or as JSON: errors apart from warnings, each with its cure."""

import sys
from collections.abc import Sequence
from typing import Any

from runbooks.definition.faults import Fault
from runbooks.definition.rules import RULES
from runbooks.language import _, ngettext
from runbooks.language.visible import visible
from tui.commands.output import as_json, say


def told(files: Sequence[str], findings: Sequence[Fault]) -> None:
    """Errors on standard error; on standard output the warnings, the rules behind all, and one line more."""
    errors = [one for one in findings if not one.warning]
    warnings = [one for one in findings if one.warning]
    if errors and sys.stderr is not None:
        lines = "\n".join(map(_line, errors))
        print(visible(f"{_('Errors:')}\n{lines}", multiline=True), file=sys.stderr, flush=True)
    if warnings:
        say("\n".join([_("Warnings:"), *map(_line, warnings)]))
    for name in _broken(findings):
        rule = RULES[name]
        why = _("{rule}: {title}. Why: {reason}. Source: {source}.")
        say(why.format(rule=name, title=_(rule.title), reason=_(rule.reason), source=_(rule.source)))
    say(_summary(len(files), len(errors), len(warnings)))


def told_as_json(files: Sequence[str], findings: Sequence[Fault]) -> None:
    """One document: whether all pass, the files, the findings, and the rules that these name."""
    document = {
        "ok": all(one.warning for one in findings),
        "files": list(files),
        "findings": [_as_plain(one) for one in findings],
        "rules": {name: _rule(name) for name in _broken(findings)},
    }
    print(as_json(document, indent=1))


def _line(fault: Fault) -> str:
    return f"{fault} ({fault.rule})" if fault.rule else str(fault)


def _broken(findings: Sequence[Fault]) -> list[str]:
    return [name for name in RULES if any(one.rule == name for one in findings)]


def _summary(files: int, errors: int, warnings: int) -> str:
    looked = ngettext("{count} file", "{count} files", files).format(count=files)
    wrong = ngettext("{count} error", "{count} errors", errors).format(count=errors)
    better = ngettext("{count} warning", "{count} warnings", warnings).format(count=warnings)
    passes = _("all pass") if not errors else _("what has errors is refused")
    return f"{looked}: {wrong}, {better}; {passes}."


def _as_plain(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "line": fault.line or None,
        "column": fault.column or None,
        "field": fault.field,
        "rule": fault.rule or None,
        "severity": "warning" if fault.warning else "error",
        "what": fault.what,
        "cure": fault.cure,
        "source": _(RULES[fault.rule].source) if fault.rule else None,
    }


def _rule(name: str) -> dict[str, str]:
    rule = RULES[name]
    return {"title": _(rule.title), "reason": _(rule.reason), "source": _(rule.source)}
