"""A record as an answer file that can be run again (contract.md, "Answer files")."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

from runbooks.answers import CLOCK
from runbooks.engine.events import Event
from runbooks.paper import was_on_paper
from runbooks.record.chain import canonical
from runbooks.record.encoding import Record

UNREADABLE: Final = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def answers_of(record: Record) -> str:
    """The record as an answer file that can be run again (JSON, which is YAML too).

    Where something was entered from paper, the moment of everything is in it, and it runs again to the
    same times: by then all of it is past.
    """
    actions = list(_timed(record.events) if was_on_paper(record.events) else _actions(record.events))
    operator = record.events[0].by
    head = {"runbook": record.runbook["id"], "operator": operator, "answers": actions}
    text = json.dumps(head, ensure_ascii=False, indent=1) + "\n"
    # YAML does not take these as they are, and JSON takes them either way (YAML 1.1, 5.1).
    return UNREADABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _actions(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    for event in events:
        yield from _action(event)


def _timed(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    """The actions, each behind the moment of its own where that is not the one before."""
    clock = ""
    for event in events:
        action = _action(event)
        if event.at != clock and (action or event.type == "session_started"):
            clock = event.at
            yield {CLOCK: clock}
        yield from action


def _action(event: Event) -> list[dict[str, Any]]:
    write = ACTIONS.get(event.type)
    action = write(event.data) if write else {}
    # As the record keeps it: the same from a session that was just closed as from its file.
    return [json.loads(canonical(action))] if action else []


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
    "clock_moved": lambda data: {"wait": data["wait"]} if "wait" in data else {},
    "injected": lambda data: {"ask": data["id"]} if data["asked"] else {},
    "hinted": lambda data: {"hint": data["item"]},
    "self_assessed": lambda data: {"assess": data["levels"]},
}
"""The action of an answer file that makes each event; the others follow from these."""
