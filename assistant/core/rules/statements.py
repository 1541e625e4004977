"""Rules on what a report must say in words: period, fee, contact, the five aspects, zero."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.core.patterns import regex
from assistant.core.report import Report
from assistant.core.rules.rulebook import (
    LAW,
    SEEN,
    Case,
    Problem,
    Results,
    Rule,
    listed,
    plain,
)

_PERIOD = regex(
    r"统计[^。]{0,12}?(?P<from>20\d\d)\s*年\s*1\s*月\s*1\s*日[^。]{0,8}?"
    r"(?:(?P<to>20\d\d)\s*年\s*)?12\s*月\s*31\s*日"
)
_FEE = regex(r"信息处理费|(?:收取|收费)[^。；]{0,20}(?:费|情况|0元)|未[^。；]{0,8}收费")
_CONTACT = regex(r"电话|邮编|联系方式|电子邮箱")
_WHERE = regex(r"网站|下载|www\.|http", re.IGNORECASE)
_NOTHING = regex(r"^[\s无没有。.、一二三四五六七八九十（）()]*$")
_NO_REQUEST = regex(
    r"(?:未|没有|无|零)[^，。；\n]{0,16}申请|申请[^，。；\n]{0,12}(?:0|零)\s*件|0\s*件[^，。；\n]{0,8}申请"
)
_ASPECTS = (
    ("主动公开", r"主动公开|公开[^。]{0,12}信息[^。]{0,8}条"),
    ("依申请公开", r"依申请|公开申请"),
    ("政府信息管理", r"信息管理|规范性文件|审核|审查|保密"),
    ("平台建设", r"平台|网站|新媒体|公报"),
    ("监督保障", r"监督|考核|培训|保障|检查|评议"),
)
_OF_GOVERNMENTS = (
    ("工作考核", r"考核"),
    ("社会评议", r"评议|评估|测评"),
    ("责任追究", r"追究|追责|问责"),
)
_LAST_PROBLEMS = regex(
    r"(?:上一?年|去年|20\d\d年)[^。]{0,30}(?:问题|不足)[^。]{0,30}(?:整改|改进|解决)"
)
_TURN = regex(r"下一步|改进(?:措施|情况)[：:]|针对(?:以上|上述|存在)|今后|20\d\d年，?将")
_ITEM_END = regex(r"[；;。\n]|(?<=[：，,:])(?=[一二三四五六七八九]是)")
_ITEM_START = regex(
    r"^(?:.{0,16}问题[：:])?[一二三四五六七八九]?是|^[（(]?[一二三四五1-9][）)、.．]"
)
_LACKS = regex(r"有待|仍?需|不[够足高强多到]|未能|欠|缺|薄弱|滞后|单一")
_LONGEST_PROBLEM, _MOST_PROBLEMS = 24, 4  # characters of an item, and items in one line
_SHORTEST_PROBLEMS = 10  # characters; KIROGOVCOMPARE's limit, which real one-line sections pass


def _absent(topics: Sequence[tuple[str, str]], text: str) -> list[str]:
    return [name for name, pattern in topics if not re.search(pattern, text)]


def _period(case: Case) -> Results:
    if case.report is None:
        return
    match = _PERIOD.search(case.prose)
    year = case.figures.year
    if match is None:
        yield Problem(
            message=f"没有写数据统计期限（{year}年1月1日至12月31日）",
        )
    elif {match["from"], match["to"] or match["from"]} != {str(year)}:
        yield Problem(
            message=f"统计期限写成“{match[0][-30:]}”，报告是{year}年的",
            left=Decimal(match["from"]),
            right=Decimal(year),
            level="error",
        )
    else:
        yield None


def _fee(case: Case) -> Results:
    other = case.section("other")
    if case.report is None or case.figures.year < 2021:
        return  # 国办函〔2020〕109号 came at the end of 2020
    if other is not None and _FEE.search(other):
        yield None
    elif _FEE.search(case.prose):
        yield Problem(message="信息处理费写在别处；宜写在第六部分", level="info")
    else:
        yield Problem(message="第六部分没有写收取信息处理费的情况，没有收取也要写明")


def _contact(case: Case) -> Results:
    if case.report is None:
        return
    start = "\n".join(case.report.preamble)
    absent = [
        name
        for name, pattern in (("联系方式", _CONTACT), ("从哪里可以看到报告", _WHERE))
        if not pattern.search(start)
    ]
    if len(absent) == 2 or "联系方式" in absent:
        yield Problem(message=f"开头没有写{'、'.join(absent)}")
    else:
        yield None


def _aspects(case: Case) -> Results:
    overview = case.section("overview")
    if overview is None:
        return
    absent = _absent(_ASPECTS, overview)
    yield from [None] * (len(_ASPECTS) - len(absent))
    if absent:
        yield Problem(message=f"总体情况没有讲到{'、'.join(absent)}（应综述五个方面）")


def _of_governments(case: Case) -> Results:
    if case.report is None or not case.figures.agency.endswith(("人民政府", "市", "县", "区")):
        return
    absent = _absent(_OF_GOVERNMENTS, case.prose)
    yield from [None] * (len(_OF_GOVERNMENTS) - len(absent))
    if absent:
        yield Problem(message=f"政府的报告应当写{'、'.join(absent)}结果，正文没有讲到")


def _problems(case: Case) -> Results:
    text = case.section("problems")
    if text is None:
        return
    if _NOTHING.match(text) or len(text.strip()) < _SHORTEST_PROBLEMS:
        yield Problem(message="第五部分是空的或只写“无”；主要问题和改进情况是法定内容")
    elif not re.search(r"改进|整改|下一步|措施|将|继续|加强", text):
        yield Problem(message="第五部分只有问题，没有改进情况", level="info")
    else:
        yield None


def _answered(case: Case) -> Results:
    """Whether the report says what became of last year's problems."""
    if case.report is None or case.last_report is None:
        return
    if _LAST_PROBLEMS.search(case.prose):
        yield None
    else:
        told = listed((f"“{one}”" for one in _problems_of(case.last_report)), _MOST_PROBLEMS)
        named = f"（{told}）" if told else ""
        yield Problem(message=f"没有讲上年报告提出的问题整改得怎样{named}")


