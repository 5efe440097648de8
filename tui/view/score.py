"""How a training was done: critical failures first and apart, then each criterion (T9, T11)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from textual.content import Content

from runbooks.definition.parts import Text
from runbooks.engine.events import Event
from runbooks.language import N_, _, current
from runbooks.training.guide import FULL
from runbooks.training.score import Mark, Score
from tui.lines import BLANK, Line, line, text
from tui.looks import CAUTION, CHECKED, DOUBTFUL, MISSING

LEVELS: Final[Mapping[str, tuple[str, str, str]]] = {
    "met": (CHECKED, N_("met"), "$success"),
    "put_right": (CHECKED, N_("put right"), "$success"),
    "partly": (DOUBTFUL, N_("partly"), "$warning"),
    "reasoned": (DOUBTFUL, N_("not met, with a reason"), "$warning"),
    "not": (MISSING, N_("not met"), "$error"),
}
"""Of each level its glyph, its word and its colour."""


def judged_by_oneself(events: Iterable[Event]) -> Mapping[str, str] | None:
    """What the trainee said last of his own work, by criterion; None where he has not judged it."""
    judged: list[Mapping[str, Any]] = [one.data["levels"] for one in events if one.type == "self_assessed"]
    return judged[-1] if judged else None


def score_told(score: Score, own: Mapping[str, str] | None, say: Callable[[Text], str]) -> list[Line]:
    """The whole score; `own` is what the trainee judged before, `say` fills the stories of failures in."""
    verdict = _("PASSED") if score.passed else _("NOT PASSED")
    style = "bold $success" if score.passed else "bold $error"
    sum_of = _("{points} of {of} points, {percent} %").format(
        points=score.points, of=score.of, percent=score.percent
    )
    told = [Line(text(verdict, style), right=text(sum_of))]
    if score.failures:
        told += [BLANK, line(_("CRITICAL: no good answer elsewhere makes up for it"), "bold $error")]
    for failure in score.failures:
        label = _with_clause(failure.label, failure.clause, "bold")
        told += [
            Line(label, Content.styled(f"{CAUTION} ", "bold $error")),
            line(say(failure.story), lead="  "),
        ]
    told += [BLANK, line(_("CRITERIA"), "$quiet")]
    return told + [one for mark in score.marks for one in _mark(mark, (own or {}).get(mark.criterion.id))]


def _mark(mark: Mark, own: str | None) -> list[Line]:
    """A criterion: its level and points, and under it what the trainee thought of it."""
    glyph, word, colour = LEVELS[mark.level]
    count = text(f"{mark.points}/{FULL}", "bold")
    said = [text(_(word), colour)]
    if own is not None:
        said.append(text(_("you said: {level}").format(level=_(LEVELS[own][1])), "$quiet"))
    if mark.hints:
        said.append(text(_("hints: −{count}").format(count=mark.hints), "$warning"))
    label = mark.criterion.label.in_language(current())
    return [
        Line(text(label), Content.styled(f"{glyph} ", colour), right=count),
        Line(text(" · ", "$quiet").join(said), Content("  ")),
    ]


def _with_clause(label: Text, clause: str | None, style: str) -> Content:
    told = text(label.in_language(current()), style)
    return told + text(f" ({clause})", "$quiet") if clause else told
