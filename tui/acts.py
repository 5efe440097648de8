"""What can be done on a screen, said once: the key, the word in the footer, the palette and the help."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from textual.binding import Binding, BindingType

from runbooks.language import N_


@dataclass(frozen=True, slots=True)
class Act:
    """One act: `id` is the action, `keys` as Textual names them; `word` and `help` are sentences of
    the catalogue. One without a `shown` key is in the palette and the help, not in the footer."""

    id: str
    keys: str
    shown: str
    word: str
    help: str

    @property
    def name(self) -> str:
        """What the settings call it, wherever it is done."""
        return self.id.removeprefix("app.")


EVERYWHERE: Final = (
    Act("app.help", "f12", "F12", N_("help"), N_("All keys, and how answering works")),
    Act("app.command_palette", "ctrl+p", "^P", N_("commands"), N_("Find any of these by its words")),
    Act("app.leave", "ctrl+q", "^Q", N_("leave"), N_("Leave the program")),
)
"""What each screen ends with."""

WHY: Final = Act(
    "why",
    "f1",
    "F1",
    N_("why"),
    N_("The clause and the reason behind the item, and what depends on it"),
)
OVERVIEW: Final = Act(
    "overview",
    "ctrl+t",
    "^T",
    N_("overview"),
    N_("Steps, counts, the clock and the notes in force"),
)
MESSAGES: Final = Act(
    "heard", "ctrl+x", "^X", N_("messages"), N_("All that was said so far, the newest last")
)
"""What is read beside a session, and beside a replay of it."""

SESSION: Final = (
    Act("send", "ctrl+s", "^S", N_("send"), N_("Send what stands in the current item")),
    Act("following", "f8,ctrl+down", "F8", N_("next"), N_("Look at the next item of this step")),
    Act("note", "ctrl+n", "^N", N_("note"), N_("Write a note into the record")),
    Act("override", "ctrl+o", "^O", N_("pass over"), N_("Pass over the current item, with a reason")),
    Act("defer", "ctrl+d", "^D", N_("defer"), N_("Put the current item off until a later step")),
    Act("go_back", "ctrl+b,f4", "^B", N_("back"), N_("Go back to an earlier step, with a reason")),
    WHY,
    Act("say_now", "f2", "F2", N_("say now"), N_("Where things stand, in words for whoever asks")),
    OVERVIEW,
    Act("previous", "f7,ctrl+up", "F7", N_("previous"), N_("Look at the item before, and answer it again")),
    Act("preview", "ctrl+l", "^L", N_("preview"), N_("See the document as its reader will, or hide that")),
    Act("go_to", "ctrl+g", "^G", N_("go to it"), N_("Go to the item that gives what is missing here")),
    Act("other_text", "f6", "F6", N_("other text"), N_("The other texts of this document, in turn")),
    Act("edit", "ctrl+e", "^E", N_("editor"), N_("Edit the text that stands here in $EDITOR")),
    Act("copy", "f3", "F3", N_("copy"), N_("Copy the text that stands here, and write it as a file")),
    Act("save_draft", "f11", "F11", N_("save file"), N_("Write the text that stands here as a file")),
    Act("hand_over", "f5", "F5", N_("hand over"), N_("Hand the session over to another operator")),
    Act("paper", "alt+p", "Alt+P", N_("from paper"), N_("Say when what you enter was done on paper")),
    Act(
        "procedure",
        "ctrl+r",
        "^R",
        N_("procedure"),
        N_("Go to the procedure that finds the answer to the current item"),
    ),
    Act("cancel", "f9", "F9", N_("cancel"), N_("Cancel the session, with a reason")),
    Act("home", "f10", "F10", N_("home"), N_("Leave this session as it is, and see the others")),
    Act(
        "handover_page",
        "ctrl+y",
        "^Y",
        N_("hand-over page"),
        N_("What whoever takes over must know, on one page, also as a file"),
    ),
    Act("app.help", "f12", "F12", N_("help"), N_("All keys, and how answering works")),
    Act("app.command_palette", "ctrl+p", "^P", N_("commands"), N_("Find any of these by its words")),
    Act("app.leave", "ctrl+q", "^Q", N_("leave"), N_("Leave; everything answered is saved")),
)
TRAINEE: Final = (
    Act("ask", "ctrl+r", "^R", N_("ask, look"), N_("Ask somebody, look somewhere, or do something")),
    Act("wait", "ctrl+f", "^F", N_("wait"), N_("Let the simulated clock go on")),
    Act("hint", "ctrl+k", "^K", N_("hint"), N_("A hint for the current item, once its cost is said")),
    MESSAGES,
)
INCIDENT_ONLY: Final = ("paper", "procedure")
TRAINING: Final = (*TRAINEE, *(act for act in SESSION if act.id not in INCIDENT_ONLY))
"""A training has what only a trainee does, and everything of an incident but these."""
TRAININGS: Final = (
    Act("invent", "ctrl+n", "^N", N_("invent one"), N_("Invent an incident of the difficulty you choose")),
    Act("home", "f10", "F10", N_("home"), N_("Back to home")),
    *EVERYWHERE,
)
HOME: Final = (
    Act("new", "ctrl+n", "^N", N_("new incident"), N_("Begin a new incident")),
    Act("settings", "f3", "F3", N_("settings"), N_("See the settings, and change them")),
    Act("records", "ctrl+r", "^R", N_("records"), N_("All records: search, read, replay, export")),
    Act("train", "f6", "F6", N_("training"), N_("Practise the procedure on an invented incident")),
    Act("paper", "alt+p", "Alt+P", N_("from paper"), N_("Enter a session that was begun on paper")),
    Act("stats", "f4", "F4", N_("figures"), N_("Figures over time: outcomes, times, waits")),
    Act("another", "ctrl+o", "^O", N_("another procedure"), N_("Begin an incident of another procedure")),
    *EVERYWHERE,
)
RECORDS: Final = (
    Act("open", "enter", "Enter", N_("read"), N_("Read the marked record")),
    Act("order", "f3", "F3", N_("sort"), N_("Sort by the next column")),
    Act("turn", "f4", "F4", N_("turn round"), N_("Turn the order round")),
    Act("trainings", "f6", "F6", N_("trainings"), N_("Show the trainings, or the incidents again")),
    Act("export", "ctrl+e", "^E", N_("export"), N_("Export all that are found, in one format")),
    Act("go_on", "ctrl+g", "^G", N_("go on"), N_("Go on with this session, where it is not closed")),
    Act("clear", "escape", "Esc", N_("clear"), N_("Clear the search; without one, back to home")),
    Act("home", "f10", "F10", N_("home"), N_("Back to home")),
    *EVERYWHERE,
)
REPORT_OF_IT: Final = Act(
    "preview", "ctrl+l", "^L", N_("report"), N_("Read the report as it will be, and export it")
)
"""The same act where nothing is written any more: what is seen as its reader will is the report."""


def of_closed(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a session once it is closed: the report first."""
    return (REPORT_OF_IT, *(act for act in acts if act.id != REPORT_OF_IT.id))


