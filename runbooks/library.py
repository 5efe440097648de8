"""The runbooks that are known: those that are shipped, and the user's in the settings folder.

    <settings folder>/runbooks/NAME/runbook.yaml   with templates/, scenarios/, training.yaml beside it
    <settings folder>/runbooks/NAME.yaml           one that holds its templates itself; its tests in NAME/
    <settings folder>/runbooks/NAME/               without a runbook.yaml: templates and texts in front of
                                                   the shipped runbook NAME

A runbook is called by its id, which its folder or file is called too. What cannot be used is known with
its faults, so that nothing that a user put there is left out in silence.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from re import fullmatch
from typing import Final, Literal

from runbooks.checked import checked_runbook
from runbooks.definition.faults import DefinitionError, Fault, nearest
from runbooks.definition.files import RUNBOOK, TEMPLATES, names_in, read_bytes
from runbooks.definition.loader import Examined, examined, load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.definition.names import RUNBOOK_ID
from runbooks.language import _

ENDING: Final = ".yaml"
MOST: Final = 50
"""Own runbooks that are looked at; of what is behind them only the number is told."""

Origin = Literal["shipped", "own", "both", "file"]
"""Where a runbook is from; `both`: shipped, with a user's parts in front; `file`: named by its path."""


@dataclass(frozen=True, slots=True)
class Known:
    """One runbook: its id, its file, where its templates stand if not among the shipped ones, and the
    user's folder whose parts stand in front. `barred` says why it is not even read."""

    id: str
    path: Path
    origin: Origin
    templates: Path | None = None
    own: Path | None = None
    barred: tuple[Fault, ...] = ()

    @property
    def is_shipped(self) -> bool:
        """Whether the runbook itself is shipped, whatever stands in front of its words."""
        return self.origin in ("shipped", "both")

    def load(self) -> Runbook:
        """The runbook, read and checked now. Raises `DefinitionError` with whole paths."""
        return self._passed(None)

    def checked(self, cache: Path) -> Runbook:
        """As `load`, by way of what an earlier start kept in `cache`."""
        return self._passed(cache)

    def examined(self) -> Examined:
        """As `load`, but a runbook of the right shape is given with its faults. Raises `DefinitionError`."""
        if self.barred:
            raise DefinitionError(self.barred)
        found = examined(self.path, self.templates, self.own)
        faults = list(found.faults)
        if self.origin == "own" and found.runbook.id != self.id:
            faults.append(self._other_id(found.runbook.id))
        return replace(found, faults=tuple(map(self._with_path, faults)))

    def _passed(self, cache: Path | None) -> Runbook:
        if self.barred:
            raise DefinitionError(self.barred)
        try:
            if cache is None:
                runbook = load_runbook(self.path, self.templates, self.own)
            else:
                runbook = checked_runbook(self.path, cache, self.templates, self.own)
        except DefinitionError as error:
            raise DefinitionError([*self._how_without(), *map(self._with_path, error.faults)]) from error
        if self.origin == "own" and runbook.id != self.id:
            raise DefinitionError([self._other_id(runbook.id)])
        return runbook

    def _with_path(self, fault: Fault) -> Fault:
        is_ours = self.origin == "own" and fault.file == self.path.name
        return replace(fault, file=str(self.path)) if is_ours else fault

    def _how_without(self) -> Iterator[Fault]:
        """What to do while what stands in front is not mended: an incident may not wait for it."""
        if self.origin == "both":
            what = _("what stands here cannot be used; with the folder moved away, {id} runs as shipped")
            yield Fault(str(self.own), 0, 0, "", what.format(id=self.id))

    def _other_id(self, id: str) -> Fault:
        from runbooks.definition.yaml_source import read_yaml

        what = _('the id is "{id}", and it stands under the name "{name}": both have to be the same')
        source = read_yaml(read_bytes(self.path), str(self.path))
        return source.fault(("id",), what.format(id=id, name=self.id))


Checked = tuple[Known, Runbook | DefinitionError]
"""A runbook as it passed its check, or with its faults."""


def known(folder: Path) -> list[Known]:
    """Every runbook: the shipped ones, then those in `folder`, a user's, by name. Reads none of them."""
    shipped = shipped_runbooks()
    own = list(_own(folder, shipped))
    in_front = {one.id: one for one in own if one.origin == "both"}
    found = [in_front.get(id) or Known(id, path, "shipped") for id, path in shipped.items()]
    return found + [one for one in own if one.origin != "both"]


