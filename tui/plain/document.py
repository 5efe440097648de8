"""A document: its draft is shown whole, then accepted, corrected in an editor, or written anew."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from runbooks.definition.items import DocumentItem, Item
from runbooks.engine.commands import Answer
from runbooks.engine.documents import draft, placeholders
from runbooks.engine.marks import marked
from runbooks.language import _
from tui.plain.talk import Talk, numbered


def ask_document(talk: Talk, item: Item) -> None:
    """Ask until a text is accepted: what is recorded is the text that was shown."""
    assert isinstance(item, DocumentItem)
    text = draft(talk.situation, item).text
    _show(talk, text)
    while True:
        done = talk.choose(_("a number") + " > ", _ways(talk, item))
        if done == "accept":
            if talk.carry_out(Answer(item.id, text)):
                talk.again = None
                _tell_where(talk, item)
                return
        elif done == "empty":
            talk.left_empty.add(item.id)
            talk.again = None
            if talk.situation.state.entry(item.id).value is not None:
                talk.carry_out(Answer(item.id, None))
            return
        elif done == "edit":
            text = marked(_edited(talk, text), talk.session.state)
            _show(talk, text)
        elif done == "write":
            text = marked(talk.lines(), talk.session.state)
            _show(talk, text)


def _ways(talk: Talk, item: Item) -> list[tuple[str, str]]:
    ways = [("accept", _("accept this text")), ("write", _("write another text"))]
    if talk.situation.is_optional(item):
        ways.append(("empty", _("leave it empty")))
    if editor := _editor():
        ways.append(("edit", _("correct it in {editor}").format(editor=editor)))
    talk.say(*numbered(ways))
    return ways


def _show(talk: Talk, text: str) -> None:
    talk.say("", _("Text begins"), text.rstrip("\n"), _("Text ends"))
    left = placeholders(text)
    if left:
        talk.say(_("Still to fill in: {left}").format(left=", ".join(left)))


def _tell_where(talk: Talk, item: Item) -> None:
    path = talk.session.document(item.id)
    if path.is_file():
        talk.say(_("The text stands in {path} too, to copy it from.").format(path=path))


def _editor() -> str:
    return os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""


def _edited(talk: Talk, text: str) -> str:
    """`text` as the editor left it; as it was where the editor did not run to its end."""
    with tempfile.TemporaryDirectory(prefix="restaura-") as folder:  # made 0700
        file = Path(folder) / "document.md"
        file.write_text(text, encoding="utf-8")
        try:
            ended = subprocess.run([*shlex.split(_editor()), str(file)], check=False).returncode
            written = file.read_bytes().decode("utf-8", "replace")
        except (OSError, ValueError) as error:
            talk.say(_("Not done: {reason}").format(reason=error))
            return text
    if ended:
        talk.say(_("The editor ended with {code}; the text stays as it was.").format(code=ended))
        return text
    return written
