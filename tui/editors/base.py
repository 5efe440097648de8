"""What every editor of an item has in common: it is asked, it answers with messages.

R13: Enter alone never answers. An editor sends only what its person has touched since it was
shown, by typing, moving or taking over what stood there.
"""

from typing import Any, ClassVar

from textual.containers import Vertical
from textual.message import Message

from runbooks.definition.items import Item
from runbooks.engine.situation import Situation


class Editor(Vertical):
    """The widget by which one kind of item is answered; asks again and again, mounted once."""

    DEFAULT_CSS = "Editor { height: auto; }"
    FILLS: ClassVar[bool] = False
    """Whether it takes all the room that there is."""

    class Sent(Message):
        """The person has answered `item` with `value`, as the engine takes it."""

        def __init__(self, item: Item, value: Any) -> None:
            super().__init__()
            self.item, self.value = item, value

    class Typed(Message):
        """Text for `item` that is not sent yet, to be kept as a draft."""

        def __init__(self, item: Item, text: str) -> None:
            super().__init__()
            self.item, self.text = item, text

    class Hint(Message):
        """Something to tell: why a key did nothing."""

        def __init__(self, sentence: str) -> None:
            super().__init__()
            self.sentence = sentence

    class LeftEmpty(Message):
        """An optional item is to stay empty."""

    class Unfolded(Message):
        """More stands in the editor than before, or less again: what is read above it follows."""

    class Asked(Message):
        """The item named `item` is to be looked at, in whatever step it is."""

        def __init__(self, item: str) -> None:
            super().__init__()
            self.item = item

    item: Item
    """What is asked."""

    async def ask(self, situation: Situation, item: Item, draft: str | None) -> None:
        """Ask for `item` as things stand; `draft` is text typed for it before and not sent."""
        raise NotImplementedError

    def answer(self, value: Any) -> None:
        """Send `value` as the answer to what is asked."""
        self.post_message(self.Sent(self.item, value))

    def passed(self, situation: Situation) -> None:
        """Time has passed: say anew what follows from it, and leave what was typed or moved to."""

    def refused(self) -> None:
        """What was sent was not taken; it stays, to be corrected or replaced."""

    def take_focus(self) -> None:
        """Put the cursor where answering begins."""
        raise NotImplementedError

    @property
    def is_unfolded(self) -> bool:
        """Whether what stands here needs the room of what is read before answering."""
        return False

    def send(self) -> None:
        """Send what stands there, as the key for it does."""
        raise NotImplementedError
