"""The debrief on the screen: how it was done and what was right; the own path beside the ideal one."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from textual.content import Content

from runbooks.engine.situation import Situation
from runbooks.language import _, words
from runbooks.training.debrief import Debrief, Done, Judged, Row
from tui.beside import Beside
from tui.lines import BLANK, Line, line, text
from tui.looks import AFTERWARDS, BULLET, CAUTION, CHECKED, DOUBTFUL, MISSING

GLYPHS: Final[Mapping[str, tuple[str, str]]] = {
    "met": (CHECKED, "$success"),
    "put_right": (CHECKED, "$warning"),
    "partly": (DOUBTFUL, "$warning"),
    "reasoned": (DOUBTFUL, "$warning"),
    "not": (MISSING, "$error"),
}
"""The glyph of each level and its colour; the word stands beside it."""


def judgement(debrief: Debrief) -> list[Line]:
    """Critical failures first and apart, the points, the objectives, then each criterion (T9 to T11)."""
    found = debrief.score
    verdict = _("PASSED") if found.passed else _("NOT PASSED")
    told = _("{points} of {of} points, {percent} %").format(
        points=found.points, of=found.of, percent=found.percent
    )
    told += " · " + _("{percent} % are needed").format(percent=found.pass_percent)
    lines = [Line(text(verdict, "bold $success" if found.passed else "bold $error"), right=text(told))]
    failures = [*debrief.failed()]
    if failures:
        lines += [BLANK, line(_("CRITICAL: no good answer elsewhere makes up for it"), "bold $error")]
    for one in failures:
        lines.append(_marked(one.label, one.clause, CAUTION, "bold $error", "bold"))
        lines.append(line(one.story, lead="  "))
    lines += [BLANK, line(_("OBJECTIVES"), "$quiet")]
    for aim in debrief.aims():
        glyph, colour = GLYPHS["met" if aim.is_met else "not"]
        word = _("met") if aim.is_met else _("not met")
        lines.append(Line(text(aim.text), Content.styled(f"{glyph} ", colour), right=text(word, colour)))
    lines += [BLANK, line(_("CRITERIA"), "$quiet")]
    return lines + [one for judged in debrief.judged() for one in _judged(judged)]


def _judged(one: Judged) -> list[Line]:
    glyph, colour = GLYPHS[one.level]
    points = text(f"{one.points}/{one.of}", "bold")
    lines = [Line(_cited(one.label, one.clause), Content.styled(f"{glyph} ", colour), right=points)]
    said = [text(one.word, colour)]
    if one.own is not None:
        said.append(text(_("you said: {level}").format(level=one.own), "$quiet"))
    if one.hints:
        said.append(text(_("hints: −{count}").format(count=one.hints), "$warning"))
    lines.append(Line(text(" · ", "$quiet").join(said), Content("  ")))
    if one.level != "met":
        lines.append(Line(text(one.did), text(f"  {_('Done')}: ", "$quiet")))
        lines.append(Line(text(one.right), text(f"  {_('Right')}: ", "$quiet")))
    return lines


def paths(debrief: Debrief) -> list[Line]:
    """The own path beside the ideal one on one time line; each difference with its rule (T12)."""
    situation = Situation(debrief.play.state, debrief.play.now)
    heads = Beside(
        first=line(_("OWN PATH"), "$quiet"),
        second=line(_("IDEAL PATH"), "$quiet"),
        narrow=(line(_("OWN PATH; where it differs, the ideal one under it"), "$quiet"),),
    )
    rows = [*debrief.paths()]
    told: list[Line] = [heads, *_rows(situation, rows)]
    count = sum(row.differs for row in rows)
    again = _("Any of your decisions can be tried again from the replay.")
    return [*told, BLANK, line(_("Differences: {count}.").format(count=count) + " " + again, "$quiet")]


def _rows(situation: Situation, rows: list[Row]) -> Iterator[Line]:
    day: date | None = None
    for row in rows:
        shown = row.own or row.ideal
        assert shown is not None
        moment = datetime.fromisoformat(shown.at).astimezone(situation.zone)
        if moment.date() != day:
            day = moment.date()
            yield from (BLANK, line(words.day_long(day), "bold"))
        yield from _row(situation, row)


def _row(situation: Situation, row: Row) -> Iterator[Line]:
    own, best = _done(situation, row.own, row), _done(situation, row.ideal, row)
    if not row.differs:
        yield Beside(first=own, second=best, narrow=(own,))
        return
    under = [own] if row.own else []
    if row.ideal:
        under.append(Line(best.body, Content("  ") + best.lead))
    yield Beside(first=own, second=best, narrow=tuple(under))
    rule = row.why + (f" ({row.clause})" if row.clause else "")
    if rule.strip():
        yield line(rule.strip(), "$quiet", lead=f"    {BULLET} ", lead_style="$quiet")


def _done(situation: Situation, done: Done | None, row: Row) -> Line:
    if done is None:
        return line("—", "$quiet", lead="  ")
    glyph, colour = (MISSING, "$warning") if row.differs else (CHECKED, "$success")
    if row.differs and done is row.ideal:
        glyph, colour = AFTERWARDS, "$success"
    at = datetime.fromisoformat(done.at).astimezone(situation.zone)
    lead = Content.assemble((f"{glyph} ", colour), (f"{at:%H:%M}  ", "$quiet"))
    return Line(text(done.what, "bold" if row.differs else ""), lead)


def _marked(label: str, clause: str, glyph: str, colour: str, style: str) -> Line:
    return Line(_cited(label, clause, style), Content.styled(f"{glyph} ", colour))


def _cited(label: str, clause: str, style: str = "") -> Content:
    return text(label, style) + text(f" ({clause})" if clause else "", "$quiet")
