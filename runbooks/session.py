"""A session that is kept: the engine, the record and the clock that its caller brings.

What was done on paper is entered by the paper's clock, which stands where its operator sets it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from runbooks.definition.items import DocumentItem
from runbooks.definition.model import Runbook
from runbooks.engine.commands import Command
from runbooks.engine.decide import decide
from runbooks.engine.events import Event, Happening
from runbooks.engine.moments import zone_of
from runbooks.engine.refusals import Refusal, refuse
from runbooks.engine.situation import Situation
from runbooks.engine.state import SessionState, blank, fold
from runbooks.language import N_, _
from runbooks.paper import clock_of, marked
from runbooks.record import chain
from runbooks.record.encoding import Record
from runbooks.record.errors import BROKEN, StoreError, UnreadableRecord
from runbooks.record.files import make_private_folder, write_whole
from runbooks.record.pinned import pinned
from runbooks.record.store import Store
from runbooks.record.summary import summarise
from runbooks.record.writer import RecordWriter

Now = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Act:
    """What happened at one moment, by one person: ISO 8601 with its offset, the operator, what."""

    at: str
    by: str
    happenings: Sequence[Happening]


class Session:
    """One session with its record on disk; what `do` has returned is saved.

    `paper` is the moment at which what follows was done on paper, None while it is made live; `live`
    the real clock.
    """

    def __init__(self, state: SessionState, writer: RecordWriter, now: Now) -> None:
        self.state = state
        self.paper: datetime | None = None
        self.live = now
        self._writer = writer

    @classmethod
    def start(
        cls,
        store: Store,
        runbook: Runbook,
        *,
        operator: str,
        portal: Mapping[str, Any],
        settings: Mapping[str, Any],
        language: str,
        now: Now,
        paper: datetime | None = None,
        sources: Sequence[Mapping[str, str]] = (),
        id: str | None = None,
        parent: Mapping[str, Any] | None = None,
    ) -> Self:
        """Begin an incident; everything that decides what it means is pinned into its record.

        `portal` has name and timezone, `settings` what the runbook's expressions read; `paper` is when
        it was begun on paper, as `clock_of` gives it, `sources` what of the user's own the runbook was
        made of; `parent` the session that it is begun for, with its item (`runbooks.procedures`), `id`
        the one that was named there. Raises `StoreError` when the record cannot be made.
        """
        moment = paper or now()
        day = moment.astimezone(zone_of(portal))  # its day is the portal's
        id = id or store.new_id(day, "incident")
        data: dict[str, Any] = {
            "runbook": runbook.id,
            "portal": portal,
            "settings": settings,
            "language": language,
        }
        data |= {"sources": list(sources)} if sources else {}
        data |= {"parent": dict(parent)} if parent is not None else {}
        happened: Sequence[Happening] = (Happening("session_started", data),)
        if paper is not None:
            happened = marked(happened, _local(now(), portal))
        started = Act(_text(moment, portal), operator, happened)
        session = cls(*create(store, id, "incident", runbook, [started]), now)
        session.paper = paper
        return session

    @classmethod
    def resume(cls, store: Store, id: str, now: Now) -> Self:
        """Open a kept session to go on with it. Raises `SessionLocked`, `StoreError`."""
        writer = store.open(id)
        try:
            session = cls(replay(writer.record), writer, now)
            _summary(session.state)
        except BROKEN as error:  # it holds together, and is somebody else's making
            writer.close()
            why = _("Its events do not make a session of its runbook; `restaura verify` says more.")
            raise UnreadableRecord(writer.path, why) from error
        # A kill may have come after the record was saved and before the document's file was.
        for item in session.state.runbook.items.values():
            text = session.state.entry(item.id).value
            if isinstance(item, DocumentItem) and text and not session.document(item.id).exists():
                session._write_document(item.id, text)
        return session

    def now(self) -> datetime:
        """The moment of what is done: the paper's where that is set, else the real one."""
        return self.paper or self.live()

    @property
    def path(self) -> Path:
        """The record's file."""
        return Path(self._writer.path)

    @property
    def record(self) -> Record:
        """The record as it was last saved."""
        return self._writer.record

    def document(self, item: str) -> Path:
        """Where the text of a document is, as it was accepted last."""
        return self.path.parent.parent / "documents" / self.state.id / f"{item}.md"

    @property
    def situation(self) -> Situation:
        """The session as it stands now, or stood when it was on paper."""
        return Situation(self.state, self.now(), on_paper=self.paper is not None)

    @property
    def live_situation(self) -> Situation:
        """The session as it stands now, whatever the clock of the paper shows: for what is told to others."""
        return Situation(self.state, self.live())

    def set_clock(self, text: str) -> Refusal | None:
        """What follows was done on paper at the moment that `text` means; `now` makes it live again.

        None when it is so. It only goes forwards (`before_other`) and never past the real clock
        (`in_future`); a refused one changes nothing. Nothing is saved until something is done.
        """
        if self.state.status == "closed":
            return refuse("closed", None, N_("the session is closed; it never changes again"))
        zone, last = zone_of(self.state.portal), datetime.fromisoformat(self.state.updated_at)
        moment = clock_of(text, now=self.live(), zone=zone, clock=self.paper, last=last)
        if isinstance(moment, Refusal):
            return moment
        self.paper = moment
        return None

    def do(self, command: Command) -> Refusal | None:
        """Carry `command` out and save it; None when done. Raises `StoreError`: nothing is done."""
        moment = self.now()
        decided = decide(Situation(self.state, moment), command)
        if isinstance(decided, Refusal):
            return decided
        if decided:
            happened = decided
            if self.paper is not None:
                happened = marked(decided, _local(self.live(), self.state.portal))
            self._save([Act(_text(moment, self.state.portal), self.state.operator, happened)])
        return None

    def _save(self, acts: Iterable[Act]) -> None:
        """Put what happened into the record, all of it or nothing. Raises `StoreError`."""
        events = sealed(acts, after=self.record.events[-1])
        state = fold(self.state, events)
        self._writer.append(events, _summary(state))
        self.state = state
        for event in events:
            if event.type == "drafted":
                self._write_document(event.data["item"], event.data["value"])

    def _write_document(self, item: str, text: str) -> None:
        # The record has the text already; a file that cannot be written must not undo the answer.
        file = self.document(item)
        with suppress(StoreError):
            make_private_folder(file.parent)
            write_whole(file, text.encode())

    def close(self) -> None:
        """Let go of the record; the session itself stays as it is."""
        self._writer.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def create(
    store: Store, id: str, mode: str, runbook: Runbook, acts: Iterable[Act]
) -> tuple[SessionState, RecordWriter]:
    """A new record with what happened so far; its state, and its one writer. Raises `StoreError`."""
    embedded = embed(runbook)
    events = sealed(acts, after=chain.genesis(id, mode, embedded["sha256"]))
    state = fold(blank(id, mode, runbook), events)
    return state, store.create(Record(id, mode, _summary(state), events, embedded))


