"""The command line: what `restaura` does is chosen here, and imported only when it is chosen."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runbooks.folders import Folders, folders
from runbooks.language import _, choose, use

DONE, NOT_SO, USAGE, NOT_FOUND, STORED = range(5)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (design.md, "The command line")."""
    places = folders(os.environ)
    parser = _parser()
    options = parser.parse_args(arguments)
    use(choose(options.lang, os.environ, None))
    if options.command is None:
        parser.print_help()
        return DONE
    from runbooks.definition.faults import DefinitionError
    from runbooks.record.errors import AmbiguousId, NotFound, StoreError

    try:
        return int(COMMANDS[options.command](options, places))
    except (NotFound, AmbiguousId) as error:
        return _told(error, NOT_FOUND)
    except StoreError as error:
        return _told(error, STORED)
    except DefinitionError as error:
        return _told(error, NOT_SO)


def _told(error: Exception, code: int) -> int:
    from runbooks.language.visible import visible

    print(f"restaura: {visible(str(error), multiline=True)}", file=sys.stderr)
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="restaura")
    parser.add_argument("--lang", choices=("es", "en"))
    commands = parser.add_subparsers(dest="command")
    run = commands.add_parser("run")
    run.add_argument("runbook", nargs="?", default=None)
    run.add_argument("--answers", metavar="FILE", required=True)
    resume = commands.add_parser("resume")
    resume.add_argument("id", nargs="?")
    resume.add_argument("--answers", metavar="FILE", required=True)
    show = commands.add_parser("show")
    show.add_argument("id")
    show.add_argument("--at", type=int, metavar="SEQ")
    listed = commands.add_parser("list")
    listed.add_argument("--status", choices=("open", "closed", "all"), default="all")
    check = commands.add_parser("runbook").add_subparsers(dest="what", required=True)
    check.add_parser("check").add_argument("file", nargs="?")
    for command in (run, resume, show, listed):
        command.add_argument("--json", action="store_true")
    return parser


def _run(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.answers import read_answers
    from runbooks.definition.faults import DefinitionError, Fault
    from runbooks.definition.loader import load_runbook, shipped_runbooks
    from runbooks.record.store import Store
    from runbooks.session import Session
    from runbooks.settings import load_settings

    file = read_answers(Path(options.answers).read_bytes(), options.answers)
    shipped = shipped_runbooks()
    name = options.runbook or file.runbook or next(iter(shipped))
    path = shipped.get(name) or Path(name)
    if not path.is_file():
        what = _("there is no runbook of this name")
        raise DefinitionError([Fault(name, 0, 0, "", what)])
    settings = load_settings(places.config_file, os.environ)
    session = Session.start(
        Store(places.sessions),
        load_runbook(path),
        operator=file.operator or settings.operator,
        portal={"name": settings.portal_name, "timezone": settings.portal_timezone},
        settings={
            "copy_hour": settings.copy_hour,
            "support_lead_hours": settings.support_lead_hours,
        },
        language=settings.document_language,
        now=_now,
    )
    return _go_on(session, file, options)


def _resume(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.answers import read_answers
    from runbooks.record.listing import find, ids
    from runbooks.record.store import Store
    from runbooks.session import Session

    file = read_answers(Path(options.answers).read_bytes(), options.answers)
    asked = options.id or next(iter(ids(places.sessions)), "")
    session = Session.resume(Store(places.sessions), find(places.sessions, asked), _now)
    return _go_on(session, file, options)


def _go_on(session: Any, file: Any, options: argparse.Namespace) -> int:
    from runbooks.answers import run_answers
    from runbooks.standing import standing

    with session:
        refused = run_answers(session, file)
        _print(standing(session.situation, str(session.path), refused), options)
    return NOT_SO if refused else DONE


def _show(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.engine.situation import Situation
    from runbooks.record.listing import find
    from runbooks.record.store import Store
    from runbooks.session import at_last_event, replay
    from runbooks.standing import standing

    store = Store(places.sessions)
    id = find(places.sessions, options.id)
    state = replay(store.read(id), options.at)
    seen = at_last_event(state) if options.at else Situation(state, _now())
    _print(standing(seen, store.path(id)), options)
    return DONE


def _list(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.record.errors import UnreadableRecord
    from runbooks.record.listing import summaries

    found: list[Any] = []
    for summary in summaries(places.sessions):
        if isinstance(summary, UnreadableRecord):
            print(f"restaura: {summary}", file=sys.stderr)
        elif options.status == "all" or (summary["status"] == "closed") == (options.status == "closed"):
            found.append(summary)
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
        return DONE
    for summary in found:
        print(f"{summary['id']}  {summary['status']:<8}  {summary['outcome'] or summary['step']}")
    return DONE


def _runbook(options: argparse.Namespace, _places: Folders) -> int:
    from runbooks.definition.loader import load_runbook, shipped_runbooks

    for path in [Path(options.file)] if options.file else shipped_runbooks().values():
        load_runbook(path)
        print(_("{path}: passes").format(path=path.name))
    return DONE


def _print(document: dict[str, Any], options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(document, ensure_ascii=False))
        return
    print(f"{document['id']}  {document['status']}  {document['outcome'] or document['step']}")
    if document["refusal"]:
        print(document["refusal"]["reason"], file=sys.stderr)


def _now() -> datetime:
    return datetime.now(UTC)


COMMANDS = {"run": _run, "resume": _resume, "show": _show, "list": _list, "runbook": _runbook}

if __name__ == "__main__":
    sys.exit(main())
