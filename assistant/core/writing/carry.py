"""
The carry-forward writer: last year's wording with this year's values, no model, at once.

Everything that it cannot know it leaves to a person: 【待补充】 for a number nobody supplied,
【待核实】 for an event or a plan that only last year's text vouches for (a report that repeats
last year's is what 国办公开办函〔2021〕30号 calls 内容雷同、敷衍塞责).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.core.writing.aspects import MEASURES
from assistant.core.writing.brief import Brief, Exemplar, PlannedParagraph
from assistant.core.writing.filling import fill, missing_mark
from assistant.core.writing.listing import settle_lists
from assistant.core.writing.masking import DateSlot, Segment, split_sentences
from assistant.core.writing.sentences import (
    disclosure_sentence,
    enumerated,
    required_sentences,
)

CHECK_EVENT = "【待核实：以上为上年所述事项，请确认本年情况】"
CHECK_PROBLEM = "【待核实：以上为上年所列问题，请确认今年是否仍存在】"
CHECK_MEASURE = "【待核实：以上为上年提出的措施，请说明完成情况、今年是否继续】"

_EVENT = re.compile(
    r"今年|重新|推出|编印|编写|完成|邀请|启用|对接|专项检查|专项行动|互查|开展了|印发|出台|制定了|制订|修订|召开|举办|培训班|专题培训|组织了|成立了|调整了|上线|改版|新增|首次|率先"
    r"|原因|得益于|受.{1,12}影响|后，(?:比|较|同比)"  # why a number moved last year
    r"|荣获|获得|获评|评为|排名|新建|建成|试点|开设了|开通了|会同|《(?!中华人民共和国|条例|政府信息公开信息处理费)"
)
_PROGRESS_NOTE = re.compile(
    r"^\s*(?:上年|去年)?(?:提出)?(?:的)?(?:问题)?整改(?:情况|落实)?\s*[：:]\s*"
)
_PROBLEM_NOTE = re.compile(r"^\s*(?:存在)?(?:的)?(?:主要)?(?:问题|不足)\s*[：:]\s*")
_MEASURE_NOTE = re.compile(r"^\s*(?:改进|整改)?(?:措施|改进|整改|打算)\s*[：:]\s*")


def write_paragraph(paragraph: PlannedParagraph, brief: Brief) -> str:
    """The text of one planned paragraph, without its heading; empty for a heading alone."""
    if brief.section == "problems":
        return _problems(paragraph, brief)
    if paragraph.exemplar is not None:
        text = "".join(piece.text for piece in carried(paragraph.exemplar, brief))
    elif brief.past_year is None:
        text = _from_form(paragraph, brief)
    else:
        text = ""
    return text + "".join((*added(paragraph, brief), *map(as_sentence, paragraph.notes)))


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A sentence carried forward, or a question to a person (which has no segments)."""

    text: str
    sentence: tuple[Segment, ...]
    is_free: bool  # it may be worded anew: it tells of no event of its own year


def carried(exemplar: Exemplar, brief: Brief) -> Iterator[Piece]:
    """A past paragraph sentence by sentence; a run of events is followed by one question."""
    doubtful = False
    for sentence in split_sentences(exemplar.masked.segments):
        event = is_event(sentence)
        sentence = settle_lists(sentence, brief.by_key)
        if doubtful and not event:
            yield Piece(text=CHECK_EVENT, sentence=(), is_free=False)
        text = fill(sentence, brief.by_key, year=brief.year).text
        yield Piece(text=text, sentence=sentence, is_free=not event)
        doubtful = event
    if doubtful:
        yield Piece(text=CHECK_EVENT, sentence=(), is_free=False)


def added(paragraph: PlannedParagraph, brief: Brief) -> tuple[str, ...]:
    """Plain sentences for what the paragraph must state and last year's wording does not."""
    return required_sentences(paragraph.required, brief.by_key)


def as_sentence(note: str) -> str:
    """A note of the officer, closed like a sentence."""
    plain = note.strip()
    return plain if plain.endswith(("。", "！", "？")) else plain.rstrip("；;，,.") + "。"


def is_event(sentence: tuple[Segment, ...]) -> bool:
    """Whether a sentence tells of something that happened in its year only."""
    words = "".join(segment for segment in sentence if isinstance(segment, str))
    return bool(_EVENT.search(words)) or any(isinstance(s, DateSlot) for s in sentence)


def _problems(paragraph: PlannedParagraph, brief: Brief) -> str:
    """五: what the officer noted, else last year's problems and measures as questions."""
    notes = all_notes(brief)
    problems, measures, progress = (
        _items(notes, kind) for kind in (_PROBLEM_NOTE, _MEASURE_NOTE, _PROGRESS_NOTE)
    )
    kinds = (_PROBLEM_NOTE, _MEASURE_NOTE, _PROGRESS_NOTE)
    told = [note for note in paragraph.notes if not any(kind.match(note) for kind in kinds)]
    is_first, is_last = paragraph is brief.paragraphs[0], paragraph is brief.paragraphs[-1]
    carried_problems, carried_measures = _split_problems(paragraph, brief)
    pieces = [] if problems else [carried_problems]
    if is_first and progress:
        pieces.insert(0, f"针对上年提出的问题，本年已采取以下改进措施：{enumerated(progress)}。")
    if is_first and problems:
        pieces += [
            f"{brief.year}年，政府信息公开工作还存在一些不足，主要是：{enumerated(problems)}。"
        ]
    if not measures:
        pieces.append(carried_measures)
    elif is_last:
        pieces.append(f"针对存在的问题，下一步将重点做好以下工作：{enumerated(measures)}。")
    pieces += [*required_sentences(paragraph.required, brief.by_key), *map(as_sentence, told)]
    if brief.past_year is None:
        pieces.append("" if problems else missing_mark("存在的主要问题"))
        pieces.append("" if measures else missing_mark("改进措施"))
    return "".join(pieces)


def _items(notes: Sequence[str], kind: re.Pattern[str]) -> list[str]:
    """The items of the notes of one kind, without its name in front: 存在问题：甲；乙 -> 甲, 乙."""
    return [
        item
        for note in notes
        if kind.match(note)
        for item in re.split("[；;]", kind.sub("", note).rstrip("。；;"))
        if item.strip()
    ]


def all_notes(brief: Brief) -> tuple[str, ...]:
    return tuple(note for paragraph in brief.paragraphs for note in paragraph.notes)


def _split_problems(paragraph: PlannedParagraph, brief: Brief) -> tuple[str, str]:
    """Last year's problems and measures, each followed by its question."""
    found: dict[bool, list[str]] = {False: [], True: []}
    is_measure = paragraph.aspect == "measures"
    for sentence in split_sentences(
        paragraph.exemplar.masked.segments if paragraph.exemplar else ()
    ):
        words = "".join(segment for segment in sentence if isinstance(segment, str))
        is_measure = is_measure or bool(MEASURES.search(words))
        found[is_measure].append(fill(sentence, brief.by_key, year=brief.year).text)
    problems, measures = ("".join(found[kind]) for kind in (False, True))
    return problems + (CHECK_PROBLEM if problems else ""), measures + (
        CHECK_MEASURE if measures else ""
    )


def _from_form(paragraph: PlannedParagraph, brief: Brief) -> str:
    """A paragraph for which no past report has a wording: the form in plain sentences."""
    match paragraph.aspect:
        case "disclosure":
            text = disclosure_sentence(brief.by_key)
        case _:
            text = ""
    if text or paragraph.required or paragraph.notes:
        return text
    return missing_mark(paragraph.part.title or "需要报告的事项")
