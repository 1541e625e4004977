"""Phrase marks: what the model is shown of a note, and the grammar that it writes by."""

from assistant.core.writing.grammar import sentence_grammar
from assistant.core.writing.marks import note_book


def test_a_note_keeps_its_clauses_with_numbers_whole() -> None:
    masked, phrases = note_book("围绕答复工作办班，举办培训2次，参训120人次")
    assert masked == "围绕答复工作办班，〔举办培训2次〕，〔参训120人次〕"
    assert phrases.put_back(masked) == "围绕答复工作办班，举办培训2次，参训120人次"
    assert phrases.put_back("〔不知道〕") == "〔不知道〕"


def test_the_grammar_allows_the_marks_and_no_digit() -> None:
    grammar = sentence_grammar(("〔予以公开〕", '〔a"b〕'))
    assert r'mark ::= "〔予以公开〕" | "〔a\"b〕"' in grammar
    assert "0-9" in grammar
    assert "〔〕" in grammar
    assert "mark" not in sentence_grammar(())
