"""
Sentences of a draft: where a note's sentence goes, which repeat last year's, what a deletion takes.

Each gives spans of the text or another text; nothing is saved here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.drafts import DRAFT_SECTIONS, DraftSection
from assistant.core.editing.places import Located, Paragraph, paragraphs_of, sentences_of
from assistant.core.errors import NotAllowed
from assistant.core.patterns import regex
from assistant.core.prose.likeness import (
    alike_sentences,
    folded_sentences,
    pairs,
    same_words,
    share_found,
)
from assistant.core.writing.aspects import Aspect, aspect_of

_PROBLEMS: frozenset[Aspect] = frozenset({"problems", "measures", "progress"})
_OWN_SECTION: Mapping[Aspect, DraftSection] = {
    "interpretation": "interpretation",
    "key_areas": "key_areas",
    "fees": "other",
    "litigation": "litigation",
}
_CLAUSE_END = regex("[，；。]")
_CLOSES = regex(r"\s*(?:全年|本年度?|年内)[^，。\d]{0,10}(?:没有|未|无)")
_FEWEST, _SAME = 3, 0.5  # pairs of characters of a note, and the share that a sentence has of them


@dataclass(frozen=True, kw_only=True)
class Edited:
    """Another text for a section, and the words of it that were put in or taken out."""

    text: str
    words: str


def note_spot(note: str, texts: Mapping[DraftSection, str]) -> Located | None:
    """The place in the paragraph where a reader looks for what a note tells; None without a text.

    A paragraph whose heading is about the same, else the section about it, else the last
    paragraph of 总体情况. There it goes behind a sentence on the same thing, else to the end.
    """
    aspect = aspect_of(note)
    if aspect in _PROBLEMS:
        return _end_of("problems", texts)
    for section in DRAFT_SECTIONS if aspect else ():
        for paragraph in reversed(paragraphs_of(texts.get(section, ""))):
            if section != "problems" and paragraph.title and aspect_of(paragraph.title) == aspect:
                return _within(section, note, texts[section], paragraph)
    own = _OWN_SECTION.get(aspect) if aspect else None
    for place in (own, "overview"):
        if place and (paragraphs := paragraphs_of(texts.get(place, ""))):
            return _within(place, note, texts[place], paragraphs[-1])
    return None


def _within(section: DraftSection, note: str, text: str, paragraph: Paragraph) -> Located:
    """Behind the sentence that speaks of the same, else before one that says 全年没有…, which
    closes a paragraph, else at its end.
    """
    spans = sentences_of(text, paragraph.start, paragraph.end)
    said = same_words(_CLAUSE_END.split(note, maxsplit=1)[0])
    shares = [share_found(said, same_words(text[start:end])) for start, end in spans]
    at = paragraph.end
    if shares and len(pairs(said)) >= _FEWEST and max(shares) >= _SAME:
        at = spans[shares.index(max(shares))][1]
    elif len(spans) > 1 and _CLOSES.match(text, spans[-1][0]):
        at = spans[-1][0]
    return Located(section=section, start=at, end=at)


def _end_of(section: DraftSection, texts: Mapping[DraftSection, str]) -> Located | None:
    paragraphs = paragraphs_of(texts.get(section, ""))
    if not paragraphs:
        return None
    return Located(section=section, start=paragraphs[-1].end, end=paragraphs[-1].end)


def repeated(text: str, before: str) -> tuple[tuple[int, int], ...]:
    """The spans of the sentences of `text` that say, but for numbers, what `before` said."""
    known = folded_sentences(before)
    return tuple(
        (start, end)
        for paragraph in paragraphs_of(text)
        for start, end in sentences_of(text, paragraph.start, paragraph.end)
        if alike_sentences(folded_sentences(text[start:end]), known)
    )


def without(text: str, start: int, end: int) -> Edited:
    """The text without a span, and without the line that it leaves empty."""
    words = text[start:end]
    before, after = text[:start], text[end:]
    head = before[before.rfind("\n") + 1 :]
    rest, stop, following = after.partition("\n")
    if not head.strip() and not rest.strip():
        before = before[: len(before) - len(head)]
        after = following if stop else ""
        before = before if after else before.rstrip("\r\n")
    return Edited(text=before + after, words=words)


def sentence_with(words: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The one sentence between two places that holds `words`; NotAllowed if none or several do."""
    found = [
        (a, b)
        for paragraph in paragraphs_of(text)
        for a, b in sentences_of(text, paragraph.start, paragraph.end)
        if start <= a and b <= end and words in text[a:b]
    ]
    if not found:
        raise NotAllowed(f"没有找到含“{words}”的句子；请照文中的字写")
    if len(found) > 1:
        raise NotAllowed(f"有{len(found)}句含“{words}”；请说明是第几段，或多写几个字")
    return found[0]
