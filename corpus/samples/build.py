"""
Make the sample reports from their source: `python -m corpus.samples.build [FOLDER]`.

Each report is a .toml (prose) and a .json (tables) in source/. It becomes a page of HTML; the
page goes out as .html, or through LibreOffice (`soffice`) as .docx or .pdf. The figures of the
year to be drafted have no prose and become a workbook. Two runs give the same bytes with the
same LibreOffice. The sources are .toml so that `ingest` of this folder does not take them for
reports.
"""

import json
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from assistant.core.codec import figures_from_json
from assistant.core.tables.figures import Figures
from assistant.core.tables.printed import PrintedTable, printed_tables
from corpus.figures_file import write_figures

HERE = Path(__file__).parent
SOURCE = HERE / "source"
REPORTS = (
    "示例市应急管理局_2023.docx",
    "示例市应急管理局_2024.pdf",
    "示例市应急管理局_2025.html",
    "示例市水利局_2025.docx",
)
WORKBOOK = "示例市应急管理局_2026.xlsx"

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that a zip can hold
_FILTERS = {".docx": "docx:MS Word 2007 XML", ".pdf": "pdf:writer_pdf_Export"}
_OF_TABLE = {"二": 0, "三": 1, "四": 2}  # the numbered section that a table ends

# A .docx names the fonts of official documents; a .pdf is made with the free ones at hand.
_FREE_FONTS = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
}
_NEW_PAGE = ' class="on-new-page"'
_STYLE = """
@page { size: 21cm 29.7cm; margin: 3.7cm 2.6cm 3.5cm 2.8cm }
p, td { font-family: 仿宋_GB2312 }
h1 { font-family: 方正小标宋简体; font-size: 22pt; font-weight: normal; text-align: center }
h2 { font-family: 黑体; font-size: 16pt; font-weight: normal; text-indent: 32pt; margin: 0 }
p { font-size: 16pt; text-align: justify; text-indent: 32pt; line-height: 28pt; margin: 0 }
p.note, p.signed { text-indent: 0 }
p.note { text-align: center }
p.signed { text-align: right }
td { font-size: 9pt; text-align: center }
h2.on-new-page { page-break-before: always }
"""


def read_source(name: str) -> tuple[dict[str, Any], Figures]:
    """The prose of a report as in its .toml ({} for the year to be drafted) and its figures."""
    prose = SOURCE / f"{name}.toml"
    content = tomllib.loads(prose.read_text(encoding="utf-8")) if prose.exists() else {}
    figures = json.loads((SOURCE / f"{name}.json").read_text(encoding="utf-8"))
    return content, figures_from_json(figures)


def _table(table: PrintedTable) -> str:
    rows = (
        "".join(
            f'<td rowspan="{box.height}" colspan="{box.width}">{escape(box.text)}</td>'
            for box in line
        )
        for line in table.lines()
    )
    share = 100 / sum(table.widths)
    columns = "".join(f'<col width="{width * share:.0f}*">' for width in table.widths)
    body = "".join(f"<tr>{row}</tr>\n" for row in rows)
    return f'<table border="1" cellspacing="0" width="100%">{columns}\n{body}</table>\n'


def _article(content: dict[str, Any], figures: Figures) -> str:
    """The report itself: title, note, preamble, six sections with the tables, signature."""
    tables = printed_tables(figures)
    parts = [
        f"<h1>{escape(content['title'])}</h1>\n",
        f'<p class="note">{escape(content["note"])}</p>\n',
        f"<p>{escape(content['preamble'])}</p>\n",
    ]
    for section in content["sections"]:
        is_long = section["heading"][0] in "三四"  # no table is cut by the end of a page
        parts.append(f"<h2{_NEW_PAGE if is_long else ''}>{escape(section['heading'])}</h2>\n")
        parts += [f"<p>{escape(text)}</p>\n" for text in section["text"].split("\n") if text]
        if (place := _OF_TABLE.get(section["heading"][0])) is not None:
            parts.append(_table(tables[place]))
    signature = content["signature"]
    parts += [f'<p class="signed">{escape(signature[key])}</p>\n' for key in ("agency", "date")]
    return "".join(parts)


def _page(content: dict[str, Any], article: str) -> str:
    """A bare page, as LibreOffice takes it."""
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
        f"<title>{escape(content['title'])}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n{article}</body></html>\n"
    )


def _site(content: dict[str, Any], article: str) -> str:
    """The page as a government web site shows it: menus before, links and a footer behind."""
    frame = (SOURCE / "site.html.template").read_text(encoding="utf-8")
    date = content["signature"]["date"]
    fields = {"title": content["title"], "date": date, "article": article}
    for name, value in fields.items():
        frame = frame.replace(f"<!--{name}-->", value)
    return frame


def _convert(page: str, suffix: str) -> bytes:
    """The page as LibreOffice makes a .docx or .pdf of it, without the time of making."""
    if suffix == ".pdf":
        for official, free in _FREE_FONTS.items():
            page = page.replace(official, free)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                "--headless",
                "--infilter=HTML (StarWriter)",
                "--convert-to",
                _FILTERS[suffix],
                "--outdir",
                folder,
                str(source),
            ],
            check=True,
            capture_output=True,
        )
        made = source.with_suffix(suffix)
        return _timeless_zip(made) if suffix == ".docx" else _timeless_pdf(made.read_bytes())


def _timeless_zip(path: Path) -> bytes:
    """The same archive with a fixed time in each entry and no dates in its properties."""
    made = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _timeless_pdf(content: bytes) -> bytes:
    """The same bytes with a fixed date and id, as long as before: offsets in the file stay."""
    content = re.sub(
        rb"(/CreationDate\(D:)(\d{14})", lambda found: found[1] + b"20000101000000", content
    )
    return re.sub(
        rb"(?s)(/ID \[.*?\]|/DocChecksum /[0-9A-F]{32})",
        lambda found: re.sub(rb"[0-9A-F]", b"0", found[1].replace(b"/ID", b"/_D")).replace(
            b"/_D", b"/ID"
        ),
        content,
    )


def build(folder: Path) -> None:
    """Write every sample into `folder`."""
    for name in REPORTS:
        target = folder / name
        content, figures = read_source(target.stem)
        article = _article(content, figures)
        if target.suffix == ".html":
            target.write_text(_site(content, article), encoding="utf-8", newline="\n")
        else:
            target.write_bytes(_convert(_page(content, article), target.suffix))
    _, figures = read_source(Path(WORKBOOK).stem)
    write_figures(folder / WORKBOOK, figures)
    (folder / WORKBOOK).write_bytes(_timeless_zip(folder / WORKBOOK))


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
