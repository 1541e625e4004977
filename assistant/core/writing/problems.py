"""
Section 五: problems and what is done about them, one for one.

What the officer noted is ordered, paired and joined. What last year's report promised is asked
for, never repeated as this year's plan; last year's problems stand only where nobody noted this
year's, with a question behind them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.origins import Origin
from assistant.core.prose.likeness import share_found
from assistant.core.report import Citation
from assistant.core.writing.asking import asked_outcome
from assistant.core.writing.aspects import MEASURES
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.filling import fill, missing_mark
from assistant.core.writing.pieces import QUESTION, Piece, cited, noted, plain_pieces
from assistant.core.writing.sentences import enumerated, required_sentences

CHECK_PROBLEM = "【待核实：以上为上年所列问题，本年是否仍有？】"
_PROGRESS_NOTE = re.compile(
    r"^\s*(?:上年|去年)?(?:提出)?(?:的)?(?:问题)?整改(?:情况|落实)?\s*[：:]\s*"
)
_PROBLEM_NOTE = re.compile(r"^\s*(?:存在)?(?:的)?(?:主要)?(?:问题|不足)\s*[：:]\s*")
_MEASURE_NOTE = re.compile(r"^\s*(?:改进|整改)?(?:措施|改进|整改|打算)\s*[：:]\s*")
_KINDS = (_PROGRESS_NOTE, _PROBLEM_NOTE, _MEASURE_NOTE)
_ITEMS = re.compile(
    r"(?<=[，。；：、:;])(?=[一二三四五六七八九十]+是)|(?<=[。；;])(?=\d{1,2}[.、．])"
)
_ITEM = re.compile(r"^(?:[一二三四五六七八九十]+是|\d{1,2}[.、．])")
_OPENS = re.compile(rf"{_ITEM.pattern}|{_ITEMS.pattern}|{MEASURES.pattern}")  # a new measure
_LEAD = re.compile(
    r"^(?:(?:下一步|今后|针对[^，。]{0,12})(?:工作中)?，?)?(?:\d{4}年，?)?"
    r"(?:我们|我[局委办厅市区县]|本机关)?将(?=[一-龥]{4})"
)
_PROGRESS = re.compile(
    r"(?:上一?年|去年|往年|20\d\d年)[^。]{0,40}(?:问题|不足)[^。]{0,60}(?:已|整改|改进|修订)"
)
_ANSWERS = 0.25  # of a progress note's pairs of characters in the measure that it reports on


@dataclass(frozen=True, kw_only=True)
class _Last:
    """What last year's section said, sentence by sentence, with its citations."""

    progress_at: PlannedParagraph | None  # the paragraph that told of the year before it
    problems: tuple[tuple[PlannedParagraph, str, Citation], ...]
    measures: tuple[tuple[str, Citation], ...]  # item by item


def problem_pieces(paragraph: PlannedParagraph, brief: Brief) -> tuple[Piece, ...]:
    """One paragraph of 五; the first tells of problems, the last of measures."""
    last = _last(brief)
    progress, problems, measures = (_items(all_notes(brief), kind) for kind in _KINDS)
    is_first, is_last = paragraph is brief.paragraphs[0], paragraph is brief.paragraphs[-1]
    told: list[Piece] = []
    if paragraph is last.progress_at or (is_first and last.progress_at is None):
        told += _progress(progress)
    if not problems:
        told += _old_problems(paragraph, last, brief)
    elif is_first:
        lead = f"{brief.year}年，政府信息公开工作还存在一些不足，主要是："
        told.append(_joined(lead, problems, brief, _PROBLEM_NOTE))
    if is_last:
        told += _open_plans(progress, last)
        told += _measures(problems, measures, brief)
    told += plain_pieces(required_sentences(paragraph.required, brief.by_key))
    own = tuple(n for n in paragraph.notes if not any(kind.match(n) for kind in _KINDS))
    return (*told, *noted(own))


def all_notes(brief: Brief) -> tuple[str, ...]:
    return tuple(note for paragraph in brief.paragraphs for note in paragraph.notes)


def _items(notes: Sequence[str], kind: re.Pattern[str]) -> list[str]:
    """The items of the notes of one kind, without its name in front: 存在问题：甲；乙 -> 甲, 乙."""
    return [
        item
        for note in notes
        if kind.match(note) and not any(k.match(note) for k in _KINDS[: _KINDS.index(kind)])
        for item in re.split("[；;]", kind.sub("", note).rstrip("。；;"))
        if item.strip()
    ]


