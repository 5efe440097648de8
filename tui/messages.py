"""Messages between a screen and the program: what is on the screen, and since when."""

from textual.message import Message


class Shows(Message):
    """Something else is about to be shown: what is typed until then is not meant for it (R13)."""


class Shown(Message):
    """It is on the screen now."""


class ReadRecord(Message):
    """The record of a session is to be read."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id
