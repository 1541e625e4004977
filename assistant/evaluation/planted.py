"""
Things that must not be published, planted in the prose of real reports, one at a time.

Written apart from assistant.core.scan and without its tables: sentences as a clerk would leave
them, slips as fingers make them, numbers with check sums of their own reckoning. «» marks, in the
sentences below, what is to be found.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.evaluation.planted_sentences import SENTENCES

THEMES = {
    "个人": "个人信息",
    "涉密": "涉密内部",
    "一人": "指向一人",
    "残留": "残留",
    "用语": "用语",
    "标点": "标点",
    "数字": "数字",
    "编号": "编号",
    "时间": "年份期限",
    "语句": "语句",
}


@dataclass(frozen=True, kw_only=True)
class Planted:
    """A report's lines with one thing planted; its place is within the text of the lines."""

    theme: str
    kind: str
    lines: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """A line in another form: what was planted stands from `start` to `end` of it."""

    text: str
    start: int
    end: int


Slip = Callable[[str, random.Random], Change | None]


# --- numbers of nobody


def citizen_id(chance: random.Random) -> str:
    """A made-up id with a right check sign (ISO 7064 MOD 11-2, digit by digit)."""
    region = chance.choice(("110101", "320812", "420204", "310115", "321322", "440305"))
    born = f"{chance.randint(1950, 2004)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    body = f"{region}{born}{chance.randint(0, 999):03}"
    rest = 0
    for digit in body:
        rest = (rest + int(digit)) * 2 % 11
    check = (12 - rest) % 11
    return body + ("X" if check == 10 else str(check))


def bank_card(chance: random.Random) -> str:
    """A made-up card whose last digit makes the Luhn sum a multiple of ten."""
    head, length = chance.choice((("622202", 19), ("621700", 19), ("622848", 19), ("436742", 16)))
    body = head + "".join(str(chance.randint(0, 9)) for _ in range(length - len(head) - 1))
    doubled = [int(one) for one in body[::-1]]
    total = sum(sum(divmod(2 * one, 10)) for one in doubled[::2]) + sum(doubled[1::2])
    return body + str(-total % 10)


def mobile(chance: random.Random) -> str:
    return f"1{chance.choice('356789')}{chance.randint(0, 9)}{chance.randint(10**7, 10**8 - 1)}"


def person(chance: random.Random) -> str:
    surname = chance.choice("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
    given = (
        "建国",
        "秀英",
        "志强",
        "丽华",
        "伟",
        "娜",
        "国庆",
        "玉兰",
        "海涛",
        "晓东",
        "红梅",
        "刚",
    )
    return surname + chance.choice(given)


def address(chance: random.Random) -> str:
    road = chance.choice(("解放路", "人民北路", "翔宇大道", "团结巷"))
    yard = chance.choice(("幸福小区", "阳光花园", "水岸新村", "和平公寓"))
    return chance.choice((
        f"{yard}{chance.randint(1, 30)}号楼{chance.randint(1, 5)}单元{chance.randint(101, 999)}室",
        f"{yard}{chance.randint(1, 30)}幢{chance.randint(101, 999)}室",
        f"{road}{chance.randint(1, 300)}号{chance.randint(1, 9)}栋{chance.randint(101, 999)}室",
        f"示例镇红旗村{chance.choice('一二三四五')}组{chance.randint(1, 80)}号",
    ))  # fmt: skip


def plate(chance: random.Random) -> str:
    head, dot = chance.choice("苏鄂沪京粤") + chance.choice("ABCH"), chance.choice(("", "·"))
    number = f"{chance.randint(10000, 99999)}"
    letter = chance.choice("ABDFGK")
    return head + dot + chance.choice((number, letter + number[1:], "D" + number, number + "F"))


def wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})


def apart(text: str, *sizes: int, sign: str = " ") -> str:
    """The text in groups of these sizes."""
    parts, at = [], 0
    for size in sizes:
        parts.append(text[at : at + size])
        at += size
    return sign.join((*parts, text[at:]) if at < len(text) else parts)


def _shown(kind: str, chance: random.Random) -> str:
    """A number of this kind in one of the ways in which people write it."""
    if kind == "身份证号":
        number = citizen_id(chance)
        return chance.choice((number, number, apart(number, 6, 8), wide(number), number.lower()))
    if kind == "银行卡号":
        number = bank_card(chance)
        return chance.choice((number, apart(number, 4, 4, 4, 4)))
    if kind == "手机号":
        number = mobile(chance)
        ways = (number, apart(number, 3, 4), apart(number, 3, 4, sign="-"), wide(number))
        return chance.choice((*ways, f"+86{number}"))
    if kind == "固定电话":
        code, number = (
            chance.choice(("0514", "0517", "021")),
            str(chance.randint(8_0000000, 8_9999999)),
        )
        return chance.choice((f"{code}-{number}", f"{code}—{number}", f"（{code}）{number}"))
    if kind == "邮箱":
        return f"{chance.choice(('wangjg', 'li.xy', 'abc_123'))}{chance.randint(1, 99)}@example.com"
    return {"车牌": plate, "住址": address, "姓名": person}[kind](chance)


