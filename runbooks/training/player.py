"""A training played by rule: the ideal path, worked out by the engine from the truth (T12), and a naive one.

Nothing is written by hand: for each item the guide says how what is right follows from the truth, and
the engine takes it or refuses it. A scenario that cannot be played to its end is refused by the check.
"""

from dataclasses import dataclass
from typing import Any, Final

from runbooks.definition.faults import ExpressionError
from runbooks.definition.items import ChoiceItem, DocumentItem, Item, VerificationItem
from runbooks.engine.commands import Answer, Ask, Close, Command, Complete, GoBack, Wait
from runbooks.engine.refusals import Refusal
from runbooks.language import using
from runbooks.training.acting import carry_out, opening
from runbooks.training.guide import Right
from runbooks.training.lesson import Lesson, Play, begun
from runbooks.training.scene import Scene

MOST_ACTS: Final = 200
"""Acts after which a path is given up: it goes in a circle."""

IDEAL_REASON: Final = {
    "es": "Se supo algo que cambia la respuesta.",
    "en": "What was learnt changes the answer.",
}


class Stuck(ValueError):
    """A path that finds no way on; `str()` says where and why, `play` how far it came."""

    play: Play | None = None


@dataclass(frozen=True, slots=True)
class Path:
    """A training played to its end, with what was done in the order in which it was done."""

    play: Play
    done: tuple[Command, ...]


def ideal(lesson: Lesson, language: str = "es") -> Path:
    """The path of someone who looks where there is something to see, and does what is right then.

    Raises `Stuck` where the engine finds none.
    """
    with using(language):
        return _played(lesson, language, looks=True)


def naive(lesson: Lesson, language: str = "es") -> Path:
    """The path of someone who takes the opening at its word, and looks nowhere. Raises `Stuck`."""
    with using(language):
        return _played(lesson, language, looks=False)


def _played(lesson: Lesson, language: str, *, looks: bool) -> Path:
    play = begun(lesson, "—", language)
    play = play.then(opening(play))
    done: list[Command] = []
    while play.state.status != "closed":
        if len(done) == MOST_ACTS:
            raise Stuck(f"{lesson.scenario.id}: goes in a circle at {play.state.step}")
        try:
            command, play = _one_further(play, looks=looks)
        except Stuck as stuck:
            stuck.play = play
            raise
        done.append(command)
    return Path(play, tuple(done))


def _one_further(play: Play, *, looks: bool) -> tuple[Command, Play]:
    scene = Scene(play, belief=None if looks else play.lesson.belief)
    command = _next(scene, looks=looks)
    acts = carry_out(play, command)
    if isinstance(acts, Refusal):
        raise Stuck(f"{play.lesson.scenario.id}: {command}: {acts.code}: {acts.reason}")
    return command, play.then(acts)


def _next(scene: Scene, *, looks: bool) -> Command:
    """What to do now."""
    state = scene.play.state
    if state.status == "finished":
        left = (
            one.source
            for one in scene.guide.afterwards
            if looks and one.source not in scene.asked and scene.holds(one.when)
        )
        source = next(left, None)
        return Ask(source) if source is not None else Close()
    if looks and (again := _no_longer_right(scene)) is not None:
        return again
    item = next((one for one in scene.situation.asked if _is_answered_here(scene, one)), None)
    if item is None:
        return Complete(state.step)
    return _about(scene, item, looks=looks)


def _is_answered_here(scene: Scene, item: Item) -> bool:
    """Whether a player answers `item`: an optional one only where the guide says what is right."""
    if not scene.situation.is_optional(item):
        return True
    return item.id in scene.guide.right and _right(scene, item) is not None


def _no_longer_right(scene: Scene) -> Command | None:
    """Answering anew, or going back to, what was answered before the truth changed and is wrong now."""
    situation, state = scene.situation, scene.play.state
    changed = max((event.seq for event in state.lived if event.data.get("changes")), default=0)
    for name, entry in state.entries.items():
        item = situation.runbook.items[name]
        if entry.value is None or entry.seq > changed or scene.is_right(item, entry.value) is not False:
            continue
        step = situation.runbook.steps[situation.runbook.home[name]].id
        if step == state.step:
            return Answer(name, _right(scene, item))
        return GoBack(step, IDEAL_REASON[state.language])
    return None


def _about(scene: Scene, item: Item, *, looks: bool) -> Command:
    """What brings `item` nearer to its answer: asking, waiting, or the answer itself."""
    right = scene.guide.right.get(item.id)
    if right is not None and looks and (source := _unasked(scene, right)) is not None:
        return Ask(source)
    if right is not None and right.ready is not None and not scene.holds(right.ready):
        if Scene(scene.play).due() is not None:  # by what is so, whatever is believed
            return Wait("next")
        # Whoever looks nowhere still answers when nothing goes on without it.
        if (source := _unasked(scene, right)) is None:
            raise Stuck(f"{scene.lesson.scenario.id}: {item.id}: nothing makes it ready")
        return Ask(source)
    if isinstance(item, DocumentItem):
        return Answer(item.id, {"accept": True})
    value = _right(scene, item)
    if value is None:
        raise Stuck(f"{scene.lesson.scenario.id}: {item.id}: the guide does not say what is right")
    return Answer(item.id, value, _reason(scene, item, value))


def _reason(scene: Scene, item: Item, value: Any) -> str | None:
    """Why, where the option asks for a reason."""
    text = scene.guide.right[item.id].reason
    asks = isinstance(item, ChoiceItem) and any(o.id == value and o.asks_reason for o in item.options)
    return scene.say(text) if asks and text is not None else None


def _unasked(scene: Scene, right: Right) -> str | None:
    """The next source for an item that can be asked now, is needed, and was not asked in this attempt."""
    here = {source.id for source in scene.sources() if scene.holds(source.needed)}
    return next((one for one in right.sources if one in here and one not in _asked_in_attempt(scene)), None)


def _right(scene: Scene, item: Item) -> Any:
    try:
        return _typed(scene, item, scene.right(item))
    except ExpressionError as error:
        raise Stuck(f"{scene.lesson.scenario.id}: {item.id}: {error}") from None


def _typed(scene: Scene, item: Item, value: Any) -> Any:
    if isinstance(item, VerificationItem) and not value:
        raise Stuck(f"{scene.lesson.scenario.id}: {item.id}: no area is to be checked")
    return value


def _asked_in_attempt(scene: Scene) -> frozenset[str]:
    """The sources asked in the present attempt: what was true before it may have changed."""
    attempt = scene.play.state.attempt
    return frozenset(
        event.data["id"]
        for event in scene.play.state.lived
        if event.type == "injected" and event.data["asked"] and event.data["attempt"] == attempt
    )
