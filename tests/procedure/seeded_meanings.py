"""Faults of meaning seeded into the runbook that is shipped: each part has its shape, and they do not fit."""

from typing import Final

from seeded import END, LOSS, PLAN, TICKET, USERS, VARIANT, Seed

MEANINGS: Final = [
    Seed("cancelled: cancelled\n", "cancelled: canceled\n", "cancelled", 'Did you mean "cancelled"?'),
    Seed(
        "proposed: computed.proposed_point.date",
        "proposed: computed.propose_point.date",
        "computed.proposed",
        '"proposed_point"?',
    ),
    Seed(
        "waited: between(answers.ticket_sent_at,",
        "waited: betwen(answers.ticket_sent_at,",
        "computed.waited",
        '"between"?',
    ),
    Seed(
        "crm_alone: answers.lost_areas == ['crm']",
        "crm_alone: answers.lost_areas == ['cmr']",
        "computed.crm_alone",
        '"crm"?',
    ),
    Seed("  variant: answers.variant\n", "  status: answers.variant\n", "summary.status", 'its own "status"'),
    Seed(
        "value: label('variant', answers.variant)",
        "value: label('varian', answers.variant)",
        "figures.1.value",
        '"variant"?',
    ),
    Seed(
        "- id: kept_for",
        "- id: left",
        "figures.5.id",
        "given twice",
        at="- id: left\n    label: {es: Tiempo que le",
    ),
    Seed(
        "value: answers.noticed_at\n    - id",
        "value: noticed_at\n    - id",
        "timeline.points.1.value",
        "Write answers.noticed_at.",
        at="value: noticed_at",
    ),
    Seed(
        "in_force: answers.contract_current == false",
        "in_force: answers.contract_current = false",
        "notes.3.in_force",
        "this is no expression",
    ),
    Seed("    fact: secure_first\n", "    fact: secure_frist\n", "notes.2.fact", '"secure_first"?'),
    Seed(
        "en: An attack is suspected. Secure",
        "en: An attack on {{ portal.name }} is suspected. Secure",
        "notes.2.text.es",
        "this one does not",
        at="es: Se sospecha un ataque. Asegure",
    ),
    Seed("  step: choose_variant\n", "  step: choose_varient\n", "attempt.step", '"choose_variant"?'),
    Seed(
        "es: Anote quién reportó la pérdida",
        "es: anote quién reportó la pérdida",
        f"{LOSS}.0.label.es",
        "begins with a capital",
        rule="R14",
    ),
    Seed(
        "en: Mark the areas where something was lost",
        "en: Mark the areas. Ask those who use them",
        f"{LOSS}.3.label.en",
        "one sentence",
        rule="R14",
    ),
    Seed(
        "en: Say when all was last seen to be good",
        "en: Say when all was last seen to be good, by whom, and where they were then",
        f"{LOSS}.4.label.en",
        "60 characters at most",
        rule="R14",
    ),
    Seed("- id: cause\n", "- id: note\n", f"{LOSS}.6.id", "is an action"),
    Seed("- fact: V3\n", "- fact: V33\n", f"{LOSS}.7.advisories.1.fact", 'no fact is called "V33"'),
    Seed(
        "- id: loss_confirmed\n        kind: confirm\n",
        "- id: loss_confirmed\n        kind: confirm\n        critical: true\n",
        f"{LOSS}.8.critical",
        "never a tick",
        at="critical: true\n        clause: §7.2.3\n        label:\n          es: Confirme",
        rule="R4",
    ),
    Seed(
        "outcome: plan_not_eligible\n",
        "outcome: plan_not_elegible\n",
        "steps.1.branches.0.outcome",
        '"plan_not_eligible"?',
    ),
    Seed(
        "        expect:\n"
        "          es: Quien registró la cuenta; esa persona envía la solicitud.\n"
        "          en: Whoever registered the account; that person sends the request.\n",
        "",
        f"{PLAN}.3.expect",
        "says what is expected",
        at="- id: account_owner",
        rule="R14",
    ),
    Seed(
        "- refuse_when: answer > today",
        "- refuse_when: answers > today",
        f"{VARIANT}.0.rules.0.refuse_when",
        "Write answers.NAME.",
    ),
    Seed(
        "depends_on: [restore_date, variant]",
        "depends_on: [restored_at, variants]",
        f"{VARIANT}.2.depends_on.1",
        '"variant"?',
    ),
    Seed("template: ticket\n", "template: tiket\n", f"{TICKET}.0.template", 'Did you mean "ticket"?'),
    Seed(
        "- {id: in_person, label: {es: En persona, en: In person}}\n"
        "          - {id: other, label: {es: Otro, en: Other}}\n\n      - id: files_safe",
        "- {id: email, label: {es: En persona, en: In person}}\n"
        "          - {id: other, label: {es: Otro, en: Other}}\n\n      - id: files_safe",
        f"{USERS}.1.channels.4.id",
        "given twice",
        at="id: email, label: {es: En persona",
    ),
    Seed(
        "{{ computed.waited | duration }} desde el envío",
        "{{ computed.waited | durations }} desde el envío",
        f"{END}.0.waiting.es",
        '"duration"?',
        at="es: >-\n            {% if answers.support_reply == 'needs_information' %}Soporte",
    ),
    Seed(
        "- {id: drive, label: {es: Drive, en: Drive}}\n          - {id: tasks",
        '- {id: drive, label: {es: Drive, en: "{{ now }}"}}\n          - {id: tasks',
        f"{END}.2.areas.1.label.en",
        "without braces",
        at='en: "{{ now }}"',
    ),
    Seed(
        '- when: "true"\n        outcome: not_restored',
        "- when: answers.result == 'failed'\n        outcome: not_restored",
        "steps.5.branches",
        "the last step ends with",
        at="branches:\n      - when: answers.support_reply == 'rejected'",
    ),
]

CIRCLES: Final = [
    Seed(
        "  proposed: computed.proposed_point.date if",
        "  proposed: computed.chosen or computed.proposed_point.date if",
        "computed.proposed",
        "computed.proposed → computed.chosen → computed.proposed",
    ),
]
"""What is worked out from itself; all that reads an order is told once there is one."""

ORDERS: Final = [
    Seed(
        "es: Si ya avisó y Soporte rechaza la solicitud, avise que no habrá restauración.\n"
        "      en: If users",
        "es: Si ya avisó ({{ answers.notice }}), avise.\n      en: If {{ answers.notice }} users",
        "notes.7.card.es",
        "on paper only facts are known",
        at="es: Si ya avisó ({{",
    ),
    Seed(
        "        default: computed.proposed\n",
        "        default: answers.variant\n",
        f"{VARIANT}.0.default",
        "not answered before it",
    ),
    Seed(
        "- id: consequences_accepted\n        kind: confirm\n        critical: true\n",
        "- id: consequences_accepted\n        kind: confirm\n",
        f"{VARIANT}.1.options.2.irreversible",
        "asked again",
        at="irreversible: true\n            exposure: computed.exposure\n            consequences:\n"
        "              - aspect: returns\n                clause: §8.1\n                text:\n"
        "                  es: Vuelve todo Bitrix24",
        rule="R9",
    ),
]
