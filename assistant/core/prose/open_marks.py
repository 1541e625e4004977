"""
Open marks: 【待补充：…】 for what nobody supplied, 【待核实：…】 for what nobody confirmed.

A mark stands for a person's answer. It says nothing itself, and blocks acceptance. Where the words
around it say what is asked, it has none: 网站访问量【待补充】人次, 均按时答复【待核实】.
"""

import re

from assistant.core.patterns import regex

OPEN_MARK = regex(r"【待(?:补充|核实)[^】\n]{0,400}】")
DOUBT = "【待核实】"  # behind a clause that only last year's report vouches for
UNFINISHED = "【待补充：没有写完】"  # where a text breaks off because its writing was stopped
_HALF_MARK = regex("[〔【][^〕】]*$")
_BLANK = "【待补充】"  # where a number or a word belongs: 由【待补充】%提高到98%
_ENDS = "。！？”）】"
_STOPS = {"补": "，", "核": "。"}  # a missing number leaves its sentence open, a question ends one


def without_marks(text: str) -> str:
    """The text of the same length with stops for marks, so that they name nothing; a blank says
    nothing either, but its clause goes on.
    """
    return OPEN_MARK.sub(_nothing, text)


def broken_off(text: str) -> str:
    """A text whose writing was stopped, with UNFINISHED where it breaks off: behind the half
    sentence, which goes if the mark is answered by 删去, or on a line of its own.
    """
    there = _HALF_MARK.sub("", text).rstrip()
    if not there:
        return ""
    return there + UNFINISHED if there[-1] not in _ENDS else f"{there}\n{UNFINISHED}"


def _nothing(mark: re.Match[str]) -> str:
    return ("×" if mark[0] == _BLANK else _STOPS[mark[0][2]]) * len(mark[0])
