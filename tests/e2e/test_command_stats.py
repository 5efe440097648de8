"""`restaura stats`: figures over time for a person, for a program, and for who sees no charts."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from answered import done
from desk import actions_of
from past import past, past_actions

from runbooks.figures.seen import Named, Seen, Wait
from runbooks.figures.tally import Tally
from runbooks.record.store import Store
from tests.program import RESTAURA, ended, held, places, python, restaura, told
from tests.terminal import Terminal, environment
from tui.commands.stats import chart_lines
from tui.figures.charts import charts

ESCAPE = "\x1b"


def in_order(text: str, *parts: str) -> bool:
    """Whether `parts` all stand in `text`, each behind the one before."""
    return re.search(".*".join(map(re.escape, parts)), text, re.DOTALL) is not None


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two restored incidents, one in which nothing was lost, one that is open, and a training."""
    folder = tmp_path_factory.mktemp("made")
    store = Store(places(folder).sessions)
    past(store, "restored", "2026-02-03T10:00-06:00", {"restored_at": timedelta(hours=10)})
    past(store, "restored", "2026-04-03T10:00-06:00", {"restored_at": timedelta(hours=20)})
    past(store, "no_loss", "2026-03-31T23:30-06:00")
    past(store, "restored", "2026-04-05T10:00-06:00", until="ticket")
    done(places(folder).training, "day_6_of_7.nobody_told")
    return folder


@pytest.fixture
def home(tmp_path: Path, made: Path) -> Path:
    """The same, for one test alone."""
    return Path(shutil.copytree(made, tmp_path, dirs_exist_ok=True))


def figures(home: Path, *arguments: str) -> Any:
    ran = restaura(home, "stats", "--json", *arguments)
    assert (ran.returncode, ran.stderr) == (0, "")
    return json.loads(ran.stdout)


# -- as tables ------------------------------------------------------------------------------------


def test_a_person_reads_how_incidents_ended_and_how_long_they_took(home: Path) -> None:
    ran = restaura(home, "stats", "--lang", "es")
    assert (ran.returncode, ran.stderr) == (0, "")
    said = ran.stdout
    assert re.match(r"Estadísticas · incidentes · todo, hasta el \d\d/\d\d/\d{4}\n", said)
    assert "\n4 incidentes · 3 cerrados · 1 en curso\n" in said
    assert re.search(r"^ +2  Se restauró por completo\.$", said, re.MULTILINE)
    assert re.search(r"^abr 2026 +1  Se restauró por completo\.\n +1  Aún sin terminar$", said, re.MULTILINE)
    # 12 and 22 hours from the moment it was noticed.
    assert re.search(
        r"^ +2  17 h 00 min  12 h 00 min  22 h 00 min  Tiempo hasta restaurar \(RTO real\)$",
        said,
        re.MULTILINE,
    )
    assert re.search(r"20 h 00 min  2026-04-03-\w{4}  Confirmar la restauración: «Indique cuándo", said)
    assert "ENTRENAMIENTO" not in said


def test_what_goes_into_a_pipe_has_no_charts_and_no_colours(home: Path) -> None:
    for said in (
        restaura(home, "stats").stdout,
        restaura(home, "stats", NO_COLOR="1").stdout,
        restaura(home, "stats", COLUMNS="200", FORCE_COLOR="1").stdout,
    ):
        assert ESCAPE not in said and "█" not in said


def test_a_training_is_told_only_when_asked_for_and_each_of_its_tables_says_what_it_is(home: Path) -> None:
    said = restaura(home, "stats", "--mode", "training", "--lang", "es").stdout
    assert said.startswith("ENTRENAMIENTO · Estadísticas · entrenamientos · ")
    assert "ENTRENAMIENTO · 1 entrenamiento · 1 cerrado" in said
    titles = [block.split("\n")[0] for block in said.split("\n\n")]
    assert all(title.startswith("ENTRENAMIENTO · ") for title in titles)
    assert re.search(r"^T-\S+ +omitido +.+: urge$", said, re.MULTILINE)


def test_incidents_and_trainings_stand_one_behind_the_other_and_are_never_one_sum(home: Path) -> None:
    said = restaura(home, "stats", "--mode", "all", "--lang", "es").stdout
    incidents, trainings = said.split("\nENTRENAMIENTO · Estadísticas", 1)
    assert "4 incidentes" in incidents and "1 entrenamiento" in trainings
    assert incidents.strip() == restaura(home, "stats", "--lang", "es").stdout.strip()
    both = figures(home, "--mode", "all")
    assert both["incident"] == figures(home)["incident"]
    assert both["training"] == figures(home, "--mode", "training")["training"]


