"""Texts in the person's own editor, copied, and said to whoever asks, in the real program."""

from pathlib import Path

from desk import before

from tests.director import Director, sessions
from tests.screen.sitting import begun


def at_the_long_text(director: Director) -> Director:
    director.answers("Anote quién reportó", "enter", text="ventas")
    director.answers("Elija por qué medio", "2", "enter")
    return director.asked("Describa qué pasó")


def test_a_text_goes_to_the_editor_of_its_person_and_comes_back(tmp_path: Path) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\necho "faltan carpetas, desde el editor" >> "$1"\n')
    script.chmod(0o700)
    with Director(tmp_path, "--lang", "es", "run", more={"EDITOR": str(script)}) as director:
        at_the_long_text(director).types("Primero esto. ").keys("ctrl+e")
        director.sees("desde el editor").keys("ctrl+s").asked("Marque las áreas")
        director.sees("Primero esto")


def test_without_an_editor_a_sentence_says_so_and_the_text_stays(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        at_the_long_text(director).types("Primero esto").keys("ctrl+e")
        director.sees("No hay editor").sees("Primero esto")


def test_a_copied_text_is_a_file_too_and_nothing_claims_that_it_was_copied(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        at_the_long_text(director).types("Faltan carpetas").keys("f3")
        director.sees("que puede no aceptarlo").sees("Archivo:")
    [record] = sessions(tmp_path)
    written = record.parent.parent / "documents" / record.stem / "what_happened.draft.md"
    assert written.read_text() == "Faltan carpetas"
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_draft_is_a_file_by_a_key_of_its_own(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run", columns=80, rows=24) as director:
        at_the_long_text(director).types("Faltan carpetas").keys("f11")
        director.sees("Archivo:")
    [record] = sessions(tmp_path)
    written = record.parent.parent / "documents" / record.stem / "what_happened.draft.md"
    assert written.read_text() == "Faltan carpetas"
    assert written.stat().st_mode & 0o777 == 0o600


def test_a_document_is_seen_as_its_reader_will_and_a_missing_fact_is_gone_to(tmp_path: Path) -> None:
    actions = [
        ("override", {"item": name, "reason": "nadie contesta"}) if name == "account_owner" else (name, value)
        for name, value in before("ticket")
    ]
    begun(tmp_path / "restaura", actions).close()
    with Director(tmp_path, "--lang", "es", "resume", columns=120, rows=40) as director:
        director.sees("Vista previa").sees("Titular de la cuenta: ✘ falta")
        director.types("URGENTE. ").sees("URGENTE.*URGENTE")
        director.keys("ctrl+l").sees("URGENTE").keys("ctrl+g").sees("Falta: Anote el nombre")
        director.keys("tab", "enter").answers("Anote el nombre del titular", "enter", text="Ana Pérez")
        director.sees("✔ Anote el nombre del titular de la cuenta  Ana Pérez")


def test_where_a_text_is_to_be_sent_its_file_is_named_and_its_key_copies_it(tmp_path: Path) -> None:
    begun(tmp_path / "restaura", before("ticket_sent_at")).close()
    with Director(tmp_path, "--lang", "es", "resume", columns=80, rows=24) as director:
        director.asked("Fije desde cuándo").keys("enter").asked("Envíe la solicitud")
        director.sees("El texto aceptado:").sees("F3 lo copia")
        assert "contactar a soporte" in " ".join(director.text().replace("┃", " ").split())
        director.keys("f3").sees("que puede no aceptarlo").sees(r"ticket\.md")


def test_what_to_say_now_is_one_calm_sentence_and_a_file(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó").keys("f2")
        director.sees("Se revisa una posible pérdida").sees("paso 1 de 6")
    [record] = sessions(tmp_path)
    assert (record.parent.parent / "documents" / record.stem / "say_now.md").is_file()


def test_the_help_names_every_key_of_the_last_row(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.asked("Anote quién reportó").keys("f12")
        director.sees("F2 .*Cómo va todo")
        director.keys("escape").asked("Anote quién reportó")


def test_the_terminal_says_session_and_state_in_its_title_and_has_its_own_back(tmp_path: Path) -> None:
    with Director(tmp_path, "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="ventas").asked("Elija por qué medio")
        director.keys("f10").sees("SIN CERRAR").press("ctrl+q")
        assert director.wait() == 0
        assert director.left_behind() == []
    [record] = sessions(tmp_path)
    title = f"\x1b]2;{record.stem} · INCIDENTE · 1 Confirmar la pérdida".encode()
    home = "\x1b]2;restaura · 1 sesión sin cerrar".encode()
    output = director.output
    assert output.rindex(title) < output.rindex(home) < output.rindex(b"\x1b[23;2t")
