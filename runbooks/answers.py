"""Answer files: a whole session as a list of actions (contract.md, "Answer files")."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from runbooks.definition.faults import DefinitionError
from runbooks.definition.items import ConfirmItem
from runbooks.definition.yaml_source import Source, read_yaml
from runbooks.engine import moments
from runbooks.engine.commands import (
    Answer,
    Cancel,
    Close,
    Command,
    Complete,
    Defer,
    GoBack,
    HandOver,
    Override,
    TakeNote,
)
from runbooks.engine.refusals import Refusal, refuse
from runbooks.engine.situation import Situation
from runbooks.language import N_, _
from runbooks.session import Session


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer file as read: `actions` in order, each one key and its value."""

    runbook: str | None
    operator: str | None
    actions: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """The action that stopped a run: its number from 1, and why."""

    action: int
    refusal: Refusal


def read_answers(data: bytes, name: str) -> AnswerFile:
    """Read an answer file, YAML or JSON. Raises `DefinitionError` that names line and field."""
    source = read_yaml(data, name)
    tree = source.tree
    if not isinstance(tree, dict) or not isinstance(tree.get("answers"), list):
        raise DefinitionError([source.fault((), _('a list "answers" is expected'))])
    for key in tree.keys() - {"runbook", "operator", "answers"}:
        raise DefinitionError([source.fault((key,), _('"{field}" is not known here.').format(field=key))])
    actions = tuple(_action(source, number, one) for number, one in enumerate(tree["answers"]))
    return AnswerFile(tree.get("runbook"), tree.get("operator"), actions)


def _action(source: Source, number: int, one: Any) -> tuple[str, Any]:
    if not isinstance(one, dict) or len(one) != 1:
        what = _("an action is one name and its value")
        raise DefinitionError([source.fault(("answers", number), what)])
    return next(iter(one.items()))


def run_answers(session: Session, file: AnswerFile) -> Refused | None:
    """Carry the actions out in order; the first refusal stops. Everything before it is saved."""
    for number, (name, value) in enumerate(file.actions, start=1):
        command = as_command(session.situation, name, value)
        refusal = command if isinstance(command, Refusal) else session.do(command)
        if refusal is not None:
            return Refused(number, refusal)
    return None


def as_command(situation: Situation, name: str, value: Any) -> Command | Refusal:
    """One action as a command, or the refusal of one that is not well formed."""
    if name in ACTIONS:
        return ACTIONS[name](value)
    if name in ("wait", "hint"):
        return refuse("not_allowed", None, N_("“{name}” is for training only"), name=name)
    reason = None
    if isinstance(value, Mapping) and value.keys() == {"choice", "reason"}:
        value, reason = value["choice"], str(value["reason"])
    item = situation.runbook.items.get(name)
    if isinstance(item, ConfirmItem) and isinstance(value, str):
        value = _typed(situation, value)
    return Answer(name, value, reason)


def _typed(situation: Situation, value: str) -> str:
    # A typed confirmation of a day may be written like the day itself: today-3d.
    if not value.startswith("today"):
        return value
    return moments.resolve_date(value, now=situation.now, zone=situation.zone).isoformat()


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
}
