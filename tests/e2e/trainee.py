"""A training through the real program: the lines of a good one by prompts, and its answer file."""

import json
from pathlib import Path
from typing import Any

from tests.program import Ran, places, restaura

SCENARIO = str(Path(__file__).with_name("practice.yaml"))

ASKED = ["/p", "reporter", "Marisol Pech, de Ventas", "phone", "faltan las negociaciones abiertas"]
SEEN = ["/p", "users", "crm", "/p", "history", "10/03/2026 09:00", "10/03/2026 10:40", "1"]
LOSS = [*ASKED, *SEEN, "/p", "recycle_bin", "1", "/p", "own_eyes", "sí"]
PLAN = ["/p", "account", "professional", "sí", "Camilo Luna", "sí", "", ""]
VARIANT = ["2026-03-09", "/p", "support_chat", "csv", "sí"]
TICKET = ["1", "", "now", ""]
USERS = ["1", "phone", "todas las áreas", "now", "enterados", "", "/e", "siguiente", "sí"]
DONE = [
    "/e",
    "siguiente",
    "done",
    "now",
    "/p",
    "portal",
    "ok",
    "412 negociaciones",
    "ok",
    "412 negociaciones",
]
BACK = [*DONE, "complete", "1", "phone", "todas las áreas", "now", "enterados", ""]
STEPS = (LOSS, PLAN, VARIANT, TICKET, USERS, BACK)
WHOLE = [line for step in STEPS for line in (*step, "terminar")]
"""Up to the outcome, in Spanish, without a mistake."""

JUDGED = ["cerrar", "1", "2", "3", *[""] * 10]
"""The closing: the trainee judges three criteria, and passes over the others."""


def plainly(home: Path, lines: list[str], *arguments: str, **more: str) -> Ran:
    """The program by prompts, told `lines`."""
    return restaura(home, *arguments, "--plain", stdin="".join(f"{line}\n" for line in lines), **more)


def train(home: Path, *arguments: str, lines: list[str] | None = None, who: str = "Ana") -> str:
    """The id of a training of `who` that was taken to its closing by prompts."""
    known = {path.stem for path in places(home).training.glob("*.json")}
    done = plainly(
        home,
        [*WHOLE, *JUDGED] if lines is None else lines,
        "train",
        SCENARIO,
        *arguments,
        RESTAURA_OPERATOR=who,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    [id] = {path.stem for path in places(home).training.glob("*.json")} - known
    return id


def json_of(done: Ran, code: int = 0) -> Any:
    """The one document that it printed."""
    assert done.returncode == code, done.stderr
    return json.loads(done.stdout)


def answers(home: Path, id: str) -> Path:
    """The answer file of a kept training."""
    file = home / "answers.yaml"
    file.write_text(restaura(home, "export", id, "--format", "answers").stdout)
    return file


def record(home: Path, id: str) -> dict[str, Any]:
    """A kept training as the JSON of its file."""
    found: dict[str, Any] = json.loads((places(home).training / f"{id}.json").read_bytes())
    return found
