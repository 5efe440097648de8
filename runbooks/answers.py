"""Answer files: a whole session as a list of actions (contract.md, "Answer files")."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.items import ConfirmItem
from runbooks.definition.yaml_source import Place, Source, read_yaml
from runbooks.engine import moments
from runbooks.engine.commands import (
    LEVELS,
    Answer,
    Ask,
    Assess,
    Cancel,
    Close,
    Command,
    Complete,
    Defer,
    GoBack,
    HandOver,
    Hint,
    Override,
    TakeNote,
    Wait,
)
from runbooks.engine.refusals import Refusal, in_each_language, refuse
from runbooks.engine.situation import Situation
from runbooks.language import N_, _
from runbooks.procedures import Find, begin, shipped, take_back
from runbooks.session import Session

HEAD: Final = ("runbook", "operator", "outcome", "answers")
OPTIONAL: Final = HEAD[:-1]
FIELDS: Final[Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "override": (("item",), ("reason",)),
    "defer": (("item", "until"), ("reason",)),
    "go_back": (("to",), ("reason",)),
    "hand_over": (("to",), ()),
}
"""The fields of an action: those that it needs, and the others. The engine asks for a reason."""
TRAINING: Final = ("wait", "ask", "hint", "assess")
"""The actions that only a training has; `assess` has a level for each criterion."""
CLOCK: Final = "at"
"""The action that sets the clock of what was done on paper; `at: now` makes what follows live."""
PROCEDURE: Final = "procedure"
"""The action that runs the procedure of an item to where `answers` of its own end."""
TEXTS: Final = ("complete", "note", "close", "cancel", CLOCK, "wait", "ask", "hint")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer file as read: `actions` in order, each one key and its value.

    `outcome` is the one that they must reach, None where the file names none.
    """

    runbook: str | None
    operator: str | None
    actions: tuple[tuple[str, Any], ...]
    outcome: str | None = None

    @property
    def begun(self) -> str | None:
        """When the session was begun on paper, where its first action says so."""
        return str(self.actions[0][1]) if self.actions and self.actions[0][0] == CLOCK else None

    def begun_at(self, moment: datetime) -> "AnswerFile":
        """The same, its first action telling exactly when it was begun: `now-30h` goes on with the clock."""
        return replace(self, actions=((CLOCK, moments.as_text(moment)), *self.actions[1:]))


@dataclass(frozen=True, slots=True)
class Refused:
    """The action that stopped a run: its number from 1, and why."""

    action: int
    refusal: Refusal


def read_answers(data: bytes, name: str) -> AnswerFile:
    """Read an answer file, YAML or JSON. Raises `DefinitionError` that names line and field."""
    source = read_yaml(data, name)
    faults = tuple(_faults(source))
    if faults:
        raise DefinitionError(faults)
    tree = _whole(source.tree)
    actions = tuple(_actions(source, tree["answers"], ("answers",)))
    return AnswerFile(tree.get("runbook"), tree.get("operator"), actions, tree.get("outcome"))


def _actions(source: Source, answers: list[Any], at: Place) -> Iterator[tuple[str, Any]]:
    for number, one in enumerate(answers):
        for name, value in one.items():
            place: Place = (*at, number, name)
            if name == PROCEDURE:
                inner = _actions(source, value.get("answers", []), (*place, "answers"))
                yield name, {"item": value["item"], "answers": tuple(inner)}
            else:
                yield name, None if place in source.nulls and _is_item(name) else value


def _is_item(name: str) -> bool:
    return name not in FIELDS and name not in TEXTS and name not in TRAINING and name != PROCEDURE


def _faults(source: Source) -> Iterator[Fault]:
    tree = source.tree
    if not isinstance(tree, dict) or not isinstance(tree.get("answers"), list):
        yield source.fault((), _('a list "answers" is expected'))
        return
    yield from _unstorable(source, tree, ())
    yield from _unknown(source, (), tree, HEAD)
    for key in tree.keys() & set(OPTIONAL):
        yield from _not_text(source, (key,), tree[key])
    yield from _wrong_actions(source, ("answers",), tree["answers"])


def _wrong_actions(source: Source, at: Place, answers: list[Any]) -> Iterator[Fault]:
    for number, one in enumerate(answers):
        place: Place = (*at, number)
        if not isinstance(one, dict) or len(one) != 1:
            yield source.fault(place, _("an action is one name and its value"))
            continue
        name, value = next(iter(one.items()))
        if name in FIELDS:
            yield from _misshapen(source, (*place, name), value, *FIELDS[name])
        elif name in TEXTS:
            yield from _not_text(source, (*place, name), value)
        elif name == PROCEDURE:
            yield from _misbegun(source, (*place, name), value)
        elif name == "assess":
            yield from _misjudged(source, (*place, name), value)


def _misbegun(source: Source, place: Place, value: Any) -> Iterator[Fault]:
    whole = value if isinstance(value, dict) else {}
    yield from _unknown(source, place, whole, ("item", "answers"))
    item = {field: one for field, one in whole.items() if field == "item"}
    yield from _misshapen(source, place, item if whole else value, ("item",), ())
    answers = whole.get("answers", [])
    if isinstance(answers, list):
        yield from _wrong_actions(source, (*place, "answers"), answers)
    else:
        yield source.fault((*place, "answers"), _('a list "answers" is expected'))


def _misjudged(source: Source, place: Place, value: Any) -> Iterator[Fault]:
    if not isinstance(value, dict) or not all(isinstance(level, str) for level in value.values()):
        told = _("criteria with their levels are expected: {levels}")
        yield source.fault(place, told.format(levels=", ".join(LEVELS)))


