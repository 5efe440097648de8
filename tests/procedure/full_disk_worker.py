"""A program that runs out of disk while it saves, and goes on when there is room again.

    python full_disk_worker.py FOLDER

The folder is a small file system of its own. Prints what it saw, a word a line.
"""

import errno
import os
import sys

from store_worker import ID, append_next, new_record, next_events, summary

from runbooks.language import use
from runbooks.record.errors import StoreError
from runbooks.record.store import Store


def fill(path: str) -> None:
    """Write until the system takes no more, all but one page."""
    with open(path, "wb", buffering=0) as ballast:
        try:
            while True:
                ballast.write(b"x" * 4096)
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
        # One page is left, so that the first write is cut short and the next one refused.
        os.truncate(path, ballast.tell() - 4096)


def main(folder: str) -> None:
    """Create, fill the disk, fail, make room, succeed."""
    use("en")
    store = Store(os.path.join(folder, "sessions"))
    with store.create(new_record(events=30)) as writer:
        fill(os.path.join(folder, "ballast"))
        before = writer.record
        try:
            writer.append(next_events(before), summary(ID, 31))
        except StoreError as error:
            print(errno.errorcode[error.errno or 0])
            print("told" if "The disk is full" in str(error) else str(error))
        print("kept" if store.read(ID) == before == writer.record else "lost")
        print("clean" if sorted(os.listdir(store.folder))[0] == f"{ID}.json" else "left over")
        os.unlink(os.path.join(folder, "ballast"))
        append_next(writer)
    print("saved" if store.read(ID) == new_record(events=31) else "lost")


if __name__ == "__main__":
    main(sys.argv[1])
