"""Rules on the build of a report: the six sections, their numbers, names, what was left over."""

import re

from assistant.core.patterns import regex
from assistant.core.prose.likeness import share_found
from assistant.core.report import SECTION_TITLES, Section
from assistant.core.rules.rulebook import FORM, LAW, SEEN, Case, Problem, Results, Rule, listed

_DIGITS = "一二三四五六七八九十"
_ORDER = tuple(SECTION_TITLES)
_CHINESE = regex(rf"^\s*[（(]([{_DIGITS}]{{1,3}})[)）]")
_ARABIC = regex(r"^\s*[（(](\d{1,2})[)）]")
_LEFT_OVER = regex(
    r"\[bookmark|_GoBack|错误[!！]\s*未找到引用源|Error!\s*Reference|[×X]{2,}|□{2,}|【待(?:补充|核实)"
)
_ELSEWHERE = regex(r"主动公开|解读|回应|舆情|公开平台|依申请|重点领域|监督保障")
_CONTENTS = regex(  # of three things or more, else it is no list of contents
    r"(?:报告|全文)(?:由|包括)([^。（；]{4,400}?)(?:等方面|等部分|六部分|。)"
)
_FEWEST_SIGNS = 2  # 、 between three things
_VAGUE = regex(r"(?:情况|数量|方面)+$")
_LONGEST = 30  # characters of an item; more is a sentence
_TOLD = 0.6  # share of an item's pairs of characters that the text must have
_REPORT_NAME = regex(r"政府信息公开(?:工作)?(?:年度)?(?:工作)?报告(?!格式)")
_NAMED = regex(r"《([^》]{4,60}年度报告)》")


