"""Messages between a screen and the program: what is on the screen, and since when."""

from textual.message import Message

from runbooks.record.encoding import Record


class Shows(Message):
    """Something else is about to be shown: what is typed until then is not meant for it (R13)."""


class Shown(Message):
    """It is on the screen now."""


class ReadReport(Message):
    """The report of a session is to be read; `path` is where its record is kept."""

    def __init__(self, record: Record, path: str) -> None:
        super().__init__()
        self.record, self.path = record, path


class BeginProcedure(Message):
    """The procedure that finds the answer to `item` of the session on the screen is asked for."""

    def __init__(self, item: str) -> None:
        super().__init__()
        self.item = item


class ReadRecord(Message):
    """The record of a session is to be read."""

    def __init__(self, id: str) -> None:
        super().__init__()
        self.id = id
