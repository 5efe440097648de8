"""What a closed session leaves beside its record: the report, as a file."""

from runbooks.language import _
from runbooks.record.errors import StoreError
from runbooks.record.files import make_private_folder, write_whole
from runbooks.report import markdown
from runbooks.session import Session
from tui.lines import Line, line


def write_report(session: Session) -> list[Line]:
    """Write the report beside the documents; says where it and the record are, or why it is not there."""
    lines = [line(_("Record: {path}").format(path=session.path), "$quiet")]
    path = session.document("report")
    try:
        make_private_folder(path.parent)
        write_whole(path, markdown(session.record, session.situation).encode())
    except StoreError as error:
        told = _("The report was not written: {reason}").format(reason=error)
        return [*lines, line(told, "bold $warning")]
    return [*lines, line(_("Report: {path}").format(path=path), "$quiet")]
