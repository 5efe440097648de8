"""What the world has said in a training: who called, what was seen, what Support answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from runbooks.definition.parts import Text
from runbooks.engine.events import Event
from runbooks.language import current


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said; `asked` where the trainee asked for it, `at` is ISO 8601, `who` a name or the act."""

    at: str
    who: str
    says: str
    asked: bool
    seq: int


def messages(events: Iterable[Event]) -> Iterator[Message]:
    """Every message among `events`, in time order, in the reader's language."""
    for event in events:
        if event.type == "injected":
            yield message(event)


def message(event: Event) -> Message:
    """The message of one `injected` event."""
    who, says = (Text(**event.data[part]).in_language(current()) for part in ("who", "says"))
    return Message(event.at, who, says, event.data["asked"], event.seq)
