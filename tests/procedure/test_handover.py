"""The hand-over page: what whoever takes over must know, on one page, wherever the session is held."""

import re
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from markdown_it import MarkdownIt
from pypdf import PdfReader
from reported import DATA, answers, recorded

from runbooks.engine.situation import Situation
from runbooks.language import LANGUAGES, using
from runbooks.record.encoding import Record
from runbooks.report.blocks import Page
from runbooks.report.formats import written
from runbooks.report.handover import LONGEST, ended, handover, kept_at
from runbooks.report.writers.markdown import markdown
from runbooks.report.writers.pdf import pdf
from runbooks.report.writers.text import text
from runbooks.session import at_last_event, replay

Action = tuple[str, Any]
FILES = sorted(file.stem for file in DATA.glob("*.yaml"))
KEPT = kept_at("/home/ana/.local/share/restaura/sessions/2026-11-22-a7f3.json", "2026-11-22-a7f3")
ATTACK = "![x](http://evil.example) <b>a</b> #panic() \x1b[2J | `c` "


def until(name: str, item: str, *, attempt: int = 1) -> list[Action]:
    """The actions of a file up to, and without, the given one; in the attempt of that number."""
    actions = answers(name)
    places = [number for number, (action, _value) in enumerate(actions) if action == item]
    return actions[: places[attempt - 1]]


def page_of(record: Record, later: timedelta = timedelta()) -> Page:
    """The page as it is written so much later than the last event."""
    situation = at_last_event(replay(record))
    return handover(Situation(situation.state, situation.now + later), KEPT)


def told(actions: list[Action], language: str = "es", later: timedelta = timedelta(), **more: str) -> str:
    """The page as text, on lines as long as they are."""
    with using(language):
        return text(page_of(recorded(actions, **more), later), width=10_000)


def sections(said: str) -> dict[str, str]:
    """The page's parts by their headings."""
    parts = re.split(r"^([A-ZÁÉÍÓÚÑ ,“”]{6,})$", said, flags=re.MULTILINE)
    return {"": parts[0], **{parts[n]: parts[n + 1] for n in range(1, len(parts), 2)}}


IN_THE_MIDDLE = [
    *until("second_attempt", "notice", attempt=2),
    ("notice", {"accept": True}),
    (
        "deliveries",
        [
            {"channel": "phone", "audience": "todos", "at": "now", "result": "enterados"},
            {"channel": "email", "audience": "ventas", "at": "now", "result": "Luis confirma"},
        ],
    ),
    ("defer", {"item": "files_safe", "until": "confirm_restoration"}),
    ("note", "Primera nota."),
    ("note", "Luis guarda sus archivos en el disco externo."),
    ("note", "Soporte pidió el número de contrato."),
    ("note", "Se le dio."),
]
"""A second attempt, held where the users were told and one item was put off."""


def test_it_says_where_the_session_is_held_by_whom_and_since_when() -> None:
    head = sections(told(IN_THE_MIDDLE, by="Directora"))[""]
    assert "Detenida en: paso 5 de 6 (Avisar a los usuarios)" in head
    assert "Desde: dom 22/11/2026 14:00 (UTC-06:00)" in head
    assert "Operador: Directora" in head
    asked = sections(told(until("restored", "plan")))[""]
    assert "Sigue: Elija el plan contratado" in asked


def test_R15_it_says_what_runs_out_when_with_its_zone_and_what_was_left_when_it_was_written() -> None:
    part = sections(told(IN_THE_MIDDLE, later=timedelta(hours=10)))["QUÉ VENCE"]
    assert "Plazo: jue 26/11/2026 00:00 (UTC-06:00)" in part
    assert "Último momento seguro: mié 25/11/2026 00:00 (UTC-06:00)" in part
    assert "Quedaba al escribirse esta hoja: 3 d 00 h" in part
    assert "Ya se pidió; insista con Soporte antes de esa hora." in part
    over = sections(told(IN_THE_MIDDLE, later=timedelta(days=9)))["QUÉ VENCE"]
    assert "Quedaba al escribirse esta hoja: nada: ya venció" in over


def test_it_says_what_was_decided_with_its_reason_what_was_accepted_and_what_was_given_up() -> None:
    part = sections(told(IN_THE_MIDDLE))["QUÉ SE DECIDIÓ Y POR QUÉ"]
    assert "Elija la fecha de la copia: jue 19/11/2026 — ana, dom 22/11/2026" in part
    assert "Elija la variante: Copia completa" in part
    assert "Todos pierden su trabajo desde el jue 19/11/2026 00:00" in part
    assert "El intento 1 terminó el dom 22/11/2026 14:00 (UTC-06:00): la restauración falló" in part


