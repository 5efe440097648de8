"""The accepted text that an item is about: what was to be sent, or told."""

from runbooks.definition.items import DocumentItem, Item
from runbooks.engine.situation import Situation


def accepted_text(situation: Situation, item: Item | None) -> DocumentItem | None:
    """The document that `item` depends on, once its text is accepted."""
    for name in situation.dependencies.inputs[item.id] if item else ():
        found = situation.runbook.items[name]
        if isinstance(found, DocumentItem) and situation.state.entry(name).value:
            return found
    return None
