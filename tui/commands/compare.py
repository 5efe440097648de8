"""`restaura compare`: two sessions side by side, where they parted, what it cost."""

from argparse import Namespace

from runbooks.folders import Folders
from runbooks.language import _
from runbooks.record.encoding import Record, holds_together
from runbooks.record.store import Store
from runbooks.report.comparison.data import comparison_data
from runbooks.report.comparison.model import Comparison, NotComparable
from runbooks.report.comparison.page import comparison
from runbooks.told import record_changed
from tui.commands.handing_out import as_asked, hand_out
from tui.commands.output import as_json, complain
from tui.ending import DONE, NOT_SO, USAGE, Ended
from tui.locating import located
from tui.replaying import replaying


def command(options: Namespace, places: Folders) -> int:
    """Hand out the comparison of two records, as lines, as a page or as JSON."""
    if options.json and options.format:
        raise Ended(USAGE, _("--json and --format are two ways to have it: name one."))
    first, second = _record(places, options.first), _record(places, options.second)
    with replaying(_path(places, first)), replaying(_path(places, second)):
        try:
            compared = Comparison(first, second)
        except NotComparable as error:
            raise Ended(NOT_SO, str(error)) from None
        if options.json:
            data = (as_json(comparison_data(compared)) + "\n").encode()
        else:
            data = as_asked(comparison(compared), options)
    hand_out(data, options)
    return DONE


def _record(places: Folders, asked: str) -> Record:
    folder, id = located(places, asked)
    record = Store(folder).read(id)
    if not holds_together(record):
        complain(f"{id}: {record_changed()}")
    return record


def _path(places: Folders, record: Record) -> str:
    return Store(places.of(record.mode).sessions).path(record.id)
