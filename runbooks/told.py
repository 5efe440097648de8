"""A session in words: answers, states and values, for every face and the report.

Everything said here is in the reader's language. What a person wrote goes through as it stands:
whoever shows it passes it through `visible`, or through the escaping of a format.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from runbooks.definition.items import Item, VerificationItem
from runbooks.engine.marks import unmarked
from runbooks.engine.namespace import ABSENT
from runbooks.engine.retention import Exposure, RestorePoint
from runbooks.engine.situation import ItemState, Situation
from runbooks.engine.state import SessionState
from runbooks.language import N_, _, ngettext, words
from runbooks.language.scripts import mixed_words

# -- where it belongs -----------------------------------------------------------------------------


def begun_for(state: SessionState) -> str:
    """The session whose item this one answers, in a sentence; empty where it was begun by itself."""
    told = _("Begun for the session {id}, which takes its end as an answer.")
    return told.format(id=state.parent["session"]) if state.parent else ""


# -- states ---------------------------------------------------------------------------------------

STATES: Final[Mapping[ItemState, str]] = {
    ItemState.DONE: N_("done"),
    ItemState.OPEN: N_("open"),
    ItemState.NOT_APPLICABLE: N_("not applicable"),
    ItemState.OVERRIDDEN: N_("passed over"),
    ItemState.DEFERRED: N_("put off"),
}
COUNTED: Final[Mapping[ItemState, Callable[[int], str]]] = {
    ItemState.DONE: lambda n: ngettext("{count} done", "{count} done", n),
    ItemState.OPEN: lambda n: ngettext("{count} open", "{count} open", n),
    ItemState.NOT_APPLICABLE: lambda n: ngettext("{count} not applicable", "{count} not applicable", n),
    ItemState.OVERRIDDEN: lambda n: ngettext("{count} passed over", "{count} passed over", n),
    ItemState.DEFERRED: lambda n: ngettext("{count} put off", "{count} put off", n),
}
STATUSES: Final[Mapping[str, str]] = {
    "open": N_("in progress"),
    "finished": N_("finished, not closed"),
    "closed": N_("closed"),
}
MODES: Final[Mapping[str, str]] = {"incident": N_("incident"), "training": N_("training")}
FOUND: Final[Mapping[str, str]] = {"ok": N_("it is there"), "missing": N_("missing")}
COPIES: Final[Mapping[str, str]] = {
    "sure": N_("sure"),
    "doubtful": N_("doubtful"),
    "too_new": N_("too new"),
    "gone": N_("deleted"),
}
DOUBTS: Final[Mapping[str, str]] = {
    "may_follow_loss": N_("it may have been made after the loss"),
    "may_be_deleted": N_("it may be deleted already"),
    "may_not_be_made": N_("it may not be made yet"),
    "last_good_unknown": N_("nobody has said when all was last good"),
}

QUESTIONS: Final[Mapping[str, str]] = {
    "may_follow_loss": N_("Ask Support at what hour it was made."),
    "may_be_deleted": N_("Ask Support whether it still exists."),
    "may_not_be_made": N_("Ask Support whether it is made already."),
    "last_good_unknown": N_("Find out when all was last good."),
}
"""What settles each doubt."""


def state_word(state: ItemState) -> str:
    """An item's state: `hecho`, `abierto`, `no aplica`, `omitido`, `diferido` (R1)."""
    return _(STATES[state])


def status_word(status: str) -> str:
    """A session's status: `en curso`, `terminada, sin cerrar`, `cerrada`."""
    return _(STATUSES[status])


def mode_word(mode: str) -> str:
    """A session's mode: `incidente`, `entrenamiento`."""
    return _(MODES[mode])


def found_word(found: str) -> str:
    """What a check of one area found: `está`, `falta`."""
    return _(FOUND[found])


def record_changed() -> str:
    """What is said of a record whose hashes do not hold together."""
    return _("The record was changed since restaura wrote it: `restaura verify` says where.")


def counts_in_words(counts: Mapping[str, int]) -> str:
    """The five counts, each told apart (R1, R8): `9 hechos · 4 abiertos · 1 no aplica · …`."""
    return " · ".join(counted(ItemState(state), count) for state, count in counts.items())


def counted(state: ItemState, count: int) -> str:
    """How many items are in `state`: `9 hechos`, `1 hecho`."""
    return COUNTED[state](count).format(count=count)


# -- values ---------------------------------------------------------------------------------------


def answer_in_words(situation: Situation, item: Item, value: Any) -> str:
    """The answer `value` to `item`: the JSON of a record, or what a computed item computes.

    Deliveries and checked areas take a line each; of a document it is the first line.
    """
    say = ANSWERS.get(item.kind)
    if value is None:
        return ABSENT
    return say(situation, item, value) if say else value_in_words(situation, value)


def value_in_words(situation: Situation, value: Any) -> str:
    """The value of an expression: days, moments in the portal's zone, durations, copies, lists."""
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return words.moment(value.astimezone(situation.zone))
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, timedelta):
        return words.duration(value)
    if isinstance(value, RestorePoint):
        return _copy(value)
    if isinstance(value, Exposure):
        return _exposure(value)
    if isinstance(value, list | tuple):
        return _several(situation, value)
    return str(value)


