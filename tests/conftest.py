"""What every test begins with: the program speaks Spanish, whatever the test before made it speak."""

import pytest

from runbooks.language import LANGUAGES, use


@pytest.fixture(autouse=True)
def _spanish() -> None:
    use(LANGUAGES[0])
