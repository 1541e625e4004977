"""
What a chat model wrote over numbered passages, verified: quotes, numbers, marks, claims.

The model may word an answer; it may not add to it. A quotation that is not verbatim in the passage
whose mark it carries is dropped with its sentence, and so is a sentence that the passages hardly
speak of; that is told. A number that no passage states, or a text of which nothing holds, makes
the whole wording worthless: then the passages themselves are the answer.

Passages are data: what they ask for is not read here, and what the model makes of it has to hold
like anything else it writes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.core.asking.finding import Found
from assistant.core.patterns import regex
from assistant.core.prose.likeness import share_found
from assistant.core.prose.numerals import plain
from assistant.core.prose.quantities import find_quantities

_MARK = regex(r"\[(\d{1,2})\]")
_QUOTE = regex(r"[“「『]([^”」』]{4,})[”」』]")
_SENTENCE = regex(r"[^。！？\n]+[。！？]?(?:\[\d{1,2}\])*")
_DIGITS = regex(r"\d+(?:[.,]\d+)*")
_NUMERALS = regex(r"[一二两三四五六七八九十百千万亿]+(?=[件条次个名人项篇场期份家处位万元%])")
_UNSAFE = regex(r"[<>]")  # a wording is plain text
_TOLD_AT_LEAST = 0.55  # of a sentence's pairs of characters must stand in the passages
_LONGEST = 600  # characters of a whole wording
_NO_BRACKETS = r"\n\r\t\[\]<>{}【】〔〕"


@dataclass(frozen=True, kw_only=True)
class Verified:
    """A wording that holds; `text` is empty if none of it does. `notices` say what was dropped."""

    text: str
    notices: tuple[str, ...] = ()


def verify(written: str, found: Sequence[Found]) -> Verified:
    """What of a model's answer over the passages `found`, numbered from 1, may be shown."""
    source = "\n".join(one.quote for one in found)
    kept: list[str] = []
    spoilt = unknown = 0
    for sentence in (one[0].strip() for one in _SENTENCE.finditer(written[:_LONGEST])):
        if not sentence:
            continue
        if not _quotes_hold(sentence, found):
            spoilt += 1
        elif (
            _UNSAFE.search(sentence)
            or share_found(_MARK.sub("", sentence), source) < _TOLD_AT_LEAST
        ):
            unknown += 1
        else:
            kept.append(sentence)
    text = "".join(kept)
    years = {one.passage.year for one in found}  # the passage need not say whose year it tells
    if strange := _strange_number(_without(years, text), source):
        return Verified(
            text="", notices=(f"大模型的回答里有原文没有的数“{strange}”，未采用，只给原文",)
        )
    notices = []
    if spoilt:
        notices.append(f"大模型的回答有{spoilt}处引文与原文不符，已删去")
    if unknown:
        notices.append(f"大模型的回答有{unknown}句在原文中没有依据，已删去")
    if not kept and not notices:
        notices.append("大模型没有写出可用的回答，只给原文")
    return Verified(text=text, notices=tuple(notices))


def answer_grammar(count: int) -> str:
    """GBNF: free text without brackets, and marks [1] to [count]."""
    marks = " | ".join(f'"[{number}]"' for number in range(1, count + 1))
    return f"root ::= (text | mark)+\ntext ::= [^{_NO_BRACKETS}]\nmark ::= {marks}\n"


def _quotes_hold(sentence: str, found: Sequence[Found]) -> bool:
    """Whether each mark is of a passage, and each quotation verbatim in a marked one (or any)."""
    marks = [int(one) for one in _MARK.findall(sentence)]
    if any(not 1 <= mark <= len(found) for mark in marks):
        return False
    meant = [found[mark - 1] for mark in marks] or list(found)
    quotes = _QUOTE.findall(sentence)
    return all(any(quote in one.quote for one in meant) for quote in quotes)


def _without(years: Iterable[int], text: str) -> str:
    return re.sub("|".join(rf"(?<!\d){year}年" for year in sorted(years)) or "(?!)", "年", text)


def _strange_number(text: str, source: str) -> str:
    """The first number of the text that the passages do not have; empty if there is none."""
    words = plain(_MARK.sub("", text))
    known_digits = {one.replace(",", "") for one in _DIGITS.findall(plain(source))}
    for digits in _DIGITS.finditer(words):
        if digits[0].replace(",", "") not in known_digits:
            return digits[0]
    for numeral in _NUMERALS.finditer(words):
        if numeral[0] not in source:
            return numeral[0]
    known = {one.value for one in find_quantities(source)}
    for quantity in find_quantities(words):
        if not quantity.exempt and quantity.value is not None and quantity.value not in known:
            return quantity.text
    return ""
