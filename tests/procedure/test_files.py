"""Files: private, whole, and never through a link, a pipe or a device."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from runbooks.record.errors import StoreError
from runbooks.record.files import (
    cause,
    make_folder,
    make_private_folder,
    read_ends,
    read_regular,
    write_durably,
    write_new_file,
    write_whole,
)

pytestmark = pytest.mark.usefixtures("english")

UMASKS = [0o000, 0o022, 0o077, 0o777]


@pytest.fixture(params=UMASKS, ids=oct)
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.usefixtures("umask")
def test_folders_are_0700_and_files_0600_under_any_umask(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "sessions"
    make_private_folder(folder)
    write_durably(folder / "a", b"1")
    write_whole(folder / "b", b"2")
    write_new_file(folder / "c", b"3")
    write_new_file(folder / "c", b"4", overwrite=True)
    assert [mode(tmp_path / "data"), mode(folder)] == [0o700, 0o700]
    assert [mode(folder / name) for name in "abc"] == [0o600] * 3


def test_a_folder_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    folder.chmod(0o755)
    make_private_folder(folder)
    assert mode(folder) == 0o700


def test_a_folder_of_the_persons_own_stays_open_to_whom_it_was_and_a_new_one_is_private(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o2775)
    make_folder(folder)
    make_folder(folder / "new" / "newer")
    assert mode(folder) == 0o2775
    assert [mode(folder / "new") & 0o777, mode(folder / "new" / "newer") & 0o777] == [0o700] * 2


def test_a_folder_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "sessions"):
        with pytest.raises(StoreError, match="not a folder") as refused:
            make_private_folder(folder)
        assert refused.value.errno == errno.ENOTDIR


def test_what_is_written_replaces_what_was_there_by_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "record"
    write_durably(path, b"old and long")
    kept = path.open("rb")
    write_durably(path, b"new")
    assert path.read_bytes() == b"new"
    assert kept.read() == b"old and long"
    kept.close()
    assert os.listdir(tmp_path) == ["record"]


@pytest.mark.parametrize("planted", ["file", "link"])
def test_a_temporary_file_that_was_left_or_planted_is_not_written_through(
    tmp_path: Path, planted: str
) -> None:
    folder, victim = tmp_path / "sessions", tmp_path / "victim"
    folder.mkdir()
    victim.write_bytes(b"untouched")
    temporary = folder / ".record.restaura-tmp"
    if planted == "file":
        os.link(victim, temporary)
    else:
        temporary.symlink_to(victim)
    write_durably(folder / "record", b"new")
    assert victim.read_bytes() == b"untouched"
    assert os.listdir(folder) == ["record"]
    assert not (folder / "record").is_symlink()


def test_a_link_in_place_of_the_target_is_replaced_and_not_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    (tmp_path / "record").symlink_to(victim)
    write_durably(tmp_path / "record", b"new")
    assert victim.read_bytes() == b"untouched"


def test_links_pipes_devices_folders_and_large_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "target").write_bytes(b"x" * 10)
    (tmp_path / "link").symlink_to(tmp_path / "target")
    os.mkfifo(tmp_path / "pipe")
    for path, number in (
        (tmp_path / "link", errno.ELOOP),
        (tmp_path / "pipe", errno.ENXIO),
        (tmp_path, errno.ENXIO),
        (Path("/dev/zero"), errno.ENXIO),
        (tmp_path / "target", errno.EFBIG),
        (tmp_path / "missing", errno.ENOENT),
    ):
        with pytest.raises(StoreError) as refused:
            read_regular(path, 9)
        assert refused.value.errno == number
        assert str(refused.value) == f"{path} cannot be read. {cause(number)}"
    assert read_regular(tmp_path / "target", 10) == b"x" * 10


@pytest.mark.parametrize("size", [0, 3, 8, 9, 20])
def test_the_ends_of_a_file_are_its_first_and_last_bytes(tmp_path: Path, size: int) -> None:
    content = bytes(range(size))
    (tmp_path / "file").write_bytes(content)
    assert read_ends(tmp_path / "file", 8, 4, 100) == (content[:8], content[-4:])


def test_an_export_is_never_written_over_anything_unless_told_to(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    write_new_file(path, b"first")
    with pytest.raises(StoreError, match="choose another name") as refused:
        write_new_file(path, b"second")
    assert refused.value.errno == errno.EEXIST
    assert path.read_bytes() == b"first"
    write_new_file(path, b"second", overwrite=True)
    assert path.read_bytes() == b"second"


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_an_export_that_is_interrupted_leaves_nothing_half_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, overwrite: bool
) -> None:
    before = {"report.md": b"first"} if overwrite else {}
    for name, data in before.items():
        (tmp_path / name).write_bytes(data)
    real = getattr(os, call)

    def interrupted(*given: object) -> None:
        real(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, call, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_new_file(tmp_path / "report.md", b"second", overwrite=overwrite)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_while_an_export_is_written_nothing_stands_at_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, real, seen = tmp_path / "report.md", os.fsync, list[bool]()

    def watched(descriptor: int) -> None:
        seen.append(path.exists())
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    write_new_file(path, b"whole")
    assert seen == [False]
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"report.md": b"whole"}


def test_an_export_is_written_where_there_are_no_hard_links_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object) -> None:
        raise OSError(errno.EPERM, "no hard links")

    monkeypatch.setattr(os, "link", refused)
    write_new_file(tmp_path / "report.md", b"whole")
    with pytest.raises(StoreError):
        write_new_file(tmp_path / "report.md", b"other")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"report.md": b"whole"}


@pytest.mark.parametrize("overwrite", [False, True])
def test_an_export_never_goes_through_a_link_or_into_a_pipe(tmp_path: Path, overwrite: bool) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"untouched")
    (tmp_path / "link").symlink_to(victim)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    before = sorted(os.listdir(tmp_path))
    for name in ("link", "dangling", "pipe"):
        with pytest.raises(StoreError):
            write_new_file(tmp_path / name, b"export", overwrite=overwrite)
    assert sorted(os.listdir(tmp_path)) == before
    assert victim.read_bytes() == b"untouched"


def test_what_is_no_file_is_told_as_what_it_is_when_it_was_to_be_written_over(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    says = {"link": "It is a symbolic link", "folder": "It is a folder", "pipe": "It is not an ordinary file"}
    for name, why in says.items():
        with pytest.raises(StoreError, match=why):
            write_new_file(tmp_path / name, b"export", overwrite=True)


def test_an_export_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="It is not there"):
        write_new_file(tmp_path / "missing" / "report.md", b"")


def test_every_cause_is_a_sentence_even_when_it_is_not_foreseen() -> None:
    assert cause(errno.ENOSPC) == "The disk is full: free some space and try again."
    assert cause(errno.EXDEV) == f"The system says: {os.strerror(errno.EXDEV)}."
