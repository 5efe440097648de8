"""`restaura runbook schema`: the JSON Schema of a kind of file, for editors and other programs."""

from argparse import Namespace

from runbooks.folders import Folders
from runbooks.schemas import SCHEMAS
from tui.commands.output import as_json
from tui.ending import DONE


def command(options: Namespace, _places: Folders) -> int:
    """Print the schema."""
    print(as_json(SCHEMAS[options.of](), indent=1))
    return DONE
