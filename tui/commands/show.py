"""`restaura show`: where a session stands, or stood."""

from argparse import Namespace
from collections.abc import Iterator
from datetime import UTC, datetime

from runbooks.advised import clock_in_words, notes_in_force
from runbooks.definition.items import Item
from runbooks.engine.retention import time_between
from runbooks.engine.situation import ItemState, Situation
from runbooks.folders import Folders
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.language.visible import visible
from runbooks.paper import entered_in_words
from runbooks.record.archive.store import store_at
from runbooks.record.encoding import Record, holds_together
from runbooks.report.blocks import Page
from runbooks.session import as_it_stands, at_last_event, replay
from runbooks.sources import sources_in_words
from runbooks.standing import standing
from runbooks.told import (
    answer_in_words,
    begun_for,
    caution_in_words,
    counts_in_words,
    local_time,
    mode_word,
    outcome_label,
    record_changed,
    state_word,
    status_word,
)
from tui.commands.handing_out import as_asked, hand_out
from tui.commands.output import as_json, complain
from tui.ending import DONE, NOT_FOUND, NOT_SO, USAGE, Ended
from tui.locating import located
from tui.replaying import replaying


def command(options: Namespace, places: Folders) -> int:
    """Print the standing of a session now, or after the event `--at`; or its hand-over page."""
    _refuse_what_needs_the_page(options)
    folder, id = located(places, options.id)
    store = store_at(folder)
    record = store.read(id)
    if not holds_together(record):
        complain(f"{id}: {record_changed()}")
    if options.at and options.at > len(record.events):
        told = _("The session {id} has {count} events, and none with the number {asked}.")
        raise Ended(NOT_FOUND, told.format(id=id, count=len(record.events), asked=options.at))
    with replaying(store.path(id)):
        state = replay(record, options.at)
        situation = at_last_event(state) if options.at else as_it_stands(state, datetime.now(UTC))
        if options.handover:
            hand_out(as_asked(_handover(situation, store.path(id)), options), options)
            return DONE
        if options.json:
            told = as_json(standing(situation, store.path(id)))
        else:
            told = visible(
                "\n".join(_account(record, situation, store.path(id), stood=bool(options.at))), multiline=True
            )
    print(told)
    return DONE


def _refuse_what_needs_the_page(options: Namespace) -> None:
    if options.handover and options.json:
        raise Ended(USAGE, _("--json does not go with --handover."))
    if not options.handover and (options.format or options.output or options.force):
        raise Ended(USAGE, _("--format, --output and --force go with --handover."))


def _handover(situation: Situation, path: str) -> Page:
    from runbooks.report.handover import ended, handover, kept_at

    if situation.state.status == "closed":
        raise Ended(NOT_SO, ended(situation))
    return handover(situation, kept_at(path, situation.state.id))


def _account(record: Record, situation: Situation, path: str, *, stood: bool) -> Iterator[str]:
    """With `stood`, as of a moment gone by, which it names."""
    state, runbook = situation.state, situation.runbook
    yield f"{state.id} · {mode_word(state.mode)} · {status_word(state.status)}"
    yield f"{runbook.code} · {situation.say(runbook.title)} · rev. {runbook.revision}"
    yield _("Operator: {name}").format(name=state.operator)
    if own := sources_in_words(state):
        yield _("Of your own: {what}").format(what=own)
    if begun := begun_for(state):
        yield begun
    yield ""
    yield _standing(situation)
    last = record.events[state.seq - 1]
    if stood:
        told = _("As it stood after event {number} of {count}, {moment}.")
        moment = words.moment(situation.moment(situation.now))
        yield told.format(number=state.seq, count=len(record.events), moment=moment)
        yield _("Last: {what}").format(what=event_in_words(situation, last))
    elif state.training is not None:
        yield _("Simulated clock: {at}").format(at=words.moment(situation.moment(situation.now)))
        yield _("Last: {what}").format(what=event_in_words(situation, last))
    else:
        since = words.ago(time_between(datetime.fromisoformat(last.at), situation.now))
        told = f"{event_in_words(situation, last)} {entered_in_words(situation, last)}".rstrip()
        yield _("Last, {ago}: {what}").format(ago=since, what=told)
    yield counts_in_words(situation.counts)
    clock = clock_in_words(situation)
    if clock and state.status != "closed":
        yield clock
    yield from (f"! {note}" for note in notes_in_force(situation))
    yield from _asked(situation)
    yield from _answers(situation)
    if state.score is not None:
        from runbooks.training.debrief import Debrief  # imported here: an incident does without
        from tui.score_lines import score_lines

        yield from ("", _("Score"), *score_lines(Debrief.of(record)))
    yield ""
    yield path


def _standing(situation: Situation) -> str:
    state = situation.state
    if state.outcome is not None:
        return _("Outcome: {outcome}").format(outcome=outcome_label(situation, state.outcome))
    held = _("Held in “{step}”, since {at}.").format(
        step=situation.say(situation.step.title), at=local_time(situation, state.updated_at)
    )
    item = situation.current_item
    return held + (" " + _("Next: {item}").format(item=situation.say(item.label)) if item else "")


def _asked(situation: Situation) -> Iterator[str]:
    """What is open in the step, the current item first, with what is to be minded and to be seen."""
    for place, item in enumerate(situation.asked):
        if place == 0:
            yield from ("", _("Open in this step"))
        optional = f" ({_('optional')})" if situation.is_optional(item) else ""
        yield f"  {'·' if place else '▶'} {situation.say(item.label)}{optional}"
        if place == 0:
            yield from (f"      {told}" for told in _before_answering(situation, item))


def _before_answering(situation: Situation, item: Item) -> Iterator[str]:
    if caution := caution_in_words(situation, item):
        yield _("CAUTION: {text}").format(text=caution)
    told = ((_("Expected"), item.expect), (_("If not"), item.otherwise))
    yield from (f"{name}: {situation.say(text)}" for name, text in told if text)


def _answers(situation: Situation) -> Iterator[str]:
    """What was answered, passed over or put off, step by step."""
    for number, step in enumerate(situation.runbook.steps, start=1):
        title = f"{number} {situation.say(step.title)}"
        for item in step.items:
            entry, item_state = situation.state.entry(item.id), situation.item_state(item)
            if entry.value is not None:
                told = answer_in_words(situation, item, entry.value)
            elif item_state in (ItemState.OVERRIDDEN, ItemState.DEFERRED):
                told = f"{state_word(item_state)} {entry.override or ''}".rstrip()
            else:
                continue
            if title:
                yield from ("", title)
                title = ""
            yield f"  {situation.say(item.label)}: {told}".replace("\n", "\n    ")
