"""
Intents: what one line of the chat asks for, read by rules.

    起草总体情况 · 第二段写短一点 · 加上培训情况：举办2次，120人参加 · 问题部分不要和去年雷同 · 撤销

Each intent is a value; `told` says it back in Chinese, which is what the assistant answers with and
what the cases are written in (tests/core/cases/intents.tsv). A line that no rule understands is
Unknown: what it means may be asked of a model, never what number it holds.

Knows: how officers name sections, paragraphs and wishes. Does not know: the draft's texts.
"""

import re
from dataclasses import dataclass

from assistant.core.drafts import DraftSection
from assistant.core.editing.places import (
    NOWHERE,
    Place,
    numeral,
    read_place,
    sections_in,
    without_sections,
)
from assistant.core.editing.requests import KIND_NAMES, asks_for, read_request
from assistant.core.patterns import regex
from assistant.core.prose.quantities import find_quantities
from assistant.core.writing.brief import SECTION_NAMES


@dataclass(frozen=True, kw_only=True)
class DraftSections:
    """起草: these sections; none means all of them."""

    sections: tuple[DraftSection, ...]


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """改写: the words at a place, as the officer asks."""

    place: Place
    request: str


@dataclass(frozen=True, kw_only=True)
class AddNote:
    """补充: a note for the figures and a sentence in the text."""

    place: Place
    note: str


@dataclass(frozen=True, kw_only=True)
class AvoidRepeats:
    """去雷同: other words for the sentences that last year's report has too."""

    place: Place


@dataclass(frozen=True, kw_only=True)
class Delete:
    """删除: the words at a place, or the sentence that holds `words`."""

    place: Place
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Decide:
    """采纳 or 放弃: hunks of the last proposal by their numbers from 1; none means all."""

    accept: bool
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Undo:
    """撤销: the last change."""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """提问: a question on this or past years, for whoever answers questions."""

    question: str


@dataclass(frozen=True, kw_only=True)
class Unknown:
    """听不懂, or a call for help; `meant` is what it may have been, to be asked back."""

    words: str
    meant: str = ""


Intent = DraftSections | Rewrite | AddNote | AvoidRepeats | Delete | Decide | Undo | Ask | Unknown

ABILITIES = (
    "我可以：起草（如“起草总体情况”）；改写（如“第二段写短一点”）；补充（如“加上培训情况：举办2次，"
    "120人参加”）；去雷同（如“问题部分不要和去年雷同”）；删除（如“删掉第三段”）；撤销；"
    "回答往年的问题（如“去年收到多少件申请？”）"
)

