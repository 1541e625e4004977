"""
Judging: whether a model's wording of a sentence may be offered to a person.

Code compares the wording with the sentence it is for: the same facts, no deed or claim that was
not there, as long and as different as the request wants. What it cannot see is the meaning; so a
wording must share most of its characters with the sentence, and a person decides in the end.
"""

import re
from collections import Counter
from dataclasses import dataclass

from assistant.core.editing.protection import Sentence
from assistant.core.editing.requests import Kind
from assistant.core.patterns import regex
from assistant.core.prose.likeness import pairs, share_found
from assistant.core.prose.quantities import find_quantities
from assistant.core.writing.marks import MARK


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How long a wording may be beside its sentence, and how much of it old and new, in shares.

    Lengths are in characters and shares in pairs of characters, marks left out.
    """

    shortest: float
    longest: float
    kept: float  # at least so much of the sentence is said again
    new: float  # at most so much of the wording was not in the sentence
    length: float  # what is best


# Tried on the selections of `nianbao eval rewriting` with the 1.5B model.
LIMITS: dict[Kind, Limits] = {
    "shorten": Limits(shortest=0.3, longest=0.9, kept=0.2, new=0.35, length=0.65),
    "formal": Limits(shortest=0.6, longest=1.6, kept=0.2, new=0.75, length=1.0),
    "expand": Limits(shortest=1.1, longest=3.5, kept=0.5, new=0.8, length=1.4),
    "vary": Limits(shortest=0.6, longest=1.5, kept=0.25, new=0.7, length=1.0),
    "free": Limits(shortest=0.3, longest=2.2, kept=0.3, new=0.7, length=1.0),
}
_BARELY = 0.15  # share of pairs in which a wording must differ; below it is the same sentence

# What was done, by whom it was asked, how well: a wording that says so where the sentence does not
# has made it up. Words of manner (及时, 规范) are free.
_DEEDS = regex(
    r"培训|会议|座谈|检查|督[查导]|考核|通报|印发|出台|制定|制订|修订|上线|开通|新增|首次|率先|荣获|获得|表彰"
    r"|评估|调研|宣传|热线|微信|公众号|发布会|投诉|专班|领导小组|专项|问卷|试点|系统|平台|网站|条例|法律|法规"
    r"|群众|企业|社会|监督|咨询|反馈|评议|复议|诉讼|财政|预算|解读|新媒体|政策|满意|信任|公信力|透明度"
)
# 足额缴入 for 缴入, 定期更新 for 更新, 导致延误 for 影响进度: seen in wordings of the 1.5B model.
_CLAIMS = regex(
    r"足额|定期|全面|高效|详细|研究|导致|延误|每[年季月周日]|"
    r"全部|所有|均|一律|完全|彻底|零|首[次个]|第一|大幅|显著|明显|圆满|有力|有效|切实|充分"
)
_NOT = regex(r"未|没有|无(?!偿|障碍|纸)|不(?!断|仅|但|少|同|得不)|尚|禁止|严禁|免")
_SOME = regex(r"主要|大多|多数|大部分|部分|个别|有的|有些|少数|一些|某些|不少|有时|偶尔")
_UP = regex(r"增长|增加|上升|增多|上涨|翻番")
_DOWN = regex(r"下降|减少|降低|回落|缩减|减轻")
_NAMED = regex(r"《[^》]*》|“[^”]*”")
_BASIS = regex(r"按照|依照|根据|依据|按")  # 按标准检查 is not 检查标准
_FOUNDED = regex(r"建立|健全|完善|形成|制定")  # 遵守机制 is not 建立机制
# When, where, for whom, by which right: 在法定期限内答复 is more than 答复.
_QUALIFIED = regex(
    r"每(?:半年|季度|[年季月周日])|法定|期限|主动公开|依申请公开|[省市区县](?=政府|级)|县区|镇街|基层|新媒体"
    r"|政策解读|企业|群众|窗口|上级|本级"
)
_ECHO = regex(r"改写|原句|要求：")
_DONE = regex(r"已|完成|建成|实现|落实到位")
_PLANNED = regex(r"将|拟|计划|下一步|今后|有待|仍|还需|需要")
# Phrases in two halves: the whole, what of it must not stand alone, and whether that half says
# nothing else (既 does not; 以, 由 and 为 do much else, so there only a whole one can be broken).
_FRAMES = tuple(
    (regex(whole), regex(half), alone)
    for whole, half, alone in (
        (r"把好[^，。；：]+?关", r"把好", False),
        (
            r"(?<![予可所足得加难])以(?!及)[^，。；：]+?为",
            r"(?<![予可所足得加难])以(?!及)|为(?!了)",
            False,
        ),
        (
            r"[由从][^，。；：]+?(?:[转走迈][向为]|[到至])",
            r"[由从]|[转走迈][向为]|[提升降减]\S?[到至]",
            False,
        ),
        (r"坚持[^，。；：]+?(?:原则|导向|理念)", r"原则|导向|理念", False),
        (r"既[^。；]+?[又也且还]", r"既", True),
        (r"不[仅但光][^。；]+?(?:[而并]且|[还也更又并])", r"不[仅但光]", True),
        (r"一方面[^。]+?另一方面", r"一方面", True),
        (r"不是[^。；]+?而是", r"不是|而是", False),
        (r"只有[^。；]+?才", r"只有", True),
        (r"无论[^。；]+?[都均也]", r"无论", True),
        (r"越[^，。；]+?越", r"越(?![级过权])", True),
    )
)
_CLAUSES = regex(r"[^，、；：。]+")  # and members of a list
_STUTTER = regex(r"(.{2,})\1|([，、；：])[，、；：。]|^[，、；：。]")


def fault(masked: str, sentence: Sentence, kind: Kind) -> str:
    """Why a wording of `sentence` is not offered, in a word of code; empty if it may be."""
    source = sentence.masked
    new, old = MARK.sub("", masked), MARK.sub("", source)
    return _marks(masked, source) or _facts(new, old) or _form(masked, new, old, kind)


def _marks(masked: str, source: str) -> str:
    wanted, found = Counter(MARK.findall(source)), Counter(MARK.findall(masked))
    if found - wanted:
        return "mark added"
    if wanted - found:
        return "mark lost"
    return "half a mark" if re.search(r"[〔〕【】]", MARK.sub("", masked)) else ""


def _facts(new: str, old: str) -> str:
    """What the plain words claim now and did not before, or no longer do."""
    if _numbers(new) != _numbers(old):
        return "number"
    if Counter(_NAMED.findall(new)) != Counter(_NAMED.findall(old)):
        return "name"
    if _BASIS.search(old) and not _BASIS.search(new):
        return "basis"
    if _FOUNDED.search(old) and not _FOUNDED.search(new):
        return "turned"
    if set(_QUALIFIED.findall(old)) - set(_QUALIFIED.findall(new)):
        return "qualifier lost"
    if set(_DEEDS.findall(new)) - set(_DEEDS.findall(old)):
        return "deed added"
    if _ECHO.search(new) and not _ECHO.search(old):
        return "echo"
    if set(_CLAIMS.findall(new)) - set(_CLAIMS.findall(old)):
        return "claim added"
    if bool(_NOT.search(new)) != bool(_NOT.search(old)):
        return "negation"
    if _SOME.search(old) and not _SOME.search(new):
        return "widened"
    if "把" in old:  # 把要求嵌入流程 and 将要求嵌入流程 are the same
        new = new.replace("将", "把")
    if any(_breaks(frame, new, old) for frame in _FRAMES):
        return "phrase broken"
    for pattern in (_UP, _DOWN, _DONE, _PLANNED):
        if pattern.search(new) and not pattern.search(old):
            return "turned"
    return ""


def _breaks(frame: tuple[re.Pattern[str], re.Pattern[str], bool], new: str, old: str) -> bool:
    """Whether `new` has half of a phrase that `old` has whole or not at all."""
    whole, half, alone = frame
    if not half.search(new) or whole.search(new):
        return False
    return bool(whole.search(old)) or (alone and not half.search(old))


def _numbers(words: str) -> Counter[str]:
    return Counter(one.text for one in find_quantities(words))


def _form(masked: str, new: str, old: str, kind: Kind) -> str:
    limits = LIMITS[kind]
    if not new.strip() or _STUTTER.search(masked):
        return "stutter"
    if not limits.shortest * len(old) <= len(new) <= max(limits.longest * len(old), 4):
        return "length"
    if share_found(old, new) < limits.kept or share_found(new, old) < 1 - limits.new:
        return "meaning"
    if kind == "shorten":  # its length says that it is another
        return ""
    # Of 15 wordings of the 1.5B model 13 added a clause, and 10 told what nobody had said.
    if kind == "expand" and len(_CLAUSES.findall(new)) > len(_CLAUSES.findall(old)):
        return "clause added"
    return "same" if _difference(masked, old) < _BARELY else ""


def _difference(new: str, old: str) -> float:
    """The share of pairs of characters that only one of two texts has."""
    first, second = pairs(MARK.sub("", new)), pairs(old)
    return len(first ^ second) / max(1, len(first | second))


def merit(masked: str, sentence: Sentence, kind: Kind) -> float:
    """How well a wording without fault does what is asked; the higher, the better."""
    limits = LIMITS[kind]
    new, old = MARK.sub("", masked), MARK.sub("", sentence.masked)
    length = len(new) / max(1, len(old))
    said = share_found(old, new)
    different = _difference(masked, old) if kind != "shorten" else 0.0
    return said + min(different, 0.5) - abs(length - limits.length)
