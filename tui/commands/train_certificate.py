"""`restaura train certificate`: for an exam that was passed without a critical failure."""

import os
from argparse import Namespace

from runbooks.folders import Folders
from runbooks.record.store import Store
from runbooks.report.certificate import NoCertificate, certificate
from runbooks.report.formats import written
from runbooks.settings import load_settings
from tui.commands.handing_out import hand_out
from tui.ending import DONE, NOT_SO, Ended
from tui.replaying import replaying
from tui.trainings import training_named


def command(options: Namespace, places: Folders) -> int:
    """Write the certificate, or say why there is none."""
    months = load_settings(places.config_file, os.environ).training_months
    record = training_named(places, options.id)
    with replaying(Store(places.training).path(record.id)):
        try:
            page = certificate(record, months)
        except NoCertificate as error:
            raise Ended(NOT_SO, str(error)) from None
    hand_out(written(page, options.format), options)
    return DONE
