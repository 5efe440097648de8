"""Two sessions side by side, as a page: where they parted, what it cost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from runbooks.definition.items import Item
from runbooks.engine.events import Event
from runbooks.engine.situation import ItemState, Situation
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.report.blocks import Block, Entry, Heading, Page, Paragraph, Table, Writing, entries
from runbooks.report.comparison.model import Comparison, Cost, Kind, Parting
from runbooks.report.comparison.walked import Walked
from runbooks.report.decisions import alternatives
from runbooks.report.facts import at, control, ending
from runbooks.report.steps import told
from runbooks.told import mode_word, state_word, step_title, value_in_words

LETTERS = ("A", "B")
NONE = "—"


def comparison(compared: Comparison) -> Page:
    """The page of two sessions, in the current language."""
    first, second = compared.pair
    runbook = first.situation.runbook
    writing = Writing(first.situation, _("{code}: two sessions compared").format(code=runbook.code))
    writing.add(Paragraph(_in_a_sentence(compared), is_lead=True), *_to_know(compared))
    writing.section(_("Side by side"), _side_by_side(compared))
    writing.section(_("Where they parted"), *_parted(compared))
    writing.section(_("What it cost"), _costs(compared))
    writing.section(_("Answers that differ"), _differing(compared))
    writing.section(_("Steps"), _steps(compared))
    states = first.state, second.state
    foot = (runbook.code, *(f"{state.id} {state.head[:12]}" for state in states))
    mark = _("TRAINING") if compared.is_training else ""
    moment = max((state.updated_at for state in states), key=datetime.fromisoformat)
    return replace(writing.page(), foot=foot, mark=mark, moment=moment)


# -- what is to be known first --------------------------------------------------------------------


def _in_a_sentence(compared: Comparison) -> str:
    names = {
        letter: f"{walked.state.id} ({mode_word(walked.state.mode)})"
        for letter, walked in zip(LETTERS, compared.pair, strict=True)
    }
    said = _("A is {a}, B is {b}.").format(a=names["A"], b=names["B"])
    parting = compared.decided or compared.parted
    if parting is None:
        return f"{said} " + _("Nothing that was done differs.")
    step = next(_step(walked, event) for walked, event in _both(compared, parting) if event is not None)
    if compared.decided is None:
        return f"{said} " + _("They decided alike; what was written down differs from “{step}” on.").format(
            step=step
        )
    return f"{said} " + _("They first decided otherwise in “{step}”.").format(step=step)


def _to_know(compared: Comparison) -> Iterator[Block]:
    for letter, walked in zip(LETTERS, compared.pair, strict=True):
        state = walked.state
        if state.status != "closed":
            open_yet = _("{letter} is not closed: it is compared up to its event {number}, {moment}.")
            moment = at(walked.situation, state.updated_at)
            yield Paragraph(open_yet.format(letter=letter, number=state.seq, moment=moment))
    if not compared.is_same_version:
        versions = _("They are of different versions of the procedure: only what both have is compared.")
        yield Paragraph(versions)
    if compared.is_training:
        yield Paragraph(_("Of a training all times are those of its simulated clock."))
    yield Paragraph(
        _(
            "Compared is what was done, not by whom or when; days and moments by how far they lie from "
            "the beginning of their session, to the minute."
        )
    )


# -- side by side ---------------------------------------------------------------------------------


def _side_by_side(compared: Comparison) -> Table:
    facts = [
        {_("Outcome"): ending(walked.situation), **control(walked.record, walked.situation)}
        for walked in compared.pair
    ]
    of_the_page = (_("Procedure"), _("Document"))
    names = [name for name in facts[0] | facts[1] if name not in of_the_page]
    return _table([(name, *(one.get(name, NONE) for one in facts)) for name in names])


def _table(rows: list[tuple[str, ...]], *more: str, widths: tuple[int, ...] = (4, 6, 6)) -> Table:
    return Table(("", *LETTERS, *more), tuple(rows), widths)


# -- where they parted ----------------------------------------------------------------------------


def _parted(compared: Comparison) -> Iterator[Block]:
    parted, decided = compared.parted, compared.decided
    if parted is None:
        yield Paragraph(_("Nowhere."))
        return
    yield Heading(3, _("First difference"))
    yield from _parting(compared, parted)
    if decided is None or decided == parted:
        return
    yield Heading(3, _("First decision that differs"))
    yield from _parting(compared, decided)


def _parting(compared: Comparison, parting: Parting) -> Iterator[Block]:
    yield Paragraph(_kind(parting.kind))
    told = [_act(letter, *pair) for letter, pair in zip(LETTERS, _both(compared, parting), strict=True)]
    yield entries(told)
    yield from _choices(_both(compared, parting))


def _choices(pair: list[tuple[Walked, Event | None]]) -> Iterator[Block]:
    """What there was to choose from: once where it was the same for both, else for each."""
    both = [choices(walked, event) for walked, event in pair]
    if [one for one, _chosen_by in both[0]] == [one for one, _chosen_by in both[1]]:
        told = _("What both could choose from, as it stood then:")
        merged = [
            _chosen(one, [letter for letter, it in zip(LETTERS, (is_a, is_b), strict=True) if it])
            for (one, is_a), (_same, is_b) in zip(*both, strict=True)
        ]
        yield from (Paragraph(told), entries(merged)) if merged else ()
        return
    for letter, several in zip(LETTERS, both, strict=True):
        told = _("What {letter} could choose from, as it stood then:").format(letter=letter)
        own = [_chosen(one, [letter] if it else []) for one, it in several]
        yield from (Paragraph(told), entries(own)) if own else ()


def _chosen(one: Entry, letters: list[str]) -> Entry:
    marks = [_("chosen by {letter}").format(letter=letter) for letter in letters]
    marks += [one.mark] if one.mark else []
    return replace(one, mark=", ".join(marks), state="chosen" if letters else one.state)


def _kind(kind: Kind) -> str:
    if kind == "value":
        return _("The same was settled otherwise:")
    if kind == "act":
        return _("One did what the other did not:")
    return _("Both did it, one sooner:")


def _act(letter: str, walked: Walked, event: Event | None) -> Entry:
    if event is None:
        return Entry(_("nothing more was done"), mark=letter)
    place = _("event {number}").format(number=event.seq)
    aside = f"{place}, {at(walked.situation, event.at)}, {event.by}"
    return Entry(event_in_words(walked.before[event.seq], event), mark=letter, aside=aside)


def choices(walked: Walked, event: Event | None) -> list[tuple[Entry, bool]]:
    """What there was to choose from at `event`, as it stood then, and whether it was chosen."""
    if event is None or event.type != "answered" or event.data["value"] is None:
        return []
    before, item = walked.before[event.seq], walked.state.runbook.items[event.data["item"]]
    chosen = [one.state == "chosen" for one in alternatives(before, item, event.data["value"])]
    return [*zip(alternatives(before, item, None), chosen, strict=True)]


def _both(compared: Comparison, parting: Parting) -> list[tuple[Walked, Event | None]]:
    return [*zip(compared.pair, parting.acts, strict=True)]


def _step(walked: Walked, event: Event) -> str:
    before = walked.before[event.seq]
    return step_title(before, before.state.step)


# -- what it cost ---------------------------------------------------------------------------------


def _costs(compared: Comparison) -> Table:
    rows = []
    for one in compared.figures():
        values = [
            value_in_words(walked.situation, value)
            for walked, value in zip(compared.pair, one.values, strict=True)
        ]
        label = compared.pair[0].situation.say(one.figure.label)
        rows.append((label, *values, cost_in_words(one.difference)))
    if points := compared.points:
        more = f"{points[1] - points[0]:+d}".replace("-", "−") if points[0] != points[1] else _("the same")
        rows.append((_("Points in a hundred"), *map(str, points), more))
    return _table(rows, _("B less A"), widths=(5, 5, 5, 4))


def cost_in_words(difference: Cost) -> str:
    """A difference with its sign: `+2 h 05 min`; of an exposure at worst and at best; a dash for none."""
    if difference is None:
        return NONE
    if isinstance(difference, timedelta):
        return _signed(difference)
    worst, best = map(_signed, difference)
    if difference[0] == difference[1]:
        return worst
    return _("at worst {worst}, at best {best}").format(worst=worst, best=best)


def _signed(difference: timedelta) -> str:
    if not difference:
        return _("the same")
    return ("+" if difference > timedelta() else "−") + words.duration(abs(difference))


# -- what differs at the end ----------------------------------------------------------------------


def _differing(compared: Comparison) -> Table | Paragraph:
    rows = []
    for item in compared.differing():
        first = compared.pair[0].situation
        number = first.runbook.home[item.id] + 1
        label = f"{number} · {first.say(item.label)}"
        rows.append((label, *(_answer(walked.situation, item) for walked in compared.pair)))
    return _table(rows) if rows else Paragraph(_("None."))


def _answer(situation: Situation, item: Item) -> str:
    here = situation.runbook.items[item.id]
    state = situation.item_state(here)
    said, _is_of_a_person = told(situation, here, state)
    if state is ItemState.DONE:
        return said
    return f"{state_word(state)}: {said}" if said and said != NONE else state_word(state)


# -- the steps ------------------------------------------------------------------------------------


def _steps(compared: Comparison) -> Table:
    columns = (
        _("Step"),
        *LETTERS,
        _("B less A"),
        _("Times A/B"),
        _("Passed over A/B"),
        _("Put off A/B"),
    )
    rows = [_spent(compared, step.id) for step in compared.steps()]
    rows.append(_time_alone(_("After the outcome"), *(one.after for one in compared.pair)))
    rows.append(_time_alone(_("Altogether"), *(one.whole for one in compared.pair)))
    return Table(columns, tuple(rows), (6, 3, 3, 3, 2, 2, 2))


def _spent(compared: Comparison, step: str) -> tuple[str, ...]:
    first, second = (one.spent[step] for one in compared.pair)
    return (
        step_title(compared.pair[0].situation, step),
        words.duration(first.time),
        words.duration(second.time),
        _signed(second.time - first.time),
        f"{first.times}/{second.times}",
        f"{first.overridden}/{second.overridden}",
        f"{first.deferred}/{second.deferred}",
    )


def _time_alone(name: str, first: timedelta, second: timedelta) -> tuple[str, ...]:
    return (name, words.duration(first), words.duration(second), _signed(second - first), "", "", "")