def test_what_was_accepted_is_told_as_it_was_shown_then_however_late_it_is_by_now() -> None:
    def accepted(later: timedelta) -> str:
        part = sections(told(IN_THE_MIDDLE, later=later))["QUÉ SE DECIDIÓ Y POR QUÉ"]
        return part.split("Acepte lo que se pierde")[1]

    # From Thursday 00:00 to Sunday 14:00, when it was accepted.
    assert "hasta 3 d 14 h" in accepted(timedelta())
    assert accepted(timedelta(days=2)) == accepted(timedelta())


def test_a_text_that_was_accepted_is_not_said_to_have_been_told_to_anyone() -> None:
    only_written = sections(told(until("restored", "ticket_sent_at")))["A QUIÉN SE LE AVISÓ QUÉ"]
    assert "Revise y acepte la solicitud a Soporte: texto aceptado el dom 22/11/2026 14:00" in only_written


@pytest.mark.parametrize(
    "ended", [[("cancel", "falsa alarma")], answers("restored")[:-1]], ids=["cancelled", "restored"]
)
def test_of_a_session_that_has_ended_nothing_but_its_closing_is_waited_for(ended: list[Action]) -> None:
    part = sections(told(ended))["QUÉ ESTÁ PENDIENTE"]
    assert "Solo que alguien cierre la sesión." in part
    assert "abierto" not in part


def test_the_reason_of_a_choice_that_asks_one_is_told() -> None:
    before = until("restored", "variant")
    actions = [(name, ["crm"] if name == "lost_areas" else value) for name, value in before]
    actions.append(("variant", {"choice": "crm", "reason": "el CSV no trae las actividades"}))
    part = sections(told(actions))["QUÉ SE DECIDIÓ Y POR QUÉ"]
    assert "Elija la variante: Módulo CRM" in part
    assert "por qué: el CSV no trae las actividades" in part


def test_it_says_what_is_put_off_what_is_passed_over_and_what_waits_for_how_long() -> None:
    put_off = sections(told(IN_THE_MIDDLE))["QUÉ ESTÁ PENDIENTE"]
    assert "diferido · Confirme que guardaron fuera sus archivos nuevos: hasta «Confirmar la" in put_off
    waiting = [*IN_THE_MIDDLE, ("complete", "notify_users"), ("support_reply", "pending")]
    waits = sections(told(waiting, later=timedelta(hours=5)))["QUÉ ESTÁ PENDIENTE"]
    assert "Soporte no ha contestado. Han pasado 5 h 00 min desde el envío." in waits
    assert "Confirme que guardaron fuera sus archivos nuevos" in waits
    over = [*until("restored", "reported_via"), ("override", {"item": "reported_via", "reason": "no lo sé"})]
    assert "omitido · Elija por qué medio avisó: no lo sé" in sections(told(over))["QUÉ ESTÁ PENDIENTE"]


def test_what_is_critical_is_known_first() -> None:
    part = sections(told(IN_THE_MIDDLE))["QUÉ SE SABE"]
    order = ["Marque las áreas", "Elija el plan contratado: Professional", "Anote quién reportó la pérdida"]
    places = [part.index(one) for one in order]
    assert places == sorted(places)


def test_it_says_who_was_told_what_the_last_three_notes_and_the_notes_in_force() -> None:
    parts = sections(told(IN_THE_MIDDLE))
    assert "Correo a ventas, dom 22/11/2026 14:00: Luis confirma" in parts["A QUIÉN SE LE AVISÓ QUÉ"]
    assert "Revise y acepte el aviso a los usuarios" in parts["A QUIÉN SE LE AVISÓ QUÉ"]
    notes = parts["ÚLTIMAS NOTAS"]
    assert "Primera nota." not in notes
    assert all(one in notes for one in ("Luis guarda", "Soporte pidió", "Se le dio."))
    assert "No cargar archivos nuevos en Bitrix24" in parts["EN VIGOR"]


