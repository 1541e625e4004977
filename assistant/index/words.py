"""
Chinese text as words.

Knows: how Chinese is cut, the terms of this field. Does not know: passages, ranking.
"""

import rjieba

from assistant.core.patterns import regex

# Words of this field that the general dictionary would cut differently in question and passage.
_TERMS = (
    "依申请公开",
    "主动公开",
    "不予公开",
    "政府信息",
    "政务公开",
    "政务新媒体",
    "行政规范性文件",
    "行政复议",
    "行政诉讼",
    "行政许可",
    "行政处罚",
    "行政强制",
    "行政事业性收费",
    "信息处理费",
    "重点领域",
    "政策解读",
    "监督保障",
    "结转",
)
_WORD = regex(r"\w")
CUT = "1"  # how words are cut; raise it with every change of it, so that what is kept is cut anew


class Words:
    """Chinese text to its words, without punctuation; long words also in their parts."""

    def __init__(self) -> None:
        self._cutter = rjieba.Jieba()
        for term in _TERMS:
            self._cutter.add_word(term, None, None)

    def of(self, text: str) -> list[str]:
        whole = (
            text.lower().encode("utf-8", "replace").decode()
        )  # the cutter takes no half character
        return [word for word in self._cutter.cut_for_search(whole) if _WORD.search(word)]
