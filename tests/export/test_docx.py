"""The Word file: the official form, read back equal, the same bytes each time."""

import re
import shutil
import subprocess
import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as open_document
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree

from assistant.core.drafts import DraftSection
from assistant.core.layout import Layout
from assistant.core.office import Office
from assistant.core.official import official_report
from assistant.core.publication import Publication
from assistant.core.report import Report
from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Figures
from assistant.core.tables.printed import printed_tables
from assistant.export import export_report
from corpus.reading import read_report
from corpus.samples.build import read_source

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SAMPLES = (
    "示例市应急管理局_2023",
    "示例市应急管理局_2024",
    "示例市应急管理局_2025",
    "示例市水利局_2025",
)
EXPORTS = (".docx", ".html", ".md", ".txt")  # that a report can be read back from
SIGNED = date(2026, 1, 15)


def export(
    path: Path, report: Report, *, signed: date | None = None, office: Office | None = None
) -> None:
    export_report(path, Publication(report=report, signed=signed, office=office))


def sample(name: str) -> Report:
    """A report of the samples as the workflow would hand it over."""
    content, figures = read_source(name)
    sections: tuple[DraftSection, ...] = (
        "overview",
        "disclosure",
        "requests",
        "litigation",
        "problems",
        "other",
    )
    texts = {
        section: source["text"]
        for section, source in zip(sections, content["sections"], strict=True)
    }
    return official_report(figures, texts)


def numbers(figures: Figures) -> dict[str, Decimal | None]:
    return {cell.key: cell.number for cell in figures.cells}


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("suffix", EXPORTS)
def test_an_exported_sample_is_read_back_equal(name: str, suffix: str, tmp_path: Path) -> None:
    report = sample(name)
    path = tmp_path / f"{name}{suffix}"
    export(path, report)
    read = read_report(path)
    assert (read.agency, read.year, read.title) == (report.agency, report.year, report.title)
    assert read.preamble == report.preamble
    assert read.sections == report.sections
    assert numbers(read.figures) == numbers(report.figures)
    assert read.warnings == ()
    assert path.stat().st_size < 200_000


@pytest.mark.slow
@pytest.mark.shared
def test_real_reports_are_read_back_equal(shared: Path, tmp_path: Path) -> None:
    """Own rows, the one-row 其他处理, a subtotal, blanks, both editions."""
    for source in sorted((shared / "reports" / "raw").iterdir()):
        report = read_report(source)
        for suffix in EXPORTS:
            path = tmp_path / f"{source.stem}{suffix}"
            export(path, report)
            read = read_report(path)
            assert read.sections == report.sections, path.name
            assert {cell.key: cell.raw for cell in read.figures.cells} == {
                cell.key: cell.raw for cell in report.figures.cells
            }, path.name


def test_two_exports_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.docx", tmp_path / "two.docx"
    export(one, sample(SAMPLES[0]), signed=SIGNED)
    export(two, sample(SAMPLES[0]), signed=SIGNED)
    assert one.read_bytes() == two.read_bytes()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    path = tmp_path / "out.docx"
    export(path, sample("示例市应急管理局_2025"), signed=SIGNED)
    return path


def test_the_page_is_that_of_the_standard(exported: Path) -> None:
    """GB/T 9704-2012, 5.1, 5.2.1: A4, margins 37, 35, 28 and 26 mm, a text area of 156 × 225."""
    section = open_document(str(exported)).sections[0]
    sides = (section.page_width, section.page_height)
    margins = (
        section.top_margin,
        section.bottom_margin,
        section.left_margin,
        section.right_margin,
    )
    assert [round(side.mm) for side in sides if side] == [210, 297]
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]
    grid = section._sectPr.find(qn("w:docGrid"))
    assert grid is not None
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


STYLES = [  # style, east-asian font, size, exact line spacing, first-line indent in characters
    ("Title", "方正小标宋简体", 22, 39.8, None),
    ("公文正文", "仿宋_GB2312", 16, 28.95, "200"),
    ("Heading 1", "黑体", 16, 28.95, "200"),
    ("Heading 2", "楷体_GB2312", 16, 28.95, "200"),
]


