"""What of an edited report is text of the draft."""

from dataclasses import replace

from assistant.core.drafts import DraftSection
from assistant.core.official import official_report
from assistant.core.publication import APPENDIX
from assistant.core.report import Report
from assistant.core.returned import returned_texts
from tests.forms import AGENCY, form

TEXTS: dict[DraftSection, str] = {"overview": "一切正常。", "other": "无。"}


def same(one: str, other: str) -> bool:
    return one == other


def with_end(*lines: str) -> Report:
    """The report of TEXTS with lines behind its last section."""
    report = official_report(form(2025), TEXTS)
    *sections, last = report.sections
    longer = replace(last, paragraphs=(*last.paragraphs, *lines))
    return replace(report, sections=(*sections, longer))


def test_signature_and_appendix_are_no_text() -> None:
    report = with_end(AGENCY, "2026年1月15日", APPENDIX, "共3处数字")
    assert returned_texts(TEXTS, report, (AGENCY,), same) == TEXTS


def test_text_in_a_section_that_was_not_drafted_is_taken() -> None:
    report = official_report(form(2025), {**TEXTS, "requests": "均按时答复。", "problems": "无。"})
    found = returned_texts(TEXTS, report, (AGENCY,), same)
    assert found == {**TEXTS, "requests": "均按时答复。", "problems": "无。"}


def test_a_section_that_is_not_in_the_file_stays() -> None:
    report = official_report(form(2025), TEXTS)
    cut = replace(report, sections=report.sections[1:])
    assert returned_texts(TEXTS, cut, (AGENCY,), same) == {"other": "无。"}
