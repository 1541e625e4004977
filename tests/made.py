"""Reports of an invented office and an embedder without a model, for tests."""

import hashlib
import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.core.ports import Filter, ReportStore, Saved
from assistant.core.report import Report, Section
from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Figures, Indicator
from assistant.core.tables.form import TableName, edition_for
from corpus.split import split_report

AGENCY = "示例市应急管理局"
ANYWHERE = Filter()
_CELLS: tuple[tuple[TableName, str, str, str], ...] = (
    ("表二", "第二十条第（八）项｜行政事业性收费", "本年收费金额（单位：万元）", "59237.2449"),
    ("表三", "一、本年新收政府信息公开申请数量", "总计", "3,525"),
    ("表三", "二、上年结转政府信息公开申请数量", "总计", ""),
    ("表三", "三、本年度办理结果｜（一）予以公开", "总计", "/"),
    ("表四", "行政复议", "总计", "0"),
)


def make_figures(year: int, agency: str = AGENCY) -> Figures:
    """Cells of each meaning, an indicator and a note."""
    return Figures(
        agency=agency,
        year=year,
        edition=edition_for(year),
        cells=tuple(read_cell(*cell, place="第1页") for cell in _CELLS),
        indicators=(Indicator(label="网站发布信息", value=Decimal("260.5"), unit="条"),),
        notes=("举办培训2次",),
    )


def make_report(
    year: int, *, agency: str = AGENCY, overview: Sequence[str] = (), file: str = ""
) -> Report:
    """A report of all kinds of text; `overview` in place of its own first section."""
    own = (
        f"{year}年，本局认真贯彻落实政府信息公开条例，推进各项工作。",
        f"（一）主动公开情况。全年通过门户网站发布信息{year - 1760}条，更新公开指南。",
        "（二）依申请公开情况。新收政府信息公开申请3525件，均依法按时答复。",
    )
    return Report(
        agency=agency,
        year=year,
        title=f"{agency}{year}年政府信息公开工作年度报告",
        preamble=("现将有关情况报告如下。",),
        sections=(
            Section(kind="overview", heading="一、总体情况", paragraphs=tuple(overview) or own),
            Section(
                kind="problems",
                heading="五、存在的主要问题及改进情况",
                paragraphs=("一是培训不够。二是政务新媒体账号整合不到位。", "下一步加强业务培训。"),
            ),
            Section(kind="other", heading="六、其他需要报告的事项", paragraphs=("无。",)),
        ),
        figures=make_figures(year, agency),
        warnings=("表四总计与各项之和不符",),
        file=file or f"{agency}_{year}.docx",
    )


class HashEmbedder:
    """Satisfies core.ports.Embedder: texts that share character pairs are near each other."""

    def __init__(self, name: str = "字对", dimension: int = 512) -> None:
        self.name = name
        self._dimension = dimension
        self.embedded: list[str] = []  # every passage that was asked for

    def embed_passages(self, texts: Sequence[str]) -> list[list[float]]:
        self.embedded += texts
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = [0.01] * self._dimension
        for pair in pairwise(text):
            digest = hashlib.sha256("".join(pair).encode("utf-8", "replace")).digest()
            vector[int.from_bytes(digest[:4]) % self._dimension] += 1
        length = math.hypot(*vector)
        return [number / length for number in vector]


def save(store: ReportStore, report_id: str, report: Report) -> Saved:
    """Into the corpus as ingest does it."""
    return store.add_report(report_id, report, split_report(report, report_id))
