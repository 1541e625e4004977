"""Files that are broken, locked, hostile or too large: one clear line, bounded time and memory."""

import io
import resource
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.core.errors import DocumentError
from corpus.reading import read_report
from tests.corpus.files import (
    FIGURES,
    HEADINGS,
    bar_lines,
    html_article,
    html_page,
    text_lines,
    word_file,
)
from tests.corpus.pages import pages_of_pdf
from tests.corpus.pdfs import Picture, Text, prose, write_pdf

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ROOT = Path(__file__).parent.parent.parent


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The report of files.py as .docx with one part replaced or added."""
    word_file(path)
    with zipfile.ZipFile(path) as source:
        parts = {info.filename: source.read(info) for info in source.infolist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part, old in (parts | {name: content}).items():
            target.writestr(part, content if part == name else old)
    return path


def bomb(path: Path) -> Path:
    """A .docx of 100 kB whose text unpacks to 100 MB."""
    return with_part(path, "word/document.xml", b"<a>" + b" " * 100_000_000 + b"</a>")


def entities(path: Path) -> Path:
    """A .docx whose text is an entity that grows a thousand million times."""
    levels = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 10))
    text = f'<!DOCTYPE d [<!ENTITY e0 "a">{levels}]><d>&e9;</d>'
    return with_part(path, "word/document.xml", text.encode())


def truncated(path: Path) -> Path:
    whole = word_file(path).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    return path


def write(content: bytes) -> Callable[[Path], Path]:
    def make(path: Path) -> Path:
        path.write_bytes(content)
        return path

    return make


def zipped(name: str) -> Callable[[Path], Path]:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "<a/>")
    return write(buffer.getvalue())


def missing(path: Path) -> Path:
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


def half_pdf(path: Path) -> Path:
    whole = write_pdf(path, pages_of_pdf()).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


BAD: list[tuple[str, Callable[[Path], Path], str]] = [  # name, how it is made, words of the error
    ("缺.docx", missing, "没有这个文件"),
    ("夹.docx", folder, "是文件夹"),
    ("空.docx", write(b""), "文件是空的"),
    ("空.pdf", write(b""), "文件是空的"),
    ("空.txt", write(b" \n\n"), "没有找到年度报告的章节标题"),
    ("空.html", write(b"<html></html>"), "没有找到年度报告的章节标题"),
    ("注释.html", write(b"<!-- x -->"), "没有找到年度报告的章节标题"),
    ("图.png", write(b"\x89PNG\r\n\x1a\n"), "不认识的文件格式“.png”"),
    ("表.xlsx", zipped("xl/workbook.xml"), "工作簿已损坏"),
    ("表.docx", zipped("xl/workbook.xml"), "没有 Word 正文"),
    ("图.txt", write(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20), "不是文本"),
    ("乱.txt", write(bytes(range(128, 256)) * 9), "不是文本"),
    ("网页.pdf", write(html_page(html_article()).encode()), "不是 PDF 文件"),
    ("文字.docx", write("一、总体情况".encode()), "不是 Word 文件"),
    ("密.docx", write(OLE + "EncryptedPackage".encode("utf-16-le")), "有密码"),
    ("密.pdf", lambda path: write_pdf(path, [[Text(80, 80, "好")]], locked=True), "有密码"),
    ("乱.pdf", lambda path: write_pdf(path, [prose(100, "甲" * 60)], garbled=True), "没有文字编码"),
    ("半.docx", truncated, "已损坏"),
    ("坏.docx", lambda path: with_part(path, "word/document.xml", b"<w:document"), "已损坏"),
    ("半.pdf", half_pdf, "已损坏"),
    ("坏.pdf", write(b"%PDF-1.7\n" + b"x" * 100), "已损坏"),
    ("扫描.pdf", lambda path: write_pdf(path, [[Picture()]] * 3), "3 页都没有文字"),
    ("炸弹.docx", bomb, "可能是压缩炸弹"),
    ("实体.docx", entities, "已损坏"),
    ("纪要.txt", write("会议纪要\n一、会议议程".encode()), "没有找到年度报告的章节标题"),
    ("书.pdf", lambda path: write_pdf(path, [prose(100, "甲" * 90)] * 301), "超过 300 页"),
]


@pytest.mark.parametrize(("name", "make", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_one_clear_line(
    tmp_path: Path, name: str, make: Callable[[Path], Path], words: str
) -> None:
    path = make(tmp_path / name)
    with pytest.raises(DocumentError) as told:
        read_report(path)
    message = str(told.value)
    assert words in message
    assert name in message
    assert "\n" not in message
    assert "Traceback" not in message


def long_page(path: Path) -> Path:
    """A web page of 50 MB, all of it markup."""
    path.write_text(html_page(html_article() + "<p>甲</p>\n" * 4_000_000), encoding="utf-8")
    return path


def pictured_page(path: Path) -> Path:
    """A web page of 50 MB, nearly all of it an embedded picture."""
    picture = f'<img src="data:image/png;base64,{"A" * 50_000_000}">'
    path.write_text(html_page(picture + html_article()), encoding="utf-8")
    return path


def tall_page(path: Path) -> Path:
    rows = "<tr><td>单位</td><td>本年处理决定数量</td><td>1</td></tr>" * 10_000
    path.write_text(html_page(f"{html_article()}<table>{rows}</table>"), encoding="utf-8")
    return path


def tall_text(path: Path) -> Path:
    rows = ["| 单位 | 行政许可 | 1 |"] * 10_000
    path.write_text("\n".join([*text_lines(bar_lines), *rows]), encoding="utf-8")
    return path


def loose_text(path: Path) -> Path:
    path.write_text(
        "\n".join([*text_lines(bar_lines), *["行政许可", "1"] * 10_000]), encoding="utf-8"
    )
    return path


def tall_word(path: Path) -> Path:
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc>" * 8 + "</w:tr>"
    with zipfile.ZipFile(word_file(path)) as package:
        text = package.read("word/document.xml").decode()
    text = text.replace("<w:sectPr", f"<w:tbl>{row * 10_000}</w:tbl><w:sectPr", 1)
    return with_part(path, "word/document.xml", text.encode())


def deep_page(path: Path) -> Path:
    path.write_text(html_page("<div>" * 50_000 + html_article()), encoding="utf-8")
    return path


def wide_page(path: Path) -> Path:
    cell = '<td rowspan="60000" colspan="60000">甲</td>'
    path.write_text(html_page(html_article() + f"<table><tr>{cell * 50}</tr></table>"), "utf-8")
    return path


def long_pdf(path: Path) -> Path:
    """A report, and 196 pages more."""
    return write_pdf(path, [*pages_of_pdf(), *[prose(100, "附件" * 150)] * 196])


LARGE: list[tuple[str, Callable[[Path], Path], str]] = [  # name, how it is made, words of the error
    ("大.html", long_page, "超过上限 10 MB"),
    ("大图.html", pictured_page, ""),
    ("长表.html", tall_page, ""),
    ("长表.txt", tall_text, ""),
    ("散表.txt", loose_text, ""),
    ("长表.docx", tall_word, ""),
    ("深.html", deep_page, "嵌套过深"),
    ("宽.html", wide_page, ""),
    ("炸弹.docx", bomb, "压缩炸弹"),
    ("长.pdf", long_pdf, ""),
]
SECONDS = 60  # of two shared cores; the slowest, the PDF of 200 pages, takes 8 alone
MEMORY = 1200  # MB at most, all libraries included


@pytest.mark.slow
@pytest.mark.parametrize(("name", "make", "words"), LARGE, ids=[name for name, _, _ in LARGE])
def test_large_files_in_bounded_time_and_memory(
    tmp_path: Path, name: str, make: Callable[[Path], Path], words: str
) -> None:
    """Read by a process of its own, whose memory is limited by the system."""
    path = make(tmp_path / name)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
        cwd=ROOT,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY << 20, MEMORY << 20)),
    )
    size, seconds = path.stat().st_size / 1e6, time.monotonic() - begun
    print(f"{name}: {size:.1f} MB, {seconds:.1f} s, {done.stdout}")
    assert done.stderr == ""
    if words:
        assert words in done.stdout
    else:
        assert done.stdout.startswith(f"{len(HEADINGS)} {len(FIGURES)}")


READ = """
import resource, sys
from pathlib import Path
from assistant.core.errors import DocumentError
from corpus.reading import read_report
try:
    report = read_report(Path(sys.argv[1]))
    print(len(report.sections), len(report.figures.cells), end=" ")