_POLITE = regex(
    r"^(?:你好[，,！!]?|请问?|麻烦(?:你|您)?|劳驾|帮忙|(?:能不能|能否|可不可以|可否|可以)(?=把|将|帮|给|写|改|再|换|删|加)"
    r"|帮我|给我|替我|你|您|再|先|那么?(?=把|将))+[，,]?"
)
_TAIL = regex(r"(?:一下子?|吧|呗|啊|呀|哦|了?吗|好吗|行吗|可以吗|谢谢|多谢|[，,。.！!？?\s])+$")
_UNDO = regex(
    r"^(?:撤销|撤回|回退|取消|还原|恢复)(?:掉|到)?(?:上一?[步次]|刚才|上次|前面|最后|原来|这次)?(?:的|那[个次处])?"
    r"(?:操作|修改|改动|更改|改写|样子|版本|内容)?$|^(?:还是)?(?:改|退|变|换)回(?:去|来|原来的?(?:样子)?|上一版)$"
    r"|^不要刚才的(?:修改|改动|改写)$|^刚才(?:那个|那次|的)?(?:修改|改动|改写)?不要了?$|^(?:返回|退到)上一?[步版]$"
)
_DECIDE = regex(
    r"^(?:全部|都|全)?(?:(?P<drop>不采纳|不接受|不采用|放弃|拒绝|不要)|采纳|接受|采用|同意)(?:了|掉)?(?:全部|所有|这[些个处])?"
    r"(?P<which>(?:(?:第)?[一二三四五六七八九十\d]+(?:[处个项]|(?=[、，,和]|$))[、，,和]?)*)(?:的?(?:修改|改动|建议))?$"
)
_WHICH = regex(r"[一二三四五六七八九十]+|\d+")
_ALIKE = regex(
    r"雷同|照抄|抄袭|(?:别|不要)(?:再)?[^，。？]{0,4}(?:去年|上年|往年)|(?:跟|和|与)(?:去年|上年)一个样|(?:和|与|跟|同)(?:去年|上年|往年|上一年)(?:的?报告)?[^，。？]{0,6}(?:重复|一样|相同|差不多|一模一样|太像)"
)
_QUESTION = regex(
    r"[？?]|多少|几[件条次个人份期场篇项年]|哪[些个年一里]|什么|为什么|为何|怎么样?|如何|是否|是不是|有没有|有无|谁|对比一下|(?<!检)查一下|比较一下|近[一二两三四五\d]+年|变化(?:情况)?$|趋势"
)
_DELETE = regex(
    r"^(?:把|将)?(?P<before>.*?)(?:都|全部)?(?:删掉|删除|删去|去掉|拿掉|删了|删)(?P<after>.*)$"
)
_UNWANTED = regex(r"^不要了?(?P<before>.+)$|^(?P<after>.+)不要了$")
# What the page has buttons for.
_ELSEWHERE = regex(r"^(?:导出|下载|打印|送审|提交|定稿|退回)")
_BUTTONS = "送审、定稿、退回、导出请用页面上的按钮。"
_QUOTED = regex(r"[“\"「‘](?P<words>[^”\"」’]+)[”\"」’]")
_ABOUT = regex(
    r"(?:关于|讲|说|提到|有关|涉及|带)(?P<words>[^，。“”]{2,20}?)的?(?:那|这|整)?(?:一)?(?:句话?|段话?|内容|部分)$"
)
_SENTENCE_OF = regex(r"^(?P<words>[^，。“”]{2,12}?)(?:那|这)(?:一)?(?:句话?|段话?)$")
_ADD = regex(
    r"^(?:把|将)?(?P<before>(?:在|往|给)?[^：:，,]{0,20}?)(?:里面?|中|处|后面|末尾|最后)?(?:还要|要|应该?|也)?"
    r"(?:加上|加入|加进|加一[句条段]|添上|添加|增加|新增|补充上?|补上|补一[句条]|写上|写进|写入|记上|记一[条笔]|加)"
    r"(?:一[句条个段点](?:话|内容|要点)?|说明|要点|内容)?[：:，,]?(?P<note>.+)$"
)
_TOLD = regex(r"^(?P<topic>[^，。：:？?]{2,12})[：:](?P<note>.*)$")
# What carry.py knows a note of section 五 by.
_KEPT_TOPIC = regex(r"^(?:存在的?)?(?:主要)?(?:问题|不足)|^(?:改进|整改)?措施|^上年问题")
_SITUATION = regex(r"^关于|(?:的)?(?:工作|有关|相关)?(?:情况|内容)$|方面$")
_PLANS = regex(r"下一步(?:的)?(?:打算|计划|工作)?|今后打算|打算")
_STATEMENT = regex(r"^(?:[^，。]{0,6}今年|本年|全年|我[局委办市区县]|本机关|\d{1,2}月)")
_DRAFT = regex(
    r"^(?:把|将)?(?P<before>.*?)(?:重新)?(?:起草|草拟|拟写|拟稿|撰写|生成|写出来?|写一[写份]|写|拟|重写)(?:出来|好|完)?(?P<after>.*)$"
)
_ALL = regex(r"全部|全文|整[份篇个]|所有|各部分|报告|年报")
_SURE_DRAFT = regex(r"起草|草拟|拟写|拟稿|撰写|生成")
_FILLER = regex(
    r"(?:的)?(?:这|那|一)?(?:部分|章节?|[版稿块]|初稿|草稿|稿子|内容|文字|出来|情况|[六五四三二一]、|[，,、和及与以及\s一个下份篇也了])+"
)
_SHORTEST_NOTE = 4
_VERB = regex(
    r"^(?:共|一共|今年|全年|累计)?(?P<verb>举办|开展|组织|召开|举行|印发|发布|制定|收到|办理|完成|开设|新增|受理)了?(?=[\d０-９一二两三四五六七八九十百]+)"
)


