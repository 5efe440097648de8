"""YAML read as plain text with its line numbers, and nothing of YAML that a checklist does not need.

The pure-Python parser (the C one crashes on deep nesting), no aliases, no tags, no duplicate keys,
limits of size, depth and nodes. Every scalar stays the text that was written, so `no`, `12:30:45`
and `1.10` are what they look like; the model types them (reliability.md, S4).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml
from yaml.reader import ReaderError

from runbooks.definition.faults import MOST_TOLD, DefinitionError, Fault
from runbooks.definition.files import MOST_BYTES
from runbooks.definition.parser_words import yaml_words
from runbooks.language import N_, _

MOST_DEPTH: Final = 40
MOST_NODES: Final = 20_000
"""Five times what the longest runbook has; the pure-Python parser takes a third of a second for them."""

MOST_SHOWN: Final = 60
"""Characters of a key that a fault shows."""

NULLS: Final = ("null", "~", "")

Place = tuple[str | int, ...]
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A YAML file as read: `tree` of dicts, lists and strings; `marks` gives line and column by path.

    `blocks` has the line on which a text that stands below its `|` begins, by path.
    `nulls` are the paths at which a bare `null`, `~` or nothing was written; the tree has its text there.
    `elsewhere` are the paths whose content another file brought, with that file and its own path there.
    """

    name: str
    tree: Any
    marks: dict[Place, Mark]
    nulls: frozenset[Place] = frozenset()
    elsewhere: Mapping[Place, tuple["Source", Place]] = field(default_factory=dict)
    blocks: Mapping[Place, int] = field(default_factory=dict)

    def fault(
        self,
        path: Place,
        what: str,
        cure: str = "",
        *,
        rule: str = "",
        warning: bool = False,
        inside: int = 0,
    ) -> Fault:
        """A fault at `path`, or at the nearest place above it that the file has; in the file it is from.

        `inside` is the line of a text with lines of its own, from 1; 0 means the text as a whole.
        """
        for end in range(len(path), 0, -1) if self.elsewhere else ():
            if path[:end] in self.elsewhere:
                other, there = self.elsewhere[path[:end]]
                return other.fault(
                    (*there, *path[end:]), what, cure, rule=rule, warning=warning, inside=inside
                )
        place = path
        while place and place not in self.marks:
            place = place[:-1]
        line, column = self.marks.get(place, (0, 0))
        if inside and path in self.blocks:
            line, column = self.blocks[path] + inside - 1, 1
        field = ".".join(str(part)[:MOST_SHOWN] for part in path)
        return Fault(self.name, line, column, field, what, cure, rule, warning)


def read_yaml(data: bytes, name: str) -> Source:
    """Read YAML from `data`; `name` stands in the faults.

    Raises `DefinitionError` with one fault, at its line, for what cannot or may not be read.
    """
    if len(data) > MOST_BYTES:
        what = _("the file is over {size} KiB").format(size=MOST_BYTES // 1024)
        raise _error(name, None, what, _("Shorten it, or divide it into two files."))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DefinitionError([not_utf8(name, line)]) from error
    reader = _Reader(name)
    try:
        tree = reader.document(yaml.parse(text, Loader=yaml.SafeLoader))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        what = _("the character U+{code:04X} may not stand here").format(code=ord(text[error.position]))
        cure = _("Delete it; nothing that steers a terminal may stand in a file.")
        raise DefinitionError([Fault(name, line, 1, "", what, cure)]) from error
    except yaml.MarkedYAMLError as error:
        problem, cure = yaml_words(str(error.problem or error.context), _(NO_YAML))
        what = _("this is not YAML: {problem}").format(problem=problem)
        raise _error(name, error.problem_mark, what, cure) from error
    except (ValueError, OverflowError) as error:  # an escape for no character, such as \UFFFFFFFF
        problem = _("this is not YAML: {problem}").format(problem=error)
        raise _error(name, None, problem, _(NO_YAML)) from error
    if reader.faults:
        raise DefinitionError(reader.faults)
    return Source(name, tree, reader.marks, frozenset(reader.nulls), blocks=reader.blocks)


NO_YAML: Final = N_(
    "Look at this line and the one before it: indents are spaces, quotes and brackets are closed, "
    "and a text with “: ” or “ #” in it stands in quotes."
)


def not_utf8(name: str, line: int) -> Fault:
    """That the text of the file `name` is not UTF-8, from `line` on."""
    return Fault(name, line, 1, "", _("the text is not UTF-8"), _("Save the file as UTF-8."))


def _error(name: str, mark: Any, what: str, cure: str) -> DefinitionError:
    return DefinitionError([_fault(name, mark, what, cure)])


def _fault(name: str, mark: Any, what: str, cure: str) -> Fault:
    line, column = (mark.line + 1, mark.column + 1) if mark is not None else (0, 0)
    return Fault(name, line, column, "", what, cure)


def _at(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


class _Reader:
    """Builds the tree from the parser's events, counting as it goes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.marks: dict[Place, Mark] = {}
        self.nulls: set[Place] = set()
        self.blocks: dict[Place, int] = {}
        self.faults: list[Fault] = []
        self._nodes = 0

    def document(self, events: Iterator[Any]) -> Any:
        tree: Any = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    cure = _("Put what follows into a file of its own, or delete the line.")
                    raise _error(self.name, event.start_mark, _("one document a file, no more"), cure)
                tree = self._node(next(events), events, ())
        if tree is None:
            raise _error(self.name, None, _("the file is empty"), _("Fill it, or name another file."))
        return tree

    def _node(self, event: Any, events: Iterator[Any], path: Place) -> Any:
        self._count(event, path)
        self._plain(event)
        self.marks.setdefault(path, _at(event))
        if isinstance(event, yaml.ScalarEvent):
            if event.implicit[0] and event.value in NULLS:
                self.nulls.add(path)
            if event.style == "|" and event.start_mark is not None:
                self.blocks[path] = event.start_mark.line + 2
            return event.value
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _plain(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            cure = _("Write it out where it is meant; a text that begins with & or * stands in quotes.")
            raise _error(self.name, event.start_mark, _("anchors and aliases are not used here"), cure)
        if event.tag is not None:
            cure = _("Leave it out; a text that begins with ! stands in quotes.")
            raise _error(self.name, event.start_mark, _("tags are not used here"), cure)

    def _count(self, event: Any, path: Place) -> None:
        self._nodes += 1
        if len(path) > MOST_DEPTH or self._nodes > MOST_NODES:
            cure = _("Shorten it: {depth} levels and {nodes} values at most.")
            cure = cure.format(depth=MOST_DEPTH, nodes=MOST_NODES)
            raise _error(self.name, event.start_mark, _("this is nested too deep or too long"), cure)

    def _sequence(self, events: Iterator[Any], path: Place) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, (*path, len(items))))
        return items

    def _mapping(self, events: Iterator[Any], path: Place) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            self._plain(event)
            if not isinstance(event, yaml.ScalarEvent):
                cure = _("Write one name before the colon; a text that begins with { or [ stands in quotes.")
                raise _error(self.name, event.start_mark, _("a key is a plain word"), cure)
            key = event.value
            if key in found:  # told with all others like it: the rest of the file is read as it stands
                again = _('the key "{key}" stands here twice').format(key=key[:MOST_SHOWN])
                cure = _("Delete one of the two, or give it another name.")
                self.faults.append(_fault(self.name, event.start_mark, again, cure))
                if len(self.faults) > MOST_TOLD:
                    raise DefinitionError(self.faults)
            self.marks[*path, key] = _at(event)
            found[key] = self._node(next(events), events, (*path, key))
        return found
