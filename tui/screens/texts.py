"""What can be done with the text that stands there: copied, kept as a file, edited, read as a preview."""

import asyncio

from textual import on
from textual.app import SuspendNotSupported

from runbooks.definition.items import Item
from runbooks.engine.commands import GoBack
from runbooks.engine.marks import marked
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.told import item_label, step_title
from tui.closing import short_path, write_text
from tui.dialogs.ask import AskText, AskWhich
from tui.editors.base import Editor
from tui.editors.document import DocumentEditor
from tui.editors.long import LongEditor
from tui.editors.pane import EditorPane
from tui.editors.pick import Entry
from tui.external import Edited, edited
from tui.keymap import key_of
from tui.lines import Line, Lines, line
from tui.looks import ADVICE
from tui.screens.asides import Asides
from tui.view.at_hand import accepted_text
from tui.view.missing import place_of


class Texts(Asides):
    """Each of these says so where no text stands."""

    def action_copy(self) -> None:
        """Copy the text of the paper, and write it as a file: a clipboard may refuse in silence."""
        sent = line(_("Sent to the terminal's clipboard, which may not take it."), "$quiet")
        if (accepted := accepted_text(self._session.situation, self._item)) is not None:
            self.app.copy_to_clipboard(self._session.state.entry(accepted.id).value)
            self._told = [
                sent,
                line(_("File: {path}").format(path=self._session.document(accepted.id)), "$quiet"),
            ]
            self._draw()
        elif (paper := self._paper_here()) is not None:
            self.app.copy_to_clipboard(marked(paper.text, self._session.state))
            self._start(self._write(paper, [sent]))

    def action_save_draft(self) -> None:
        """Write the text of the paper as a file."""
        if (paper := self._paper_here()) is not None:
            self._start(self._write(paper, []))

    async def _write(self, paper: LongEditor, told: list[Line]) -> None:
        path = self._session.document(f"{paper.item.id}.draft")
        written = marked(paper.text, self._session.state)
        self._told = [*told, await asyncio.to_thread(write_text, path, written)]
        self._draw()
        self.call_after_refresh(self.query_one("#told", Lines).scroll_visible, animate=False)

    def action_edit(self) -> None:
        """Edit the text of the paper in the person's own editor."""
        paper = self._paper_here()
        if paper is None:
            return
        try:
            with self.app.suspend():
                back = edited(paper.text)  # must not raise: the screen would not come back
        except SuspendNotSupported:
            back = Edited(why_not=_("The screen cannot be left here."))
        if back.why_not:
            self._tell(back.why_not)
        else:
            paper.put(back.text)

    def action_preview(self) -> None:
        """Show the document as its reader will see it, or hide that again."""
        if (document := self._document_here()) is not None:
            document.turn()

    def action_other_text(self) -> None:
        """Turn through the texts of the document."""
        document = self._document_here()
        if document is not None and not document.other_text():
            self._tell(_("This document has no other text."))

    def action_go_to(self) -> None:
        """Go to the item that gives what the document lacks; with several, ask to which."""
        document = self._document_here()
        if document is None:
            return
        if missing := document.missing:
            self._start(self._go_to(missing))
        else:
            self._tell(_("No answer is missing in this text."))

    async def _go_to(self, missing: list[str]) -> None:
        situation = self._session.situation
        to: str | None = missing[0]
        if missing[1:]:
            entries = [
                Entry(item, item_label(situation, item), place_of(situation, item)) for item in missing
            ]
            to = await self.app.push_screen_wait(AskWhich(_("Go to which?"), entries))
        if to is not None:
            await self._visit(to)

    @on(Editor.Asked)
    def _asked(self, event: Editor.Asked) -> None:
        self._start(self._visit(event.item))

    async def _visit(self, item: str) -> None:
        """Look at `item`; one of an earlier step by going back there, with a reason proposed."""
        situation = self._session.situation
        step = situation.runbook.steps[situation.runbook.home[item]].id
        if step == situation.step.id and situation.state.status == "open":
            self._look_at(item)
            self._told = []
            await self._turn()
        elif self._is_allowed(GoBack(step, "?")):
            label = item_label(situation, item)
            title = _("Go back to “{step}”: why?").format(step=step_title(situation, step))
            told = [
                line(label, "bold"),
                line(_("Answers stay as they are; what you typed here is kept as a draft."), "$quiet"),
            ]
            await self._ask_and_do(
                lambda given, why: AskText(title, told, given, why),
                lambda reason: GoBack(step, reason),
                given=_("Missing: {item}").format(item=label),
                at=lambda _situation: item,
            )

    def _at_hand(self, situation: Situation, item: Item | None) -> list[Line]:
        """Where the accepted text is that `item` is about, and how to take it to where it is sent from."""
        if (accepted := accepted_text(situation, item)) is None:
            return []
        told = _("The accepted text: {path}; {key} copies it.")
        path, key = short_path(self._session.document(accepted.id)), key_of(self, "copy")
        return [line(told.format(path=path, key=key), lead=f"{ADVICE} ", lead_style="bold $primary")]

    def _paper_here(self) -> LongEditor | None:
        """The editor of the text that stands here; says so where there is none."""
        shown = self.query_one(EditorPane).shown
        if isinstance(shown, LongEditor):
            return shown
        self._tell(_("There is no text here."))
        return None

    def _document_here(self) -> DocumentEditor | None:
        paper = self._paper_here()
        if paper is not None and not isinstance(paper, DocumentEditor):
            self._tell(_("This text is no document: it has no preview and nothing to be filled in."))
        return paper if isinstance(paper, DocumentEditor) else None
