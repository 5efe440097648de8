"""SIGKILL at every system call that changes the disk, while records are taken in, put away or exported.

The oracle stands outside: the records as they were before. What was there is there afterwards, in the folder
or in an archive that verifies; nothing is half done that the next try does not finish.
"""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Final

import keeping_worker

import runbooks

WORKERS: Final = max(2, os.cpu_count() or 2)
CALLS: Final = (
    *("openat", "write", "fsync", "link", "linkat", "rename", "renameat", "renameat2"),
    *("unlink", "unlinkat", "rmdir", "mkdir", "mkdirat", "chmod", "fchmod", "flock"),
)
IDS: Final = ("2025-03-04-aaaa", "2025-03-04-bbbb")

Point = tuple[str, int]


def traced(home: Path, what: str, file: Path, *options: str) -> "subprocess.CompletedProcess[str]":
    """Run the worker under strace, which looks only at calls that touch what lies below `home`."""
    below = [home / "data", *(path for path in watched(home, file))]
    worker = [
        os.path.realpath(sys.executable),
        "-B",
        "-S",
        keeping_worker.__file__,
        what,
        str(home),
        str(file),
    ]
    packages = [str(Path(runbooks.__path__[0]).parent), sysconfig.get_path("purelib")]
    return subprocess.run(
        [
            "strace",
            "-f",
            "-o",
            str(home / "calls"),
            *(w for path in below for w in ("-P", str(path))),
            *options,
        ]
        + worker,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(packages)},
        capture_output=True,
        text=True,
        check=False,
    )
