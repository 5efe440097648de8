"""A record from elsewhere is verified, never put over another, and trusted no more than any file."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from small import ID, small

from runbooks.folders import Folders
from runbooks.record import chain
from runbooks.record.encoding import Encoded, Record, decode, seal_of
from runbooks.record.importing import NotImported, import_file
from runbooks.record.store import Store
from runbooks.record.summary import summarise
from runbooks.session import Session, at_last_event, replay
from tests.commanded import command, places

TRAINING = Path(__file__).parents[1] / "data" / "format1" / "training.json"


@pytest.fixture
def own(tmp_path: Path) -> Folders:
    return places(tmp_path / "here")


def elsewhere(tmp_path: Path, acts: int = 6, operator: str = "Eva Núñez") -> Path:
    return small(tmp_path / f"elsewhere-{acts}-{operator[:3]}" / "sessions", acts=acts, operator=operator)


def test_a_record_from_elsewhere_is_here_to_the_byte_and_private(tmp_path: Path, own: Folders) -> None:
    file = elsewhere(tmp_path)
    renamed = file.rename(file.with_name("registro (1).json"))
    done = command(tmp_path / "here", "import", str(renamed))
    here = own.sessions / f"{ID}.json"
    assert done.code == 0 and ID in done.out and str(here) in done.out
    assert here.read_bytes() == renamed.read_bytes()
    assert here.stat().st_mode & 0o777 == 0o600 and own.sessions.stat().st_mode & 0o777 == 0o700
    assert (own.documents / ID / "notice.md").read_text() == "Aviso."
    assert command(tmp_path / "here", "verify").code == 0


def test_a_training_goes_to_the_trainings(own: Folders) -> None:
    imported = import_file(TRAINING, own)
    assert Path(imported.path) == own.training / "T-2026-11-25-gxrd.json"
    assert not own.sessions.exists()


def test_the_same_record_once_more_is_said_and_is_no_fault(tmp_path: Path) -> None:
    file = str(elsewhere(tmp_path))
    assert command(tmp_path, "import", file).code == 0
    again = command(tmp_path, "import", file)
    assert again.code == 0 and "here already" in again.out


@pytest.mark.parametrize(
    ("here", "given", "told"),
    [
        ((6, "Eva Núñez"), (6, "Otra"), "different ways"),
        ((6, "Eva Núñez"), (2, "Eva Núñez"), "The one here goes on from the file"),
        ((2, "Eva Núñez"), (6, "Eva Núñez"), "The file goes on from the one here"),
    ],
)
def test_another_record_of_the_same_id_is_refused_with_both_heads(
    here: tuple[int, str], given: tuple[int, str], told: str, tmp_path: Path
) -> None:
    kept = small(places(tmp_path).sessions, acts=here[0], operator=here[1])
    before, file = kept.read_bytes(), elsewhere(tmp_path, *given)
    done = command(tmp_path, "import", str(file))
    assert done.code == 1 and told in done.err
    for path in (kept, file):
        assert seal_of(decode(path.read_bytes(), path)).head in done.err
    assert kept.read_bytes() == before


def test_a_session_that_is_not_closed_can_move_and_is_told_of(tmp_path: Path, own: Folders) -> None:
    done = command(tmp_path / "here", "import", str(elsewhere(tmp_path, acts=2)))
    assert done.code == 0 and "one place only" in done.out
    with Session.resume(Store(own.sessions), ID, lambda: None) as session:  # type: ignore[arg-type,return-value]
        assert session.state.status == "open"


def test_a_changed_record_is_refused_with_its_faults(tmp_path: Path, own: Folders) -> None:
    file = elsewhere(tmp_path)
    file.write_bytes(file.read_bytes().replace("Llamó".encode(), b"Dijo"))
    done = command(tmp_path / "here", "import", str(file))
    assert done.code == 1 and "events[3]" in done.err
    assert not own.sessions.exists()


def test_what_is_no_file_is_refused_with_a_sentence_and_the_others_are_taken_in(tmp_path: Path) -> None:
    file = elsewhere(tmp_path)
    link, pipe, big, text = (tmp_path / name for name in ("link.json", "pipe.json", "big.json", "text.json"))
    link.symlink_to(file)
    os.mkfifo(pipe)
    big.write_bytes(b"{" + b" " * (4 * 1024 * 1024))
    text.write_text("{}")
    wrong = {
        str(link): "symbolic link",
        str(pipe): "not an ordinary file",
        "/dev/zero": "not an ordinary file",
        str(big): "too large",
        str(tmp_path): "not an ordinary file",
        str(text): "not a record of restaura",
        str(tmp_path / "nowhere"): "is no file",
    }
    done = command(tmp_path, "import", *wrong, str(file))
    assert done.code == 4 and "Traceback" not in done.err
    for path, told in wrong.items():
        assert path in done.err and told in done.err
    assert (places(tmp_path).sessions / f"{ID}.json").exists()


# -- what a foreign record may bring -------------------------------------------------------------------


def forged(file: Path, id: str = ID, **runbook: Any) -> Path:
    """A record that holds together, its runbook changed: what anybody can write."""
    kept = decode(file.read_bytes(), file)
    changed = {**{key: value for key, value in kept.runbook.items() if key != "sha256"}, **runbook}
    changed["sha256"] = chain.runbook_sha256(changed)
    prev, events = chain.genesis(id, kept.mode, changed["sha256"]), []
    for event in kept.events:
        [sealed] = chain.seal([event], after=events[-1] if events else prev, at=event.at, by=event.by)  # type: ignore[list-item]
        events.append(sealed)
    made = Record(id, kept.mode, kept.summary, tuple(events), changed)
    try:
        summary = summarise(at_last_event(replay(made)))
    except ValueError:
        summary = {**kept.summary, "id": id}
    path = file.with_name("forged.json")
    path.write_bytes(Encoded.of(Record(id, kept.mode, summary, tuple(events), changed)).data)
    return path


def test_what_was_forged_with_nothing_wrong_in_it_is_a_record(tmp_path: Path, own: Folders) -> None:
    assert not import_file(forged(elsewhere(tmp_path)), own).was_here


@pytest.mark.parametrize("id", ["../../outside", "2025-03-04-sma2/../x", "T-2025-03-04-sma2", "nota"])
def test_S7_an_id_that_restaura_does_not_give_is_refused(id: str, tmp_path: Path, own: Folders) -> None:
    with pytest.raises(NotImported, match="id"):
        import_file(forged(elsewhere(tmp_path), id), own)
    assert not own.data.exists()


@pytest.mark.parametrize(
    "expression",
    [
        "''.__class__.__mro__",
        "range(999999999)|list",
        "'a' * 999999999",
        "[[[[[[1]]]]]]" + "|list" * 50,
        "(" * 400 + "1" + ")" * 400,
        "cycler.__init__.__globals__",
    ],
)
def test_S3_an_expression_that_no_runbook_may_have_is_never_run(
    expression: str, tmp_path: Path, own: Folders
) -> None:
    file = forged(elsewhere(tmp_path), summary={"shown": expression})
    with suppress(NotImported):
        assert import_file(file, own).record.summary["shown"] is None
    assert command(tmp_path / "here", "list").code == 0


@pytest.mark.parametrize("grows", ["{0} + {0}", "[{0}, {0}]"])
@pytest.mark.parametrize("first", ["'abcdefghij'", "[1]"])
def test_S3_expressions_that_grow_out_of_each_other_fill_no_memory(
    first: str, grows: str, tmp_path: Path, own: Folders
) -> None:
    computed = {"c0": first} | {f"c{n}": grows.format(f"computed.c{n - 1}") for n in range(1, 40)}
    file = forged(elsewhere(tmp_path), computed=computed, summary={"all": "computed.c39 == computed.c38"})
    assert import_file(file, own).record.summary["all"] is None


def test_a_foreign_runbook_is_installed_nowhere(tmp_path: Path, own: Folders) -> None:
    file = forged(elsewhere(tmp_path), code="FOREIGN-1")
    import_file(file, own)
    written = [path for path in (tmp_path / "here").rglob("*") if path.is_file()]
    assert {path.name for path in written} == {f"{ID}.json", f"{ID}.lock", "notice.md"}
    assert "FOREIGN-1" not in command(tmp_path / "here", "runbook", "list").out


def test_what_an_event_says_of_itself_is_no_path(tmp_path: Path, own: Folders) -> None:
    file = elsewhere(tmp_path)
    kept = decode(file.read_bytes(), file)
    place = next(n for n, event in enumerate(kept.events) if event.type == "drafted")
    data = {**kept.events[place].data, "item": "../../../../evil"}
    events = list(kept.events)
    object.__setattr__(events[place], "data", data)
    file.write_bytes(Encoded.of(Record(kept.id, kept.mode, kept.summary, tuple(events), kept.runbook)).data)
    with suppress(NotImported):
        import_file(forged(file), own)
    assert not list(tmp_path.rglob("evil*"))
