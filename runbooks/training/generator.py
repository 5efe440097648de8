"""Invented incidents: the same seed and difficulty give the same scenario, everywhere and always (T16, T17).

Pure. What can be invented is data (`runbooks.training.invented`). Nothing here depends on Python's own
random numbers: every draw is a hash of what is drawn and why, so a new phrasing moves no other draw.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from runbooks.definition.model import Runbook
from runbooks.definition.parts import Text
from runbooks.language import LANGUAGES
from runbooks.training.invented import (
    CALLED,
    PLACEHOLDER,
    Invented,
    Piece,
    Times,
    When,
    goes_with,
    minutes_of,
)
from runbooks.training.scenario import Objective, Opening, Scenario

MOST_SEED: Final = 10**18
"""The last seed; all of them fit into a scenario's id."""

DIFFICULTIES: Final = range(1, 6)

MOST_TRIES: Final = 500
"""Draws after which a difficulty counts as one that these parts cannot reach; a test proves that they do."""

One = TypeVar("One")
Model = TypeVar("Model", bound=BaseModel)


class Dice:
    """Draws that depend on `key` and on what is drawn, and on nothing else."""

    def __init__(self, key: str) -> None:
        self._key = key

    def below(self, count: int, *what: object) -> int:
        """A number from 0 to `count` - 1; the bias of the division is under one in 10^15."""
        asked = "/".join(map(str, (self._key, *what)))
        return int.from_bytes(hashlib.sha256(asked.encode()).digest()[:8], "big") % count

    def within(self, span: tuple[int, int], *what: object) -> int:
        """A number from the first to the last of `span`, both counted."""
        return span[0] + self.below(span[1] - span[0] + 1, *what)

    def one(self, of: Sequence[One], *what: object) -> One:
        """One of `of`."""
        return of[self.below(len(of), *what)]


@dataclass(frozen=True, slots=True)
class Incident:
    """The pieces of an invented incident in the file's order, with the dice of all that is left to draw."""

    pieces: tuple[Piece, ...]
    dice: Dice

    @property
    def adds(self) -> int:
        """How hard it is."""
        return sum(piece.adds for piece in self.pieces)


def invent(runbook: Runbook, parts: Invented, seed: int, difficulty: int) -> Scenario:
    """The incident of `seed`, as hard as asked (1 to 5).

    Raises ValueError for a seed below 0 or above MOST_SEED, a difficulty outside DIFFICULTIES, and for
    parts that cannot reach it.
    """
    if not 0 <= seed <= MOST_SEED:
        raise ValueError(f"no seed: {seed}")
    incident = incident_of(parts, seed, difficulty)
    return _Telling(parts, incident).scenario(runbook, seed, difficulty)


# -- which pieces -----------------------------------------------------------------------------------


def incident_of(parts: Invented, seed: int, difficulty: int) -> Incident:
    """The pieces of the incident of `seed`. Raises ValueError as `invent` does."""
    if difficulty not in DIFFICULTIES:
        raise ValueError(f"no difficulty: {difficulty}")
    least, most = parts.difficulties[difficulty - 1]
    for attempt in range(MOST_TRIES):
        dice = Dice(f"{seed}/{difficulty}/{attempt}")
        base = _base(parts, dice, most)
        if base is None:
            continue
        twisted = _twisted(parts, base, dice, least, most)
        if sum(piece.adds for piece in twisted) >= least:
            return Incident(twisted, dice)
    raise ValueError(f"these parts reach no difficulty {difficulty} from seed {seed}")


def _base(parts: Invented, dice: Dice, most: int) -> list[Piece] | None:
    """What always is so, and one piece of each group; None where the draw leaves a group without any."""
    taken = [parts.always]
    for group in parts.groups:
        fitting = [piece for piece in group.one_of if _fits(piece, taken, most)]
        if not fitting:
            return None
        often = [piece for piece in fitting for _again in range(piece.often)]
        if not _take(dice.one(often, "of", group.id), taken, dice, most):
            return None
    return taken


def _twisted(parts: Invented, base: list[Piece], dice: Dice, least: int, most: int) -> tuple[Piece, ...]:
    """`base` with twists, as many as lead to the difficulty; what adds nothing may come beside them."""
    taken, aim = list(base), dice.within((least, most), "aim")
    left = sorted(parts.twists, key=lambda twist: _place(twist, dice))
    # Twice: what a twist needs may be another that stands behind it.
    for twist in (*left, *left):
        here = sum(piece.adds for piece in taken)
        wanted = here + twist.adds <= aim if twist.adds else dice.below(3, "beside", twist.id) == 0
        if wanted and twist not in taken and _fits(twist, taken, most):
            _take(twist, taken, dice, most)
    place = {piece.id: number for number, (_place, piece) in enumerate(parts.pieces())}
    return tuple(sorted(taken, key=lambda piece: place[piece.id]))


def _place(twist: Piece, dice: Dice) -> int:
    """Where it stands among the twists that are tried: the more often it is to come, the further ahead."""
    return min(dice.below(2**32, "twist", twist.id, number) for number in range(twist.often))


def _take(piece: Piece, taken: list[Piece], dice: Dice, most: int) -> bool:
    """Add `piece`, and one of those that come with it; whether there was one that fits."""
    together = [*taken, piece]
    if piece.one_of:
        fitting = [inner for inner in piece.one_of if _fits(inner, together, most)]
        if not fitting:
            return False
        often = [inner for inner in fitting for _again in range(inner.often)]
        together.append(dice.one(often, "with", piece.id))
    taken[:] = together
    return True


def _fits(piece: Piece, taken: Sequence[Piece], most: int) -> bool:
    return sum(one.adds for one in taken) + piece.adds <= most and goes_with(piece, taken)