# --- sentences that are put in

_MARKED = re.compile(r"«([^»]*)»")


def _put_in(line: str, template: str, chance: random.Random) -> Change | None:
    """The sentence behind one of the line's own sentences; behind ¶ as a line of its own."""
    own_line = template.startswith("¶")
    text = template.removeprefix("¶")
    for kind in ("身份证号", "手机号", "固定电话", "银行卡号", "邮箱", "车牌", "住址", "姓名"):
        text = text.replace(f"«{kind}»", f"«{_shown(kind, chance)}»")
    marked = [match.span() for match in _MARKED.finditer(text)]
    first, last = marked[0][0], marked[-1][1] - 2 * len(marked)
    text = text.replace("«", "").replace("»", "")
    stops = [match.end() for match in re.finditer("。", line)]
    if not stops:
        return None
    at = len(line) if own_line else chance.choice(stops)
    if text.startswith("，"):  # a line that begins with a mark
        own_line, at = True, len(line)
    text = f"\n{text}" if own_line else text
    first, last = first + own_line, last + own_line
    return Change(text=line[:at] + text + line[at:], start=at + first, end=at + last)


# --- slips of the fingers in the line's own words

_SLIPS: tuple[tuple[str, str, str, str], ...] = (
    # theme, kind, what the line has, what the slip makes of it; $1 … are its groups
    ("标点", "半角", r"([\u4e00-\u9fff])，([\u4e00-\u9fff])", "$1,$2"),
    ("标点", "半角", r"([\u4e00-\u9fff])。([\u4e00-\u9fff])", "$1.$2"),
    ("标点", "半角", r"([\u4e00-\u9fff])；([\u4e00-\u9fff])", "$1;$2"),
    ("标点", "半角", r"([\u4e00-\u9fff])：([\u4e00-\u9fff])", "$1:$2"),
    ("标点", "重复", r"，", "，，"),
    ("标点", "重复", r"。", "。。"),
    ("标点", "重复", r"，", "、，"),
    ("标点", "重复", r"。", "，。"),
    ("标点", "重复", r"、", "、、"),
    ("标点", "不成对", r"《([^《》]{2,30})》", "《$1"),
    ("标点", "不成对", r"《([^《》]{2,30})》", "$1》"),
    ("标点", "不成对", r"“([^“”]{2,20})”", "“$1"),
    ("标点", "不成对", r"“([^“”]{2,20})”", "$1”"),
    ("标点", "不成对", r"（([^（）]{2,30})）", "（$1"),
    ("标点", "不成对", r"([\u4e00-\u9fff]{2})（([^（）]{2,30})）", "$1$2）"),
    ("标点", "并列", r"》《", "》、《"),
    ("标点", "并列", r"”“", "”、“"),
    ("标点", "并列", r"([\u4e00-\u9fff])等([方领平])", "$1、等$2"),
    ("标点", "引号", r"“([\u4e00-\u9fff]{2,10})”", '"$1"'),
    ("标点", "省略号", r"等([\u4e00-\u9fff]{2,6})，", "。。。$1，"),
    ("标点", "文号", r"〔(20\d\d)〕(\d+号)", "[$1]$2"),
    ("标点", "文号", r"〔(20\d\d)〕(\d+号)", "〔$1〕第$2"),
    ("标点", "序次语", r"([。；])([一二三])是", "$1$2是，"),
    ("标点", "空格", r"([\u4e00-\u9fff]{2})([\u4e00-\u9fff]{2}，)", "$1 $2"),
    ("用语", "错别字", r"部署", "布署"),
    ("用语", "错别字", r"覆盖", "复盖"),
    ("用语", "错别字", r"贯彻", "贯切"),
    ("用语", "错别字", r"主动公开", "主动工开"),
    ("用语", "错别字", r"信息公开", "信息功开"),
    ("用语", "错别字", r"政策解读", "政策解渎"),
    ("用语", "错别字", r"行政复议", "行政复义"),
    ("用语", "错别字", r"行政复议", "行政覆议"),
    ("用语", "错别字", r"行政诉讼", "行政诉颂"),
    ("用语", "错别字", r"截至目前", "截止目前"),
    ("用语", "错别字", r"以公开为常态", "以公开为原则"),
    ("用语", "错别字", r"其他", "其它"),
    ("用语", "错别字", r"监督保障", "监查保障"),
    ("用语", "错别字", r"政府信息公开工作", "政务信息公开工作"),
    ("用语", "错别字", r"编制(?!而)", "编篡"),
    ("用语", "错别字", r"圆满完成", "园满完成"),
    ("语句", "叠字", r"([的和])", "$1$1"),
    ("语句", "叠字", r"(工作|信息|政府|推进|加强)", "$1$1"),
    ("语句", "残段", r"，[^，。]{4,30}。$", "，"),
    ("语句", "残段", r"([\u4e00-\u9fff])。$", "$1"),
    ("时间", "年份", r"(?<!\d)20(?:19|20|23|24)年，", "今年，"),
    ("数字", "年份", r"(?<![\d自至])20(24|23|20)年(?=\d+月)", "$1年"),
    ("数字", "年份", r"(?<![\d自至])20(2[0-4])年(?=，)", "20$1年2月30日，"),
    ("数字", "全角", r"(?<!\d)(\d)(\d)(?=[件条次期])", "WIDE"),
)  # fmt: skip


