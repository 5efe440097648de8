"""The plain way takes a whole incident, line by line, through the real program."""

import re
import sys
from pathlib import Path

import pytest

from tests.e2e.prompts import BACK, LOSS, PLAN, TICKET, USERS, begun, events, restaura, shown

WORDS = {"es": ("terminar", "cerrar"), "en": ("complete", "close")}


@pytest.mark.parametrize("language", WORDS)
def test_an_incident_goes_from_loss_to_closing_by_prompts_and_is_resumed(
    tmp_path: Path, language: str
) -> None:
    complete, close = WORDS[language]
    plain = ("--lang", language)
    restaura(tmp_path, [*LOSS, complete], *plain, "run", "--plain")
    held = shown(tmp_path)
    assert (held["status"], held["step"]) == ("open", "check_plan")
    restaura(tmp_path, [*PLAN, complete, "today-3d", "/q"], *plain, "resume", "--plain")
    day = shown(tmp_path)["answers"]["restore_date"]
    rest = ["3", day, complete, *TICKET, complete, *USERS, complete, *BACK, complete, close]
    said = restaura(tmp_path, rest, *plain, "resume", held["id"], "--plain")
    closed = shown(tmp_path)
    assert (closed["status"], closed["outcome"]) == ("closed", "restored"), said[-2000:]
    restaura(tmp_path, [], "verify", held["id"])


@pytest.mark.parametrize(
    ("language", "foreign"), [("es", r"\b(the|saved|yes|and)\b"), ("en", r"\b(guardado|paso|sí|los|del)\b")]
)
def test_prompts_speak_one_language(tmp_path: Path, language: str, foreign: str) -> None:
    lines = [
        "sales",
        *LOSS[1:2],
        "a folder",
        *LOSS[3:],
        "/v",
        "/?",
        WORDS[language][0],
        "4",
        "yes",
        "C",
        "yes",
    ]
    said = restaura(tmp_path, lines, "--lang", language, "run", "--plain")
    own = said.replace("bitrix24.es", "").replace("los-", "")
    assert re.findall(foreign, own) == []


def test_R2_it_begins_with_what_the_session_is_where_it_is_held_and_what_was_done_last(
    tmp_path: Path,
) -> None:
    begun(tmp_path, "variant")
    said = restaura(tmp_path, [], "resume", "--plain")
    assert "MPIA-DTI-140 · Respaldo de la información digital · Revisión Original" in said
    assert f"Sesión {shown(tmp_path)['id']} · INCIDENTE · Director de TI" in said
    assert re.search(
        r"Detenida en «Elegir la variante» desde el \w+ [\d/]+ [\d:]+ \(UTC-06:00\) \(hace ", said
    )
    assert "Lo último, de Director de TI: Contestó «Elija la fecha de la copia»: " in said


def test_R14_caution_comes_before_the_action_and_what_is_expected_after_it(tmp_path: Path) -> None:
    begun(tmp_path, "variant")
    said = restaura(tmp_path, [], "resume", "--plain")
    parts = (
        "PRECAUCIÓN: El módulo CRM",
        "Elija la variante\n",
        "Se espera: ",
        "Si no: ",
        "(proveedor, leído ",
    )
    assert [said.index(part) for part in parts] == sorted(said.index(part) for part in parts)
    assert "helpdesk.bitrix24.pl/open/10186760)" in said


def test_options_show_words_and_numbers_and_no_ids(tmp_path: Path) -> None:
    begun(tmp_path, "variant")
    said = restaura(tmp_path, [], "resume", "--plain")
    assert "  1  Archivo CSV (no disponible): Solo trae elementos del CRM" in said
    assert "  3  Copia completa (recomendada): " in said
    assert "No se puede deshacer. (§8.5)" in said
    assert re.findall(r"\b(csv|full|not_allowed|choose_variant)\b", said) == []


def test_R15_the_clock_stands_beside_every_item(tmp_path: Path) -> None:
    begun(tmp_path, "variant")
    said = restaura(tmp_path, [], "resume", "--plain")
    assert re.search(r"La copia del .* puede borrarse desde el .* \(UTC-06:00\)\. Pídala antes del ", said)


def test_R11_notes_in_force_stand_beside_the_next_item(tmp_path: Path) -> None:
    begun(tmp_path, "ticket")
    said = restaura(tmp_path, [], "resume", "--plain")
    assert re.search(r"En vigor: Se aceptó revertir todo Bitrix24 al .*, para todos\. \(§8\.3, §8\.5\)", said)


