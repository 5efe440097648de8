"""Closed records put away in a tar: nothing is removed before it is read back, and it works from there."""

import subprocess
import tarfile
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from small import ID, small

from runbooks.record.archive import index, moving
from runbooks.record.archive.layout import BLOCK, filled, header
from runbooks.record.archive.moving import put_away
from runbooks.record.archive.reading import UnreadableArchive, archives, open_archive
from runbooks.record.archive.verifying import examine_archive
from runbooks.record.errors import StoreError
from runbooks.record.lock import take_lock
from tests.commanded import command, places

IDS = ("2025-03-04-aaaa", "2025-03-04-bbbb", "2025-03-04-cccc")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Three closed records, and one that is open."""
    for id in IDS:
        small(places(tmp_path).sessions, id)
    small(places(tmp_path).sessions, "2025-03-04-pppp", acts=3)
    return tmp_path


def kept(home: Path) -> list[str]:
    return sorted(path.stem for path in places(home).sessions.glob("*.json"))


def archived(home: Path) -> Path:
    """The archive of a home whose old records were put away."""
    done = command(home, "archive", "--yes")
    assert (done.code, done.err) == (0, "")
    [archive] = places(home).archives.glob("*.tar")
    return archive


def test_what_is_old_and_closed_goes_into_one_file_and_the_rest_stays(home: Path) -> None:
    before = {id: (places(home).sessions / f"{id}.json").read_bytes() for id in IDS}
    archive = archived(home)
    assert kept(home) == ["2025-03-04-pppp"]
    assert [path.name for path in places(home).documents.iterdir()] == []
    assert archive.stat().st_mode & 0o777 == 0o600 and archive.parent.stat().st_mode & 0o777 == 0o700
    with tarfile.open(archive) as tar:  # any program can read it
        assert tar.getnames() == ["index.json", *(f"sessions/{id}.json" for id in IDS)]
        for id in IDS:
            member = tar.extractfile(f"sessions/{id}.json")
            assert member is not None and member.read() == before[id]
    listed = subprocess.run(["tar", "tf", archive], capture_output=True, text=True, check=True).stdout
    assert listed.split()[0] == "index.json"


def test_what_is_not_old_enough_stays(home: Path) -> None:
    done = command(home, "archive", "--older-than", "2025-03-04", "--yes")
    assert done.code == 0 and "that old" in done.out
    assert len(kept(home)) == 4
    assert command(home, "archive", "--older-than", "2025-03-05", "--yes").code == 0
    assert len(kept(home)) == 1
    assert command(home, "archive", "--older-than", "tomorrowish", "--yes").code == 2


def test_the_same_records_make_the_same_archive_to_the_byte(home: Path) -> None:
    other = home / "other"
    for id in reversed(IDS):
        small(places(other).sessions, id)
    assert archived(home).read_bytes() == archived(other).read_bytes()


def test_it_is_listed_first_and_moved_only_on_a_yes(home: Path) -> None:
    dry = command(home, "archive", "--dry-run")
    assert dry.code == 0 and all(id in dry.out for id in IDS) and "3 records" in dry.out
    asked = command(home, "archive")  # there is no terminal to ask on
    assert asked.code == 2 and "--yes" in asked.err
    assert len(kept(home)) == 4 and not places(home).archives.exists()


@pytest.mark.parametrize(("typed", "left"), [("\n", 4), ("n\n", 4), ("", 4), ("y\n", 1), (" SÍ \n", 1)])
def test_only_a_yes_moves_them(typed: str, left: int, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = StringIO(typed)
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    done = command(home, "archive")
    assert "3 records go" in done.out and done.code == (0 if left == 1 else 1)
    assert len(kept(home)) == left


def test_an_archive_is_never_written_over(home: Path) -> None:
    there = home / "mine.tar"
    there.write_text("mine")
    done = command(home, "archive", "--yes", "--output", str(there))
    assert done.code == 4 and str(there) in done.err
    assert there.read_text() == "mine" and len(kept(home)) == 4
    first = archived(home)
    small(places(home).sessions, "2025-03-04-dddd")
    assert command(home, "archive", "--yes").code == 0
    assert sorted(path.name for path in first.parent.glob("*.tar")) == [f"{first.stem}-2.tar", first.name]


def test_a_record_with_a_fault_one_in_use_and_a_strange_document_stay(home: Path) -> None:
    own = places(home)
    bad = own.sessions / f"{IDS[0]}.json"
    bad.write_bytes(bad.read_bytes().replace("Ríos".encode(), "Rías".encode()))
    (own.documents / IDS[2] / "notice.md").write_text("Otro aviso")
    lock = take_lock(own.sessions / f"{IDS[1]}.json")
    done = command(home, "archive", "--yes")
    lock.release()
    assert done.code == 1 and IDS[0] in done.err and IDS[1] in done.err
    assert kept(home) == [*IDS[:2], "2025-03-04-pppp"]
    assert (own.documents / IDS[2] / "notice.md").read_text() == "Otro aviso"
    # The one in use is in the archive already: the next time it is only removed.
    assert command(home, "archive", "--yes").code == 1
    assert kept(home) == [IDS[0], "2025-03-04-pppp"]
    assert len(list(own.archives.glob("*.tar"))) == 1


def test_what_is_read_back_wrongly_removes_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def spoilt(path: Path, *rest: object) -> None:
        write(path, *rest)  # type: ignore[arg-type]
        data = bytearray(path.read_bytes())
        data[-20 * BLOCK] ^= 1
        path.write_bytes(data)

    write = moving.write_archive
    monkeypatch.setattr(moving, "write_archive", spoilt)
    with pytest.raises(StoreError):
        put_away(places(home), IDS, home / "spoilt.tar")
    assert len(kept(home)) == 4


def test_a_record_that_changes_meanwhile_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def made_and_then_changed(*given: object) -> object:
        archive = made(*given)  # type: ignore[arg-type]
        file.write_bytes(file.read_bytes() + b" ")
        return archive

    file, made = places(home).sessions / f"{IDS[1]}.json", moving._made
    monkeypatch.setattr(moving, "_made", made_and_then_changed)
    moved = put_away(places(home), IDS, home / "a.tar")
    assert [left.id for left in moved.left] == [IDS[1]] and set(moved.ids) == {IDS[0], IDS[2]}
    assert file.exists()


# -- and from there it works ---------------------------------------------------------------------------


def test_show_export_verify_and_list_find_what_is_only_in_an_archive(home: Path) -> None:
    before = {name: command(home, *words) for name, words in ASKED.items()}
    path = str(places(home).sessions / f"{IDS[1]}.json")
    archive = archived(home)
    for name, words in ASKED.items():
        done = command(home, *words)
        inside = f"{archive}/sessions/{IDS[1]}.json"
        assert done == before[name]._replace(out=before[name].out.replace(path, inside)), name
    redacted = command(home, "export", "bbbb", "--redact", "--output", str(home / "redacted.md"))
    assert redacted.code == 0 and "Ríos" not in (home / "redacted.md").read_text()
    both = command(home, "export", "aaaa", "bbbb", "--output", str(home / "several"))
    assert both.code == 0 and len(list((home / "several").iterdir())) == 2
    listed = command(home, "list", "--archived")
    assert listed.code == 0 and all(id in listed.out for id in IDS) and "pppp" not in listed.out
    assert "--archived lists them" in command(home, "list", "--status", "closed").err
    assert "Not counted: records in archives (3" in command(home, "stats").err
    assert command(home, "resume", "bbbb", "--plain").code == 1


ASKED = {
    "show": ["show", "bbbb"],
    "json": ["show", "bbbb", "--json"],
    "verify": ["verify", "bbbb"],
    "compare": ["compare", "aaaa", "bbbb"],
}


def test_what_is_in_an_archive_comes_back_as_it_was(home: Path) -> None:
    file = places(home).sessions / f"{IDS[1]}.json"
    before, archive = file.read_bytes(), archived(home)
    assert command(home, "import", "bbbb").code == 0
    assert file.read_bytes() == before
    assert (places(home).documents / IDS[1] / "notice.md").read_text() == "Aviso."
    elsewhere = home / "elsewhere"
    assert command(elsewhere, "import", str(archive)).code == 0
    assert kept(elsewhere) == [*IDS]
    small(places(home / "third").sessions, IDS[0], operator="Otra")
    assert command(home / "third", "import", str(archive)).code == 1
    assert kept(home / "third") == [*IDS]


def test_a_record_that_differs_from_the_one_in_the_archive_is_not_imported(home: Path) -> None:
    archived(home)
    other = small(home / "x" / "sessions", IDS[0], operator="Otra")
    done = command(home, "import", str(other))
    assert done.code == 1 and "another record" in done.err and IDS[0] not in kept(home)


# -- one from elsewhere --------------------------------------------------------------------------------


def as_device(data: bytes, header_at: int) -> bytes:
    return data[: header_at + 156] + b"3" + data[header_at + 157 :]


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "a byte of a record": lambda data: data.replace("Ríos".encode(), "Rías".encode(), 1),
    "a name that leads out": lambda data: data.replace(
        b"sessions/2025-03-04-bbbb", b"../../../2025-03-04-bbbb"
    ),
    "a link": lambda data: data[:156] + b"2" + data[157:],
    "a device": lambda data: as_device(data, data.index(f"sessions/{IDS[1]}.json\0".encode())),
    "an owner": lambda data: data[:108] + b"0001750" + data[115:],
    "a summary in the index": lambda data: data.replace(b"Luis", b"Eloy", 1),
    "the end cut off": lambda data: data[: -21 * BLOCK],
    "something added": lambda data: data + b"more",
    "something between": lambda data: data[:-BLOCK] + b"x" * BLOCK,
    "a newer format": lambda data: data.replace(b"restaura.archive/1", b"restaura.archive/2", 1),
    "nothing": lambda data: b"",
    "another file": lambda data: b"PK" + data[2:],
    "a size of 8 GiB": lambda data: data[:124] + b"77777777777" + data[135:],
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_archive_is_a_fault_and_nothing_of_it_is_unpacked(change: str, home: Path) -> None:
    archive = archived(home)
    other = home / "other.tar"
    other.write_bytes(CHANGES[change](archive.read_bytes()))
    assert examine_archive(archive).verdict.faults == ()
    found = command(home, "verify", str(other))
    assert found.code == 1 and "CHANGED" in found.out and "Traceback" not in found.out + found.err
    taken = command(home / "fresh", "import", str(other))
    # Its records are whole where the index alone is not, and are verified by themselves.
    assert (taken.code == 0) == (change == "a summary in the index") and "Traceback" not in taken.err
    assert not list(home.parent.glob("2025*"))
    for path in (home / "fresh").rglob("*.json"):
        assert path.parent.name == "sessions"


@pytest.mark.parametrize("kind", ["bomb", "many", "twice"])
def test_an_index_that_promises_too_much_is_refused(kind: str, tmp_path: Path) -> None:
    many = [f"2025-03-04-{n:04d}" for n in range(index.MOST_RECORDS + 1)]
    ids = {"bomb": [ID], "twice": [ID, ID], "many": many}[kind]
    data = index.written(index.Entry(id, 4 * 1024**2, "0" * 64, 1, "0" * 64, {"id": id}) for id in ids)
    file = tmp_path / "made.tar"
    file.write_bytes(header(index.NAME, len(data)) + data.ljust(filled(len(data)), b"\0"))
    with pytest.raises(UnreadableArchive):
        open_archive(file)


def test_trainings_are_put_away_apart(tmp_path: Path) -> None:
    training = places(tmp_path).training
    training.mkdir(parents=True)
    golden = Path(__file__).parents[1] / "data" / "format1" / "training.json"
    (training / "T-2026-11-25-gxrd.json").write_bytes(golden.read_bytes())
    small(places(tmp_path).sessions)
    done = command(tmp_path, "archive", "--mode", "all", "--older-than", "tomorrow", "--yes")
    assert done.code == 0
    found = [
        examine_archive(next(places(tmp_path).of(mode).archives.glob("*.tar")))
        for mode in ("incident", "training")
    ]
    assert [one.ids for one in found] == [(ID,), ("T-2026-11-25-gxrd",)]
    assert command(tmp_path, "show", "T-2026").code == 0
    assert command(tmp_path, "archive", "--mode", "all", "--output", "x.tar").code == 2


def test_the_name_of_an_archive_ends_in_tar_or_nothing_is_moved(home: Path) -> None:
    done = command(home, "archive", "--yes", "--output", str(home / "old"))
    assert done.code == 2 and f"{home / 'old'}.tar" in done.err
    assert not (home / "old").exists() and len(kept(home)) == 4


def test_another_record_of_the_same_id_stays_and_verify_tells_of_both(home: Path) -> None:
    first = archived(home)
    small(places(home).sessions, IDS[0], operator="Otra")
    done = command(home, "archive", "--yes")
    assert done.code == 1 and "Another record of this id" in done.err and str(first) in done.err
    assert IDS[0] in kept(home)
    told = command(home, "verify")
    assert (
        told.code == 1
        and "see which one holds" in told.out
        and f"sessions/{IDS[0]}.json, and that" in told.out
    )


def test_of_several_archives_of_a_day_the_last_is_the_newest(tmp_path: Path) -> None:
    names = ["2026-11-29.tar", "2026-11-30.tar", "2026-11-30-2.tar", "2026-11-30-10.tar"]
    for name in names:
        (tmp_path / name).touch()
    assert [Path(one.path).name for one in archives(tmp_path)] == names[::-1]
