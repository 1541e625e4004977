"""
Asking: how a question to the officer names what is missing, and quotes last year without numbers.

A question is read by somebody in a hurry: 【待补充：答复满意率（%）】, not 【待补充：数据（%）】,
and one question for the events of last year in a row instead of one for each of their numbers.
"""

import re
from collections.abc import Sequence

from assistant.core.patterns import regex
from assistant.core.prose.nearby import (
    clause_after,
    clause_before,
    sentence_before,
    without_numbers,
)

# Words at the end of what stands before a number that name nothing: 年内整改, 满意率为, 提高到.
_EMPTY_END = regex(
    r"(?:[由从为达到至将共计约近超过有了的是]|合计|总计|累计|共计|分别|提高|增加|下降|减少|压缩|保持|合并"
    r"|归并|两项|其中)+$"
)
_EMPTY_START = regex(
    r"^(?:其中|全年|年内|全市|全区|全县|本年度?|上年度?|今年|去年|20\d\d年度?|我[市区县局委办厅]|共计?|累计|另有"
    r"|同时|并|在|通过|于|[一二三四五]是)+"
)
_BOTH = regex(r"[由从]\d[^，。；]{1,12}(?:到|至|为)\d")
_SHARE = regex(r"^(?:约|共|合计)?占约?$")
_OPENS = regex(r"[由从]$")
_FROM = regex(r"(?:由|从)[^由从]*$")
_MEASURED = regex(r"[\d０-９][\d０-９,，.]*[^\d，。；、：]{0,3}$")
_SHORTEST, _LONG, _LONGEST = 2, 12, 18
_VERB = regex(
    r"开展|举办|召开|发布|公布|收到|办理|制发|印发|编印|组织|设置|聘请|公开|接待|受理|收取|处理|列明|设立|开设"
)
_NUMBER = regex(r"[\d０-９][\d０-９,.]*")
_LONGEST_QUOTE = 360
_SHORTEST_QUOTE = 10
_CLAUSE_STOP = regex(r"[，；：]")
_INNER_QUOTES = str.maketrans("“”", "‘’")


def asked_noun(text: str, start: int, end: int) -> str:
    """What the number from `start` to `end` counts, for a question: its own clause's words, those
    after it, or those of the clause before.
    """
    clause = clause_before(text, start)
    before = "" if _SHARE.search(clause) else _name(clause)
    if _BOTH.search(clause + text[start:end] + clause_after(text, end)):
        # 占比由31%提高到46%: the same thing last year and this year
        return f"{before}，{'上年' if _OPENS.search(clause) else '本年'}"
    after = without_numbers(clause_after(text, end)).strip()
    if len(before) == _SHORTEST and len(after) > _SHORTEST:
        return after[:_LONGEST]  # 同时公布2起事故整改措施落实评估结果
    if len(before) >= _SHORTEST:
        return before
    earlier = sentence_before(text, start)
    share = "占比" if _SHARE.search(clause) and text[start:end].endswith("%") else ""
    for one in reversed(re.split("[，；、：]", earlier)[:-1]):
        if len(name := _name(_MEASURED.sub("", one))) >= _SHORTEST:
            return name + share
    return before or after[:_LONGEST]


def _name(words: str) -> str:
    """Words before a number without what only links them to it; 由31%提高到 goes whole."""
    plain = _FROM.sub("", words.strip()) or words.strip()
    plain = without_numbers(_EMPTY_START.sub("", plain))
    plain = _EMPTY_END.sub("", plain)
    if len(plain) > _LONG and (verbs := list(_VERB.finditer(plain))):
        plain = plain[verbs[-1].start() :] if len(plain) - verbs[-1].end() > 1 else plain
    return plain[-_LONGEST:]


def without_figures(sentence: str) -> str:
    """A past sentence to be quoted in a question: its numbers are ××, it stays one line."""
    plain = re.sub(r"[【】\n]", "", _NUMBER.sub("××", sentence)).strip().rstrip("。；;，,")
    plain = plain.translate(_INNER_QUOTES)
    return plain if len(plain) <= _LONGEST_QUOTE else plain[: _LONGEST_QUOTE - 1] + "…"


def asked_about(sentences: Sequence[str], when: str) -> str:
    """The question whether what the report of `when` (上年, 2020年) told happened again.

    It quotes the beginnings; the whole sentences are the citation of the question.
    """
    quoted = "；".join(_beginning(without_figures(one)) for one in sentences)
    return f"【待核实：{when}写“{quoted}”，本年情况？】"


def _beginning(sentence: str) -> str:
    """The first clauses of a sentence, enough to know it again."""
    stop = _CLAUSE_STOP.search(sentence, _SHORTEST_QUOTE)
    return f"{sentence[: stop.start()]}……" if stop else sentence


def asked_outcome(measures: str) -> str:
    """The question what became of the measures that last year's report promised."""
    return f"【待核实：上年提出“{without_figures(measures)}”，完成情况？】"
