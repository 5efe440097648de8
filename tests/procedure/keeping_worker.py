"""A program that moves records and can be killed at any system call.

    python keeping_worker.py import HOME FILE
    python keeping_worker.py archive HOME FILE
    python keeping_worker.py export HOME FILE

`FILE` is the record to take in, the archive to write, or the report.
"""

import sys
from pathlib import Path

from runbooks.folders import folders
from runbooks.record.archive.moving import put_away
from runbooks.record.errors import StoreError
from runbooks.record.files import write_new_file
from runbooks.record.importing import import_file
from runbooks.record.listing import ids
from runbooks.record.store import Store
from runbooks.redaction import people_in, redacted
from runbooks.report.answer_file import answers_of


def main(what: str, home: str, file: str) -> None:
    """Do it, as the commands do."""
    places = folders({"RESTAURA_HOME": home})
    if what == "import":
        import_file(file, places)
    elif what == "archive":
        moved = put_away(places, ids(places.sessions), Path(file))
        if moved.left:
            raise StoreError(str(moved.left), file)
    else:
        records = [Store(places.sessions).read(id) for id in ids(places.sessions)]
        people = people_in(records)
        write_new_file(file, "\n".join(answers_of(redacted(one, people)) for one in records).encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