def test_R3_a_computed_item_shows_its_inputs_and_is_not_ticked(tmp_path: Path) -> None:
    begun(tmp_path, "operator_is_owner")
    said = restaura(tmp_path, ["sí", "", "sí", "", "/q"], "resume", "--plain")
    assert "sale de Indique cuándo se vio todo bien por última vez: " in said
    assert "No se hizo: esto se calcula de otras respuestas" in said
    assert not [data for kind, data in events(tmp_path) if data.get("item") == "retention_window"]


def test_what_is_proposed_is_shown_in_words_and_taken_by_enter(tmp_path: Path) -> None:
    begun(tmp_path, "restore_date")
    proposed = shown(tmp_path)["computed"]["proposed"]
    said = restaura(tmp_path, ["", "/q"], "resume", "--plain")
    day = "/".join(reversed(proposed.split("-")))
    assert re.search(rf"Enter: \w+ {day} > guardado", said)
    assert shown(tmp_path)["answers"]["restore_date"] == proposed


def test_R13_enter_accepts_nothing_that_cannot_be_undone(tmp_path: Path) -> None:
    begun(tmp_path, "consequences_accepted")
    before = events(tmp_path)
    restaura(tmp_path, [""] * 20, "resume", "--plain")
    assert events(tmp_path) == before


def test_R13_an_irreversible_option_is_not_taken_by_enter_when_it_was_chosen_before(tmp_path: Path) -> None:
    begun(tmp_path, "variant", "second_attempt")
    restaura(tmp_path, [""] * 20, "resume", "--plain")
    assert "variant" not in shown(tmp_path)["answers"]
    restaura(tmp_path, ["3", "/q"], "resume", "--plain")
    assert shown(tmp_path)["answers"]["variant"] == "full"


def test_R13_twenty_enters_in_one_burst_take_one_proposal_at_most(tmp_path: Path) -> None:
    begun(tmp_path, "support_reply", "second_attempt")
    before = len(events(tmp_path))
    restaura(tmp_path, [""] * 20, "resume", "--plain")
    assert [data.get("item") for _kind, data in events(tmp_path)[before:]] == ["support_reply"]


def test_a_second_proposal_is_taken_by_a_sign_of_its_own(tmp_path: Path) -> None:
    begun(tmp_path, "support_reply", "second_attempt")
    before = len(events(tmp_path))
    said = restaura(tmp_path, ["", "", "="], "resume", "--plain")
    assert "Escriba = para tomar también esta." in said
    taken = [data.get("item") for _kind, data in events(tmp_path)[before:]]
    assert taken == ["support_reply", "restored_at"]


def test_a_reason_is_asked_where_an_option_asks_for_one(tmp_path: Path) -> None:
    only_crm = ["ventas", "2", "faltan negociaciones", "1", *LOSS[4:], "terminar", *PLAN, "terminar"]
    said = restaura(tmp_path, [*only_crm, "today-3d", "2", "", "pesa 40 GB", "/q"], "run", "--plain")
    assert "¿Por qué esta? No se hizo: esto no puede quedar vacío" in said
    chosen = next(data for _kind, data in events(tmp_path) if data.get("item") == "variant")
    assert chosen == {"item": "variant", "value": "crm", "reason": "pesa 40 GB"}


def test_a_text_may_have_several_lines(tmp_path: Path) -> None:
    restaura(tmp_path, ["ventas", "2", ".", "falta todo", "/q", "", "fin", "."], "run", "--plain")
    assert shown(tmp_path)["answers"]["what_happened"] == "falta todo\n/q\n\nfin"


def test_a_document_is_accepted_as_it_was_shown(tmp_path: Path) -> None:
    begun(tmp_path, "ticket")
    said = restaura(tmp_path, ["1", "/q"], "resume", "--plain")
    sent = shown(tmp_path)["answers"]["ticket"]
    assert f"Empieza el texto\n{sent.rstrip()}\nTermina el texto" in said
    assert re.search(r"El texto está también en \S+ticket\.md", said)


def test_a_document_may_be_written_anew_and_is_shown_again_before_it_is_accepted(tmp_path: Path) -> None:
    begun(tmp_path, "ticket")
    said = restaura(tmp_path, ["2", "Buen día:", "", "restauren.", ".", "1", "/q"], "resume", "--plain")
    assert "Empieza el texto\nBuen día:\n\nrestauren.\nTermina el texto" in said
    assert shown(tmp_path)["answers"]["ticket"] == "Buen día:\n\nrestauren."


