"""mask and fill undo each other where every number of a text is bound, whatever the figures."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.core.evidence.fact import Fact
from assistant.core.evidence.facts import facts_of
from assistant.core.tables.figures import Figures
from assistant.core.writing.filling import fill
from assistant.core.writing.masking import mask
from assistant.core.writing.slots import UnknownSlot
from tests.forms import form

# Clauses with the fact that each number states; all joined make a text.
CLAUSES = (
    "新收政府信息公开申请{新收.总计}件",
    "上年结转{上年结转.总计}件",
    "予以公开{予以公开.总计}件，占办结总数的{占比.予以公开.总计}%",
    "部分公开{部分公开.总计}件",
    "办结政府信息公开申请{办理总计.总计}件",
    "结转下年度继续办理{结转下年.总计}件",
    "行政复议{行政复议.总计}件，其中结果维持{行政复议.结果维持}件",
    "行政复议结果维持{行政复议.结果维持}件，占行政复议总数的{占比.行政复议.结果维持}%",
    "制发行政规范性文件{行政规范性文件.制发}件，现行有效{行政规范性文件.现行有效}件",
    "作出行政处罚决定{行政处罚.处理决定}件",
    "网站发布信息{指标.网站发布信息}条",
    "新收政府信息公开申请{新收.总计}件，比上年{同比.新收.总计}%",
    "行政复议{行政复议.总计}件，比上年{同比增量.行政复议.总计}件",
    "予以公开、部分公开分别为{予以公开.总计}件、{部分公开.总计}件，"
    "占比分别为{占比.予以公开.总计}%、{占比.部分公开.总计}%",
)
CELLS = (
    "新收.总计",
    "上年结转.总计",
    "予以公开.总计",
    "部分公开.总计",
    "结转下年.总计",
    "行政复议.结果维持",
    "行政复议.结果纠正",
    "行政规范性文件.制发",
    "行政规范性文件.现行有效",
    "行政处罚.处理决定",
)
NUMBERS = st.lists(
    st.integers(1, 10**6), min_size=len(CELLS), max_size=len(CELLS), unique=True
).map(lambda numbers: dict(zip(CELLS, numbers, strict=True)))


def year(number: int, cells: dict[str, int]) -> Figures:
    handled = cells["予以公开.总计"] + cells["部分公开.总计"]
    disputes = cells["行政复议.结果维持"] + cells["行政复议.结果纠正"]
    whole = {**cells, "办理总计.总计": handled, "行政复议.总计": disputes}
    return form(number, whole, indicators=[("网站发布信息", cells["新收.总计"] + 7, "条")])


def written(clause: str, facts: dict[str, Fact]) -> str:
    text = clause
    for key, fact in facts.items():
        text = text.replace("{" + key + "}", said(fact))
    return text


def said(fact: Fact) -> str:
    """A value as an officer writes it: shares and rates with one decimal, changes in words."""
    value = abs(fact.value)
    if fact.kind in ("share", "rate"):
        value = value.quantize(Decimal("0.1"), ROUND_HALF_UP)
    rate = fact.kind == "rate"
    way = ("增长" if rate else "增加") if fact.value > 0 else ("下降" if rate else "减少")
    return f"{way}{value:f}" if fact.kind in ("change", "rate") else f"{value:f}"


@settings(deadline=None)
@given(NUMBERS, NUMBERS, st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=6))
def test_masking_and_filling_undo_each_other(
    now: dict[str, int], before: dict[str, int], clauses: list[str]
) -> None:
    facts = facts_of(year(2024, now), year(2023, before))
    by_key = {fact.key: fact for fact in facts}
    changes = (by_key["同比.新收.总计"], by_key["同比增量.行政复议.总计"])
    if any(abs(one.value) < Decimal("0.05") for one in changes):
        return  # 与上年持平: other words
    text = "。".join(f"2024年，{written(clause, by_key)}" for clause in clauses) + "。"
    masked = mask(text, facts, year=2024)
    assert not any(isinstance(slot, UnknownSlot) for slot in masked.slots), text
    filled = fill(masked.segments, by_key, year=2024).text
    assert filled == text
    assert mask(filled, facts, year=2024) == masked