def _joined(lead: str, items: Sequence[str], brief: Brief, kind: re.Pattern[str]) -> Piece:
    note = "\n".join(note for note in all_notes(brief) if kind.match(note))
    return Piece(text=f"{lead}{enumerated(items)}。", origin=Origin(kind="note", note=note))


def _progress(items: Sequence[str]) -> list[Piece]:
    """What the officer noted of last year's plans."""
    if not items:
        return []
    lead = "针对上年提出的问题，本年已采取以下改进措施："
    origin = Origin(kind="note", note="；".join(items))
    return [Piece(text=f"{lead}{enumerated(items)}。", origin=origin)]


def _open_plans(items: Sequence[str], last: _Last) -> list[Piece]:
    """A question for each of last year's measures that no note reports on; where the measures
    stand, since the answer may be that it goes on.
    """
    return [
        Piece(text=asked_outcome(measure), origin=Origin(kind="question", citation=citation))
        for measure, citation in last.measures
        if not any(share_found(item, measure) >= _ANSWERS for item in items)
    ]


def _old_problems(paragraph: PlannedParagraph, last: _Last, brief: Brief) -> list[Piece]:
    told = [
        Piece(text=text, origin=Origin(kind="past", citation=citation))
        for place, text, citation in last.problems
        if place is paragraph
    ]
    if told and paragraph is last.problems[-1][0]:
        return [*told, Piece(text=CHECK_PROBLEM, origin=QUESTION)]
    if told:
        return told
    nobody = not last.problems and paragraph is brief.paragraphs[0]
    return [Piece(text=missing_mark("存在的主要问题"), origin=QUESTION)] if nobody else []


def _measures(problems: Sequence[str], measures: Sequence[str], brief: Brief) -> list[Piece]:
    """A measure for each problem; a question for each problem that has none."""
    told = []
    if measures:
        lead = "针对存在的问题，下一步将重点做好以下工作："
        told = [_joined(lead, measures, brief, _MEASURE_NOTE)]
    open_ones = problems[len(measures) :]
    told += [
        Piece(text=missing_mark(f"针对“{one.strip()}”的改进措施"), origin=QUESTION)
        for one in open_ones
    ]
    if not told:
        told = [Piece(text=missing_mark("与上述问题逐一对应的改进措施"), origin=QUESTION)]
    return told


def _last(brief: Brief) -> _Last:
    """Last year's sentences told apart: progress, problems, measures."""
    progress_at: PlannedParagraph | None = None
    problems: list[tuple[PlannedParagraph, str, Citation]] = []
    measures: list[tuple[str, Citation]] = []
    turned = False
    for paragraph in brief.paragraphs:
        if paragraph.exemplar is None:
            continue
        turned = turned or bool(MEASURES.search(paragraph.part.title))
        for sentence, citation in cited(paragraph.exemplar):
            if _PROGRESS.search(citation.quote):
                progress_at = progress_at or paragraph
                continue
            turned = turned or bool(MEASURES.search(citation.quote))
            if turned and measures and not _OPENS.search(citation.quote):
                told, where = measures[-1]
                measures[-1] = (f"{told}。{citation.quote.rstrip('。')}", where)
            elif turned:
                measures += [(item, citation) for item in _measure_items(citation.quote)]
            else:
                text = fill(sentence, brief.known, year=brief.year).text
                if not problems:  # what it went on from is not carried
                    text = re.sub("^但(?:是)?，?", "", text)
                problems.append((paragraph, text, citation))
    return _Last(progress_at=progress_at, problems=tuple(problems), measures=tuple(measures))


def _measure_items(sentence: str) -> list[str]:
    """The measures of a sentence, one by one, without its lead and their numbers."""
    sentence = _MEASURE_NOTE.sub("", sentence)
    first, *rest = _ITEMS.split(sentence)
    if not rest:
        first, *rest = re.split("[；;]", first)
        return [item for one in (first, *rest) if (item := _plain_item(one))]
    items = rest if rest else [first]
    if _ITEM.match(first) and rest:
        items = [first, *rest]
    return [item for one in items if (item := _plain_item(one))]


def _plain_item(item: str) -> str:
    return _ITEM.sub("", _LEAD.sub("", item.strip())).rstrip("。；;，,")
