"""
The past reports on the page: read in file by file, looked at, put under the right office or year,
taken out.

Knows: the use cases of reports, what the page shows. Does not know: Gradio, formats.
"""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from pathlib import PureWindowsPath

from assistant.core.accounts import require
from assistant.core.errors import DocumentError, NianbaoError, NotAllowed
from assistant.core.report import Report
from assistant.usecases.reports import ReadIn
from ui import screen
from ui.handlers.intake import REPORT_SUFFIXES, read_report
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.streaming import watched
from ui.uploads import harmless_name, received
from ui.views import frame, report_list
from ui.views.report_list import FileStep, State

_MOST_FILES = 200
_STATES: dict[str, State] = {
    "added": "已读入",
    "replaced": "已换成这一份",
    "unchanged": "读过，没有变",
    "failed": "没有读入",
}


@dataclass(frozen=True)
class PastReports:
    """The corpus of `page`; what is looked at comes with each call."""

    page: Page

    def reports(self, place: object, text: object, uploads: object) -> Generator[Changes]:
        """Past reports into the corpus, one after the other; one that cannot be read stops none."""
        emptied: Changes = {"corpus_upload": {"value": None}}
        try:
            yield from self._read_in(Place.read(place), text, uploads)
        except NianbaoError as error:
            yield self.page.refused(error, place)
        yield together(screen.corpus(self.page.by, self.page.workflow), emptied)

    def stopped(self, place: object, text: object) -> Changes:  # noqa: ARG002  # stays in the box
        """After the reading was stopped: what was read is there."""
        told = show(status=frame.said("已停止；已读入的报告都在，其余的可以再上传"))
        emptied: Changes = {"corpus_upload": {"value": None}, "corpus_stop": {"visible": False}}
        return together(screen.corpus(self.page.by, self.page.workflow), emptied, told)

    def _read_in(self, at: Place, text: object, uploads: object) -> Generator[Changes]:
        require(self.page.by, "corpus")
        if at.draft:
            self.page.keep(at, text)
        if not isinstance(uploads, list) or not all(isinstance(one, str) for one in uploads):
            raise NotAllowed("没有收到文件；请重新选择后上传")
        if len(uploads) > _MOST_FILES:
            raise NotAllowed(f"一次最多上传{_MOST_FILES}份；请分几次上传")
        files = [FileStep(file=_name(one)) for one in uploads]
        stop: Changes = {"corpus_stop": {"visible": True}}
        at_work = 0
        yield together(_progress(files, at_work), stop)
        for step in watched(self._each(uploads)):
            if step is None:
                continue
            files[at_work] = step
            at_work += 1
            yield _progress(files, at_work)
        stop = {"corpus_stop": {"visible": False}}
        yield together(show(status=_told(files), corpus_steps=report_list.steps(files)), stop)

    def _each(self, uploads: Sequence[str]) -> Generator[FileStep]:
        for upload in uploads:
            name = _name(upload)
            try:
                with received(upload, REPORT_SUFFIXES) as path:
                    yield _step(name, self.page.workflow.past.read_in(path, by=self.page.by))
            except DocumentError as error:
                yield FileStep(file=name, state="没有读入", told=str(error))

    def look_at(self, place: object, asked: object) -> Changes:
        """How one report was read, with what its keeper may do to it."""
        Place.read(place)
        wanted = asked.get("look") if isinstance(asked, dict) else None
        return self._looked_at(_report(wanted))

    def _looked_at(self, report_id: str) -> Changes:
        report = self._read(report_id)
        may_keep = self.page.by.may("corpus")
        return together(
            show(
                report=report_id,
                report_reading=report_list.reading(report),
                report_agency=report.agency,
                report_year=report.year,
                status="",
            ),
            {
                "report_card": {"visible": True},
                "report_keeping": {"visible": may_keep},
                "report_removing": {"visible": False},
            },
        )

    def correct(
        self, place: object, text: object, report: object, agency: object, year: object
    ) -> Changes:
        """The report under another office or year."""
        self._kept(place, text)
        name, number = read_report(agency, year)
        new = self.page.workflow.past.correct(_report(report), name, number, by=self.page.by)
        told = frame.said(f"已更正为{name}{number}年；段落、数据和检索都已跟上")
        return together(
            screen.corpus(self.page.by, self.page.workflow), self._looked_at(new), show(status=told)
        )

    def ask_remove(self, place: object, report: object) -> Changes:
        """Whether the report is really to go."""
        Place.read(place)
        require(self.page.by, "corpus")
        gone = self._read(_report(report))
        words = f"移除{gone.agency}{gone.year}年报告？起草不再参照它；文件本身不受影响"
        return together(
            show(report_question=frame.problem(words)), {"report_removing": {"visible": True}}
        )

    def remove(self, place: object, text: object, report: object) -> Changes:
        """A past report out of the corpus; drafts keep what they have taken from it."""
        require(self.page.by, "corpus")
        self._kept(place, text)
        self.page.workflow.remove_report(_report(report), by=self.page.by)
        closed: Changes = {"report_card": {"visible": False}}
        told = show(report="", status=frame.said("已移除"))
        return together(screen.corpus(self.page.by, self.page.workflow), closed, told)

    def keep(self, place: object) -> Changes:
        """The report stays after all."""
        Place.read(place)
        return {"report_removing": {"visible": False}}

    def _read(self, report_id: str) -> Report:
        return self.page.workflow.reading.open(report_id, by=self.page.by).report

    def _kept(self, place: object, text: object) -> None:
        at = Place.read(place)
        if at.draft:
            self.page.keep(at, text)


def _report(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise NotAllowed("请先在列表中选一份报告")
    return value


def _name(upload: str) -> str:
    return harmless_name(PureWindowsPath(upload).name)


def _step(name: str, done: ReadIn) -> FileStep:
    if done.error:
        return FileStep(file=name, state="没有读入", told=done.error)
    told = report_list.in_short(done.report) if done.report else "之后已换成另一份"
    report = done.id if done.report else ""
    return FileStep(file=name, state=_STATES[done.outcome], told=told, report=report)


def _progress(files: Sequence[FileStep], done: int) -> Changes:
    """The list with the file that is being read now."""
    now = [replace(one, state="正在读") if at == done else one for at, one in enumerate(files)]
    told = f"正在读入往年报告：{done}/{len(files)}份"
    return show(status=frame.said(told), corpus_steps=report_list.steps(now))


def _told(files: Sequence[FileStep]) -> str:
    troubles = [one.told for one in files if one.state == "没有读入"]
    if not troubles:
        return frame.said(f"已读入{len(files)}份往年报告")
    told = f"读入{len(files) - len(troubles)}份，{len(troubles)}份没有读入"
    return frame.problem(told, troubles)
