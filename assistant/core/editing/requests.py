"""
Requests: what an officer asks to be done with selected words, read from a line of Chinese.

Knows: the usual ways to ask for shorter, more formal, longer or other words, and for changes that
code does better than a model. Does not know: the words that come out.
"""

from dataclasses import dataclass
from typing import Literal

from assistant.core.patterns import regex

Kind = Literal["shorten", "formal", "expand", "vary", "free", "replace", "years", "punctuation"]
KIND_NAMES: dict[Kind, str] = {
    "shorten": "精简",
    "formal": "正式",
    "expand": "扩写",
    "vary": "换说法",
    "free": "按要求改写",
    "replace": "替换",
    "years": "写明年份",
    "punctuation": "统一标点",
}
# Done by code alone: the result is known beforehand, so a model could only be wrong.
BY_CODE: frozenset[Kind] = frozenset({"replace", "years", "punctuation"})

_QUOTED = r"[“\"'‘「]?(?P<{0}>[^“”\"'‘’「」]+?)[”\"'’」]?"
_REPLACE = (
    regex(
        rf"^(?:请|帮我)?[把将]?{_QUOTED.format('old')}(?:都|全部|统一)?"
        rf"(?:改成|改为|换成|换为|替换为|替换成|写成|改作){_QUOTED.format('new')}[。！]?$"
    ),
    regex(
        r"^[^“”]{0,10}“(?P<old>[^“”]+)”(?:都|全部|统一)?(?:改成|改为|换成|换为|替换为|替换成)"
        r"“(?P<new>[^“”]+)”[。！]?$"
    ),
    regex(rf"^{_QUOTED.format('old')}\s*(?:→|->|=>|—>)\s*{_QUOTED.format('new')}$"),
)
_TOLD_OF = regex(r"年份|具体|正式|语气|说法|口吻|的$")  # says what is wanted, not the words
# What is asked for, the first that fits. Asked not to be one thing is asked to be the other only
# where it says so (不要太长); else the words are the officer's own (不要太正式).
_ASKED: tuple[tuple[Kind, str], ...] = (
    ("punctuation", r"标点|全角|半角"),
    (
        "years",
        r"(?:今年|去年|本年度?|上年度?|年份)[^，。]{0,6}(?:写明|写清|具体|明确|改|换)|写明年份",
    ),
    (
        "shorten",
        r"(?:不要|别)(?:写得?)?太?(?:长|啰嗦)|(?:不要|去掉|删掉|删去|少[些写]?)套话|太(?:长|啰嗦)",
    ),
    ("expand", r"(?:不要|别)(?:写得?)?太(?:短|简单|笼统)|太(?:短|简单|笼统)"),
    ("formal", r"(?:不要|别)(?:写得?)?太?口语化|太口语化?"),
    ("vary", r"(?:不要|别|避免)[^，。]{0,8}(?:雷同|重复|一样|相同)"),
    (
        "free",
        r"(?:不要|不用|别|不必|无需)(?:太|过于|再|写得?)*(?:精简|简|短|扩|展开|详细|正式|庄重|书面)",
    ),
    (
        "shorten",
        r"精简|简短|简洁|简明|简练|简略|缩短|缩写|压缩|控制在|字以内|短[一点些]|更短|删减|概括|凝练|精炼",
    ),
    ("expand", r"扩写|扩充|展开|详细|详实|丰富|充实|长[一点些]|更长|具体[一点些]"),
    ("formal", r"正式|庄重|书面|公文|严谨|官方"),
    (
        "vary",
        r"换[一个种]*(?:说法|写法|表述|表达|讲法|句式|方式)|改写|重写|重新写|润色|雷同|措辞|改一[下改]",
    ),
)
_PATTERNS = tuple((kind, regex(words)) for kind, words in _ASKED)


_WISH = regex(
    r"改|换|调整|润色|写得|语气|口吻|措辞|合并|拆[成开]|通顺|突出|强调|弱化|优化|不要|别用|→|删减|修饰|(?:一些|一点|[点些])$"
)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What is asked, with the officer's own words; `old` and `new` of a replacement."""

    kind: Kind
    words: str
    old: str = ""
    new: str = ""


def read_request(words: str, text: str) -> Request:
    """What `words` ask for; `text` is what is selected (把甲改成乙 needs 甲 to be in it)."""
    words = words.strip()
    for pattern in _REPLACE:
        match = pattern.match(words)
        if match and match["old"] in text and not _TOLD_OF.search(match["new"]):
            return Request(kind="replace", words=words, old=match["old"], new=match["new"])
    for kind, pattern in _PATTERNS:
        if pattern.search(words):
            return Request(kind=kind, words=words)
    return Request(kind="free", words=words)


def asks_for(words: str) -> bool:
    """Whether words ask for other words at all."""
    return bool(_WISH.search(words)) or any(pattern.search(words) for _, pattern in _PATTERNS)
