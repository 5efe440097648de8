"""The report tells a session whole, in both languages, and the same record always alike."""

import re
from dataclasses import replace
from typing import Any

import pytest
from reported import DATA, RUNBOOK, answers, recorded, reported

from runbooks.definition.items import ComputedItem
from runbooks.language import LANGUAGES, using
from runbooks.record.encoding import Encoded, decode
from runbooks.session import at_last_event, replay
from runbooks.told import outcome_label

FILES = sorted(file.stem for file in DATA.glob("*.yaml"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_every_outcome_is_reported_with_every_step_item_and_event(name: str, language: str) -> None:
    record = recorded(answers(name))
    with using(language):
        report = reported(record)
        situation = at_last_event(replay(record))
        assert outcome_label(situation, situation.state.outcome) in report
        for step in RUNBOOK.steps:
            assert f". {step.title.in_language(language)}" in report
            for item in step.items:
                assert item.label.in_language(language) in report
    rows = re.findall(r"^\| (\d+) \|", report, re.MULTILINE)
    assert [int(number) for number in rows] == [event.seq for event in record.events]


@pytest.mark.parametrize("name", FILES)
def test_a_report_speaks_one_language(name: str) -> None:
    record = recorded(answers(name))
    own = [text for step in RUNBOOK.steps for text in (step.title, *(item.label for item in step.items))]
    with using("en"):
        english = reported(record)
    with using("es"):
        spanish = reported(record)
    assert [
        text.es for text in own if text.es in english.split("## Integrity")[0] and text.es != text.en
    ] == []
    assert [text.en for text in own if text.en in spanish] == []


@pytest.mark.parametrize("name", ["restored", "second_attempt", "deferred_and_returned"])
def test_the_same_record_gives_the_same_bytes(name: str) -> None:
    record = recorded(answers(name))
    kept = decode(Encoded.of(record).data, "record.json")
    assert reported(record) == reported(kept)
    assert reported(record).endswith("\n")


def test_date_variant_deadline_and_the_actual_RPO_and_RTO_are_told() -> None:
    told = reported(recorded(answers("restored")))
    figures = told.split("## Cifras")[1].split("##")[0]
    assert "jue 19/11/2026" in figures
    assert "Copia completa" in figures
    assert "jue 26/11/2026 00:00 (UTC-06:00)" in figures
    assert "(RPO real): en el peor caso 3 d 14 h, en el mejor 2 d 14 h" in figures
    assert "(RTO real): 2 h 00 min" in figures


def test_a_session_without_a_restore_tells_no_RPO() -> None:
    figures = reported(recorded(answers("no_loss"))).split("## Cifras")[1].split("##")[0]
    assert "(RPO real): —" in figures


def test_an_open_session_says_where_it_is_held_and_what_runs_out() -> None:
    actions = answers("restored")
    until = [name for name, _value in actions].index("variant")
    told = reported(recorded(actions[:until]))
    assert "Sigue abierta, detenida en «Elegir la variante»." in told
    assert "puede borrarse desde el jue 26/11/2026 00:00 (UTC-06:00)" in told
    assert "- **abierto** · Elija la variante: —" in told


def test_an_override_stands_with_its_reason_who_and_when() -> None:
    actions = [
        ("override", {"item": "recycle_bin", "reason": "sin acceso a la papelera"})
        if name == "recycle_bin"
        else (name, value)
        for name, value in answers("restored")
    ]
    told = reported(recorded(actions, by="Ana López"))
    assert (
        "- **omitido** · Busque en las papeleras (consejo del proveedor): sin acceso a la papelera — Ana"
        in told
    )
    section = told.split("## Omitido y diferido")[1].split("##")[0]
    assert "sin acceso a la papelera — Ana López, dom 22/11/2026 14:00 (UTC-06:00); ahora: omitido" in section


def test_a_deferral_stands_with_its_step_and_what_became_of_it() -> None:
    told = reported(recorded(answers("deferred_and_returned")))
    section = told.split("## Omitido y diferido")[1].split("##")[0]
    assert "diferido hasta «Confirmar la restauración»" in section
    assert "ahora: hecho" in section


def test_what_does_not_apply_says_its_cause() -> None:
    told = reported(recorded(answers("restored")))
    assert "- **no aplica** · Pregunte a Soporte si restaura con este plan: El documento ya dice" in told


def test_computed_values_are_told_line_by_line() -> None:
    told = reported(recorded(answers("restored")))
    assert "  - jue 19/11/2026: segura, puede borrarse desde el jue 26/11/2026 00:00 (UTC-06:00)\n" in told
    assert any(isinstance(item, ComputedItem) for item in RUNBOOK.items.values())


def test_variants_stand_with_their_consequences_and_why_one_is_not_available() -> None:
    section = reported(recorded(answers("restored"))).split("### Elija la variante")[1].split("\n## ")[0]
    assert "- **no disponible** · Archivo CSV: Solo trae elementos del CRM" in section
    assert "- **elegida, recomendada** · Copia completa" in section
    assert "Se pierden hasta 3 d 14 h de trabajo de todos" in section
    assert "(proveedor, leído 22/11/2026)" in section


def test_documents_stand_as_they_were_sent_and_deliveries_say_to_whom_when_and_with_what_result() -> None:
    record = recorded(answers("restored"))
    told = reported(record)
    for event in record.events:
        if event.type == "drafted":
            assert "```text\n" + event.data["value"].rstrip("\n") + "\n```\n" in told
    assert "| Teléfono | todos | dom 22/11/2026 14:00 (UTC-06:00) | enterados | ana |" in told


def test_what_was_seen_in_each_area_stands_in_a_table() -> None:
    told = reported(recorded(answers("partially_restored")))
    section = told.split("## Verificación")[1].split("\n## ")[0]
    assert "| CRM | está |" in section
    assert "| falta |" in section


def test_an_attempt_that_was_given_up_stands_with_its_reason_and_its_answers() -> None:
    section = reported(recorded(answers("second_attempt"))).split("## Intentos")[1].split("\n## ")[0]
    assert "El intento 1 terminó el dom 22/11/2026 14:00 (UTC-06:00): la restauración falló" in section
    assert "Elija el resultado: Falló" in section
    assert "El intento 2 es el último." in section


def test_every_decision_and_document_says_in_which_of_several_attempts_it_was_made() -> None:
    told = reported(recorded(answers("second_attempt")))
    for part in ("## Decisiones", "## Documentos"):
        heads = re.findall(r"^### .*$", told.split(part)[1].split("\n## ")[0], flags=re.MULTILINE)
        first = [head for head in heads if head.endswith("(intento 1, abandonado)")]
        assert [head.partition(" — ")[0] for head in heads[: len(first)]] == [
            head.partition(" — ")[0] for head in first
        ]
        assert first and all(head.endswith("(intento 2)") for head in heads[len(first) :])
    rows = told.split("## Avisos")[1].split("\n## ")[0].strip().splitlines()[2:]
    assert [row.split(" | ")[-1] for row in rows] == ["1 |", "2 |", "2 |"]


def test_of_one_attempt_no_number_is_told() -> None:
    told = reported(recorded(answers("restored")))
    assert "intento 1" not in told
    assert "Intento" not in told


def test_a_text_or_a_decision_that_was_changed_before_it_was_used_says_so() -> None:
    actions = answers("restored")
    until = [name for name, _value in actions].index("ticket") + 1
    later = ("do_not_start_before", "now+4h")  # it stands in the request, which is written anew
    record = recorded([*actions[:until], later, ("ticket", {"accept": True})])
    section = reported(record).split("## Documentos")[1].split("\n## ")[0]
    heads = re.findall(r"^### .*$", section, flags=re.MULTILINE)
    assert [head.endswith("(se cambió después)") for head in heads] == [True, False]


def test_deliveries_stand_in_the_order_in_which_they_were_told_not_in_that_of_their_entry() -> None:
    actions = answers("restored")
    until = [name for name, _value in actions].index("deliveries")
    told = [
        {"channel": "phone", "audience": audience, "at": at, "result": "enterados"}
        for audience, at in (
            ("tercera", "now-1m"),
            ("segunda", "2026-11-22T16:50:00-03:00"),
            ("primera", "now-3h"),
        )
    ]
    section = (
        reported(recorded([*actions[:until], ("deliveries", told)])).split("## Avisos")[1].split("\n## ")[0]
    )
    assert re.findall("primera|segunda|tercera", section) == ["primera", "segunda", "tercera"]


def test_notes_that_are_in_force_and_advice_with_its_page_are_told() -> None:
    actions = answers("restored")
    until = [name for name, _value in actions].index("files_safe")
    told = reported(recorded([*actions[:until], ("note", "Ventas pide hora estimada")]))
    in_force = told.split("## En vigor")[1].split("\n## ")[0]
    assert "No cargar archivos nuevos en Bitrix24 hasta el aviso de término. (§8)" in in_force
    assert "(inferencia nuestra)" in in_force
    assert "ana: Ventas pide hora estimada" in told.split("## Notas")[1].split("\n## ")[0]
    advice = told.split("## Lo que aconseja")[1].split("\n## ")[0]
    assert "(proveedor, leído 22/11/2026: helpdesk.bitrix24.es/open/25173604" in advice


def test_a_cancelled_session_says_why() -> None:
    record = recorded([("cancel", "falsa alarma"), ("close", True)])
    assert "La sesión se canceló. Razón: falsa alarma" in reported(record)


@pytest.mark.parametrize(
    ("actions", "leaders"),
    [
        ([("hand_over", {"to": "Laura"}), ("note", "uno")], "Laura"),
        ([("hand_over", {"to": "Laura"})], "Laura"),
        ([("hand_over", {"to": "Laura"}), ("note", "uno"), ("hand_over", {"to": "ana"})], "Laura, ana"),
        ([("note", "uno"), ("hand_over", {"to": "Laura"})], "ana, Laura"),
    ],
)
def test_who_only_began_under_the_name_of_the_login_is_no_operator_and_signs_nothing(
    actions: list[tuple[str, Any]], leaders: str
) -> None:
    report = reported(recorded(actions))
    assert f"- Operador: {leaders}\n" in report
    signing = re.findall(r"^\| Operador \| (\w+) \|", report, re.MULTILINE)
    assert signing == leaders.split(", ")
    assert "Entregó la sesión a Laura" in report


def test_integrity_gives_count_and_head_and_what_a_chain_cannot_show() -> None:
    record = recorded(answers("no_loss"))
    section = reported(record).split("## Integridad")[1]
    assert f"{len(record.events)} eventos; último hash {record.events[-1].hash}." in section
    assert "La cadena de eventos está íntegra." in section
    assert "solo lo nota quien guardó aparte la cuenta y el hash" in section


def test_the_report_of_a_changed_record_says_that_it_was_changed() -> None:
    record = recorded(answers("no_loss"))
    events = list(record.events)
    events[1] = replace(events[1], data={**events[1].data, "value": "otra persona"})
    head, section = reported(replace(record, events=tuple(events))).split("## Integridad")
    assert "El registro cambió desde que restaura lo escribió" in section
    assert "íntegra" not in section
    # Whoever reads only the first lines must not believe the outcome that stands there.
    assert "El registro cambió desde que restaura lo escribió" in head.split("- Sesión")[0]
    assert "El registro cambió" not in reported(record)


@pytest.mark.parametrize("language", LANGUAGES)
def test_T2_a_training_is_marked_on_every_heading(language: str) -> None:
    record = recorded(answers("second_attempt"), mode="training")
    with using(language):
        outside = re.sub(r"^```text\n.*?^```$", "", reported(record), flags=re.MULTILINE | re.DOTALL)
    mark = {"es": "ENTRENAMIENTO · ", "en": "TRAINING · "}[language]
    headings = re.findall(r"^#+ (.*)$", outside, re.MULTILINE)
    assert len(headings) > 10
    assert [heading for heading in headings if not heading.startswith(mark)] == []