def number(text: str) -> int:
    """一 is 1, 十二 is 12; of the numbers that head sections, so up to 99."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _DIGITS.index(text) + 1
    return (_DIGITS.index(tens) + 1 if tens else 1) * 10 + (_DIGITS.index(ones) + 1 if ones else 0)


def _sections(case: Case) -> tuple[Section, ...]:
    return case.report.sections if case.report else ()


def _missing(case: Case) -> Results:
    if case.report is None:
        return
    there = {section.kind for section in case.report.sections}
    for kind, title in SECTION_TITLES.items():
        if kind in there:
            yield None
        else:
            yield Problem(message=f"没有“{_DIGITS[_ORDER.index(kind)]}、{title}”这一部分")


def _order(case: Case) -> Results:
    places = [_ORDER.index(section.kind) for section in _sections(case)]
    if not places:
        return
    if places == sorted(set(places)):
        yield None
    else:
        found = "、".join(section.heading for section in _sections(case))
        yield Problem(message=f"各部分的次序与国办格式不同：{found}")


def _numbers(case: Case) -> Results:
    for section in _sections(case):
        expected = _DIGITS[_ORDER.index(section.kind)]
        if section.heading.startswith(f"{expected}、"):
            yield None
            continue
        title = re.sub(rf"^[\d{_DIGITS}（()）、.．\s]+", "", section.heading)
        yield Problem(message=f"标题“{section.heading}”的编号应为“{expected}、{title}”")


def _below(case: Case) -> Results:
    """Numbers （一）（二）（三） within a section; an Arabic one that goes on for them is wrong."""
    for section in _sections(case):
        last = arabic = 0
        for line in section.paragraphs:
            if match := _CHINESE.match(line):
                found = number(match[1])
                yield _step(section, line, found, last)
                last, arabic = found, 0
            elif match := _ARABIC.match(line):
                found = int(match[1])
                if last and found == last + 1 and found != arabic + 1:
                    wanted = f"（{_DIGITS[found - 1]}）" if found <= len(_DIGITS) else "中文数字"
                    yield Problem(message=f"“{_start(line)}”的编号应为{wanted}，与前面各节一致")
                    last = found
                else:
                    yield None
                arabic = found


def _step(section: Section, line: str, found: int, last: int) -> Problem | None:
    if found in (last + 1, 1):
        return None
    before = f"（{_DIGITS[last - 1]}）" if 0 < last <= len(_DIGITS) else "标题"
    return Problem(message=f"“{section.heading}”里“{_start(line)}”接在{before}后，编号不连续")


def _start(line: str) -> str:
    return line.strip()[:16]


def _alone(case: Case) -> Results:
    for section in _sections(case):
        found = [line for line in section.paragraphs if _CHINESE.match(line)]
        if len(found) == 1:
            yield Problem(
                message=f"“{section.heading}”下只有“{_start(found[0])}”一个小节，没有（二）"
            )
        elif found:
            yield None


def _left_over(case: Case) -> Results:
    if case.report is None:
        return
    found = list(_LEFT_OVER.finditer(case.prose))
    if not found:
        yield None
        return
    texts = dict.fromkeys(_around(case.prose, match) for match in found)
    yield Problem(message=f"正文里有残留或待填的内容：{listed(f'“{text}”' for text in texts)}")


def _around(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 4) : match.end() + 8].replace("\n", " ").strip()


def _misplaced(case: Case) -> Results:
    """Section 六 is for what belongs to none of the others."""
    section = case.report.section("other") if case.report else None
    if section is None:
        return
    heads = [line for line in section.paragraphs if _CHINESE.match(line) or _ARABIC.match(line)]
    wrong = [_start(line) for line in heads if _ELSEWHERE.search(line[:24])]
    if wrong:
        found = listed(f"“{line}”" for line in wrong)
        yield Problem(message=f"第六部分的{found}属于总体情况的内容，宜移到第一部分")
    else:
        yield None


def _report_names(case: Case) -> Results:
    if case.report is None:
        return
    for name in dict.fromkeys(_NAMED.findall(case.prose)):
        if re.search(r"年度[^年]*年度报告", name):
            yield Problem(message=f"报告名《{name}》里“年度”重复")
        elif str(case.figures.year) not in name:
            continue  # the report of another year, or the form's own name
        else:
            yield None
    if str(case.figures.year) in case.report.title:
        yield None
    else:
        yield Problem(
            message=f"题名“{case.report.title}”没有写{case.figures.year}年", level="warning"
        )
    lines = (case.report.title, *case.report.preamble, *_NAMED.findall(case.prose))
    names = dict.fromkeys(name for line in lines for name in _REPORT_NAME.findall(line))
    if len(names) > 1:
        yield Problem(message=f"报告名有几种写法：{listed(f'“{name}”' for name in names)}")
    else:
        yield None


def _list_of_contents(case: Case) -> re.Match[str] | None:
    """Where the report says what it has."""
    lists = _CONTENTS.finditer(case.prose)
    return next((one for one in lists if one[1].count("、") >= _FEWEST_SIGNS), None)


def _contents(case: Case) -> Results:
    if not (match := _list_of_contents(case)):
        return
    rest = case.prose.replace(match[0], "")
    rest += "".join(section.heading for section in _sections(case))
    absent = []
    for item in (_VAGUE.sub("", item) for item in re.split(r"[、，,]|以及", match[1])):
        if not 2 <= len(item) <= _LONGEST or share_found(item, rest) >= _TOLD:
            yield None
        else:
            absent.append(item)
    if absent:
        found = listed(f"“{item}”" for item in absent)
        yield Problem(message=f"开头说报告包括{found}，正文却没有讲到")


def _read_with_doubt(case: Case) -> Results:
    for warning in case.report.warnings if case.report else ():
        yield Problem(message=warning)


RULES: tuple[Rule, ...] = (
    Rule(
        id="S-读入",
        level="info",
        title="读报告时存疑的地方（机关名称、年度、表格的非标准写法），逐条列出",
        source="corpus 的读取结果",
        example="标题为“洪泽区人民政府”，正文为“淮安市洪泽区人民政府”，采用正文的全称",
        check=_read_with_doubt,
    ),
    Rule(
        id="S-缺章",
        level="error",
        title="六个部分都在",
        source=f"{LAW}；{FORM}",
        example="没有“五、存在的主要问题及改进情况”",
        check=_missing,
    ),
    Rule(
        id="S-顺序",
        level="warning",
        title="六个部分的次序与国办格式相同",
        source=FORM,
        example="“六、其他需要报告的事项”排在“五”前面",
        check=_order,
    ),
    Rule(
        id="S-章号",
        level="warning",
        title="六个部分的标题编号为一、至六、",
        source=FORM,
        example="黄石市应急管理局2020年“1、 总体情况”应为“一、总体情况”",
        check=_numbers,
    ),
    Rule(
        id="S-节号",
        level="warning",
        title="各部分里（一）（二）（三）编号连续、写法一致",
        source=SEEN,
        example="黄石市应急管理局2020年（一）（二）之后是“（3） 推进公开平台…”",
        check=_below,
    ),
    Rule(
        id="S-孤节",
        level="info",
        title="有（一）就有（二）",
        source=SEEN,
        example="黄石市应急管理局2020年“总体情况”下只有“（一）概述”",
        check=_alone,
    ),
    Rule(
        id="S-残留",
        level="warning",
        title="正文没有书签、引用错误、×××、【待补充】一类残留",
        source=SEEN,
        example="“共收到XXX件”",
        check=_left_over,
    ),
    Rule(
        id="S-归位",
        level="info",
        title="第六部分不放属于“总体情况”的内容",
        source="国办公开办函〔2021〕30号：不能遗漏，也不宜泛化",
        example="黄石市应急管理局2020年把政策解读、平台建设写在第六部分",
        check=_misplaced,
    ),
    Rule(
        id="S-题名",
        level="info",
        title="报告名写明年份，“年度”不重复，前后一致",
        source=SEEN,
        example="《黄石市应急管理局2020年度政府信息公开工作年度报告》",
        check=_report_names,
    ),
    Rule(
        id="S-目录",
        level="warning",
        title="开头说到的内容，正文都有",
        source=SEEN,
        example="黄石市应急管理局2020年首段列“举报投诉数量”，正文没有",
        check=_contents,
    ),
)
