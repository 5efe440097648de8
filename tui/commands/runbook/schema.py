"""`restaura runbook schema`: the JSON Schema of a kind of file, for editors and other programs."""

import sys
from argparse import Namespace

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.schemas import SCHEMAS, editor_line, printed_by
from tui.commands.output import as_json, complain
from tui.ending import DONE


def command(options: Namespace, _places: Folders) -> int:
    """Print the schema; to a person, say how an editor comes to use it too."""
    print(as_json(SCHEMAS[options.of](), indent=1))
    line = editor_line(options.of)
    if line and sys.stderr is not None and sys.stderr.isatty():
        told = _(
            "An editor checks such a file while it is written: run `{command}` beside it, and begin it with"
        )
        complain(f"{told.format(command=printed_by(options.of))}\n{line}")
    return DONE
