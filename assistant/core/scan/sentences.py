"""
Sentences that code can see are broken: no end, a mark first, a word twice, a sentence twice.

Not covered: subjects, objects and clauses that are missing (利用…的平台，扩大了受众面): that needs
understanding, and is left to the reader.
"""

from collections.abc import Iterator

from assistant.core.patterns import regex
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.scan.scanbook import Hit, Hits, Manuscript, ScanRule, hit

_SENTENCE_SIGNS = regex(r"[，；]")
_ENDS = frozenset("。！？；：…”’）》】)!?;:.")
_SHORTEST = 18  # characters of a paragraph that is no heading, caption or signature
_OPENS_WRONG = regex(r"(?m:^)[ \t\u3000]*[，。；：、！？）”》]")
_NUMBER = regex(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])"
)

# A character twice that no word has: not 目的的, 为了了解, 涉及及时, 参与与, 共和和.
_ONE_TWICE = regex(
    r"(?<!目)的的(?![确士])|(?<![不为])了了(?![解然结断])|(?<![共饱总温缓柔调中])和和(?!美|气)"
    r"|和和(?=国)|(?<!参)与与|将将(?!军)|被被|把把(?!关)|及及(?!时)|是是(?!非)|由由|向向|就就|但但"
    r"|从从(?!容)|以以|地地(?![区方下上理质点面])(?<![各属外内本当产农林土山草湿])"
    r"|(?<![各本属外内当])在在"
)
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿幺")
_WORD_TWICE = regex(r"(?P<word>[\u4e00-\u9fff]{2,8}?)(?P=word)(?!版)")
_REDUPLICATED = frozenset(
    ("研究", "讨论", "学习", "商量", "考虑", "了解", "休息", "常常", "人人", "处处", "一个", "一步")
)
_COPY = 14  # characters of a sentence that may be there only once


def _endless(manuscript: Manuscript) -> Iterator[Hit]:
    for offset, line in manuscript.lines:
        text = line.rstrip()
        if not text:
            continue
        last = Hit(start=offset + len(text) - 1, end=offset + len(text), message="")
        if text[-1] in "，、" and len(text) > 1:
            yield Hit(
                start=last.start,
                end=last.end,
                message=f"段末“{text[-10:]}”后面没有了，话没有说完",
                suggestion="补完整，或改为句号",
                level="error",
            )
        elif _is_prose(text) and text[-1] not in _ENDS:
            yield Hit(
                start=last.start,
                end=last.end,
                message=f"段末“{text[-10:]}”没有句号，请看话是不是没有说完",
                suggestion="。",
            )


def _is_prose(text: str) -> bool:
    """Whether a line is a paragraph of sentences: long, with commas inside, no heading."""
    if len(text) < _SHORTEST or not _SENTENCE_SIGNS.search(text):
        return False
    return not (_NUMBER.match(text) and "。" not in text and len(text) < 2 * _SHORTEST)


_OPEN_WORD = regex(
    r"(?:以及|或者|关于|对于|通过|按照|根据|为了|由于|着力|进一步|不断"
    r"|(?<![总温平调饱缓谐])和|(?<![赋给参])与|(?<![普目众有似是涉遍以提顾])及)(?=[。；！])"
)
_PASSED = regex(r"(?:审议|表决|讨论|审核|审查|一致|顺利|获得?|评审|验收|考核)通过$")


def _open_words(manuscript: Manuscript) -> Hits:
    for match in _OPEN_WORD.finditer(manuscript.text):
        if not _PASSED.search(manuscript.text, max(0, match.start() - 4), match.end()):
            yield hit(match, f"“{match[0]}”后面没有了，话没有说完", "补完整")


def _wrong_openings(manuscript: Manuscript) -> Hits:
    for match in _OPENS_WRONG.finditer(manuscript.text):
        yield hit(match, f"一段以“{match[0].strip()}”开头，前面缺了文字", "补上，或删去")


def _twice(manuscript: Manuscript) -> Hits:
    for match in _ONE_TWICE.finditer(manuscript.text):
        yield hit(match, f"“{match[0]}”多了一个字", match[0][0])
    for match in _WORD_TWICE.finditer(manuscript.text):
        word = match["word"]
        if word not in _REDUPLICATED and len(set(word)) > 1 and not _NUMERALS & set(word):
            yield hit(match, f"“{match[0]}”重复", word)


def _copies(manuscript: Manuscript) -> Hits:
    """A sentence that stands in the text twice, word for word."""
    seen: set[str] = set()
    for offset, sentence in manuscript.sentences:
        text = sentence.strip(" ”“\t\u3000")
        if len(text) < _COPY or OPEN_MARK.search(text):
            continue
        if text in seen:
            start = offset + sentence.find(text)
            yield Hit(
                start=start,
                end=start + len(text),
                message=f"“{text[:20]}…”前面已经写过，一字不差",
                suggestion="删去一处",
            )
        seen.add(text)


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="语句-没有说完",
        level="warning",
        title="段末有句号；以逗号、顿号结尾的为必错",
        source="GB/T 15834—2011 4.1",
        example="通过电子邮箱发送给申请人",
        find=_endless,
    ),
    ScanRule(
        id="语句-断在虚词",
        level="warning",
        title="句子不断在“和”“以及”“对于”一类词上",
        source="现代汉语语法：虚词不能结句",
        example="加强培训和。",
        find=_open_words,
    ),
    ScanRule(
        id="语句-开头缺字",
        level="error",
        title="段首不是标点",
        source="GB/T 15834—2011 5.1",
        example="，均在法定期限内答复。",
        find=_wrong_openings,
    ),
    ScanRule(
        id="语句-叠字",
        level="warning",
        title="没有多打的字、词",
        source="公文校对惯例",
        example="政府信息的的公开；公开公开",
        find=_twice,
    ),
    ScanRule(
        id="语句-重复",
        level="warning",
        title="没有一字不差的重复句子",
        source="公文校对惯例",
        example="同一句话出现两次",
        find=_copies,
    ),
)  # fmt: skip
