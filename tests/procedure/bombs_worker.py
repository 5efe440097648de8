"""Hands each bomb to the loader, within a second and 200 MiB, and says as JSON how each ended.

python bombs_worker.py FOLDER
"""

import json
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bombs import BOMBS, MIB

from runbooks.definition.faults import DefinitionError
from runbooks.definition.loader import load_runbook
from runbooks.language import using

MOST_SECONDS: Final = 1.0
"""Of the processor's time, so that a machine that is busy elsewhere counts for nothing."""

MOST_MIB: Final = 200


class TooLong(BaseException):
    """One took more than its time."""


def _too_long(_signal: int, _frame: Any) -> None:
    raise TooLong


def ended(file: Path) -> Iterator[str]:
    """What the loader says of `file`; whatever else than a fault of the file ends it says so too."""
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
    try:
        load_runbook(file)
        yield "ENDED: it was taken for a runbook"
    except DefinitionError as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        yield from (str(fault) for fault in error.faults)
    except TooLong:
        yield "ENDED: it took more than a second"
    except Exception as error:
        yield f"ENDED: {type(error).__name__}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def most_mib() -> int:
    """The most memory that this process ever held, in MiB."""
    # Not `getrusage`, which counts what the process that began this one held.
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line.split()[1] for line in status if line.startswith("VmHWM"))) // 1024


def main(folder: Path) -> None:
    """Load each. Past twice the memory or two minutes in all, the system ends the process."""
    signal.signal(signal.SIGPROF, _too_long)
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + 2 * MOST_MIB * MIB,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
    said = {}
    with using("en"):
        for name, data in BOMBS.items():
            file = folder / "bomb.yaml"
            file.write_bytes(data)
            said[name] = list(ended(file))
    print(json.dumps({"said": said, "mib": most_mib()}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