def sealed(acts: Iterable[Act], *, after: Event | str) -> tuple[Event, ...]:
    """What happened as events that follow `after`: the record's last event, or its genesis."""
    events: tuple[Event, ...] = ()
    for act in acts:
        last = events[-1] if events else after
        events += chain.seal(act.happenings, after=last, at=act.at, by=act.by)
    return events


def embed(runbook: Runbook) -> dict[str, Any]:
    """A runbook as its records hold it: plain JSON with its own hash."""
    plain = runbook.model_dump(mode="json")
    return plain | {"sha256": chain.runbook_sha256(plain)}


def replay(record: Record, until: int | None = None) -> SessionState:
    """The state of a record, or as it was after event `until`.

    Raises pydantic's `ValidationError` for an embedded runbook that is none.
    """
    runbook = pinned(record.runbook).runbook
    events: tuple[Event, ...] = record.events[:until]
    return fold(blank(record.id, record.mode, runbook), events)


def at_last_event(state: SessionState) -> Situation:
    """The situation at the moment of the last event."""
    return Situation(state, datetime.fromisoformat(state.updated_at))


def as_it_stands(state: SessionState, now: datetime) -> Situation:
    """The situation at `now`; of a training at its simulated moment, which no clock moves."""
    return Situation(state, now) if state.training is None else at_last_event(state)


def _summary(state: SessionState) -> dict[str, Any]:
    return summarise(at_last_event(state))


def _text(moment: datetime, portal: Mapping[str, Any]) -> str:
    return _local(moment, portal).isoformat(timespec="seconds")


def _local(moment: datetime, portal: Mapping[str, Any]) -> datetime:
    return moment.astimezone(zone_of(portal))
