"""Where a session stands, as the one JSON document of `run`, `resume` and `show` (contract.md)."""

from typing import Any

from runbooks.answers import Refused
from runbooks.definition.items import ChoiceItem
from runbooks.definition.parts import Option
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState
from runbooks.record.summary import plain


def standing(situation: Situation, path: str, refused: Refused | None = None) -> dict[str, Any]:
    """The document of contract.md, with its keys in that order."""
    state, item = situation.state, situation.current_item
    return {
        "id": state.id,
        "mode": state.mode,
        "status": state.status,
        "outcome": state.outcome,
        "runbook": state.runbook.id,
        "step": state.step,
        "item": item.id if item else None,
        "counts": situation.counts,
        "answers": {i: e.value for i, e in state.entries.items() if e.value is not None},
        "computed": {name: plain(situation.computed(name)) for name in state.runbook.computed},
        "consequences": consequences(situation),
        "refusal": _refusal(refused),
        "score": _score(state),
        "path": path,
        "head": state.head,
    }


def consequences(situation: Situation) -> dict[str, Any]:
    """What each option that has consequences would do in this situation, by option id."""
    return {
        option.id: _consequence(situation, option)
        for item in situation.runbook.items.values()
        if isinstance(item, ChoiceItem)
        for option in item.options
        if option.consequences
    }


def _consequence(situation: Situation, option: Option) -> dict[str, Any]:
    if option.allowed and option.not_allowed and not situation.evaluate(option.allowed):
        return {"allowed": False, "reason": situation.say(option.not_allowed)}
    told: dict[str, Any] = {
        "allowed": True,
        "recommended": bool(option.recommended and situation.evaluate(option.recommended)),
    }
    if option.exposure:
        told["exposure_hours"] = plain(situation.evaluate(option.exposure))
    shown = (c for c in option.consequences if c.when is None or situation.evaluate(c.when))
    return told | {"text": [situation.say(line.text) for line in shown]}


def _score(state: SessionState) -> dict[str, Any] | None:
    """How a closed training was judged, with the trainee's own judgement beside it (T11)."""
    if state.score is None:
        return None
    own = [event.data["levels"] for event in state.lived if event.type == "self_assessed"]
    return {**state.score, "self": own[-1] if own else None}


def _refusal(refused: Refused | None) -> dict[str, Any] | None:
    if refused is None:
        return None
    refusal = refused.refusal
    told = {"action": refused.action, "item": refusal.item, "code": refusal.code}
    return told | {"reason": refusal.reason}
