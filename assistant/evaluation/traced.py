"""Word files with one trace each: a comment, a change, hidden words, names in the properties."""

from collections.abc import Callable, Iterator
from pathlib import Path

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

_W = nsdecls("w")


def _comment(word: Document, line: Paragraph) -> None:
    word.add_comment(line.runs, text="这个数再核一下", author="李四", initials="L")


def _change(tag: str, text: str) -> Callable[[Document, Paragraph], None]:
    def add(_: Document, line: Paragraph) -> None:
        run = f"<w:r><w:{text}>予以公开31件</w:{text}></w:r>"
        line._p.append(parse_xml(f'<w:{tag} {_W} w:id="7" w:author="张三">{run}</w:{tag}>'))

    return add


def _hidden(_: Document, line: Paragraph) -> None:
    line.add_run("此数待领导定").font.hidden = True


def _white(_: Document, line: Paragraph) -> None:
    line.add_run("此数待领导定").font.color.rgb = RGBColor(255, 255, 255)


def _property(name: str) -> Callable[[Document, Paragraph], None]:
    return lambda word, _: setattr(word.core_properties, name, "王建国")


def _bookmark(_: Document, line: Paragraph) -> None:
    line._p.append(parse_xml(f'<w:bookmarkStart {_W} w:id="3" w:name="局长改"/>'))


def _link(word: Document, _: Paragraph) -> None:
    word.part.relate_to("file:///D:/底稿.xlsx", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


_KINDS: tuple[tuple[str, Callable[[Document, Paragraph], None]], ...] = (
    ("批注", _comment),
    ("修订", _change("ins", "t")),
    ("修订", _change("del", "delText")),
    ("修订", _change("moveFrom", "delText")),
    ("隐藏文字", _hidden),
    ("隐藏文字", _white),
    ("作者", _property("author")),
    ("作者", _property("last_modified_by")),
    ("属性", _property("comments")),
    ("属性", _property("keywords")),
    ("书签", _bookmark),
    ("外部链接", _link),
)


def traced_files(folder: Path) -> Iterator[tuple[str, Path]]:
    """The kind of each trace and the file in `folder` that has it and no other."""
    for number, (kind, add) in enumerate(_KINDS, start=1):
        word = docx.Document()
        for name in ("author", "comments", "last_modified_by"):
            setattr(word.core_properties, name, "")
        add(word, word.add_paragraph("全年公开信息128条。"))
        path = folder / f"{number}_{kind}.docx"
        word.save(str(path))
        yield kind, path
