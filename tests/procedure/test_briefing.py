"""What is told to whoever asks how things stand is true at that moment."""

from datetime import timedelta

import pytest
from desk import Desk, before

from runbooks.advised import briefing
from runbooks.language import LANGUAGES, using

SAID = {
    "usable": {"es": "hay una copia útil, la del", "en": "there is a usable copy"},
    "deleted": {"es": "la copia del jue 19/11/2026 ya no sirve", "en": "is of no more use"},
    "none": {"es": "ya no queda ninguna copia útil", "en": "no usable copy is left"},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("until", "days", "said"),
    [
        ("variant", 0, "usable"),
        ("variant", 8, "deleted"),
        ("restore_date", 0, "usable"),
        ("restore_date", 30, "none"),
    ],
)
def test_a_copy_is_called_usable_only_while_it_is(until: str, days: int, said: str, language: str) -> None:
    desk = Desk(before(until))
    desk.now += timedelta(days=days)
    with using(language):
        told = briefing(desk.situation)
    assert [name for name, words in SAID.items() if words[language] in told] == [said]
