"""Words whose letters come from several alphabets: a Cyrillic А passes for an A (reliability.md, S18)."""

import re
import unicodedata
from typing import Final

ALIKE: Final = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC"})
"""The alphabets that share shapes of letters, as the names of Unicode's characters begin."""


def mixed_words(text: str) -> tuple[str, ...]:
    """The words of `text`, each once, that mix alphabets which look alike."""
    words = dict.fromkeys(re.findall(r"\w+", text))
    return tuple(word for word in words if not word.isascii() and len(_alphabets(word)) > 1)


def _alphabets(word: str) -> frozenset[str]:
    names = (unicodedata.name(letter, "").split(" ")[0] for letter in word if letter.isalpha())
    return ALIKE & frozenset(names)
