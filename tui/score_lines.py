"""How a training was judged, line by line, for every face without a screen (T9, T11)."""

from collections.abc import Iterator

from runbooks.language import _
from runbooks.training.debrief import Debrief, Judged


def score_lines(debrief: Debrief) -> Iterator[str]:
    """Each criterion with its level, points and the trainee's own judgement; failures apart; the sum."""
    score = debrief.score
    for one in debrief.judged():
        yield _criterion(one)
        if one.level != "met":
            yield "    " + _("Done: {what}").format(what=one.did)
            clause = f" ({one.clause})" if one.clause else ""
            yield "    " + _("Right: {what}").format(what=one.right) + clause
    for failed in debrief.failed():
        clause = f" ({failed.clause})" if failed.clause else ""
        yield _("CRITICAL FAILURE: {label}").format(label=failed.label) + clause
        yield f"    {failed.story}"
    told = _("{points} of {of} ({percent} %)").format(points=score.points, of=score.of, percent=score.percent)
    needed = _("{percent} % are needed").format(percent=score.pass_percent)
    yield f"{told}: {_('passed') if score.passed else _('not passed')}; {needed}"


def _criterion(one: Judged) -> str:
    told = f"  {one.label}: {one.word}, {one.points}/{one.of}"
    if one.hints:
        told += "; " + _("taken by hints: {points}").format(points=one.hints)
    return told + ("; " + _("own judgement: {level}").format(level=one.own) if one.own else "")
