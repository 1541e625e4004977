"""
Write the table of docs/official_document.md: what GB/T 9704-2012 asks, what is set, what the file
says and what LibreOffice makes of it: `python scripts/official_doc.py` (needs LibreOffice).
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pdfplumber
from docx import Document as open_document
from docx.oxml.ns import qn

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from assistant.core.drafts import DraftSection  # noqa: E402  the path comes first
from assistant.core.layout import Layout  # noqa: E402
from assistant.core.official import official_report  # noqa: E402
from assistant.core.publication import Publication  # noqa: E402
from assistant.export import export_report  # noqa: E402
from corpus.samples.build import read_source  # noqa: E402

DOCUMENT = ROOT / "docs" / "official_document.md"
_BEGIN, _END = "<!-- 量得：开始 -->", "<!-- 量得：结束 -->"
_SIGNED = date(2026, 1, 15)
_MANY = 20  # characters of a line that is full
_FILLER = "公开政务信息内容规范准确及时便民利民依法依规逐项核实后发布实施"  # every line can be full
_TITLE = "政府信息公开工作年度报告"
_MM = 25.4 / 72
_TWIPS = 25.4 / 1440


@dataclass(frozen=True, kw_only=True)
class Item:
    """One demand of the standard; `told` and `seen` are measured."""

    clause: str
    asks: str
    is_set: str
    told: str  # from the XML
    seen: str  # in the rendered page


def report() -> Publication:
    """A report of many full lines, with all kinds of headings and tables."""
    _, figures = read_source("示例市应急管理局_2025")
    texts: dict[DraftSection, str] = {
        "overview": f"（一）主动公开情况\n{_FILLER * 60}",
        "problems": "无。",
        "other": "无。",
    }
    return Publication(report=official_report(figures, texts), signed=_SIGNED)


class Rendered:
    """The pages as LibreOffice sets them; lengths in points from the upper left corner."""

    def __init__(self, path: Path) -> None:
        with pdfplumber.open(path) as pdf:
            self.pages = [page.chars for page in pdf.pages]
            self.width, self.height = (
                float(side) for side in (pdf.pages[0].width, pdf.pages[0].height)
            )

    def lines(self, page: int, size: float) -> list[list[dict]]:
        """The lines of a page in characters of this size, from the top."""
        found: dict[int, list[dict]] = defaultdict(list)
        for char in self.pages[page]:
            if abs(char["size"] - size) < 0.3 and char["text"].strip():
                found[round(char["bottom"])].append(char)
        return [sorted(found[key], key=lambda one: one["x0"]) for key in sorted(found)]

    def line_of(self, words: str, size: float, *, is_last: bool = False) -> list[dict]:
        """The first line with these words, or the last one."""
        lines = [line for page in range(len(self.pages)) for line in self.lines(page, size)]
        found = [line for line in lines if words in "".join(char["text"] for char in line)]
        return found[-1 if is_last else 0]

    def font(self, line: list[dict]) -> str:
        """Of the Chinese characters."""
        name = next(str(char["fontname"]) for char in line if char["text"] > "⺀")
        return name.partition("+")[2] or name


def is_chinese(line: list[dict]) -> bool:
    """Without digits and punctuation, which take another width or hang over the edge."""
    return all("\u4e00" <= char["text"] <= "\u9fff" for char in line)


def items(docx: Path, pdf: Path) -> Iterator[Item]:
    layout, shown = Layout(), Rendered(pdf)
    document = open_document(str(docx))
    section = document.sections[0]
    size = layout.body_size
    full = [line for line in shown.lines(1, size) if len(line) >= _MANY and is_chinese(line)]
    left, right = min(line[0]["x0"] for line in full), max(line[-1]["x1"] for line in full)
    mm = lambda length: f"{(length or 0) / 36000:.1f}"  # noqa: E731  # EMU

    yield Item(
        clause="5.1",
        asks="A4，210×297 毫米",
        is_set="paper_width、paper_height",
        told=f"{mm(section.page_width)}×{mm(section.page_height)}",
        seen=f"{shown.width * _MM:.1f}×{shown.height * _MM:.1f}",
    )
    yield Item(
        clause="5.2.1",
        asks="天头 37±1，订口 28±1，版心 156×225",
        is_set="margin_*",
        told=(
            f"天头 {mm(section.top_margin)}，下 {mm(section.bottom_margin)}，"
            f"订口 {mm(section.left_margin)}，翻口 {mm(section.right_margin)}"
        ),
        seen=f"订口 {left * _MM:.1f}，文字宽 {(right - left) * _MM:.1f}",
    )
    pitches = [b[0]["bottom"] - a[0]["bottom"] for a, b in pairwise(full)]
    grid = section._sectPr.find(qn("w:docGrid"))
    spacing = document.styles["公文正文"].element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    yield Item(
        clause="5.2.3",
        asks="每面 22 行，撑满版心",
        is_set="lines",
        told=(
            f"文档网格 {int(grid.get(qn('w:linePitch'))) / 20:g} 磅一行，"
            f"正文行距固定 {int(spacing.get(qn('w:line'))) / 20:g} 磅"
        ),
        seen=f"{len(shown.lines(1, size))} 行，行距 {median(pitches):.2f} 磅",
    )
    kern = document.styles["公文正文"].element.find(f"{qn('w:rPr')}/{qn('w:spacing')}")
    yield Item(
        clause="5.2.3",
        asks="每行 28 字",
        is_set="characters",
        told=f"字距紧缩 {-int(kern.get(qn('w:val'))) / 20:g} 磅",
        seen=f"{int(median(map(len, full)))} 字",
    )
    faces = (
        (
            "7.3.1",
            "标题 2号小标宋",
            "Title",
            "title_font、title_size",
            "政府信息公开工作年度报告",
            22.0,
        ),
        ("5.2.2", "正文 3号仿宋", "公文正文", "body_font、body_size", _FILLER[:8], 16.0),
        ("7.3.3", "一级标题 黑体", "Heading 1", "section_font", "一、总体情况", 16.0),
        ("7.3.3", "二级标题 楷体", "Heading 2", "subsection_font", "（一）主动公开情况", 16.0),
    )
    for clause, asks, name, setting, words, points in faces:
        style = document.styles[name].element
        fonts = style.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        half = int(style.find(f"{qn('w:rPr')}/{qn('w:sz')}").get(qn("w:val")))
        line = shown.line_of(words, points)
        yield Item(
            clause=clause,
            asks=asks,
            is_set=setting,
            told=f"{fonts.get(qn('w:eastAsia'))}，{half / 2:g} 磅",
            seen=f"{line[0]['size']:g} 磅（代以 {shown.font(line)}）",
        )
    title = shown.line_of(_TITLE, 22)
    middle = (title[0]["x0"] + title[-1]["x1"]) / 2
    jc = document.styles["Title"].element.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    yield Item(
        clause="7.3.1",
        asks="标题居中",
        is_set="",
        told=f"jc={jc.get(qn('w:val'))}",
        seen=f"离版心中线 {abs(middle - (left + right) / 2) * _MM:.1f} 毫米",
    )
    indent = document.styles["公文正文"].element.find(f"{qn('w:pPr')}/{qn('w:ind')}")
    first = shown.line_of("（一）主动公开情况", size)
    yield Item(
        clause="7.3.3",
        asks="每段左空二字",
        is_set="",
        told=f"firstLineChars={indent.get(qn('w:firstLineChars'))}",
        seen=f"{(first[0]['x0'] - left) / layout.pitch:.1f} 字",
    )
    yield from page_numbers(document, shown, layout)
    yield from signature(document, shown, layout, right)
    yield from tables(document, shown)


def page_numbers(document, shown: Rendered, layout: Layout) -> Iterator[Item]:
    found = []
    for page in (0, 1):
        line = shown.lines(page, layout.page_number_size)[-1]
        text = "".join(char["text"] for char in line)
        assert re.fullmatch(f"—{page + 1}—", text), text
        # The dash lies about 0.35 of its size above the baseline.
        dash = shown.height - line[0]["matrix"][5] - 0.35 * layout.page_number_size
        below = dash * _MM - (layout.paper_height - layout.margin_bottom)
        edge = (
            (layout.paper_width - layout.margin_right) - line[-1]["x1"] * _MM
            if page == 0
            else line[0]["x0"] * _MM - layout.margin_left
        )
        character = layout.page_number_size * _MM
        side = "右" if page == 0 else "左"
        found.append(
            f"第{page + 1}页居{side}空 {edge / character:.1f} 字，一字线在版心下 {below:.1f} 毫米"
        )
    section = document.sections[0]
    sides = [
        str(footer.paragraphs[0].alignment).partition(" ")[0]
        for footer in (section.footer, section.even_page_footer)
    ]
    yield Item(
        clause="7.5",
        asks=(
            "4号半角宋体，左右各一字线，一字线上距版心下边缘 7 毫米；"
            "单页码居右空一字，双页码居左空一字"
        ),
        is_set="page_number_*",
        told=f"单页 {sides[0]}，双页 {sides[1]}，{layout.page_number_size:g} 磅",
        seen="；".join(found),
    )


def signature(document, shown: Rendered, layout: Layout, right: float) -> Iterator[Item]:
    *_, name, day = document.paragraphs
    named = shown.line_of(name.text, layout.body_size, is_last=True)
    dated = shown.line_of(day.text, layout.body_size, is_last=True)
    clear = [(right - line[-1]["x1"]) / layout.body_size for line in (named, dated)]
    indents = [one.paragraph_format.left_indent.pt / layout.body_size for one in (name, day)]
    yield Item(
        clause="7.3.5.2",
        asks="署名和成文日期，长的一行右空二字，日期首字比署名首字右移二字",
        is_set="signature",
        told=f"署名左缩进 {indents[0]:.1f} 字，日期 {indents[1]:.1f} 字",
        seen=(
            f"右空 {clear[0]:.1f}、{clear[1]:.1f} 字，"
            f"首字右移 {(dated[0]['x0'] - named[0]['x0']) / layout.body_size:.1f} 字"
        ),
    )


def tables(document, shown: Rendered) -> Iterator[Item]:
    for name, table in zip(("表二", "表三", "表四"), document.tables, strict=True):
        rows = [row._tr for row in table.rows]
        heads = sum(row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in rows)
        whole = sum(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
        grid = table._tbl.find(qn("w:tblGrid"))
        width = sum(int(column.get(qn("w:w"))) for column in grid) * _TWIPS
        points = 10.5 if name == "表二" else 9.0
        pages = [n + 1 for n in range(len(shown.pages)) if is_on(shown, n, name, points)]
        yield Item(
            clause="表格",
            asks=f"{name}：不超出版心，行不跨页，跨页重复表头",
            is_set="table_font、table_size",
            told=f"宽 {width:.1f} 毫米，{whole}/{len(rows)} 行不跨页，{heads} 行表头",
            seen=f"第 {'、'.join(map(str, pages))} 页，{points:g} 磅",
        )


_WORDS = {"表二": "第二十条", "表三": "结转", "表四": "复议后起诉"}


def is_on(shown: Rendered, page: int, name: str, points: float) -> bool:
    lines = shown.lines(page, points)
    return any(_WORDS[name] in "".join(char["text"] for char in line) for line in lines)


def main() -> None:
    with TemporaryDirectory() as folder:
        docx, pdf = Path(folder) / "a.docx", Path(folder) / "a.pdf"
        for path in (docx, pdf):
            export_report(path, report())
        rows = [vars(item).values() for item in items(docx, pdf)]
    heads = ("条款", "要求", "设置", "文件里（从 XML 量得）", "渲染后（LibreOffice）")
    lines = [heads, ("---",) * len(heads), *rows]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    before, rest = DOCUMENT.read_text("utf-8").split(_BEGIN)
    behind = rest.split(_END)[1]
    DOCUMENT.write_text(f"{before}{_BEGIN}\n\n{table}\n\n{_END}{behind}", "utf-8")


if __name__ == "__main__":
    main()
