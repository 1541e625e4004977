"""
The carry-forward writer: last year's wording with this year's values, no model, at once.

Everything that it cannot know it leaves to a person: 【待补充】 for a number nobody supplied,
【待核实】 for an event or a claim that only last year's text vouches for (a report that repeats
last year's is what 国办公开办函〔2021〕30号 calls 内容雷同、敷衍塞责).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.core.origins import Origin
from assistant.core.patterns import regex
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.report import Citation
from assistant.core.writing.asking import asked_about
from assistant.core.writing.brief import Brief, Exemplar, PlannedParagraph
from assistant.core.writing.companions import FAMILIES
from assistant.core.writing.doubts import (
    happened_once,
    is_event,
    tells_of_a_rise,
    with_doubts,
)
from assistant.core.writing.filling import fill, missing_mark
from assistant.core.writing.listing import settle_lists
from assistant.core.writing.pieces import QUESTION, Piece, cited, joined, noted, plain_pieces
from assistant.core.writing.problems import problem_pieces
from assistant.core.writing.sentences import (
    FEE,
    Plain,
    disclosure_sentences,
    is_fee,
    required_sentences,
)
from assistant.core.writing.slots import (
    DateSlot,
    FactSlot,
    Segment,
    UnknownSlot,
)
from assistant.core.writing.trimming import (
    without_contradictions,
    without_unknown_changes,
)

CHECK_PEER = "【待核实：以上是其他机关的写法】"

# Words that only lead to a number: 从办理结果看, 按申请人分, 其中.
_LINKING = regex(
    r"[\W\d]|其中|全年|本年度?|年末|共计?|合计|总计|累计|占[^，。；]{0,8}|从[^，。；]{1,8}看|按[^，。；]{1,6}分"
    r"|两项|连同|加上|年内|办结|结转|继续办理|处理决定|政府信息公开|我[市区县局]|[本全][市区县局年]"
)
_SAYS_MORE = 8  # characters
_CLAUSE = regex(r"[^，；：。]+")


def write_paragraph(paragraph: PlannedParagraph, brief: Brief) -> str:
    """The text of one planned paragraph, without its heading; empty for a heading alone."""
    return joined(pieces(paragraph, brief))


def shortened(told: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without the set phrases behind the first sentence: they state nothing of the year."""
    return tuple(
        piece
        for at, piece in enumerate(told)
        if at == 0 or piece.origin.facts or not piece.origin.says_more
    )


def pieces(paragraph: PlannedParagraph, brief: Brief) -> tuple[Piece, ...]:
    """One planned paragraph sentence by sentence: what the office said, what must be added, what
    the officer noted, what only a person can answer.
    """
    if brief.section == "problems":
        return problem_pieces(paragraph, brief)
    exemplar = paragraph.exemplar or paragraph.similar
    told = list(_past(paragraph, exemplar, brief)) if exemplar else _from_form(paragraph, brief)
    asked = missing_mark("、".join(paragraph.asked)) if paragraph.asked else ""
    questions = [Piece(text=asked, origin=QUESTION)] if asked else []
    return (*told, *noted(paragraph.notes), *questions)


def _past(paragraph: PlannedParagraph, exemplar: Exemplar, brief: Brief) -> Iterator[Piece]:
    """The past sentences, each followed by what belongs to its numbers; then what is left."""
    left = {fact.key: fact for fact in paragraph.required}
    for piece in carried(exemplar, brief, is_peer=paragraph.exemplar is None):
        yield piece
        for key in piece.origin.facts:
            left.pop(key, None)
        spoken = set(piece.origin.facts)
        for family in FAMILIES:
            if family.triggers & spoken:
                own = [left.pop(key) for key in family.parts if key in left]
                own = [fact for fact in own if family.parts[fact.key] not in piece.text]  # 均为…
                spoken |= {fact.key for fact in own}
                if sentence := family.sentence(own):
                    keys = tuple(fact.key for fact in own)
                    yield from plain_pieces((Plain(text=sentence, keys=keys),))
    if paragraph.exemplar is None:
        yield Piece(text=CHECK_PEER, origin=QUESTION)
    yield from plain_pieces(required_sentences(left.values(), brief.by_key))


def carried(exemplar: Exemplar, brief: Brief, *, is_peer: bool = False) -> Iterator[Piece]:
    """A past paragraph sentence by sentence. What happened in its year only is asked about, a row
    of it in one question; a claim of how that year went stays, with a mark behind it.
    """
    asked: list[Citation] = []
    for sentence, citation in cited(exemplar):
        if _noted_anew(sentence, brief) or _denies_fees(citation.quote, brief):
            continue
        piece = _carried(sentence, citation, brief)
        # What is left of it counts: 均已答复 is gone where nothing was received.
        event = is_event(sentence) and is_event((OPEN_MARK.sub("", piece.text),))
        event = event or any(isinstance(segment, DateSlot) for segment in sentence)
        if event and (
            _is_only_last_years(sentence, brief) or tells_of_a_rise(sentence, brief.known)
        ):
            asked.append(citation)
            continue
        if asked:
            yield _question(asked, exemplar, brief)
            asked = []
        yield _peers(piece, event) if is_peer else _doubted(piece, event, brief)
    if asked:
        yield _question(asked, exemplar, brief)


