"""What a training says beside what an incident does: its clock, what was heard, a word on an answer."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from textual.content import Content

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import N_, _, current, ngettext, words
from runbooks.record.encoding import Record
from runbooks.told import status_word
from runbooks.training.guidance import Feedback
from runbooks.training.messages import Message
from runbooks.training.scenario import Scenario
from tui.editors.pick import Entry
from tui.lines import BLANK, Line, line, text
from tui.looks import CHECKED, MISSING
from tui.training_list import Unfinished

DIFFICULTIES: Final = (N_("very easy"), N_("easy"), N_("medium"), N_("hard"), N_("very hard"))
HARD, SPARE = "●", "○"
INVENT: Final = "invent"


def difficulty(level: int) -> str:
    """By glyph and word: `●●○○○ fácil`."""
    return f"{HARD * level}{SPARE * (len(DIFFICULTIES) - level)} {_(DIFFICULTIES[level - 1])}"


def level_word(*, exam: bool) -> str:
    """How a training is taken (T7)."""
    return _("exam") if exam else _("guided")


def clock(situation: Situation, *, exam: bool) -> tuple[str, ...]:
    """How it is taken and what its clock shows, in full and in short (T4)."""
    now = situation.now.astimezone(situation.zone)
    level = level_word(exam=exam)
    full = _("simulated clock: {time}").format(time=f"{words.day(now)} {now:%H:%M}")
    short = _("simulated: {time}").format(time=words.short(now))
    return f"{level} · {full}", f"{level} · {short}", short


def held(situation: Situation, record: Record) -> list[Line]:
    """What was last, when a training is taken up again: its clock stood still meanwhile."""
    told = _("Last: {event}").format(event=event_in_words(situation, record.events[-1]))
    return [Line(text(told, "$primary"), most=2)]


def heard(situation: Situation, messages: Iterable[Message]) -> list[Line]:
    """Each message: who, when by the simulated clock, and what they say."""
    told: list[Line] = []
    for one in messages:
        at = text(words.short(datetime.fromisoformat(one.at).astimezone(situation.zone)), "$quiet")
        told += [*([BLANK] if told else []), Line(text(one.who, "bold $accent"), right=at), line(one.says)]
    return told


def feedback_told(feedback: Feedback, label: str) -> list[Line]:
    """A word on an answer, by glyph and word, with its clause (T7); with a `label` it names the item."""
    clause = text(f" ({feedback.clause})" if feedback.clause else "", "$quiet")
    glyph, style = (CHECKED, "$success") if feedback.is_right else (MISSING, "$error")
    named = text(_("“{item}”").format(item=label) + " " if label else "", "bold")
    said = text(feedback.text, style if feedback.is_right else "")
    return [Line(Content.assemble(named, said, clause), Content.styled(f"  {glyph} ", f"bold {style}"))]


def feedback_beside(situation: Situation, item: Item | None, answered: Item, told: Feedback) -> list[Line]:
    """The same while `item` is asked: named where the row of what was `answered` is not the one above."""
    items = situation.items_of(situation.step)
    above = items[: items.index(item)] if item in items else items
    is_above = above[-1:] == (answered,)
    return feedback_told(told, "" if is_above else situation.say(answered.label))


def points(count: int) -> str:
    """A number of points in words."""
    return ngettext("{count} point", "{count} points", count).format(count=count)


# -- what can be trained --------------------------------------------------------------------------


def levels() -> list[Entry]:
    """The two ways to take a training, each explained in a line (T7)."""
    guided = line(_("Hints at a cost, and a word on each answer at once."), "$quiet")
    exam = line(_("No hints and no word on your answers; the score comes at the end."), "$quiet")
    return [
        Entry("guided", _("Guided"), style="bold", more=(guided,)),
        Entry("exam", _("Exam"), style="bold", more=(exam,)),
    ]


def scenario_entry(scenario: Scenario, last: Mapping[str, Any] | None) -> Entry:
    """A scenario: its title, how hard it is, what the trainee last reached in it, and who calls."""
    first, language = scenario.opening[0], current()
    calls = f"{first.who.in_language(language)}: {first.says.in_language(language)}"
    told = difficulty(scenario.difficulty)
    if last is not None:
        told += " · " + _("last time {percent} %").format(percent=last["percent"])
    title = scenario.title.in_language(language)
    about = Line(text(" ".join(calls.split()), "$quiet"), most=1)
    return Entry(scenario.id, title, told, style="bold", more=(about,), most=1)


def go_on_entry(one: Unfinished) -> Entry:
    """A training that is not finished: where it is held, by its own clock."""
    situation = one.situation
    state, now = situation.state, situation.now.astimezone(situation.zone)
    where = status_word(state.status)
    if state.status == "open":
        where = f"{situation.runbook.places[state.step] + 1} · {situation.say(situation.step.title)}"
    at = _("simulated: {time}").format(time=words.short(now))
    told = " · ".join([state.operator, level_word(exam=one.exam), where, at])
    about = Line(text(told, "$quiet"), most=1)
    label = _("Go on with “{title}”").format(title=one.title)
    return Entry(one.id, label, one.id, style="bold", more=(about,), most=1)


def invent_entry(key: str) -> Entry:
    """An incident made up on the spot."""
    about = line(_("of the difficulty that you choose, from a number that makes it again"), "$quiet")
    return Entry(INVENT, _("Invent an incident"), style="bold", key=key, more=(about,))
