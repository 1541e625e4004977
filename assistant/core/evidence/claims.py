"""
Claims without a number that the figures can contradict: 全部办结, 均获维持, 未收到申请, 零投诉,
申请量同比下降.

A claim is checked only in a sentence that says what it is about; what the figures do not hold is
left alone, but a 零投诉 that no indicator supports is shown to a person.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.core.evidence.fact import TOTAL, Fact, label_of
from assistant.core.evidence.scope import is_own_scope
from assistant.core.findings import Level, TextFinding
from assistant.core.patterns import regex
from assistant.core.prose.particles import SCOPE
from assistant.core.tables.form import GROUPS

Facts = Mapping[str, Fact]
_REACH = 240  # characters of the sentence before and behind a claim
_CLAUSE_END = regex(r"[，,；;]")
_PART = regex(r"其余|剩余|余下|其中")  # 其余821件均为自然人
_STOP = regex(r"[。！!？?\n]")


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Words that claim something, and what contradicts them in their sentence."""

    rule: str
    words: re.Pattern[str]
    contradiction: Callable[["Place", Facts], str]  # what the figures say; empty: none
    level: Level = "error"
    proof: Callable[["Place", Facts], bool] = lambda _place, _facts: False


@dataclass(frozen=True, kw_only=True)
class Place:
    """A claim where it stands."""

    words: re.Match[str]
    sentence: str
    at: int  # where it stands in its sentence
    before: str  # the clause before it
    behind: str  # the rest of the clause

    def says(self, pattern: str) -> bool:
        return re.search(pattern, self.sentence) is not None


_REQUESTS = r"信息公开申请|依申请公开|依申请|信息公开\d|申请\d|公开件"
_OTHER_THINGS = r"建议|提案|信件|来信|留言|投诉|热线|咨询|问政"
_APPLICANTS = r"企业|科研机构|公益组织|法律服务机构|法人"
_UNDISCLOSED = r"部分公开|不予公开|无法提供|不予处理|其他处理"


def _counts(facts: Facts, *keys: str) -> str:
    """What of these is there, in words: 结转下年度继续办理103件; empty if none is."""
    found = [facts[key] for key in keys if key in facts and facts[key].value > 0]
    return "、".join(f"“{fact.label}”{fact.number}{fact.unit}" for fact in found)


def _groups(words: str) -> tuple[str, ...]:
    return tuple(
        group for group, word in (("行政复议", "复议"), ("行政诉讼", "诉讼")) if word in words
    )


def _all_handled(place: Place, facts: Facts) -> str:
    about_requests = place.says(_REQUESTS) and not place.says(_OTHER_THINGS)
    told = place.says("结转|顺延|下一?年度")
    return _counts(facts, f"结转下年.{TOTAL}") if about_requests and not told else ""


def _all_upheld(place: Place, facts: Facts) -> str:
    outcomes = ("结果纠正", "其他结果", "尚未审结")
    groups = _groups(place.sentence)
    return _counts(facts, *(f"{group}.{one}" for group in groups for one in outcomes))


def _none_corrected(place: Place, facts: Facts) -> str:
    words = place.words[0]
    groups = ("行政诉讼",) if "败诉" in words else _groups(place.sentence)
    return _counts(facts, *(f"{group}.结果纠正" for group in groups or ("行政复议", "行政诉讼")))


def _none_received(place: Place, facts: Facts) -> str:
    return "" if place.says(_APPLICANTS) else _counts(facts, f"新收.{TOTAL}")


def _none_disputed(place: Place, facts: Facts) -> str:
    about = place.words["group"] or place.behind  # 零复议 is of this one alone
    tail = "结果纠正" if re.search("纠[错正]|败诉", place.behind) else TOTAL
    return _counts(facts, *(f"{group}.{tail}" for group in _groups(about)))


