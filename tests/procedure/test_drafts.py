"""Drafts: typed text that outlives the program and stays private."""

import os
import stat
from pathlib import Path

import pytest
from store_worker import ID

from runbooks.record.drafts import delete_draft, read_draft, save_draft
from runbooks.record.errors import StoreError

pytestmark = pytest.mark.usefixtures("english")


def test_a_draft_is_read_back_as_it_was_typed_and_forgotten_when_told(tmp_path: Path) -> None:
    assert read_draft(tmp_path, ID, "ticket") is None
    for text in ("", "Estimados:\r\n\tse perdió “todo”\n", "otra vez"):
        save_draft(tmp_path, ID, "ticket", text)
        assert read_draft(tmp_path, ID, "ticket") == text
    assert os.listdir(tmp_path / ID) == ["ticket.txt"]
    delete_draft(tmp_path, ID, "ticket")
    delete_draft(tmp_path, ID, "ticket")
    assert read_draft(tmp_path, ID, "ticket") is None


def test_a_draft_is_for_its_owner_alone(tmp_path: Path) -> None:
    save_draft(tmp_path / "drafts", ID, "ticket", "x")
    made = [tmp_path / "drafts", tmp_path / "drafts" / ID, tmp_path / "drafts" / ID / "ticket.txt"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in made] == [0o700, 0o700, 0o600]


def test_half_a_surrogate_pair_does_not_lose_the_draft(tmp_path: Path) -> None:
    save_draft(tmp_path, ID, "ticket", "a\udce1b")
    assert read_draft(tmp_path, ID, "ticket") == "a?b"


@pytest.mark.parametrize(
    ("id", "item"),
    [("..", "ticket"), (ID, "../ticket"), (ID, ""), (ID, "a/b"), (f"{ID}\n", "a"), (ID, "a\n")],
)
def test_a_draft_cannot_be_sent_elsewhere_by_its_names(tmp_path: Path, id: str, item: str) -> None:
    with pytest.raises(ValueError, match="not the id"):
        save_draft(tmp_path, id, item, "x")
    assert os.listdir(tmp_path) == []


def test_a_draft_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / ID).mkdir()
    (tmp_path / ID / "ticket.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(StoreError, match="symbolic link"):
        read_draft(tmp_path, ID, "ticket")
