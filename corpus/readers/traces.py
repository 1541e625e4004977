"""
What a file to be published holds beside its text: comments, tracked changes, names, hidden words.

Knows: the parts of a Word package, the information of a PDF. Does not know: what of it is bad
(assistant.core.scan.traces). A file of another format has no traces that are looked for.
"""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from lxml import etree

from assistant.core.report import Paragraph
from assistant.core.scan.scanbook import Trace, TraceKind
from corpus.characters import clean, join_lines
from corpus.readers.package import Package, child, local, value

_PROPERTIES: dict[str, tuple[TraceKind, str]] = {
    "creator": ("作者", "作者"),
    "lastModifiedBy": ("作者", "最后保存者"),
    "Manager": ("作者", "经理"),
    "Company": ("作者", "单位"),
    "subject": ("属性", "主题"),
    "keywords": ("属性", "关键词"),
    "description": ("属性", "备注"),
    "category": ("属性", "类别"),
    "contentStatus": ("属性", "状态"),
}
_CHANGES = {"ins": "插入", "del": "删除", "moveFrom": "移走", "moveTo": "移来"}
_FORMAT_CHANGES = frozenset({"rPrChange", "pPrChange", "tblPrChange", "sectPrChange", "tcPrChange"})
_MADE_BY_WORD = ("_Toc", "_GoBack", "_Hlk", "_Ref", "OLE_LINK")
_MADE_BY_PROGRAMS = ("KSO", "ICV", "nianbao")  # WPS; our own mark of a draft
_INSIDE = ("file:", "\\\\", "http://10.", "http://192.168.", "http://172.", "http://localhost")
_MOST = 30  # traces of one kind; more say no more
_LONGEST = 200  # characters of a text that a trace shows


def read_traces(path: Path) -> tuple[Trace, ...]:
    """The traces of a .docx or .pdf, at most 30 of a kind; none of another format.

    DocumentError if the file is damaged or locked.
    """
    with path.open("rb") as file:
        head = file.read(8)
    if head.startswith(b"PK\x03\x04"):
        with Package(path) as package:
            found = list(_word(package))
    elif head.startswith(b"%PDF"):
        found = list(_pdf(path))
    else:
        found = []
    found.sort(key=lambda trace: trace.kind)
    return tuple(
        trace
        for _, group in groupby(found, key=lambda trace: trace.kind)
        for trace in list(dict.fromkeys(group))[:_MOST]
    )


def read_margins(path: Path) -> tuple[Paragraph, ...]:
    """The headers and footers of a .docx: they are published, and are no part of its text."""
    with path.open("rb") as file:
        if not file.read(4).startswith(b"PK\x03\x04"):
            return ()
    with Package(path) as package:
        folder = package.main()[0].rpartition("/")[0]
        parts = [
            (name, root)
            for kind, name in (("header", "页眉"), ("footer", "页脚"))
            for number in range(1, 10)
            if (root := package.part(f"{folder}/{kind}{number}.xml")) is not None
        ]
    texts = ((name, _text(paragraph)) for name, root in parts for paragraph in root.iter("{*}p"))
    return tuple(Paragraph(text=text, place=name) for name, text in texts if text)


def _word(package: Package) -> Iterator[Trace]:
    name, root = package.main()
    folder = name.rpartition("/")[0]
    for comment in _elements(package.part(f"{folder}/comments.xml"), "comment"):
        who = value(comment, "author")
        yield Trace(kind="批注", detail=f"{who}：{_text(comment)}" if who else _text(comment))
    yield from _body(root)
    for part in ("docProps/core.xml", "docProps/app.xml"):
        yield from _properties(package.part(part))
    for one in _elements(package.part("docProps/custom.xml"), "property"):
        if not value(one, "name").startswith(_MADE_BY_PROGRAMS):
            yield Trace(kind="自定义属性", detail=f"{value(one, 'name')}：{_text_of(one)}")
    settings = package.part(f"{folder}/settings.xml")
    for one in _elements(settings, "docVar"):
        yield Trace(kind="自定义属性", detail=f"{value(one, 'name')}：{value(one)}")
    for part in (f"{folder}/_rels/document.xml.rels", f"{folder}/_rels/settings.xml.rels"):
        yield from _relations(package.part(part))


