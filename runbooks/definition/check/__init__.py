"""What must hold in a runbook beyond its shape: every name known, every place reachable, R4 to R14."""

from collections.abc import Sequence
from pathlib import Path

from runbooks.definition.check.card import card_faults
from runbooks.definition.check.checklist import checklist_faults
from runbooks.definition.check.ids import id_faults
from runbooks.definition.check.order import order_faults
from runbooks.definition.check.subject import Subject
from runbooks.definition.check.ways import way_faults
from runbooks.definition.check.wording import wording_faults
from runbooks.definition.faults import Fault
from runbooks.definition.model import Runbook
from runbooks.definition.yaml_source import Source


def check(runbook: Runbook, source: Source, templates: Sequence[Path] = ()) -> tuple[Fault, ...]:
    """Every fault of a runbook that has the right shape; empty when it may be run.

    `templates` are the folders that its templates were read from, none where the file brings them.
    """
    subject = Subject(runbook, source, tuple(templates))
    names = (*wording_faults(subject), *id_faults(subject))
    # What depends on what can be told only once every expression reads what is there.
    order = () if names else (*order_faults(subject), *card_faults(subject))
    return (*names, *order, *way_faults(subject), *checklist_faults(subject))
