"""The place where the current item is answered: one editor for each kind, mounted when first needed."""

from asyncio import Lock
from collections.abc import Iterator, Mapping
from typing import Final

from textual.containers import Vertical

from runbooks.definition.items import ChoiceItem, ConfirmItem, DocumentItem, Item, TextItem
from runbooks.engine.situation import Situation
from tui.editors.base import Editor
from tui.editors.choice import ChoiceEditor, ConfirmEditor
from tui.editors.day import DayEditor
from tui.editors.deliveries import DeliveriesEditor
from tui.editors.finish import Finish
from tui.editors.line import LineEditor
from tui.editors.moment import MomentEditor
from tui.editors.pick import Entry
from tui.editors.settled import SettledEditor
from tui.editors.several import SeveralEditor
from tui.editors.variants import VariantEditor
from tui.editors.verification import VerificationEditor

SOON, PAUSE = 0.1, 0.5
"""Seconds before the first editor that is mounted ahead, and between the others: whoever types meanwhile
must not feel it."""

BY_KIND: Final[Mapping[str, type[Editor]]] = {
    "text": LineEditor,
    "datetime": MomentEditor,
    "date": DayEditor,
    "confirm": ConfirmEditor,
    "choice": ChoiceEditor,
    "choices": SeveralEditor,
    "computed": SettledEditor,
    "deliveries": DeliveriesEditor,
    "verification": VerificationEditor,
}


def editor_for(situation: Situation, item: Item) -> type[Editor]:
    """Which editor fits `item` as things stand."""
    # Imported here: what edits long texts takes longer to import than all other editors.
    if isinstance(item, DocumentItem):
        from tui.editors.document import DocumentEditor

        return DocumentEditor
    if isinstance(item, TextItem) and item.multiline:
        from tui.editors.long import LongEditor

        return LongEditor
    if isinstance(item, ConfirmItem) and item.typed and situation.evaluate(item.typed) is not None:
        return LineEditor
    if isinstance(item, ChoiceItem) and item.has_consequences:
        return VariantEditor
    return BY_KIND[item.kind]


def editors_ahead(situation: Situation) -> Iterator[type[Editor] | type[Finish]]:
    """The editors of what is asked in this step, the end of it, and those of the next step."""
    place = situation.runbook.places[situation.state.step]
    for step in situation.runbook.steps[place : place + 2]:
        yield from (editor_for(situation, item) for item in step.items)
        yield Finish


class EditorPane(Vertical):
    """Shows one editor at a time; the others wait, since mounting one anew costs most of a key.

    Those that will be needed soon are mounted while their person still reads and types.
    """

    DEFAULT_CSS = "EditorPane { height: auto; padding-top: 1; }"

    def __init__(self, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self.shown: Editor | Finish | None = None
        self._known: dict[type[Editor] | type[Finish], Editor | Finish] = {}
        self._mounting = Lock()
        self._ahead: Iterator[type[Editor] | type[Finish]] | None = None

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """Ask for `item`."""
        kind = editor_for(situation, item)
        editor = await self._show(kind)
        assert isinstance(editor, Editor)
        await editor.ask(situation, item, draft)
        editor.take_focus()
        self._look_ahead(situation)

    async def finish(self, acts: list[Entry]) -> None:
        """Offer what ends a step or the session."""
        finish = await self._show(Finish)
        assert isinstance(finish, Finish)
        finish.offer(acts)
        finish.take_focus()

    async def _show(self, kind: type[Editor] | type[Finish]) -> Editor | Finish:
        await self._mount_editor(kind)
        for known, widget in self._known.items():
            widget.display = known is kind
        self.set_class(issubclass(kind, Editor) and kind.FILLS, "fills")
        self.shown = self._known[kind]
        return self._known[kind]

    async def _mount_editor(self, kind: type[Editor] | type[Finish]) -> None:
        async with self._mounting:
            if kind not in self._known:
                editor = self._known[kind] = kind()
                editor.display = False
                await self.mount(editor)

    def _look_ahead(self, situation: Situation) -> None:
        if self._ahead is None:
            self.set_timer(SOON, self._mount_ahead)
        self._ahead = editors_ahead(situation)

    async def _mount_ahead(self) -> None:
        """One, then a pause: a key pressed meanwhile waits for no more than that."""
        kind = next((kind for kind in self._ahead or () if kind not in self._known), None)
        if kind is None:
            self._ahead = None
        else:
            await self._mount_editor(kind)
            self.set_timer(PAUSE, self._mount_ahead)