def _body(root: etree._Element) -> Iterator[Trace]:
    """Changes, hidden runs and named bookmarks of the text, each with its paragraph's number."""
    number = 0
    for element in root.iter():
        tag = local(element)
        if tag == "p":
            number += 1
        place = f"第{number}段"
        if tag in _CHANGES and (text := _text(element)):
            who = value(element, "author")
            yield Trace(kind="修订", detail=f"{who}{_CHANGES[tag]}：{text}", place=place)
        elif tag in _FORMAT_CHANGES:
            yield Trace(kind="修订", detail=f"{value(element, 'author')}改了格式", place=place)
        elif tag == "r" and _is_hidden(element) and (text := _text(element)):
            yield Trace(kind="隐藏文字", detail=text, place=place)
        elif tag == "bookmarkStart" and not value(element, "name").startswith(_MADE_BY_WORD):
            yield Trace(kind="书签", detail=value(element, "name"), place=place)


def _is_hidden(run: etree._Element) -> bool:
    """Whether a run is set hidden, or white: on paper nobody sees it, in the file everybody."""
    vanish, colour = child(run, "rPr", "vanish"), child(run, "rPr", "color")
    if vanish is not None and value(vanish) not in {"0", "false"}:
        return True
    shaded = child(run, "rPr", "shd") is not None or child(run, "rPr", "highlight") is not None
    return value(colour).upper() == "FFFFFF" and not shaded


def _properties(root: etree._Element | None) -> Iterator[Trace]:
    for one in root if root is not None else ():
        if (known := _PROPERTIES.get(local(one))) and (text := (one.text or "").strip()):
            yield Trace(kind=known[0], detail=f"{known[1]}：{text[:_LONGEST]}", place="文件属性")


def _relations(root: etree._Element | None) -> Iterator[Trace]:
    for one in root if root is not None else ():
        kind, target = one.get("Type", ""), one.get("Target", "")
        if one.get("TargetMode") == "External" and target.lower().startswith(_INSIDE):
            yield Trace(kind="外部链接", detail=target[:_LONGEST])
        elif kind.endswith(("/oleObject", "/package", "/vbaProject")):
            yield Trace(kind="嵌入对象", detail=target[:_LONGEST])


def _elements(root: etree._Element | None, name: str) -> Iterator[etree._Element]:
    yield from root.iter(f"{{*}}{name}") if root is not None else ()


def _text(element: etree._Element) -> str:
    """The words of an element, those deleted among them."""
    words = (one.text or "" for one in element.iter("{*}t", "{*}delText"))
    return join_lines(clean("".join(words)))[:_LONGEST]


def _text_of(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext()).strip()[:_LONGEST]


_PDF_NAMES = {"Author": "作者", "Subject": "主题", "Keywords": "关键词"}
_NOTES = frozenset({"Text", "FreeText", "Popup", "Highlight", "StrikeOut", "Caret"})


def _pdf(path: Path) -> Iterator[Trace]:
    import pdfplumber  # takes half a second to import

    with pdfplumber.open(path) as document:
        for key, name in _PDF_NAMES.items():
            if text := str(document.metadata.get(key) or "").strip():
                kind: TraceKind = "作者" if key == "Author" else "属性"
                yield Trace(kind=kind, detail=f"{name}：{text[:_LONGEST]}", place="文件属性")
        for note in document.annots:
            subtype = str(note["data"].get("Subtype", "")).strip("/'")
            if subtype in _NOTES and (text := str(note.get("contents") or "").strip()):
                place = f"第{note['page_number']}页"
                yield Trace(kind="批注", detail=text[:_LONGEST], place=place)
