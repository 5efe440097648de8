"""What must hold in a runbook beyond its shape: every name known, every place reachable, R4 to R14."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path

from runbooks.definition.check.advice import advice
from runbooks.definition.check.card import card_faults
from runbooks.definition.check.checklist import checklist_faults
from runbooks.definition.check.ids import id_faults
from runbooks.definition.check.order import order_faults
from runbooks.definition.check.sources import source_advice
from runbooks.definition.check.subject import Subject
from runbooks.definition.check.unused import unused
from runbooks.definition.check.ways import way_faults
from runbooks.definition.check.wording import wording_faults
from runbooks.definition.faults import MOST_TOLD, ExpressionError, Fault, in_order
from runbooks.definition.loader import Examined
from runbooks.definition.model import Runbook
from runbooks.definition.yaml_source import Source


def check(runbook: Runbook, source: Source, templates: Sequence[Path] = ()) -> tuple[Fault, ...]:
    """Every fault of a runbook that has the right shape; empty when it may be run.

    `templates` are the folders that its templates were read from, none where the file brings them.
    """
    subject = Subject(runbook, source, tuple(templates))
    names = _enough(wording_faults(subject), id_faults(subject))
    # What depends on what can be told only once every expression reads what is there.
    order = () if names else _enough(order_faults(subject), card_faults(subject))
    return (*names, *order, *_enough(way_faults(subject), checklist_faults(subject)))


def advise(found: Examined, today: date) -> tuple[Fault, ...]:
    """What would make a runbook better and refuses nothing: the warnings, in file order.

    None while an expression of it cannot be read. `today` tells how old what a vendor said is.
    """
    subject = Subject(found.runbook, found.source, found.templates)
    try:
        return in_order((*advice(subject), *source_advice(subject, today), *unused(subject)))
    except ExpressionError:
        return ()


def _enough(*found: Iterator[Fault]) -> tuple[Fault, ...]:
    """As many as are told, and one more: whoever wrote thousands need not wait for them."""
    return tuple(islice(chain(*found), MOST_TOLD + 1))
