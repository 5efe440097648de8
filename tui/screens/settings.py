"""The settings: each with its value, where that comes from and what it is; changed in a dialog."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Final, Literal, get_args, get_origin

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import OptionList

from runbooks.definition.faults import DefinitionError
from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.settings import Settings, Source, load_settings, sources
from runbooks.settings_file import write_setting
from tui.acts import SETTINGS, bindings
from tui.dialogs.ask import AskText, AskWhich, Dialog
from tui.editors.pick import Entry, Pick
from tui.keymap import as_key, changeable, keymap, word_of
from tui.keys_bar import KeysBar
from tui.known_runbooks import known_runbooks
from tui.lines import BLANK, Line, Lines, line, text
from tui.looks import SAVED
from tui.view.settings import (
    LABELS,
    about,
    effect,
    explained,
    faults_told,
    fixed_by,
    folders_told,
    in_words,
    source_in_words,
)

MOST_SHOWN: Final = 34
"""Cells of a value in the list; the dialog shows the whole."""

Ask = Callable[[str, str], Dialog]


class SettingsScreen(Screen[None]):
    """What `config.toml` holds, and the folders."""

    CSS_PATH = "settings.tcss"
    ACTS = SETTINGS
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (as Textual declares it)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(SETTINGS), Binding("escape", "home", show=False)]

    class Changed(Message):
        """A setting was changed; these are all of them now."""

        def __init__(self, settings: Settings) -> None:
            super().__init__()
            self.settings = settings

    def __init__(self, places: Folders, environment: Mapping[str, str]) -> None:
        super().__init__()
        self._places, self._environment = places, environment
        self._file = places.config_file
        self._settings = Settings()
        self._sources: Mapping[str, Source] = {}

    def compose(self) -> ComposeResult:
        """Heading, list, what is moved to, what was done, folders, keys."""
        yield Lines([line(" restaura", "bold")], id="heading")
        yield Pick()
        yield Lines(id="told")
        yield Lines(id="about")
        with VerticalScroll():  # Tab goes there, arrows then scroll
            yield Lines(folders_told(self._places))
        yield KeysBar(SETTINGS)

    def on_mount(self) -> None:
        """Read the file."""
        self.query_one("#heading", Lines).show([line(f" restaura  {_('Settings')}", "bold")])
        self._show()

    def _show(self) -> None:
        """The settings as they are now; or, where they cannot be used, why."""
        pick = self.query_one(Pick)
        try:
            self._settings = load_settings(self._file, self._environment)
            self._sources = sources(self._file, self._environment)
            keymap(self._settings.keys, str(self._file))
        except DefinitionError as error:
            pick.offer([])
            self._tell(faults_told(error.faults))
        else:
            pick.offer([_entry(name, self._settings, self._sources[name]) for name in LABELS])
        self.query_one("#about", Lines).show([])
        pick.focus()

    def _tell(self, lines: Sequence[Line]) -> None:
        self.query_one("#told", Lines).show([BLANK, *lines] if lines else [])

    def action_home(self) -> None:
        """Back to the sessions."""
        self.dismiss(None)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        if event.option.id is not None:
            name = event.option.id
            self.query_one("#about", Lines).show([BLANK, *about(name, self._sources[name])])

    @on(Pick.Refused)
    def _refused(self) -> None:
        if self._sources:
            hint = _("Choose with a number or an arrow; Enter then takes it.")
            self._tell([line(hint, "bold $warning")])

    # -- changing -----------------------------------------------------------------------------

    @on(Pick.Taken)
    def _taken(self, event: Pick.Taken) -> None:
        if self._sources[event.id] == "variable":
            self._tell([line(fixed_by(event.id), "bold $warning")])
        elif event.id == "keys":
            self.run_worker(self._change_a_key())
        else:
            self.run_worker(self._change(event.id, self._asked_for(event.id)))

    def _asked_for(self, name: str) -> Ask:
        """The dialog for a setting: a list where there is one, else a line."""
        told, now = line(explained(name), "$quiet"), getattr(self._settings, name)
        if name == "runbook":
            return lambda _given, why: AskWhich(why or explained(name), known_runbooks(self._places))
        values = _values(name)
        if values:
            entries = [Entry(str(one or ""), in_words(name, one), _now(one == now)) for one in values]
            return lambda _given, why: AskWhich(f"{_(LABELS[name])}. {why or explained(name)}", entries)
        default = Settings.model_fields[name].get_default(call_default_factory=True)
        empty = line(_("Empty: as shipped, {value}.").format(value=in_words(name, default)), "$quiet")
        kept = "" if now is None else str(now)
        return lambda given, why: AskText(
            _(LABELS[name]), [told, empty], given if why else kept, why, may_be_empty=True
        )

    async def _change_a_key(self) -> None:
        """Which act, then its key."""
        acts, own = changeable(), self._settings.keys
        shown = {name: word_of(as_key(own[name])) if name in own else act.shown for name, act in acts.items()}
        entries = [
            Entry(name, f"{shown[name]:<6} {_(act.help)}", _("(changed)") if name in own else "")
            for name, act in acts.items()
        ]
        name = await self.app.push_screen_wait(AskWhich(explained("keys"), entries))
        if name is None:
            return
        how = line(_("f1 to f12, or ctrl or alt with a letter, such as ctrl+n."), "$quiet")
        empty = line(_("Empty: as shipped, {value}.").format(value=acts[name].shown), "$quiet")
        await self._change(
            f"keys.{name}",
            lambda given, why: AskText(
                _(acts[name].help), [how, empty], given if why else own.get(name, ""), why, may_be_empty=True
            ),
        )

    async def _change(self, name: str, ask: Ask) -> None:
        """Ask until what was given is saved, or the person leaves it."""
        given, why = "", ""
        while True:
            answer = await self.app.push_screen_wait(ask(given, why))
            if answer is None:
                return
            told = await asyncio.to_thread(self._write, name, answer)
            if not told:
                break
            given, why = answer, told
        self._show()
        self.post_message(self.Changed(self._settings))
        field = name.split(".")[0]
        saved = _("Saved: {setting}, {value}. {effect}").format(
            setting=_(LABELS[field]),
            value=in_words(field, getattr(self._settings, field)),
            effect=effect(field),
        )
        self._tell([line(saved, "$success")])
        self.query_one(KeysBar).tell(Content.assemble((f"{SAVED} ", "$success"), text(_("saved"))))

    def _write(self, name: str, given: str) -> str:
        """Save it; empty when it is saved, else the sentence that says why not."""
        try:
            if name.startswith("keys.") and given:
                act = name.removeprefix("keys.")
                chosen = keymap({**self._settings.keys, act: given}, str(self._file))
                write_setting(self._file, name, chosen[act])
            else:
                write_setting(self._file, name, given or None)
        except DefinitionError as error:
            return " ".join(fault.what if fault.field == name else str(fault) for fault in error.faults)
        except StoreError as error:
            return str(error)
        return ""


def _entry(name: str, settings: Settings, source: Source) -> Entry:
    value = in_words(name, getattr(settings, name)).replace("\n", " ")
    if len(value) > MOST_SHOWN:
        value = value[: MOST_SHOWN - 1] + "…"
    note = source_in_words(source)
    return Entry(name, f"{_(LABELS[name]):<26}{value:<{MOST_SHOWN}}", note)


def _now(is_now: bool) -> str:
    return _("(now)") if is_now else ""


def _values(name: str) -> list[Any]:
    """What a setting can be, where that is a list; None stands for what is not set."""
    kind = Settings.model_fields[name].annotation
    if get_origin(kind) is Literal:
        return list(get_args(kind))
    literal = next((one for one in get_args(kind) if get_origin(one) is Literal), None)
    return [None, *get_args(literal)] if literal else []
