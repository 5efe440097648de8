"""Two sessions side by side, as one JSON document for programs."""

from datetime import timedelta
from typing import Any

from runbooks.definition.items import Item
from runbooks.engine.events import Event
from runbooks.engine.situation import ItemState
from runbooks.happened import event_in_words
from runbooks.record.summary import plain
from runbooks.report.comparison.model import Comparison, Cost, Parting
from runbooks.report.comparison.page import choices
from runbooks.report.comparison.walked import Walked


def comparison_data(compared: Comparison) -> dict[str, Any]:
    """The same as one JSON document; times are seconds, differences the second less the first."""
    return {
        "sessions": [_session(walked) for walked in compared.pair],
        "same_version": compared.is_same_version,
        "parted": _parting_as_json(compared, compared.parted),
        "decided": _parting_as_json(compared, compared.decided),
        "figures": [
            {
                "id": one.figure.id,
                "values": [_value(value) for value in one.values],
                "difference": _difference(one.difference),
            }
            for one in compared.figures()
        ],
        "points": compared.points,
        "differing": [
            {
                "item": item.id,
                "states": [str(_state(walked, item)) for walked in compared.pair],
                "answers": [walked.state.entry(item.id).value for walked in compared.pair],
            }
            for item in compared.differing()
        ],
        "steps": [
            {
                "id": step.id,
                "seconds": [_seconds(walked.spent[step.id].time) for walked in compared.pair],
                "times": [walked.spent[step.id].times for walked in compared.pair],
                "overridden": [walked.spent[step.id].overridden for walked in compared.pair],
                "deferred": [walked.spent[step.id].deferred for walked in compared.pair],
            }
            for step in compared.steps()
        ],
    }


def _session(walked: Walked) -> dict[str, Any]:
    state = walked.state
    return {
        "id": state.id,
        "mode": state.mode,
        "status": state.status,
        "outcome": state.outcome,
        "events": state.seq,
        "head": state.head,
        "counts": walked.situation.counts,
        "seconds": _seconds(walked.whole),
        "seconds_after_outcome": _seconds(walked.after),
    }


def _parting_as_json(compared: Comparison, parting: Parting | None) -> dict[str, Any] | None:
    if parting is None:
        return None
    acts = zip(compared.pair, parting.acts, strict=True)
    return {"kind": parting.kind, "acts": [_act(walked, event) if event else None for walked, event in acts]}


def _act(walked: Walked, event: Event) -> dict[str, Any]:
    told = {"seq": event.seq, "at": event.at, "by": event.by, "type": event.type}
    from_what = [
        {"label": one.label, "chosen": is_chosen, "text": one.text, "consequences": [*one.inner]}
        for one, is_chosen in choices(walked, event)
    ]
    return told | {
        "item": event.data.get("item"),
        "what": event_in_words(walked.before[event.seq], event),
        "choices": from_what,
    }


def _state(walked: Walked, item: Item) -> ItemState:
    return walked.situation.item_state(walked.state.runbook.items[item.id])


def _value(value: Any) -> Any:
    return _seconds(value) if isinstance(value, timedelta) else plain(value)


def _difference(difference: Cost) -> Any:
    if difference is None or isinstance(difference, timedelta):
        return None if difference is None else _seconds(difference)
    return {"worst": _seconds(difference[0]), "best": _seconds(difference[1])}


def _seconds(value: timedelta) -> int:
    return int(value.total_seconds())
