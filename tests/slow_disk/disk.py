"""The hand on the disk of `sitecustomize`."""

import os
from pathlib import Path

HERE = Path(__file__).parent


class SlowDisk:
    """A disk for one program, under `home`: as quick as the real one until it is told otherwise."""

    def __init__(self, home: Path) -> None:
        self._told = home / "disk"
        self.environment = {"PYTHONPATH": str(HERE), "RESTAURA_TEST_DISK": str(self._told)}

    def takes(self, seconds: float) -> None:
        """Let each fsync take so long."""
        self._told.write_text(str(seconds))

    def stop(self) -> None:
        """Let each fsync wait for `go_on`."""
        os.mkfifo(self._told)

    def go_on(self) -> None:
        """Let the fsync that waits, and all that follow, be done; waits for one that waits."""
        with open(self._told, "w"):
            self._told.unlink()
