"""
The use case of a report that was edited in Word after export: back as revisions, checked again.

Knows: which revisions the file is of, what is saved and what only told. Does not know: formats.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from assistant.clock import now
from assistant.core.accounts import User, require, require_editing
from assistant.core.drafts import DRAFT_SECTIONS, Draft, DraftSection, Revision
from assistant.core.editing.hunks import Hunk, differences
from assistant.core.errors import NotAllowed, StaleRevision
from assistant.core.evidence.grounding import Grounding
from assistant.core.office import Office
from assistant.core.official import official_report
from assistant.core.ports import DraftStore
from assistant.core.report import Report, is_same_agency
from assistant.core.returned import ChangedCell, IsSame, changed_cells, returned_texts
from assistant.core.verdicts import JudgedText
from assistant.usecases.judging import Judging


@dataclass(frozen=True, kw_only=True)
class ReadFile:
    """What is read of an edited file."""

    report: Report
    mark: str  # assistant.usecases.publishing.mark_of, as it was exported; "" if the file has none
    notices: tuple[str, ...] = ()


ReadBack = Callable[[Path], ReadFile]


@dataclass(frozen=True, kw_only=True)
class ReturnedSection:
    """A section that was edited: how it differs from what was exported, and what holds of it."""

    section: DraftSection
    base: int  # the revision that was exported
    number: int | None  # the revision that it became; None if it was not saved
    text: str
    hunks: tuple[Hunk, ...]
    grounding: Grounding
    judged: tuple[JudgedText, ...]


@dataclass(frozen=True, kw_only=True)
class Returned:
    draft: Draft
    sections: tuple[ReturnedSection, ...]
    cells: tuple[ChangedCell, ...]  # told, never taken
    notices: tuple[str, ...]


class Importing:
    """Takes edited files back into the drafts that they were exported from."""

    def __init__(
        self, *, drafts: DraftStore, judging: Judging, read_back: ReadBack, is_same: IsSame
    ) -> None:
        self._drafts = drafts
        self._judging = judging
        self._read_back = read_back
        self._is_same = is_same

    def take_back(self, draft_id: str, path: Path, *, office: Office, by: User) -> Returned:
        """The edited sections as revisions on those that were exported.

        A section that somebody saved since is not saved but told with its changes, so nothing is
        lost. NotAllowed if the draft is 定稿 or the file is of another draft; DocumentError.
        """
        require(by, "write")
        draft = self._drafts.draft(draft_id)
        require_editing(by, draft.state)
        if draft.state == "定稿":
            raise NotAllowed("这份报告已定稿，不能导入修改；请先在网页上退回起草")
        read = self._read_back(path)
        if not read.mark:
            _check_same(draft, read.report, path.name)
        numbers, notices = _exported(draft, read.mark, path.name)
        texts = {
            section: text
            for section in DRAFT_SECTIONS
            if (text := _text_of(draft, section, numbers.get(section, 0)))
        }
        names = (draft.agency, office.signature, office.name)
        sections = []
        for section, text in returned_texts(texts, read.report, names, self._is_same).items():
            before = texts.get(section, "")
            if text not in (before, draft.text(section)):
                edited = section, numbers.get(section, 0), before, text
                draft, one = self._save(draft, edited, by.name)
                sections.append(one)
        exported = official_report(draft.figures, texts, office=office)
        outside = _outside(exported, read.report, self._is_same)
        return Returned(
            draft=draft,
            sections=tuple(sections),
            cells=changed_cells(draft.figures, read.report.figures),
            notices=(*read.notices, *notices, *outside),
        )

    def _save(
        self, draft: Draft, edited: tuple[DraftSection, int, str, str], author: str
    ) -> tuple[Draft, ReturnedSection]:
        section, base, before, text = edited
        revision = Revision(
            section=section,
            number=base + 1,
            text=text,
            author=author,
            created=now(),
            note="从 Word 导入",
        )
        number: int | None = base + 1
        try:
            draft = self._drafts.add_revision(draft.id, revision)
            self._drafts.record(author, "导入", f"draft:{draft.id}", {"section": section})
        except StaleRevision:
            number = None
        grounding, judged = self._judging.in_text(draft, section, text)
        return draft, ReturnedSection(
            section=section,
            base=base,
            number=number,
            text=text,
            hunks=differences(before, text),
            grounding=grounding,
            judged=judged,
        )


def _check_same(draft: Draft, report: Report, name: str) -> None:
    """NotAllowed if a file without our mark says it is another office's or year's report."""
    if is_same_agency(report.agency, draft.agency) and report.year == draft.year:
        return
    raise NotAllowed(
        f"{name}：这是{report.agency}{report.year}年的报告，草稿是{draft.agency}{draft.year}年的；"
        "没有导入，请核对草稿编号和文件"
    )


def _exported(draft: Draft, mark: str, name: str) -> tuple[Mapping[DraftSection, int], list[str]]:
    """The revision of each section that the file was made from."""
    latest = {section: draft.number(section) for section in draft.sections}
    draft_id, *pairs = mark.split() or [""]
    if not draft_id:
        return latest, [f"{name} 里没有导出时的记号，按草稿最新的一版比较"]
    if draft_id != draft.id:
        raise NotAllowed(f"{name}：这个文件是从另一份草稿（{draft_id}）导出的；请导入到那一份")
    told = dict(pair.partition("=")[::2] for pair in pairs)
    found: dict[DraftSection, int] = {}
    for section, number in latest.items():
        digits = told.get(section, "0")
        found[section] = min(int(digits) if digits.isdecimal() else number, number)
    return found, []


def _text_of(draft: Draft, section: DraftSection, number: int) -> str:
    return next((one.text for one in draft.history(section) if one.number == number), "")


def _outside(known: Report, found: Report, is_same: IsSame) -> tuple[str, ...]:
    """What was changed where no text of the draft stands."""
    told = []
    if not is_same(known.title, found.title):
        told.append(f"标题改成了“{found.title}”，没有采用；标题由单位和年度决定")
    if not is_same("\n".join(known.preamble), "\n".join(found.preamble)):
        told.append("报告开头（编制依据、联系方式）改动过，没有采用；请用 nianbao office 填写")
    for section in known.sections:
        other = found.section(section.kind)
        if other is None:
            told.append(f"文件里没有“{section.heading}”，这一部分没有改动")
        elif not is_same(section.heading, other.heading):
            told.append(f"“{section.heading}”改成了“{other.heading}”，没有采用；章名由格式规定")
    return tuple(told)