def _all_disclosed(place: Place, facts: Facts) -> str:
    if not place.says(_REQUESTS) or place.says(_UNDISCLOSED):
        return ""
    rows = ("部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    return _counts(facts, *(f"{row}.{TOTAL}" for row in rows))


def _all_natural(place: Place, facts: Facts) -> str:
    return _counts(facts, "新收.法人小计") if place.says("申请") else ""


def _refused_otherwise(place: Place, facts: Facts) -> str:
    others = (
        row for row in GROUPS["不予公开"] if place.words["reason"] not in label_of(f"{row}.{TOTAL}")
    )
    return _counts(facts, *(f"{row}.{TOTAL}" for row in others)) if place.says("不予公开") else ""


def _is(value: int, facts: Facts, *keys: str) -> bool:
    return bool(keys) and all(key in facts and facts[key].value == value for key in keys)


def _surely_handled(place: Place, facts: Facts) -> bool:
    about_requests = place.says(_REQUESTS) and not place.says(_OTHER_THINGS)
    in_time = re.search("按[时期]|依法|及时|如期", place.words[0])  # no cell says that
    return about_requests and not in_time and _is(0, facts, f"结转下年.{TOTAL}")


def _surely_upheld(place: Place, facts: Facts) -> bool:
    outcomes = ("结果纠正", "其他结果", "尚未审结")
    groups = _groups(place.sentence)
    return _is(0, facts, *(f"{group}.{one}" for group in groups for one in outcomes))


def _surely_refused(place: Place, facts: Facts) -> bool:
    others = [
        row for row in GROUPS["不予公开"] if place.words["reason"] not in label_of(f"{row}.{TOTAL}")
    ]
    is_one = len(others) == len(GROUPS["不予公开"]) - 1
    return (
        is_one and place.says("不予公开") and _is(0, facts, *(f"{row}.{TOTAL}" for row in others))
    )


_ABOUT = (("复议", "行政复议"), ("诉讼", "行政诉讼"), ("申请", "新收"))


def _trend(place: Place, facts: Facts) -> str:
    row = next((row for word, row in _ABOUT if word in place.words["subject"]), "")
    change = facts.get(f"同比增量.{row}.{TOTAL}")
    if change is None:
        return ""
    claimed = 1 if place.words["up"] else -1
    actual = (change.value > 0) - (change.value < 0)
    way = {1: "增加", -1: "减少", 0: "增减"}[actual]
    amount = f"{abs(change.value).normalize():f}{change.unit}"
    return "" if actual == claimed else f"“{change.label}”是{way}{amount}（{change.formula}）"


def _zero(place: Place, facts: Facts) -> str:
    """An indicator of what is said to be zero that is not; the thing itself if there is none."""
    own = [fact for fact in facts.values() if fact.kind in ("indicator", "note")]
    about = [fact for fact in own if place.words["thing"] in fact.label]
    if not about:
        return "没有指标或要点说明"
    return "、".join(f"“{fact.label}”{fact.number}{fact.unit}" for fact in about if fact.value)


CLAIMS: tuple[Claim, ...] = (
    Claim(
        rule="all_handled",
        words=regex(
            r"(?:全部|均已?|都已?)(?:按[时期]|依法|及时|如期)?(?:答复)?(?:办结|办理完毕)(?!率)"
        ),
        contradiction=_all_handled,
        proof=_surely_handled,
    ),
    Claim(
        rule="all_upheld",
        words=regex(
            r"(?:均|全部|都)(?:获|被|为|是|予以|得到|获得)?(?:结果)?维持(?!\d)"
            r"|(?<=[件起宗][，,])结果(?:均?为|是)?维持(?![\d一二三四五六七八九十的]|分别|案|数)"
        ),
        contradiction=_all_upheld,
        proof=_surely_upheld,
    ),
    Claim(
        rule="none_corrected",
        words=regex(r"零败诉|零纠错|无一?(?:败诉|被?纠错)|未(?:被|发生)?(?:纠错|败诉|纠正)"),
        contradiction=_none_corrected,
    ),
    Claim(
        rule="none_received",
        words=regex(
            r"(?:(?:未|没有|尚未)(?:收到|接到|受理|接收|有)[^，。；\d]{0,12}?|无|零)(?:政府)?"
            r"(?:信息公开申请|依申请公开申请|依申请公开信息|依申请公开事项)(?!行政|被|提起)"
        ),
        contradiction=_none_received,
    ),
    Claim(
        rule="none_disputed",
        words=regex(
            r"(?:未|没有|尚未)(?:发生|被|因|出现|产生|引发|引起|收到|有)(?!审结)|无因|无(?=行政[复诉])"
            r"|零(?:行政)?(?P<group>复议|诉讼)"
        ),
        contradiction=_none_disputed,
    ),
    Claim(
        rule="all_disclosed",
        words=regex(r"(?:全部|均|都)(?:已|依法|按时|按期)?予以公开(?![和及或部、\d])"),
        contradiction=_all_disclosed,
    ),
    Claim(
        rule="all_natural",
        words=regex(r"(?:均|全部|都)(?:为|是|由|来自)自然人"),
        contradiction=_all_natural,
        proof=lambda place, facts: place.says("申请") and _is(0, facts, "新收.法人小计"),
    ),
    Claim(
        rule="all_of_one_reason",
        words=regex(
            r"(?:均|全部|都)(?:为|是|系|因|属于?)(?P<reason>国家秘密|其他法律行政法规禁止公开|保护第三方合法权益"
            r"|三类内部事务信息|四类过程性信息|行政执法案卷|行政查询事项)"
        ),
        contradiction=_refused_otherwise,
        proof=_surely_refused,
    ),
    Claim(
        rule="direction",
        words=regex(
            r"(?P<subject>申请|复议|诉讼)(?:案件)?(?:数量|总量|数|量)?(?:较|比|与)?(?:上年|去年|同比|上一年)度?"
            r"(?:同期|相比)?(?:略有|有所|明显|大幅|小幅|持续)?(?:(?P<up>增长|上升|增加|上涨)|下降|减少|回落)"
            r"(?!了?(?:约|近)?[\d一二三四五六七八九十百])"
        ),
        contradiction=_trend,
    ),
    Claim(
        rule="percent_point",
        words=regex(
            r"率[^，。；\d]{0,6}\d+(?:\.\d+)?%[，,]?(?:较|比|同比)[^，。；\d]{0,10}"
            r"(?:上升|提高|增长|下降|降低|减少)了?\d+(?:\.\d+)?%"
        ),
        contradiction=lambda _place, _facts: "两个比率之差宜用“百分点”",
        level="info",
    ),
    Claim(
        rule="zero_claim",
        words=regex(r"零(?P<thing>投诉|举报|差错|差评|延误|超期|失误|泄密|事故|上访)"),
        contradiction=_zero,
        level="warning",
    ),
)


def check_claims(text: str, facts: Facts, agency: str) -> Iterator[TextFinding]:
    """A finding for each claim that the facts contradict; a warning where it is of another scope.

    东城街道受理申请12件，均已办结 says nothing of the city's 结转.
    """
    for claim in CLAIMS:
        for words in claim.words.finditer(text):
            place = _place(text, words)
            reason = "" if _PART.search(place.before) else claim.contradiction(place, facts)
            if reason:
                scope = _other_scope(place, agency)
                yield TextFinding(
                    rule=claim.rule,
                    level="warning" if scope and claim.level == "error" else claim.level,
                    start=words.start(),
                    end=words.end(),
                    quote=words[0],
                    message=f"“{words[0]}”：{reason}" + (f"；文中口径是“{scope}”" if scope else ""),
                )


def proved_claims(text: str, facts: Facts) -> frozenset[int]:
    """Where claims begin that the figures prove: 全部来自自然人 where no cell says otherwise."""
    return frozenset(
        words.start()
        for claim in CLAIMS
        for words in claim.words.finditer(text)
        if claim.proof(_place(text, words), facts)
    )


def _other_scope(place: Place, agency: str) -> str:
    """Words before the claim that say of whom or when it is, if that is not the form's."""
    scopes = [found[0] for found in SCOPE.finditer(place.sentence, 0, place.at)]
    return next((one for one in reversed(scopes) if not is_own_scope(one, agency)), "")


def _place(text: str, words: re.Match[str]) -> Place:
    start = max(0, words.start() - _REACH)
    for stop in _STOP.finditer(text, start, words.start()):
        start = stop.end()
    found = _STOP.search(text, words.end(), words.end() + _REACH)
    end = found.start() if found else min(len(text), words.end() + _REACH)
    before = _CLAUSE_END.split(text[start : words.start()])[-1]
    behind = _CLAUSE_END.split(text[words.end() : end], maxsplit=1)[0]
    return Place(
        words=words,
        sentence=text[start:end],
        at=words.start() - start,
        before=before,
        behind=behind,
    )
