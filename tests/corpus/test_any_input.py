"""Whatever blocks or lines there are: they are read or told, never a failure of our own."""

import hypothesis.strategies as st
from hypothesis import given, settings

from assistant.core.errors import DocumentError
from assistant.core.report import SECTION_TITLES, Block, Document, Grid, Paragraph
from assistant.core.tables.form import APPLICANTS, OUTCOMES, TABLE_2, TABLE_3
from corpus.parse import parse
from corpus.readers.grids import Span, grid_of_rows, grid_of_spans
from corpus.readers.loose import find_loose
from corpus.readers.text import blocks_of_lines

LABELS = [
    *(row.label.split("｜")[-1] for row in (*TABLE_2["2021"].rows, *TABLE_3["2021"].rows)),
    *(column.label for row in TABLE_2["2019"].rows for column in row.columns),
    *(line.label for line in (*APPLICANTS, *OUTCOMES)),
    *(
        "第二十条第（一）项",
        "信息内容",
        "行政复议",
        "未经复议直接起诉",
        "三、本年度办理结果",
        "小计",
    ),
    *("（三）不予公开", "法人或其他组织", "申请人情况", "合计", "类别", "备注：无。"),
]
TEXTS = st.sampled_from([*LABELS, *["", "0", "12", "/", "无", "3,525", "299.3万元"] * 6])
ROWS = st.lists(st.lists(TEXTS, max_size=9), min_size=1, max_size=8)
SPANS = st.lists(
    st.builds(
        lambda text, row, column, height, width: Span(
            text=text, row=row, column=column, row_end=row + height, column_end=column + width
        ),
        *(TEXTS, st.integers(0, 5), st.integers(0, 6), st.integers(1, 3), st.integers(1, 4)),
    ),
    min_size=1,
    max_size=25,
)
GRIDS: st.SearchStrategy[Grid] = st.one_of(
    ROWS.map(lambda rows: grid_of_rows(rows, "表")),
    SPANS.map(lambda spans: grid_of_spans(spans, "表")),
)
HEADINGS = [f"{'一二三四五六'[i]}、{title}" for i, title in enumerate(SECTION_TITLES.values())]
PARAGRAPHS = st.one_of(TEXTS, st.sampled_from(HEADINGS), st.text(max_size=30)).map(
    lambda text: Paragraph(text=text)
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(PARAGRAPHS, GRIDS), max_size=12))
def test_blocks(blocks: list[Block]) -> None:
    try:
        report = parse(Document(name="任意.txt", blocks=tuple(blocks)))
    except DocumentError:  # no heading among these blocks
        return
    keys = [cell.key for cell in report.figures.cells]
    assert len(keys) == len(set(keys))
    assert all("\n" not in doubt for doubt in report.warnings)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(TEXTS, st.lists(TEXTS, max_size=5).map("\t".join)), max_size=30))
def test_lines(lines: list[str]) -> None:
    blocks = list(blocks_of_lines(lines))
    assert all(isinstance(block, Grid) or block.text for block in blocks)
    ends = [(table.start, table.end) for table in find_loose(lines)]
    assert ends == sorted(ends)
    assert all(start < end <= len(lines) for start, end in ends)
