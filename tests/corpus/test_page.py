"""What only a web page holds: inline elements, hidden text, entities, spans, pictures."""

from pathlib import Path

import pytest

from assistant.core.report import Grid
from corpus.readers import read_document
from corpus.reading import read_report
from tests.corpus.files import html_article, html_page, paragraphs

HTML_TEXTS: list[tuple[str, list[str]]] = [
    ("<p>甲<b>乙</b> <i>丙</i></p>", ["甲乙 丙"]),
    ("<p>甲\n   乙</p><p>Word\n  file</p>", ["甲乙", "Word file"]),
    ("甲<br>乙<div>丙</div>丁", ["甲", "乙", "丙", "丁"]),
    ("<p>甲</p><!-- 注释 --><script>一</script><noscript>二</noscript><p hidden>三</p>", ["甲"]),
    ("<p style='DISPLAY : none'>隐</p><span>显</span>", ["显"]),
    ("<p>&lt;规划&gt;&nbsp;&amp;</p>", ["<规划> &"]),
    ("<p>&#x2F00;、&#xFF11;&#xFF12;件</p>", ["一、12件"]),
    ("<td>没有表格的格", ["没有表格的格"]),
]


@pytest.mark.parametrize(("page", "texts"), HTML_TEXTS, ids=[texts[0] for _, texts in HTML_TEXTS])
def test_what_a_page_holds(tmp_path: Path, page: str, texts: list[str]) -> None:
    path = tmp_path / "a.html"
    path.write_text(page, encoding="utf-8")
    assert paragraphs(path) == texts


def test_pictures_in_the_report_are_told_icons_are_not(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    report = html_article() + "<img src='table3.png'><img width=16 src='icon.png'>"
    path.write_text(html_page(f"<div><img src='logo.png'></div><div>{report}</div>"), "utf-8")
    assert read_report(path).warnings == ("网页正文有1张图片，图片中的文字和表格没有读取",)


def test_spans_that_overlap_or_claim_too_much(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tr><td rowspan=99999999>甲</td><td colspan=0>乙</td></tr>"
        "<tr><td colspan=-1>丙</td><td rowspan='二'>丁</td></tr></table>",
        encoding="utf-8",
    )
    (table,) = read_document(path).blocks
    assert isinstance(table, Grid)
    assert table.rows == (("甲", "乙", ""), ("甲", "丙", "丁"))
