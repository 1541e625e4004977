"""
Punctuation by GB/T 15834—2011: half-width, doubled, unpaired and misplaced marks.

Offsets and marks are those of the text as written. Not covered: whether a comma or a stop is the
better choice.
"""

import re

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hits, Manuscript, ScanRule, hit, hits

_GB = "GB/T 15834—2011"
_HAN = r"[\u4e00-\u9fff”》）]"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。", "(": "（", ")": "）"}
_HALF = regex(
    rf"(?<={_HAN})[,;:?!](?!\d)|(?<=[\d%％])[,;?!](?=[\u4e00-\u9fff“《（])"
    rf"|(?<=[\u4e00-\u9fff])\.(?![A-Za-z\d.])"
)
_HALF_BRACKET = regex(
    r"\((?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])\((?!\d\d?\))|(?<=[\u4e00-\u9fff。])\)"
    r"|\)(?=[\u4e00-\u9fff])"
)
_STRAIGHT = regex(r"\"[^\"\n]{1,60}\"|(?<=[\u4e00-\u9fff])\"|\"(?=[\u4e00-\u9fff])")
_DOUBLED = regex(
    r"([，；：、])[，。；：、！？]{1,10}|(?<!。)(?:([！？])\2{1,10}|。。(?!。)|[。！？][，；：、])|[,，]{2,10}"
)
_AFTER_OPEN = regex(r"[（“《‘〈][，。；：、！？]|[，；：、][）”》’〉]")
_DOTS = regex(r"\.{3,}|。{3,}|(?<!…)…(?!…)|…{3,}")
_AND_SO_ON = regex(r"等等?……|……等")
_LISTED = regex(r"》、(?=《)|”、(?=“)")
_BEFORE_ETC = regex(r"、(?=等(?![级候待同次额量]))")
_DASH = regex(r"(?<=[\u4e00-\u9fff])(?:--+|－－|—(?!—)(?<!——))(?=[\u4e00-\u9fff])")
_INNER_TITLE = regex(r"《[^《》\n]{0,60}[<《][^《》<>\n]{1,60}[>》][^《》\n]{0,60}》")
_INNER_QUOTE = regex(r"“[^“”\n]{0,60}“[^“”\n]{1,60}”")
_PAPER = regex(
    r"(?<=[\u4e00-\u9fff])(?:[\[［【(（{]20\d\d[\]］】)）}]|〔20\d\d〕(?=第|0)"
    r"|20\d\d年?(?=第?\d+号文))第?0{0,2}(?:\d{1,4}号)"
)
_PAPER_SHAPE = regex(r"20\d\d|\d+(?=号)")
_AFTER_ORDER = regex(
    r"(?<![\u4e00-\u9fff\d])(?:第[一二三四五六七八九十]|其[一二三四五六]|首先|其次|再次"
    r"|最后)、(?!第?[一二三四五六七八九十]|其)"
)
_AFTER_BRACKET = regex(
    r"(?m:^)[ \t\u3000]*(?:（[一二三四五六七八九十]{1,3}）|（\d{1,2}）"
    r"|\([一二三四五六七八九十\d]{1,3}\)|[①-⑳])[、，.．,。：:]"
)
_AFTER_NUMERAL = regex(r"(?m:^)[ \t\u3000]*[一二三四五六七八九十]{1,3}[.．，,：:](?![\d是])")
_AFTER_ARABIC = regex(r"(?m:^)[ \t\u3000]*\d{1,2}(?:、|．、|\.、|。|，)(?!\d)")
_AFTER_IS = regex(
    r"(?<=[。；：，\n])[一二三四五六七八九十]是[，、：]|(?m:^)[一二三四五六七八九十]是[，、：]"
)
_HEADING_END = regex(
    r"(?m:^)[ \t\u3000]*(?:[一二三四五六七八九十]{1,3}、"
    r"|（[一二三四五六七八九十]{1,3}）)[^。，；：！？\n]{2,24}[。；，：、](?m:$)"
)
_SPACE = regex(
    r"(?<=[\u4e00-\u9fff，。；：、》”）])[ \u3000\u00a0]{1,20}(?=[\u4e00-\u9fff“《（])(?!(?<=章.)"
    r"|(?<=条.))"
)


def _half(manuscript: Manuscript) -> Hits:
    for match in _HALF.finditer(manuscript.text):
        wide = _WIDE[match[0]]
        yield hit(match, f"中文里用了半角的“{match[0]}”，应为“{wide}”", wide)


def _half_brackets(manuscript: Manuscript) -> Hits:
    for match in _HALF_BRACKET.finditer(manuscript.text):
        wide = _WIDE[match[0]]
        yield hit(match, f"中文里用了半角的“{match[0]}”，宜为“{wide}”", wide)


def _straight(manuscript: Manuscript) -> Hits:
    for match in _STRAIGHT.finditer(manuscript.text):
        if re.search(r"[\u4e00-\u9fff]", match[0]) or len(match[0]) == 1:
            yield hit(
                match, f"{match[0][:20]}用了直引号，应为弯引号“”", f"“{match[0].strip(chr(34))}”"
            )


def _papers(manuscript: Manuscript) -> Hits:
    for match in _PAPER.finditer(manuscript.text):
        year, *rest = _PAPER_SHAPE.findall(match[0])
        number = rest[-1].lstrip("0") if rest else ""
        right = f"〔{year}〕{number}号"
        yield hit(
            match, f"发文字号“{match[0]}”应写作“{right}”：六角括号，不加“第”，不编虚位", right
        )


