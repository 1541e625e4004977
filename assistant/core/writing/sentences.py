"""
Plain sentences over facts: what code says where no past wording does.

Short, complete, the same for every office; a person or the model may reword them, the numbers
stay facts. Zero is said in words (未收到, 未发生), as a reader expects it.
"""

from collections.abc import Iterable, Mapping

from assistant.core.evidence.facts import Fact
from assistant.core.tables.form import GROUPS, RESULTS
from assistant.core.writing.filling import exact_text

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
_DISPUTES = frozenset({"行政复议.总计", "行政诉讼.总计"})


def required_sentences(required: Iterable[Fact], facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """One sentence for each thing that `required` asks to be said, in the order of the form."""
    wanted = {fact.key: fact for fact in required}
    sentences: list[str] = []
    if wanted.keys() & _REQUESTS:
        sentences += [requests_sentence(facts), results_sentence(facts)]
    if wanted.keys() & _DISPUTES:
        sentences.append(disputes_sentence(facts))
    counted = [
        fact.label + exact_text(fact)
        for fact in wanted.values()
        if fact.kind in ("cell", "sum", "indicator") and fact.key not in _REQUESTS | _DISPUTES
    ]
    if counted:
        sentences.append(f"全年{'，'.join(counted)}。")
    return tuple(sentence for sentence in sentences if sentence)


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
        for key, words in (
            ("上年结转.总计", "上年结转"),
            ("办理总计.总计", "办结"),
            ("结转下年.总计", "结转下年度继续办理"),
        )
        if (fact := facts.get(key)) is not None and fact.value
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


def disputes_sentence(facts: Mapping[str, Fact]) -> str:
    """Reviews and lawsuits; said in words where there were none; empty if the form is blank."""
    known = [
        (words, fact)
        for key, words in (("行政复议.总计", "行政复议"), ("行政诉讼.总计", "行政诉讼"))
        if (fact := facts.get(key)) is not None
    ]
    none = "、".join(words for words, fact in known if not fact.value)
    some = "、".join(f"{words}{exact_text(fact)}" for words, fact in known if fact.value)
    clauses = [
        f"{verb}政府信息公开{words}" for verb, words in (("发生", some), ("未发生", none)) if words
    ]
    return "，".join(clauses) + "。" if clauses else ""


def disclosure_sentence(facts: Mapping[str, Fact]) -> str:
    """What table 二 says was made and decided, what occurred only; empty if nothing did."""
    parts = [
        f"{words}{exact_text(fact)}"
        for key, words in _MADE
        if (fact := facts.get(key)) is not None and fact.value
    ]
    return f"全年{'，'.join(parts)}。" if parts else ""


def enumerated(items: Iterable[str]) -> str:
    """一是…；二是… for several, the item alone for one."""
    plain = [item.strip().rstrip("。；;，,") for item in items]
    if len(plain) == 1:
        return plain[0]
    return "；".join(
        f"{number}是{item}" for number, item in zip("一二三四五六七八九十", plain, strict=False)
    )
