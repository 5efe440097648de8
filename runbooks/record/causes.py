"""What the system's numbers for errors mean to a person, and what to do about it."""

import errno
import os
from collections.abc import Mapping
from typing import Final

from runbooks.language import N_, _

_CAUSES: Final[Mapping[int, str]] = {
    errno.ENOSPC: N_("The disk is full: free some space and try again."),
    errno.EDQUOT: N_("Your share of the disk is used up: free some space and try again."),
    errno.EROFS: N_("The disk is read-only: make it writable, or choose another folder."),
    errno.EACCES: N_("You have no permission there: correct it, or choose another folder."),
    errno.EPERM: N_("You have no permission there: correct it, or choose another folder."),
    errno.ENOTDIR: N_("Part of that path is a file and not a folder: choose another folder."),
    errno.EISDIR: N_("It is a folder: choose another name."),
    errno.ENOENT: N_("It is not there: look at how the name is written."),
    errno.EEXIST: N_("Something of that name is there already: choose another name."),
    errno.ELOOP: N_("It is a symbolic link, and links are not followed: name the file itself."),
    errno.ENXIO: N_("It is not an ordinary file."),
    errno.EFBIG: N_("It is too large."),
    errno.ENAMETOOLONG: N_("The name is too long: choose a shorter one."),
    errno.EIO: N_("The disk reports errors: copy the folder to another disk and go on there."),
}


def cause(number: int) -> str:
    """A sentence for an errno: what is the matter and what to do."""
    known = _CAUSES.get(number)
    return _(known) if known else _("The system says: {text}.").format(text=os.strerror(number))
