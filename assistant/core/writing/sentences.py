"""
Plain sentences over facts: what code says where no past wording does.

Short, complete, the same for every office; a person or the model may reword them, the numbers
stay facts. Zero is said in words (未收到, 未发生), as a reader expects it.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from assistant.core.evidence.facts import Fact
from assistant.core.tables.form import GROUPS, RESULTS
from assistant.core.writing.companions import FAMILIES, REFUSALS, RESULTS_TOLD, Family
from assistant.core.writing.counted import counted_sentences
from assistant.core.writing.filling import disputes_text, exact_text
from assistant.core.writing.listing import APPLICANT_NAMES

# What table 二 counts, by the noun that is said once: 制发行政规范性文件3件，废止2件.
_MADE: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    *(
        (noun, tuple((f"{noun}.{one}", one) for one in ("制发", "废止", "现行有效")))
        for noun in ("规章", "行政规范性文件")
    ),
)
_DECIDED = tuple(
    (f"{one}.处理决定", f"{one}处理决定") for one in ("行政许可", "行政处罚", "行政强制")
)
_CHARGED = "行政事业性收费"
_REQUESTS = frozenset({"新收.总计"})
_REQUEST_CLAUSES = {
    "新收.总计": "",
    "上年结转.总计": "上年结转",
    "办理总计.总计": "办结",
    "结转下年.总计": "结转下年度继续办理",
}
FEE = "信息处理费"
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
    sentences += [
        Plain(text=text, keys=tuple(one.key for one in told))
        for text, told in counted_sentences(counted)
    ]
    return tuple(sentence for sentence in sentences if sentence.text)


def _parts(family: Family, wanted: dict[str, Fact]) -> Plain:
    """The sentence of what `wanted` has of a family, which it has no more."""
    parts = [wanted.pop(key) for key in family.parts if key in wanted]
    return Plain(text=family.sentence(parts), keys=tuple(fact.key for fact in parts))


def is_fee(fact: Fact) -> bool:
    """Whether a fact is the money taken for handling information (国办函〔2020〕109号)."""
    return FEE in fact.label and fact.unit in ("元", "万元")


def fee_sentence(fact: Fact) -> str:
    if not fact.value:
        return f"全年未收取政府信息公开{FEE}。"
    return f"全年收取政府信息公开{FEE}{exact_text(fact)}。"


def requests_sentence(facts: Mapping[str, Fact]) -> str:
    """Applications received and from whom, carried over, answered and carried on; empty if the
    form is blank.
    """
    received = facts.get("新收.总计")
    if received is None:
        return ""
    if not received.value:
        clauses = ["全年未收到政府信息公开申请"]
    else:
        listed = "、".join(
            f"{name}{exact_text(facts[key])}"
            for key, name in APPLICANT_NAMES.items()
            if key in facts and facts[key].value
        )
        whose = f"，其中{listed}" if listed else ""
        clauses = [f"全年新收政府信息公开申请{exact_text(received)}{whose}"]
    rest = [
        f"{words}{exact_text(fact)}"
        for key, words in _REQUEST_CLAUSES.items()
        if words and (fact := facts.get(key)) is not None and fact.value
    ]
    stop = "；" if "其中" in clauses[0] else "，"
    return stop.join((*clauses, "，".join(rest)) if rest else clauses) + "。"


def results_sentence(facts: Mapping[str, Fact]) -> str:
    """How the applications were answered, the kinds that occurred only; empty if none were."""
    kinds = ("予以公开", "部分公开", *GROUPS)
    assert set(kinds[:2]) <= set(RESULTS)
    parts = [
        f"{kind}{exact_text(fact)}"
        for kind in kinds
        if (fact := facts.get(f"{kind}.总计")) is not None and fact.value
    ]
    return f"办结的申请中，{'、'.join(parts)}。" if parts else ""


def disputes_sentence(facts: Mapping[str, Fact], asked: Container[str] = _DISPUTES) -> str:
    """Reviews and lawsuits; said in words where there were none; empty if the form is blank."""
    text = disputes_text(facts, asked)
    return f"{text}。" if text else ""


def disclosure_sentences(facts: Mapping[str, Fact]) -> tuple[Plain, ...]:
    """What table 二 says was made and decided, what occurred only; nothing if nothing did."""
    told = {key: fact for key, fact in facts.items() if fact.value}
    clauses: list[tuple[str, tuple[str, ...]]] = []
    for noun, deeds in _MADE:
        made = [(key, deed) for key, deed in deeds if key in told]
        words = [
            f"{deed}{'' if at else noun}{exact_text(told[key])}"
            for at, (key, deed) in enumerate(made)
        ]
        clauses.append(("，".join(words), tuple(key for key, _ in made)))
    decided = [(key, name) for key, name in _DECIDED if key in told]
    listed = "、".join(f"{name}{exact_text(told[key])}" for key, name in decided)
    clauses.append((f"作出{listed}" if listed else "", tuple(key for key, _ in decided)))
    if (money := told.get(f"{_CHARGED}.收费金额")) is not None:
        clauses.append((f"收取{_CHARGED}{exact_text(money)}", (money.key,)))
    said = [(words, keys) for words, keys in clauses if words]
    return tuple(
        Plain(text=f"{'' if at else '全年'}{words}。", keys=keys)
        for at, (words, keys) in enumerate(said)
    )


def enumerated(items: Iterable[str]) -> str:
    """一是…；二是… for several, the item alone for one."""
    plain = [item.strip().rstrip("。；;，,") for item in items]
    if len(plain) == 1:
        return plain[0]
    return "；".join(
        f"{number}是{item}" for number, item in zip("一二三四五六七八九十", plain, strict=False)
    )
