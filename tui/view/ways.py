"""What can be done where nothing is asked: at the end of a step, and of a session."""

from runbooks.engine.situation import Situation
from runbooks.language import _
from tui.editors.pick import Entry


def ways(situation: Situation, back_to: str | None = None) -> list[Entry]:
    """What ends the step or the session, and what leads away from it: first to the session `back_to`."""
    if situation.state.status == "open":
        return [Entry("complete", _("Complete this step"), situation.say(situation.step.title))]
    home = Entry("home", _("See the other sessions"))
    if back_to is not None:
        is_closed = situation.state.status == "closed"
        found = (
            _("with what was found here") if is_closed else _("which takes the answer once this is closed")
        )
        home = Entry("home", _("Back to the session {id}").format(id=back_to), found)
    away = [home, Entry("leave", _("Leave"))]
    if situation.state.status == "closed":
        report = Entry("report", _("Read the report"), _("as it will be, and export it"))
        return [report, *away] if back_to is None else [*away[:1], report, *away[1:]]
    return [Entry("close", _("Close the session"), _("it never changes again")), *away]


def training_ways(situation: Situation) -> list[Entry]:
    """The same in a training, with what a trainee does before and after the score."""
    state = situation.state
    if state.status == "open":
        return ways(situation)
    if state.status == "closed":
        paths = _("your own path beside the ideal one, and trying again")
        seen = [Entry("score", _("See the score")), Entry("debrief", _("See the debrief"), paths)]
        return [*seen, *ways(situation)]
    is_judged = any(event.type == "self_assessed" for event in state.lived)
    judged = _("done; it can be changed until the end") if is_judged else _("before you see the score")
    return [
        Entry("ask", _("Tell or ask somebody"), _("until it is closed")),
        Entry("judge", _("Judge yourself"), judged),
        *ways(situation),
    ]