except DocumentError as error:
    print(error, end=" ")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, "MB")
"""


def test_macros_and_links_are_not_followed(tmp_path: Path) -> None:
    """A template from a server, a linked picture and a macro: none is opened, the text is read."""
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" TargetMode="External" Target="http://192.0.2.1/evil.dotm" Type="'
        'http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        "</Relationships>"
    )
    path = with_part(tmp_path / "报告.docx", "word/_rels/document.xml.rels", relations.encode())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/vbaProject.bin", OLE)
    assert len(read_report(path).figures.cells) == len(FIGURES)
    assert len(read_report(path.rename(tmp_path / "报告.docm")).figures.cells) == len(FIGURES)


def test_without_libreoffice_an_old_word_file_names_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "报告.doc"
    path.write_bytes(OLE * 99)
    with pytest.raises(DocumentError, match=r"需要 LibreOffice.*另存为 \.docx"):
        read_report(path)


@pytest.mark.parametrize(("script", "words"), [("sleep 60", "没有转换完"), ("exit 1", "不能转换")])
def test_a_libreoffice_that_hangs_or_fails_is_ended_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, words: str
) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr("corpus.libreoffice.SECONDS", 1)
    path = tmp_path / "报告.doc"
    path.write_bytes(OLE * 99)
    begun = time.monotonic()
    with pytest.raises(DocumentError, match=words):
        read_report(path)
    assert time.monotonic() - begun < 30