# -- what is said of them ---------------------------------------------------------------------------


class _Telling:
    """An incident put into the words of a scenario."""

    def __init__(self, parts: Invented, incident: Incident) -> None:
        self._parts = parts
        self._pieces, self._dice = incident.pieces, incident.dice
        self._start, self._moments = self._when()
        self._held = self._worded()

    def scenario(self, runbook: Runbook, seed: int, difficulty: int) -> Scenario:
        """The scenario; its texts are whole, its moments seen from its start."""
        said = {name: self._joined(name) for name in CALLED}
        calls = [self._dice.one(piece.calls, "calls", piece.id) for piece in self._pieces if piece.calls]
        return Scenario(
            format="restaura.scenario/1",
            id=f"invented_{seed}_{difficulty}",
            runbook=runbook.id,
            title=said["title"],
            difficulty=difficulty,
            starts=f"{self._start:%Y-%m-%d %H:%M}",
            opening=(
                Opening(who=said["who"], says=said["opening"]),
                *(self._filled(call) for call in calls),
            ),
            objectives=tuple(self._goals()),
            truth=self._values("truth"),
            claims=self._values("claims"),
            says={
                name: tuple(map(self._filled, cases)) for p in self._pieces for name, cases in p.says.items()
            },
            injects=tuple(self._filled(inject) for piece in self._pieces for inject in piece.injects),
        )

    def _when(self) -> tuple[datetime, Mapping[str, datetime]]:
        """When the clock starts, and the moments before it."""
        times = next(piece.times for piece in reversed(self._pieces) if piece.times is not None)
        first, last = self._parts.dates
        day = first + timedelta(days=self._dice.within((0, (last - first).days), "day"))
        midnight = datetime.combine(day, time())
        return _drawn(times, midnight, self._dice)

    def _worded(self) -> dict[str, Text]:
        """What stands for each placeholder."""
        held: dict[str, Text] = {}
        for piece in self._pieces:
            for name, span in piece.numbers.items():
                held[name] = _alike(str(self._dice.within(span, "number", name)))
            held |= {name: _alike(word) for name, word in piece.words.items()}
        for name, moment in self._moments.items():
            days = (self._start.date() - moment.date()).days
            held[f"at_{name}"] = _alike(f"today-{days}d {moment:%H:%M}")
            held[name] = self._spoken(moment, days)
        for piece in self._pieces:
            for name in piece.texts:  # in the file's order: a text may hold those before it
                if name not in CALLED:
                    held[name] = self._phrase(piece, name, held)
        return held

    def _spoken(self, moment: datetime, days: int) -> Text:
        """A moment as one says it: `ayer a las 17:10`."""
        spoken = self._parts.spoken
        if days < len(spoken.days_ago):
            day = spoken.days_ago[days]
        else:
            day = spoken.weekdays[moment.weekday()] if days < 7 else spoken.earlier
        clock = f"{moment:%H:%M}".removeprefix("0")
        held = {"clock": _alike(clock), "days": _alike(str(days))}
        return _fill(spoken.moment, {**held, "day": _fill(day, held)})

    def _joined(self, name: str) -> Text:
        """What the pieces say under `name`: one phrasing of each."""
        phrases = [self._phrase(piece, name, self._held) for piece in self._pieces if name in piece.texts]
        return Text(es=" ".join(p.es for p in phrases), en=" ".join(p.en for p in phrases))

    def _phrase(self, piece: Piece, name: str, held: Mapping[str, Text]) -> Text:
        return _fill(self._dice.one(piece.texts[name], "phrase", name, piece.id), held)

    def _values(self, field: str) -> dict[str, Any]:
        """What the pieces make so, or believed: of two that say the same name the later one."""
        return {
            name: _filled_in(value, self._held, "es")
            for piece in self._pieces
            for name, value in getattr(piece, field).items()
        }

    def _goals(self) -> Iterable[Objective]:
        fitting = [goal for goal in self._parts.goals if goes_with(goal, self._pieces)]
        return [Objective(text=g.text, criteria=g.criteria) for g in fitting[: self._parts.most_goals]]

    def _filled(self, model: Model) -> Model:
        return _fill(model, self._held)


def _drawn(times: Times, midnight: datetime, dice: Dice) -> tuple[datetime, Mapping[str, datetime]]:
    found: dict[str, datetime] = {}
    for name, when in {**times.moments, "starts": When(clock=times.starts)}.items():
        span = when.minutes
        if when.after is not None and span is not None:
            found[name] = found[when.after] + timedelta(minutes=dice.within(span, "minutes", name))
            continue
        assert when.clock is not None
        clock = dice.within((minutes_of(when.clock[0]), minutes_of(when.clock[1])), "clock", name)
        days = dice.within(when.days, "days", name)
        found[name] = midnight + timedelta(days=-days, minutes=clock)
    return found.pop("starts"), found


def _alike(word: str) -> Text:
    return Text(es=word, en=word)


def _fill(model: Model, held: Mapping[str, Text]) -> Model:
    """`model` with the placeholders of all its texts filled."""
    return type(model).model_validate(_filled_in(model.model_dump(), held, "es"))


def _filled_in(value: Any, held: Mapping[str, Text], language: str) -> Any:
    """`value` with its placeholders filled; what stands under the name of a language is in that."""
    if isinstance(value, str):
        return PLACEHOLDER.sub(lambda found: _word(found, held, language), value)
    if isinstance(value, dict):
        return {
            key: _filled_in(one, held, key if key in LANGUAGES else language) for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_filled_in(one, held, language) for one in value]
    return value


def _word(found: re.Match[str], held: Mapping[str, Text], language: str) -> str:
    text = held.get(found[1])
    return text.in_language(language) if text is not None else found[0]
