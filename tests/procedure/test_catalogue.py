"""Every sentence that the program says is there in Spanish too."""

import re

from babel.messages.mofile import read_mo

from tests.catalogue import CATALOGUE, read, said, spoken

FIELD = re.compile(r"\{(\w+)\}")


def test_no_sentence_lacks_its_spanish() -> None:
    sentences = said()
    assert sentences
    assert sentences - spoken(read()).keys() == set()


def test_a_sentence_and_its_spanish_are_filled_with_the_same_values() -> None:
    for message in read():
        assert set(FIELD.findall(str(message.id))) == set(FIELD.findall(str(message.string)))


def test_the_compiled_catalogue_is_the_one_that_is_written() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        assert spoken(read_mo(compiled)) == spoken(read())
