"""The reference for a letter typed: a list of ten and an Input."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Input, Label, ListItem, ListView


class Form(App[None]):
    """Header, ten lines of a list, an Input that has the focus, footer."""

    TITLE = "form header"
    AUTO_FOCUS = "Input"
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+n", "bell", "footer hint")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield ListView(*(ListItem(Label(f"form body {number}")) for number in range(1, 11)))
        yield Input()
        yield Footer()


if __name__ == "__main__":
    Form().run()
