"""The name of the record's format, and what is said of a file in another."""

import re
from typing import Any, Final

from runbooks.language import _
from runbooks.record.strict_json import BadJson

FORMAT: Final = "restaura.session/1"
_ANY_FORMAT: Final = re.compile(r"restaura\.session/[1-9][0-9]{0,8}")


def check_format(document: Any) -> None:
    """Raise `BadJson` unless the document says that it is a record of this format.

    Format 1 is the first: there are no older ones to upgrade.
    """
    named = document.get("format") if isinstance(document, dict) else None
    if not isinstance(named, str) or not _ANY_FORMAT.fullmatch(named):
        raise BadJson(_("It is not a record of restaura."))
    if named != FORMAT:
        told = _("A newer restaura wrote it ({format}): install that version to read it.")
        raise BadJson(told.format(format=named))
