"""
The use cases of what leaves the office: a draft as a document, its evidence, the office's settings.

Knows: drafts, their states, which revisions a document is of. Does not know: formats.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from assistant.core.accounts import User, require
from assistant.core.drafts import Draft, DraftSection
from assistant.core.errors import CorpusError, NotAccepted, SettingsError
from assistant.core.layout import layout_from
from assistant.core.office import Office, office_of, with_values
from assistant.core.official import official_report
from assistant.core.ports import DraftStore, OfficeStore, RemarkStore, ReportStore
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.publication import Baseline, CheckedText, Publication
from assistant.core.remarks import joined, remarks_on, review_remarks
from assistant.core.report import Report, Section, is_same_agency
from assistant.core.versions import NamedVersion, texts_at
from assistant.core.writing.brief import SECTION_NAMES
from assistant.usecases.judging import Judging

WriteFile = Callable[[Path, Publication], None]


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a draft is to be exported."""

    changes: Baseline | NamedVersion | None = None  # tracked, in a .docx
    has_comments: bool = False  # where each number comes from
    has_remarks: bool = False  # the open ones of reviewers, as comments too
    has_appendix: bool = False
    checklist: Path | None = None  # the 核对表 as a file of its own
    signed: date | None = None  # instead of the day of acceptance
    is_proof: bool = False  # a draft in any state, unsigned
    refuses_marks: bool = False  # what would be published with 【待补充】 in it is not written


_PLAIN = Wish()


class Publishing:
    """The use cases over concrete parts given by app.build."""

    def __init__(
        self,
        *,
        reports: ReportStore,
        drafts: DraftStore,
        offices: OfficeStore,
        write: WriteFile,
        write_checklist: WriteFile,
        check_template: Callable[[bytes], None],
        judging: Judging,
        review: RemarkStore,
    ) -> None:
        self._review = review
        self._reports = reports
        self._drafts = drafts
        self._offices = offices
        self._write = write
        self._write_checklist = write_checklist
        self._check_template = check_template
        self._judging = judging

    # offices

    def offices(self) -> tuple[Office, ...]:
        return tuple(self._offices.offices())

    def office(self, agency: str) -> Office:
        """The settings of an agency, also under its shorter or longer name; empty ones if none."""
        return office_of(agency, self._offices.offices())

    def set_office(
        self,
        agency: str,
        values: Mapping[str, str],
        *,
        layout: Mapping[str, object] | None = None,
        by: User,
    ) -> Office:
        """The office with these of core.office.FIELDS and these values of its layout set."""
        if not agency.strip():
            raise SettingsError("请写明单位名称，如 nianbao office 示例市应急管理局")
        known = self.office(agency.strip())
        office = replace(with_values(known, values), layout=layout_from(layout or {}, known.layout))
        return self._save(office, by, [*values, *(layout or {})])

    def set_template(self, agency: str, document: bytes, *, by: User) -> Office:
        """The office's own .docx as its template, b"" for none; ExportError if it cannot be one."""
        if document:
            self._check_template(document)
        return self._save(replace(self.office(agency), template=document), by, ["template"])

    def _save(self, office: Office, by: User, changed: list[str]) -> Office:
        require(by, "manage")
        self._offices.save_office(office)
        self._drafts.record(by.name, "单位设置", f"office:{office.agency}", {"changed": changed})
        return office

    # export

    def publication(self, draft: Draft, wish: Wish = _PLAIN) -> Publication:
        """What an exporter needs; the same draft and wish give the same."""
        office = self.office(draft.agency)
        accepted = self._drafts.acceptance(draft.id) if draft.state == "定稿" else None
        texts = texts_of(draft)
        report = official_report(draft.figures, texts, office=office)
        is_checked = wish.has_comments or wish.has_appendix or wish.checklist is not None
        checks = self._checks(draft) if is_checked else ()
        return Publication(
            report=report,
            office=office,
            signed=None if wish.is_proof else wish.signed or _day(accepted),
            mark=mark_of(draft),
            before=self._before(draft, office, wish.changes),
            checks=checks,
            accepted_by=accepted[0] if accepted else "",
            remarks=joined(
                remarks_on(texts, checks) if wish.has_comments else {},
                review_remarks(texts, self._review.remarks(draft.id)) if wish.has_remarks else {},
            ),
            has_appendix=wish.has_appendix,
        )

    def lacking(self, draft: Draft) -> tuple[str, ...]:
        """What would be printed as 【待补充】 of the office's contact, and which sections hold one
        or are missing.
        """
        return _lacking(self.publication(draft))

    def export(self, draft_id: str, path: Path, *, by: User, wish: Wish = _PLAIN) -> Publication:
        """Write an accepted draft as the official document; NotAccepted if it is not 定稿, or lacks
        what the wish does not forgive.
        """
        require(by, "read" if wish.is_proof else "export")
        draft = self._drafts.draft(draft_id)
        if draft.state != "定稿" and not wish.is_proof:
            raise NotAccepted(
                f"草稿 {draft_id} 还是“{draft.state}”状态；请先定稿再导出，或用 --proof 导出校样"
            )
        publication = self.publication(draft, wish)
        if wish.refuses_marks and not wish.is_proof:
            _check_complete(_lacking(publication))
        self._write(path, publication)
        if wish.checklist is not None:
            self._write_checklist(wish.checklist, publication)
        self._record_export(draft_id, path, wish, by)
        return publication

    def export_checklist(self, draft_id: str, path: Path, *, by: User) -> None:
        """Write the 核对表 of a draft in any state, .xlsx or .md, alone."""
        require(by, "read")
        wish = Wish(is_proof=True, checklist=path)
        self._write_checklist(path, self.publication(self._drafts.draft(draft_id), wish))
        self._record_export(draft_id, path, wish, by)

    def _record_export(self, draft_id: str, path: Path, wish: Wish, by: User) -> None:
        detail: dict[str, object] = {"file": path.name}
        if wish.changes is not None:
            told = wish.changes
            detail["changes"] = told.name if isinstance(told, NamedVersion) else told
        action = "导出校样" if wish.is_proof else "导出"
        self._drafts.record(by.name, action, f"draft:{draft_id}", detail)

    def export_proof(self, path: Path, draft: Draft) -> None:
        """Write a draft in any state, its open marks highlighted, for reading on paper."""
        self._write(path, self.publication(draft, Wish(is_proof=True)))

    def _before(
        self, draft: Draft, office: Office, changes: Baseline | NamedVersion | None
    ) -> Report | None:
        """The report to show the changes from."""
        if isinstance(changes, NamedVersion):
            return official_report(draft.figures, texts_at(draft, changes), office=office)
        if changes == "first-draft":
            first: dict[DraftSection, str] = {
                section: draft.history(section)[0].text for section in draft.sections
            }
            return official_report(draft.figures, first, office=office)
        if changes == "last-year":
            return self._last_report(draft)
        return None

    def _last_report(self, draft: Draft) -> Report:
        year = draft.year - 1
        for entry in self._reports.reports():
            if entry.year == year and is_same_agency(entry.agency, draft.agency):
                return self._reports.report(entry.id)
        raise CorpusError(
            f"资料库里没有{draft.agency}{year}年的报告，不能与上年对照；请先用 nianbao ingest 读入"
        )

    def _checks(self, draft: Draft) -> tuple[CheckedText, ...]:
        """Each drafted section, checked anew."""
        return tuple(
            self._checked(draft, section, draft.text(section)) for section in draft.sections
        )

    def _checked(self, draft: Draft, section: DraftSection, text: str) -> CheckedText:
        grounding, judged = self._judging.in_text(draft, section, text)
        return CheckedText(
            heading=SECTION_NAMES[section], text=text, grounding=grounding, judged=judged
        )