def _misshapen(
    source: Source, place: Place, value: Any, needed: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[Fault]:
    known = (*needed, *optional)
    if not isinstance(value, dict):
        yield source.fault(place, _("these fields are expected: {fields}").format(fields=", ".join(known)))
        return
    yield from _unknown(source, place, value, known)
    for field in needed:
        if field not in value:
            yield source.fault((*place, field), _('"{field}" is missing').format(field=field))
    for field in value.keys() & set(known):
        yield from _not_text(source, (*place, field), value[field])


def _unknown(source: Source, place: Place, value: dict[str, Any], known: tuple[str, ...]) -> Iterator[Fault]:
    for field in value:
        if field not in known:
            what = _('"{field}" is not known here.').format(field=field)
            yield source.fault((*place, field), what + nearest(field, known))


def _not_text(source: Source, place: Place, value: Any) -> Iterator[Fault]:
    if not isinstance(value, str):
        yield source.fault(place, _("a text is expected here"))


def _unstorable(source: Source, value: Any, place: Place) -> Iterator[Fault]:
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unstorable(source, inner, (*place, key))
    elif any("\ud800" <= character <= "\udfff" for character in _whole(value)):
        yield source.fault(place, _("the text has characters that cannot be stored"))


def _whole(value: Any) -> Any:
    # JSON writes a character past U+FFFF as a pair of escapes, which YAML takes for two characters.
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_whole(inner) for inner in value]
    return str(value).encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def run_answers(session: Session, file: AnswerFile, find: Find = shipped) -> Refused | None:
    """Carry the actions out in order; the first refusal stops. Everything before it is saved.

    `find` brings the runbook of a procedure that is begun for an item.
    """
    for number, (name, value) in enumerate(file.actions, start=1):
        refusal = _carried_out(session, name, value, find)
        if refusal is not None:
            return Refused(number, refusal)
    return None


def missed_outcome(file: AnswerFile, reached: str | None) -> str | None:
    """The sentence that the answers did not reach the outcome that `file` names; None where they did."""
    if file.outcome is None or file.outcome == reached:
        return None
    if reached is None:
        told = _("The answers end before an outcome; “{expected}” was to be reached.")
        return told.format(expected=file.outcome)
    told = _("The answers reached “{reached}”; “{expected}” was to be reached.")
    return told.format(reached=reached, expected=file.outcome)


def _carried_out(session: Session, name: str, value: Any, find: Find) -> Refusal | None:
    if name == CLOCK:
        return session.set_clock(str(value))
    if name == PROCEDURE:
        return _carried_out_apart(session, str(value["item"]), AnswerFile(None, None, value["answers"]), find)
    command = as_command(session.situation, name, value)
    return command if isinstance(command, Refusal) else session.do(command)


def _carried_out_apart(session: Session, item: str, file: AnswerFile, find: Find) -> Refusal | None:
    """The procedure of an item, to where its answers end; its end answers the item once it is closed."""
    begun = begin(session, item, find)
    if isinstance(begun, Refusal):
        return begun
    with begun:
        refused = run_answers(begun, file, find)
    if refused is not None:
        told, number, inner = N_("action {number} of its own: {reason}"), refused.action, refused.refusal
        said = in_each_language(lambda: _(told).format(number=number, reason=inner.reason))
        return replace(inner, sentences=said)
    if begun.state.status == "finished":
        told = N_("session {id} came to its end and is not closed; write close: true as its last answer")
        return refuse("missing", item, told, id=begun.state.id)
    return next(iter(take_back(session)), None)


def as_command(situation: Situation, name: str, value: Any) -> Command | Refusal:
    """One action as a command, or the refusal of one that is not well formed."""
    if name in TRAINING and situation.state.mode != "training":
        return refuse("not_allowed", None, N_("“{name}” is for training only"), name=name)
    if name in ACTIONS:
        return ACTIONS[name](value)
    reason = None
    if isinstance(value, Mapping) and value.keys() == {"choice", "reason"}:
        value, reason = value["choice"], value["reason"]
    item = situation.runbook.items.get(name)
    if isinstance(item, ConfirmItem) and isinstance(value, str):
        value = _typed(situation, value)
    return Answer(name, value, reason)


def _typed(situation: Situation, value: str) -> str:
    # A typed confirmation of a day may be written like the day itself: today-3d.
    if not value.startswith("today"):
        return value
    try:
        return moments.resolve_date(value, now=situation.now, zone=situation.zone).isoformat()
    except ValueError:
        return value


def _fields(value: Any, *names: str) -> dict[str, str]:
    given = value if isinstance(value, Mapping) else {}
    return {name: str(given.get(name, "")) for name in names}


def _close(value: Any) -> Command | Refusal:
    if str(value).lower() != "true":
        return refuse("bad_value", None, N_("write close: true"))
    return Close()


ACTIONS: Final[Mapping[str, Callable[[Any], Command | Refusal]]] = {
    "complete": lambda value: Complete(str(value)),
    "override": lambda value: Override(**_fields(value, "item", "reason")),
    "defer": lambda value: Defer(**_fields(value, "item", "until", "reason")),
    "note": lambda value: TakeNote(str(value)),
    "go_back": lambda value: GoBack(**_fields(value, "to", "reason")),
    "hand_over": lambda value: HandOver(**_fields(value, "to")),
    "close": _close,
    "cancel": lambda value: Cancel(str(value)),
    "wait": lambda value: Wait(str(value)),
    "ask": lambda value: Ask(str(value)),
    "hint": lambda value: Hint(str(value)),
    "assess": lambda value: Assess(dict(value)),
}
