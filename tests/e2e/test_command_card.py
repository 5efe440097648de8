"""`restaura runbook card` and `restaura show --handover`: what the program itself hands out on paper."""

import subprocess
from pathlib import Path

import pytest

from tests.program import RESTAURA, ended, held, restaura, told
from tests.terminal import Terminal, environment


def raw(home: Path, *arguments: str) -> bytes:
    """What it writes into a pipe."""
    command, env = [*RESTAURA, *arguments], environment(home)
    done = subprocess.run(command, env=env, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


# -- the card -------------------------------------------------------------------------------------


def test_a_card_goes_into_a_pipe_or_into_a_file_and_is_a_pdf_unless_said_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    done = restaura(tmp_path, "--lang", "es", "runbook", "card", "--output", str(file))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert file.read_bytes() == raw(tmp_path, "--lang", "es", "runbook", "card")
    assert file.read_bytes().startswith(b"%PDF")
    said = restaura(tmp_path, "--lang", "es", "runbook", "card", "mpia-dti-140", "--format", "md").stdout
    assert said.startswith("# MPIA-DTI-140: Respaldo de la información digital\n")
    english = restaura(tmp_path, "--lang", "en", "runbook", "card", "--format", "md").stdout
    assert english.startswith("# MPIA-DTI-140: Backup of digital information\n")


def test_a_pdf_goes_to_no_terminal(tmp_path: Path) -> None:
    asked = [*RESTAURA, "--lang", "es", "runbook", "card"]
    with Terminal(asked, env=environment(tmp_path)) as terminal:
        terminal.wait_for("Un PDF va a un archivo")
        assert terminal.wait() == 2


def test_a_card_that_is_there_is_written_over_only_by_force(tmp_path: Path) -> None:
    file = tmp_path / "card.pdf"
    file.write_text("mine")
    asked = ["--lang", "en", "runbook", "card", "--output", str(file)]
    told(restaura(tmp_path, *asked), 1, "exists already")
    assert file.read_text() == "mine"
    assert restaura(tmp_path, *asked, "--force").returncode == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_a_runbook_that_is_not_there_or_is_broken_is_told_as_by_the_check(tmp_path: Path) -> None:
    told(
        restaura(tmp_path, "--lang", "en", "runbook", "card", "nosuch"), 1, "there is no runbook of this name"
    )
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: restaura.runbook/1\nid: x\n")
    card = restaura(tmp_path, "--lang", "es", "runbook", "card", str(broken))
    check = restaura(tmp_path, "--lang", "es", "runbook", "check", str(broken))
    told(card, check.returncode, "falta")
    sentences = [line.partition("broken.yaml")[2] for line in card.stderr.splitlines()]
    assert sentences
    assert all(sentence in check.stderr for sentence in sentences)


# -- the hand-over page ---------------------------------------------------------------------------


def test_a_session_is_handed_over_as_text_and_in_every_format_of_a_page(tmp_path: Path) -> None:
    id = held(tmp_path)
    said = restaura(tmp_path, "--lang", "es", "show", id, "--handover").stdout
    assert said.startswith("Relevo: MPIA-DTI-140\n")
    assert "Anote quién reportó la pérdida: Ventas" in said
    assert f"Registro:{tmp_path}" in said.replace("\n  ", "").replace(" ", "")
    for format, begins in {"md": b"# Relevo", "html": b"<!doctype html>", "pdf": b"%PDF"}.items():
        asked = ["--lang", "es", "show", id, "--handover", "--format", format]
        assert raw(tmp_path, *asked).lower().startswith(begins.lower())
        file = tmp_path / f"page.{format}"
        assert restaura(tmp_path, *asked, "--output", str(file)).returncode == 0
        assert file.stat().st_mode & 0o777 == 0o600


def test_a_session_is_handed_over_as_it_stood(tmp_path: Path) -> None:
    id = held(tmp_path)
    said = restaura(tmp_path, "--lang", "es", "show", id, "--handover", "--at", "1").stdout
    assert "Ventas" not in said
    assert "tras 1 eventos" in said


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("es", "no hay nada que entregar. Terminó así: No hubo pérdida; no se restauró nada."),
        ("en", "nothing is to be handed over. It ended: Nothing was lost; nothing was restored."),
    ],
)
def test_of_a_closed_session_it_says_how_it_ended(tmp_path: Path, language: str, says: str) -> None:
    id = ended(tmp_path)
    done = restaura(tmp_path, "--lang", language, "show", id, "--handover")
    told(done, 1, says)
    assert done.stdout == ""


def test_what_goes_with_the_page_alone_is_refused_without_it(tmp_path: Path) -> None:
    id = held(tmp_path)
    for more in (["--format", "md"], ["--output", str(tmp_path / "x")], ["--force"]):
        told(restaura(tmp_path, "--lang", "en", "show", id, *more), 2, "go with --handover")
    told(restaura(tmp_path, "--lang", "en", "show", id, "--handover", "--json"), 2, "does not go with")
    assert not (tmp_path / "x").exists()


def test_an_unknown_id_and_a_broken_record_are_told_as_by_show(tmp_path: Path) -> None:
    id = held(tmp_path)
    for asked in ("9999-nosuch", id):
        [shown, page] = [restaura(tmp_path, "show", asked, *more) for more in ([], ["--handover"])]
        assert (page.returncode == 0) == (asked == id)
        assert asked == id or page.stderr == shown.stderr
    [file] = tmp_path.rglob(f"{id}.json")
    file.write_text(file.read_text()[:-40])
    [shown, page] = [restaura(tmp_path, "show", id, *more) for more in ([], ["--handover"])]
    assert (page.returncode, page.stderr, page.stdout) == (shown.returncode, shown.stderr, "")
    assert page.returncode == 4