def _slip(pattern: str, made: str) -> Slip:
    def slip(line: str, chance: random.Random) -> Change | None:
        found = [match for match in re.finditer(pattern, line) if match.start() > 0]
        if not found:
            return None
        match = chance.choice(found)
        groups = match.groups()
        new = made
        for number, group in enumerate(groups, start=1):
            new = new.replace(f"${number}", group or "")
        if made == "WIDE":
            new = wide(match[0])
        text = line[: match.start()] + new + line[match.end() :]
        return Change(text=text, start=match.start(), end=match.start() + max(1, len(new)))

    return slip


# --- numbers of headings, copies of sentences: these need more than one line

_CHINESE = "一二三四五六七八九十"


def _numbered(line: str, chance: random.Random) -> Change | None:
    """A heading （二） as （五） or （2）, or 二、 as 四、; an inner 二是 as 四是."""
    match = re.match(r"（([二三四])）", line)
    if match:
        wrong = chance.choice(
            (
                _CHINESE[_CHINESE.index(match[1]) + 3],
                _CHINESE[_CHINESE.index(match[1]) - 1],
                str(_CHINESE.index(match[1]) + 1),
            )
        )
        return Change(text=f"（{wrong}）{line[3:]}", start=0, end=3)
    match = re.match(r"([二三四五])、", line)
    if match:
        return Change(text=f"{_CHINESE[_CHINESE.index(match[1]) + 2]}{line[1:]}", start=0, end=2)
    found = list(re.finditer(r"(?<=[。；，：])([二三])是", line))
    if not found:
        return None
    match = chance.choice(found)
    wrong = _CHINESE[_CHINESE.index(match[1]) + 2]
    return Change(
        text=line[: match.start()] + wrong + line[match.start() + 1 :],
        start=match.start(),
        end=match.end(),
    )


def _copied(line: str, chance: random.Random) -> Change | None:
    found = list(re.finditer(r"(?:^|(?<=。))[^。]{20,80}。", line))
    if not found:
        return None
    match = chance.choice(found)
    return Change(
        text=line[: match.end()] + match[0] + line[match.end() :],
        start=match.end(),
        end=match.end() + len(match[0]),
    )


def slips() -> Iterator[tuple[str, str, Slip]]:
    """Every way to plant something: theme, kind, how."""
    for (theme, kind), templates in SENTENCES.items():
        for template in templates:
            yield theme, kind, lambda line, chance, text=template: _put_in(line, text, chance)  # type: ignore[misc]
    for theme, kind, pattern, made in _SLIPS:
        yield theme, kind, _slip(pattern, made)
    yield "编号", "编号", _numbered
    yield "语句", "重复", _copied


def plant(
    lines: Sequence[str], slip: Slip, theme: str, kind: str, chance: random.Random
) -> Planted | None:
    """The lines of a report with one slip in a line drawn by chance; None if none has room."""
    places = [place for place in range(1, len(lines)) if lines[place]]
    chance.shuffle(places)
    for place in places:
        if change := slip(lines[place], chance):
            before = sum(len(line) + 1 for line in lines[:place])
            return Planted(
                theme=theme,
                kind=kind,
                lines=(*lines[:place], change.text, *lines[place + 1 :]),
                start=before + change.start,
                end=before + change.end,
            )
    return None


def late(lines: Sequence[str], year: int, chance: random.Random) -> Planted:
    """The report signed behind the latest limit, 31 March."""
    day = f"{year + 1}年{chance.randint(4, 12)}月{chance.randint(1, 28)}日"
    start = sum(len(line) + 1 for line in lines)
    return Planted(
        theme="时间", kind="期限", lines=(*lines, day), start=start, end=start + len(day)
    )