@pytest.mark.parametrize(("name", "font", "size", "line", "indent"), STYLES)
def test_the_styles_are_those_of_the_standard(
    exported: Path, name: str, font: str, size: float, line: float, indent: str | None
) -> None:
    style = open_document(str(exported)).styles[name].element
    fonts = style.find(f"{_W}rPr/{_W}rFonts")
    assert fonts.get(f"{_W}eastAsia") == font
    assert not [key for key in fonts.attrib if "Theme" in key]  # a theme font would win
    assert style.find(f"{_W}rPr/{_W}sz").get(f"{_W}val") == str(size * 2)
    spacing = style.find(f"{_W}pPr/{_W}spacing")
    assert (spacing.get(f"{_W}line"), spacing.get(f"{_W}lineRule")) == (
        str(round(line * 20)),
        "exact",
    )
    found = style.find(f"{_W}pPr/{_W}ind")
    assert (None if found is None else found.get(f"{_W}firstLineChars")) == indent


def test_quotes_and_dashes_stay_in_the_east_asian_font(exported: Path) -> None:
    """Every run that has text says so itself; Word falls back to the western font without it."""
    body = open_document(str(exported)).element.body
    runs = [run for run in body.iter(f"{_W}r") if run.find(f"{_W}t") is not None]
    assert runs
    for run in runs:
        assert run.find(f"{_W}rPr/{_W}rFonts").get(f"{_W}hint") == "eastAsia"


def test_headings_are_of_their_level(exported: Path) -> None:
    paragraphs = open_document(str(exported)).paragraphs
    styles = {one.text: one.style.name for one in paragraphs if one.style is not None}
    assert styles["一、总体情况"] == "Heading 1"
    assert styles["（一）主动公开情况"] == "Heading 2"


def test_a_heading_on_the_line_of_its_text_is_in_its_own_font(tmp_path: Path) -> None:
    export(tmp_path / "out.docx", sample("示例市应急管理局_2024"))
    paragraphs = open_document(str(tmp_path / "out.docx")).paragraphs
    opened = next(one for one in paragraphs if one.text.startswith("（一）主动公开情况。"))
    fonts = opened.runs[0]._r.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    assert opened.runs[0].text == "（一）主动公开情况。"
    assert fonts is not None
    assert fonts.get(qn("w:eastAsia")) == "楷体_GB2312"


def test_page_numbers_stand_at_the_outer_edge(exported: Path) -> None:
    section = open_document(str(exported)).sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    for footer in (odd, even):
        assert "".join(node.text or "" for node in footer._p.iter(qn("w:t"))) == "— 1 —"
        assert footer._p.find(qn("w:fldSimple")) is not None
    assert (str(odd.alignment), str(even.alignment)) == ("RIGHT (2)", "LEFT (0)")


def test_tables_are_merged_as_the_form(exported: Path) -> None:
    document = open_document(str(exported))
    _, figures = read_source("示例市应急管理局_2025")
    for table, printed in zip(document.tables, printed_tables(figures), strict=True):
        assert (len(table.rows), len(table.columns)) == (printed.height, len(printed.widths))
        grid = [row.cells for row in table.rows]
        for box in printed.boxes:
            corner = grid[box.row][box.column]
            far = grid[box.row + box.height - 1][box.column + box.width - 1]
            assert corner._tc is far._tc, box
            assert corner.text == box.text
    heads = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for row in document.tables[1].rows]
    assert [head is not None for head in heads[:4]] == [True, True, True, False]


def test_what_is_open_is_marked_yellow(tmp_path: Path) -> None:
    _, figures = read_source("示例市应急管理局_2025")
    text = "举办培训【待补充：次数】次，【待核实：开通了热线】。"
    export(tmp_path / "out.docx", official_report(figures, {"overview": text}))
    runs = [run for one in open_document(str(tmp_path / "out.docx")).paragraphs for run in one.runs]
    marked = [run.text for run in runs if run.font.highlight_color == WD_COLOR_INDEX.YELLOW]
    assert "【待补充：次数】" in marked
    assert "【待核实：开通了热线】" in marked
    assert "举办培训" not in marked


