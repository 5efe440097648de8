"""A worker program on a disk of its own that can be filled: a small tmpfs in a mount namespace."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import ModuleType

import pytest

TESTS = Path(__file__).parent


def on_a_small_disk(
    worker: ModuleType, home: Path, size: str, env: Mapping[str, str]
) -> "subprocess.CompletedProcess[str]":
    """Run `worker` with `home`, mounted as a disk of `size` ("2m"); skips where none can be mounted."""
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed, and a small disk needs a mount of its own")
    mount = f'mount -t tmpfs -o size={size} none "$0" && exec "$@"'
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", mount, str(home)]
    if subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("a file system cannot be mounted here, not even in a namespace of its own")
    path = os.pathsep.join(map(str, (TESTS / "procedure", TESTS.parent)))
    return subprocess.run(
        [*command, sys.executable, str(worker.__file__), str(home)],
        env={**env, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
