"""Phrase marks: what the model is shown, and what code makes of what it wrote."""

import pytest

from assistant.core.evidence.facts import facts_of
from assistant.core.writing.brief import Brief
from assistant.core.writing.grammar import sentence_grammar
from assistant.core.writing.marks import PhraseBook, note_book, phrase_book
from assistant.core.writing.masking import mask
from assistant.core.writing.slots import Masked
from tests.forms import form

NOW = form(
    2025, {"新收.总计": 30, "予以公开.总计": 12, "行政复议.结果维持": 2, "直接起诉.结果维持": 1}
)
LAST = form(
    2024, {"新收.总计": 21, "予以公开.总计": 9, "行政复议.结果维持": 3, "直接起诉.结果维持": 4}
)


def brief() -> Brief:
    return Brief(
        section="overview",
        agency=NOW.agency,
        year=2025,
        paragraphs=(),
        facts=facts_of(NOW, LAST),
        past_year=2024,
    )


def book(sentence: str) -> tuple[PhraseBook, Masked]:
    masked = mask(sentence, facts_of(LAST), year=2024)
    return phrase_book((masked.segments,), brief()), masked


SENTENCE = "2024年，全区受理政府信息公开申请21件，其中予以公开9件，网站访问量880人次。"


def test_a_prompt_shows_marks_and_no_number() -> None:
    phrases, masked = book(SENTENCE)
    shown = phrases.masked((masked.segments,))
    assert shown == (
        "〔2025年〕，全区〔受理政府信息公开申请〕，其中〔予以公开〕，〔缺网站访问量〕。".replace(
            "〔缺网站访问量〕", "网站访问量〔缺网站访问量〕"
        )
    )
    assert not any(old in shown for old in ("21", "9件", "880", "2024"))


@pytest.mark.parametrize(
    ("written", "filled"),
    [
        (
            "〔2025年〕共〔受理政府信息公开申请〕，〔予以公开〕。",
            "2025年共受理政府信息公开申请30件，予以公开12件。",
        ),
        # the noun was said already
        ("全年受理政府信息公开申请〔受理政府信息公开申请〕。", "全年受理政府信息公开申请30件。"),
        # a clause that only repeats a mark goes
        ("〔予以公开〕，全部〔予以公开〕。", "予以公开12件。"),
        # a mark that is not ours goes
        ("〔予以公开〕〔不知道〕。", "予以公开12件。"),
    ],
)
def test_marks_become_phrases(written: str, filled: str) -> None:
    phrases, _ = book(SENTENCE)
    assert phrases.fill(written) == filled


def test_two_facts_of_one_name_get_two_marks() -> None:
    phrases, masked = book("行政复议结果维持3件；未经复议直接起诉结果维持4件。")
    names = [phrase.name for phrase in phrases.phrases[1:]]
    assert len(set(names)) == 2
    assert "2件" in phrases.fill(f"〔{names[0]}〕")
    assert "1件" in phrases.fill(f"〔{names[1]}〕")
    assert phrases.masked((masked.segments,)).count("〔") == 2


def test_unknown_marks_are_named() -> None:
    phrases, _ = book(SENTENCE)
    assert phrases.unknown("〔予以公开〕〔甲〕〔乙〕") == ("甲", "乙")


def test_a_note_keeps_its_clauses_with_numbers_whole() -> None:
    masked, phrases = note_book("围绕答复工作办班，举办培训2次，参训120人次")
    assert masked == "围绕答复工作办班，〔举办培训2次〕，〔参训120人次〕"
    assert phrases.fill(masked) == "围绕答复工作办班，举办培训2次，参训120人次"


def test_the_grammar_allows_the_marks_and_no_digit() -> None:
    grammar = sentence_grammar(("〔予以公开〕", '〔a"b〕'))
    assert r'mark ::= "〔予以公开〕" | "〔a\"b〕"' in grammar
    assert "0-9" in grammar
    assert "〔〕" in grammar
    assert "mark" not in sentence_grammar(())