def test_a_document_with_something_to_fill_in_is_not_accepted(tmp_path: Path) -> None:
    begun(tmp_path, "ticket")
    said = restaura(tmp_path, ["2", "Restauren [[fecha]]", ".", "1", "/q"], "resume", "--plain")
    assert "Falta por llenar: [[fecha]]" in said
    assert "No se hizo: al texto le falta algo por llenar: [[fecha]]" in said
    assert "ticket" not in shown(tmp_path)["answers"]


def test_a_document_may_be_corrected_in_the_persons_editor(tmp_path: Path) -> None:
    begun(tmp_path, "ticket")
    editor = tmp_path / "editor"
    editor.write_text(f"#!{sys.executable}\nimport sys\nopen(sys.argv[-1], 'a').write('Gracias.\\n')\n")
    editor.chmod(0o700)
    said = restaura(tmp_path, ["3", "1", "/q"], "resume", "--plain", EDITOR=str(editor))
    assert "3  corregirlo en " in said
    assert shown(tmp_path)["answers"]["ticket"].endswith("Gracias.\n")


@pytest.mark.parametrize("editor", ["/nowhere/editor", "false", "'"])
def test_an_editor_that_fails_leaves_the_text_as_it_was(tmp_path: Path, editor: str) -> None:
    begun(tmp_path, "ticket")
    restaura(tmp_path, ["3", "1", "/q"], "resume", "--plain", EDITOR=editor)
    assert "Titular de la cuenta: Camilo Luna" in shown(tmp_path)["answers"]["ticket"]


def test_deliveries_are_noted_one_after_another_each_saved_at_once(tmp_path: Path) -> None:
    begun(tmp_path, "deliveries")
    lines = ["4", "ventas", "", "avisados", "1", "1", "compras", "now-1h", "sin respuesta"]
    restaura(tmp_path, lines, "resume", "--plain")
    told = [data["delivery"] for kind, data in events(tmp_path) if kind == "delivered"]
    assert [(one["channel"], one["audience"], one["result"]) for one in told] == [
        ("phone", "ventas", "avisados"),
        ("email", "compras", "sin respuesta"),
    ]


def test_a_refused_delivery_keeps_what_was_typed(tmp_path: Path) -> None:
    begun(tmp_path, "deliveries")
    lines = ["4", "ventas", "now+2h", "avisados", "", "", "now", ""]
    said = restaura(tmp_path, lines, "resume", "--plain")
    assert "No se hizo: un aviso no puede estar en el futuro" in said
    told = [data["delivery"] for kind, data in events(tmp_path) if kind == "delivered"]
    assert [(one["channel"], one["audience"], one["result"]) for one in told] == [
        ("phone", "ventas", "avisados")
    ]


def test_R4_areas_are_verified_one_by_one_and_what_was_seen_is_always_typed(tmp_path: Path) -> None:
    begun(tmp_path, "verification")
    restaura(tmp_path, ["1", "", "412 negociaciones"], "resume", "--plain")
    assert shown(tmp_path)["answers"]["verification"] == {"crm": {"state": "ok", "seen": "412 negociaciones"}}
    said = restaura(tmp_path, ["2", "carpeta vacía", "/q"], "resume", "--plain")
    assert "Drive: 1 está, 2 falta > " in said
    found = shown(tmp_path)["answers"]["verification"]
    assert found["drive"] == {"state": "missing", "seen": "carpeta vacía"}
    assert found["crm"]["seen"] == "412 negociaciones"


def test_R8_a_step_ends_with_a_typed_word_after_the_five_counts(tmp_path: Path) -> None:
    begun(tmp_path, "plan")
    restaura(tmp_path, ["/b", "1", "falta una firma"], "resume", "--plain")
    said = restaura(tmp_path, ["", "sí", "terminar"], "resume", "--plain")
    assert re.search(r"\d+ hechos? · \d+ abiertos? · \d+ no aplican? · \d+ omitidos? · \d+ diferidos?", said)
    assert said.count("No se hizo: escriba terminar.") == 2
    assert shown(tmp_path)["step"] == "check_plan"


def test_after_a_refusal_only_the_prompt_is_said_again(tmp_path: Path) -> None:
    begun(tmp_path, "last_seen")
    said = restaura(tmp_path, ["ayer", "now+3h", "/q"], "resume", "--plain")
    assert said.count("Indique cuándo se vio todo bien por última vez\n") == 1
    assert said.count("No se hizo: ") == 2


def test_nothing_of_a_terminal_is_needed(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["ventas", "/q"], "run", "--plain", TERM="dumb", LC_ALL="C", LANG="C")
    assert "guardado" in said
    assert not set(said) & set(map(chr, (*range(10), *range(11, 32), 127)))
