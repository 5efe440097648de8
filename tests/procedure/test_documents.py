"""Documents: drafted from what was answered, each fact traceable, nothing left to fill in, clean text."""

import re
from itertools import product
from typing import Any, Final

import pytest
from desk import CRM, FULL, Action, Desk, before

from runbooks.engine.documents import draft, placeholders

CASES: Final = [
    (language, variant, sure, owner)
    for language, variant, sure, owner in product(
        ("es", "en"), ("csv", "crm", "full"), (True, False), (True, False)
    )
]
WORDS: Final[dict[str, dict[str, Any]]] = {
    "es": {
        "csv": "Archivo CSV",
        "crm": "Módulo CRM",
        "full": "Copia completa",
        "owner": "Quién envía: el titular de la cuenta; el texto lo preparó Ana",
        "doubt": "¿A qué hora se hizo la copia del vie 20/11/2026?",
        "date": "2026-11-20 (viernes 20 de noviembre de 2026)",
        "lost": {
            "csv": "Nada de lo que hoy está en Bitrix24 se pierde",
            "crm": "Se perderá todo lo que se haya hecho en el CRM desde entonces: hasta 2 d 14 h",
            "full": "Se perderá todo lo que se haya hecho desde entonces (archivos, tareas, calendario, "
            "CRM, mensajes): hasta 2 d 14 h",
        },
        "over": "terminó el dom 22/11/2026 14:00 (UTC-06:00) y comprobamos que lo perdido volvió",
    },
    "en": {
        "csv": "CSV file",
        "crm": "CRM module",
        "full": "Full restore",
        "owner": "Sent by: the owner of the account; Ana prepared the text",
        "doubt": "At what hour was the copy of Fri 20/11/2026 made?",
        "date": "2026-11-20 (Friday 20 November 2026)",
        "lost": {
            "csv": "Nothing that is in Bitrix24 now is lost",
            "crm": "Everything done in the CRM since then will be lost: up to 2 d 14 h",
            "full": "Everything done since then will be lost (files, tasks, calendar, CRM, messages): "
            "up to 2 d 14 h",
        },
        "over": "was finished on Sun 22/11/2026 14:00 (UTC-06:00), and we saw that what was lost is back",
    },
}


def incident(language: str, variant: str, sure: bool, owner: bool, until: str = "ticket") -> Desk:
    """A session before `until`, with the copy of 20 November, which is sure or doubtful."""
    other: dict[str, Any] = {
        "last_seen": "today-1d 10:00" if sure else "today-2d 12:00",
        "operator_is_owner": owner,
        "restore_date": "2026-11-20",
        "variant": {"choice": variant, "reason": "pasa de 30 GB"} if variant == "crm" else variant,
        "consequences_accepted": True if variant == "csv" else "2026-11-20",
    }
    trunk = FULL if variant == "full" else CRM
    if variant == "crm":
        other["verification"] = {"crm": {"state": "ok", "seen": "412"}}
    actions: list[Action] = [(name, other.get(name, value)) for name, value in before(until, trunk)]
    return Desk(actions, language=language)


def drafted(desk: Desk, document: str) -> str:
    """The text of a document, accepted as it was drafted."""
    desk.go([(document, {"accept": "true"})])
    return str(desk.state.entry(document).value)


def assert_clean(text: str) -> None:
    """No trace of the template in it, and no untidy space."""
    assert placeholders(text) == ()
    assert not re.search(r"[{}]|\bNone\b|\bTrue\b|\bFalse\b|—|\[\[", text)
    assert "\n\n\n" not in text
    assert text == text.strip("\n") + "\n"
    assert not re.search(r"[ \t]+$|^[ \t]+| {2}| [,.;:)]|\( ", text, re.MULTILINE)


@pytest.mark.parametrize(("language", "variant", "sure", "owner"), CASES)
def test_the_request_says_what_the_document_asks_for_and_what_is_in_doubt(
    language: str, variant: str, sure: bool, owner: bool
) -> None:
    said = WORDS[language]
    desk = incident(language, variant, sure, owner)
    head = desk.state.head[:12]
    text = drafted(desk, "ticket")
    assert_clean(text)
    for fact in (said["date"], said[variant], "TAR", "Camilo Luna", head, "2026-11-22-a7f3"):
        assert fact in text
    assert ("Faltan negociaciones y la carpeta Ventas" in text) and ("CRM" in text)
    assert (said["doubt"] in text) is not sure
    assert (said["owner"] in text) is not owner


@pytest.mark.parametrize(("language", "variant"), list(product(("es", "en"), ("csv", "crm", "full"))))
def test_the_notice_says_what_will_be_lost_and_the_all_clear_that_it_is_over(
    language: str, variant: str
) -> None:
    said = WORDS[language]
    notice = drafted(incident(language, variant, True, True, "notice"), "notice")
    assert_clean(notice)
    assert said["lost"][variant] in notice
    all_clear = drafted(incident(language, variant, True, True, "all_clear"), "all_clear")
    assert_clean(all_clear)
    assert said["over"] in all_clear


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("result", ["partial", "failed"])
def test_an_all_clear_that_is_none_says_what_is_still_missing(language: str, result: str) -> None:
    lost = {"crm": {"state": "ok", "seen": "412"}, "drive": {"state": "missing", "seen": "vacía"}}
    other = {"verification": lost, "result": result}
    actions = [(name, other.get(name, value)) for name, value in before("all_clear")]
    text = drafted(Desk(actions, language=language), "all_clear")
    assert_clean(text)
    said = {
        ("es", "partial"): "Sigue faltando información en: Drive.",
        ("en", "partial"): "Still missing is information in: Drive.",
        ("es", "failed"): "lo perdido no volvió",
        ("en", "failed"): "what was lost is not back",
    }
    assert said[language, result] in text


