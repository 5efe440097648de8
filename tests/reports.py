"""The golden incident's report as it reads, kept in every format: `python -m tests.reports` renews it."""

import io
import json
import re
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from runbooks.language import using
from runbooks.record.encoding import Record
from runbooks.report.formats import exported
from runbooks.report.session_report import session_report
from runbooks.report.writers.pdf import compiler, given
from runbooks.session import at_last_event, replay
from tests.golden import golden_record

PICTURE: Final = Path(__file__).parents[1] / "docs" / "report.png"
FOLDER: Final = Path(__file__).parent / "data" / "report"
KEPT: Final = (("md", "es"), ("md", "en"), ("html", "es"), ("pdf", "es"), ("csv", "es"))
HASH: Final = re.compile(r"\b[0-9a-f](?:\u200b?[0-9a-f]){11}(?:(?:\u200b?[0-9a-f]){52})?\b")
"""A head, or part of one, where a PDF may break it too: every change to the runbook changes them all,
and nobody reads them."""


def told(record: Record, format: str, language: str) -> str:
    """What the report says in one format, without the hashes."""
    with using(language):
        data = exported(record, at_last_event(replay(record)), format)
    return HASH.sub("<hash>", READ.get(format, bytes.decode)(data)).replace("\r\n", "\n")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped += tag in ("style", "svg")

    def handle_endtag(self, tag: str) -> None:
        self._skipped -= tag in ("style", "svg")

    def handle_data(self, data: str) -> None:
        if not self._skipped and data.strip():
            self.lines.append(data.strip())


def _html(data: bytes) -> str:
    words = _Words()
    words.feed(data.decode())
    return "\n".join(words.lines) + "\n"


def _pdf(data: bytes) -> str:
    sheets = (sheet.extract_text() for sheet in PdfReader(io.BytesIO(data)).pages)
    return "\n\f\n".join("\n".join(line.rstrip() for line in sheet.splitlines()) for sheet in sheets) + "\n"


READ: Final = {"html": _html, "pdf": _pdf}


def file(format: str, language: str) -> Path:
    """Where it is kept."""
    return FOLDER / f"golden.{language}.{format}.txt"


def all_told() -> Iterator[tuple[Path, str]]:
    """Every file with what it should hold."""
    with tempfile.TemporaryDirectory() as folder:
        record = golden_record(Path(folder))
    for format, language in KEPT:
        yield file(format, language), told(record, format, language)


def first_sheet() -> bytes:
    """The first sheet of it in Spanish, as a PNG for the README."""
    with tempfile.TemporaryDirectory() as folder, using("es"):
        record = golden_record(Path(folder))
        data = json.dumps(given(session_report(record, at_last_event(replay(record)))))
    first, *_others = compiler("page.typ").compile(format="png", ppi=84, sys_inputs={"data": data})
    return bytes(first)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    PICTURE.write_bytes(first_sheet())
    for path, text in all_told():
        path.write_text(text, encoding="utf-8")
