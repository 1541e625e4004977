"""
The grammar that a model decodes by: text without digits and brackets, and the sentence's marks.

GBNF as llama.cpp reads it. Arabic digits of both widths, circled and superscript digits and every
kind of bracket are left out, so a number can come from a mark only; numbers in Chinese characters
are caught by grounding after decoding.
"""

from collections.abc import Sequence

# 〔 〕 ［ ］ too: where other brackets stay free, a 0.5B model writes [予以公开] for 〔予以公开〕.
_NOT_TEXT = r"\n\r\t0-9０-９①-⓿〔〕【】\[\]［］{}｛｝<>＜＞%％"


def sentence_grammar(marks: Sequence[str]) -> str:
    """One sentence of free text in which numbers are marks; without marks, text alone."""
    if not marks:
        return f"root ::= text+\ntext ::= [^{_NOT_TEXT}]\n"
    choices = " | ".join(f'"{_escape(mark)}"' for mark in marks)
    return f"root ::= (text | mark)+\ntext ::= [^{_NOT_TEXT}]\nmark ::= {choices}\n"


def _escape(mark: str) -> str:
    return mark.replace("\\", "\\\\").replace('"', '\\"')
