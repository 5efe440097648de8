"""A user's templates and texts in front of a runbook's own: only words change, and every check holds."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from own import MPIA, faults, in_front, put, small

from runbooks.checked import checked_runbook
from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.definition.own import MOST_STRAYS
from runbooks.library import find

pytestmark = pytest.mark.usefixtures("english")
LETTER = "{{ session.operator }}, {{ portal.name }}"
SHIPPED = load_runbook(shipped_runbooks()[MPIA])
TEXTS = """\
steps.confirm_loss.title: {es: Confirmar que se perdió}
steps.choose_variant.items.variant.label:
  es: Escoja la variante
  en: Pick the variant
notes.copy_gone.text: {es: 'Ya no está la copia.', en: 'The copy is gone.'}
"""


def notice(language: str) -> str:
    return SHIPPED.templates["notice"].in_language(language)


# -- what is put in front ----------------------------------------------------------------------------


def test_a_template_stands_in_front_of_the_shipped_one_of_its_name_and_language(tmp_path: Path) -> None:
    assert in_front(tmp_path, {"templates/es/notice.md.j2": notice("es") + "Atte.\n"}, MPIA) == ()
    found = find(tmp_path, MPIA).load()
    assert found.templates["notice"].es == notice("es") + "Atte.\n"
    assert found.templates["notice"].en == notice("en")
    assert {**found.templates, "notice": None} == {**SHIPPED.templates, "notice": None}


def test_a_template_stands_in_front_of_one_that_the_file_itself_holds(tmp_path: Path) -> None:
    put(tmp_path, {"uno.yaml": small("uno"), "uno/templates/en/letter.md.j2": LETTER})
    found = find(tmp_path, "uno").load().templates["letter"]
    assert found.en == LETTER
    assert found.es.startswith("Quien escribe")


def test_texts_change_the_words_at_their_places_and_nothing_else(tmp_path: Path) -> None:
    assert in_front(tmp_path, {"texts.yaml": TEXTS}, MPIA) == ()
    found = find(tmp_path, MPIA).load()
    title = found.steps[found.places["confirm_loss"]].title
    assert (title.es, title.en) == ("Confirmar que se perdió", SHIPPED.steps[0].title.en)
    assert found.items["variant"].label.en == "Pick the variant"
    assert next(note for note in found.notes if note.id == "copy_gone").text.en == "The copy is gone."
    assert as_shipped(found) == SHIPPED.model_dump()


def as_shipped(found: Runbook) -> dict[str, object]:
    """All of `found`, with the words that `TEXTS` changes as they are shipped."""
    plain, shipped = found.model_dump(), SHIPPED.model_dump()
    place = found.home["variant"]
    number = [item.id for item in found.steps[place].items].index("variant")
    plain["steps"][0]["title"] = shipped["steps"][0]["title"]
    plain["steps"][place]["items"][number]["label"] = shipped["steps"][place]["items"][number]["label"]
    notes = zip(plain["notes"], shipped["notes"], strict=True)
    plain["notes"] = tuple({**one, "text": was["text"]} for one, was in notes)
    return plain


# -- every fault in its file, at its line --------------------------------------------------------------

WHO = "steps.begin.items.who.label"
READS_ON = "'{{ answers.day }}'"


@pytest.mark.parametrize(
    ("text", "line", "field", "says"),
    [
        ("notes.in_force_note.texto: {es: x}", 1, None, 'Did you mean "notes.in_force_note.text"?'),
        ("steps.0.title: {es: x}", 1, "steps.0.title", "is not known here"),
        ("steps.begin.id: {es: x}", 1, "steps.begin.id", "is no text of the runbook"),
        ("steps.begin: {es: x}", 1, "steps.begin", "is no text of the runbook"),
        ("notes.in_force_note.in_force: {es: x}", 1, None, "is no text of the runbook"),
        ("computed.best: {es: x}", 1, "computed.best", "is no text of the runbook"),
        ("outcomes.done.restores: {es: x}", 1, "outcomes.done.restores", "is no text of the runbook"),
        ("title: Hola", 1, "title", "the languages with their text are expected"),
        ("title: {}", 1, "title", "the languages with their text are expected"),
        ("title: {es: x, eng: y}", 1, "title.eng", 'Did you mean "en"?'),
        ("title:\n  es: ''", 2, "title.es", "cannot be left empty"),
        ("title:\n  es: [x]", 2, "title.es", "a text is expected here"),
        ("title: {es: x}\ntitle: {es: x}", 2, "", 'the key "title" stands here twice'),
        ("title:\n  es: '{{ answers.hwo }}'\n  en: '{{ answers.hwo }}'", 2, "title.es", 'mean "who"?'),
        (f"title:\n  es: {READS_ON}", 2, "title.es", "this reads answers.day; the text in the other"),
        ("title:\n  es: '{% for a in b %}'", 2, "title.es", "this is no expression"),
        (f"{WHO}:\n  es: 'Una. Dos.'", 2, f"{WHO}.es", "one sentence"),
        (f"facts.told.text: {{es: {READS_ON}}}", 1, "facts.told.text.es", "this reads answers.day"),
        ("- a", 1, "", "names with their values are expected here"),
        ("a: &b {es: x}", 1, "", "anchors and aliases are not used here"),
    ],
)
def test_what_is_wrong_with_a_text_is_told_in_its_own_file(
    tmp_path: Path, text: str, line: int, field: str | None, says: str
) -> None:
    told = in_front(tmp_path, {"texts.yaml": text})[0]
    assert (told.file, told.line) == (str(tmp_path / "uno" / "texts.yaml"), line)
    assert field is None or told.field == field
    assert says in told.sentence


@pytest.mark.parametrize(
    ("file", "text", "line", "says"),
    [
        ("templates/es/letter.md.j2", "Hola\n{{ answers.hwo }}", 2, '"hwo" is not known here'),
        ("templates/es/letter.md.j2", "Hola", 1, "the text in the other language reads"),
        (
            "templates/en/letter.md.j2",
            f"{LETTER}{{{{ answers.day }}}}",
            1,
            "this reads answers.day; the text",
        ),
        ("templates/es/letter.md.j2", " ", 1, "cannot be left empty"),
        ("templates/es/lettre.md.j2", "Hola", 0, 'Did you mean "letter.md.j2"?'),
        ("templates/es/letter.j2", "Hola", 0, 'Did you mean "letter.md.j2"?'),
        ("templates/fr/letter.md.j2", "Salut", 0, '"fr" is not known here'),
        ("templates", "", 0, "the folder cannot be read: Not a directory"),
        ("templates/es", "", 0, "the folder cannot be read: Not a directory"),
        ("template/es/letter.md.j2", "Hola", 0, 'Did you mean "templates"?'),
        ("text.yaml", TEXTS, 0, 'Did you mean "texts.yaml"?'),
        ("scenarios/uno.yaml", "", 0, '"scenarios" is not known here'),
    ],
)
def test_what_is_wrong_with_a_template_or_a_name_is_told_at_its_file(
    tmp_path: Path, file: str, text: str, line: int, says: str
) -> None:
    told = next(one for one in in_front(tmp_path, {file: text}) if says in one.sentence)
    assert told.line == line
    assert told.file.startswith(str(tmp_path / "uno" / Path(file).parts[0]))


@pytest.mark.parametrize("name", ["texts.yaml", "templates", "templates/es", "templates/es/letter.md.j2"])
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to(path)], ids=["pipe", "circle"])
def test_what_is_no_file_and_no_folder_is_a_sentence_and_nothing_waits_for_it(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    put(tmp_path, {"uno.yaml": small("uno")})
    path = tmp_path / "uno" / name
    path.parent.mkdir(parents=True)
    make(path)
    assert [one.file for one in faults(find(tmp_path, "uno"))] == [str(path)]
    with pytest.raises(DefinitionError):
        find(tmp_path, "uno").checked(tmp_path / "cache")


def test_of_thousands_that_nothing_reads_a_few_are_told(tmp_path: Path) -> None:
    files = {f"templates/es/n{number}.md.j2": "" for number in range(2000)}
    assert len(in_front(tmp_path, files)) == MOST_STRAYS


def test_in_front_of_a_shipped_one_it_is_said_how_to_do_without(tmp_path: Path) -> None:
    first, second = in_front(tmp_path, {"texts.yaml": "titel: {es: x}"}, MPIA)
    assert first.file == str(tmp_path / MPIA)
    assert first.what.endswith("with the folder moved away, mpia-dti-140 runs as shipped")
    assert (second.file, second.line) == (str(tmp_path / MPIA / "texts.yaml"), 1)
    assert 'Did you mean "title"?' in second.sentence


def test_what_no_one_means_to_be_read_is_left_alone(tmp_path: Path) -> None:
    notes = {"README.md": "", "doc/how.md": "", ".texts.yaml.swp": "", "templates/.DS_Store": ""}
    assert in_front(tmp_path, notes) == ()


# -- what is kept as checked ---------------------------------------------------------------------------


def test_what_is_kept_as_checked_follows_every_change_of_what_stands_in_front(tmp_path: Path) -> None:
    folder, cache = tmp_path / "own", tmp_path / "cache"
    title = SHIPPED.title.es

    def read() -> str:
        return find(folder, MPIA).checked(cache).title.es

    assert read() == title
    put(folder / MPIA, {"texts.yaml": "title: {es: Uno}\n"})
    assert [read(), read()] == ["Uno", "Uno"]
    put(folder / MPIA, {"texts.yaml": "title: {es: Dos}\n"})
    assert read() == "Dos"
    put(folder / MPIA, {"texto.yaml": "title: {es: Tres}\n"})
    assert any("texto.yaml" in one.file for one in faults(find(folder, MPIA)))
    with pytest.raises(DefinitionError, match=r"texto\.yaml"):
        read()
    (folder / MPIA / "texto.yaml").unlink()
    (folder / MPIA / "texts.yaml").unlink()
    assert read() == title
    assert checked_runbook(shipped_runbooks()[MPIA], cache).title.es == title
