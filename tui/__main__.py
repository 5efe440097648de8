"""The command line: what `restaura` does is chosen here, and imported only when it is chosen."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runbooks.folders import Folders, configured_language, folders
from runbooks.language import _, choose, current, use

DONE, NOT_SO, USAGE, NOT_FOUND, STORED = range(5)
INTERRUPTED = 130  # as a shell tells of Ctrl-C


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code (design.md, "The command line")."""
    places = folders(os.environ)
    parser = _parser()
    options = parser.parse_args(arguments)
    use(choose(options.lang, os.environ, configured_language(places.config_file)))
    if options.command is None:
        parser.print_help()
        return DONE
    from runbooks.definition.faults import DefinitionError
    from runbooks.record.errors import AmbiguousId, NotFound, SessionLocked, StoreError

    try:
        return int(COMMANDS[options.command](options, places))
    except (NotFound, AmbiguousId) as error:
        return _told(error, NOT_FOUND)
    except (SessionLocked, DefinitionError) as error:
        return _told(error, NOT_SO)
    except StoreError as error:
        return _told(error, STORED)
    except KeyboardInterrupt:
        return INTERRUPTED


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
    run.add_argument("--answers", metavar="FILE")
    resume = commands.add_parser("resume")
    resume.add_argument("id", nargs="?")
    resume.add_argument("--answers", metavar="FILE")
    export = commands.add_parser("export")
    export.add_argument("id")
    export.add_argument("--format", choices=("md", "json", "answers"), default="md")
    export.add_argument("--output", metavar="PATH")
    verified = commands.add_parser("verify")
    verified.add_argument("records", nargs="*", metavar="ID|PATH")
    for way in (run, resume):
        way.add_argument("--plain", action="store_true")
    show = commands.add_parser("show")
    show.add_argument("id")
    show.add_argument("--at", type=int, metavar="SEQ")
    listed = commands.add_parser("list")
    listed.add_argument("--status", choices=("open", "closed", "all"), default="all")
    about = commands.add_parser("runbook").add_subparsers(dest="what", required=True)
    about.add_parser("check").add_argument("file", nargs="?")
    about.add_parser("list")
    schema = about.add_parser("schema")
    schema.add_argument("--of", choices=("runbook", "config"), default="runbook")
    for command in (run, resume, show, listed, verified):
        command.add_argument("--json", action="store_true")
    return parser


def _run(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.definition.faults import DefinitionError, Fault
    from runbooks.definition.loader import load_runbook, shipped_runbooks
    from runbooks.record.store import Store
    from runbooks.session import Session
    from runbooks.settings import load_settings

    file = _answer_file(options)
    shipped = shipped_runbooks()
    name = options.runbook or (file.runbook if file else None) or next(iter(shipped))
    path = shipped.get(name) or Path(name)
    if not path.is_file():
        what = _("there is no runbook of this name")
        raise DefinitionError([Fault(name, 0, 0, "", what)])
    settings = load_settings(places.config_file, os.environ)
    session = Session.start(
        Store(places.sessions),
        load_runbook(path),
        operator=(file.operator if file else None) or settings.operator,
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
    from runbooks.record.listing import find
    from runbooks.record.store import Store
    from runbooks.session import Session

    file = _answer_file(options)
    asked = options.id or _newest_open(places)
    session = Session.resume(Store(places.sessions), find(places.sessions, asked), _now)
    return _go_on(session, file, options)


def _answer_file(options: argparse.Namespace) -> Any:
    if options.answers is None:
        return None
    from runbooks.answers import read_answers
    from runbooks.definition.faults import DefinitionError, Fault

    try:
        return read_answers(Path(options.answers).read_bytes(), options.answers)
    except OSError as error:
        what = _("the file cannot be read: {reason}").format(reason=error.strerror)
        raise DefinitionError([Fault(options.answers, 0, 0, "", what)]) from None


def _newest_open(places: Folders) -> str:
    from runbooks.record.errors import UnreadableRecord
    from runbooks.record.listing import summaries

    for summary in summaries(places.sessions):
        if not isinstance(summary, UnreadableRecord) and summary["status"] != "closed":
            return str(summary["id"])
    return ""


def _export(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.record.encoding import Encoded
    from runbooks.record.files import write_new_file
    from runbooks.record.listing import find
    from runbooks.record.store import Store
    from runbooks.report import answers_of, markdown
    from runbooks.session import at_last_event, replay

    record = Store(places.sessions).read(find(places.sessions, options.id))
    if options.format == "json":
        text = Encoded.of(record).data.decode()
    elif options.format == "answers":
        text = answers_of(record)
    else:
        text = markdown(record, at_last_event(replay(record)))
    if options.output:
        write_new_file(options.output, text.encode())
    else:
        print(text, end="")
    return DONE


def _verify(options: argparse.Namespace, places: Folders) -> int:
    from runbooks.record.listing import find, ids
    from runbooks.record.store import Store
    from runbooks.record.verify import verify

    store = Store(places.sessions)
    asked = options.records or ids(places.sessions)
    verdicts = [
        verify(one if Path(one).is_file() else store.path(find(places.sessions, one))) for one in asked
    ]
    if options.json:
        found = [verdict.as_json() for verdict in verdicts]
        print(json.dumps(found[0] if len(options.records) == 1 else found, ensure_ascii=False))
    else:
        for verdict in verdicts:
            told = _("CHANGED") if verdict.faults else _("unchanged")
            print(f"{verdict.path}: {told}")
            for fault in verdict.faults:
                print(f"  {fault.where}: {fault.what}")
    return NOT_SO if any(verdict.faults for verdict in verdicts) else DONE


def _go_on(session: Any, file: Any, options: argparse.Namespace) -> int:
    from runbooks.standing import standing

    with session:
        if file is None:
            from tui.plain import run_plain

            run_plain(session)
            return DONE
        from runbooks.answers import run_answers

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

    if options.what == "schema":
        return _schema(options.of)
    if options.what == "list":
        for name, path in shipped_runbooks().items():
            runbook = load_runbook(path)
            print(f"{name}  {runbook.code}  {runbook.title.in_language(current())}")
        return DONE
    for path in [Path(options.file)] if options.file else shipped_runbooks().values():
        load_runbook(path)
        print(_("{path}: passes").format(path=path.name))
    return DONE


def _schema(of: str) -> int:
    from runbooks.definition.model import Runbook
    from runbooks.settings import Settings

    model = Settings if of == "config" else Runbook
    print(json.dumps(model.model_json_schema(), ensure_ascii=False, indent=1))
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


COMMANDS = {
    "run": _run,
    "resume": _resume,
    "show": _show,
    "list": _list,
    "export": _export,
    "verify": _verify,
    "runbook": _runbook,
}

if __name__ == "__main__":
    sys.exit(main())
