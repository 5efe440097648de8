"""A field that is a cell of a table: narrow, and read from its beginning while it is left alone."""

from tui.editors.field import Field
from tui.lines import Line, line


class Cell(Field):
    """A compact field; what does not fit in it can be shown elsewhere."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True)

    def on_blur(self) -> None:
        """From its beginning."""
        self.cursor_position = 0

    def on_focus(self) -> None:
        """Behind what stands there, unless a click has put the cursor elsewhere."""
        if self.cursor_position == 0:
            self.cursor_position = len(self.value)

    def whole(self, lead: str) -> list[Line]:
        """All that stands there, where the cell is too narrow to show it."""
        return [line(self.value, lead=lead)] if len(self.value) >= self.size.width > 0 else []
