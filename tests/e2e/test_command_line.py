"""The grammar: languages, help, versions, wrong usage, and what is imported for it."""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from runbooks.language import using
from tests.program import held, python, restaura, told
from tests.terminal import Terminal, environment
from tui.parser import ITS_OWN_WORDS, Parser, asked_language, parser

COMMANDS = ["run", "resume", "list", "show", "export", "stats", "verify", "import", "archive"]
COMMANDS += ["runbook", "doctor", "train"]


def every_parser(within: Parser) -> Iterator[Parser]:
    yield within
    for action in within._actions:
        if isinstance(action, argparse._SubParsersAction):
            for one in action.choices.values():
                yield from every_parser(one)


def manual() -> list[str]:
    """Every text of the manual, in the order of the grammar."""
    return [
        text
        for one in every_parser(parser())
        for text in (one.description, *(action.help for action in one._actions if action.nargs != "A..."))
        if text is not argparse.SUPPRESS
    ]


def test_every_command_and_option_is_explained_in_both_languages() -> None:
    with using("es"):
        spanish = manual()
    with using("en"):
        english = manual()
    assert len(spanish) == len(english) > 40
    assert [pair for pair in zip(spanish, english, strict=True) if not pair[0] or pair[0] == pair[1]] == []


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), ["runbook", "schema"]])
def test_help_is_in_the_language_asked_for_before_or_after_the_command(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    from tui.__main__ import main

    for arguments, usage in (
        (["--lang", "es", *command, "--help"], "uso: restaura"),
        ([*command, "--help", "--lang=en"], "usage: restaura"),
    ):
        assert main(arguments) == 0
        said = capsys.readouterr().out
        assert said.startswith(usage)
        assert ("opciones:" in said) == usage.startswith("uso")
        assert ("options:" in said) == usage.startswith("usage")


WRONG = [
    (["frob"], "no es una opción", "invalid choice"),
    (["list", "--frob"], "argumentos que no se conocen: --frob", "unrecognized arguments: --frob"),
    (["show"], "faltan estos argumentos: ID", "the following arguments are required: ID"),
    (["runbook"], "faltan estos argumentos: ORDEN", "the following arguments are required: COMMAND"),
    (["list", "--limit"], "falta su valor", "expected one argument"),
    (["list", "--limit", "0"], "se espera un número entero desde 1", "a whole number from 1 on"),
    (["show", "x", "--at", "-1"], "se espera un número entero desde 1", "a whole number from 1 on"),
    (["list", "--status", "x"], "'x' no es una opción (elija entre", "invalid choice: 'x' (choose from"),
    (["list", "--json=1"], "no lleva valor", "ignored explicit argument '1'"),
    (["run", "--plain", "--answers", "x"], "no se combina con --plain", "not allowed with argument --plain"),
    (["--lang", "fr", "list"], "'fr' no es una opción", "'fr' no es una opción"),
    (["list", "--js"], "argumentos que no se conocen: --js", "unrecognized arguments: --js"),
]


@pytest.mark.parametrize(("arguments", "spanish", "english"), WRONG, ids=lambda value: str(value)[:30])
def test_wrong_usage_is_told_in_the_users_language_and_ends_with_2(
    arguments: list[str],
    spanish: str,
    english: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from tui.__main__ import main

    monkeypatch.setenv("COLUMNS", "200")
    for language, sentence in (("es", spanish), ("en", english)):
        wanted = arguments if "--lang" in arguments else [*arguments, "--lang", language]
        assert main(wanted if arguments[-1] != "--limit" else ["--lang", language, *arguments]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert sentence in said.err


def test_what_argparse_says_itself_is_what_the_catalogue_holds() -> None:
    source = Path(argparse.__file__).read_text()
    missing = [w for w in ITS_OWN_WORDS if repr(w)[1:-1] not in source and w not in source]
    assert missing == []


@pytest.mark.parametrize("typed", ["\x1b[31mred", "a\u202eb", "\x9b2J"])
def test_nothing_that_was_typed_steers_the_terminal(typed: str, tmp_path: Path) -> None:
    for arguments in ([typed], ["list", f"--{typed}"], ["show", typed], ["run", typed], ["verify", typed]):
        done = restaura(tmp_path, *arguments)
        assert done.returncode in (2, 3)
        assert not set("\x1b\x9b\u202e") & set(done.stderr + done.stdout)


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], None),
        (["list", "--lang", "en"], "en"),
        (["--lang=es", "list"], "es"),
        (["--lang", "es", "list", "--lang", "en"], "en"),
        (["show", "--", "--lang", "en"], None),
        (["list", "--lang"], ""),
    ],
)
def test_the_language_is_known_before_the_grammar_is_read(arguments: list[str], asked: str | None) -> None:
    assert asked_language(arguments) == asked


def test_the_version_is_told_without_importing_anything(tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); from tui.__main__ import main; main(['--version']);"
        "print(sorted(set(sys.modules) - before))"
    )
    version, imported = python(tmp_path, code).stdout.splitlines()
    assert version.startswith("restaura ")
    assert imported == "['runbooks', 'runbooks.version', 'tui', 'tui.__main__']"


def test_the_version_is_the_same_wherever_it_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    from tui.__main__ import main

    assert [main(["--version"]), main(["--lang", "en", "--version"])] == [0, 0]
    first, second = capsys.readouterr().out.splitlines()
    assert first == second
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())
    assert project["project"]["dynamic"] == ["version"]


@pytest.mark.parametrize("arguments", [[], ["run"], ["resume"]])
def test_without_a_terminal_the_screens_are_refused_and_no_record_is_made(
    arguments: list[str], tmp_path: Path
) -> None:
    if arguments == ["resume"]:
        held(tmp_path)
    before = sorted(tmp_path.rglob("*.json"))
    told(restaura(tmp_path, "--lang", "es", *arguments), 2, "necesitan una terminal")
    told(restaura(tmp_path, "--lang", "en", *arguments), 2, "`--plain` takes the session by prompts")
    assert sorted(tmp_path.rglob("*.json")) == before


def test_a_terminal_that_cannot_draw_is_none(tmp_path: Path) -> None:
    env = environment(tmp_path, TERM="dumb", COLUMNS="200")
    with Terminal([sys.executable, "-m", "tui", "run"], env=env) as terminal:
        terminal.wait_for("--plain")
        assert terminal.wait() == 2


STUB = """
import sys, types
from importlib.machinery import ModuleSpec
running = types.ModuleType("tui.running")
running.__spec__ = ModuleSpec("tui.running", None)
def run_app(places, settings, goal):
    print(goal.kind, goal.runbook, goal.session, settings.operator, places.sessions.is_absolute())
    return 7
running.run_app = run_app
sys.modules["tui.running"] = running
from tui.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "goal"),
    [
        ([], "home None None"),
        (["run"], "run None None"),
        (["run", "mpia-dti-140"], "run mpia-dti-140 None"),
        (["resume"], "resume None ID"),
        (["resume", "20"], "resume None ID"),
    ],
)
def test_in_a_terminal_the_screens_are_opened_for_what_was_asked(
    arguments: list[str], goal: str, tmp_path: Path
) -> None:
    id = held(tmp_path)
    env = environment(tmp_path, RESTAURA_OPERATOR="Ana")
    with Terminal([sys.executable, "-c", STUB, *arguments], env=env) as terminal:
        terminal.wait_for(f"{goal.replace('ID', id)} Ana True")
        assert terminal.wait() == 7
    assert [path.stem for path in tmp_path.rglob("*.json")] == [id]
