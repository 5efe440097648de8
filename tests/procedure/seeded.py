"""Faults of shape seeded into the runbook that is shipped, many to a file: what a first draft may have."""

from dataclasses import dataclass
from typing import Final

from faulty import SHIPPED, edited, line_of


@dataclass(frozen=True)
class Seed:
    """`old` becomes `new`; found at `field`, saying `says`, on the line of `at` (`new` without it)."""

    old: str
    new: str
    field: str
    says: str
    at: str = ""
    rule: str | None = None

    def line(self, text: str) -> int:
        """The line in the edited text."""
        return line_of(text, self.at or self.new)


def seeded(seeds: list[Seed]) -> str:
    """The shipped runbook with all of these."""
    text = SHIPPED
    for seed in seeds:
        text = edited(text, seed.old, seed.new)
    return text


LOSS: Final = "steps.0.items"
PLAN: Final = "steps.1.items"
VARIANT: Final = "steps.2.items"
TICKET: Final = "steps.3.items"
USERS: Final = "steps.4.items"
END: Final = "steps.5.items"

SHAPES: Final = [
    Seed("code: MPIA-DTI-140\n", "cod: MPIA-DTI-140\n", "cod", 'Did you mean "code"?'),
    Seed("revision: Original\n", "revision: []\n", "revision", "a text is expected here"),
    Seed("id: mpia-dti-140", "id: MPIA DTI 140", "id", '"MPIA DTI 140" does not fit here'),
    Seed("value: 7\n", "value: seven\n", "facts.retention_days.value", "seven"),
    Seed(
        "helpdesk.bitrix24.pl/open/10186760], read: 2026-11-22}\n  V5",
        "helpdesk.bitrix24.pl/open/10186760], read: 22.11.2026}\n  V5",
        "facts.V4.vendor.read",
        "is no day. Write it like 2026-11-19.",
        at="helpdesk.bitrix24.pl/open/10186760], read: 22.11.2026}",
    ),
    Seed(
        "    clause: §8\n    text:\n      es: El documento no nombra",
        "    text:\n      es: El documento no nombra",
        "facts.plans_to_ask",
        "one source",
        at="  plans_to_ask:",
    ),
    Seed(
        "  deadline: computed.runs_out\n",
        "  dedline: computed.runs_out\n",
        "clock.dedline",
        'Did you mean "deadline"?',
    ),
    Seed(
        "label: {es: Copia elegida, en: Copy chosen}",
        "label: Copia elegida",
        "figures.0.label",
        "{es: …, en: …}",
    ),
    Seed(
        "restores: true\n    label: {es: Se restauró en",
        "restores: yes please\n    label: {es: Se restauró en",
        "outcomes.partially_restored.restores",
        "Write true or false.",
        at="restores: yes please",
    ),
    Seed(
        "id: reported_by\n        kind: text",
        "id: reported_by\n        kind: txt",
        f"{LOSS}.0.kind",
        '"text"?',
        at="kind: txt",
    ),
    Seed(
        "          en: Choose how it was reported\n",
        "",
        f"{LOSS}.1.label.en",
        'the text in "en" is missing',
        at="label:\n          es: Elija por qué medio avisó",
    ),
    Seed("multiline: true", "multi_line: true", f"{LOSS}.2.multi_line", 'Did you mean "multiline"?'),
    Seed(
        'offers: [now-2h, "today 08:00",',
        'offers: [yesterday, "today 08:00",',
        f"{LOSS}.4.offers.0",
        "now-2h",
    ),
    Seed(
        "code: before_other\n            reason:\n              es: No pudo notarse",
        "code: before_others\n            reason:\n              es: No pudo notarse",
        f"{LOSS}.5.rules.1.code",
        'Did you mean "before_other"?',
        at="code: before_others",
    ),
    Seed(
        "        when: answers.plan in facts.plans_to_ask\n",
        "",
        f"{PLAN}.1",
        "when and cause go together",
        at="- id: plan_confirmed_by_vendor",
    ),
    Seed(
        "number: {minimum: 0, maximum: 23}",
        "number: {minimum: 0, maximum: 23h}",
        f"{PLAN}.5.number.maximum",
        "no whole number",
    ),
    Seed(
        "inputs: [last_seen, copy_hour]", "inputs: last_seen", f"{PLAN}.6.inputs", "a list is expected here"
    ),
    Seed(
        "            not_allowed:\n              es: Solo revierte",
        "            not_alowed:\n              es: Solo revierte",
        f"{VARIANT}.1.options.1.not_alowed",
        'Did you mean "not_allowed"?',
        at="not_alowed:",
    ),
    Seed(
        "- aspect: undo\n                clause: §8.1\n",
        "- aspect: undone\n                clause: §8.1\n",
        f"{VARIANT}.1.options.0.consequences.4.aspect",
        '"undo"?',
        at="aspect: undone",
    ),
    Seed(
        "        outcome: no_loss\n",
        "        outcome: no_loss\n        step: check_plan\n",
        "steps.0.branches.1",
        "one place",
        at="- when: answers.loss_confirmed == false",
    ),
    Seed(
        "        done_when: answers.contract_current\n",
        "",
        f"{PLAN}.2",
        "done_when and waiting",
        at="- id: contract_current",
    ),
]

UNREADABLE: Final = [
    Seed("purpose:\n", "purpose:\n\tno: tabs\n", "", "this is not YAML", at="\tno: tabs"),
    Seed("inputs: [last_seen, copy_hour]", "inputs: [last_seen", "", "this is not YAML", at="by_hand:"),
    Seed("revision: Original\n", "revision: &r Original\n", "", "anchors and aliases"),
    Seed("revision: Original\n", "revision: !str Original\n", "", "tags are not used"),
    Seed("\nsummary:\n", "\n---\nsummary:\n", "", "one document a file", at="---\nsummary:"),
    Seed("revision: Original\n", "revision: Original\x07\n", "", "U+0007 may not stand here"),
    Seed("  variant: answers.variant\n", "  restore_date: now\n", "", "stands here twice"),
]
"""One a file: what cannot be read says nothing of what follows it."""