def read_intent(line: str) -> Intent:
    """What a line asks for."""
    words = _TAIL.sub("", _POLITE.sub("", line.strip()))
    asked = bool(re.search(r"[？?]\s*$|呢[。.]?\s*$", line)) or bool(_QUESTION.search(words))
    if _UNDO.match(words):
        return Undo()
    if (match := _DECIDE.match(words)) and not _UNDO.match(words):
        numbers = tuple(numeral(one) for one in _WHICH.findall(match["which"]))
        return Decide(accept=not match["drop"], numbers=numbers)
    if not asked or _POLITE.match(line.strip()):
        for reads in (_add, _delete, _avoid, _draft, _rewrite):
            if (intent := reads(words)) is not None:
                return intent
    if asked and not re.search(
        r"^(?:你|您)?(?:能|会|可以)(?:做|干|帮)|怎么用|帮助|什么功能", words
    ):
        return Ask(question=line.strip())
    return Unknown(words=line.strip(), meant=_BUTTONS if _ELSEWHERE.match(words) else "")


def told(intent: Intent) -> str:
    """The intent in Chinese, as the assistant understood it."""
    match intent:
        case DraftSections(sections=sections):
            return f"起草{'、'.join(SECTION_NAMES[one] for one in sections) or '全部'}"
        case Rewrite(place=place, request=request):
            kind = read_request(request, request).kind
            own_words = kind in ("free", "replace")
            return f"改写{place}：{request if own_words else KIND_NAMES[kind]}"
        case AddNote(place=place, note=note):
            where = "" if place == NOWHERE else f"到{place}"
            return f"补充{where}：{note}"
        case AvoidRepeats(place=place):
            return f"改写{place}中与上年雷同的句子"
        case Delete(place=place, words=words):
            return f"删除{place}中含“{words}”的句子" if words else f"删除{place}"
        case Decide(accept=accept, numbers=numbers):
            which = f"第{'、'.join(map(str, numbers))}处" if numbers else "全部"
            return f"{'采纳' if accept else '放弃'}{which}建议"
        case Undo():
            return "撤销上一步"
        case Ask(question=question):
            return f"提问：{question}"
        case Unknown():
            return "听不懂"


def _add(words: str) -> AddNote | None:
    if match := _ADD.match(words):
        place, rest = read_place(match["before"])
        note = match["note"].strip("，,：: ")
        nowhere = not re.sub(r"[在往给的]", "", rest)
        if nowhere and len(note) >= _SHORTEST_NOTE and not _is_only_a_place(note):
            return AddNote(place=place, note=as_note(note))
    match = _TOLD.match(words)
    if match and len(match["note"]) >= _SHORTEST_NOTE and not _only_asks(match["note"]):
        place, rest = read_place(match["topic"])
        if _PLANS.fullmatch(match["topic"]):
            return AddNote(place=Place(section="problems"), note=as_note(words))
        if place == NOWHERE or rest or _KEPT_TOPIC.match(match["topic"]):
            return AddNote(place=NOWHERE if rest else place, note=as_note(words))
        return AddNote(place=place, note=as_note(match["note"]))
    if _STATEMENT.match(words) and any(not one.exempt for one in find_quantities(words)):
        return AddNote(place=NOWHERE, note=as_note(words))
    return None


