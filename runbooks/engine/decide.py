"""The engine: a command in a situation becomes events, or a refusal that says why.

Pure. It knows kinds, states and steps, and no rule of any procedure: those are the expressions of
the runbook, evaluated by `Situation`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import ChoiceItem
from runbooks.definition.model import Branch
from runbooks.engine.answering import answer, item_to_act_on, reopened
from runbooks.engine.commands import (
    Answer,
    Ask,
    Assess,
    Begin,
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
    TrainingCommand,
    Wait,
)
from runbooks.engine.events import Happening
from runbooks.engine.refusals import Decision, Refusal, refuse
from runbooks.engine.situation import Situation
from runbooks.engine.values import BadValue, read_text
from runbooks.language import N_, _, using


def decide(situation: Situation, command: Command) -> Decision:
    """What `command` does in `situation`: the events that follow from it, or why it is refused.

    Never raises: a rule that cannot be worked out opens no gate, and the item can be overridden.
    """
    if situation.state.status == "closed":
        return refuse("closed", None, N_("the session is closed; it never changes again"))
    item = getattr(command, "item", None)
    try:
        return DECIDERS[type(command)](situation, command)
    except BadValue as bad:
        return refuse(bad.code, item, bad.msgid, **bad.values)
    except ExpressionError as error:
        broken = N_("a rule of the runbook cannot be worked out here: {why}")
        return refuse("not_allowed", item, broken, why=str(error)[:300])


def _override(situation: Situation, command: Override) -> Decision:
    item = item_to_act_on(situation, command.item)
    if isinstance(item, Refusal):
        return item
    if item.hard:
        forbidden = N_("the document does not allow to pass over this ({clause})")
        return refuse("not_allowed", item.id, forbidden, clause=item.clause or "")
    reason = read_text(command.reason)
    if not reason:
        return refuse("reason_required", item.id, N_("write why this is passed over"))
    done = Happening("overridden", {"item": item.id, "reason": reason})
    return (done, *reopened(situation, item.id))


def _defer(situation: Situation, command: Defer) -> Decision:
    item = item_to_act_on(situation, command.item)
    if isinstance(item, Refusal):
        return item
    if not item.deferrable or situation.state.entry(item.id).returned:
        return refuse("not_allowed", item.id, N_("this item cannot be put off"))
    places = situation.runbook.places
    if places.get(command.until, -1) <= places[situation.state.step]:
        return refuse("bad_value", item.id, N_("name a later step at which it returns"))
    data = {"item": item.id, "until": command.until, "reason": read_text(command.reason)}
    return (Happening("deferred", data), *reopened(situation, item.id))


def _complete(situation: Situation, command: Complete) -> Decision:
    state, runbook = situation.state, situation.runbook
    if state.status == "finished":
        return refuse("closed", None, N_("an outcome is reached: close the session, or go back"))
    if command.step != state.step:
        return refuse(
            "wrong_step", None, N_("the session is in the step “{here}”"), here=situation.step.title
        )
    still = situation.open_items()
    returned = [item for item in still if state.entry(item.id).returned]
    if returned:
        waits = N_("“{label}” was put off until here; answer it first")
        return refuse("deferred_open", returned[0].id, waits, label=returned[0].label)
    if still:
        missing = N_("“{label}” is still open")
        return refuse("missing", still[0].id, missing, label=still[0].label)
    branch = branch_taken(situation)
    if branch is not None and branch.outcome is not None:
        return _outcome(situation, branch.outcome)
    place = runbook.places[branch.step] if branch and branch.step else runbook.places[state.step] + 1
    return _next_step(situation, runbook.steps[place].id)


def branch_taken(situation: Situation) -> Branch | None:
    """The branch of the current step that completing it takes: the first that holds, None for no one.

    Raises `ExpressionError` where one before it cannot be worked out.
    """
    return next((b for b in situation.step.branches if situation.work_out(b.when)), None)


def _next_step(situation: Situation, target: str) -> Decision:
    # At its checkpoint, or at the first step after it where a branch leads past it.
    places = situation.runbook.places
    back = (
        Happening("returned", {"item": item})
        for item, entry in situation.state.entries.items()
        if entry.deferred_until and not entry.returned and places[entry.deferred_until] <= places[target]
    )
    return (_step_completed(situation, target), *back)


def _outcome(situation: Situation, outcome: str) -> Decision:
    if situation.runbook.outcomes[outcome].restores and situation.counts["deferred"]:
        return refuse("deferred_open", None, N_("an item that was put off is still open"))
    reached = Happening("outcome_reached", {"outcome": outcome, "step": situation.state.step})
    return (_step_completed(situation, None), reached)


def _step_completed(situation: Situation, target: str | None) -> Happening:
    data = {"step": situation.state.step, "next": target, "counts": situation.counts}
    return Happening("step_completed", data)


def _go_back(situation: Situation, command: GoBack) -> Decision:
    state, places = situation.state, situation.runbook.places
    here = places[state.step] + (state.status == "finished")
    if command.to not in places or places[command.to] >= here:
        return refuse("wrong_step", None, N_("go back to an earlier step than the current one"))
    reason = read_text(command.reason)
    if not reason:
        return refuse("reason_required", None, N_("write why you go back"))
    again = situation.runbook.attempt
    begins = (
        again is not None
        and places[command.to] <= places[again.step]
        and situation.holds(again.when, unknown=False)
    )
    data = {
        "from": state.step,
        "to": command.to,
        "reason": reason,
        "attempt": state.attempt + begins,
    }
    went = Happening("went_back", data)
    if not begins or again is None:
        return (went,)
    first = places[again.step]
    answered = (item for item in situation.runbook.items if item in state.entries)
    anew = (item for item in answered if situation.runbook.home[item] >= first)
    return (went, *(Happening("reopened", {"item": i, "because": again.step}) for i in anew))


def _note(_situation: Situation, command: TakeNote) -> Decision:
    text = read_text(command.text)
    if not text:
        return refuse("missing", None, N_("the note is empty"))
    return (Happening("noted", {"text": text}),)


def _begin(situation: Situation, command: Begin) -> Decision:
    """A note that names the other session, so that who reads this record finds it."""
    item = item_to_act_on(situation, command.item)
    if isinstance(item, Refusal):
        return item
    if not isinstance(item, ChoiceItem) or item.procedure is None:
        return refuse("not_allowed", command.item, N_("this item has no procedure of its own"))
    if situation.state.mode == "training":
        return refuse("not_allowed", command.item, N_("in a training this is answered here"))
    with using(situation.state.language):
        told = _("Began “{procedure}” as the session {id}")
        text = told.format(procedure=situation.say(item.procedure.label), id=command.session)
    named = {"id": command.session, "runbook": command.runbook}
    return (Happening("noted", {"text": text, "item": item.id, "session": named}),)


def _hand_over(_situation: Situation, command: HandOver) -> Decision:
    to = read_text(command.to)
    if not to:
        return refuse("missing", None, N_("write who takes over"))
    return (Happening("handed_over", {"to": to}),)


def _close(situation: Situation, _command: Close) -> Decision:
    if situation.state.outcome is None:
        return refuse("missing", None, N_("no outcome is reached yet: complete the step, or cancel"))
    outcome = situation.state.outcome
    data = {"outcome": outcome, "counts": situation.counts}
    return (Happening("session_closed", data),)


def _cancel(situation: Situation, command: Cancel) -> Decision:
    if situation.state.status == "finished":
        return refuse("closed", None, N_("an outcome is reached: close the session, or go back"))
    reason = read_text(command.reason)
    if not reason:
        return refuse("reason_required", None, N_("write why the session is cancelled"))
    data = {"reason": reason, "outcome": situation.runbook.cancelled}
    return (Happening("cancelled", data),)


def _training_only(_situation: Situation, _command: TrainingCommand) -> Decision:
    return refuse("not_allowed", None, N_("this is for training only"))


DECIDERS: Final[Mapping[type[Any], Callable[[Situation, Any], Decision]]] = {
    Answer: answer,
    Complete: _complete,
    Override: _override,
    Defer: _defer,
    GoBack: _go_back,
    TakeNote: _note,
    Begin: _begin,
    HandOver: _hand_over,
    Close: _close,
    Cancel: _cancel,
    **dict.fromkeys((Wait, Ask, Hint, Assess), _training_only),
}