def test_nothing_yet_is_told_with_what_will_be(tmp_path: Path) -> None:
    ran = restaura(tmp_path, "stats", "--lang", "es")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "Todavía no hay incidentes que contar." in ran.stdout
    assert "el tiempo hasta restaurar" in ran.stdout
    assert figures(tmp_path)["incident"]["sessions"] == 0
    held(tmp_path)
    later = restaura(tmp_path, "stats", "--since", "2999-01-01", "--lang", "es")
    assert "En este periodo no se inició nada." in later.stdout


# -- the period -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "sessions"),
    [("2026-03-31", 3), ("31/03/2026", 3), ("2026-04-01", 2), ("2026-04-03", 2), ("2026-04-04", 1)],
)
def test_a_day_is_written_as_anywhere_else_and_is_the_portals(home: Path, since: str, sessions: int) -> None:
    assert figures(home, "--since", since)["incident"]["sessions"] == sessions


def test_a_day_that_is_none_is_wrong_usage_with_a_sentence(tmp_path: Path) -> None:
    for wrong in ("soon", "31/02/2026", "2026-13-01", "\x1b[31m"):
        ran = restaura(tmp_path, "stats", "--since", wrong, "--lang", "en")
        told(ran, 2, "is not a day: write, for example, 19/11/2026")
        assert ESCAPE not in ran.stderr
        assert ran.stdout == ""


def test_a_day_can_be_counted_from_today(tmp_path: Path) -> None:
    ended(tmp_path)
    assert figures(tmp_path, "--since", "today-90d")["incident"]["sessions"] == 1
    assert figures(tmp_path, "--since", "mañana")["incident"]["sessions"] == 0


# -- what is in no count --------------------------------------------------------------------------


def test_what_cannot_be_counted_is_named_beside_the_others(home: Path) -> None:
    folder = places(home).sessions
    record = next(folder.glob("2026-02-03*.json"))
    record.write_bytes(record.read_bytes().replace(b"un usuario de ventas", b"otro usuario de ventas"))
    (folder / "notas.json").write_text("{}")
    said = restaura(home, "stats", "--lang", "es").stdout
    assert "3 incidentes · 2 cerrados · 1 en curso · 1 registro cambiado · 1 registro ilegible" in said
    assert re.search(rf"^cambiado +.*{record.stem}\.json: ", said, re.MULTILINE)
    assert re.search(r"^ilegible +.*notas\.json: Su nombre", said, re.MULTILINE)
    found = figures(home)["incident"]
    assert [Path(one["path"]).stem for one in found["changed"]] == [record.stem]
    assert [Path(one["path"]).name for one in found["unreadable"]] == ["notas.json"]


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = places(tmp_path).sessions
    folder.parent.mkdir(parents=True)
    folder.write_text("no folder")
    told(restaura(tmp_path, "stats", "--lang", "en"), 4, "cannot be read")


def test_S1_what_a_person_wrote_steers_no_terminal(tmp_path: Path) -> None:
    reason = "\x1b]52;c;aGk=\x07 \u202eurge"
    actions = [
        ("override", {"item": name, "reason": reason}) if name == "contract_current" else (name, value)
        for name, value in actions_of("restored")
    ]
    past_actions(Store(places(tmp_path).sessions), actions, "2026-02-03T10:00-06:00")
    said = restaura(tmp_path, "stats").stdout
    assert "␛]52;c;aGk=␇ ⟦U+202E⟧urge" in said
    raw = restaura(tmp_path, "stats", "--json").stdout
    assert ESCAPE not in said + raw and "\u202e" not in raw
    assert json.loads(raw)["incident"]["passed_over"][0]["each"][0]["reason"] == reason


def test_S1_no_label_of_a_runbook_steers_the_terminal_from_a_chart() -> None:
    tally = Tally("incident", None, date(2026, 11, 29))
    figure, step = (Named("other", id, f"\x1b[31m{id}\u202e") for id in ("rto", "step"))
    for day in (1, 2):
        wait = Wait(step, None, timedelta(hours=1), "2026-11-01-abcd")
        measures = ((figure, timedelta(hours=day)),)
        began = date(2026, 11, day)
        tally.count(Seen(str(day), began, "closed", step, True, measures=measures, waits=(wait,)))
    drawn = [line for chart in charts(tally.stats(), 100) for line in chart_lines(chart, "", paint=False)]
    assert not any(ESCAPE in line or "\u202e" in line for line in drawn)
    assert sum("␛[31mrto⟦U+202E⟧" in line for line in drawn) == 1
    assert sum("␛[31mstep⟦U+202E⟧" in line for line in drawn) == 2


