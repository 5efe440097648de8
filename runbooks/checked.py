"""Checked runbooks kept beside a hash of what they were made of: reading YAML is most of a start.

What is kept is plain JSON, and is used only where its hash says that this program made it of these
very files; then it is typed again. It can always be thrown away: whatever is wrong with it, the
runbook is read and checked anew.
"""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from json import dumps, loads
from pathlib import Path
from typing import Any, Final

from runbooks.definition.dependencies import Dependencies
from runbooks.definition.faults import DefinitionError
from runbooks.definition.files import TEMPLATES, names_in, read_bytes
from runbooks.definition.loader import PACKAGE, load_runbook, templates_of
from runbooks.definition.model import Runbook
from runbooks.language import LANGUAGES
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder, read_regular, write_whole
from runbooks.version import VERSION

FORMAT: Final = "restaura.checked/1"
MOST_BYTES: Final = 4 * 1024 * 1024


def checked_runbook(
    path: Path, folder: Path, templates: Path | None = None, own: Path | None = None
) -> Runbook:
    """As `load_runbook`, by way of what an earlier start kept in `folder`.

    Raises `DefinitionError` as that does, and nothing for a folder that cannot be read or written.
    """
    made_of = _made_of(path, templates, own)
    file = folder / f"{sha256(str(path.absolute()).encode()).hexdigest()[:16]}.checked"
    kept = _kept(file, made_of)
    if kept is not None:
        return kept
    runbook = load_runbook(path, templates, own)
    if made_of is not None and made_of == _made_of(path, templates, own):  # not changed while it was read
        _keep(file, made_of, runbook)
    return runbook


def _made_of(path: Path, templates: Path | None = None, own: Path | None = None) -> bytes | None:
    """The hash of all that decides what `load_runbook` makes of `path`; None for what it refuses."""
    program = sorted(Path(__file__).parent.joinpath("definition").rglob("*.py"))
    whole = sha256(f"{FORMAT} {VERSION} {PACKAGE}".encode())
    try:
        for part in program:  # whoever works on the checks must see them work
            whole.update(f"{part.name} {part.stat().st_mtime_ns}".encode())
        for part in (path, *_texts(templates or templates_of(path)), *(_own_parts(own) if own else ())):
            data = read_bytes(part) if not part.is_dir() else b""
            whole.update(f"\n{part} {len(data)}\n".encode() + data)
    except (OSError, ValueError, DefinitionError):
        return None
    return whole.digest()


def _texts(templates: Path) -> list[Path]:
    return sorted(text for language in LANGUAGES for text in templates.glob(f"{language}/*.md.j2"))


def _own_parts(own: Path) -> Iterator[Path]:
    """All of a user's own folder whose name or content decides: a new name may be a fault."""
    for folder in (own, own / TEMPLATES, *(own / TEMPLATES / language for language in LANGUAGES)):
        if folder.is_dir():
            yield from (folder / name for name in names_in(folder))


def _kept(file: Path, made_of: bytes | None) -> Runbook | None:
    if made_of is None:
        return None
    try:
        told, _, plain = read_regular(file, MOST_BYTES).partition(b"\n")
        if told != _hash(made_of, plain):
            return None
        return _with_inputs(loads(plain))
    except (StoreError, ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return None


def _with_inputs(kept: Any) -> Runbook:
    """The runbook, knowing what each of its items reads: finding that out reads every expression."""
    runbook = Runbook.model_validate(kept["runbook"])
    Dependencies.of(runbook).know({item: frozenset(read) for item, read in kept["inputs"].items()})
    return runbook


def _keep(file: Path, made_of: bytes, runbook: Runbook) -> None:
    inputs = {item: sorted(read) for item, read in Dependencies.of(runbook).inputs.items()}
    plain = dumps({"runbook": runbook.model_dump(mode="json"), "inputs": inputs}).encode()
    with suppress(StoreError):
        make_private_folder(file.parent)
        write_whole(file, _hash(made_of, plain) + b"\n" + plain)


def _hash(made_of: bytes, plain: bytes) -> bytes:
    return sha256(made_of + plain).hexdigest().encode()
