"""The reference for start, quit and memory: the least that has a header, a body and a footer."""

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.widgets import Footer, Header, Static


class Hello(App[None]):
    """Header, one line of text, footer."""

    TITLE = "hello header"
    BINDINGS: ClassVar[list[BindingType]] = [("ctrl+n", "bell", "footer hint")]

    def compose(self) -> ComposeResult:
        yield Header()
        yield Static("hello body")
        yield Footer()


if __name__ == "__main__":
    Hello().run()