def _problems_of(report: Report) -> Iterator[str]:
    """What the section 五 of a report names as problems, before it turns to what is done."""
    section = report.section("problems")
    text = "\n".join(section.paragraphs) if section else ""
    for item in _ITEM_END.split(_TURN.split(text)[0]):
        words = _ITEM_START.sub("", item).strip()
        lacking = (clause for clause in words.split("，") if _LACKS.search(clause))
        if clause := next(lacking, ""):
            yield clause[:_LONGEST_PROBLEM]


def _zero_requests(case: Case) -> Results:
    if case.report is None or case.figures.number("新收.总计") != 0:
        return
    if _NO_REQUEST.search(case.prose):
        yield None
    else:
        yield Problem(
            message=f"表三新收申请为0，正文没有一句说明；应写“{case.figures.year}年未收到政府信息公开申请”",
            cells=(case.figures.by_key["新收.总计"].name,),
        )


def _fee_in_table(case: Case) -> Results:
    other, fee = case.section("other"), case.figures.by_key.get("行政事业性收费.收费金额")
    if other is None or fee is None or not fee.number:
        return
    if _NOTHING.match(other):
        yield Problem(
            message=(
                f"表二行政事业性收费有{plain(fee.number)}{fee.unit or '万元'}，"
                "第六部分只写“无”；请写明信息处理费的情况"
            ),
            left=fee.number,
            cells=(fee.name,),
        )
    else:
        yield None


RULES: tuple[Rule, ...] = (
    Rule(
        id="P-统计期限",
        level="warning",
        title="写明统计期限，且是本年1月1日至12月31日（年份错为必错）",
        source=SEEN,
        example="2024年报告写“统计期限自2023年1月1日至2023年12月31日”",
        check=_period,
    ),
    Rule(
        id="P-联系方式",
        level="info",
        title="开头写明联系方式和获取报告的地方",
        source=SEEN,
        example="黄石市应急管理局2020年没有联系电话",
        check=_contact,
    ),
    Rule(
        id="P-信息处理费",
        level="warning",
        title="第六部分写明信息处理费的收取情况，没有收取也要写（2021年度起）",
        source="国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
        example="第六部分只讲重点领域，没有讲信息处理费",
        check=_fee,
    ),
    Rule(
        id="P-五个方面",
        level="info",
        title="总体情况讲到主动公开、依申请公开、信息管理、平台建设、监督保障",
        source="国办公开办函〔2021〕30号",
        example="总体情况没有讲依申请公开",
        check=_aspects,
    ),
    Rule(
        id="P-考核评议",
        level="info",
        title="各级人民政府的报告写工作考核、社会评议、责任追究结果",
        source=f"{LAW}第（四）项",
        example="区人民政府的报告没有讲责任追究",
        check=_of_governments,
    ),
    Rule(
        id="P-问题",
        level="warning",
        title="第五部分有问题、有改进，不是空话",
        source=f"{LAW}第（四）项",
        example="第五部分只写“无”",
        check=_problems,
    ),
    Rule(
        id="P-上年问题",
        level="info",
        title="写上年问题的整改结果，没有写的列出上年的问题（给了上年报告时）",
        source=f"{LAW}第（四）项“改进情况”",
        example="黄石市应急管理局2020年的改进措施全是下一步打算",
        check=_answered,
    ),
    Rule(
        id="P-零申请",
        level="warning",
        title="新收申请为0时，正文写明未收到申请",
        source=SEEN,
        example="黄石市应急管理局2020年表三全为0，正文没有一句讲依申请公开",
        check=_zero_requests,
    ),
    Rule(
        id="P-收费与无",
        level="info",
        title="表二有行政事业性收费时，第六部分不只写“无”",
        source="KIROGOVCOMPARE Q-6",
        example="表二收费7545万元，第六部分“无。”",
        check=_fee_in_table,
    ),
)
