"""
Counted: what an indicator's name says of where it is told and what was done with it.

政策解读11篇 is told under 主动公开 as 发布政策解读11篇, 网站访问量38.9万人次 under 平台建设. A
table of the words that offices use; a name that it does not know is told as it was typed. Whether
some indicators are the parts of another is judged by arithmetic, and by names where small numbers
might agree by chance.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from assistant.core.evidence.facts import Fact
from assistant.core.evidence.own_words import name_of
from assistant.core.patterns import regex
from assistant.core.writing.aspects import Aspect, aspect_of
from assistant.core.writing.filling import exact_text


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Indicators of one kind: under which aspect, and the words around their names."""

    aspect: Aspect
    verb: str = ""  # 发布 + 政策解读 + 11篇
    behind: str = ""  # 网站访问量 + 达 + 38.9万人次


def _kinds(*rows: tuple[Aspect, str, str, str]) -> tuple[tuple[re.Pattern[str], Kind], ...]:
    return tuple(
        (re.compile(words), Kind(aspect=aspect, verb=verb, behind=behind))
        for aspect, words, verb, behind in rows
    )


_PUBLISHED = ("条", "篇", "份", "期", "幅", "部")
_MADE_KNOWN = "发布信息"
# Aspect, words of the name, verb in front, words behind; the first row that fits, so what only
# looks like another (公众号访问量) stands above it.
_KINDS = _kinds(
    ("fees", "信息处理费", "", ""),
    ("requests", "申请", "", ""),
    ("litigation", "复议|诉讼", "", ""),
    ("platform", "(?:访问|浏览|点击|阅读|关注|粉丝|下载)[量数人次]*$", "", "达"),
    ("platform", "(?:专栏|专题|专区|栏目|查阅点|公开栏|查阅场所|查阅处)$", "设有", ""),
    ("platform", "窗口|接待|服务大厅|查阅|政务服务", "", ""),
    ("safeguard", "(?:培训|讲座|培训班|研讨班|交流会)$", "举办", ""),
    ("safeguard", "(?:检查|督[查导]|抽查|巡查|互查|考核|评议|评估|测评|自查)$", "开展", ""),
    ("safeguard", "(?:会议|推进会|部署会|例会)$", "召开", ""),
    ("safeguard", "培训|参训|考核|检查|评议|督查|问责|追责", "", ""),
    ("interpretation", "发布会$", "召开", ""),
    ("interpretation", "(?:访谈|直播)$", "开展", ""),
    ("interpretation", "(?:开放日|活动)$", "举办", ""),
    ("interpretation", "(?:建议|提案|工单)$", "办理", ""),
    ("interpretation", "(?:来信|信件|留言|咨询)$", "收到", ""),
    ("interpretation", "(?:热线|投诉|来电)$", "受理", ""),
    ("interpretation", "解读|图解|问答", "发布", ""),
    ("key_areas", "预警", "发布", ""),
    ("key_areas", "预决?算|决算|采购|重大项目|调查报告|执法信息", "公开", ""),
    ("management", "(?:审[查核]|清理|归档|校对)$", "完成", ""),
    ("management", "规范性文件|目录|审[查核]|清理|保密|错别字", "", ""),
    ("disclosure", "(?:公众号|微博|微信|视频号|抖音号?|头条号?|客户端|新媒体)$", "", _MADE_KNOWN),
    ("disclosure", "(?:网站|门户|公示栏)$", "", _MADE_KNOWN),
    ("disclosure", "公报", "编发", ""),
    ("disclosure", "推送", "", ""),
    ("disclosure", "(?:动态|提示|公[告示]|通知|信息|报道|稿件|文件|图片|视频|消息)$", "发布", ""),
)
_HAS_VERB = regex(
    r"^(?:(?:全部|按时|依法|集中|统一|累计|全年)*(?:列明|处理|标注|依托|答复|新?[开增]设|设[立置有]|收取|编[印写]|清理"
    r"|更新|上线|建成|归集|解决|整改|督办|抽查|审[查核]|发[放现])|(?:主动)?公开)"
    r"|举办|召开|开展|发布(?!会)|办理|收到|接待|推送|组织|印发|编[印发]|回应|访问(?!量)|受理|制发|参"
)
MADE_PUBLIC = regex(r"(?:主动)?公开(?!目录|指南|申请|培训)")  # 公开政府常务会议
_ORDER: tuple[Aspect, ...] = (
    *("disclosure", "interpretation", "key_areas", "requests", "litigation", "management"),
    *("platform", "safeguard", "fees", "problems", "measures", "progress"),
)
_PEOPLE = ("人", "人次", "万人次")
# Nothing is said in words; nothing to handle is nothing that came.
_NONE = {
    **{verb: f"未{verb}" for verb in ("发布", "举办", "召开", "开展", "收到", "编发")},
    **dict.fromkeys(("办理", "受理"), "未收到"),
}
# What is told on them is no part of what a web site publishes.
_CHANNELS = regex(r"公众号|微博|微信|视频号|抖音|头条|客户端|新媒体")
_ALL_CHANNELS = regex(r"新媒体|平台|渠道|合计|总|全部|各类")
_CLAUSES = 4  # of a sentence
# A sum of numbers below it may agree by chance: 培训3次, 检查2次, 会议1次.
_BY_CHANCE = 100


