"""What happened in a session, in words: one sentence an event, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from runbooks.definition.parts import Text
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.language import _, current
from runbooks.told import (
    answer_in_words,
    delivery_in_words,
    first_line,
    item_label,
    local_time,
    outcome_label,
    step_title,
    with_warning,
)


def event_in_words(situation: Situation, event: Event) -> str:
    """What happened in `event`, as one sentence for the timeline: `Volvió a «…»: razón`.

    An event of a type that is not told here shows as its type.
    """
    tell = EVENTS.get(event.type)
    return tell(situation, event.data) if tell else event.type


def _started(situation: Situation, data: Mapping[str, Any]) -> str:
    runbook = situation.runbook
    told = _("Started the session of {code}, revision {revision}")
    told = told.format(code=runbook.code, revision=runbook.revision)
    if "parent" not in data:
        return told
    return told + " " + _("(for the session {id})").format(id=data["parent"]["session"])


def _answered(situation: Situation, data: Mapping[str, Any]) -> str:
    item = situation.runbook.items[data["item"]]
    if data["value"] is None:
        return _("Left “{item}” empty").format(item=situation.say(item.label))
    value = answer_in_words(situation, item, data["value"]).replace("\n", "; ")
    told = _("Answered “{item}”: {value}").format(item=situation.say(item.label), value=value)
    if "reason" in data:
        told += " " + _("(reason: {reason})").format(reason=data["reason"])
    if "session" in data:
        told += " " + _("(found by the session {id})").format(id=data["session"]["id"])
    return told


def _drafted(situation: Situation, data: Mapping[str, Any]) -> str:
    told = _("Accepted the text of “{item}”: {line}")
    return told.format(item=item_label(situation, data["item"]), line=first_line(data["value"]))


def _told(situation: Situation, data: Mapping[str, Any]) -> str:
    item = situation.runbook.items[data["item"]]
    said = delivery_in_words(situation, item, data["delivery"])
    return _("Told of “{item}”: {delivery}").format(item=situation.say(item.label), delivery=said)


def _completed(situation: Situation, data: Mapping[str, Any]) -> str:
    return _("Completed the step “{step}”").format(step=step_title(situation, data["step"]))


def _overridden(situation: Situation, data: Mapping[str, Any]) -> str:
    told = _("Passed over “{item}”: {reason}")
    return told.format(item=item_label(situation, data["item"]), reason=data["reason"])


def _deferred(situation: Situation, data: Mapping[str, Any]) -> str:
    told = _("Put off “{item}” until “{step}”").format(
        item=item_label(situation, data["item"]), step=step_title(situation, data["until"])
    )
    return f"{told}: {data['reason']}" if data["reason"] else told


def _returned(situation: Situation, data: Mapping[str, Any]) -> str:
    return _("“{item}” came back, as it was put off until here").format(
        item=item_label(situation, data["item"])
    )


def _went_back(situation: Situation, data: Mapping[str, Any]) -> str:
    told = _("Went back to “{step}”: {reason}")
    return told.format(step=step_title(situation, data["to"]), reason=data["reason"])


def _reopened(situation: Situation, data: Mapping[str, Any]) -> str:
    item, because = item_label(situation, data["item"]), data["because"]
    if because in situation.runbook.items:
        told = _("“{item}” opened again, because “{because}” changed")
        return told.format(item=item, because=item_label(situation, because))
    return _("“{item}” opened again for another attempt").format(item=item)


def _handed_over(_situation: Situation, data: Mapping[str, Any]) -> str:
    return _("Handed the session over to {to}").format(to=with_warning(data["to"]))


def _ended(situation: Situation, data: Mapping[str, Any]) -> str:
    return _("Outcome: {outcome}").format(outcome=outcome_label(situation, data["outcome"]))


def _moved(situation: Situation, data: Mapping[str, Any]) -> str:
    if data.get("wait") == "next":
        return _("Waited until something happened")
    if "wait" in data:
        return _("Waited: {time}").format(time=data["wait"])
    return _("The simulated clock moved to {at}").format(at=local_time(situation, data["to"]))


def _injected(_situation: Situation, data: Mapping[str, Any]) -> str:
    who, says = (Text(**data[part]).in_language(current()) for part in ("who", "says"))
    return f"{who}: {says}"


def _hinted(situation: Situation, data: Mapping[str, Any]) -> str:
    told = _("Took hint {step} for “{item}”")
    return told.format(step=data["step"], item=item_label(situation, data["item"]))


EVENTS: Final[Mapping[str, Callable[[Situation, Mapping[str, Any]], str]]] = {
    "session_started": _started,
    "answered": _answered,
    "drafted": _drafted,
    "delivered": _told,
    "step_completed": _completed,
    "overridden": _overridden,
    "deferred": _deferred,
    "returned": _returned,
    "went_back": _went_back,
    "reopened": _reopened,
    "noted": lambda _situation, data: _("Noted: {text}").format(text=data["text"]),
    "handed_over": lambda _situation, data: _("Handed the session over to {to}").format(
        to=with_warning(data["to"])
    ),
    "outcome_reached": _ended,
    "cancelled": lambda _situation, data: _("Cancelled the session: {reason}").format(reason=data["reason"]),
    "session_closed": lambda _situation, _data: _("Closed the session"),
    "clock_moved": _moved,
    "injected": _injected,
    "hinted": _hinted,
    "self_assessed": lambda _situation, _data: _("Judged the training before the score was shown"),
}
"""How each type of event is told."""