def _orders(manuscript: Manuscript) -> Hits:
    for match in _AFTER_ORDER.finditer(manuscript.text):
        yield hit(match, f"“{match[0]}”应为“{match[0][:-1]}，”", f"{match[0][:-1]}，")
    for match in _AFTER_BRACKET.finditer(manuscript.text):
        yield hit(match, f"“{match[0].strip()}”：带括号的序次语后面不用标点", match[0].strip()[:-1])
    for match in _AFTER_NUMERAL.finditer(manuscript.text):
        right = f"{match[0].strip()[:-1]}、"
        yield hit(match, f"“{match[0].strip()}”应为“{right}”", right)
    for match in _AFTER_ARABIC.finditer(manuscript.text):
        right = f"{re.sub(r'[^0-9]', '', match[0])}."
        told = f"“{match[0].strip()}”：阿拉伯数字的序次语后面用下脚点，应为“{right}”"
        yield hit(match, told, right, "info")
    for match in _AFTER_IS.finditer(manuscript.text):
        yield hit(match, f"“{match[0]}”：“{match[0][:2]}”后面不用标点", match[0][:2])


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="标点-半角",
        level="warning",
        title="中文里不用半角的逗号、句号、分号、冒号、问号、叹号",
        source=f"{_GB} 5.1",
        example="大力宣传安全生产工作.",
        find=_half,
    ),
    ScanRule(
        id="标点-半角括号",
        level="info",
        title="括住中文的括号用全角",
        source=f"{_GB} 4.9",
        example="(2021年1月20日)",
        find=_half_brackets,
    ),
    ScanRule(
        id="标点-直引号",
        level="warning",
        title="引号用弯引号",
        source=f"{_GB} 4.8",
        example='"一网通办"',
        find=_straight,
    ),
    ScanRule(
        id="标点-重复",
        level="error",
        title="没有连着的两个点号",
        source=f"{_GB} 5.1",
        example="答复3050件，，均在法定期限内",
        find=hits(_DOUBLED, "“{}”多了标点", "只留一个"),
    ),
    ScanRule(
        id="标点-位置",
        level="error",
        title="前括号、前引号后面和后括号、后引号前面没有多余的点号",
        source=f"{_GB} 5.1",
        example="（，以下简称《条例》）",
        find=hits(_AFTER_OPEN, "“{}”里的标点多余", "删去标点"),
    ),
    ScanRule(
        id="标点-省略号",
        level="warning",
        title="省略号用六个点",
        source=f"{_GB} 4.11",
        example="解读、回应。。。",
        find=hits(_DOTS, "“{}”应为省略号“……”", "……"),
    ),
    ScanRule(
        id="标点-等和省略号",
        level="warning",
        title="“等”和省略号不并用",
        source=f"{_GB} 4.11",
        example="网站、公报等……",
        find=hits(_AND_SO_ON, "“{}”：“等”和省略号只用一个", "等"),
    ),
    ScanRule(
        id="标点-并列书名",
        level="warning",
        title="并列的书名号之间、引号之间不用顿号",
        source=f"{_GB} 4.5.3.5",
        example="《条例》、《规定》",
        find=hits(_LISTED, "并列的书名号（引号）之间通常不用顿号", "删去顿号"),
    ),
    ScanRule(
        id="标点-等前顿号",
        level="warning",
        title="“等”前不用顿号",
        source=f"{_GB} 附录B.1.2",
        example="网站、微信、等平台",
        find=hits(_BEFORE_ETC, "“等”前面不用顿号", "删去顿号"),
    ),
    ScanRule(
        id="标点-破折号",
        level="warning",
        title="破折号占两个字的位置",
        source=f"{_GB} 4.10",
        example="政府公报--权威文本",
        find=hits(_DASH, "“{}”应为破折号“——”（连接时间、地点用“—”）", "——"),
    ),
    ScanRule(
        id="标点-套用书名号",
        level="warning",
        title="书名号里再用书名号，里面用〈〉",
        source=f"{_GB} 4.15",
        example="《转发〈通知〉的函》写成《转发《通知》的函》",
        find=hits(_INNER_TITLE, "“{}”里面一层书名号应为〈〉", "〈〉"),
    ),
    ScanRule(
        id="标点-套用引号",
        level="warning",
        title="引号里再用引号，里面用单引号",
        source=f"{_GB} 4.8",
        example="“建设“四最”环境”",
        find=hits(_INNER_QUOTE, "“{}”里面一层引号应为‘’", "‘’"),
    ),
    ScanRule(
        id="标点-发文字号",
        level="warning",
        title="发文字号用六角括号〔〕，不加“第”，不编虚位",
        source="GB/T 9704—2012 7.2.5",
        example="国办函[2020]109号",
        find=_papers,
    ),
    ScanRule(
        id="标点-序次语",
        level="warning",
        title="序次语后面的标点：第一，／一、／1.／（一）／一是",
        source=f"{_GB} 附录B.3；GB/T 9704—2012 7.3.3",
        example="1、统一领导；（一）、概述；第一、",
        find=_orders,
    ),
    ScanRule(
        id="标点-标题末尾",
        level="info",
        title="单独成行的标题末尾不用标点",
        source=f"{_GB} 附录B.4",
        example="（一）主动公开情况。",
        find=hits(_HEADING_END, "标题“{}”末尾不用标点", "删去末尾的标点"),
    ),
    ScanRule(
        id="标点-空格",
        level="info",
        title="中文之间没有空格",
        source="公文排版惯例",
        example="主动 公开",
        find=hits(_SPACE, "中文之间多了空格", "删去空格"),
    ),
)  # fmt: skip
