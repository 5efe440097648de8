"""Fixtures for the tests of the procedure, all of them asked for by name."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from runbooks.language import using
from runbooks.record.store import Store


@pytest.fixture
def english() -> Iterator[None]:
    """Sentences in the language in which tests and code are written."""
    with using("en"):
        yield


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store whose folder is not made yet."""
    return Store(tmp_path / "sessions")
