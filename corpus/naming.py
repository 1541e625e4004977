"""
Whose report of which year it is: from the title, the text, the name of the file.

Rules, in this order, each choice that had a rival is told in a warning:
- the year: title; the statistical period (自2023年1月1日 …); the name of the file; the year that
  section 一 names most often;
- the agency: title; a line under it; 发布机构：…; 《…2020年度政府信息公开…》 in the text; the name
  of the file; the signature. Where the text before section 一 puts a city or province before
  that name (洪泽区人民政府 in the title, 淮安市洪泽区人民政府 below it), the fuller name is the
  agency's: an office shortens its name in one year's title and not in the next.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.patterns import regex
from corpus.characters import clean, without_blanks

_LONGEST_TITLE = 60
_LONGEST_LINE = 40  # characters of a title's line where it has several
_MOST_TITLE_LINES = 3
_YEAR = regex(r"(20\d\d)\s*年?\s*(?:度|年度)?")
_CHINESE_YEAR = regex(r"[二2][〇○零0O][〇○零一二三四五六七八九]{2}\s*年")
_DIGITS = {"〇": "0", "○": "0", "零": "0", "O": "0"} | {
    numeral: str(i) for i, numeral in enumerate("一二三四五六七八九", 1)
}
_TITLE = regex(r"(?:信息|政务)公开.*(?:报告|年报)")
_NO_TITLE = regex(r"[。；：:，,]|^(?:第|关于印发|现将|根据|按照|为)|如下|http")
_ABOUT = regex(r"(?<!人民)政府信息公开|(?:政府)?信息和政务公开|政务公开|信息公开")
_BODY = (
    "政府|办公厅|办公室|委员会|委|厅|局|院|所|中心|署|处|站|队|镇|乡|街道|公司|集团|大学|学校|馆|"
    "银行|会|社|台|部|园|省|市|县|区|州|旗|盟"
)
_AGENCY = regex(rf"[\u4e00-\u9fff（）()、·]{{1,40}}?(?:{_BODY})(?:（[^）]{{1,20}}）)?")
_PUBLISHER = regex(r"(?:发布机构|发布单位|公开机构|信息来源|编制单位)\s*[：:]\s*(\S+)")
_QUOTED = regex(r"[《“]?([\u4e00-\u9fff]{3,30}?)20\d\d年度?(?:政府)?信息公开(?:工作)?(?:年度)?报告")
_PERIOD = regex(r"(20\d\d)年1月1日\D{0,6}(?:起)?\D{0,6}(?:20\d\d年)?12月31日")
_PLACE = regex(r"[\u4e00-\u9fff]{1,10}?(?:省|自治区|市|自治州|州|地区|盟|区|县|旗)$")
# Words that end before a name begins: 本报告由…, 请与…联系, 现将….
_BEFORE_NAME = regex(r".*(?:由|与|向|将|公布|发布|联系|根据|按照|关于|现就|是|为|经|请)")


@dataclass(frozen=True, kw_only=True)
class Naming:
    title: str
    agency: str
    year: int | None
    title_lines: frozenset[int]  # which of the lines before section 一 are the title
    warnings: tuple[str, ...]


def is_title(text: str) -> bool:
    """Whether a line is the title of a report."""
    plain = without_blanks(text)
    return (
        len(plain) <= _LONGEST_TITLE and bool(_TITLE.search(plain)) and not _NO_TITLE.search(plain)
    )


def name_report(
    before: Sequence[str], stem: str, first: Sequence[str] = (), last: Sequence[str] = ()
) -> Naming:
    """Title, agency and year.

    From the lines before section 一, the file's name without its suffix, the paragraphs of the
    first section and of the last.
    """
    before, stem = [clean(line) for line in before], clean(stem)
    title, lines = _title(before)
    warnings: list[str] = []
    year = _choose_year(title, " ".join((*before, *first)), stem, warnings)
    body = [line for i, line in enumerate(before) if i not in lines]
    agency = _choose_agency(title, body, stem, _signature(last), warnings)
    return Naming(
        title=title,
        agency=agency,
        year=year,
        title_lines=frozenset(lines),
        warnings=tuple(warnings),
    )


def _title(before: Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """The title and its lines: up to three, the agency or the year may stand on lines of its own.

    Of several the one that names most (menus of web sites say 政府信息公开年报 and no more), then
    the one of fewest lines, then the first.
    """
    lines = [without_blanks(line) for line in before]
    best: tuple[int, str, tuple[int, ...]] = (0, "", ())
    for count in range(1, _MOST_TITLE_LINES + 1):
        for start in range(len(lines) - count + 1):
            run = lines[start : start + count]
            text = "".join(run)
            if count > 1 and not all(line and len(line) <= _LONGEST_LINE for line in run):
                continue
            if is_title(text) and not _ends_early(run) and _names(text) > best[0]:
                best = (_names(text), text, tuple(range(start, start + count)))
    return best[1].strip("《》*#"), best[2]


def _ends_early(run: Sequence[str]) -> bool:
    """Whether the title is over before the last of these lines."""
    return any(is_title("".join(run[:count])) for count in range(1, len(run)))


def _names(title: str) -> int:
    """How much a title names: itself, an agency, a year."""
    return 1 + bool(_AGENCY.fullmatch(_agency_of_title(title))) + (_year_of(title) is not None)


def _agency_of_title(title: str) -> str:
    """The name before 政府信息公开 in a title, without its year."""
    name = _CHINESE_YEAR.sub("\n", title).strip("《》“”*#\n ")
    name = _YEAR.sub("\n", name)
    name = _ABOUT.split(name, maxsplit=1)[0].replace("\n", "").strip()
    name = name.removeprefix("关于").removesuffix("关于")
    return f"{name}政府" if name.endswith("人民") else name


def _year_of(text: str) -> int | None:
    if match := _YEAR.search(text):
        return int(match[1])
    if match := _CHINESE_YEAR.search(text):
        digits = "".join(_DIGITS.get(sign, sign) for sign in match.group().rstrip("年 "))
        return int(digits.replace("二", "2"))
    return None


def _choose_year(title: str, body: str, stem: str, warnings: list[str]) -> int | None:
    period = _PERIOD.search(without_blanks(body))
    found = {
        "标题": _year_of(title),
        "统计期限": int(period[1]) if period else None,
        "文件名": _year_of(stem),
    }
    known = {source: year for source, year in found.items() if year}
    if not known and (named := re.findall(r"(20\d\d)年", without_blanks(body))):
        year = int(max(named, key=named.count))
        warnings.append(f"标题和文件名中没有年度，按正文出现最多的{year}年，请核对")
        return year
    if len(set(known.values())) > 1:
        told = "、".join(f"{source}为{year}年" for source, year in known.items())
        warnings.append(f"年度不一致：{told}；采用{next(iter(known))}的年份，请核对")
    return next(iter(known.values()), None)


def _signature(last: Sequence[str]) -> str:
    """The agency that signs: a line of its own above a date, or the very last one."""
    lines = [without_blanks(line) for line in last[-2:]]
    return next((line for line in lines if _AGENCY.fullmatch(line)), "")


def _choose_agency(
    title: str, body: Sequence[str], stem: str, signature: str, warnings: list[str]
) -> str:
    plain = [without_blanks(line) for line in body]
    stem_name = _agency_of_title(re.sub(r"[_\-\s]+", "", stem))
    from_file = stem_name if _AGENCY.fullmatch(stem_name) else ""
    name = (
        _agency_of_title(title)
        or next((line for line in plain if _AGENCY.fullmatch(line)), "")
        or _first(_PUBLISHER, body)
        or _whole(_first(_QUOTED, plain))
        or from_file
        or signature
    )
    full = _fullest(name, plain)
    if full != name:
        warnings.append(f"机关名称：标题为“{name}”，正文为“{full}”，采用正文的全称")
    if from_file and name and not (full.endswith(from_file) or from_file.endswith(name)):
        warnings.append(f"机关名称：报告为“{full}”，文件名为“{from_file}”，采用报告中的名称")
    return full


def _first(pattern: re.Pattern[str], lines: Sequence[str]) -> str:
    return next((match[1] for line in lines if (match := pattern.search(line))), "")


def _whole(name: str) -> str:
    """A name out of running text; empty if it is a short form (市应急管理局, 我局)."""
    name = _BEFORE_NAME.sub("", name)
    return "" if re.match(r"[省市州盟区县旗我本局]", name) else name


def _fullest(name: str, body: Sequence[str]) -> str:
    """The name with the place that the text prints before it, if it does."""
    if not name:
        return ""
    for line in body:
        for match in re.finditer(re.escape(name), line):
            run = re.search(r"[\u4e00-\u9fff]*$", line[: match.start()])
            place = _BEFORE_NAME.sub("", run.group() if run else "")
            if _PLACE.fullmatch(place) and not name.startswith(place):
                return place + name
    return name
