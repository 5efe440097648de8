"""The same facts stand in every format of a report, and the same record gives the same bytes."""

import csv
import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pypdf import PdfReader

from runbooks.language import LANGUAGES, using
from runbooks.language.visible import visible
from runbooks.record.encoding import Encoded, Record
from runbooks.report.after_action import after_action
from runbooks.report.blocks import Block, Entries, Facts, Heading, Page, Paragraph, Picture, Table, Verbatim
from runbooks.report.formats import FILES, PAGES, exported, written
from runbooks.report.forms import FORMS, PAGE_FORMATS
from runbooks.report.session_report import session_report
from runbooks.report.writers.glyphs import printable
from runbooks.session import at_last_event, replay
from tests import golden

KINDS = ("golden", "training")


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Record]:
    """The golden incident, the golden training, the one of attacks and the long one."""
    folder = tmp_path_factory.mktemp("records")
    return {
        "golden": golden.golden_record(folder),
        "training": golden.golden_training(folder),
        "attack": golden.attack_record(folder),
        "long": golden.long_record(folder),
    }


def page_of(record: Record) -> Page:
    return session_report(record, at_last_event(replay(record)))


def texts(page: Page) -> Iterator[str]:
    """Every text of a page in its order, without those of its picture's drawing."""
    for block in page.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text) | Paragraph(text=text) | Verbatim(text) | Picture(alt=text):
            yield text
        case Facts(pairs):
            yield from (text for pair in pairs for text in pair)
        case Entries(entries):
            for entry in entries:
                yield from (entry.mark, entry.label, entry.text)
                yield entry.aside
                yield from entry.inner
        case Table(columns, rows):
            yield from columns
            yield from (cell for row in rows for cell in row)


def squeezed(text: str) -> str:
    """`text` without what setting it may add or take: spaces, line ends, hyphens, breaks."""
    return re.sub(r"[\s\u200b\u00ad\u2010-]", "", text)


def unmarked(text: str, page: Page) -> str:
    """`text` squeezed, without the mark of a training."""
    return squeezed(text).replace(f"{page.mark}·", "") if page.mark else squeezed(text)


class Read(HTMLParser):
    """What an HTML file says, and the tags and attributes that it is made of."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[tuple[str, str]] = []
        self._within: list[str] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _value in attrs)))
        self.values += [(name, value or "") for name, value in attrs]
        self._within.append(tag)
        if tag == "figure":
            self.said.append(dict(attrs)["aria-label"] or "")

    def handle_endtag(self, tag: str) -> None:
        while self._within and self._within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"style", "title", "svg", "nav"} & set(self._within):
            self.said.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)


def in_order(parts: Iterator[str], whole: str) -> str | None:
    """The first of `parts` that does not stand in `whole` after those before it; None where all do."""
    place = 0
    for part in parts:
        found = whole.find(part, place)
        if found < 0:
            return part
        place = found + len(part)
    return None


# -- the same facts -------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_the_report_stands_in_html_in_its_order(
    records: dict[str, Record], kind: str, language: str
) -> None:
    with using(language):
        page = page_of(records[kind])
        said = unmarked(Read(written(page, "html").decode()).text, page)
    assert in_order((unmarked(visible(text, multiline=True), page) for text in texts(page)), said) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_report_stands_in_markdown_in_its_order(
    records: dict[str, Record], language: str
) -> None:
    with using(language):
        page = page_of(records["golden"])
        said = squeezed(re.sub(r"\\(.)", r"\1", written(page, "md").decode()).replace(" / ", ""))
    told = (squeezed(re.sub(r"\\(.)", r"\1", text).replace(" / ", "")) for text in texts(page))
    assert in_order(told, said) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_text_of_the_report_stands_in_the_pdf(
    records: dict[str, Record], kind: str, language: str
) -> None:
    with using(language):
        page = page_of(records[kind])
        read = PdfReader(io.BytesIO(written(page, "pdf")))
    said = squeezed("".join(sheet.extract_text() for sheet in read.pages))
    letters = {one for text in texts(page) for one in squeezed(printable(visible(text, multiline=True)))}
    assert letters - set(said) == set()
    words = {word for text in texts(page) if len(text) < 40 for word in text.split() if word.isalnum()}
    assert {word for word in words if word not in said} == set()


@pytest.mark.parametrize("kind", ["golden", "training", "attack"])
def test_the_table_of_events_has_a_row_for_each_event(records: dict[str, Record], kind: str) -> None:
    record = records[kind]
    told = exported(record, at_last_event(replay(record)), "csv").decode()
    rows = list(csv.reader(io.StringIO(told, newline=""), strict=True))
    assert [row[2] for row in rows[1:]] == [str(event.seq) for event in record.events]
    assert [row[3] for row in rows[1:]] == [event.at for event in record.events]
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("kind", KINDS)
def test_the_record_is_exported_as_it_is_kept(records: dict[str, Record], kind: str) -> None:
    record = records[kind]
    assert exported(record, at_last_event(replay(record)), "json") == Encoded.of(record).data


def test_every_format_that_is_offered_has_its_writer_and_no_other() -> None:
    assert set(PAGES) == set(PAGE_FORMATS)
    assert set(FORMS) == {*PAGES, *FILES}


# -- the same bytes -------------------------------------------------------------------------------

AGAIN = """
import sys
from pathlib import Path
from runbooks.record.store import Store
from runbooks.report.formats import exported
from runbooks.report.forms import FORMS
from runbooks.session import at_last_event, replay
record = Store(sys.argv[1]).read(sys.argv[2])
for format in FORMS:
    Path(sys.argv[3], format).write_bytes(exported(record, at_last_event(replay(record)), format))
