"""A letter that looks like one of another alphabet is pointed out (reliability.md, S18)."""

import pytest

from runbooks.language.scripts import mixed_words


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("Ana Pérez", ()),
        ("\u0410na Pérez", ("\u0410na",)),  # a Cyrillic capital A
        ("Bitrix24 y p\u0430ypal, p\u0430ypal", ("p\u0430ypal",)),
        ("Иван Петров", ()),
        ("TAR-Иван", ()),
        ("caf\u03bf", ("caf\u03bf",)),  # a Greek omicron
        ("日本のTAR", ()),
        ("", ()),
    ],
)
def test_words_that_mix_alphabets_that_look_alike_are_named(text: str, mixed: tuple[str, ...]) -> None:
    assert mixed_words(text) == mixed
