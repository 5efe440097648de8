"""Python's garbage collector, which finds nothing to collect while a program is being loaded."""

import gc
from typing import Final

SELDOM: Final = 500_000
"""New objects before the collector looks: a start makes fewer, and keeps them."""

USUAL: Final = gc.get_threshold()


def collect_seldom() -> None:
    """While the program starts: looking costs an eighth of the time until the first screen."""
    gc.set_threshold(SELDOM)


def collect_as_usual() -> None:
    """From the first screen on, and never again through what was loaded before."""
    gc.freeze()
    gc.set_threshold(*USUAL)
