"""What every prompt of the plain way takes beside an answer."""

from pathlib import Path

from tests.e2e.prompts import begun, events, restaura, shown


def last(home: Path) -> tuple[str, dict[str, object]]:
    return events(home)[-1]


def test_why_is_told_with_the_clause_and_every_command(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["/?"], "run", "--plain")
    assert "A esa persona se le pregunta después, y ella confirma lo que vuelve. (§7.1.2)" in said
    for command in ("/?", "/v", "/a", "/n", "/o", "/d", "/b", "/h", "/c", "/q"):
        assert f"  {command}  " in said


def test_where_shows_every_item_of_the_step_with_its_state_and_answer(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["ventas", "/o", "", "nadie sabe", "/v"], "run", "--plain")
    assert "  hecho: Anote quién reportó la pérdida: ventas" in said
    assert "  omitido: Elija por qué medio avisó (nadie sabe)" in said
    assert "  abierto: Confirme que la pérdida es real" in said
    assert "1 hecho · " in said


def test_a_note_is_written_and_the_prompt_comes_again(tmp_path: Path) -> None:
    restaura(tmp_path, ["/n", "Ventas pide hora", "ventas"], "run", "--plain")
    assert [kind for kind, _data in events(tmp_path)] == ["session_started", "noted", "answered"]


def test_R5_the_current_item_is_passed_over_with_a_reason(tmp_path: Path) -> None:
    restaura(tmp_path, ["/o", "", "no se sabe"], "run", "--plain")
    assert last(tmp_path) == ("overridden", {"item": "reported_by", "reason": "no se sabe"})


def test_R5_another_item_of_the_step_is_passed_over_by_its_number(tmp_path: Path) -> None:
    restaura(tmp_path, ["/o", "3", "no se sabe"], "run", "--plain")
    assert last(tmp_path) == ("overridden", {"item": "what_happened", "reason": "no se sabe"})


def test_what_the_document_forbids_to_pass_over_is_refused_with_its_clause(tmp_path: Path) -> None:
    begun(tmp_path, "plan")
    said = restaura(tmp_path, ["/o", "", "prisa"], "resume", "--plain")
    assert "No se hizo: el documento no permite omitir esto (§8)" in said
    assert last(tmp_path)[0] == "step_completed"


def test_R7_an_item_is_put_off_until_a_later_step_by_its_number(tmp_path: Path) -> None:
    begun(tmp_path, "files_safe")
    said = restaura(tmp_path, ["/d", "", "1", "faltan respuestas"], "resume", "--plain")
    assert "  1  Confirmar la restauración" in said
    assert last(tmp_path) == (
        "deferred",
        {"item": "files_safe", "until": "confirm_restoration", "reason": "faltan respuestas"},
    )


def test_R7_an_item_that_was_put_off_is_asked_where_it_returns(tmp_path: Path) -> None:
    begun(tmp_path, "files_safe")
    said = restaura(tmp_path, ["/d", "", "1", "", "terminar", "sí", "/v"], "resume", "--plain")
    assert "6. Confirmar la restauración" in said
    assert "hecho: Confirme que guardaron fuera sus archivos nuevos: sí" in said


def test_where_nothing_can_be_put_off_it_is_said(tmp_path: Path) -> None:
    assert "En este paso nada se puede diferir." in restaura(tmp_path, ["/d"], "run", "--plain")


def test_one_goes_back_to_an_earlier_step_by_its_number(tmp_path: Path) -> None:
    begun(tmp_path, "variant")
    said = restaura(tmp_path, ["/b", "1", "faltaba un área"], "resume", "--plain")
    assert "  1  Confirmar la pérdida\n  2  Verificar el plan\nvolver a qué paso" in said
    kind, data = last(tmp_path)
    assert (kind, data["to"], data["reason"]) == ("went_back", "confirm_loss", "faltaba un área")


def test_from_the_first_step_there_is_no_way_back(tmp_path: Path) -> None:
    assert "Este es el primer paso." in restaura(tmp_path, ["/b"], "run", "--plain")


def test_a_finished_session_is_gone_back_into(tmp_path: Path) -> None:
    begun(tmp_path, "close")
    restaura(tmp_path, ["/b", "6", "faltaba revisar tareas"], "resume", "--plain")
    assert shown(tmp_path)["status"] == "open"


def test_an_item_is_answered_again_and_what_followed_from_it_opens(tmp_path: Path) -> None:
    begun(tmp_path, "ticket")
    said = restaura(tmp_path, ["/b", "3", "otra fecha", "/a", "1", "today-4d"], "resume", "--plain")
    assert "Una respuesta nueva toma su lugar." in said
    assert "Abierto de nuevo, porque cambió «Elija la fecha de la copia»." in said
    assert ("reopened", {"item": "consequences_accepted", "because": "restore_date"}) in events(tmp_path)


def test_a_session_is_handed_over(tmp_path: Path) -> None:
    restaura(tmp_path, ["/h", "Subdirector de TI", "ventas"], "run", "--plain")
    assert ("handed_over", {"to": "Subdirector de TI"}) in events(tmp_path)


def test_a_session_is_cancelled_with_a_reason_and_closed(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["/c", "falsa alarma", "cerrar"], "run", "--plain")
    assert "La sesión está cerrada. Su informe: restaura export " in said
    told = shown(tmp_path)
    assert (told["status"], told["outcome"]) == ("closed", "cancelled")


def test_enter_alone_leaves_an_aside_undone(tmp_path: Path) -> None:
    begun(tmp_path, "variant")
    before = events(tmp_path)
    lines = ["/n", "", "/o", "1", "", "/b", "", "/b", "1", "", "/h", "", "/c", "", "/a", ""]
    said = restaura(tmp_path, lines, "resume", "--plain")
    assert said.count("No cambió nada.") == 7
    assert events(tmp_path) == before


def test_a_command_inside_another_says_to_finish_that_first(tmp_path: Path) -> None:
    said = restaura(tmp_path, ["/n", "/o", "Ventas pide hora"], "run", "--plain")
    assert "Termine esto primero" in said
    assert last(tmp_path) == ("noted", {"text": "Ventas pide hora"})


def test_an_item_that_waits_stays_open_and_says_what_is_waited_for(tmp_path: Path) -> None:
    begun(tmp_path, "contract_current")
    lines = ["no", "Camilo Luna", "sí", "", "", "/v", "sí", "/v"]
    said = restaura(tmp_path, lines, "resume", "--plain")
    assert "Falta el pago (§7.2.2)." in said
    assert "hecho: Verifique que contrato y pagos estén al corriente: sí" in said


def test_an_optional_answer_is_taken_back_by_a_dash(tmp_path: Path) -> None:
    begun(tmp_path, "restore_date")
    restaura(tmp_path, ["/b", "2", "otra hora", "1", "/a", "5", "-"], "resume", "--plain")
    assert last(tmp_path) == ("answered", {"item": "copy_hour", "value": None})


def test_R13_enter_on_an_optional_answer_only_asks_whether_to_take_it_back(tmp_path: Path) -> None:
    begun(tmp_path, "restore_date")
    keys = ["/b", "2", "otra hora", "1", "/a", "5", "", ""]
    said = restaura(tmp_path, keys, "resume", "--plain")
    assert "¿Dejarlo vacío? 1 sí, 2 no; Enter: no" in said
    assert last(tmp_path) == ("answered", {"item": "copy_hour", "value": 1})
    restaura(tmp_path, ["/a", "5", "", "1"], "resume", "--plain")
    assert last(tmp_path) == ("answered", {"item": "copy_hour", "value": None})
