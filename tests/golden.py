"""Records that are the same to the byte wherever and whenever they are made, for reports to be held against.

The golden incident has whatever a session can have; the golden training was done without an error. Of the
other two, one holds every attack of S10 wherever a person can write, the other is as long as forty pages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from runbooks.answers import AnswerFile, read_answers, run_answers
from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.definition.model import Runbook
from runbooks.record.encoding import Record
from runbooks.record.store import Store
from runbooks.session import Session
from runbooks.training.lesson import Lesson
from runbooks.training.library import checked_guide, read_scenario, scenario_files
from runbooks.training.session import TrainingSession

DATA: Final = Path(__file__).parent / "data"
PATH: Final = shipped_runbooks()["mpia-dti-140"]
ANSWERS: Final = PATH.parent / "tests"
PORTAL: Final = {"name": "tarmexico.bitrix24.mx", "timezone": "America/Mexico_City"}
SETTINGS: Final = {"copy_hour": None, "support_lead_hours": 24}
START: Final = datetime.fromisoformat("2026-11-19T09:05:00-06:00")
"""A Thursday; the loss was noticed half an hour before."""

INCIDENT: Final = "2026-11-19-gxrd"
TRAINING: Final = "T-2026-11-25-gxrd"
ATTACK: Final = "2026-11-19-atck"
LONG: Final = "2026-11-19-xxng"

Action = tuple[str, Any]
Pauses = Mapping[tuple[str, int], int]

USUAL: Final = 2
"""Minutes before an action that `PAUSES` does not name."""

PAUSES: Final[Pauses] = {
    ("recycle_bin", 1): 14,
    ("plan_confirmed_by_vendor", 1): 11,
    ("go_back", 1): 6,
    ("ticket", 1): 5,
    ("ticket_sent_at", 1): 7,
    ("deliveries", 1): 18,
    ("deliveries", 2): 25,
    ("files_safe", 1): 20,
    ("note", 2): 238,
    ("support_reply", 2): 9,
    ("support_reply", 3): 95,
    ("verification", 1): 32,
    ("go_back", 2): 12,
    ("hand_over", 1): 4,
    ("deliveries", 3): 15,
    ("note", 4): 906,
    ("note", 5): 310,
    ("support_reply", 5): 960,
    ("verification", 2): 26,
    ("verification", 3): 22,
    ("all_clear_deliveries", 1): 12,
    ("close", 1): 40,
}
"""The minutes that pass before an action: its name, and the how manieth of that name it is."""


class OneId(Store):
    """A store whose new record has the id that it is told."""

    def __init__(self, folder: Path, id: str) -> None:
        super().__init__(folder)
        self.id = id

    def new_id(self, now: datetime, mode: str) -> str:
        """The id, whatever the day."""
        return self.id


class Clock:
    """A clock that goes on only when it is told to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, minutes: int) -> None:
        """Let `minutes` pass."""
        self.now += timedelta(minutes=minutes)


def actions(name: str = "golden") -> list[Action]:
    """The actions of one of the runbook's tests."""
    return list(read_answers((ANSWERS / f"{name}.yaml").read_bytes(), name).actions)


def play(
    store: Store,
    done: Iterable[Action],
    *,
    operator: str = "Begoña Ávila Núñez",
    portal: Mapping[str, str] = PORTAL,
    pauses: Pauses = PAUSES,
    usual: int = USUAL,
    start: datetime = START,
    runbook: Runbook | None = None,
) -> Record:
    """An incident in which `done` happened by the clock of `pauses`; nothing in it is refused."""
    clock, seen = Clock(start), Counter[str]()
    runbook = runbook or load_runbook(PATH)
    with Session.start(
        store, runbook, operator=operator, portal=portal, settings=SETTINGS, language="es", now=clock
    ) as session:
        for name, value in done:
            seen[name] += 1
            clock.go_on(pauses.get((name, seen[name]), usual))
            refused = run_answers(session, AnswerFile(None, None, ((name, value),)))
            assert refused is None, (name, seen[name], refused)
        return session.record


def golden_record(folder: Path) -> Record:
    """The golden incident, its file in `folder`: from Thursday to Saturday, closed."""
    return play(OneId(folder, INCIDENT), actions())


def golden_training(folder: Path, stem: str = "deleted_today.ideal") -> Record:
    """A training of tests/data/training in `folder`: an exam, closed and scored."""
    scenario = read_scenario(scenario_files(PATH)[stem.partition(".")[0]])
    runbook = load_runbook(PATH)
    taken = Lesson(checked_guide(PATH, runbook), runbook, scenario, exam=True)
    clock = Clock(datetime.fromisoformat("2026-11-25T10:00:00-06:00"))
    file = read_answers((DATA / "training" / f"{stem}.yaml").read_bytes(), stem)
    with TrainingSession.begin(
        OneId(folder, TRAINING), taken, operator="Begoña Ávila Núñez", language="es", wall=clock
    ) as session:
        for action in file.actions:
            clock.go_on(1)
            refused = run_answers(session, AnswerFile(None, None, (action,)))
            assert refused is None, (action, refused)
        return session.record


