"""
Section 五: problems and what is done about them, one for one.

What the officer noted is ordered, paired and joined. What last year's report promised is asked
for, never repeated as this year's plan; last year's problems stand only where nobody noted this
year's, with a question behind them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.core.origins import Origin
from assistant.core.patterns import regex
from assistant.core.prose.likeness import share_found
from assistant.core.report import Citation
from assistant.core.writing.asking import asked_outcome
from assistant.core.writing.aspects import MEASURES
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.filling import fill, missing_mark
from assistant.core.writing.pieces import QUESTION, Piece, cited, noted, plain_pieces
from assistant.core.writing.sentences import enumerated, required_sentences

CHECK_PROBLEM = "【待核实：以上是上年的问题】"
_PROGRESS_NOTE = regex(r"^\s*(?:上年|去年)?(?:提出)?(?:的)?(?:问题)?整改(?:情况|落实)?\s*[：:]\s*")
_PROBLEM_NOTE = regex(r"^\s*(?:存在)?(?:的)?(?:主要)?(?:问题|不足)\s*[：:]\s*")
_MEASURE_NOTE = regex(r"^\s*(?:改进|整改)?(?:措施|改进|整改|打算)\s*[：:]\s*")
_KINDS = (_PROGRESS_NOTE, _PROBLEM_NOTE, _MEASURE_NOTE)
_ITEMS = regex(r"(?<=[，。；：、:;])(?=[一二三四五六七八九十]+是)|(?<=[。；;])(?=\d{1,2}[.、．])")
_ITEM = regex(r"^(?:[一二三四五六七八九十]+是|\d{1,2}[.、．])")
_OPENS = regex(rf"{_ITEM.pattern}|{_ITEMS.pattern}|{MEASURES.pattern}")  # a new measure
_LEAD = regex(
    r"^(?:(?:下一步|今后|针对[^，。]{0,12})(?:工作中)?，?)?(?:\d{4}年，?)?"
    r"(?:我们|我[局委办厅市区县]|本机关)?将(?=[一-龥]{4})"
)
_PROGRESS = regex(
    r"(?:上一?年|去年|往年|20\d\d年)[^。]{0,40}(?:问题|不足)[^。]{0,60}(?:已|整改|改进|修订)"
)
_HOW_MANY = regex(r"(?:以下)?(?:[两二三四五六七八九十]+|【待补充】)(?:个方面的?|[项点条])")
_SAYS_MORE = regex(r"[\d【]|[^：]{60}")
_ANSWERS = 0.25  # of a progress note's pairs of characters in the measure that it reports on


@dataclass(frozen=True, kw_only=True)
class _Last:
    """What last year's section said, sentence by sentence, with its citations."""

    progress_at: PlannedParagraph | None  # the paragraph that told of the year before it
    problems: tuple[tuple[PlannedParagraph, str, Citation], ...]
    measures: tuple[tuple[str, Citation], ...]  # item by item
    problems_lead: str  # the words before 一是
    measures_lead: str

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """The problems in a few words each: 解读偏少."""
        items = [item for _, text, _ in self.problems for item in _ITEMS.split(text)]
        firsts = [
            re.split("[，。；：]", _ITEM.sub("", one))[0] for one in items if _ITEM.match(one)
        ]
        return tuple(one for one in firsts if one and not _SAYS_MORE.search(one))