def as_note(words: str) -> str:
    """A note that says what its numbers are of: 培训情况：举办2次 becomes 举办培训2次."""
    match = _TOLD.match(words)
    if match is None:
        return words
    topic, note = _SITUATION.sub("", match["topic"]), match["note"].strip()
    if _PLANS.fullmatch(topic):
        return f"改进措施：{note}"
    if _KEPT_TOPIC.match(topic):
        return words
    if topic in note:
        return note
    if verb := _VERB.match(note):
        return f"{note[: verb.end('verb')]}{topic}{note[verb.end() :]}"
    return f"{topic}{note}" if re.match(r"^[共约近]?[\d０-９]", note) else f"{topic}方面，{note}"


def _only_asks(words: str) -> bool:
    return asks_for(words) and not find_quantities(words)


def _is_only_a_place(words: str) -> bool:
    place, rest = read_place(words)
    return place != NOWHERE and not rest


def _delete(words: str) -> Delete | None:
    if (match := _UNWANTED.match(words)) and _is_only_a_place(match["before"] or match["after"]):
        return Delete(place=read_place(words)[0])
    match = _DELETE.match(words)
    if match is None:
        return None
    what = match["before"] + match["after"]
    place, rest = read_place(_QUOTED.sub("", what))
    if quoted := _QUOTED.search(what):
        return Delete(place=place, words=quoted["words"])
    if place.is_exact and not rest.strip("的整这那"):
        return Delete(place=place)
    about = _ABOUT.search(rest or what) or _SENTENCE_OF.match(rest or what)
    return Delete(place=place, words=about["words"]) if about else None


def _avoid(words: str) -> AvoidRepeats | None:
    return AvoidRepeats(place=read_place(words)[0]) if _ALIKE.search(words) else None


def _draft(words: str) -> DraftSections | None:
    match = _DRAFT.match(words)
    if match is None:
        return None
    what = match["before"] + match["after"]
    if read_place(what)[0].is_exact:
        return None
    sections = sections_in(what)
    left = _FILLER.sub("", without_sections(what) if sections else _ALL.sub("", what))
    if left.strip("的都"):
        return None
    if sections:
        return DraftSections(sections=sections)
    return DraftSections(sections=()) if _ALL.search(what) or _SURE_DRAFT.search(words) else None


def _rewrite(words: str) -> Rewrite | None:
    place, rest = read_place(words)
    request = re.sub(r"^(?:的|把|将|给|，|,|部分|文字|内容|这|得|都)+", "", rest).strip()
    if not request or not asks_for(words) or read_place(request)[0].is_exact:
        return None
    return Rewrite(place=place, request=request)


def note_words(note: str) -> str:
    """What of a note is said in the text: 存在问题：答复慢 is 答复慢."""
    match = _TOLD.match(note)
    return match["note"].strip() if match and _KEPT_TOPIC.match(match["topic"]) else note


# What a model may take a line for; the first words of `told`.
GUESSES = ("起草", "改写", "补充", "去雷同", "删除", "撤销", "提问", "无关")
_ASKED_BACK = {
    "补充": "您是想补充一条要点吗？请说“加上：……”。",
    "删除": "您是想删去什么吗？请说“删掉第几段”，或“删掉“……””。",
    "撤销": "您是想撤销吗？请说“撤销”。",
    "起草": "您是想起草哪一部分？请说“起草总体情况”。",
}


def guessed(name: str, line: str) -> Intent:
    """The intent that a model named, as far as it may be acted on.

    Only what a person still decides on is done at once (a proposal, an answer); what would change
    the draft is asked back.
    """
    place, rest = read_place(line)
    if name == "改写" and rest:
        return Rewrite(place=place, request=line)
    if name == "去雷同":
        return AvoidRepeats(place=place)
    if name == "提问":
        return Ask(question=line)
    if name == "起草" and (sections := sections_in(line)):
        return Unknown(words=line, meant=f"您是想起草吗？请说“起草{SECTION_NAMES[sections[0]]}”。")
    return Unknown(words=line, meant=_ASKED_BACK.get(name, ""))
