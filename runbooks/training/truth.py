"""What is true in a scenario: the values of a file, typed by the guide's kinds."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from runbooks.definition.faults import nearest, unknown
from runbooks.definition.items import ChoiceItem, ChoicesItem
from runbooks.definition.model import Runbook
from runbooks.definition.parts import Text
from runbooks.engine import moments
from runbooks.language import LANGUAGES, _
from runbooks.training.guide import Guide, Kind


class NotSo(ValueError):
    """A value that does not fit its name; `str()` is the sentence that says what would be right."""


def start_of(starts: str, zone: ZoneInfo) -> datetime:
    """The moment at which a scenario's clock begins. Raises `NotSo`."""
    try:
        return moments.resolve_datetime(starts, now=datetime.now(zone), zone=zone)
    except moments.NotUnderstood as wrong:
        raise NotSo(str(wrong)) from None


def typed_value(guide: Guide, runbook: Runbook, name: str, raw: Any, start: datetime) -> Any:
    """The value of `name` as expressions see it. Raises `NotSo`."""
    kind = guide.truth.get(name)
    if kind is None:
        raise NotSo(unknown(name, guide.truth))
    return _TYPED[kind.kind](kind, runbook, raw, start)


def whole_truth(guide: Guide, runbook: Runbook, said: Mapping[str, Any], start: datetime) -> dict[str, Any]:
    """Every name of the guide with its value: as said, else its default. Raises `NotSo`."""
    found = {}
    for name, kind in guide.truth.items():
        raw = said.get(name, kind.default)
        if raw is None and not kind.optional:
            raise NotSo(_('"{field}" is missing').format(field=name))
        found[name] = None if raw is None else typed_value(guide, runbook, name, raw, start)
    return found


def _moment(_kind: Kind, _runbook: Runbook, raw: Any, start: datetime) -> datetime:
    zone = start.tzinfo
    assert isinstance(zone, ZoneInfo)
    try:
        moment = moments.resolve_datetime(str(raw), now=start, zone=zone)
    except moments.NotUnderstood as wrong:
        raise NotSo(str(wrong)) from None
    # As the engine's own, with its offset fixed: see Situation.moment.
    return datetime.fromisoformat(moments.as_text(moment))


def _day(_kind: Kind, _runbook: Runbook, raw: Any, start: datetime) -> date:
    zone = start.tzinfo
    assert isinstance(zone, ZoneInfo)
    try:
        return moments.resolve_date(str(raw), now=start, zone=zone)
    except moments.NotUnderstood as wrong:
        raise NotSo(str(wrong)) from None


def _yes_no(_kind: Kind, _runbook: Runbook, raw: Any, _start: datetime) -> bool:
    known = {"true": True, "false": False}
    try:
        return raw if isinstance(raw, bool) else known[str(raw)]
    except KeyError:
        raise NotSo(_('"{value}" is neither true nor false').format(value=str(raw)[:60])) from None


def _number(_kind: Kind, _runbook: Runbook, raw: Any, _start: datetime) -> int:
    try:
        number = int(str(raw)) if len(str(raw)) < 6 else -1
    except ValueError:
        number = -1
    if number < 0:
        raise NotSo(_('"{value}" is no whole number from 0 to 99999').format(value=str(raw)[:60]))
    return number


def _name(_kind: Kind, _runbook: Runbook, raw: Any, _start: datetime) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise NotSo(_("a text is expected here"))
    return raw


def _text(_kind: Kind, _runbook: Runbook, raw: Any, _start: datetime) -> Text:
    if isinstance(raw, Text):
        return raw
    try:
        return Text.model_validate(raw)
    except ValidationError:
        raise NotSo(
            _("a text in {languages} is expected here").format(languages=", ".join(LANGUAGES))
        ) from None


def _word(kind: Kind, runbook: Runbook, raw: Any, _start: datetime) -> str:
    known = known_words(kind, runbook)
    if raw not in known:
        what = _('"{value}" is none of {expected}.').format(value=str(raw)[:60], expected=", ".join(known))
        raise NotSo(what + nearest(str(raw), known))
    return str(raw)


def _words(kind: Kind, runbook: Runbook, raw: Any, start: datetime) -> list[str]:
    if not isinstance(raw, list | tuple):
        raise NotSo(_("a list is expected here"))
    chosen = [_word(kind, runbook, one, start) for one in raw]
    return [one for one in known_words(kind, runbook) if one in chosen]


def known_words(kind: Kind, runbook: Runbook) -> tuple[str, ...]:
    """What a `word` may be: the options of its item, or those that the guide lists."""
    item = runbook.items.get(kind.of) if kind.of else None
    if isinstance(item, ChoiceItem | ChoicesItem):
        return tuple(option.id for option in item.options)
    return kind.among


_TYPED: Final[Mapping[str, Callable[[Kind, Runbook, Any, datetime], Any]]] = {
    "moment": _moment,
    "day": _day,
    "yes_no": _yes_no,
    "number": _number,
    "name": _name,
    "text": _text,
    "word": _word,
    "words": _words,
}
