"""A person at the keyboard of the real program, in a terminal: sees what is asked, presses keys."""

import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from time import monotonic
from typing import Final, Self

from desk import before

from tests.screen.sitting import begun
from tests.terminal import Terminal, TerminalError, environment

RESTAURA: Final = os.environ.get("RESTAURA_UNDER_TEST") or str(Path(sys.executable).with_name("restaura"))
"""The program; another than this environment's where a wheel is tried."""

SETTLE: Final = 0.08
"""Seconds of silence after which a screen counts as drawn."""

READY: Final = 0.3
"""The same of a box, which takes keys only once the screen under it has had its turn too."""

PATIENCE: Final = 0.8
"""Seconds to wait for what a key does; one that changes nothing on the screen brings nothing."""


class Director(Terminal):
    """The program on the screen of `columns` x `rows`, its records under `home`."""

    def __init__(
        self,
        home: Path,
        *arguments: str,
        columns: int = 120,
        rows: int = 40,
        more: Mapping[str, str] | None = None,
    ) -> None:
        env = environment(home, **{"RESTAURA_OPERATOR": "Directora", **(more or {})})
        super().__init__([RESTAURA, *arguments], env=env, columns=columns, rows=rows)

    def sees(self, sight: str) -> Self:
        """Wait until the screen shows `sight`, a pattern, and is drawn whole."""
        self.wait_for(re.compile(sight), settle=SETTLE)
        return self

    def asked(self, label: str) -> Self:
        """Wait until the item that begins with `label` is the current one."""
        return self.sees(rf"▶ {re.escape(label)}")

    def types(self, text: str) -> Self:
        """Type `text`, and see it echoed; once more where it came before the screen was ready (R13)."""
        self.send(text)
        with suppress(TerminalError):
            self.wait_for(text[-30:], timeout=4.0)
            return self.sees(re.escape(text[-30:]))
        self.send(text)
        return self.sees(re.escape(text[-30:]))

    def keys(self, *names: str) -> Self:
        """Press keys, each once what the one before did has come out.

        One that brings nothing came before the screen was ready (R13), and is pressed again.
        """
        for name in names:
            self.press(name)
            if not self._read_more(monotonic() + PATIENCE, SETTLE):
                self.press(name)
                self._read_more(monotonic() + PATIENCE, SETTLE)
        return self

    def opens(self, key: str, sight: str) -> Self:
        """Press a key, and see what it opens; once more where it came before the screen was ready (R13)."""
        self.press(key)
        with suppress(TerminalError):
            self.wait_for(re.compile(sight), settle=READY, timeout=4.0)
            return self
        self.press(key)
        self.wait_for(re.compile(sight), settle=READY)
        return self

    def clicks(self, *sights: str) -> Self:
        """Click on each text, a pattern, where the screen shows it last; each once it is shown."""
        for sight in sights:
            self.sees(sight)
            found = [(m, y) for y, line in enumerate(self.lines()) if (m := re.search(sight, line))]
            match, row = found[-1]
            self.click((match.start() + match.end() - 1) // 2, row)
            self._read_more(monotonic() + PATIENCE, SETTLE)
        return self

    def answers(self, label: str, *names: str, text: str = "") -> Self:
        """Answer the item that begins with `label`: type `text`, then press the keys."""
        self.asked(label)
        if text:
            self.types(text)
        return self.keys(*names)

    def completes(self) -> Self:
        """End the step that is shown as answered: an act of its own."""
        return self.sees("Terminar este paso|Complete this step").keys("1", "enter")


def sessions(home: Path) -> list[Path]:
    """The records under `home`."""
    return sorted((home / "restaura" / "data" / "sessions").glob("*.json"))


def held_at(home: Path, item: str) -> None:
    """Leave a session under `home` that asks for `item`, without the keys that lead there."""
    begun(home / "restaura", before(item)).close()
