"""A procedure inside another: a session of its own, begun for one item, whose end is the answer to it.

Each of the two records names the other: the first in a note and in the answer, the second in what it
begins with. Neither needs the other to be read, and nothing is lost where one of them is.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from runbooks.definition.faults import DefinitionError, Fault
from runbooks.definition.items import ChoiceItem, Item
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.definition.parts import Procedure
from runbooks.engine.commands import Answer, Begin
from runbooks.engine.refusals import Refusal, refuse
from runbooks.engine.situation import ItemState
from runbooks.language import N_, _
from runbooks.library import find
from runbooks.record.encoding import Record
from runbooks.record.errors import NotFound, StoreError
from runbooks.record.store import Store
from runbooks.record.summary import plain
from runbooks.record.verify import examine_file
from runbooks.session import Session
from runbooks.sources import sources_of


class Found(NamedTuple):
    """A runbook, and what of the user's own it was made of (`runbooks.sources`)."""

    runbook: Runbook
    sources: tuple[Mapping[str, str], ...] = ()


Find = Callable[[str], Found]
"""The runbook of an id. Raises `DefinitionError` where it is not there or cannot be used."""


def shipped(id: str) -> Found:
    """The runbook of that id that comes with the program. Raises `DefinitionError`."""
    there = shipped_runbooks()
    if id not in there:
        raise DefinitionError([Fault(id, 0, 0, "", _("there is no runbook of this name"))])
    return Found(load_runbook(there[id]))


def found_in(folder: Path, cache: Path) -> Find:
    """Finds shipped runbooks, and a user's own in `folder`, checked by way of `cache`."""

    def find_it(id: str) -> Found:
        known = find(folder, id)
        runbook = known.checked(cache)
        return Found(runbook, sources_of(known, runbook))

    return find_it


def procedure_of(item: Item | None) -> Procedure | None:
    """The procedure that finds the answer to `item`, where it has one."""
    return item.procedure if isinstance(item, ChoiceItem) else None


def begin(session: Session, item: str, find: Find = shipped) -> Session | Refusal:
    """Begin the procedure of `item`, or go on with the one that was begun for it and is not closed.

    Noted in the record of `session` before the other exists: one that is named and missing is begun
    again, while one that nothing names would be lost. Raises `StoreError`, `SessionLocked`,
    `DefinitionError`.
    """
    asked = session.state.runbook.items.get(item)
    procedure = procedure_of(asked)
    if asked is None or procedure is None:
        return session.do(Begin(item, "", "")) or refuse("not_allowed", item, N_("this cannot be begun"))
    store = Store(session.path.parent)
    held = _record(store, session.state.entry(item).session)
    if held is not None and held.summary.get("status") != "closed":
        return Session.resume(store, held.id, session.live)
    return _begun(session, store, asked, procedure, find(procedure.runbook))


def _begun(
    session: Session, store: Store, item: Item, procedure: Procedure, found: Found
) -> Session | Refusal:
    situation, state = session.situation, session.state
    id = store.new_id(situation.now, "incident")
    refusal = session.do(Begin(item.id, procedure.runbook, id))
    if refusal is not None:
        return refusal
    given = {name: plain(situation.evaluate(value)) for name, value in procedure.gives.items()}
    return Session.start(
        store,
        found.runbook,
        operator=state.operator,
        portal=state.portal,
        settings=state.settings,
        language=state.language,
        now=session.live,
        paper=session.paper,
        sources=found.sources,
        id=id,
        parent={
            "session": state.id,
            "item": item.id,
            "head": session.state.head,
            "given": {name: value for name, value in given.items() if value is not None},
        },
    )


def take_back(session: Session) -> list[Refusal]:
    """Answer each open item of the current step that a closed session was begun for with how that ended.

    What the engine does not take is given back as refusals, and the item stays open. Raises `StoreError`
    when an answer cannot be saved; a record that cannot be read, or was changed, answers nothing.
    """
    refused = []
    for answer in _ended(session):
        refusal = session.do(answer)
        refused += [] if refusal is None else [refusal]
    return refused


def _ended(session: Session) -> Iterator[Answer]:
    situation, store = session.situation, Store(session.path.parent)
    if situation.state.status != "open":
        return
    for item in situation.items_of(situation.step):
        procedure, entry = procedure_of(item), session.state.entry(item.id)
        if procedure is None or entry.session is None or situation.item_state(item) is not ItemState.OPEN:
            continue
        record = _whole(store, entry.session)
        if record is None or _was_taken(session.record, record.id) or not _is_of(record, session, item.id):
            continue
        outcome = record.summary["outcome"]
        if record.summary["status"] == "closed" and outcome in procedure.answers:
            found = {"id": record.id, "head": record.events[-1].hash, "outcome": outcome}
            yield Answer(item.id, procedure.answers[outcome], session=found)


def _record(store: Store, id: str | None) -> Record | None:
    try:
        return store.read(id) if id else None
    except StoreError:
        return None


def _whole(store: Store, id: str) -> Record | None:
    """The record of that id as it can be relied on, its summary too, which no hash covers."""
    with suppress(NotFound):
        verdict, record = examine_file(store.path(id))
        return None if verdict.faults else record
    return None


def _was_taken(record: Record, id: str) -> bool:
    """Whether that session has answered once: an answer that is opened again is not given twice by it."""
    named = (event.data.get("session") for event in record.events if event.type == "answered")
    return any(isinstance(one, dict) and one.get("id") == id for one in named)


def _is_of(record: Record, session: Session, item: str) -> bool:
    """Whether a record says that it was begun for this item of this session."""
    named: Mapping[str, Any] = record.events[0].data.get("parent", {})
    return (named.get("session"), named.get("item")) == (session.state.id, item)
