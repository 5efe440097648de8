"""How wide the columns of a table are, in the cells of a terminal; and when it is no table any more."""

from collections.abc import Sequence
from typing import Final

from runbooks.language.cells import width_of

GAP: Final = 2
"""Cells between two columns."""
LONGEST_WORD: Final = 16
"""Cells of a word that a column must hold; longer ones are broken."""
READABLE: Final = 18
"""Cells of a column of running text; in a narrower one it may not take more than the `TALLEST` rows."""
TALLEST: Final = 5


def least_width(words: Sequence[str]) -> int:
    """What a column of these words takes at least, in cells."""
    return min(max(map(width_of, words), default=0), LONGEST_WORD)


def column_widths(
    natural: Sequence[int], least: Sequence[int], shares: Sequence[int], width: int
) -> tuple[int, ...]:
    """The columns' widths in cells on a page of `width`; none where the rows are better told as lists.

    `natural` is what the longest cell of each takes, `least` what its longest word does; between them
    each gets what it needs as far as its share goes, `shares` being those of the table or none.
    """
    widths, places = [*least], range(len(least))
    left = width - GAP * (len(least) - 1) - sum(least)
    if left < 0:
        return ()
    for _cell in range(left):
        if wanting := [n for n in places if widths[n] < natural[n]]:
            widths[min(wanting, key=lambda n: widths[n] / (shares[n] if shares else 1))] += 1
    is_crowded = any(
        wide < READABLE and most > wide * TALLEST for wide, most in zip(widths, natural, strict=True)
    )
    return () if is_crowded else tuple(widths)
