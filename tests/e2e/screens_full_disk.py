"""The screens while the disk is full: what they say, what stays in the field, what Enter saves later.

    python screens_full_disk.py FOLDER

The folder is a small file system of its own. Prints what it saw, part by part.
"""

import os
import sys
from pathlib import Path

from full_disk_worker import fill

from tests.director import Director


def main(folder: str) -> None:
    """Answer, fill the disk, fail to save, make room, save by Enter alone."""
    ballast = os.path.join(folder, "ballast")
    with Director(Path(folder), "--lang", "es", "run") as director:
        director.answers("Anote quién reportó", "enter", text="ventas")
        director.answers("Elija por qué medio", "2", "enter")
        director.asked("Describa qué pasó").types("Falta todo")
        fill(ballast)
        director.keys("ctrl+s").sees("SIN GUARDAR")
        print("=== full", director.text())
        director.keys("ctrl+n").sees("Nota").types("sin lugar").keys("enter").sees("SIN GUARDAR: ")
        print("=== dialog", director.text())
        director.keys("escape").wait_for(lambda screen: "Esc lo deja" not in screen)
        os.unlink(ballast)
        director.keys("ctrl+s").asked("Marque las áreas").sees(r"guardado \d\d:")
        print("=== again", director.text())
        director.press("ctrl+q")
        print(f"=== exit {director.wait()}")


if __name__ == "__main__":
    main(sys.argv[1])
