"""`restaura runbook card`: the procedure for paper, to be filled in by hand."""

from argparse import Namespace

from runbooks.folders import Folders
from runbooks.report.card.model import Card, card_of
from tui.commands.handing_out import hand_out
from tui.ending import DONE, NOT_SO, Ended
from tui.opening import runbook_named


def command(options: Namespace, places: Folders) -> int:
    """Print the card of one runbook, or write it into a file."""
    card = card_of(runbook_named(places, options.runbook).load())
    hand_out(_written(card, options.format), options)
    return DONE


def _written(card: Card, format: str) -> bytes:
    if format == "md":
        from runbooks.report.card.markdown import card_markdown

        return card_markdown(card).encode()
    from runbooks.report.card.pdf import TooLong, card_pdf

    try:
        return card_pdf(card)
    except TooLong as error:
        raise Ended(NOT_SO, str(error)) from None
