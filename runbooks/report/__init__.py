"""What is handed on of a session: its report, and the record as an answer file."""

from runbooks.report.answer_file import answers_of
from runbooks.report.markdown import markdown

__all__ = ["answers_of", "markdown"]
