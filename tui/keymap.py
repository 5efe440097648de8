"""The keys that the settings change: checked against the acts, then given to Textual."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from textual.screen import Screen

from runbooks.definition.faults import DefinitionError, Fault, unknown
from runbooks.language import _
from tui.acts import TABLES, Act

USABLE: Final = re.compile(
    r"f([1-9]|1[0-9]|2[0-4])|(ctrl|alt|shift)\+f([1-9]|1[0-2])|(ctrl|alt)\+(up|down|left|right)"
    r"|ctrl\+[abdefgklnopqrstuvwxy]|alt\+[a-z]"
)
"""Keys that write nothing. Of ctrl with a letter some are Enter, Tab or Backspace to a terminal,
and C and Z end or stop a program."""


def keymap(keys: Mapping[str, str], file: str) -> dict[str, str]:
    """What Textual gets for the table of `keys`, by act. Raises `DefinitionError` about `file`."""
    acts = changeable()
    chosen = {name: as_key(key) for name, key in keys.items()}
    faults = []
    for name, key in chosen.items():
        if name not in acts:
            what = unknown(name, acts)
        elif not USABLE.fullmatch(key):
            what = _('"{key}" cannot be used: f1 to f12, ctrl or alt with a letter, such as ctrl+n')
            what = what.format(key=keys[name][:20])
        else:
            other = _taken(name, key, chosen)
            if other is None:
                continue
            what = _('"{key}" is already the key for “{act}”').format(key=word_of(key), act=_(other.word))
        faults.append(Fault(file, 0, 0, f"keys.{name}", what))
    if faults:
        raise DefinitionError(faults)
    return chosen


def changeable() -> dict[str, Act]:
    """The acts by name; not those on Enter, Esc and arrows, which mean the same everywhere."""
    found: dict[str, Act] = {}
    for act in (act for table in TABLES for act in table):
        if USABLE.fullmatch(act.keys.split(",")[0]):
            found.setdefault(act.name, act)
    return found


def as_key(written: str) -> str:
    """A key as Textual names it, from how people write it: `^N`, `Ctrl-N`, `F2`."""
    return re.sub(r"^\^", "ctrl+", written.strip().lower()).replace("-", "+").replace(" ", "")


def _taken(name: str, key: str, chosen: Mapping[str, str]) -> Act | None:
    """The other act that has `key` on a screen where `name` is one of the acts."""
    for table in TABLES:
        if any(act.name == name for act in table):
            for act in table:
                if act.name != name and key in _keys(act, chosen):
                    return act
    return None


def _keys(act: Act, chosen: Mapping[str, str]) -> Sequence[str]:
    return [chosen[act.name]] if act.name in chosen else act.keys.split(",")


def word_of(key: str) -> str:
    """A key as the footer writes it: `^N`, `F2`, `Alt+X`."""
    *held, last = key.split("+")
    last = last.upper() if len(last) < 4 else last.capitalize()
    return f"^{last}" if held == ["ctrl"] else "+".join([*(one.capitalize() for one in held), last])


def as_bound(acts: Sequence[Act], screen: Screen[Any]) -> list[Act]:
    """The acts with the keys that do them on `screen`, as far as those are changed."""
    bound: dict[str, str] = {}
    for key, active in screen.active_bindings.items():
        if active.binding.id:
            bound.setdefault(active.binding.id, key)
    return [_with(act, bound.get(act.name, act.keys)) for act in acts]


def key_of(screen: Screen[Any], name: str) -> str:
    """The key that does the act `name` on `screen`, as the footer writes it: for sentences that name it."""
    return as_bound([changeable()[name]], screen)[0].shown


def keys_told(screen: Screen[Any], *names: str) -> str:
    """These acts as the footer writes them, for a row of their own: `^E editor · F3 copy`."""
    acts = changeable()
    return " · ".join(
        f"{act.shown} {_(act.word)}" for act in as_bound([acts[name] for name in names], screen)
    )


def _with(act: Act, key: str) -> Act:
    if not act.shown or key in (act.keys, *act.keys.split(",")):
        return act
    return replace(act, keys=key, shown=word_of(key))
