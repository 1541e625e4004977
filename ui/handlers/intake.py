"""
What comes into the page from files: the figures of this year; and the workbook to fill.

Knows: the workflow, what the page shows. Does not know: Gradio, formats.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from assistant.core.accounts import User, require
from assistant.core.errors import NianbaoError, NotAllowed
from assistant.usecases.workflow import Workflow
from ui import screen
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.uploads import harmless_name, received
from ui.views import frame, tables

REPORT_SUFFIXES = (".docx", ".pdf", ".html", ".htm", ".txt", ".md", ".doc", ".wps")
FIGURES_SUFFIXES = (".xlsx", ".json", *REPORT_SUFFIXES)  # a whole report has its tables
_FIRST_YEAR, _LAST_YEAR = 2008, 2100  # the 条例 took effect in 2008
_LONGEST_AGENCY = 60


@dataclass(frozen=True)
class Intake:
    """The doors of the page; what they let in, `page` shows."""

    page: Page

    @property
    def workflow(self) -> Workflow:
        return self.page.workflow

    @property
    def by(self) -> User:
        return self.page.by

    def choose(self, place: object, text: object, agency: object, year: object) -> Changes:
        """The draft of another office or year; the text typed so far is saved first.

        Nothing changes if that one is open already, or if no office is named yet.
        """
        at = Place.read(place)
        require(self.by, "read")
        if at.draft:
            self.page.keep(at, text)
        elif not agency:
            return {}
        name, number = read_report(agency, year)
        draft = self.workflow.find_draft(name, number)
        if draft is not None and draft.id == at.draft:
            return {}
        if draft is None:
            told = (
                f"还没有{name}{number}年的草稿：请上传本年数据，或下载填报表填好后上传"
                f"{unfinished(number)}"
            )
            empty = screen.nothing(self.by, self.workflow)
            return together(empty, show(status=frame.said(told)))
        first = draft.sections[0] if draft.sections else "overview"
        return together(screen.whole(self.by, self.workflow, draft, first), show(status=""))

    def figures(self, place: object, text: object, upload: object) -> Changes:
        """The draft of the office and year that the uploaded figures are of, over these figures.

        Whatever comes of it, the box for the upload is empty again, ready for the next file.
        """
        emptied: Changes = {"figures_upload": {"value": None}}
        try:
            return together(self._taken(Place.read(place), text, upload), emptied)
        except NianbaoError as error:
            return together(self.page.refused(error, place), emptied)

    def _taken(self, at: Place, text: object, upload: object) -> Changes:
        if at.draft:
            self.page.keep(at, text)
        if not isinstance(upload, str):
            raise NotAllowed("没有收到文件；请重新选择后上传")
        with received(upload, FIGURES_SUFFIXES) as path:
            figures = self.workflow.read_figures(path)
        taken = self.workflow.figuring.take(figures, by=self.by)
        draft = taken.draft
        section = at.section if at.draft == draft.id else "overview"
        filled = sum(cell.number is not None for cell in figures.cells)
        told = (
            f"已读入{figures.agency}{figures.year}年数据：{filled}格有数，"
            f"指标{len(figures.indicators)}项，要点{len(figures.notes)}条"
            f"{unfinished(figures.year)}"
        )
        return together(
            screen.whole(self.by, self.workflow, draft, section),
            show(status=frame.said(told), uploaded=tables.changed(taken.before, draft.figures)),
            {"undo_upload": {"visible": taken.before not in (None, draft.figures)}},
        )

    def template(self, place: object, agency: object, year: object) -> Changes:
        """The workbook to type this year's figures into, to download."""
        Place.read(place)
        require(self.by, "write")
        name, number = read_report(agency, year)
        file = harmless_name(f"{name}_{number}年数据.xlsx")
        path = Path(mkdtemp(dir=self.page.files)) / file
        self.workflow.write_template(path, agency=name, year=number)
        return show(file=str(path), status=frame.said(f"已生成 {file}；填好后在此上传"))


def unfinished(year: int) -> str:
    """What to say of the report of a year that is not over; nothing of one that is."""
    return "" if year < date.today().year else f"。请注意：{year}年尚未结束，年度写对了吗？"


def read_report(agency: object, year: object) -> tuple[str, int]:
    name = agency.strip() if isinstance(agency, str) else ""
    if not name or len(name) > _LONGEST_AGENCY:
        raise NotAllowed("请填写单位名称（60字以内）")
    if not isinstance(year, int) or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise NotAllowed(f"请填写报告年度，如 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间的年份")
    return name, year
