"""How the program looks and what it tells of itself: themes, signs, the title, help, the palette."""

import os
from collections.abc import Iterable, Sequence
from typing import Any, Final

from textual import on
from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.filter import LineFilter, Monochrome, NoColor
from textual.screen import Screen

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.settings import Settings
from tui.acts import Act
from tui.dialogs.ask import Dialog, Help
from tui.keymap import as_bound, keymap
from tui.keys_bar import KeysBar
from tui.looks import Plain, wants_plain
from tui.palette import Acts
from tui.screens.settings import SettingsScreen
from tui.terminal import screen_encoding, title_sequence
from tui.themes import OWN, own_variables
from tui.view.help import keys_help

COLOURLESS: Final = NoColor()


class Face(App[None]):
    """A Textual application as the settings dress it; what it shows is whose that derives from it."""

    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {Acts}  # noqa: RUF012 (as Textual declares it)

    def __init__(self, places: Folders, settings: Settings | None) -> None:
        self._places = places
        self._settings = settings or Settings()
        encoding = screen_encoding()
        is_plain = wants_plain(self._settings.glyphs, encoding, os.environ.get("TERM", ""))
        self._plain = [Plain(encoding)] if is_plain else []
        super().__init__()
        for theme in OWN:
            self.register_theme(theme)
        self.theme = self._settings.theme

    # -- looks --------------------------------------------------------------------------------

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours that every theme must have here."""
        return dict(own_variables(self.current_theme))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, then the plain glyphs where the terminal has no others."""
        filters = super().get_line_filters()
        if self.no_color and self.native_ansi_color:
            # Textual chooses before it knows the theme, and makes the terminal's own colours black.
            filters = [COLOURLESS if isinstance(one, Monochrome) else one for one in filters]
        return [*filters, *self._plain]

    @on(SettingsScreen.Changed)
    def _take_over(self, event: SettingsScreen.Changed) -> None:
        """What takes effect at once."""
        self.theme = event.settings.theme
        self.set_keymap(keymap(event.settings.keys, str(self._places.config_file)))
        for screen in self.screen_stack:
            screen.query(KeysBar).refresh()

    def watch_title(self, title: str) -> None:
        """The terminal's own title says what the screen says first."""
        if self._driver is not None and not self.is_headless:  # Textual has no word for it
            shown = self._plain[0].text(title) if self._plain else title
            self._driver.write(title_sequence(shown))

    # -- help and palette ---------------------------------------------------------------------

    def action_help(self) -> None:
        """All keys of what is shown, until pressed again."""
        if isinstance(self.screen, Help):
            self.screen.dismiss(None)
        else:
            told = (screen for screen in reversed(self.screen_stack) if hasattr(screen, "ACTS"))
            self.push_screen(Help(_("Help"), keys_help(_acts(next(told, self.screen)))))

    def action_command_palette(self) -> None:
        """Find an act by its words; pressed again, not. In a dialog most would open a box over it."""
        if isinstance(self.screen, Dialog):
            told = _("The commands are those of the screen below: leave this box first, with Esc.")
            self.screen.tell(told)
        elif isinstance(self.screen, CommandPalette):
            self.screen.dismiss()
        else:
            self.push_screen(CommandPalette(placeholder=_("Find a command…"), id="--command-palette"))

    def get_system_commands(self, screen: Screen[None]) -> Iterable[SystemCommand]:
        """The acts of the screen that is shown."""
        for act in _acts(screen):
            if act.id != "app.command_palette":
                where = self if "." in act.id else screen
                action = getattr(where, f"action_{act.id.removeprefix('app.')}")
                yield SystemCommand(f"{_(act.word)}  {act.shown}", _(act.help), action)


def _acts(screen: Screen[Any]) -> list[Act]:
    """What can be done on `screen`, with the keys that do it; nothing where it does not say."""
    return as_bound(getattr(screen, "ACTS", ()), screen)