"""


@pytest.mark.parametrize("zone", ["America/Mexico_City", "Asia/Tokyo"])
def test_the_same_record_gives_the_same_bytes_in_another_process_zone_and_folder(
    tmp_path: Path, zone: str
) -> None:
    record = golden.golden_record(tmp_path / "records")
    place = tmp_path / "made"
    place.mkdir()
    command = [sys.executable, "-c", AGAIN, str(tmp_path / "records"), record.id, str(place)]
    root = Path(__file__).parents[2]
    environment = {"TZ": zone, "PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", "PYTHONHASHSEED": "random"}
    subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    for format in FORMS:
        assert (place / format).read_bytes() == exported(record, at_last_event(replay(record)), format)


# -- nothing becomes markup (S10) -----------------------------------------------------------------


def test_S10_html_has_the_structure_that_it_has_for_harmless_words(
    records: dict[str, Record], tmp_path: Path
) -> None:
    attacked = Read(written(page_of(records["attack"]), "html").decode())
    harmless = Read(written(page_of(golden.attack_record(tmp_path, harmless=True)), "html").decode())
    assert _shape(attacked) == _shape(harmless)


def _shape(read: Read) -> list[tuple[str, tuple[str, ...]]]:
    return [one for one in read.tags if one[0] not in ("text", "path", "rect", "line", "circle", "g")]


@pytest.mark.parametrize("kind", ["golden", "attack", "training"])
def test_html_has_no_script_and_asks_for_nothing_outside(records: dict[str, Record], kind: str) -> None:
    read = Read(written(page_of(records[kind]), "html").decode())
    tags = {tag for tag, _names in read.tags}
    assert tags & {"script", "img", "iframe", "object", "embed", "link", "base", "form", "image"} == set()
    assert [name for name, _value in read.values if name.startswith("on") or name in ("src", "style")] == []
    assert {value for name, value in read.values if name in ("href", "xlink:href")} <= {
        f"#s{number}" for number in range(1, 30)
    }
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in read.values


def test_S10_a_footer_cannot_end_the_style_sheet_that_it_stands_in(records: dict[str, Record]) -> None:
    source = written(page_of(records["attack"]), "html").decode()
    [sheet] = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    assert "@bottom-right" in sheet and sheet.count("@page") == 2


def test_S10_what_typst_would_run_is_text_in_the_pdf(records: dict[str, Record]) -> None:
    read = PdfReader(io.BytesIO(written(page_of(records["attack"]), "pdf")))
    said = squeezed("".join(sheet.extract_text() for sheet in read.pages[:6]))
    for attack in ("#panic()", "$x$", "@ref", "<label>", "*b*", "\\n", "<script>alert(1)</script>"):
        assert squeezed(attack) in said
    assert all("/Annots" not in sheet for sheet in read.pages)


@pytest.mark.parametrize("kind", ["golden", "attack"])
def test_S10_no_cell_of_the_table_begins_a_formula(records: dict[str, Record], kind: str) -> None:
    told = exported(records[kind], at_last_event(replay(records[kind])), "csv").decode()
    cells = [cell for row in csv.reader(io.StringIO(told, newline="")) for cell in row]
    assert [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert any(cell.startswith("'=") for cell in cells) == (kind == "attack")


@pytest.mark.parametrize("format", [*PAGE_FORMATS, "csv"])
def test_S1_no_control_or_format_character_reaches_a_text_format(
    records: dict[str, Record], format: str
) -> None:
    if format == "pdf":
        read = PdfReader(io.BytesIO(written(page_of(records["attack"]), "pdf")))
        told = "".join(sheet.extract_text() for sheet in read.pages[:6])
        assert "\x1b" not in told and "\u202e" not in told and "⟦U+202E⟧" in squeezed(told)
        return
    told = exported(records["attack"], at_last_event(replay(records["attack"])), format).decode()
    assert "\x1b" not in told and "\u202e" not in told and "⟦U+202E⟧" in told


# -- T2 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [page_of, after_action])
def test_T2_every_line_of_a_training_s_html_is_marked_and_none_of_an_incident_s(
    records: dict[str, Record], make: Callable[[Record], Page]
) -> None:
    source = written(make(records["training"]), "html").decode()
    body = re.sub(r"<(style|svg|nav|head).*?</\1>", "", source, flags=re.DOTALL)
    rows = re.findall(r"<(?:h\d|p|dt|li|tr|pre)\b.*?</(?:h\d|p|dt|li|tr|pre)>", body, re.DOTALL)
    rows = [row for row in rows if "<th" not in row]
    assert len(rows) > 30
    assert [row for row in rows if "ENTRENAMIENTO" not in row] == []
    assert "ENTRENAMIENTO" not in written(page_of(records["golden"]), "html").decode()


@pytest.mark.parametrize("make", [page_of, after_action])
def test_T2_every_sheet_of_a_training_s_pdf_is_marked_and_none_of_an_incident_s(
    records: dict[str, Record], make: Callable[[Record], Page]
) -> None:
    for page, is_marked in ((make(records["training"]), True), (page_of(records["golden"]), False)):
        read = PdfReader(io.BytesIO(written(page, "pdf")))
        marks = ["ENTRENAMIENTO" in squeezed(sheet.extract_text()) for sheet in read.pages]
        assert set(marks) == {is_marked}


def test_T2_the_table_of_a_training_says_so_in_every_row(records: dict[str, Record]) -> None:
    told = exported(records["training"], at_last_event(replay(records["training"])), "csv").decode()
    rows = list(csv.reader(io.StringIO(told, newline="")))
    assert {row[1] for row in rows[1:]} == {"ENTRENAMIENTO"}


# -- pages ----------------------------------------------------------------------------------------


def test_a_long_report_breaks_into_pages_that_are_full_and_end_with_no_heading(
    records: dict[str, Record],
) -> None:
    page = page_of(records["long"])
    read = PdfReader(io.BytesIO(written(page, "pdf")))
    sheets = [sheet.extract_text() for sheet in read.pages]
    assert len(sheets) >= 40
    assert [n for n, text in enumerate(sheets[:-1], 1) if len(text) < 900] == []
    headings = {squeezed(block.text) for block in page.blocks if isinstance(block, Heading)}
    last = [_last_line(text) for text in sheets]
    assert [line for line in last if squeezed(line) in headings] == []


def _last_line(sheet: str) -> str:
    lines = [line for line in sheet.splitlines() if line.strip()]
    return [line for line in lines if not re.match("MPIA-DTI-140 ·|página", line)][-1]


def test_every_sheet_says_document_session_head_and_its_number(records: dict[str, Record]) -> None:
    record = records["golden"]
    read = PdfReader(io.BytesIO(written(page_of(record), "pdf")))
    for number, sheet in enumerate(read.pages, start=1):
        said = squeezed(sheet.extract_text())
        foot = f"MPIA-DTI-140 · revisión Original · {record.id} · {record.events[-1].hash[:12]}"
        assert squeezed(foot) in said
        assert squeezed(f"página {number} de {len(read.pages)}") in said


def test_a_pdf_says_its_title_its_language_and_the_day_of_the_last_event(records: dict[str, Record]) -> None:
    read = PdfReader(io.BytesIO(written(page_of(records["golden"]), "pdf")))
    assert read.metadata is not None
    assert read.metadata.title == "MPIA-DTI-140: Respaldo de la información digital"
    assert str(read.trailer["/Root"]["/Lang"]) == "es"
    assert read.metadata.creation_date_raw is not None and "20261121" in read.metadata.creation_date_raw
