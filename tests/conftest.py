"""What every test begins with: Spanish, whatever was spoken before, and signals that reach what it starts."""

import signal

import pytest

from runbooks.language import LANGUAGES, use

# A suite that was begun in the background ignores Ctrl-C, and so would all that it starts (POSIX, 2.11).
for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)


@pytest.fixture(autouse=True)
def _spanish() -> None:
    use(LANGUAGES[0])
