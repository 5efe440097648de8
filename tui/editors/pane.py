"""The place where the current item is answered: one editor for each kind, mounted when first needed."""

from collections.abc import Mapping
from typing import Final

from textual.containers import Vertical

from runbooks.definition.items import ChoiceItem, ConfirmItem, DateItem, DocumentItem, Item, TextItem
from runbooks.engine.situation import Situation
from tui.editors.base import Editor
from tui.editors.choice import ChoiceEditor, ConfirmEditor, PointEditor
from tui.editors.deliveries import DeliveriesEditor
from tui.editors.finish import Finish
from tui.editors.line import LineEditor
from tui.editors.pick import Entry
from tui.editors.settled import SettledEditor
from tui.editors.several import SeveralEditor
from tui.editors.variants import VariantEditor
from tui.editors.verification import VerificationEditor

BY_KIND: Final[Mapping[str, type[Editor]]] = {
    "text": LineEditor,
    "datetime": LineEditor,
    "date": LineEditor,
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
    if isinstance(item, DateItem) and item.points:
        return PointEditor
    if isinstance(item, ChoiceItem) and any(option.consequences for option in item.options):
        return VariantEditor
    return BY_KIND[item.kind]


class EditorPane(Vertical):
    """Shows one editor at a time; the others wait, since mounting one anew costs most of a key."""

    DEFAULT_CSS = "EditorPane { height: auto; margin-top: 1; }"

    def __init__(self) -> None:
        super().__init__()
        self.shown: Editor | Finish | None = None
        self._known: dict[type[Editor] | type[Finish], Editor | Finish] = {}

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """Ask for `item`."""
        kind = editor_for(situation, item)
        editor = await self._show(kind)
        assert isinstance(editor, Editor)
        await editor.ask(situation, item, draft)
        editor.take_focus()

    async def finish(self, acts: list[Entry]) -> None:
        """Offer what ends a step or the session."""
        finish = await self._show(Finish)
        assert isinstance(finish, Finish)
        finish.offer(acts)
        finish.take_focus()

    async def _show(self, kind: type[Editor] | type[Finish]) -> Editor | Finish:
        if kind not in self._known:
            self._known[kind] = kind()
            await self.mount(self._known[kind])
        for known, widget in self._known.items():
            widget.display = known is kind
        self.set_class(issubclass(kind, Editor) and kind.FILLS, "fills")
        self.shown = self._known[kind]
        return self._known[kind]