def _check_complete(lacking: Sequence[str]) -> None:
    if lacking:
        raise NotAccepted(
            f"没有导出：还缺{'、'.join(lacking)}，公布出去会印着【待补充】。"
            "联系方式由管理员在“导出”页签的单位信息里填写；一定要这样导出的，在那里选“定稿，缺的印成【待补充】”"
        )


def _lacking(publication: Publication) -> tuple[str, ...]:
    report, office = publication.report, publication.office
    contact = () if office is None else office.missing
    blank = (_blank_in(one) for one in report.sections)
    return (*contact, *filter(None, blank))


def _blank_in(section: Section) -> str:
    """What a section lacks: its text, or answers in it; empty if nothing."""
    marks = [mark[0] for one in section.paragraphs for mark in OPEN_MARK.finditer(one)]
    if not marks:
        return ""
    is_missing = list(section.paragraphs) == marks
    return f"“{section.heading}”{'的文字' if is_missing else f'里{len(marks)}处的答复'}"


def texts_of(draft: Draft) -> dict[DraftSection, str]:
    return {section: draft.text(section) for section in draft.sections}


def mark_of(draft: Draft) -> str:
    """The draft and the revision of each section, by which an edited file is recognised."""
    numbers = (f"{section}={draft.number(section)}" for section in draft.sections)
    return " ".join((draft.id, *numbers))


def _day(acceptance: tuple[str, str] | None) -> date | None:
    """The day of acceptance where the office is: GB/T 9704-2012, 7.3.5.4."""
    return datetime.fromisoformat(acceptance[1]).astimezone().date() if acceptance else None
