"""What is told of a session before anything else: how it ended, its particulars, its figures."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from runbooks.advised import clock_in_words
from runbooks.definition.parts import Text
from runbooks.engine.events import Event
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState
from runbooks.language import _, current, words
from runbooks.paper import ENTERED
from runbooks.record.encoding import Record
from runbooks.sources import sources_in_words
from runbooks.told import (
    counts_in_words,
    local_time,
    mode_word,
    outcome_label,
    status_word,
    step_title,
    value_in_words,
)


def at(situation: Situation, moment: str) -> str:
    """A stored moment by the portal's clock, with its zone."""
    return words.moment(datetime.fromisoformat(moment).astimezone(situation.zone))


class Times:
    """Many moments of one session: short where one offset from UTC holds for all, which is then told once."""

    def __init__(self, situation: Situation, moments: Iterable[str]) -> None:
        local = [datetime.fromisoformat(one).astimezone(situation.zone) for one in moments]
        self._situation = situation
        self._is_one = len({one.utcoffset() for one in local}) == 1
        self.zone = _("Times are those of {zone}.").format(zone=situation.state.portal["timezone"])
        if self._is_one:
            named = f"{situation.state.portal['timezone']} (UTC{words.offset(local[0])})"
            self.zone = _("Times are those of {zone}.").format(zone=named)

    def at(self, moment: str) -> str:
        """One of them, by the portal's clock."""
        return local_time(self._situation, moment) if self._is_one else at(self._situation, moment)


def ending(situation: Situation) -> str:
    """How the session ended, or where it is held and what runs out."""
    state = situation.state
    if state.outcome is None:
        held = _("Still open, held in “{step}”.").format(step=step_title(situation, state.step))
        return held if not (clock := clock_in_words(situation)) else f"{held} {clock}"
    ended = outcome_label(situation, state.outcome)
    if state.cancelled is None:
        return ended
    return ended + " " + _("Reason: {reason}").format(reason=state.cancelled)


def operators(record: Record, situation: Situation) -> list[str]:
    """Who led the session, in order.

    Where the first act was to hand it over, who only began it is not among them: a first incident begins
    under the name of the login, and the name of the person is asked for then. The timeline has both.
    """
    is_begun_by_login = [event.type for event in record.events[1:2]] == ["handed_over"]
    led = record.events[2:] if is_begun_by_login else record.events
    return list(dict.fromkeys([*(event.by for event in led), situation.state.operator]))


def control(record: Record, situation: Situation) -> Mapping[str, str]:
    """The session's particulars by their names, in the order in which to tell them."""
    state, runbook = situation.state, situation.runbook
    return _of_a_training(record, state) | {
        _("Session"): f"{state.id} ({mode_word(state.mode)})",
        _("Procedure"): runbook.code,
        _("Document"): situation.say(runbook.title),
        _("Revision"): runbook.revision,
        _("Portal"): f"{state.portal['name']} ({state.portal['timezone']})",
        _("Operator"): ", ".join(operators(record, situation)),
        _("Started"): at(situation, state.started_at),
        _("Last event"): at(situation, state.updated_at),
        _("Closed"): at(situation, state.closed_at) if state.closed_at else "—",
        _("Status"): status_word(state.status),
        _("Items"): counts_in_words(situation.counts),
        **_of_others(record, state),
        **_of_paper(record, situation),
        **_of_own(state),
    }


def _of_others(record: Record, state: SessionState) -> dict[str, str]:
    """The session that this one was begun for, and those that were begun for it."""
    begun = [event.data["session"]["id"] for event in record.events if _names_a_session(event)]
    told = {_("Begun for"): state.parent["session"]} if state.parent else {}
    return told | ({_("Procedures begun for it"): ", ".join(begun)} if begun else {})


def _names_a_session(event: Event) -> bool:
    return event.type == "noted" and "session" in event.data


def _of_own(state: SessionState) -> dict[str, str]:
    """What was used in place of what is shipped."""
    told = sources_in_words(state)
    return {_("Of your own"): told} if told else {}


def _of_paper(record: Record, situation: Situation) -> dict[str, str]:
    """How much of a session was done on paper, and when that was entered."""
    entered = [event.data[ENTERED] for event in record.events if ENTERED in event.data]
    if not entered:
        return {}
    told = _("{count} of {all} events, entered later, from {first} to {last}").format(
        count=len(entered),
        all=len(record.events),
        first=at(situation, entered[0]),
        last=at(situation, entered[-1]),
    )
    return {_("Done on paper"): told}


def _of_a_training(record: Record, state: SessionState) -> dict[str, str]:
    """What only a training has: its scenario, how it was taken, and when it really was."""
    if state.training is None:
        return {}
    title = Text(**state.training["scenario"]["title"]).in_language(current())
    how = _("exam") if state.training["exam"] else _("guided")
    really = datetime.fromisoformat(record.events[0].data["wall"]).astimezone()
    return {_("Scenario"): f"{title} ({how})", _("Taken on"): words.moment(really)}


def figures(situation: Situation) -> Iterator[tuple[str, str]]:
    """The runbook's figures with their values, which are dashes where there are none."""
    for figure in situation.runbook.figures:
        yield situation.say(figure.label), value_in_words(situation, situation.evaluate(figure.value))