def of_papers(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts of a session while a paper is entered: its clock is set for nearly every line of it."""
    paper = [act for act in acts if act.id == "paper"]
    others = [act for act in acts if act.id != "paper"]
    return (*others[:1], *paper, *others[1:])


RECORD: Final = (
    Act("section", "tab", "Tab", N_("section"), N_("The next section; its number shows one at once")),
    Act("replay", "ctrl+r", "^R", N_("replay"), N_("Go through the session event by event")),
    REPORT_OF_IT,
    Act("export", "ctrl+e", "^E", N_("export"), N_("Write the report, the record or its answers to a file")),
    Act("go_on", "ctrl+g", "^G", N_("go on"), N_("Go on with this session, where it is not closed")),
    Act("back", "escape", "Esc", N_("back"), N_("Back to the list")),
    *EVERYWHERE,
)
REPLAY: Final = (
    Act("earlier", "left", "←", N_("before"), N_("As it looked one event before")),
    Act("later", "right", "→", N_("after"), N_("As it looked one event later")),
    Act("back", "escape", "Esc", N_("back"), N_("Back to the record")),
    Act("later_step", "tab", "Tab", N_("step"), N_("To where the next step begins; Shift+Tab goes back")),
    Act("jump", "ctrl+g", "^G", N_("go to"), N_("To an event by its number")),
    Act("again", "f6", "F6", N_("try again"), N_("Try a training again from here, as a new one")),
    Act("known", "f2", "F2", N_("answers"), N_("What was answered until then, step by step")),
    Act("first", "home", "Home", N_("first"), N_("As it looked at the first event")),
    Act("last", "end", "End", N_("last"), N_("As it looked at the last event")),
    WHY,
    OVERVIEW,
    MESSAGES,
    *EVERYWHERE,
)
STATS: Final = (
    Act("shape", "f3", "F3", N_("charts or tables"), N_("The same figures as tables, or as charts again")),
    Act("period", "f4", "F4", N_("period"), N_("The next period; its number chooses one at once")),
    Act("trainings", "f6", "F6", N_("trainings"), N_("Show the trainings, or the incidents again")),
    Act("home", "f10", "F10", N_("home"), N_("Back to home")),
    *EVERYWHERE,
)
REPORT: Final = (
    Act("mark", "1,2,3,4,5,6", "1…6", N_("mark"), N_("Mark a format; Enter then writes it")),
    Act("write", "enter", "Enter", N_("write"), N_("Write the marked format to where exports usually go")),
    Act("section", "tab", "Tab", N_("section"), N_("The next section; with Shift the one before")),
    Act("back", "escape", "Esc", N_("back"), N_("Back to where you came from")),
    Act("other_text", "f6", "F6", N_("other page"), N_("The other pages of a training, in turn")),
    Act("export", "ctrl+e", "^E", N_("elsewhere"), N_("Write the marked format to a place of your own")),
    *EVERYWHERE,
)
SETTINGS: Final = (
    Act("home", "f10", "F10", N_("home"), N_("Leave the settings")),
    *EVERYWHERE,
)
ASK_TEXT: Final = (
    Act("accept", "enter", "Enter", N_("accept"), N_("Take what is written, once something was typed")),
    Act("take", "tab", "Tab", N_("take over"), N_("Take over the text that stands there")),
    Act("give_up", "escape", "Esc", N_("leave it"), N_("Leave this box with nothing done")),
    Act("app.help", "f12", "F12", N_("help"), N_("All keys, and how answering works")),
    Act("app.leave", "ctrl+q", "^Q", N_("leave"), N_("Leave; everything answered is saved")),
)
ASK_WHICH: Final = (
    Act("mark", "up,down", "↑ ↓", N_("mark"), N_("Mark an entry; its number marks it at once")),
    Act("accept", "enter", "Enter", N_("accept"), N_("Take the marked entry")),
    *ASK_TEXT[2:],
)
READ: Final = (
    Act("scroll", "up,down", "↑ ↓", N_("scroll"), N_("Read on, where there is more than fits")),
    *ASK_TEXT[2:],
)
HEARD: Final = (
    *READ[:1],
    Act("give_up", "enter,escape", "Enter", N_("go on"), N_("Leave this box, once it is read")),
    *ASK_TEXT[3:],
)
EXPORTING: Final = (
    Act("give_up", "escape", "Esc", N_("stop"), N_("Stop; what is written stays. Leave it, once it is over")),
    Act("go_on", "enter", "Enter", N_("go on"), N_("Leave this box, once it is over")),
    *ASK_TEXT[3:],
)
JUDGE: Final = (
    Act("mark", "up,down", "↑ ↓", N_("mark"), N_("Go to another criterion")),
    Act("level", "1,2,3", "1 2 3", N_("judge"), N_("Met, partly or not; then on to the next criterion")),
    Act("change", "left,right", "← →", N_("change"), N_("Another judgement of the same criterion")),
    Act("accept", "enter", "Enter", N_("accept"), N_("Take the judgement, once each criterion has one")),
    *ASK_TEXT[2:],
)
"""The keys of the dialogs; they have no footer of their own, the help tells these."""
TABLES: Final = (
    SESSION,
    TRAINING,
    TRAININGS,
    HOME,
    RECORDS,
    RECORD,
    REPORT,
    REPLAY,
    STATS,
    SETTINGS,
)
"""The acts of each screen; one of the same name has the same key on all of them."""


def bindings(acts: Sequence[Act]) -> list[BindingType]:
    """The acts as bindings that hold whatever has the focus."""
    return [
        Binding(act.keys, act.id, show=False, priority=True, id=act.name) for act in acts if "." not in act.id
    ]