def test_it_says_where_record_and_documents_are_and_the_head_of_the_chain() -> None:
    record = recorded(IN_THE_MIDDLE)
    with using("en"):
        part = sections(text(page_of(record), width=10_000))["WHERE IT IS KEPT"]
    assert KEPT.record in part
    assert KEPT.documents == "/home/ana/.local/share/restaura/documents/2026-11-22-a7f3"
    assert f"Documents: {KEPT.documents}" in part
    assert f"Head: {record.events[-1].hash[:12]}, after {len(record.events)} events" in part


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FILES)
def test_a_usual_session_is_one_page_wherever_it_is_held(name: str, language: str) -> None:
    actions = answers(name)
    ends = [number for number, (action, _value) in enumerate(actions) if action == "complete"]
    with using(language):
        for end in ends:
            record = recorded(actions[:end])
            assert len(PdfReader(BytesIO(pdf(page_of(record)))).pages) == 1, end


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_attempt_with_notes_and_something_put_off_is_one_page(language: str) -> None:
    with using(language):
        assert len(PdfReader(BytesIO(pdf(page_of(recorded(IN_THE_MIDDLE))))).pages) == 1


@pytest.mark.parametrize(("language", "says"), [("es", "texto abreviado"), ("en", "text was shortened")])
def test_long_texts_are_shortened_and_the_page_says_so(language: str, says: str) -> None:
    long = "palabra " * 200
    actions = [(name, long if name == "what_happened" else value) for name, value in IN_THE_MIDDLE]
    said = told([*actions, ("note", long)], language)
    shortened = re.findall(r"(?:palabra )+palabra…", said)
    assert len(shortened) == 2
    assert all(len(one) <= LONGEST for one in shortened)
    assert says in said
    assert says not in told(IN_THE_MIDDLE, language)


def test_the_same_facts_stand_in_every_format() -> None:
    with using("es"):
        page = page_of(recorded(IN_THE_MIDDLE))
        html = written(page, "html").decode()
        paper = "".join(one.extract_text() for one in PdfReader(BytesIO(pdf(page))).pages)
        for said in ("Qué vence", "Camilo Luna", "jue 26/11/2026 00:00 (UTC-06:00)", "Se le dio."):
            assert said in markdown(page)
            assert said in html
            assert re.sub(r"\s", "", said) in re.sub(r"\s", "", paper)


@pytest.mark.parametrize("format", ["md", "html", "pdf"])
def test_the_same_moment_gives_the_same_bytes(format: str) -> None:
    record = recorded(IN_THE_MIDDLE)
    assert written(page_of(record), format) == written(page_of(record), format)


def test_T2_in_a_training_every_line_is_marked() -> None:
    record = recorded(IN_THE_MIDDLE, mode="training")
    with using("es"):
        page = page_of(record)
        lines = [line for line in text(page, width=60).split("\n") if line]
        marked = [line for line in markdown(page).split("\n") if line]
    assert all(line.startswith("ENTRENAMIENTO · ") for line in lines)
    assert all("ENTRENAMIENTO · " in line for line in marked)
    assert "ENTRENAMIENTO" not in told(IN_THE_MIDDLE)


@pytest.mark.parametrize("width", [40, 80, 100])
def test_the_text_keeps_to_the_width_of_its_terminal(width: int) -> None:
    with using("es"):
        lines = text(page_of(recorded(IN_THE_MIDDLE)), width).split("\n")
    paths = [line for line in lines if "/" in line]
    assert max(len(line) for line in lines if line not in paths) <= width


def test_S10_what_a_person_wrote_changes_nothing_but_the_words() -> None:
    def with_word(word: str) -> list[Action]:
        named = ("what_happened", "reported_by", "account_owner")
        kept = [(name, word if name in named else value) for name, value in IN_THE_MIDDLE]
        return [*kept, ("note", word), ("hand_over", {"to": word})]

    def structure(word: str) -> list[str]:
        with using("en"):
            tokens = MarkdownIt("gfm-like").parse(markdown(page_of(recorded(with_word(word)))))
        return [inner.type for token in tokens for inner in (token, *(token.children or ()))]

    assert structure(ATTACK) == structure("word")
    assert "\x1b" not in told(with_word(ATTACK))


@pytest.mark.parametrize(
    ("language", "says"),
    [("es", "no hay nada que entregar. Terminó así: "), ("en", "nothing is to be handed over. It ended: ")],
)
def test_of_a_closed_session_nothing_is_handed_over_but_its_end_told(language: str, says: str) -> None:
    situation = at_last_event(replay(recorded(answers("no_loss"))))
    with using(language):
        outcome = situation.runbook.outcomes["no_loss"].label.in_language(language)
        assert ended(situation).endswith(says + outcome)


def test_the_page_knows_the_moment_at_which_it_was_written() -> None:
    page = page_of(recorded(IN_THE_MIDDLE), later=timedelta(hours=3))
    assert datetime.fromisoformat(page.moment) == datetime.fromisoformat("2026-11-22T17:00:00-06:00")
