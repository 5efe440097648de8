"""The pictures of the README are those of the program as it is."""

import html
import re
from pathlib import Path

import pytest

from tests.pictures import PICTURES, variants

CHANGING = re.compile(r"\d{4}-\d\d-\d\d-\w{4}|[━─]+|\d|\b(?:lun|mar|mié|jue|vie|sáb|dom)\b")


def words(picture: Path) -> list[str]:
    """What a picture says, without what differs from day to day: figures, weekdays, the id."""
    said = re.findall(r"<text [^>]*>(.*?)</text>", picture.read_text(encoding="utf-8"))
    return [CHANGING.sub("·", html.unescape(text)) for text in said]


async def test_the_picture_of_the_variants_is_what_the_program_shows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RESTAURA_HOME", str(tmp_path))
    drawn = tmp_path / "variants.svg"
    await variants(drawn)
    assert words(drawn) == words(PICTURES / "variants.svg")
    assert "No se puede deshacer." in " ".join(words(drawn)).replace("\xa0", " ")
