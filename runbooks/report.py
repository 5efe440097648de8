"""The report of a session in Markdown, and a record as an answer file."""

import json
from typing import Any

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
        f"- {_('Session')}: {state.id} ({state.mode})",
        f"- {_('Revision')}: {plain(runbook.revision)}",
        f"- {_('Operator')}: {plain(state.operator)}",
        f"- {_('Status')}: {state.status}",
        f"- {_('Outcome')}: {situation.say(outcome.label) if outcome else '—'}",
        "",
        *_answers(situation),
        *_timeline(record),
        f"## {_('Integrity')}",
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
    lines = [f"## {_('Timeline')}", "", f"| # | {_('When')} | {_('Who')} | {_('What')} |", "|---|---|---|---|"]
    for event in record.events:
        subject = event.data.get("item") or event.data.get("step") or event.data.get("text") or ""
        reason = event.data.get("reason")
        said = f"{event.type} {plain(str(subject))}" + (f": {plain(reason)}" if reason else "")
        lines.append(f"| {event.seq} | {event.at} | {plain(event.by)} | {said} |")
    return [*lines, ""]


def _action(event: Event) -> list[dict[str, Any]]:
    data = event.data
    match event.type:
        case "answered" if "reason" in data:
            return [{data["item"]: {"choice": data["value"], "reason": data["reason"]}}]
        case "answered":
            return [{data["item"]: data["value"]}]
        case "drafted":
            return [{data["item"]: {"text": data["value"]}}]
        case "delivered":
            return [{data["item"]: [data["delivery"]]}]
        case "step_completed":
            return [{"complete": data["step"]}]
        case "overridden":
            return [{"override": {"item": data["item"], "reason": data["reason"]}}]
        case "deferred":
            return [{"defer": {key: data[key] for key in ("item", "until", "reason")}}]
        case "went_back":
            return [{"go_back": {"to": data["to"], "reason": data["reason"]}}]
        case "noted":
            return [{"note": data["text"]}]
        case "handed_over":
            return [{"hand_over": {"to": data["to"]}}]
        case "cancelled":
            return [{"cancel": data["reason"]}]
        case "session_closed":
            return [{"close": True}]
        case _:
            return []
