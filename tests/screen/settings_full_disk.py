"""The settings screen on a full disk, and once there is room again.

    python settings_full_disk.py FOLDER

The folder is a small file system of its own. Prints what the screen said, part by part.
"""

import asyncio
import sys
from pathlib import Path

from full_disk_worker import fill

from runbooks.record.files import make_private_folder
from tests.screen.sitting import places, sitting
from tui.editors.field import Field


async def main(folder: Path) -> None:
    """Change the operator on a full disk, then again with room."""
    file = places(folder).config_file
    make_private_folder(file.parent)
    file.write_text("operator = 'Ana'\n")
    ballast = folder / "ballast"
    fill(str(ballast))
    with ballast.open("ab", buffering=0) as rest:  # the last page too: the settings are smaller
        rest.write(b"x" * 4096)
    async with sitting(folder, None) as desk:
        await desk.press("f3", "2", "enter")
        await desk.press("end")
        await desk.paste(" Núñez", "enter")
        print("=== full", desk.said("Dialog > Vertical"), desk.app.screen.query_one(Field).value)
        print("=== kept", file.read_text(), sorted(one.name for one in file.parent.iterdir()))
        ballast.unlink()
        await desk.press("enter")
        print("=== again", desk.said("#told"), desk.rows()[-1])
        print("=== saved", file.read_text())


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
