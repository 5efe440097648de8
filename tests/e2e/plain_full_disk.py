"""A session by prompts that runs out of disk while it saves, and goes on when there is room again.

    python plain_full_disk.py FOLDER

The folder is a small file system of its own. Prints what the prompts said, part by part.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import IO

from full_disk_worker import fill

from tests.e2e.prompts import shown


def read_until(said: IO[bytes], word: str) -> str:
    """What is said up to `word`, or up to the end."""
    heard = b""
    while not heard.endswith(word.encode()) and (more := said.read(1)):
        heard += more
    return heard.decode()


def main(folder: str) -> None:
    """Answer, fill the disk, fail to save, make room, try again by Enter alone."""
    ballast = os.path.join(folder, "ballast")
    command = [sys.executable, "-m", "tui", "--lang", "es", "run", "--plain"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as program:
        assert program.stdin
        assert program.stdout

        def typed(line: str) -> None:
            assert program.stdin
            program.stdin.write(line.encode() + b"\n")
            program.stdin.flush()

        retry = "/q sale: "
        typed("ventas")
        print("=== saved", read_until(program.stdout, "> guardado"))
        fill(ballast)
        typed("2")
        print("=== full", read_until(program.stdout, retry))
        typed("otra cosa")
        print("=== kept", read_until(program.stdout, retry))
        os.unlink(ballast)
        typed("")
        print("=== again", read_until(program.stdout, "guardado"))
        fill(ballast)
        typed("falta todo")
        print("=== full again", read_until(program.stdout, retry))
        typed("/q")
        print("=== left", program.stdout.read().decode())
    print("=== answers", json.dumps(shown(Path(folder))["answers"]))
    print(f"=== exit {program.returncode}")


if __name__ == "__main__":
    main(sys.argv[1])
