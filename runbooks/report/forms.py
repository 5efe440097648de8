"""The formats in which a record can be handed on, by name; what writes them is in `formats`.

Apart from it, so that the command line knows them without importing it.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from runbooks.language import N_


class Form(NamedTuple):
    """A format: its name, a word on what it is good for, and how the name of its file ends.

    `is_page` where any page can be written in it; the others are files made of a whole record.
    """

    name: str
    told: str
    ending: str
    is_page: bool = False


FORMS: Final[Mapping[str, Form]] = {
    "pdf": Form("PDF", N_("to print, to sign and to file"), ".pdf", is_page=True),
    "html": Form("HTML", N_("one file for any browser"), ".html", is_page=True),
    "md": Form("Markdown", N_("a text, to read and to hand on"), ".md", is_page=True),
    "json": Form(N_("Record"), N_("as it is kept, with everything that can be verified"), ".json"),
    "answers": Form(N_("Answers"), N_("an answer file that `restaura run --answers` takes"), ".answers.yaml"),
    "csv": Form(N_("Events, CSV"), N_("a table for a spreadsheet"), ".csv"),
}
"""The formats in the order in which they are offered."""

PAGE_FORMATS: Final = tuple(id for id, form in FORMS.items() if form.is_page)
"""Those of any page, be it made of a record or not."""
