"""What was known at one event of a record."""

from datetime import datetime

from textual.content import Content

from runbooks.engine.situation import Situation
from runbooks.happened import event_in_words
from runbooks.language import _, words
from runbooks.paper import entered_in_words
from runbooks.record.encoding import Record
from tui.lines import BLANK, Line, line, text
from tui.view.checklist import checklist, title
from tui.view.finish import session_end
from tui.view.record import step_answers


def moment(record: Record, situation: Situation) -> list[Line]:
    """Which event it is, when it was, who did it, and what happened."""
    state = situation.state
    event = record.events[state.seq - 1]
    at = datetime.fromisoformat(event.at).astimezone(situation.zone)
    known = _("WHAT WAS KNOWN AT {time}").format(time=f"{at:%H:%M}")
    place = _("event {number} of {count}").format(number=state.seq, count=len(record.events))
    day = f"{words.day(at)} · {event.by} {entered_in_words(situation, event)}".rstrip()
    return [
        Line(
            Content.assemble((known, "bold $accent"), text(f"  {day}", "$quiet")), right=text(place, "bold")
        ),
        line(event_in_words(situation, event), "bold"),
    ]


def known(situation: Situation) -> list[Line]:
    """The step as it stood then, and what was answered before it."""
    told: list[Line] = []
    if situation.state.status == "open":
        item = situation.current_item
        above, below = checklist(situation, item)
        told = [title(situation, item), BLANK, *above, *below]
    else:
        told = session_end(situation)
    steps = situation.runbook.steps
    here = situation.runbook.places[situation.state.step] + (situation.state.status != "open")
    for step in reversed(steps[:here]):
        told += [BLANK, BLANK, *step_answers(situation, step)]
    return told