# -- in a terminal --------------------------------------------------------------------------------


@contextmanager
def in_a_terminal(
    home: Path, *arguments: str, columns: int = 100, **more: str
) -> Iterator[tuple[list[str], str]]:
    """The rows that a terminal of 200 rows shows in the end, and what was written."""
    env = environment(home, **more)
    with Terminal([*RESTAURA, "stats", *arguments], env=env, columns=columns, rows=200) as terminal:
        assert terminal.wait() == 0
        yield terminal.lines(), terminal.output.decode()


@pytest.mark.parametrize("columns", [60, 80, 100, 200])
def test_a_terminal_gets_charts_behind_the_tables_none_wider_than_it(home: Path, columns: int) -> None:
    with in_a_terminal(home, "--lang", "es", columns=columns) as (rows, _raw):
        said = "\n".join(rows)
        assert in_order(said, "Las esperas más largas", "Por mes de inicio, de nov 2025 a abr 2026")
        assert "█ con restauración  ▒ terminó de otro modo  ░ sin terminar" in said
        assert re.search("^2  Se restauró por c.*█$", said, re.MULTILINE)
        assert in_order(said, "Tiempo hasta restaurar (RTO real)\n", "03/02/2026", "03/04/2026")
        assert max(map(len, rows)) <= columns


def test_a_chart_says_what_the_table_says(home: Path) -> None:
    with in_a_terminal(home, "--lang", "en") as (rows, _raw):
        said = "\n".join(rows)
    bars = re.findall(r"^(\d)  (\S.*?) {2,}([█▒░]+)$", said, re.MULTILINE)
    assert [(count, label, bar[0]) for count, label, bar in bars] == [
        ("2", "Everything was restored.", "█"),
        ("1", "Nothing was lost; nothing was restored.", "▒"),
        ("1", "Not ended yet", "░"),
    ]
    longest, *others = [len(bar) for _count, _label, bar in bars]
    assert all(abs(2 * length - longest) <= 2 for length in others)
    # Two restores: a point each for two times, two for the work lost; and the legend.
    assert (said.count("●"), said.count("○")) == (2 + 2 + 2 + 1, 2 + 1)


@pytest.mark.parametrize(
    ("arguments", "more", "columns"),
    [(["--table"], {}, 100), ([], {}, 59), ([], {"LANG": "C", "PYTHONIOENCODING": "ascii"}, 100)],
    ids=["only tables", "too narrow", "no such characters"],
)
def test_where_charts_are_not_wanted_or_not_seen_there_are_only_tables(
    home: Path, arguments: list[str], more: dict[str, str], columns: int
) -> None:
    with in_a_terminal(home, "--lang", "en", *arguments, columns=columns, **more) as (rows, raw):
        assert any(row.startswith("How they ended") for row in rows)
        assert "█" not in raw and ESCAPE not in raw


@pytest.mark.parametrize(
    ("more", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_NO_COLOR_and_a_dumb_terminal_get_the_same_charts_without_colours(
    home: Path, more: dict[str, str], coloured: bool
) -> None:
    with in_a_terminal(home, "--lang", "en", columns=100, **more) as (rows, raw):
        assert any("█" in row for row in rows)
        assert (ESCAPE in raw) is coloured
    with in_a_terminal(home, "--lang", "en") as (others, _raw):
        assert rows == others


def test_the_charts_of_a_training_say_what_they_are(home: Path) -> None:
    with in_a_terminal(home, "--mode", "training", "--lang", "es") as (rows, _raw):
        assert any(row.startswith("ENTRENAMIENTO · Por mes de inicio") for row in rows)


def test_the_library_of_charts_is_loaded_only_where_one_is_drawn(home: Path) -> None:
    code = "import sys; from tui.__main__ import main; main(['stats']); print('plotext' in sys.modules)"
    assert python(home, code).stdout.splitlines()[-1] == "False"


def test_without_the_library_of_charts_the_tables_are_there_all_the_same(home: Path) -> None:
    code = (
        "import sys; sys.modules['plotext'] = None; sys.argv = ['restaura', '--lang', 'en', 'stats'];"
        "from tui.__main__ import main; sys.exit(main())"
    )
    with Terminal([sys.executable, "-c", code], env=environment(home), columns=100, rows=200) as terminal:
        assert terminal.wait() == 0
        assert "The longest waits" in terminal.text()
        assert "█" not in terminal.text()
