"""
The carry-forward writer: last year's wording with this year's values, no model, at once.

Everything that it cannot know it leaves to a person: 【待补充】 for a number nobody supplied,
【待核实】 for an event or a claim that only last year's text vouches for (a report that repeats
last year's is what 国办公开办函〔2021〕30号 calls 内容雷同、敷衍塞责).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.core.origins import Origin
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.report import Citation
from assistant.core.writing.asking import asked_about, doubted
from assistant.core.writing.brief import Brief, Exemplar, PlannedParagraph
from assistant.core.writing.companions import FAMILIES
from assistant.core.writing.filling import fill, missing_mark
from assistant.core.writing.listing import settle_lists
from assistant.core.writing.pieces import QUESTION, Piece, cited, joined, noted, plain_pieces
from assistant.core.writing.problems import problem_pieces
from assistant.core.writing.sentences import (
    FEE,
    Plain,
    disclosure_sentence,
    is_fee,
    required_sentences,
)
from assistant.core.writing.slots import (
    DateSlot,
    FactSlot,
    Segment,
    UnknownSlot,
)
from assistant.core.writing.trimming import without_contradictions, without_unknown_changes

CHECK_PEER = "【待核实：以上是其他机关的写法】"

_EVENT = re.compile(
    r"今年|新高|齐升|呈现|通过验收|重新|推出|停止运行|撤下|更正|聘请|听取|通报|转向|集中在|主要涉及|主要集中|围绕[^，。]{2,40}(?:热点|话题|主题)|编印|编写|完成|邀请|启用|对接|专项检查|专项行动|互查|开展了|印发|出台|制定了|制订|修订|召开|举办|培训班|专题培训|组织了|成立了|调整了|上线|改版|新增|首次|率先"
    r"|原因|得益于|受.{1,12}影响|后，(?:比|较|同比|＊)"  # why a number moved last year
    r"|荣获|获得|获评|评为|排名|新建|建成|试点|开设了|开通了|会同|《(?!中华人民共和国|条例|政府信息公开信息处理费)"
)
# Words that only lead to a number: 从办理结果看, 按申请人分, 其中.
_LINKING = re.compile(
    r"[\W\d]|其中|全年|本年度?|年末|共计?|合计|总计|累计|占[^，。；]{0,8}|从[^，。；]{1,8}看|按[^，。；]{1,6}分"
    r"|两项|连同|加上|年内|办结|结转|继续办理|处理决定|政府信息公开|我[市区县局]|[本全][市区县局年]"
)
_SAYS_MORE = 8  # characters
_CLAUSE_ENDS = "，；。：\n"
# What a year's work came to: true last year, and this year somebody has to say so.
_CLAIM = re.compile(
    r"(?:均|全部|都)(?:已|在|按|于|依法|及时|予以)?[^，。；]{0,10}?(?:答复|办结|办理|回复|公开|公示|整改|完成|上网)"
    r"|按[时期](?:办结|答复|办复)率(?:为|达|达到)?[\d＊]|(?:均|全部|都)(?:来自|为|是|系)|(?:未|没有)收取"
    r"|(?:^|(?<=[，。；：]))(?:全年|本年度?|年内)?(?:也|均|都|仍)?(?:没有|未|无)(?!经|来|能)[^，。；]{0,24}?"
    r"(?:情形|情况|追究|投诉|举报|舆情|事件|事故|追责|问责)"
)


def write_paragraph(paragraph: PlannedParagraph, brief: Brief) -> str:
    """The text of one planned paragraph, without its heading; empty for a heading alone."""
    return joined(pieces(paragraph, brief))


def shortened(told: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Without the set phrases behind the first sentence: they state nothing of the year."""
    return tuple(
        piece
        for at, piece in enumerate(told)
        if at == 0 or not (piece.is_free and not piece.origin.facts and piece.origin.says_more)
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
        for family in FAMILIES:
            if family.triggers & set(piece.origin.facts):
                own = [left.pop(key) for key in family.parts if key in left]
                if sentence := family.sentence(own):
                    keys = tuple(fact.key for fact in own)
                    yield from plain_pieces((Plain(text=sentence, keys=keys),))
    if paragraph.exemplar is None:
        yield Piece(text=CHECK_PEER, origin=QUESTION)
    yield from plain_pieces(required_sentences(left.values(), brief.by_key))


def carried(exemplar: Exemplar, brief: Brief, *, is_peer: bool = False) -> Iterator[Piece]:
    """A past paragraph sentence by sentence; a run of events is followed by one question,
    which quotes what it doubts.
    """
    doubts: list[str] = []
    for sentence, citation in cited(exemplar):
        if _noted_anew(sentence, brief) or _denies_fees(citation.quote, brief):
            continue
        piece = _carried(sentence, citation, brief)
        if is_peer:
            piece = replace(piece, text=_without_name(piece.text, citation.agency))
        # What is left of it counts: 均已答复 is gone where nothing was received.
        event = is_event(sentence) and is_event((OPEN_MARK.sub("", piece.text),))
        event = event or any(isinstance(segment, DateSlot) for segment in sentence)
        is_asked = event and _is_only_last_years(sentence, brief)
        if doubts and (is_asked or not event):
            yield Piece(text=doubted(doubts), origin=QUESTION)
            doubts = []
        if is_asked:
            is_last = citation.year == brief.year - 1
            text = asked_about(citation.quote, "上年" if is_last else f"{citation.year}年")
            yield Piece(text=text, origin=replace(QUESTION, citation=citation))
            continue
        origin = replace(piece.origin, kind="peer") if is_peer else piece.origin
        # An event has its question in the text; one more in the list would say the same.
        origin = replace(origin, says_more=origin.says_more and not event)
        yield replace(piece, origin=origin, is_free=not event)
        if event and not is_peer:  # of a peer's words one question asks about all
            doubts += claims_of(piece.text)
    if doubts:
        yield Piece(text=doubted(doubts), origin=QUESTION)


def _carried(sentence: tuple[Segment, ...], citation: Citation, brief: Brief) -> Piece:
    settled = settle_lists(without_unknown_changes(sentence, brief.known), brief.by_key)
    filled = fill(settled, brief.known, year=brief.year)
    return Piece(
        text=without_contradictions(filled.text, brief.by_key, brief.agency),
        origin=Origin(
            kind="past",
            facts=tuple(sorted(filled.used)),
            citation=citation,
            says_more=_says_more(settled),
        ),
        sentence=settled,
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
    return bool(denies) and any(is_fee(fact) for fact in brief.facts)


def _without_name(text: str, agency: str) -> str:
    """A peer's sentence without the peer's name: 示例市文旅局, 文旅局."""
    for length in range(len(agency), 2, -1):
        text = text.replace(agency[-length:], "本机关")
    return text


def _says_more(sentence: tuple[Segment, ...]) -> bool:
    """Whether the words around the slots say anything of their own."""
    words = "".join(segment for segment in sentence if isinstance(segment, str))
    return len(_LINKING.sub("", words)) >= _SAYS_MORE


def _is_only_last_years(sentence: tuple[Segment, ...], brief: Brief) -> bool:
    """Whether an event has numbers or days of its own and nothing that this year's facts say.

    Other sentences keep their blanks: whoever has the numbers fills them in.
    """
    slots = [segment for segment in sentence if not isinstance(segment, str)]
    own = any(isinstance(slot, UnknownSlot | DateSlot) for slot in slots)
    said = any(isinstance(slot, FactSlot) and slot.key in brief.known for slot in slots)
    return own and not said


def is_event(sentence: tuple[Segment, ...]) -> bool:
    """Whether a sentence tells what happened, or how all went, in its own year only."""
    words = "".join(segment if isinstance(segment, str) else "＊" for segment in sentence)
    has_date = any(isinstance(segment, DateSlot) for segment in sentence)
    return has_date or bool(_EVENT.search(words) or _CLAIM.search(words))


def claims_of(text: str) -> tuple[str, ...]:
    """The clauses of a carried sentence that tell what happened in its own year, in order; the
    whole sentence if none does by its words alone (a date was in it).
    """
    plain = OPEN_MARK.sub("", text).strip()
    starts = sorted(
        match.start() for pattern in (_EVENT, _CLAIM) for match in pattern.finditer(plain)
    )
    clauses = [_clause_at(plain, start) for start in starts]
    return tuple(dict.fromkeys(clause for clause in clauses if clause)) or (plain,)


def _clause_at(text: str, at: int) -> str:
    begin = max(text.rfind(stop, 0, at) for stop in _CLAUSE_ENDS) + 1
    ends = (text.find(stop, at + 1) for stop in _CLAUSE_ENDS)
    return text[begin : min((end for end in ends if end >= 0), default=len(text))].strip()


def _from_form(paragraph: PlannedParagraph, brief: Brief) -> list[Piece]:
    """A paragraph for which no past report has a wording: the form in plain sentences."""
    is_bare = brief.past_year is None
    plain: tuple[Plain, ...] = ()
    if is_bare and paragraph.aspect == "disclosure":
        plain = disclosure_sentence(brief.by_key)
    plain = (*plain, *required_sentences(paragraph.required, brief.by_key))
    if plain or paragraph.notes or paragraph.asked or not (is_bare or paragraph.is_new):
        return plain_pieces(plain)
    what = paragraph.part.title or paragraph.topic or "需要报告的事项"
    return [Piece(text=missing_mark(what), origin=QUESTION)]