def local_time(situation: Situation, at: str) -> str:
    """A stored moment by the portal's clock, without its zone: `lun 23/11/2026 09:10`.

    In the hour that the clock shows twice when daylight saving ends, with its offset (R15).
    """
    moment = datetime.fromisoformat(at).astimezone(situation.zone)
    if moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset():
        return words.moment(moment)
    return f"{words.day(moment)} {moment:%H:%M}"


def first_line(text: str) -> str:
    """The first line of a document that is not empty, with `…` where more follows; a mark is none."""
    lines = [line.strip() for line in unmarked(text).splitlines() if line.strip()]
    return lines[0] + (" …" if lines[1:] else "") if lines else ""


def copy_state_in_words(point: RestorePoint) -> str:
    """A copy's state, and what makes it doubtful."""
    told = _(COPIES[point.state])
    if point.doubts:
        told += " (" + "; ".join(_(DOUBTS[doubt]) for doubt in point.doubts) + ")"
    return told


def copy_in_full(point: RestorePoint) -> str:
    """A copy's state, what settles its doubts, and until when it is kept: sentences."""
    told = [copy_state_in_words(point) + ".", *(_(QUESTIONS[doubt]) for doubt in point.doubts)]
    if "may_be_deleted" in point.doubts:
        told.append(_("It is deleted by {at} at the latest.").format(at=words.moment(point.deleted_by)))
    elif point.state != "gone":
        told.append(_("It may be deleted from {at}.").format(at=words.moment(point.deleted_from)))
    return " ".join(told)


def item_label(situation: Situation, item: str) -> str:
    """The label of an item by its id."""
    return situation.say(situation.runbook.items[item].label)


def caution_in_words(situation: Situation, item: Item) -> str:
    """What is to be minded before `item`; empty where there is nothing, as things stand."""
    return situation.say(item.caution).strip() if item.caution else ""


def step_title(situation: Situation, step: str) -> str:
    """The title of a step by its id."""
    return situation.say(situation.runbook.steps[situation.runbook.places[step]].title)


def outcome_label(situation: Situation, outcome: str | None) -> str:
    """How a session ended, as one sentence; `—` while it has not."""
    if outcome is None:
        return ABSENT
    return situation.say(situation.runbook.outcomes[outcome].label)


def with_warning(text: str) -> str:
    """A name or text, with a word on letters that look like those of another alphabet (S18)."""
    mixed = mixed_words(text)
    if not mixed:
        return text
    told = _("(mind: {words} mixes alphabets)")
    return f"{text} " + told.format(words=", ".join(f"“{word}”" for word in mixed[:3]))


def delivery_in_words(situation: Situation, item: Item, delivery: Mapping[str, str]) -> str:
    """One delivery: `Teléfono a ventas, lun 23/11/2026 09:10: avisados`."""
    return _("{channel} to {audience}, {at}: {result}").format(
        channel=situation.label(item.id, delivery["channel"]),
        audience=with_warning(delivery["audience"]),
        at=local_time(situation, delivery["at"]),
        result=delivery["result"],
    )


def _copy(point: RestorePoint) -> str:
    told = f"{words.day(point.date)}: {copy_state_in_words(point)}"
    if point.state == "gone":
        return told
    return told + _(", may be deleted from {at}").format(at=words.moment(point.deleted_from))


def _exposure(exposure: Exposure) -> str:
    worst, best = words.duration(exposure.worst), words.duration(exposure.best)
    if exposure.worst == exposure.best:
        return worst
    return _("at worst {worst}, at best {best}").format(worst=worst, best=best)


def _several(situation: Situation, values: list[Any] | tuple[Any, ...]) -> str:
    told = [value_in_words(situation, one) for one in values]
    if any(isinstance(one, RestorePoint) for one in values):
        return "\n".join(told)
    return words.listed(told) if told else ABSENT


def _confirmed(_situation: Situation, _item: Item, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _("accepted by typing {typed}").format(typed=value)


def _labelled(situation: Situation, item: Item, value: Any) -> str:
    said = situation.label(item.id, value)
    return words.listed(said) if isinstance(said, list) else str(said)


def _dated(situation: Situation, item: Item, value: Any) -> str:
    return value_in_words(situation, situation.as_python(item, value))


def _delivered(situation: Situation, item: Item, value: Any) -> str:
    return "\n".join(delivery_in_words(situation, item, told) for told in value)


def _verified(situation: Situation, item: Item, value: Any) -> str:
    lines = (
        f"{situation.label(item.id, area)}: {found_word(found['state'])}: {found['seen']}"
        for area, found in in_order(item, value)
    )
    return "\n".join(lines)


def in_order(item: Item, found: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What was found in each area, in the order in which the runbook names them."""
    assert isinstance(item, VerificationItem)
    return ((area.id, found[area.id]) for area in item.areas if area.id in found)


def _written(situation: Situation, _item: Item, value: Any) -> str:
    return with_warning(value_in_words(situation, value))


ANSWERS: Final[Mapping[str, Callable[[Situation, Item, Any], str]]] = {
    "text": _written,
    "confirm": _confirmed,
    "choice": _labelled,
    "choices": _labelled,
    "date": _dated,
    "datetime": _dated,
    "document": lambda _situation, _item, value: first_line(value),
    "deliveries": _delivered,
    "verification": _verified,
}
"""How each kind of item is said; the others are said as their value."""
