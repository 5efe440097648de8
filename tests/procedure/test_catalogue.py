"""Every sentence that the program says is there in Spanish too."""

import re

from babel.messages.mofile import read_mo

from tests.catalogue import CATALOGUE, read, said

FIELD = re.compile(r"\{(\w+)\}")


def test_no_sentence_lacks_its_spanish() -> None:
    spanish = {message.id: message.string for message in read()}
    sentences = said()
    assert sentences
    assert {sentence for sentence in sentences if not spanish.get(sentence)} == set()


def test_a_sentence_and_its_spanish_are_filled_with_the_same_values() -> None:
    for message in read():
        assert set(FIELD.findall(str(message.id))) == set(FIELD.findall(str(message.string)))


def test_the_compiled_catalogue_is_the_one_that_is_written() -> None:
    with CATALOGUE.with_suffix(".mo").open("rb") as compiled:
        expected = {message.id: message.string for message in read() if message.id}
        assert {m.id: m.string for m in read_mo(compiled) if m.id} == expected
