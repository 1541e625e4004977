"""
Doubts: what a past sentence claims of its own year, and the marks that say so.

An event, a reason, a claim of how the year went: true last year, and this year somebody has to say
so. What this year's figures prove is not doubted.
"""

import re
from collections.abc import Mapping

from assistant.core.evidence.claims import proved_claims
from assistant.core.evidence.facts import Fact
from assistant.core.patterns import regex
from assistant.core.prose.open_marks import DOUBT, OPEN_MARK
from assistant.core.writing.slots import DateSlot, FactSlot, Segment

# What happened once, and what an office does every year (举办培训, 召开发布会).
_ONCE = regex(
    r"今年|新高|齐升|呈现|通过验收|重新|推出|停止运行|撤下|更正|聘请|听取|转向|编印|编写|完成|邀请|启用"
    r"|对接|专项检查|专项行动|互查|印发|出台|制定了|制订|修订|(?:成立|调整)(?:了|[^，。]{0,16}小组)"
    r"|上线|改版|新增|首次|率先|传言|谣言|台风|洪水|地震|疫情|影响期间|被纠正"
    # why a number moved last year
    r"|原因|得益于|[增减降][量幅](?:部分)?主要|受.{1,12}影响|后，(?:比|较|同比|＊)"
    r"|荣获|获得|获评|评为|排名|新建|建成|新开设|试点|开设了|开通了|会同"
    r"|《(?!中华人民共和国|条例|政府信息公开信息处理费)"
)
# What it was about: this year's may be of the same kind and of other things.
_TOPIC = regex(
    r"集中在|主要涉及|主要集中|围绕[^，。]{2,40}(?:热点|话题|主题)|(?:介绍|通报)[^，。]{2,40}(?:情况|进展)|专题讲解"
)
_AGAIN = regex(r"通报|开展了|召开|举办|培训班|专题培训|组织了")
# What a year's work came to: true last year, and this year somebody has to say so.
_CLAIM = regex(
    r"(?:(?<!平)均|全部|都)(?:已|在|按|于|依法|及时|予以)?[^，。；]{0,10}?(?:答复|办结|办理|回复|公开|公示|整改|完成|上网)"
    r"|(?:^|(?<=[，。；：]))(?:已|均)?按(?:时|期|规定)(?:全额)?(?:答复|办结|办复|办理|回复|缴入|上缴)(?!率)"
    r"|按[时期](?:办结|答复|办复)率(?:为|达|达到)?[\d＊]|(?:均|全部|都)(?:来自|为|是|系)|(?:未|没有)收取"
    r"|(?:^|(?<=[，。；：]))(?:全年|本年度?|年内)?(?:也|均|都|仍)?(?:没有|未|无)(?!经|来|能)[^，。；]{0,24}?"
    r"(?:情形|情况|追究|投诉|举报|舆情|事件|事故|追责|问责)"
)
_TOLD = (_ONCE, _AGAIN, _TOPIC, _CLAIM)
_ROSE = regex(r"新高|齐升|双升|双提升|(?:大幅|明显|显著|稳步)(?:增长|提升|上升|增加)")
_CLAUSE = regex(r"[^，；。：！？\n]+")
_ENDS = "；。！？\n"


def is_event(sentence: tuple[Segment, ...]) -> bool:
    """Whether a sentence tells what happened, or how all went, in its own year only."""
    has_date = any(isinstance(segment, DateSlot) for segment in sentence)
    is_told = any(kind.search(_words(sentence)) for kind in _TOLD)
    return has_date or is_told or bool(_TOPIC.search(_with_nouns(sentence)))


def happened_once(sentence: tuple[Segment, ...]) -> bool:
    """Whether it tells of more than what an office does every year."""
    return any(kind.search(_words(sentence)) for kind in (_ONCE, _TOPIC))


def tells_of_a_rise(sentence: tuple[Segment, ...], facts: Mapping[str, Fact]) -> bool:
    """Whether it says without numbers that all grew, in a year with fewer applications."""
    change = facts.get("同比增量.新收.总计")
    return change is not None and change.value < 0 and bool(_ROSE.search(_words(sentence)))


def _words(sentence: tuple[Segment, ...]) -> str:
    return "".join(segment if isinstance(segment, str) else "＊" for segment in sentence)


def _with_nouns(sentence: tuple[Segment, ...]) -> str:
    """Its words with those of its slots: 围绕用气安全等热点组织在线访谈＊期 counts an indicator."""
    return "".join(
        segment.noun if isinstance(segment, FactSlot) else _words((segment,))
        for segment in sentence
    )


def with_doubts(sentence: str, facts: Mapping[str, Fact]) -> str:
    """A carried sentence with a mark behind what tells of its own year: an event with the clauses
    that belong to it, a claim; at its end if a date alone said so. One mark for clauses in a row.

    A sentence with a blank is asked about already: there 举办 and 召开 need no mark.
    """
    plain = OPEN_MARK.sub(lambda mark: "＊" * len(mark[0]), sentence)
    clauses = [match.span() for match in _CLAUSE.finditer(plain)]
    told = _told(plain, clauses, facts, has_blank=plain != sentence)
    ends = [
        end
        for (_, end), this, following in zip(clauses, told, (*told[1:], False), strict=True)
        if this and not following
    ]
    if not ends and clauses and plain == sentence and not proved_claims(sentence, facts):
        ends = [clauses[-1][1]]
    for end in reversed(ends):
        sentence = sentence[:end] + DOUBT + sentence[end:]
    return sentence


def doubted_from(sentence: str) -> int:
    """Where what a mark behind `sentence` doubts begins: its last clause, with those before that
    belong to the same event.
    """
    clauses = [match.span() for match in _CLAUSE.finditer(sentence)]
    if not clauses:
        return 0
    for begin, end in reversed(clauses):
        words = sentence[begin:end]
        if _ONCE.search(words) or _AGAIN.search(words):
            return begin
        if re.search(r"[\d＊]", words) or sentence[begin - 1 : begin] in tuple(_ENDS):
            break
    return clauses[-1][0]


def _told(
    plain: str, clauses: list[tuple[int, int]], facts: Mapping[str, Fact], *, has_blank: bool
) -> list[bool]:
    """Of each clause whether it needs a mark."""
    proved = proved_claims(plain, facts)
    once = {match.start() for match in _ONCE.finditer(plain)}
    again = set() if has_blank else {match.start() for match in _AGAIN.finditer(plain)}
    claims = {match.start() for kind in (_CLAIM, _TOPIC) for match in kind.finditer(plain)}
    told: list[bool] = []
    goes_on = False
    for begin, end in clauses:
        is_proved = any(begin <= at < end for at in proved)
        opens = any(begin <= at < end for at in once | again)
        said = any(begin <= at < end for at in claims) and not is_proved
        # 修订办法，明确三级审核: what follows an event without a number belongs to it.
        goes_on = opens or (goes_on and not re.search(r"[\d＊]", plain[begin:end]))
        told.append(goes_on or said)
        goes_on = goes_on and plain[end : end + 1] not in tuple(_ENDS)
    return told
