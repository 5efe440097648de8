"""`restaura runbook`: for those who write runbooks."""

from argparse import Namespace
from pathlib import Path

from runbooks.definition.loader import load_runbook, shipped_runbooks
from runbooks.folders import Folders
from runbooks.language import _, current
from tui.commands.output import as_json, columns, say
from tui.ending import DONE, NOT_FOUND, Ended


def command(options: Namespace, _places: Folders) -> int:
    """List, check, or print a schema."""
    return {"list": _list, "check": _check, "schema": _schema}[options.what](options)


def _list(_options: Namespace) -> int:
    loaded = [(name, load_runbook(path)) for name, path in shipped_runbooks().items()]
    for line in columns([(name, one.code, one.title.in_language(current())) for name, one in loaded]):
        print(line)
    return DONE


def _check(options: Namespace) -> int:
    for path in [Path(options.file)] if options.file else shipped_runbooks().values():
        if not path.exists():
            raise Ended(NOT_FOUND, _("There is no file {path}.").format(path=path))
        load_runbook(path)
        say(_("{path}: passes").format(path=path.name))
    return DONE


def _schema(options: Namespace) -> int:
    from runbooks.schemas import SCHEMAS

    print(as_json(SCHEMAS[options.of](), indent=1))
    return DONE
