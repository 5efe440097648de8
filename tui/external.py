"""A text in the person's own editor: $VISUAL or $EDITOR, on a file of its own."""

import os
import shlex
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from runbooks.language import _

MOST_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Edited:
    """What came back: the `text`, or `why_not` where it did not."""

    text: str = ""
    why_not: str = ""


def edited(text: str) -> Edited:
    """`text` as it comes back from the editor; the caller has left the screen to it."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        return Edited(why_not=_("No editor is set: name one in $EDITOR."))
    with tempfile.TemporaryDirectory(prefix="restaura-") as folder:
        file = Path(folder) / "text.md"
        try:
            file.write_text(text, encoding="utf-8")
            ended = subprocess.run([*shlex.split(command), str(file)], check=False)
            back = file.read_bytes()[:MOST_BYTES].decode("utf-8", "replace").rstrip("\n")
        except (OSError, ValueError) as error:
            told = _("The editor {command} cannot be run: {reason}")
            return Edited(why_not=told.format(command=command, reason=error))
    if ended.returncode != 0:
        told = _("The editor ended with {code}; the text stays as it was.")
        return Edited(why_not=told.format(code=ended.returncode))
    return Edited(text=back)