ATTACKS: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)" style="color:red" onclick="alert(1)">pulse</a>',
    "</td></tr></table></svg></p><!-- <b> --> <![CDATA[x]]> <?xml version='1.0'?>",
    "&lt;b&gt; &amp; &#60; &nbsp; & <",
    "\"comillas\" 'sencillas' «latinas»",
    "# Título\n## Otro\nTítulo\n===\nOtro\n---",
    "[pulse aquí](javascript:alert(1)) ![x](http://evil.example/x.png) <http://evil.example> www.x.example",
    "| a | b |\n|---|---|\n| c | d |",
    "```\n# fuera\n```\n~~~~\n# fuera\n~~~~",
    "- a\n* b\n1. c\n> d\n***",
    '#panic() #include "/etc/passwd" #{1+1} #[x] #let x = 1',
    "= Título\n/ término: x\n+ uno",
    "$x$ $ sum_(i=0)^n $",
    "@ref <label> @fig:uno",
    "*b* _c_ [x] `code` ~ -- --- ... \"x\" 'y'",
    "\\ \\n \\u{41} \\* // no /* comentario */ x\\",
    "=cmd|'/c calc'!A0",
    "+1",
    "-1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "uno\t=1+1\ttres",
    "uno\r=1+1\rtres",
    '","=1+1","\n=1+1;x',
    "\x1b[2J\x1b]52;c;QQ==\x07 \x9b31m \x00 \x7f",
    "\u202etxt.exe\u202c \u2066x\u2069 \u200f\u200e \u2028 a\u200bb \ufeff",
    "🧯 👩🏽\u200d💻 🇲🇽 ❤️",
    "備份還原 백업 バックアップ",
    "نسخة احتياطية ١٢٣ גיבוי",
    "a\u0301e\u0301 n\u0303 Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319a\u0334l\u0334",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 5,
    "{{ 7*7 }} {% raw %} {# x #} ${7*7} %s %d {0} \\x41",
    "../../../../etc/passwd C:\\Windows file:///etc/passwd",
)
"""What S10 (reliability.md) names, for every format at once: HTML, Markdown, Typst, CSV, terminals, fonts."""

NAME: Final = "\t=1+1 Ana <script>alert(1)</script> **x** [y](http://evil.example) $x$ #panic() @ref \u202e🧯"
"""An operator; it is the one text that nothing trims."""

TEXTS: Final = ("reported_by", "what_happened", "account_owner", "ticket_reference")
DOCUMENTS: Final = ("ticket", "notice", "all_clear")


def attack_record(folder: Path, *, harmless: bool = False) -> Record:
    """A closed incident with every attack of S10 wherever a person can write; or with `palabra` there."""
    attacks = ("palabra",) * len(ATTACKS) if harmless else ATTACKS
    name = "\tpalabra" if harmless else NAME
    portal = {**PORTAL, "name": name if harmless else "TAR <b>*x*</b> #panic() =1+1 @x"}
    done = _attacked(attacks, name)
    return play(OneId(folder, ATTACK), done, operator=name, portal=portal, pauses={}, usual=1)


def _attacked(attacks: tuple[str, ...], who: str) -> Iterable[Action]:
    """The golden actions with every word replaced; each attack is a note, and a delivery, of its own."""
    every = "\n".join(attacks)
    told = 0
    for name, value in actions():
        if name in TEXTS or name == "note":
            yield name, every if name != "ticket_reference" else attacks[0]
        elif name in DOCUMENTS:
            # A document with what looks like a placeholder is not accepted.
            yield name, {"text": "\n".join(one for one in attacks if "{{" not in one)}
        elif name in ("override", "defer", "go_back"):
            told += 1
            yield name, {**value, "reason": attacks[told] + " " + every}
        elif name == "hand_over":
            yield name, {"to": who}
        elif name in ("deliveries", "all_clear_deliveries"):
            yield name, [{**value[0], "audience": one, "result": one} for one in attacks]
        elif name == "verification":
            yield name, {area: {**found, "seen": every} for area, found in value.items()}
        elif isinstance(value, dict) and value.keys() == {"choice", "reason"}:
            yield name, {**value, "reason": every}
        else:
            yield name, value
        if name == "loss_confirmed":
            yield from (("note", attack) for attack in attacks)


PARAGRAPH: Final = (
    "Se llamó a cada área y se anotó qué falta, quién lo usaba y desde cuándo; donde hubo duda se pidió una "
    "pantalla. Lo que sigue se acordó con la dirección y queda por escrito, con su hora y quien lo dijo."
)


WAITS: Final[Pauses] = {("support_reply", 2): 40, ("support_reply", 3): 55, ("support_reply", 5): 2160}
"""The pauses of the long one, which has other notes."""


def long_record(folder: Path) -> Record:
    """An incident whose report takes forty pages: hundreds of notes and deliveries, long documents."""
    return play(OneId(folder, LONG), _lengthened(), pauses=WAITS, usual=1)


def _lengthened() -> Iterable[Action]:
    text = "\n\n".join(f"{number}. {PARAGRAPH}" for number in range(1, 51))
    for name, value in actions():
        if name == "notice":
            yield name, {"text": text}
            continue
        yield name, value
        if name == "loss_confirmed":
            yield from (("note", f"Nota {number}. {PARAGRAPH}") for number in range(1, 121))
        if name == "deliveries":
            yield name, [{**value[0], "at": "now", "audience": f"área {n}"} for n in range(1, 61)]
