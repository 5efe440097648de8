"""The plain way: the same session by prompts, line by line, for any terminal and a screen reader."""

import sys
from collections.abc import Callable
from typing import Any, Final

from runbooks.answers import as_command
from runbooks.definition.items import (
    ChoiceItem,
    ChoicesItem,
    DeliveriesItem,
    Item,
    VerificationItem,
)
from runbooks.engine.commands import Cancel, Close, Command, Complete
from runbooks.engine.documents import draft
from runbooks.engine.refusals import Refusal
from runbooks.engine.situation import Situation
from runbooks.language import N_, _, words
from runbooks.language.visible import visible
from runbooks.record.errors import StoreError
from runbooks.session import Session

QUIT: Final = "/q"


class Leave(Exception):
    """The operator leaves; everything answered is saved."""


def run_plain(session: Session) -> None:
    """Take `session` from where it is held to its closing, or until the operator leaves.

    Every prompt takes `/q` (leave), `/n` (note), `/o` (override), `/d` (defer), `/b` (go back),
    `/h` (hand over) and `/c` (cancel).
    """
    say(
        _(
            "Type /q to leave; everything answered is saved. "
            "/n note, /o override, /d defer, /b back, /h hand over, /c cancel."
        )
    )
    left_empty: set[str] = set()
    try:
        while session.state.status != "closed":
            _turn(session, left_empty)
    except (Leave, EOFError, KeyboardInterrupt):
        say(
            _("Held in “{step}”. Go on with: restaura resume {id} --plain").format(
                step=session.situation.say(session.situation.step.title), id=session.state.id
            )
        )


def say(text: str) -> None:
    """One line or more for the person, foreign control characters made visible."""
    print(visible(text, multiline=True), flush=True)


def _turn(session: Session, left_empty: set[str]) -> None:
    situation = session.situation
    item = next((one for one in situation.asked if one.id not in left_empty), None)
    if situation.state.status == "finished":
        outcome = situation.runbook.outcomes[situation.state.outcome or ""]
        say(_("Outcome: {outcome}").format(outcome=situation.say(outcome.label)))
        _act(session, _ask(session, _("Type close to end the session: ")), {"close": Close()})
    elif item is None:
        step = situation.state.step
        counts = ", ".join(f"{name} {count}" for name, count in situation.counts.items())
        say(f"{situation.say(situation.step.title)}: {counts}")
        _act(
            session,
            _ask(session, _("Type complete to end this step: ")),
            {"complete": Complete(step)},
        )
        left_empty.clear()
    else:
        _show(situation, item)
        if not _answer(session, item):
            left_empty.add(item.id)


def _show(situation: Situation, item: Item) -> None:
    say(f"\n{situation.say(situation.step.title)} · {item.clause or ''}")
    if item.caution:
        say("! " + situation.say(item.caution))
    say(situation.say(item.label))
    for use in item.advisories:
        if use.when is not None and not situation.evaluate(use.when):
            continue
        say("  i " + situation.say(situation.runbook.facts[use.fact].text))
    if isinstance(item, ChoiceItem | ChoicesItem):
        for number, option in enumerate(item.options, start=1):
            refused = option.allowed and option.not_allowed and not situation.evaluate(option.allowed)
            why = f" — {situation.say(option.not_allowed)}" if refused and option.not_allowed else ""
            say(f"  {number} {option.id}: {situation.say(option.label)}{why}")
            for line in option.consequences if not refused else ():
                if line.when is None or situation.evaluate(line.when):
                    say(f"      {situation.say(line.text)}")


def _answer(session: Session, item: Item) -> bool:
    """Ask for the answer to `item`; False where an optional item is left empty."""
    situation = session.situation
    raw: Any
    if item.kind == "document":
        say(draft(situation, item).text)
        yes = _ask(session, _("Type yes to accept this text: ")).lower() in ("yes", "si", "sí")
        raw = {"accept": str(yes).lower()}
    elif isinstance(item, VerificationItem):
        raw = {area: _area(session, situation.label(item.id, area)) for area in situation.checks(item)}
    elif isinstance(item, DeliveriesItem):
        told = _delivery(session, item)
        raw = [told] if told else ""
    else:
        proposal = situation.proposal(item)
        hint = f" [{proposal}]" if proposal is not None and item.kind != "confirm" else ""
        raw = _ask(session, f"{item.id}{hint}: ") or (proposal if hint else "")
        raw = _chosen(item, raw)
    if not raw and situation.is_optional(item):
        return False
    _carry_out(session, as_command(session.situation, item.id, raw))
    return True


def _chosen(item: Item, raw: Any) -> Any:
    if not isinstance(item, ChoiceItem | ChoicesItem) or not isinstance(raw, str):
        return raw
    by_number = {str(number): option.id for number, option in enumerate(item.options, start=1)}
    named = [by_number.get(word, word) for word in raw.replace(",", " ").split()]
    return named if isinstance(item, ChoicesItem) else " ".join(named)


def _area(session: Session, area: str) -> dict[str, str]:
    state = _ask(session, _("{area}: ok or missing? ").format(area=area))
    return {"state": state, "seen": _ask(session, _("{area}: what was seen? ").format(area=area))}


def _delivery(session: Session, item: DeliveriesItem) -> dict[str, str]:
    channels = words.listed([channel.id for channel in item.channels])
    channel = _ask(session, _("channel ({channels}): ").format(channels=channels))
    if not channel:
        return {}
    return {
        "channel": channel,
        "audience": _ask(session, _("told to whom: ")),
        "at": _ask(session, _("when [now]: ")) or "now",
        "result": _ask(session, _("with what result: ")),
    }


def _ask(session: Session, prompt: str) -> str:
    while True:
        print(visible(prompt), end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        typed = line.strip()
        if typed == QUIT:
            raise Leave
        if typed in ASIDE:
            _carry_out(session, ASIDE[typed](session))
            continue
        return typed


def _act(session: Session, typed: str, known: dict[str, Command]) -> None:
    command = known.get(typed.lower())
    if command is None:
        say(_("Not done: type {words}.").format(words=" / ".join(known)))
    else:
        _carry_out(session, command)


def _carry_out(session: Session, command: Command | Refusal) -> None:
    try:
        refusal = command if isinstance(command, Refusal) else session.do(command)
    except StoreError as error:
        say(_("NOT SAVED: {reason}").format(reason=error))
        return
    say(_("Not done: {reason}").format(reason=refusal.reason) if refusal else _("saved"))


def _one(name: str, *prompts: tuple[str, str]) -> Callable[[Session], Command | Refusal]:
    def made(session: Session) -> Command | Refusal:
        given = {key: _ask(session, f"{_(prompt)}: ") for key, prompt in prompts}
        value: Any = given.get("", given)
        return as_command(session.situation, name, value)

    return made


def _cancel(session: Session) -> Command:
    return Cancel(_ask(session, _("reason: ")))


ASIDE: Final[dict[str, Callable[[Session], Command | Refusal]]] = {
    "/n": _one("note", ("", N_("note"))),
    "/o": _one("override", ("item", N_("item")), ("reason", N_("reason"))),
    "/d": _one("defer", ("item", N_("item")), ("until", N_("until step"))),
    "/b": _one("go_back", ("to", N_("to step")), ("reason", N_("reason"))),
    "/h": _one("hand_over", ("to", N_("to whom"))),
    "/c": _cancel,
}
