"""
Plain sentences over facts: what code says where no past wording does.

Short, complete, the same for every office; a person or the model may reword them, the numbers
stay facts. Zero is said in words (未收到, 未发生), as a reader expects it.
"""

import re
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from assistant.core.evidence.facts import Fact
from assistant.core.tables.form import GROUPS, RESULTS
from assistant.core.writing.companions import FAMILIES, REFUSALS, Family
from assistant.core.writing.filling import disputes_text, exact_text

_MADE = (
    ("规章.制发", "制发规章"),
    ("行政规范性文件.制发", "制发行政规范性文件"),
    ("行政规范性文件.废止", "废止行政规范性文件"),
    ("行政规范性文件.现行有效", "现行有效行政规范性文件"),
    ("行政许可.处理决定", "作出行政许可处理决定"),
    ("行政处罚.处理决定", "作出行政处罚处理决定"),
    ("行政强制.处理决定", "作出行政强制处理决定"),
    ("行政事业性收费.收费金额", "行政事业性收费"),
)
_REQUESTS = frozenset({"新收.总计"})
_REQUEST_CLAUSES = {
    "新收.总计": "",
    "上年结转.总计": "上年结转",
    "办理总计.总计": "办结",
    "结转下年.总计": "结转下年度继续办理",
}
# What is told of applications once their number is.
RESULTS_TOLD = tuple(f"{kind}.总计" for kind in ("予以公开", "部分公开", *GROUPS))
FEE = "信息处理费"
_HAS_VERB = re.compile(
    r"^(?:(?:全部|按时|依法|集中|统一|累计|全年)*(?:列明|处理|标注|依托|答复|设[立置]|收取|编[印写]|清理|更新|上线|建成|归集|解决|整改|督办|抽查|发[放现])|(?:主动)?公开)|举办|召开|开展|发布|办理|收到|接待|推送|组织|印发|编印|回应|访问|受理|制发|参"
)
_DONE = (
    ("举办", re.compile(r"培训|讲座|开放日|活动")),
    ("召开", re.compile(r"发布会|会议")),
    ("开展", re.compile(r"访谈|检查|评估")),
    ("办理", re.compile(r"建议|提案|工单|热线")),
    ("收到", re.compile(r"来信|信件|留言")),
    ("发布", re.compile(r"解读|视频|信息|图解|公众号|微博|新媒体")),
)
_LAST_NOUN = 3  # characters: what is counted ends a label
_DISPUTES = frozenset({"行政复议.总计", "行政诉讼.总计"})


@dataclass(frozen=True, kw_only=True)
class Plain:
    """A sentence and the keys of the facts that it states."""

    text: str
    keys: tuple[str, ...]


def required_sentences(required: Iterable[Fact], facts: Mapping[str, Fact]) -> tuple[Plain, ...]:
    """One sentence for each thing that `required` asks to be said, in the order of the form."""
    wanted = {fact.key: fact for fact in required}
    sentences: list[Plain] = []
    if wanted.keys() & _REQUESTS:
        keys = tuple(key for key in (*_REQUEST_CLAUSES, *RESULTS_TOLD) if key in facts)
        sentences.append(Plain(text=requests_sentence(facts), keys=keys[: len(_REQUEST_CLAUSES)]))
        sentences.append(Plain(text=results_sentence(facts), keys=keys))
        sentences.append(_parts(REFUSALS, wanted))
    if wanted.keys() & _DISPUTES:
        asked = _DISPUTES & wanted.keys()
        sentences.append(Plain(text=disputes_sentence(facts, asked), keys=tuple(sorted(asked))))
    for family in FAMILIES:
        sentences.append(_parts(family, wanted))
    fees = [fact for fact in wanted.values() if is_fee(fact)]
    sentences += [Plain(text=fee_sentence(fact), keys=(fact.key,)) for fact in fees]
    counted = [
        fact
        for fact in wanted.values()
        if fact.kind in ("cell", "sum", "indicator")
        and fact.key not in _REQUESTS | _DISPUTES
        and fact not in fees
    ]
    if counted:
        listed = "，".join(f"{_verb(fact)}{fact.label}{exact_text(fact)}" for fact in counted)
        sentences.append(Plain(text=f"全年{listed}。", keys=tuple(one.key for one in counted)))
    return tuple(sentence for sentence in sentences if sentence.text)


def _parts(family: Family, wanted: dict[str, Fact]) -> Plain:
    """The sentence of what `wanted` has of a family, which it has no more."""
    parts = [wanted.pop(key) for key in family.parts if key in wanted]
    return Plain(text=family.sentence(parts), keys=tuple(fact.key for fact in parts))


def _verb(fact: Fact) -> str:
    """What was done with what an indicator names, where its label does not say so."""
    if fact.kind != "indicator" or _HAS_VERB.search(fact.label):
        return ""
    return next((verb for verb, nouns in _DONE if nouns.search(fact.label[-_LAST_NOUN:])), "")


def is_fee(fact: Fact) -> bool:
    """Whether a fact is the money taken for handling information (国办函〔2020〕109号)."""
    return FEE in fact.label and fact.unit in ("元", "万元")


def fee_sentence(fact: Fact) -> str:
    if not fact.value:
        return f"全年未收取政府信息公开{FEE}。"
    return f"全年收取政府信息公开{FEE}{exact_text(fact)}。"


def requests_sentence(facts: Mapping[str, Fact]) -> str:
    """Applications received, carried over, answered and carried on; empty if the form is blank."""
    received = facts.get("新收.总计")
    if received is None:
        return ""
    clauses = [
        f"全年新收政府信息公开申请{exact_text(received)}"
        if received.value
        else "全年未收到政府信息公开申请"
    ]
    clauses += [
        f"{words}{exact_text(fact)}"
        for key, words in _REQUEST_CLAUSES.items()
        if words and (fact := facts.get(key)) is not None and fact.value
    ]
    return "，".join(clauses) + "。"


def results_sentence(facts: Mapping[str, Fact]) -> str:
    """How the applications were answered, the kinds that occurred only; empty if none were."""
    kinds = ("予以公开", "部分公开", *GROUPS)
    assert set(kinds[:2]) <= set(RESULTS)
    parts = [
        f"{kind}{exact_text(fact)}"
        for kind in kinds
        if (fact := facts.get(f"{kind}.总计")) is not None and fact.value
    ]
    return f"其中，{'，'.join(parts)}。" if parts else ""


def disputes_sentence(facts: Mapping[str, Fact], asked: Container[str] = _DISPUTES) -> str:
    """Reviews and lawsuits; said in words where there were none; empty if the form is blank."""
    text = disputes_text(facts, asked)
    return f"{text}。" if text else ""


def disclosure_sentence(facts: Mapping[str, Fact]) -> tuple[Plain, ...]:
    """What table 二 says was made and decided, what occurred only; nothing if nothing did."""
    told = {
        key: f"{words}{exact_text(fact)}"
        for key, words in _MADE
        if (fact := facts.get(key)) is not None and fact.value
    }
    return (Plain(text=f"全年{'，'.join(told.values())}。", keys=tuple(told)),) if told else ()


def enumerated(items: Iterable[str]) -> str:
    """一是…；二是… for several, the item alone for one."""
    plain = [item.strip().rstrip("。；;，,") for item in items]
    if len(plain) == 1:
        return plain[0]
    return "；".join(
        f"{number}是{item}" for number, item in zip("一二三四五六七八九十", plain, strict=False)
    )