def _question(asked: Sequence[Citation], exemplar: Exemplar, brief: Brief) -> Piece:
    """One question about past sentences in a row, with a citation that is verbatim."""
    quote = "".join(one.quote for one in asked)
    whole = exemplar.citation
    when = "上年" if whole.year == brief.year - 1 else f"{whole.year}年"
    citation = replace(whole, quote=quote) if quote in whole.quote else asked[0]
    text = asked_about([one.quote for one in asked], when)
    return Piece(text=text, origin=replace(QUESTION, citation=citation))


def _peers(piece: Piece, event: bool) -> Piece:
    """Another office's sentence without its name; a question behind the paragraph doubts it."""
    assert piece.origin.citation is not None
    text = _without_name(piece.text, piece.origin.citation.agency)
    # The question says it already: one more in the list would say the same.
    says_more = piece.origin.says_more and not event
    origin = replace(piece.origin, kind="peer", says_more=says_more)
    return replace(piece, text=text, origin=origin)


def _doubted(piece: Piece, event: bool, brief: Brief) -> Piece:
    """The office's sentence with a mark behind each claim of last year."""
    if not event:
        return piece
    text = with_doubts(piece.text, brief.by_key)
    # What has a mark in the text need not be in the list too.
    says_more = piece.origin.says_more and text == piece.text
    return replace(piece, text=text, origin=replace(piece.origin, says_more=says_more))


def _carried(sentence: tuple[Segment, ...], citation: Citation, brief: Brief) -> Piece:
    settled = settle_lists(without_unknown_changes(sentence, brief.known), brief.by_key)
    filled = fill(settled, brief.known, year=brief.year)
    text = without_contradictions(filled.text, brief.by_key, brief.agency)
    return Piece(
        text=text,
        origin=Origin(
            kind="past",
            facts=tuple(sorted(filled.used)),
            citation=citation,
            says_more=_says_more(settled, text),
        ),
    )


def _noted_anew(sentence: tuple[Segment, ...], brief: Brief) -> bool:
    """Whether a note, which is said in full, tells this year's of what the sentence told."""
    sources = [
        brief.by_key[slot.key].source
        for slot in sentence
        if isinstance(slot, FactSlot) and slot.key in brief.by_key and slot.key.startswith("要点.")
    ]
    notes = [note for paragraph in brief.paragraphs for note in paragraph.notes]
    return any(f"“{note}”" in source for source in sources for note in notes)


def _denies_fees(quote: str, brief: Brief) -> bool:
    """Whether last year's 未收取信息处理费 gives way to this year's sentence on the fees."""
    denies = re.search(rf"(?:未|没有)收取[^，。]{{0,12}}{FEE}", quote)
    return bool(denies) and any(is_fee(fact) or FEE in fact.label for fact in brief.facts)


def _without_name(text: str, agency: str) -> str:
    """A peer's sentence without the peer's name: 示例市文旅局, 文旅局."""
    for length in range(len(agency), 2, -1):
        text = text.replace(agency[-length:], "本机关")
    return text


def _says_more(sentence: tuple[Segment, ...], text: str) -> bool:
    """Whether the words around the slots that are left in `text` say anything of their own."""
    clauses = (one for s in sentence if isinstance(s, str) for one in _CLAUSE.findall(s))
    words = "".join(one for one in clauses if one in text)
    return len(_LINKING.sub("", words)) >= _SAYS_MORE


def _is_only_last_years(sentence: tuple[Segment, ...], brief: Brief) -> bool:
    """Whether an event has numbers or days of its own and nothing that this year's facts say.

    What an office does every year keeps its blanks: whoever has the numbers fills them in.
    """
    slots = [segment for segment in sentence if not isinstance(segment, str)]
    dated = any(isinstance(slot, DateSlot) for slot in slots)
    own = dated or any(isinstance(slot, UnknownSlot) for slot in slots)
    if not dated and not happened_once(sentence):
        return False
    said = any(isinstance(slot, FactSlot) and slot.key in brief.known for slot in slots)
    return own and not said


def _from_form(paragraph: PlannedParagraph, brief: Brief) -> list[Piece]:
    """A paragraph for which no past report has a wording: the form in plain sentences."""
    is_bare = brief.past_year is None
    plain: tuple[Plain, ...] = ()
    if is_bare and paragraph.aspect == "disclosure":
        plain = disclosure_sentences(brief.by_key)
    plain = (*plain, *required_sentences(paragraph.required, brief.by_key))
    if plain or paragraph.notes or paragraph.asked or not (is_bare or paragraph.is_new):
        return plain_pieces(plain)
    what = paragraph.part.title or paragraph.topic or "需要报告的事项"
    return [Piece(text=missing_mark(what), origin=QUESTION)]
