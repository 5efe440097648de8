"""The runbook that docs/runbook-format.md builds, piece by piece, as its reader would type it."""

import json
import re
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from runbooks.definition.yaml_source import read_yaml

DOCUMENT: Final = Path(__file__).parents[1] / "docs" / "runbook-format.md"
TEXT: Final = DOCUMENT.read_text()
BLOCKS: Final = re.findall(r"^```yaml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
FILES: Final = re.findall(r"`(lost-laptop/[\w./]+)`:\n\n```yaml\n", TEXT)
SHELL: Final = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
COMMANDS: Final = [line for block in SHELL for line in block.splitlines()]


def pieces() -> list[Any]:
    """The parts of the runbook, in their order."""
    read = [read_yaml(block.encode(), DOCUMENT.name).tree for block in BLOCKS]
    return [tree for tree in read if "answers" not in tree]


def stages() -> list[Any]:
    """The runbook after each piece."""
    found: list[Any] = []
    for piece in pieces():
        found.append(with_piece(found[-1] if found else {}, piece))
    return found


def with_piece(whole: Any, piece: Any) -> Any:
    """`piece` added: to the mapping of its name, to the list element of its id, else in place of what was."""
    if isinstance(whole, dict) and isinstance(piece, dict):
        return whole | {key: with_piece(whole.get(key), value) for key, value in piece.items()}
    if isinstance(whole, list) and _have_ids(whole) and _have_ids(piece):
        known = [one["id"] for one in whole]
        merged = deepcopy(whole)
        for one in piece:
            if one["id"] in known:
                merged[known.index(one["id"])] = with_piece(whole[known.index(one["id"])], one)
            else:
                merged.append(one)
        return merged
    return piece


def write(folder: Path) -> Path:
    """The finished runbook with its tests under `folder`, each file where the document says; its file."""
    tests = [block for block in BLOCKS if "answers:" in block]
    texts = dict(zip(FILES, [json.dumps(stages()[-1], ensure_ascii=False), *tests], strict=True))
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder / FILES[0]


def _have_ids(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "id" in one for one in value)
