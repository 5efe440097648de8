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


def test_an_export_into_a_folder_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="It is not there"):
        write_new_file(tmp_path / "missing" / "report.md", b"")


def test_every_cause_is_a_sentence_even_when_it_is_not_foreseen() -> None:
    assert cause(errno.ENOSPC) == "The disk is full: free some space and try again."
    assert cause(errno.EXDEV) == f"The system says: {os.strerror(errno.EXDEV)}."
