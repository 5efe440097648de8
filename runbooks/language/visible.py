"""The one gate for every foreign text: nothing that steers a terminal passes (reliability.md, S1)."""

import unicodedata
from typing import Final

STEERING: Final = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories that a terminal, or the direction of a line, may obey."""


def visible(text: str, *, multiline: bool = False) -> str:
    """`text` in NFC with every control and format character as a visible mark.

    C0 controls become their pictures (ESC is `␛`), the others `⟦U+202E⟧`. Line ends stay where
    `multiline` is true.
    """
    if text.isascii() and text.isprintable():  # nearly every text, and it steers nothing
        return text
    normal = unicodedata.normalize("NFC", text.replace("\r\n", "\n") if multiline else text)
    # `isprintable` is true of no character that `STEERING` names.
    if (normal.replace("\n", "") if multiline else normal).isprintable():
        return normal
    return "".join(_shown(character, multiline) for character in normal)


def _shown(character: str, multiline: bool) -> str:
    if multiline and character == "\n":
        return character
    if unicodedata.category(character) not in STEERING:
        return character
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return f"⟦U+{code:04X}⟧"