@pytest.mark.parametrize("language", ["es", "en"])
def test_optional_lines_of_the_request_leave_no_gap(language: str) -> None:
    desk = incident(language, "full", False, False)
    desk.go([("do_not_start_before", "now+20h")])
    assert_clean(drafted(desk, "ticket"))
    failed = [("result", "failed"), ("go_back", {"to": "choose_variant", "reason": "falló"})]
    again = incident(language, "full", True, True, "result").go(failed)
    again.go([("restore_date", "2026-11-20"), ("variant", "full"), ("consequences_accepted", "2026-11-20")])
    again.go([("complete", "choose_variant")])
    text = drafted(again, "ticket")
    assert_clean(text)
    assert {"es": "Intento: 2", "en": "Attempt: 2"}[language] in text


@pytest.mark.parametrize("document", ["ticket", "notice", "all_clear"])
@pytest.mark.parametrize("variant", ["csv", "crm", "full"])
def test_each_fact_of_a_document_is_the_answer_that_its_event_gives(document: str, variant: str) -> None:
    desk = incident("es", variant, False, False, document)
    drafted(desk, document)
    facts = desk.last("drafted").data["facts"]
    assert {"restore_date", "variant"} <= facts.keys()
    for item, seq in facts.items():
        event = desk.events[seq - 1]
        assert (event.seq, event.data["item"]) == (seq, item)
        assert event.data["value"] == desk.state.entry(item).value


def test_the_facts_of_the_request_are_all_that_it_was_made_from() -> None:
    desk = incident("es", "full", False, False)
    drafted(desk, "ticket")
    assert desk.last("drafted").data["facts"].keys() == {
        "account_owner",
        "operator_is_owner",
        "restore_date",
        "variant",
        "lost_areas",
        "last_seen",
        "noticed_at",
        "what_happened",
    }


def test_what_a_figure_was_worked_out_from_is_among_the_facts() -> None:
    desk = incident("es", "full", True, True, "plan")
    desk.go([("plan", "professional"), ("contract_current", True), ("account_owner", "Camilo Luna")])
    desk.go([("operator_is_owner", True), ("copy_hour", "3"), ("complete", "check_plan")])
    trunk = before("notice")[len(before("restore_date")) :]
    other = {"restore_date": "2026-11-20", "consequences_accepted": "2026-11-20"}
    desk.go([(name, other.get(name, value)) for name, value in trunk])
    assert "hasta 2 d 11 h de trabajo" in drafted(desk, "notice")
    assert "copy_hour" in desk.last("drafted").data["facts"]


@pytest.mark.parametrize(
    ("item", "document"),
    [("account_owner", "ticket"), ("what_happened", "ticket"), ("lost_areas", "notice")],
)
def test_what_was_passed_over_is_left_to_be_filled_in_and_not_sent_so(item: str, document: str) -> None:
    over = ("override", {"item": item, "reason": "no se sabe"})
    actions = [over if name == item else (name, value) for name, value in before(document)]
    if document == "notice":
        actions = [
            ("ticket", {"text": "Restaure."}) if name == "ticket" else (name, v) for name, v in actions
        ]
    desk = Desk(actions)
    with_gap = draft(desk.situation, desk.item(document)).text  # type: ignore[arg-type]
    assert f"[[{desk.item(item).label.es}]]" in with_gap
    assert desk.code(document, {"accept": "true"}) == "placeholder_left"
    assert desk.state.entry(document).value is None
    desk.go([(document, {"text": with_gap.replace(f"[[{desk.item(item).label.es}]]", "lo que falta")})])


@pytest.mark.parametrize("left", ["[[fecha]]", "{{ fecha }}", "{% if %}", "Fecha: ______"])
def test_a_text_that_still_has_something_to_fill_in_is_refused(left: str) -> None:
    desk = Desk(before("ticket"))
    refused = desk.do("ticket", {"text": f"Fecha: 2026-11-19\n{left}\n"})
    assert refused is not None
    assert refused.code == "placeholder_left"
    assert desk.code("ticket", {"text": " \n"}) == "missing"


def test_what_the_record_keeps_is_the_text_as_it_was_sent_to_the_letter() -> None:
    text = "  Restaure el 2026-11-19.\n\n\tCopia completa. “Gracias” – Ñandú 🙂\n"
    desk = Desk([*before("ticket"), ("ticket", {"text": text})])
    assert desk.last("drafted").data["value"] == text
    assert desk.last("drafted").data["language"] == "es"


def test_the_request_is_refused_without_a_date_or_a_variant_and_for_a_copy_that_is_gone() -> None:
    desk = Desk(before("ticket"))
    desk.wait(days=6)
    assert desk.code("ticket", {"accept": "true"}) == "out_of_window"
    assert desk.code("ticket", {"text": "Restaure."}) == "out_of_window"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a las [[hora]] o ____", ("[[hora]]", "____")),
        ("[[una [[otra]] y más]]", ("[[otra]]",)),
        ("[[[hora]]]", ("[[[hora]]",)),
        ("[[sin fin", ()),
        ("[" * 60_000, ()),
    ],
    ids=range(5),
)
def test_what_is_not_filled_in_is_found_whatever_brackets_stand_around_it(
    text: str, left: tuple[str, ...]
) -> None:
    assert placeholders(text) == left
