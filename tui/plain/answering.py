"""How each kind of item is asked for; what is typed goes to the engine, which judges it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from runbooks.definition.items import (
    ChoiceItem,
    ChoicesItem,
    ConfirmItem,
    DateItem,
    DatetimeItem,
    DeliveriesItem,
    Item,
    TextItem,
    VerificationItem,
)
from runbooks.engine.commands import Answer
from runbooks.engine.situation import ItemState, Situation
from runbooks.language import _
from runbooks.told import FOUND, answer_in_words, found_word
from runbooks.tried import examples, moments_offered
from tui.plain.document import ask_document
from tui.plain.talk import END, Talk, among, numbered

EMPTY: Final = "-"


def ask_item(talk: Talk, item: Item) -> None:
    """Ask for the answer to `item` and save it."""
    ASKS.get(item.kind, _ask_line)(talk, item)


def offered(situation: Situation, item: Item) -> Any:
    """What Enter takes as the answer to `item`; None where it takes nothing (R13).

    Nothing irreversible, and no critical confirmation, is ever taken by Enter.
    """
    proposal = situation.proposal(item)
    if isinstance(item, ConfirmItem):
        return None if item.critical or item.typed else proposal
    if isinstance(item, ChoiceItem):
        option = next((one for one in item.options if one.id == proposal), None)
        return None if option is None or option.irreversible or option.asks_reason else proposal
    return proposal


def _ask_line(talk: Talk, item: Item) -> None:
    situation = talk.situation
    optional = situation.is_optional(item)
    is_answered = optional and situation.state.entry(item.id).value is not None
    proposal = None if is_answered else offered(situation, item)
    prompt = _prompt(situation, item, proposal, optional)
    typed = talk.ask(prompt) if proposal is None else talk.ask_or_take(prompt)
    if typed is None:
        _save(talk, item, proposal)
    elif is_answered and typed in ("", EMPTY):
        _take_back(talk, item, is_sure=typed == EMPTY)
    elif optional and typed in ("", EMPTY):
        talk.left_empty.add(item.id)
        talk.again = None
    elif typed or not _waits(situation, item):
        _understood(talk, item, typed)


def _take_back(talk: Talk, item: Item, *, is_sure: bool) -> None:
    """An optional answer is emptied; Enter alone only asks (R13)."""
    asked = _("Leave it empty? 1 yes, 2 no; Enter: no") + " > "
    if is_sure or talk.choose(asked, _yes_or_no(), "no") == "yes":
        talk.left_empty.add(item.id)
        _save(talk, item, None)
    talk.again = None


def _waits(situation: Situation, item: Item) -> bool:
    """Whether Enter means that nothing is new: the item is answered, and still waits."""
    return situation.state.entry(item.id).value is not None and situation.item_state(item) is ItemState.OPEN


def _understood(talk: Talk, item: Item, typed: str) -> None:
    if isinstance(item, ChoiceItem | ChoicesItem):
        _save_choice(talk, item, typed)
    elif isinstance(item, TextItem) and item.multiline and typed == END:
        _save(talk, item, talk.lines())
    elif isinstance(item, DateItem) and item.points:
        points = talk.situation.evaluate(item.points) or ()
        days = [(point.date.isoformat(), "") for point in points]
        _save(talk, item, among(typed, days) or typed)
    else:
        _save(talk, item, typed)


def _save(talk: Talk, item: Item, value: Any, reason: str | None = None) -> bool:
    done = talk.carry_out(Answer(item.id, value, reason))
    if done:
        talk.again = None
    return done


def _save_choice(talk: Talk, item: ChoiceItem | ChoicesItem, typed: str) -> None:
    options = _labelled(talk.situation, item)
    whole = among(typed, options)
    parts = [whole] if whole else [among(word, options) for word in typed.replace(",", " ").split()]
    chosen = [one for one in parts if one is not None]
    if not chosen or len(chosen) < len(parts) or (isinstance(item, ChoiceItem) and chosen[1:]):
        talk.say(_("Not done: type a number from 1 to {most}.").format(most=len(options)))
    elif isinstance(item, ChoicesItem):
        _save(talk, item, chosen)
    else:
        asks = next(option.asks_reason for option in item.options if option.id == chosen[0])
        reason = talk.ask_until(_("Why this one? ")) if asks else None
        _save(talk, item, chosen[0], reason)


def _labelled(situation: Situation, item: ChoiceItem | ChoicesItem) -> Sequence[tuple[str, str]]:
    return [(option.id, situation.say(option.label)) for option in item.options]


def _prompt(situation: Situation, item: Item, proposal: Any, optional: bool) -> str:
    hints = [_kind_hint(situation, item)]
    if proposal is not None:
        said = answer_in_words(situation, item, proposal).replace("\n", "; ")
        hints.append(_("Enter: {proposal}").format(proposal=said))
    if optional:
        is_answered = situation.state.entry(item.id).value is not None
        by_dash = proposal is not None or is_answered
        hints.append(_("-: leave it empty") if by_dash else _("Enter: leave it empty"))
    elif _waits(situation, item):
        hints.append(_("Enter: nothing new"))
    return "; ".join(hint for hint in hints if hint) + " > "


def _kind_hint(situation: Situation, item: Item) -> str:
    if isinstance(item, ConfirmItem):
        typed = situation.evaluate(item.typed) if item.typed else None
        return _("yes or no") if typed is None else _("Type {asked} to accept it").format(asked=typed)
    if isinstance(item, TextItem) and item.number:
        least, most = item.number.minimum, item.number.maximum
        return _("a number from {least} to {most}").format(least=least, most=most)
    hints = {
        "choice": _("a number"),
        "choices": _("numbers, with spaces between"),
        "date": _("a number, or a day: 19/11/2026, 3 days ago"),
    }
    if isinstance(item, DatetimeItem):
        told = examples(situation, moments_offered(situation, item))
        return _("a moment: {examples}").format(examples=told)
    if isinstance(item, TextItem) and item.multiline:
        return _("a line; a dot alone begins several")
    return hints.get(item.kind, _("a line"))


def _ask_deliveries(talk: Talk, item: Item) -> None:
    """One delivery after another, each saved at once; a refused one is asked again with its words."""
    assert isinstance(item, DeliveriesItem)
    if talk.situation.is_optional(item):
        answer = talk.choose(_("Write down a delivery? 1 yes, 2 no; Enter: no") + " > ", _yes_or_no(), "no")
        if answer == "no":
            talk.left_empty.add(item.id)
            return
    given: dict[str, str] = {}
    while True:
        given = _ask_delivery(talk, item, given)
        if not _save(talk, item, [given]):
            continue
        given = {}
        if talk.choose(_("Another one? 1 yes, 2 no; Enter: no") + " > ", _yes_or_no(), "no") == "no":
            return


def _yes_or_no() -> Sequence[tuple[str, str]]:
    return (("yes", _("yes")), ("no", _("no")))


def _ask_delivery(talk: Talk, item: DeliveriesItem, given: Mapping[str, str]) -> dict[str, str]:
    channels = [(channel.id, talk.situation.say(channel.label)) for channel in item.channels]
    talk.say(*numbered(channels))
    channel = None
    while channel is None:
        channel = talk.choose(_("channel, a number") + " > ", channels, given.get("channel"))
    return {
        "channel": channel,
        "audience": _field(talk, _("told to whom"), given.get("audience")),
        "at": _field(talk, _("when: 14:30, 19/11/2026 14:30"), given.get("at") or "now"),
        "result": _field(talk, _("with what result"), given.get("result")),
    }


def _field(talk: Talk, prompt: str, given: str | None) -> str:
    if given is None:
        return talk.ask_until(f"{prompt} > ")
    return talk.ask(f"{prompt}; {_('Enter: {proposal}').format(proposal=given)} > ") or given


def _ask_verification(talk: Talk, item: Item) -> None:
    """Area by area, each saved at once; what was seen is always typed (R4)."""
    assert isinstance(item, VerificationItem)
    situation = talk.situation
    kept = situation.state.entry(item.id).value or {}
    left = [area for area in situation.checks(item) if area not in kept]
    for area in left or situation.checks(item):
        label = situation.label(item.id, area)
        before = (situation.proposal(item) or kept).get(area)
        if before:
            told = _("{area} before: {found}, {seen}")
            talk.say(told.format(area=label, found=found_word(before["state"]), seen=before["seen"]))
        _ask_area(talk, item, area, label)


def _ask_area(talk: Talk, item: Item, area: str, label: str) -> None:
    states = [(state, _(word)) for state, word in FOUND.items()]
    choices = ", ".join(f"{number} {words}" for number, (_id, words) in enumerate(states, start=1))
    saved = False
    while not saved:
        state = None
        while state is None:
            state = talk.choose(f"{label}: {choices} > ", states)
        seen = talk.ask_until(_("{area}: what was seen?").format(area=label) + " > ")
        saved = _save(talk, item, {area: {"state": state, "seen": seen}})


ASKS: Final[Mapping[str, Callable[[Talk, Item], None]]] = {
    "document": ask_document,
    "deliveries": _ask_deliveries,
    "verification": _ask_verification,
}
"""The kinds that take more than one line."""