def aspect_of_indicator(fact: Fact) -> Aspect | None:
    """Where a reader looks for an indicator; None if neither its name nor its unit tells."""
    if MADE_PUBLIC.match(fact.label):
        return "disclosure"
    if (kind := _kind(fact.label)) is not None:
        return kind.aspect
    return aspect_of(fact.label) or ("disclosure" if fact.unit in _PUBLISHED else None)


def with_parts(counted: Sequence[Fact]) -> Iterator[tuple[Fact, tuple[Fact, ...]]]:
    """Each value with those typed right behind it that are its parts: same unit, same sum."""
    at = 0
    while at < len(counted):
        parts = _parts(counted[at:])
        yield counted[at], parts
        at += 1 + len(parts)


def counted_sentences(counted: Sequence[Fact]) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Values as sentences, each with what it states: totals with their parts, then the others by
    what they are of.
    """
    opening = "全年"
    wholes = list(with_parts(counted))
    for total, parts in wholes:
        if parts:
            listed = "、".join(_named(part) for part in parts)
            yield f"{opening}{_verb(total)}{_named(total)}，其中{listed}。", (total, *parts)
            opening = ""
    alone = sorted(
        (one for one, parts in wholes if not parts), key=lambda one: (not one.value, _order(one))
    )
    clauses = [(verb, tuple(facts)) for verb, facts in groupby(alone, key=_verb)]
    for at in range(0, len(clauses), _CLAUSES):
        some = clauses[at : at + _CLAUSES]
        told = tuple(fact for _, facts in some for fact in facts)
        opening = "" if told[0].unit == "%" else opening  # of a rate it says nothing
        yield f"{opening}{'，'.join(_clause(*one) for one in some)}。", told
        opening = ""


def _kind(label: str) -> Kind | None:
    name = name_of(label)
    known = (kind for words, kind in _KINDS if words.search(name) or words.search(label))
    return next(known, None)


def _order(fact: Fact) -> int:
    """What is of one aspect stands together."""
    aspect = aspect_of_indicator(fact)
    return _ORDER.index(aspect) if aspect else len(_ORDER)


def _parts(counted: Sequence[Fact]) -> tuple[Fact, ...]:
    total, *rest = counted
    left = total.value
    for at, one in enumerate(rest, start=1):
        left -= one.value
        if one.unit != total.unit or one.kind != total.kind or left < 0:
            return ()
        if left == 0 and at > 1:
            found = tuple(rest[:at])
            return found if _are_parts(total, found) else ()
    return ()


def _are_parts(total: Fact, parts: Sequence[Fact]) -> bool:
    """Whether equal sums are no chance: a great number, or the same noun (政策解读, 视频解读)."""
    if not all(part.value for part in parts) or total.unit == "%":
        return False
    told_elsewhere = any(_CHANNELS.search(part.label) for part in parts)
    if told_elsewhere and not _ALL_CHANNELS.search(total.label):
        return False
    noun = frozenset(re.sub(r"信息$", "", name_of(total.label))[-2:])
    return total.value >= Decimal(_BY_CHANCE) or all(noun & set(part.label) for part in parts)


def _clause(verb: str, facts: Sequence[Fact]) -> str:
    """办理人大代表建议8件、政协提案7件."""
    return verb + ("、" if verb else "，").join(map(_said, facts))


def _said(fact: Fact) -> str:
    kind = _kind(fact.label)
    if not fact.value and _verb(fact) in _NONE.values():
        return _name(fact)
    if fact.unit == "%":
        return f"{fact.label}为{exact_text(fact)}"
    if fact.kind != "indicator" or _HAS_VERB.search(fact.label) or not fact.value:
        return _named(fact)
    behind = kind.behind if kind else ""
    if behind == _MADE_KNOWN and fact.unit not in _PUBLISHED:
        behind = ""  # 微信公众号2个 are channels
    return f"{fact.label if behind else _name(fact)}{behind}{exact_text(fact)}"


def _named(fact: Fact) -> str:
    return f"{_name(fact)}{exact_text(fact)}"


def _name(fact: Fact) -> str:
    return name_of(fact.label) if fact.kind == "indicator" else fact.label


def _verb(fact: Fact) -> str:
    """What was done with what an indicator names, where its label does not say so."""
    if fact.kind != "indicator" or _HAS_VERB.search(fact.label) or fact.unit in (*_PEOPLE, "%"):
        return ""
    kind = _kind(fact.label)
    verb = kind.verb if kind else ""
    return verb if fact.value else _NONE.get(verb, verb)
