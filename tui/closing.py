"""What a closed session leaves beside its record: the report, as a file."""

from pathlib import Path

from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder, write_whole
from runbooks.report.session_report import session_report
from runbooks.report.writers.markdown import markdown
from runbooks.session import Session
from tui.lines import Line, line


def write_report(session: Session) -> list[Line]:
    """Write the report beside the documents; says where it and the record are, or why it is not there.

    Of a training it is the after-action report (T13); what an incident's report tells can be exported.
    """
    lines = [line(_("Record: {path}").format(path=session.path), "$quiet")]
    if session.state.mode == "training":
        from runbooks.report.after_action import after_action  # imported here: an incident has none

        return [*lines, write_text(session.document("after_action"), markdown(after_action(session.record)))]
    report = markdown(session_report(session.record, session.situation))
    return [*lines, write_text(session.document("report"), report)]


def short_path(path: Path) -> str:
    """A path as a person types it: from `~` where it lies at home."""
    home = Path.home()
    return f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)


def write_text(path: Path, written: str) -> Line:
    """Write a text that a person may want to open; says where it is, or why it is not there."""
    try:
        make_private_folder(path.parent)
        write_whole(path, written.encode())
    except StoreError as error:
        return line(_("The file was not written: {reason}").format(reason=error), "bold $warning")
    return line(_("File: {path}").format(path=path), "$quiet")
