"""A disk that takes its time, for a Python started with this folder in PYTHONPATH.

`RESTAURA_TEST_DISK` names a file that may come and go. While there is a FIFO of that name, each fsync
waits until it was opened for writing; while there is a plain file, for the seconds written in it.
"""

import os
import stat
import time
from typing import Any

_disk, _fsync = os.environ["RESTAURA_TEST_DISK"], os.fsync


def fsync(file: Any) -> None:
    """As `os.fsync`, on that disk."""
    try:
        mode = os.stat(_disk).st_mode
    except FileNotFoundError:
        mode = 0
    if mode:
        with open(_disk) as disk:  # waits for the other end of a FIFO
            seconds = disk.read()
        if stat.S_ISREG(mode):
            time.sleep(float(seconds))
    _fsync(file)


os.fsync = fsync
