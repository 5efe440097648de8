"""The Spanish catalogue kept up to date: `python -m tests.catalogue` says what is missing.

    python -m tests.catalogue add "English sentence" "Frase en español"   # or another sentence for it
    python -m tests.catalogue several "{count} day" "{count} days" "{count} día" "{count} días"
    python -m tests.catalogue write                                       # drops what is no longer said

Sentences stay sorted, so that two people's additions meet without a conflict.
"""

import ast
import fcntl
import sys
from collections.abc import Sequence
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from runbooks.language import LOCALE

ROOT = Path(__file__).parents[1]
MARKS = frozenset({"_", "N_"})
Sentence = str | tuple[str, ...]
"""A sentence, or the two that one or several of something take."""

CATALOGUE = LOCALE / "es" / "LC_MESSAGES" / "restaura.po"


def said() -> set[Sentence]:
    """Every sentence that the program marks for translation, also inside f-strings."""
    files = (file for package in ("runbooks", "tui") for file in (ROOT / package).rglob("*.py"))
    found: set[Sentence] = set()
    for node in (node for file in files for node in ast.walk(ast.parse(file.read_bytes()))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            sentences = tuple(
                argument.value
                for argument in node.args
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            )
            if node.func.id == "ngettext" and sentences:
                found.add(sentences)
            elif node.func.id in MARKS:
                found.update(sentences)
    return found


def read() -> Catalog:
    """The catalogue as it is written."""
    with CATALOGUE.open("rb") as file:
        return read_po(file)


def spoken(catalogue: Catalog) -> dict[Sentence, Sentence]:
    """The sentences that have their Spanish, with it."""
    found = {_frozen(message.id): _frozen(message.string) for message in catalogue if message.id}
    return {english: spanish for english, spanish in found.items() if spanish and all(spanish)}


def _frozen(given: Sentence | list[str] | None) -> Sentence:
    return tuple(given) if isinstance(given, list) else given or ""


def write(catalogue: Catalog) -> None:
    """Write the catalogue, and compile it."""
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=0, sort_output=True)
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)


def main(arguments: Sequence[str]) -> int:
    """Add sentences, drop what is not said, or tell what is missing."""
    with Path(__file__).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue, sentences = read(), said()
        if arguments[:1] == ["add"]:
            for english, spanish in zip(arguments[1::2], arguments[2::2], strict=True):
                catalogue.delete(english)
                catalogue.add(english, spanish)
            write(catalogue)
        elif arguments[:1] == ["several"]:
            for one, many, una, varias in zip(*(iter(arguments[1:]),) * 4, strict=True):
                catalogue.delete(one)
                catalogue.add((one, many), (una, varias))
            write(catalogue)
        elif arguments[:1] == ["write"]:
            for message in list(catalogue):
                if message.id and message.id not in sentences:
                    catalogue.delete(message.id)
            write(catalogue)
        missing = sorted(map(str, sentences - spoken(catalogue).keys()))
    print("\n".join(missing) if missing else "nothing is missing")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