def find(folder: Path, name: str) -> Known:
    """The runbook that `name` means: an id, or the path of a file. Raises `DefinitionError` for neither.

    A shipped one goes before what cannot be used of the same id.
    """
    there = known(folder)
    by_id = next((one for one in there if one.id == name), None)
    if by_id is not None:
        return by_id
    path = Path(name)
    if not os.path.isfile(path):
        near = nearest(name, (one.id for one in there)).strip()
        raise DefinitionError([Fault(name, 0, 0, "", _("there is no runbook of this name"), near)])
    by_path = (one for one in there if one.origin != "shipped" and one.path.absolute() == path.absolute())
    return next(by_path, Known(name, path, "file", _beside(path)))


def each_checked(
    folder: Path, cache: Path | None = None
) -> Iterator[tuple[Known, Runbook | DefinitionError]]:
    """Every runbook as it passed its check, or with its faults; checked anew where `cache` is None."""
    for one in known(folder):
        try:
            yield one, one.load() if cache is None else one.checked(cache)
        except DefinitionError as error:
            yield one, error


def _beside(path: Path) -> Path | None:
    templates = path.parent / TEMPLATES
    return templates if os.path.isdir(templates) else None


class Others:
    """The other runbooks that one of `there` names for an item; each is read once, where it is asked for."""

    def __init__(self, there: Iterable[Known]) -> None:
        self._there = {one.id: one for one in there}
        self._read: dict[str, Runbook | None] = {}

    def faults_of(self, found: Examined) -> tuple[Fault, ...]:
        """What of the other runbooks does not fit `found`: no such runbook, outcome or item."""
        from runbooks.definition.check.procedures import procedure_faults

        return tuple(procedure_faults(found, self._there.keys(), self._runbook))

    def _runbook(self, id: str) -> Runbook | None:
        if id not in self._read:
            try:
                self._read[id] = self._there[id].load()
            except DefinitionError:  # told of that one itself
                self._read[id] = None
        return self._read[id]


# -- the user's folder -------------------------------------------------------------------------------


def _own(folder: Path, shipped: Mapping[str, Path]) -> Iterator[Known]:
    if not os.path.lexists(folder):
        return
    try:
        names = [name for name in names_in(folder) if _is_meant(folder / name, shipped)]
    except DefinitionError as error:
        yield Known(folder.name, folder, "own", barred=error.faults)
        return
    for name in names[:MOST]:
        yield _one(folder / name, shipped)
    if names[MOST:]:
        what = _("{most} are looked at here, and {count} more are not: move them away")
        told = what.format(most=MOST, count=len(names) - MOST)
        yield _barred(folder, told)


def _is_meant(path: Path, shipped: Mapping[str, Path]) -> bool:
    if os.path.isdir(path):  # a folder beside an own NAME.yaml has what stands in front of that
        is_in_front = os.path.lexists(f"{path}{ENDING}") and not os.path.lexists(path / RUNBOOK)
        return path.name in shipped or not is_in_front
    return path.name.endswith((ENDING, ".yml")) or not os.path.exists(path)


def _one(path: Path, shipped: Mapping[str, Path]) -> Known:
    """The folder or the file at `path`, as a runbook or as what stands in front of one."""
    id = path.name.removesuffix(ENDING)
    if os.path.islink(path) and not os.path.exists(path):
        return _barred(path, _("this link leads nowhere"))
    if not fullmatch(RUNBOOK_ID, id) or (os.path.isdir(path) and path.name != id):
        what = _("a runbook is called by its id here: NAME or NAME.yaml, with lower case, digits and -.")
        return _barred(path, what + nearest(id, shipped))
    in_folder, single = path.with_name(id) / RUNBOOK, path.with_name(f"{id}{ENDING}")
    file = in_folder if os.path.isdir(path) else single
    has_file = os.path.lexists(file)
    if id in shipped and has_file:
        what = _('a shipped runbook is called "{id}", and none stands in its place: give this one another id')
        return _barred(file, what.format(id=id), id)
    if os.path.lexists(in_folder) and os.path.lexists(single):
        other = single if os.path.isdir(path) else in_folder
        what = _('the id "{id}" is given twice: {other} has it too').format(id=id, other=other)
        return _barred(file, what, id)
    if has_file:
        folder = path.with_name(id)
        return Known(id, file, "own", folder / TEMPLATES, folder if os.path.isdir(folder) else None)
    if id in shipped:
        return Known(id, shipped[id], "both", own=path)
    what = _('there is no {file} here, and no shipped runbook is called "{id}".')
    return _barred(path, what.format(file=RUNBOOK, id=id) + nearest(id, shipped), id)


def _barred(path: Path, what: str, id: str = "") -> Known:
    name = id or os.fsencode(path.name).decode(errors="replace")
    return Known(name, path, "own", barred=(Fault(str(path), 0, 0, "", what),))
