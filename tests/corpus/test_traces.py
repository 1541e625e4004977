"""What a file holds beside its text is told; the files are made by python-docx and by hand."""

import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from assistant.core.errors import DocumentError
from corpus.readers.traces import read_margins, read_traces

_W = nsdecls("w")


@pytest.fixture
def marked(tmp_path: Path) -> Path:
    """A Word file with one trace of each kind."""
    word = docx.Document()
    word.core_properties.author = "王建国"
    word.core_properties.comments = "初稿，待局长审"
    word.core_properties.last_modified_by = ""
    first = word.add_paragraph("全年公开信息")
    word.add_comment(first.runs, text="数字再核一下", author="李四", initials="L")
    second = word.add_paragraph()
    for tag, text in (("ins", "t"), ("del", "delText")):
        run = f'<w:r><w:{text} xml:space="preserve">31件</w:{text}></w:r>'
        second._p.append(parse_xml(f'<w:{tag} {_W} w:id="9" w:author="张三">{run}</w:{tag}>'))
    word.add_paragraph().add_run("内部掌握").font.hidden = True
    word.add_paragraph().add_run("白字").font.color.rgb = RGBColor(255, 255, 255)
    third = word.add_paragraph("依据")
    for name in ("领导修改处", "_GoBack"):
        third._p.append(parse_xml(f'<w:bookmarkStart {_W} w:id="3" w:name="{name}"/>'))
    word.part.relate_to("file:///D:/底稿.xlsx", "http://x/hyperlink", is_external=True)
    word.sections[0].header.paragraphs[0].text = "内部资料"
    path = tmp_path / "报告.docx"
    word.save(str(path))
    return path


def test_each_trace_of_a_word_file_is_told(marked: Path) -> None:
    found = {(one.kind, one.detail, one.place) for one in read_traces(marked)}
    assert found == {
        ("批注", "李四：数字再核一下", ""),
        ("修订", "张三插入：31件", "第2段"),
        ("修订", "张三删除：31件", "第2段"),
        ("隐藏文字", "内部掌握", "第3段"),
        ("隐藏文字", "白字", "第4段"),
        ("作者", "作者：王建国", "文件属性"),
        ("属性", "备注：初稿，待局长审", "文件属性"),
        ("书签", "领导修改处", "第5段"),
        ("外部链接", "file:///D:/底稿.xlsx", ""),
    }


def test_headers_and_footers_are_published_too(marked: Path) -> None:
    assert [(one.text, one.place) for one in read_margins(marked)] == [("内部资料", "页眉")]


def test_a_clean_file_and_a_text_have_none(tmp_path: Path) -> None:
    word = docx.Document()
    for name in ("author", "comments", "last_modified_by"):
        setattr(word.core_properties, name, "")
    word.add_paragraph("全年公开信息")
    word.save(str(tmp_path / "a.docx"))
    (tmp_path / "a.txt").write_text("全年公开信息", encoding="utf-8")
    for name in ("a.docx", "a.txt"):
        assert (read_traces(tmp_path / name), read_margins(tmp_path / name)) == ((), ())


def test_many_traces_of_a_kind_are_cut(tmp_path: Path) -> None:
    word = docx.Document()
    for number in range(100):
        word.add_paragraph().add_run(f"隐藏{number}").font.hidden = True
    word.save(str(tmp_path / "a.docx"))
    hidden = [one for one in read_traces(tmp_path / "a.docx") if one.kind == "隐藏文字"]
    assert (len(hidden), hidden[0].detail) == (30, "隐藏0")


def test_a_damaged_package_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("a.txt", "x")
    with pytest.raises(DocumentError, match="没有 Word 正文"):
        read_traces(path)


def test_the_author_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Annots[4 0 R]>>endobj\n"
        b"4 0 obj<</Type/Annot/Subtype/Text/Rect[1 1 9 9]/Contents(check)>>endobj\n"
        b"5 0 obj<</Author(Wang Jianguo)/Title(x)>>endobj\n"
        b"trailer<</Root 1 0 R/Info 5 0 R>>\n%%EOF"
    )
    found = {(one.kind, one.detail) for one in read_traces(path)}
    assert found == {("作者", "作者：Wang Jianguo"), ("批注", "check")}