def problem_pieces(paragraph: PlannedParagraph, brief: Brief) -> tuple[Piece, ...]:
    """One paragraph of 五; the first tells of problems, the last of measures."""
    last = _last(brief)
    progress, problems, measures = (_items(all_notes(brief), kind) for kind in _KINDS)
    is_first, is_last = paragraph is brief.paragraphs[0], paragraph is brief.paragraphs[-1]
    told: list[Piece] = []
    goes_on = last.progress_at is not None and not progress and bool(last.shortcomings)
    opens_with_progress = bool(progress) or goes_on
    if paragraph is last.progress_at or (is_first and last.progress_at is None):
        told += _progress(progress)
        told += _shortcomings(last) if goes_on else []
        # What became of the other plans, beside what was noted of them.
        told += _open_plans(progress, last) if opens_with_progress else []
    if not problems:
        told += _old_problems(paragraph, last, brief)
    elif is_first:
        lead = f"{brief.year}年，政府信息公开工作还存在一些不足，主要是："
        told.append(_joined(last.problems_lead or lead, problems, brief, _PROBLEM_NOTE))
    if is_last:
        # Before the words that open the measures: it asks for what was done, not for what is to do.
        told += [] if opens_with_progress else _open_plans(progress, last)
        told += [] if measures else _opening(last)
        told += _measures(problems, measures, brief, last.measures_lead)
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


def _shortcomings(last: _Last) -> list[Piece]:
    """What an office that tells of its progress told of last year, for a person to go on."""
    citation = last.problems[0][2]
    text = f"上年报告提出的{'、'.join(last.shortcomings)}等问题，"
    return [Piece(text=text, origin=Origin(kind="past", citation=citation))]


def _open_plans(items: Sequence[str], last: _Last) -> list[Piece]:
    """A question for last year's measures that no note reports on."""
    open_ones: dict[Citation, list[str]] = {}
    for measure, citation in last.measures:
        if not any(share_found(item, measure) >= _ANSWERS for item in items):
            open_ones.setdefault(citation, []).append(measure)
    if not open_ones:
        return []
    text = asked_outcome(enumerated([one for some in open_ones.values() for one in some]))
    return [Piece(text=text, origin=replace(QUESTION, citation=next(iter(open_ones))))]


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


def _opening(last: _Last) -> list[Piece]:
    """The office's words before its measures, for those that a person must still write."""
    lead = last.measures_lead
    return (
        [Piece(text=lead, origin=Origin(kind="past", citation=last.measures[0][1]))] if lead else []
    )


def _measures(
    problems: Sequence[str], measures: Sequence[str], brief: Brief, lead: str
) -> list[Piece]:
    """A measure for each problem; a question for each problem that has none."""
    told = []
    if measures:
        lead = lead or "针对存在的问题，下一步将重点做好以下工作："
        told = [_joined(lead, measures, brief, _MEASURE_NOTE)]
    open_ones = problems[len(measures) :]
    told += [
        Piece(text=missing_mark(f"针对“{one.strip()}”的改进措施"), origin=QUESTION)
        for one in open_ones
    ]
    if not told:
        told = [Piece(text=missing_mark("逐一对应的改进措施"), origin=QUESTION)]
    return told


def _last(brief: Brief) -> _Last:
    """Last year's sentences told apart: progress, problems, measures."""
    progress_at: PlannedParagraph | None = None
    problems: list[tuple[PlannedParagraph, str, Citation]] = []
    measures: list[tuple[str, Citation]] = []
    turned = False
    leads = {"problems": "", "measures": ""}
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
                text = fill(sentence, brief.known, year=brief.year).text
                leads["measures"] = leads["measures"] or _lead_of(text)
                measures += [(item, citation) for item in _measure_items(citation.quote)]
            else:
                text = fill(sentence, brief.known, year=brief.year).text
                if not problems:  # what it went on from is not carried
                    text = re.sub("^但(?:是)?，?", "", text)
                leads["problems"] = leads["problems"] or _lead_of(text)
                problems.append((paragraph, text, citation))
    return _Last(
        progress_at=progress_at,
        problems=tuple(problems),
        measures=tuple(measures),
        problems_lead=leads["problems"],
        measures_lead=leads["measures"],
    )


def _lead_of(sentence: str) -> str:
    """The words before 一是, without how many items there were; empty if they say more."""
    lead, *items = _ITEMS.split(sentence)
    lead = _HOW_MANY.sub("以下", lead)
    plain = re.sub(r"20\d\d年", "", lead)
    if not items or not lead.endswith(("：", "，", ":")) or _SAYS_MORE.search(plain):
        return ""
    return lead


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
