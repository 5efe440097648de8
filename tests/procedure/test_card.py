"""The card for paper: the whole runbook on one sheet, of its texts alone, in both languages."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from faulty import SMALL, edited, faults_of, line_of
from pypdf import PdfReader
from reported import RUNBOOK
from test_report_inert import ATTACKS, structure

from runbooks.definition.items import labels
from runbooks.definition.loader import load_runbook
from runbooks.definition.model import Runbook
from runbooks.language import LANGUAGES, using
from runbooks.report.card.markdown import card_markdown
from runbooks.report.card.model import COMMAND, card_of
from runbooks.report.card.pdf import TooLong, card_pdf

A4 = (595, 842)


def small(folder: Path, text: str = SMALL) -> Runbook:
    """A runbook of this text."""
    file = folder / "runbook.yaml"
    file.write_text(text)
    return load_runbook(file)


def printed(runbook: Runbook) -> str:
    """What the card as PDF says, without its spaces: they tell where lines end."""
    pages = PdfReader(BytesIO(card_pdf(card_of(runbook)))).pages
    return bare("".join(page.extract_text() for page in pages))


def written(runbook: Runbook) -> str:
    """The card in Markdown, without what escapes a character."""
    return card_markdown(card_of(runbook)).replace("\\", "")


def bare(text: str) -> str:
    """`text` without spaces."""
    return re.sub(r"[\s\u200b\xad]", "", text)


def words_of(runbook: Runbook, language: str) -> Iterator[str]:
    """Every title, label and option of a runbook, and how it can end."""
    for step in runbook.steps:
        yield step.title.in_language(language)
        for item in step.items:
            yield item.label.in_language(language)
            yield from (label.in_language(language) for label in labels(item).values())
        for branch in step.branches:
            if branch.outcome is not None:
                yield runbook.outcomes[branch.outcome].label.in_language(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_is_one_sheet_of_a4(language: str) -> None:
    with using(language):
        pages = PdfReader(BytesIO(card_pdf(card_of(RUNBOOK)))).pages
    assert len(pages) <= 2
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {A4}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_item_option_and_end_is_on_the_card(language: str) -> None:
    with using(language):
        on_paper, as_text = printed(RUNBOOK), written(RUNBOOK)
    for said in words_of(RUNBOOK, language):
        assert bare(said) in on_paper
        assert said in as_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_for_paper_is_on_the_card_and_nothing_is_left_to_be_filled_in(language: str) -> None:
    with using(language):
        on_paper, as_text = printed(RUNBOOK), written(RUNBOOK)
    for item in RUNBOOK.items.values():
        for text in filter(None, (item.card, item.caution)):
            if "{" not in text.in_language(language):
                assert bare(text.in_language(language)) in on_paper
    for note in RUNBOOK.notes:
        assert note.card is not None
        assert note.card.in_language(language) in as_text
    assert "{" not in on_paper + as_text
    assert not {"TRAINING", "ENTRENAMIENTO"} & set(re.findall("[A-Z]+", on_paper + as_text))


def test_R14_a_caution_stands_before_where_the_answer_is_written() -> None:
    with using("es"):
        told = written(RUNBOOK)
    part = told[told.index("3.2 Elija la variante") :]
    assert part.index("no se pueden deshacer") < part.index("- [ ] Archivo CSV")
    assert part.index("**No se puede deshacer.**") > part.index("- [ ] Módulo CRM")


def test_how_long_a_copy_is_kept_is_the_fact_of_the_runbook() -> None:
    with using("en"):
        assert "Day of the copy + 7 = day" in written(RUNBOOK)
        other = RUNBOOK.facts["retention_days"].model_copy(update={"value": 9})
        changed = RUNBOOK.model_copy(update={"facts": {**RUNBOOK.facts, "retention_days": other}})
        assert "Day of the copy + 9 = day" in written(changed)


@pytest.mark.parametrize(
    ("language", "rules"),
    [
        ("es", ("Segura: de un día anterior al de la última vez", "Dudosa: de ese mismo día", "no sirven")),
        (
            "en",
            ("Sure: of a day before that on which all was last", "Doubtful: of that same day", "of no use"),
        ),
    ],
)
def test_who_has_only_the_card_can_tell_a_sure_copy_from_a_doubtful_one(
    language: str, rules: tuple[str, ...]
) -> None:
    """procedure.md, "Time": without the hour of the copies, a copy is judged by its day."""
    with using(language):
        on_paper, as_text = printed(RUNBOOK), written(RUNBOOK)
    assert all(bare(rule) in on_paper and rule in as_text for rule in rules)


def test_a_document_names_the_lines_whose_answers_it_tells() -> None:
    with using("en"):
        told = written(RUNBOOK)
    ticket = told[told.index("4.1 Review and accept the request") :].split("###")[0]
    assert "It tells what stands at 1.3, 1.4, 1.5, 1.6, 2.4, 2.5, 3.1, 3.2 and 4.2." in ticket


def test_when_lines_do_not_apply_is_told_once_before_the_first_of_them() -> None:
    with using("en"):
        told = written(RUNBOOK)
    assert told.count("if this holds: Support rejected the request.") == 1
    said = "Leave 6.2 to 6.6 out if this holds: Support rejected the request."
    assert told.index(said) < told.index("6.2 Say when")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_card_says_how_it_is_entered_afterwards_and_asks_to_be_signed(language: str) -> None:
    with using(language):
        on_paper, as_text = printed(RUNBOOK), written(RUNBOOK)
    for told in (COMMAND, RUNBOOK.code, *(role.in_language(language) for role in RUNBOOK.signatures)):
        assert bare(told) in on_paper
        assert told in as_text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_runbook_gives_the_same_bytes(language: str, tmp_path: Path) -> None:
    with using(language):
        first, second = (card_of(small(tmp_path)) for _ in range(2))
        assert card_pdf(first) == card_pdf(second)
        assert card_markdown(first) == card_markdown(second)
        assert card_pdf(card_of(RUNBOOK)) == card_pdf(card_of(RUNBOOK))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_runbook_without_texts_for_paper_has_a_card_too(language: str, tmp_path: Path) -> None:
    runbook = small(tmp_path)
    with using(language):
        on_paper, as_text = printed(runbook), written(runbook)
    for said in words_of(runbook, language):
        assert bare(said) in on_paper
        assert said in as_text
    assert "{{" not in on_paper + as_text


def long(steps: int) -> Runbook:
    """The runbook with its first step so many times: no computer would run it, paper does not care."""
    first = RUNBOOK.steps[0]
    return RUNBOOK.model_copy(update={"steps": (first,) * steps + RUNBOOK.steps[1:]})


@pytest.mark.parametrize(
    ("language", "says"),
    [("es", "páginas y una hoja tiene 2"), ("en", "pages, and a sheet has 2")],
)
def test_a_runbook_too_long_for_a_sheet_is_refused_as_pdf_and_written_as_markdown(
    language: str, says: str
) -> None:
    with using(language):
        card = card_of(long(9))
        with pytest.raises(TooLong, match=says) as refused:
            card_pdf(card)
        assert "--format md" in str(refused.value)
        assert re.search(r"\b[4-9] p", str(refused.value))
        assert card_markdown(card).count(RUNBOOK.steps[0].items[0].label.in_language(language)) == 9


def attacked(text: str) -> Runbook:
    """The shipped runbook with `text` in place of each of its words that a card shows."""
    plain = RUNBOOK.model_dump(mode="json")

    def put(value: object, key: str = "") -> object:
        if isinstance(value, dict):
            if value.keys() == {"es", "en"} and key != "templates":
                return {"es": text, "en": text}
            return {name: put(one, key if key == "templates" else str(name)) for name, one in value.items()}
        return [put(one, key) for one in value] if isinstance(value, list) else value

    for name in ("title", "purpose", "signatures", "clock", "notes", "outcomes", "steps"):
        plain[name] = put(plain[name], name)
    return Runbook.model_validate({**plain, "code": text, "revision": text})


SHOWABLE = {name: attack for name, attack in ATTACKS.items() if "\n" not in attack}
TYPST = {
    "typst code": '#panic("x") #read("/etc/passwd") #eval("1")',
    "typst markup": "*a* _b_ `c` $d$ = e @f <g> #h[i] \\ // j /* k */",
    "typst label": ']] #link("http://evil.example")[x] [[',
}


@pytest.mark.parametrize("attack", {**SHOWABLE, **TYPST}.values(), ids={**SHOWABLE, **TYPST}.keys())
def test_S10_no_text_of_a_runbook_becomes_markup_in_markdown(attack: str) -> None:
    with using("en"):
        assert structure(card_markdown(card_of(attacked(attack)))) == structure(
            card_markdown(card_of(attacked("word")))
        )


@pytest.mark.parametrize("attack", TYPST.values(), ids=TYPST.keys())
def test_S10_no_text_of_a_runbook_becomes_markup_in_typst(
    attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runbooks.report.card.pdf.SIDES", 99)
    with using("en"):
        data = card_pdf(card_of(attacked(attack)))
    reader = PdfReader(BytesIO(data))
    said = bare("".join(page.extract_text() for page in reader.pages))
    assert said.count(bare(attack)) > len(RUNBOOK.items)
    assert [page for page in reader.pages if "/Annots" in page] == []


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_S1_the_card_takes_any_text_and_shows_no_control_character(
    attack: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runbooks.report.card.pdf.SIDES", 99)
    with using("es"):
        card = card_of(attacked(attack))
        assert card_pdf(card).startswith(b"%PDF")
        assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2028]", card_markdown(card)) is None


# -- what a text for paper may read ----------------------------------------------------------------


def with_card(text: str) -> str:
    """The small runbook with a text for paper beside its first item."""
    return edited(
        SMALL,
        "        label: {es: Anote quién, en: Write who}\n",
        f"        label: {{es: Anote quién, en: Write who}}\n        card: {text}\n",
    )


def test_a_text_for_paper_may_read_facts(tmp_path: Path) -> None:
    text = with_card('{es: "Son {{ facts.kept }}.", en: "They are {{ facts.kept }}."}')
    assert faults_of(tmp_path, text) == ()
    with using("en"):
        assert "They are 7." in written(small(tmp_path, text))


@pytest.mark.parametrize("read", ["answers.who", "computed.best", "now", "settings.copy_hour", "portal.name"])
def test_a_text_for_paper_reads_nothing_that_only_a_session_knows(tmp_path: Path, read: str) -> None:
    text = with_card(f'{{es: "Es {{{{ {read} }}}}.", en: "It is {{{{ {read} }}}}."}}')
    faults = faults_of(tmp_path, text)
    assert [fault.field.rsplit(".", 1)[0] for fault in faults] == ["steps.0.items.0.card"] * 2, faults
    assert {fault.line for fault in faults} == {line_of(text, "        card:")}
    assert all(read in fault.what and "on paper" in fault.what for fault in faults)


def test_a_text_for_paper_is_in_both_languages(tmp_path: Path) -> None:
    [fault] = faults_of(tmp_path, with_card("{es: Solo así.}"))
    assert 'the text in "en" is missing' in fault.what
