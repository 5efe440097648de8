"""What goes wrong ends in one sentence, the right code, no trace, and with nothing lost."""

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.program import DATA, RESTAURA, ended, held, places, python, restaura, told
from tests.terminal import environment

ANSWERS = str(DATA / "no_loss.yaml")
LANGUAGES = ("es", "en")


def both(home: Path, *arguments: str, code: int, spanish: str, english: str) -> None:
    told(restaura(home, "--lang", "es", *arguments), code, spanish)
    told(restaura(home, "--lang", "en", *arguments), code, english)


# -- folders and disks ----------------------------------------------------------------------------


def test_a_home_that_is_a_file_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "restaura").write_text("mine")
    for arguments in (["run", "--answers", ANSWERS], ["run", "--plain"]):
        both(
            tmp_path,
            *arguments,
            code=4,
            spanish="es un archivo y no una carpeta",
            english="is a file and not a folder",
        )
    assert (tmp_path / "restaura").read_text() == "mine"


MOUNTED = {
    "read-only": 'mount -t tmpfs none "$0"; "$@" run --answers A; mount -o remount,ro "$0"',
    "full": 'mount -t tmpfs -o size=320k none "$0"; "$@" run --answers A; cat /dev/zero > "$0/ballast"',
}


@pytest.mark.parametrize("disk", MOUNTED)
@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("es", {"read-only": "El disco es de solo lectura", "full": "El disco está lleno"}),
        ("en", {"read-only": "The disk is read-only", "full": "The disk is full"}),
    ],
)
def test_a_disk_that_takes_nothing_more_is_told_and_what_was_saved_is_there(
    disk: str, language: str, sentences: dict[str, str], tmp_path: Path
) -> None:
    one, two = tmp_path / "one.yaml", tmp_path / "two.yaml"
    one.write_text("answers:\n  - reported_by: ventas\n")
    two.write_text("answers:\n  - reported_via: phone\n")
    script = (
        MOUNTED[disk].replace("A;", f'"{one}" >/dev/null;')
        + f' 2>/dev/null; "$@" resume --answers "{two}"; echo "resume $?"; "$@" run --answers "{two}"; '
        'echo "run $?"; "$@" verify >/dev/null; echo "verify $?"; '
        '"$@" show 20 --json | grep -c \'"answers": {"reported_by": "ventas"}\''
    )
    home = tmp_path / "restaura"
    home.mkdir()
    command = ["unshare", "--map-root-user", "--mount"]
    try:
        subprocess.run([*command, "mount", "-t", "tmpfs", "none", str(home)], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("a file system cannot be mounted here, not even in a namespace of its own")
    through = (*command, "sh", "-c", script, str(home))
    done = restaura(tmp_path, through=through, LANG=f"{language}.UTF-8")
    assert done.stdout.split("\n") == ["resume 4", "run 4", "verify 0", "1", ""], done.stderr
    assert done.stderr.count(sentences[disk]) == 3  # `verify` cannot keep what it found, and says so
    assert "Traceback" not in done.stderr


def test_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    held(tmp_path)
    for language, sentence in (
        ("es", "La salida no se pudo escribir"),
        ("en", "output could not be written"),
    ):
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                [*RESTAURA, "--lang", language, "list"],
                env=environment(tmp_path),
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert (done.returncode, done.stderr.count("\n")) == (4, 1)
        assert sentence in done.stderr


@pytest.mark.parametrize("command", [["list"], ["--help"], ["runbook", "schema"]])
def test_a_reader_that_goes_away_ends_it_quietly(command: list[str], tmp_path: Path) -> None:
    held(tmp_path)
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(
            [*RESTAURA, *command],
            env=environment(tmp_path),
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


# -- records --------------------------------------------------------------------------------------


def from_the_future(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b"restaura.session/1", b"restaura.session/2"))


def linked(file: Path) -> None:
    file.rename(file.with_suffix(".elsewhere"))
    file.symlink_to(file.with_suffix(".elsewhere"))


def no_json(file: Path) -> None:
    file.write_text("{")


def a_pipe(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def another_id(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"id":"20', b'"id":"21', 1))


SPOILT = {
    from_the_future: ("Lo escribió un restaura más nuevo", "A newer restaura wrote it"),
    linked: ("enlace simbólico", "symbolic link"),
    no_json: ("No es JSON válido", "It is not valid JSON"),
    a_pipe: ("No es un archivo ordinario", "It is not an ordinary file"),
    another_id: ("no es el de su nombre", "is not the one in its name"),
}


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
@pytest.mark.parametrize("command", [["show"], ["export"], ["resume", "--plain"]], ids=" ".join)
def test_a_record_that_cannot_be_read_is_told_and_left_as_it_is(
    spoil: Callable[[Path], None], command: list[str], tmp_path: Path
) -> None:
    id = held(tmp_path)
    file = places(tmp_path).sessions / f"{id}.json"
    spoil(file)
    before = file.lstat()
    spanish, english = SPOILT[spoil]
    both(tmp_path, *command, id, code=4, spanish=spanish, english=english)
    after = file.lstat()
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (
        before.st_ino,
        before.st_mtime_ns,
        before.st_mode,
    )


def test_a_record_that_was_changed_is_shown_and_not_continued(tmp_path: Path) -> None:
    id = held(tmp_path)
    file = places(tmp_path).sessions / f"{id}.json"
    file.write_bytes(file.read_bytes().replace(b"Ventas", b"Compra"))
    before = file.read_bytes()
    both(tmp_path, "resume", "--plain", code=4, spanish="cambió desde que", english="was changed since")
    assert "Compra" in restaura(tmp_path, "show", id).stdout
    assert restaura(tmp_path, "verify").returncode == 1
    assert file.read_bytes() == before


# -- files and settings that a person wrote -------------------------------------------------------


def test_files_that_are_not_there_are_named(tmp_path: Path) -> None:
    both(
        tmp_path,
        "run",
        "--answers",
        "none.yaml",
        code=3,
        spanish="none.yaml no se",
        english="none.yaml cannot",
    )
    both(tmp_path, "run", "mpia-dti-14", "--plain", code=3, spanish="¿Quiso decir", english="Did you mean")
    both(
        tmp_path,
        "runbook",
        "check",
        "none.yaml",
        code=3,
        spanish="No existe el archivo",
        english="no file none",
    )
    both(tmp_path, "verify", "none.json", code=3, spanish="Ningún registro", english="No record matches")
    assert not (tmp_path / "restaura" / "data").exists()


def test_a_runbook_with_a_fault_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("format: restaura.runbook/1\nid: mine\nstep: []\n")
    both(
        tmp_path,
        "runbook",
        "check",
        str(file),
        code=1,
        spanish="mine.yaml:3:1: step",
        english="is not known here",
    )


def test_settings_with_faults_are_told_before_a_record_is_made(tmp_path: Path) -> None:
    config = places(tmp_path).config_file
    config.parent.mkdir(parents=True)
    config.write_text("copy_hour = 24\n")
    both(tmp_path, "run", "--answers", ANSWERS, code=1, spanish="esto pasa de 23", english="this is above 23")
    config.write_text('portal_name = "x"\nlanguage =\n')
    both(tmp_path, "run", "--plain", code=1, spanish="config.toml:2:", english="this is not TOML")
    assert not places(tmp_path).sessions.exists()


def test_the_language_of_the_settings_is_spoken_unless_another_is_asked_for(tmp_path: Path) -> None:
    config = places(tmp_path).config_file
    config.parent.mkdir(parents=True)
    config.write_text('language = "en"\n')
    assert "There is no such record" in restaura(tmp_path, "list").stderr
    assert "Todavía no hay" in restaura(tmp_path, "list", "--lang", "es").stderr
    assert "Todavía no hay" in restaura(tmp_path, "list", RESTAURA_LANG="es").stderr


# -- interrupts and faults of the program ---------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("es", "Todo lo contestado está guardado"), ("en", "Everything answered is saved")],
)
def test_an_interrupt_is_told_with_how_to_go_on(language: str, sentence: str, tmp_path: Path) -> None:
    pipe = tmp_path / "answers"
    os.mkfifo(pipe)
    with (
        subprocess.Popen(
            [*RESTAURA, "--lang", language, "run", "--answers", str(pipe)],
            env=environment(tmp_path),
            stderr=subprocess.PIPE,
            text=True,
        ) as running,
        pipe.open("w"),
    ):  # returns when the program has opened it too, and waits
        running.send_signal(signal.SIGINT)
        _out, said = running.communicate()
    assert running.returncode == 130
    assert said.startswith("\nrestaura: ") and said.count("\n") == 2
    assert sentence in said and "restaura resume" in said


def test_an_interrupt_at_a_prompt_leaves_the_session_where_it_is_held(tmp_path: Path) -> None:
    id = held(tmp_path)
    before = (places(tmp_path).sessions / f"{id}.json").read_bytes()
    with subprocess.Popen(
        [*RESTAURA, "--lang", "es", "resume", "--plain"],
        env=environment(tmp_path),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        while "Confirmar la pérdida" not in running.stdout.readline():
            pass
        running.send_signal(signal.SIGINT)
        said, complaints = running.communicate()
    assert "Traceback" not in complaints
    assert f"restaura resume {id}" in said
    assert (places(tmp_path).sessions / f"{id}.json").read_bytes() == before


CRASH = """
import sys
import tui.commands.list as listing
def command(options, places):
    password = "can" + "ary"
    raise RuntimeError("the moon")
listing.command = command
from tui.__main__ import main
sys.exit(main(["list", "--lang", sys.argv[1] if sys.argv[1:] else "es"]))
"""


def test_a_fault_of_the_program_is_a_sentence_and_a_trace_that_only_its_owner_reads(tmp_path: Path) -> None:
    id = ended(tmp_path)
    log = places(tmp_path).log
    for count in (1, 2):
        told(
            python(tmp_path, CRASH),
            70,
            f"falla propia. Lo contestado está guardado. Para quienes lo hacen, el rastro está en {log}",
        )
        trace = log.read_text()
        assert trace.count("RuntimeError: the moon") == count
        assert "canary" not in trace
        assert "Traceback" in trace
    told(python(tmp_path, CRASH.replace('else "es"', 'else "en"')), 70, "a fault of its own")
    assert log.stat().st_mode & 0o777 == 0o600
    assert log.parent.stat().st_mode & 0o777 == 0o700
    assert restaura(tmp_path, "verify", id).returncode == 0


def test_a_log_that_cannot_be_written_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "restaura").write_text("")
    told(python(tmp_path, CRASH), 70, "falla propia")


def test_a_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = places(tmp_path).log
    log.parent.mkdir(parents=True)
    log.write_text("x" * 300_000)
    python(tmp_path, CRASH)
    assert log.read_text().count("RuntimeError: the moon") == 1
    assert log.stat().st_size < 10_000


def test_a_terminal_of_another_encoding_is_written_to_all_the_same(tmp_path: Path) -> None:
    held(tmp_path)
    done = restaura(tmp_path, "doctor", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u2714" in done.stdout
