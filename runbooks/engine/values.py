"""From what was typed, or stands in an answer file, to the JSON value that a record keeps.

One reader for each kind of item. A reader raises `BadValue` with the sentence that says what would
be right; rules of the procedure are not here but in the runbook.
"""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final

from runbooks.definition.items import (
    ChoiceItem,
    ChoicesItem,
    ConfirmItem,
    DateItem,
    DeliveriesItem,
    Item,
    TextItem,
    VerificationItem,
)
from runbooks.engine import moments
from runbooks.engine.refusals import Code
from runbooks.engine.situation import Situation
from runbooks.language import N_

YES: Final = frozenset({"true", "yes", "y", "si", "sí", "s"})
NO: Final = frozenset({"false", "no", "n"})
MOST_CHARACTERS: Final = 20_000
VERIFIED: Final = ("ok", "missing")


class BadValue(ValueError):
    """A value that does not fit its item: `msgid` of the catalogue and what fills it."""

    def __init__(self, msgid: str, code: Code = "bad_value", **values: Any) -> None:
        super().__init__(msgid)
        self.msgid, self.code, self.values = msgid, code, values


def read_value(item: Item, raw: Any, situation: Situation) -> Any:
    """The JSON value of `raw` for `item`. Raises `BadValue`."""
    return READERS[item.kind](item, raw, situation)


def read_text(raw: Any) -> str:
    """A text that a record can hold, trimmed; empty where nothing was written. Raises `BadValue`."""
    if not isinstance(raw, str):
        raise BadValue(N_("a text is expected here"))
    if len(raw) > MOST_CHARACTERS:
        raise BadValue(N_("the text is over {most} characters"), most=MOST_CHARACTERS)
    try:
        raw.encode()
    except UnicodeEncodeError:
        raise BadValue(N_("the text has characters that cannot be stored")) from None
    return unicodedata.normalize("NFC", raw.strip())  # S18: one name is written in one way


def _text(raw: Any) -> str:
    text = read_text(raw)
    if not text:
        raise BadValue(N_("this cannot be left empty"), "missing")
    return text


def _read_text(item: TextItem, raw: Any, _situation: Situation) -> Any:
    if item.number is None:
        return _text(raw)
    least, most = item.number.minimum, item.number.maximum
    wrong = BadValue(N_("a whole number from {least} to {most} is expected"), least=least, most=most)
    if isinstance(raw, bool) or not isinstance(raw, int | str):
        raise wrong
    try:
        number = int(raw) if len(str(raw)) < 20 else most + 1
    except ValueError:
        raise wrong from None
    if not least <= number <= most:
        raise wrong
    return number


def _read_confirm(item: ConfirmItem, raw: Any, situation: Situation) -> Any:
    typed = situation.work_out(item.typed) if item.typed else None
    if typed is None:
        return _yes_or_no(raw)
    asked = typed.isoformat() if hasattr(typed, "isoformat") else str(typed)
    word = raw.strip().lower() if isinstance(raw, str) else raw
    if word in (None, "", True, False, *YES, *NO):
        raise BadValue(N_("type {asked} to accept it"), "needs_confirmation", asked=asked)
    if word != asked.lower():
        raise BadValue(N_("that is not what was asked: type {asked}"), "confirmation_mismatch", asked=asked)
    return asked


def _yes_or_no(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = raw.strip().lower() if isinstance(raw, str) else None
    if word in YES:
        return True
    if word in NO:
        return False
    raise BadValue(N_("yes or no is expected"))


def _read_choice(item: ChoiceItem, raw: Any, _situation: Situation) -> str:
    return _one_of(raw, [option.id for option in item.options])


def _read_choices(item: ChoicesItem, raw: Any, _situation: Situation) -> list[str]:
    chosen = [raw] if isinstance(raw, str) else raw
    if not isinstance(chosen, list):
        raise BadValue(N_("a list is expected here"))
    if not chosen:
        raise BadValue(N_("choose at least one"), "missing")
    known = [option.id for option in item.options]
    wanted = {_one_of(one, known) for one in chosen}
    return [one for one in known if one in wanted]


def _one_of(raw: Any, known: list[str]) -> str:
    if isinstance(raw, str) and raw.strip() in known:
        return raw.strip()
    raise BadValue(N_("“{value}” is none of: {known}"), value=str(raw)[:40], known=", ".join(known))


def _read_date(_item: DateItem, raw: Any, situation: Situation) -> str:
    try:
        day = moments.resolve_date(str(raw), now=situation.now, zone=situation.zone)
    except moments.NotUnderstood as wrong:
        raise BadValue(wrong.msgid, value=wrong.value) from None
    return day.isoformat()


def _read_datetime(_item: Item, raw: Any, situation: Situation) -> str:
    return moments.as_text(_moment(raw, situation))


def _moment(raw: Any, situation: Situation) -> datetime:
    try:
        read = moments.resolve_datetime(str(raw), now=situation.now, zone=situation.zone)
    except moments.NotUnderstood as wrong:
        raise BadValue(wrong.msgid, value=wrong.value) from None
    return situation.moment(read)


def _read_deliveries(item: DeliveriesItem, raw: Any, situation: Situation) -> list[dict[str, str]]:
    told = [raw] if isinstance(raw, Mapping) else raw
    if not isinstance(told, list):
        raise BadValue(N_("a list of deliveries is expected here"))
    if not told:
        raise BadValue(N_("note at least one delivery"), "missing")
    return [_read_delivery(item, one, situation) for one in told]


def _read_delivery(item: DeliveriesItem, raw: Any, situation: Situation) -> dict[str, str]:
    parts = {"channel", "audience", "at", "result"}
    if not isinstance(raw, Mapping) or raw.keys() != parts:
        raise BadValue(N_("a delivery has channel, audience, at and result"))
    at = _moment(raw["at"], situation)
    if at > situation.now:
        raise BadValue(N_("a delivery cannot lie in the future"), "in_future")
    return {
        "channel": _one_of(raw["channel"], [channel.id for channel in item.channels]),
        "audience": _text(raw["audience"]),
        "at": moments.as_text(at),
        "result": _text(raw["result"]),
    }


def _read_verification(item: VerificationItem, raw: Any, situation: Situation) -> dict[str, Any]:
    if not isinstance(raw, Mapping) or not raw:
        raise BadValue(N_("a state and what was seen are expected for each area"))
    areas = list(situation.checks(item))
    kept = situation.state.entry(item.id).value or {}
    checked = {area: found for area, found in kept.items() if area in areas}
    for area, found in raw.items():
        _one_of(area, areas)
        if not isinstance(found, Mapping) or found.keys() != {"state", "seen"}:
            raise BadValue(N_("{area}: state and seen are expected"), area=area)
        state = _one_of(found["state"], list(VERIFIED))
        checked[area] = {"state": state, "seen": _text(found["seen"])}
    return checked


READERS: Final[Mapping[str, Callable[..., Any]]] = {
    "text": _read_text,
    "confirm": _read_confirm,
    "choice": _read_choice,
    "choices": _read_choices,
    "date": _read_date,
    "datetime": _read_datetime,
    "deliveries": _read_deliveries,
    "verification": _read_verification,
}
