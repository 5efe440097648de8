"""A checked runbook that is kept: used only while it is what would be read, and never an error."""

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from runbooks import checked
from runbooks.checked import checked_runbook
from runbooks.definition.dependencies import Dependencies
from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import load_runbook, shipped_runbooks, templates_folder
from runbooks.definition.model import Runbook

SHIPPED = shipped_runbooks()["mpia-dti-140"]


class Copy(NamedTuple):
    """A copy of the shipped runbook, its templates, and where it is kept once it is checked."""

    runbook: Path
    templates: Path
    folder: Path

    def read(self) -> Runbook:
        return checked_runbook(self.runbook, self.folder)

    @property
    def file(self) -> Path:
        (file,) = self.folder.glob("*.checked")
        return file


def plain(runbook: Runbook) -> dict[str, Any]:
    """What a runbook says; what was worked out of it beside that is not compared."""
    return runbook.model_dump()


class Reads(list[Path]):
    """The runbooks that were read and checked, not taken from what is kept."""


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reads:
    done = Reads()

    def reading(path: Path, *more: Path | None) -> Runbook:
        done.append(path)
        return load_runbook(path, *more)

    monkeypatch.setattr(checked, "load_runbook", reading)
    return done


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Copy:
    runbook = tmp_path / "mpia_dti_140" / "runbook.yaml"
    runbook.parent.mkdir()
    shutil.copy(SHIPPED, runbook)
    shutil.copytree(templates_folder(), tmp_path / "templates")
    monkeypatch.setattr("runbooks.definition.loader.templates_folder", lambda: tmp_path / "templates")
    return Copy(runbook, tmp_path / "templates" / "mpia_dti_140", tmp_path / "cache")


def test_a_runbook_is_read_and_checked_once(copied: Copy, reads: Reads) -> None:
    first, second = copied.read(), copied.read()
    assert reads == [copied.runbook]
    assert plain(second) == plain(first) == plain(load_runbook(copied.runbook))
    assert Dependencies.of(second).inputs == Dependencies(first).inputs


def test_what_is_kept_is_for_its_owner_alone(copied: Copy) -> None:
    copied.read()
    assert stat.S_IMODE(copied.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(copied.folder.stat().st_mode) == 0o700


def test_a_changed_runbook_is_read_anew(copied: Copy, reads: Reads) -> None:
    before, status = copied.read(), copied.runbook.stat()
    text = copied.runbook.read_text()
    copied.runbook.write_text(text.replace("revision: Original", "revision: Originai", 1))
    os.utime(copied.runbook, ns=(status.st_atime_ns, status.st_mtime_ns))  # of the same age and size
    assert copied.read().revision == "Originai" != before.revision
    assert len(reads) == 2
    copied.read()
    assert len(reads) == 2


def test_a_changed_template_is_read_anew(copied: Copy, reads: Reads) -> None:
    copied.read()
    template = sorted((copied.templates / "es").glob("*.md.j2"))[0]
    template.write_text(template.read_text() + "Gracias.\n")
    changed = copied.read().templates[template.name.removesuffix(".md.j2")]
    assert changed.es.endswith("Gracias.\n")
    assert len(reads) == 2


def test_a_template_that_is_gone_is_a_fault_again(copied: Copy) -> None:
    copied.read()
    sorted((copied.templates / "en").glob("*.md.j2"))[0].unlink()
    with pytest.raises(DefinitionError, match=r"plantilla|template"):
        copied.read()


def test_a_runbook_that_does_not_pass_is_not_kept(copied: Copy) -> None:
    copied.runbook.write_text(copied.runbook.read_text().replace("revision:", "revison:", 1))
    for _again in range(2):
        with pytest.raises(DefinitionError, match="revison"):
            copied.read()
    assert not copied.folder.exists()


def test_what_another_version_kept_is_not_used(
    copied: Copy, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied.read()
    monkeypatch.setattr(checked, "VERSION", "99.0.0")
    copied.read()
    copied.read()
    assert len(reads) == 2


def resealed(data: bytes) -> bytes:
    """Something else under the hash of what was kept."""
    told, _, plain = data.partition(b"\n")
    kept = json.loads(plain)
    kept["runbook"]["steps"][0]["items"][0]["hard"] = True
    return told + b"\n" + json.dumps(kept).encode()


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "of zeros": lambda data: bytes(len(data)),
    "changed": resealed,
    "without a hash": lambda data: data.partition(b"\n")[2],
    "no JSON": lambda data: data.partition(b"\n")[0] + b"\n{",
    "nested": lambda _data: b"[" * 200_000,
    "large": lambda data: data + b" " * checked.MOST_BYTES,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_or_changed_is_not_used_and_kept_anew(
    copied: Copy, reads: Reads, damage: Callable[[bytes], bytes]
) -> None:
    copied.read()
    file, whole = copied.file, copied.file.read_bytes()
    file.write_bytes(damage(whole))
    assert plain(copied.read()) == plain(load_runbook(copied.runbook))
    assert len(reads) == 2
    assert file.read_bytes() == whole


@pytest.mark.parametrize(
    "kept",
    [b"[]", b"{}", b"7", b'{"runbook": {}, "inputs": {}}', b'{"runbook": 1}', b'"\xff"', b"[" * 100_000],
    ids=str,
)
def test_what_has_the_right_hash_and_not_the_shape_is_not_used(
    copied: Copy, reads: Reads, kept: bytes
) -> None:
    copied.read()
    made_of = checked._made_of(copied.runbook)
    assert made_of is not None
    copied.file.write_bytes(checked._hash(made_of, kept) + b"\n" + kept)
    assert plain(copied.read()) == plain(load_runbook(copied.runbook))
    assert len(reads) == 2


def a_link(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(other)


def a_folder(file: Path) -> None:
    file.unlink()
    (file / "in it").mkdir(parents=True)


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


@pytest.mark.parametrize("put", [a_link, a_folder, a_pipe])
def test_what_is_no_ordinary_file_is_not_followed_nor_waited_for(
    copied: Copy, reads: Reads, put: Callable[[Path], None]
) -> None:
    copied.read()
    put(copied.file)
    assert plain(copied.read()) == plain(load_runbook(copied.runbook))
    assert len(reads) == 2


def test_a_place_where_nothing_can_be_kept_is_no_error(tmp_path: Path, copied: Copy, reads: Reads) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    nowhere = [Path("/proc/restaura/cache"), in_the_way / "cache", Path("/dev/null"), tmp_path / ("x" * 300)]
    for folder in nowhere:
        assert plain(checked_runbook(copied.runbook, folder)) == plain(load_runbook(copied.runbook))
    assert len(reads) == len(nowhere)


def test_programs_that_keep_at_the_same_time_all_read_the_same(copied: Copy) -> None:
    program = (
        "import sys; from pathlib import Path; from runbooks.checked import checked_runbook\n"
        "for _ in range(5):\n"
        "    for kept in Path(sys.argv[2]).glob('*.checked'): kept.unlink(missing_ok=True)\n"
        "    assert checked_runbook(Path(sys.argv[1]), Path(sys.argv[2])).code == 'MPIA-DTI-140'\n"
    )
    folder = str(copied.folder)
    running = [
        subprocess.Popen([sys.executable, "-c", program, str(SHIPPED), folder], stderr=subprocess.PIPE)
        for _program in range(3)
    ]
    for one in running:
        told = one.communicate(timeout=60)[1]
        assert one.returncode == 0, told.decode()
    assert list(copied.folder.glob(".*")) == []
