"""The command line: what `restaura` does is chosen here, and imported only when it is chosen."""

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns its exit code (design.md, "The command line").

    0 done; 1 the thing asked about is not so; 2 wrong usage; 3 not found; 4 stored data cannot be
    read or written; 70 a fault of the program, with its trace in the log; 130 interrupted; 141
    nobody reads the output any more.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--version"]:  # before anything else is imported
        from runbooks.version import VERSION

        print(f"restaura {VERSION}")
        return 0
    try:
        return _carried_out(given)
    except (Exception, KeyboardInterrupt) as error:  # the one boundary: a sentence, an exit code
        from tui.ending import ending

        return ending(error)


def _carried_out(given: list[str]) -> int:
    from importlib import import_module

    from runbooks.folders import configured, folders, moved
    from runbooks.language import choose, use
    from tui.collecting import collect_seldom
    from tui.commands.output import prepare_streams
    from tui.grammar.training import joined
    from tui.parser import asked_language, parser

    collect_seldom()
    prepare_streams()
    places = folders(os.environ)
    settings = configured(places.config_file)
    places = moved(places, os.environ, settings)
    # Before the parser is made: its own words are said in this language too.
    use(choose(asked_language(given), os.environ, settings.get("language")))
    try:
        options = parser().parse_args(joined(given))
        code = int(import_module(f"tui.commands.{options.command or 'home'}").command(options, places))
    except SystemExit as end:  # how argparse ends, for --help and for wrong usage
        code = int(end.code or 0)
    if sys.stdout is not None:
        sys.stdout.flush()  # here, where it can still be told that it failed
    return code


if __name__ == "__main__":
    sys.exit(main())
