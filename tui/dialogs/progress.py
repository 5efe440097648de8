"""The box in which many records are exported: how far it is, what could not be written, how it ended."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import ProgressBar

from runbooks.language import _
from tui.acts import EXPORTING
from tui.dialogs.ask import Dialog
from tui.keys_bar import KeysHint
from tui.lines import BLANK, Line, Lines, line
from tui.looks import MISSING
from tui.several import Kept, Outcome, export_each, in_words


class Exporting(Dialog):
    """Writes the records one by one, each in a thread. Escape stops behind the one that is being
    written: what is written stays, and is counted."""

    ACTS = EXPORTING
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "go_on", show=False)]

    def __init__(
        self, paths: Mapping[Kept, Path], format: str, folder: Path, *, overwrite: bool, left: int = 0
    ) -> None:
        """The files go to `folder`; `left` of those that were asked for are left as they are."""
        super().__init__()
        self._count, self._folder, self._left = len(paths), folder, left
        self._outcomes = export_each(paths, format, overwrite=overwrite)
        self._done: list[Outcome] = []
        self._is_stopped = self._is_over = False

    def compose(self) -> ComposeResult:
        """Title, bar, what could not be written, hint."""
        with Vertical():
            yield Lines([line(_("Exporting"), "bold $accent"), BLANK], id="title")
            yield ProgressBar(self._count, show_eta=False)
            yield Lines(id="counted")
            with VerticalScroll():
                yield Lines(id="faults")
            yield Lines([BLANK], id="hint")
            yield KeysHint(_("Esc stops; what is written stays"))

    def on_mount(self) -> None:
        """Begin."""
        super().on_mount()
        self.query_one(VerticalScroll).focus()
        self.run_worker(self._export())

    async def _export(self) -> None:
        try:
            while not self._is_stopped:
                outcome = await asyncio.to_thread(self._next)
                if outcome is None or not self.is_attached:
                    break
                self._done.append(outcome)
                self._show(outcome)
        finally:
            self._is_stopped = True  # also where the program is left; what is written stays
        await asyncio.to_thread(self._outcomes.close)
        if self.is_attached:
            self._end()

    def _next(self) -> Outcome | None:
        """In a thread, which nobody may wait for any more when it is done."""
        outcome = next(self._outcomes, None)
        if self._is_stopped:
            self._outcomes.close()
        return outcome

    def _show(self, outcome: Outcome) -> None:
        self.query_one(ProgressBar).advance()
        counted = _("{done} of {count}").format(done=len(self._done), count=self._count)
        self.query_one("#counted", Lines).show([line(counted, "$quiet")])
        if outcome.fault:
            self.query_one("#faults", Lines).show([BLANK, *self._faults()])

    def _faults(self) -> list[Line]:
        faults = [one.fault for one in self._done if one.fault]
        return [line(fault, lead=f"{MISSING} ", lead_style="bold $error") for fault in faults]

    def _end(self) -> None:
        self._is_over = True
        written = sum(not one.fault for one in self._done)
        is_whole = written == self._count
        title = _("Stopped") if len(self._done) < self._count else _("Exported")
        told = [line(in_words(written, self._count, [self._folder]), "bold $success" if is_whole else "bold")]
        if self._left:
            told.append(line(_("Left as they were: {count}").format(count=self._left), "$quiet"))
        self.query_one("#title", Lines).show([line(title, "bold $accent"), BLANK])
        self.query_one("#counted", Lines).show([BLANK, *told])
        self.query_one(KeysHint).say(_("Enter goes on"))

    def action_give_up(self) -> None:
        """Stop; once it is over, leave."""
        self._is_stopped = True
        self.action_go_on()

    def action_go_on(self) -> None:
        """Leave, once it is over."""
        if self._is_over:
            self.dismiss(None)
