"""The pictures of the README, from the real program: `python -m tests.pictures` writes them anew."""

import asyncio
import os
import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from runbooks.answers import read_answers, run_answers
from runbooks.folders import folders
from runbooks.language import use
from tui.app import Restaura
from tui.opening import start_incident

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "docs"
ANSWERS: Final = ROOT / "tests" / "data" / "restored.yaml"
TO_THE_VARIANT: Final = 16
"""Actions of `ANSWERS` up to where the variant is chosen."""

OUTSIDE: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""Textual's pictures ask for their font from outside; the reader's own will do."""


async def variants(path: Path) -> None:
    """The three variants side by side, at 120x40, the allowed one moved to."""
    session = start_incident(folders(os.environ), operator="Director de TI")
    file = read_answers(ANSWERS.read_bytes(), ANSWERS.name)
    run_answers(session, replace(file, actions=file.actions[:TO_THE_VARIANT]))
    app = Restaura(folders(os.environ), session)
    async with app.run_test(size=(120, 40)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)  # keys are dropped until the screen is shown (R13)
        await pilot.press("3")
        await pilot.pause()
        path.write_text(OUTSIDE.sub("", app.export_screenshot()), encoding="utf-8")
    session.close()


def main() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["RESTAURA_HOME"] = home
        use("es")
        asyncio.run(variants(PICTURES / "variants.svg"))


if __name__ == "__main__":
    main()
