"""`config.toml` written back: one setting at a time, its comments kept, never a file that is broken."""

import tomllib
from pathlib import Path
from typing import Any

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.language import _
from runbooks.record.files import make_private_folder, write_whole
from runbooks.settings import settings_of
from runbooks.toml_source import read_toml, text_of


def write_setting(path: Path, name: str, value: Any) -> None:
    """Put `value` under `name` into the file at `path`, or take `name` out where it is None.

    `name` is a field, or `keys.` and an act. Nothing is written where that would not pass
    `load_settings`, or where the file cannot be read: `DefinitionError`. Raises `StoreError` when
    it cannot be saved; the file is then as it was.
    """
    parts = name.split(".")
    found = read_toml(path)
    passed = settings_of(path, _changed(found, parts, value), {}).model_dump()
    if value is not None:  # as the model understood it: a number from the text of one
        value = passed[parts[0]] if len(parts) == 1 else passed[parts[0]][parts[1]]
    written = _written(text_of(path), parts, value)
    if not _says(written, _changed(found, parts, value)):
        told = _("this file cannot be changed from here without changing more of it: use an editor")
        raise DefinitionError([Fault(str(path), 0, 0, name, told)])
    make_private_folder(path.parent)
    write_whole(path.resolve(), written.encode())  # a link to where someone keeps it stays a link


def _changed(found: dict[str, Any], parts: list[str], value: Any) -> dict[str, Any]:
    first, *rest = parts
    if rest:
        kept = found.get(first, {})
        return {**found, first: _changed(kept if isinstance(kept, dict) else {}, rest, value)}
    others = {name: one for name, one in found.items() if name != first}
    return others if value is None else {**others, first: value}


def _written(text: str, parts: list[str], value: Any) -> str:
    import tomlkit  # only here: the commands that read settings do without
    from tomlkit.exceptions import TOMLKitError

    try:
        whole = tomlkit.parse(text if text.endswith("\n") or not text else text + "\n")
    except TOMLKitError:  # it has read this once, by another parser
        return ""
    table: Any = whole
    for part in parts[:-1]:
        if not isinstance(table.get(part), dict):
            table[part] = tomlkit.table()
        table = table[part]
    if value is not None:
        table[parts[-1]] = value
    elif parts[-1] in table:
        del table[parts[-1]]
    return tomlkit.dumps(whole)


def _says(text: str, wanted: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == wanted
    except tomllib.TOMLDecodeError:
        return False
