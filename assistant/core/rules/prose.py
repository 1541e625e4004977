"""Rules on prose against tables: every number bound, claims, dates, words that age."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from assistant.core.evidence.binding import Binding
from assistant.core.findings import TextFinding
from assistant.core.patterns import regex
from assistant.core.prose.nearby import sentence_around
from assistant.core.report import Section
from assistant.core.rules.rulebook import SEEN, Case, Problem, Results, Rule, plain

_JUDGED = frozenset({"supported", "mismatch", "stale"})
# S-残留 and P-今年 have these; a number that no table holds is no matter of the form.
_ELSEWHERE = frozenset({"open_mark", "this_year", "unsupported"})
_CONTEXT = 40  # characters at most of the clause before a number that does not hold
_HEAD = regex(r"[，。；：、\n]")


def _numbers(case: Case) -> Results:
    """Every number that is bound to a fact, or should be; one that no table knows is not judged."""
    for section, text, grounding in case.grounded:
        for binding in grounding.bindings:
            if binding.verdict in _JUDGED:
                place = (binding.quantity.start, binding.quantity.end)
                found = [one for one in grounding.findings if (one.start, one.end) == place]
                if not found:
                    yield None
                for finding in found:
                    yield _problem(section, text, finding, binding)


def _claims(case: Case) -> Results:
    """What grounding says of words and lists: claims, totals, repetitions, years."""
    for section, text, grounding in case.grounded:
        judged = {
            (one.quantity.start, one.quantity.end)
            for one in grounding.bindings
            if one.verdict in _JUDGED
        }
        for finding in grounding.findings:
            if (finding.start, finding.end) not in judged and finding.rule not in _ELSEWHERE:
                yield _problem(section, text, finding)


def _problem(
    section: Section, text: str, finding: TextFinding, binding: Binding | None = None
) -> Problem:
    """The finding of a text as one of the form: where, what is written, what the table says."""
    start = max(0, finding.start - _CONTEXT)
    words = _HEAD.split(text[start : finding.start])[-1] + finding.quote
    fact = binding.fact if binding else None
    return Problem(
        message=f"“{section.heading}”写“{words}”：{finding.message}",
        left=binding.quantity.value if binding else None,
        right=fact.value if fact else None,
        cells=(fact.source,) if fact else (),
        level=finding.level,
        quote=sentence_around(text, finding.start, finding.end)[0].strip(),
    )


# --- words that age, other scopes


_EVERY_YEAR = regex(r"每年[^，。；\n]{0,10}?(\d[\d,，]*)")
_THIS_YEAR = regex(r"今年")


def _every_year(case: Case) -> Results:
    for match in _EVERY_YEAR.finditer(case.prose):
        number = re.sub(r"[,，]", "", match[1])
        note = "，又是整百数" if len(number) > 3 and number.endswith("00") else ""
        yield Problem(
            message=f"“{match[0]}”应写{case.figures.year}年的数{note}，请核实是不是沿用旧数",
            left=Decimal(number),
            quote=match[0],
        )


def _this_year(case: Case) -> Results:
    if case.report is None:
        return
    count = len(_THIS_YEAR.findall(case.prose))
    if count:
        yield Problem(
            message=f"正文{count}处写“今年”；报告在次年公布，宜写“{case.figures.year}年”",
            left=Decimal(count),
        )
    else:
        yield None


_ISSUED = regex(r"(?:印发|制发|发文|出台)[^，。；\n\d]{0,8}文件[^，。；\n\d]{0,4}(\d+)\s*件")


def _documents(case: Case) -> Results:
    cells = [
        cell
        for cell in case.figures.cells
        if cell.table == "表二" and cell.number and re.search("制发|制作", cell.column)
    ]
    total = sum((cell.number for cell in cells if cell.number), Decimal(0))
    for match in _ISSUED.finditer(case.prose):
        written = Decimal(match[1])
        if written == total or any(cell.number == written for cell in cells):
            yield None
            continue
        yield Problem(
            message=(
                f"正文“{match[0]}”，表二本年制发的各类文件合计{plain(total)}件；口径不同的请写明"
            ),
            left=written,
            right=total,
            cells=tuple(cell.name for cell in cells),
            quote=match[0],
        )


_SPENT = regex(r"(?:投入|安排|使用)[^，。；\n\d]{0,4}经费[^，。；\n\d]{0,6}([\d.,]+)\s*(万?元)")


def _spending(case: Case) -> Results:
    bought = case.figures.by_key.get("政府集中采购.采购金额")
    if bought is None or not bought.number:
        return
    for match in _SPENT.finditer(case.prose):
        yield Problem(
            message=f"正文“{match[0]}”与表二政府集中采购{bought.raw}口径不同，请写明各是什么经费",
            left=Decimal(match[1].replace(",", "").strip(".")),
            right=bought.number,
            cells=(bought.name,),
            quote=match[0],
        )


# --- the date of publication


_DATE = regex(r"(20\d\d)\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})\s*日?")


def _dates(case: Case) -> Iterator[date]:
    """Dates in the lines before and behind the sections that are of the year after."""
    report = case.report
    lines = (
        (*report.preamble, *(report.sections[-1].paragraphs[-2:] if report.sections else ()))
        if report
        else ()
    )
    for line in lines:
        for match in _DATE.finditer(line) if len(line) < 60 else ():
            year, month, day = (int(one) for one in match.groups())
            if year == case.figures.year + 1 and 1 <= month <= 12 and 1 <= day <= 28:
                yield date(year, month, day)
            elif year == case.figures.year + 1 and 1 <= month <= 12 and day <= 31:
                yield date(year, month, 28)


def _in_time(case: Case) -> Results:
    published = min(_dates(case), default=None)
    if published is None:
        return
    is_government = case.figures.agency.endswith(("人民政府", "市"))
    month, day = (3, 31) if is_government else (1, 31)
    if published <= date(case.figures.year + 1, month, day):
        yield None
    else:
        yield Problem(
            message=(
                f"公布日期{published.year}年{published.month}月在法定期限"
                f"{case.figures.year + 1}年{month}月{day}日之后"
            )
        )


RULES: tuple[Rule, ...] = (
    Rule(
        id="P-数字",
        level="error",
        title="正文的每个数与表一致：新收、收办（新收＋结转）、办结各按其口径；同比、占比、合计重算",
        source=SEEN,
        example="上海市人民政府办公厅2019年：予以公开及部分公开写258件、33.9%，表为275件、34.2%",
        check=_numbers,
    ),
    Rule(
        id="P-断言",
        level="error",
        title="“均获维持”“全部办结”“未发生复议”“持平”等说法、分项之和、前后两处、年份与表不矛盾",
        source=SEEN,
        example="上海市人民政府办公厅2019年写“均获维持”，表四尚未审结3件",
        check=_claims,
    ),
    Rule(
        id="P-文件数",
        level="warning",
        title="正文的印发文件数与表二制发件数对得上，口径不同的写明",
        source=SEEN,
        example="黄石市应急管理局2020年写印发文件56件，表二2＋50＝52件",
        check=_documents,
    ),
    Rule(
        id="P-经费",
        level="info",
        title="正文的经费与表二的采购金额口径写清",
        source=SEEN,
        example="黄石市应急管理局2020年写投入经费32万元，表二采购299.3万元",
        check=_spending,
    ),
    Rule(
        id="P-每年",
        level="warning",
        title="本年的数不写成“每年”",
        source=SEEN,
        example="黄石市应急管理局2020年“每年访问量673600人次”",
        check=_every_year,
    ),
    Rule(
        id="P-今年",
        level="info",
        title="写年份，不写“今年”",
        source=SEEN,
        example="黄石市应急管理局2020年4处“今年”，报告落款2021年1月",
        check=_this_year,
    ),
    Rule(
        id="P-时限",
        level="info",
        title="部门1月31日前、政府3月31日前公布",
        source="《政府信息公开条例》第四十九条",
        example="某局2023年报告的公开日期是2024年2月6日",
        check=_in_time,
    ),
)
