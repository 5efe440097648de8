"""Every sentence that the program says is there in Spanish too."""

import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from runbooks.language import LOCALE

ROOT = Path(__file__).parents[2]
CATALOGUE = LOCALE / "es" / "LC_MESSAGES" / "restaura.po"
FIELD = re.compile(r"\{(\w+)\}")


def test_no_sentence_lacks_its_spanish() -> None:
    with CATALOGUE.open("rb") as file:
        spanish = {message.id: message.string for message in read_po(file)}
    keywords: dict[str, None] = {"_": None, "N_": None}
    said = {
        found[2]
        for package in ("runbooks", "tui")
        for found in extract_from_dir(ROOT / package, keywords=keywords)
    }
    assert said
    assert {sentence for sentence in said if not spanish.get(sentence)} == set()


def test_a_sentence_and_its_spanish_are_filled_with_the_same_values() -> None:
    with CATALOGUE.open("rb") as file:
        for message in read_po(file):
            assert set(FIELD.findall(str(message.id))) == set(FIELD.findall(str(message.string)))


def test_the_compiled_catalogue_is_the_one_that_is_written() -> None:
    with CATALOGUE.open("rb") as written, CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        expected = {message.id: message.string for message in read_po(written) if message.id}
        assert {m.id: m.string for m in read_mo(compiled) if m.id} == expected
