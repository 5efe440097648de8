"""What is at hand where an item is asked: the accepted text it is about, the procedure that answers it."""

from runbooks.definition.items import DocumentItem, Item
from runbooks.engine.situation import Situation
from runbooks.language import _
from runbooks.procedures import procedure_of
from tui.lines import Line, line
from tui.looks import ADVICE


def accepted_text(situation: Situation, item: Item | None) -> DocumentItem | None:
    """The document that `item` depends on, once its text is accepted."""
    for name in situation.dependencies.inputs[item.id] if item else ():
        found = situation.runbook.items[name]
        if isinstance(found, DocumentItem) and situation.state.entry(name).value:
            return found
    return None


def procedure_offered(situation: Situation, item: Item | None, key: str) -> list[Line]:
    """The procedure that finds the answer to `item`, which `key` opens; none in a training."""
    procedure = procedure_of(item)
    if procedure is None or situation.state.mode == "training":
        return []
    told = _("{key} opens “{procedure}”; how it ends is answered here.")
    said = told.format(key=key, procedure=situation.say(procedure.label))
    return [line(said, lead=f"{ADVICE} ", lead_style="bold $primary")]
