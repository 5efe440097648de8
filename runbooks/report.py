"""The report of a session in Markdown, and a record as an answer file."""

import json
from collections.abc import Callable, Mapping
from typing import Any, Final

from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.language.visible import visible
from runbooks.record.encoding import Record

SPECIAL = "\\`*_{}[]<>()#+-.!|~&"


def markdown(record: Record, situation: Situation) -> str:
    """The report of a session, in the current language and in time order.

    Nothing that a person wrote becomes markup (reliability.md, S10).
    """
    state, runbook = situation.state, situation.runbook
    outcome = runbook.outcomes.get(state.outcome or "")
    lines = [
        f"# {plain(runbook.code)}: {plain(situation.say(runbook.title))}",
        "",
        _line(_("Session"), f"{state.id} ({state.mode})"),
        _line(_("Revision"), plain(runbook.revision)),
        _line(_("Operator"), plain(state.operator)),
        _line(_("Status"), state.status),
        _line(_("Outcome"), situation.say(outcome.label) if outcome else "—"),
        "",
        *_answers(situation),
        *_timeline(record),
        "## " + _("Integrity"),
        "",
        _("{count} events; last hash {head}.").format(count=state.seq, head=state.head),
        _(
            "A changed, added or moved event shows. A tail cut, or a file rewritten whole by its "
            "owner, shows only to who kept the count and the hash elsewhere."
        ),
        "",
    ]
    return "\n".join(lines)


def answers_of(record: Record) -> str:
    """The record as an answer file that can be run again (JSON, which is YAML too)."""
    actions = [action for event in record.events for action in _action(event)]
    operator = record.events[0].by
    head = {"runbook": record.runbook["id"], "operator": operator, "answers": actions}
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"


def plain(text: str) -> str:
    """`text` on one line, with every character that Markdown obeys escaped."""
    return "".join(f"\\{c}" if c in SPECIAL else c for c in visible(text.replace("\n", " ")))


def _line(label: str, value: str) -> str:
    return f"- {label}: {value}"


def _answers(situation: Situation) -> list[str]:
    lines: list[str] = []
    for step in situation.runbook.steps:
        lines += [f"## {plain(situation.say(step.title))}", ""]
        for item in step.items:
            entry = situation.state.entry(item.id)
            told = situation.item_state(item)
            shown = entry.override or _shown(situation.label(item.id, entry.value))
            lines.append(f"- {plain(situation.say(item.label))}: {plain(shown)} ({told})")
        lines.append("")
    return lines


def _shown(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return words.listed(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _timeline(record: Record) -> list[str]:
    columns = " | ".join(("#", _("When"), _("Who"), _("What")))
    lines = ["## " + _("Timeline"), "", f"| {columns} |", "|---|---|---|---|"]
    for event in record.events:
        subject = event.data.get("item") or event.data.get("step") or event.data.get("text") or ""
        reason = event.data.get("reason")
        said = f"{event.type} {plain(str(subject))}" + (f": {plain(reason)}" if reason else "")
        lines.append(f"| {event.seq} | {event.at} | {plain(event.by)} | {said} |")
    return [*lines, ""]


def _action(event: Event) -> list[dict[str, Any]]:
    write = ACTIONS.get(event.type)
    return [write(event.data)] if write else []


def _answered(data: Mapping[str, Any]) -> dict[str, Any]:
    value = data["value"]
    return {data["item"]: {"choice": value, "reason": data["reason"]} if "reason" in data else value}


def _only(data: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: data[name] for name in names}


ACTIONS: Final[Mapping[str, Callable[[Mapping[str, Any]], dict[str, Any]]]] = {
    "answered": _answered,
    "drafted": lambda data: {data["item"]: {"text": data["value"]}},
    "delivered": lambda data: {data["item"]: [data["delivery"]]},
    "step_completed": lambda data: {"complete": data["step"]},
    "overridden": lambda data: {"override": _only(data, "item", "reason")},
    "deferred": lambda data: {"defer": _only(data, "item", "until", "reason")},
    "went_back": lambda data: {"go_back": _only(data, "to", "reason")},
    "noted": lambda data: {"note": data["text"]},
    "handed_over": lambda data: {"hand_over": _only(data, "to")},
    "cancelled": lambda data: {"cancel": data["reason"]},
    "session_closed": lambda _data: {"close": True},
}
"""The action of an answer file that makes each event; the others follow from these."""