def test_a_blank_cell_stays_blank(tmp_path: Path) -> None:
    figures = Figures(
        agency="示例市应急管理局",
        year=2025,
        edition="2021",
        cells=(read_cell("表三", "一、本年新收政府信息公开申请数量", "总计", "0"),),
    )
    export(tmp_path / "out.docx", official_report(figures, {}))
    read = read_report(tmp_path / "out.docx").figures
    assert read.number("新收.总计") == 0
    assert read.by_key["新收.自然人"].meaning == "blank"


def test_no_person_and_no_program_is_named(exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        assert "docProps/app.xml" not in archive.namelist()
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    properties = open_document(str(exported)).core_properties
    assert (properties.author, properties.last_modified_by) == ("", "")
    assert properties.created is not None
    assert properties.created.date() == SIGNED


def test_the_signature_has_name_and_date(exported: Path) -> None:
    *_, name, day = open_document(str(exported)).paragraphs
    assert (name.text, day.text) == ("示例市应急管理局", "2026年1月15日")
    begins = [one.paragraph_format.left_indent for one in (name, day)]
    assert begins[0] is not None
    assert begins[1] is not None
    assert begins[1] - begins[0] == pytest.approx(Pt(32), abs=Pt(0.1))  # 首字右移二字
    longest = begins[1].pt + 16 * 6.5  # 3 characters, 7 digits of half a character
    assert Mm(156).pt - longest == pytest.approx(32, abs=0.5)  # 右空二字


def test_text_that_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    _, figures = read_source("示例市应急管理局_2025")
    text = "主动公开\x0b信息<w:t>&\x001条"
    export(tmp_path / "out.docx", official_report(figures, {"overview": text}))
    document = open_document(str(tmp_path / "out.docx"))
    assert "主动公开信息<w:t>&1条" in [one.text for one in document.paragraphs]


def test_an_office_s_own_layout(tmp_path: Path) -> None:
    report = sample(SAMPLES[0])
    layout = Layout(margin_left=30, margin_right=30, body_font="仿宋", body_size=15)
    office = Office(agency=report.agency, signature="示例市应急局", layout=layout)
    export(tmp_path / "out.docx", report, signed=SIGNED, office=office)
    document = open_document(str(tmp_path / "out.docx"))
    assert round(document.sections[0].left_margin or 0, -4) == Mm(30)  # Word counts in twips
    assert document.styles["公文正文"].element.find(f"{_W}rPr/{_W}sz").get(f"{_W}val") == "30"
    assert Pt(15) == document.styles["Heading 1"].font.size
    assert document.paragraphs[-2].text == "示例市应急局"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_twenty_two_lines_of_twenty_eight_characters(tmp_path: Path) -> None:
    """GB/T 9704-2012, 5.2.3, as LibreOffice sets it."""
    _, figures = read_source("示例市应急管理局_2025")
    report = official_report(figures, {"overview": "公" * 28 * 60})
    export(tmp_path / "out.docx", report)
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "out.docx")]
    subprocess.run(command, check=True, capture_output=True)
    text = subprocess.run(
        ["pdftotext", "-f", "2", "-l", "2", "-layout", str(tmp_path / "out.pdf"), "-"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    assert [len(line) for line in lines if set(line) == {"公"}] == [28] * 22
    assert re.fullmatch(r"—\s*2\s*—", lines[-1])


def test_the_xml_is_well_formed_and_its_parts_are_related(exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        names = set(archive.namelist())
        for name in names:
            etree.parse(BytesIO(archive.read(name)))
        relations = archive.read("word/_rels/document.xml.rels").decode()
    for target in re.findall(r'Target="([^"]+)"', relations):
        assert f"word/{target}" in names
