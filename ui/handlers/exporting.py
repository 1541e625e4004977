"""
The panel 导出: what is missing, the report as a file in every form, all accepted reports at once,
and a file that was edited outside taken back.

Knows: the use cases of export, what the page shows. Does not know: Gradio, formats.
"""

import time
import zipfile
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

from assistant.core.accounts import require
from assistant.core.drafts import Draft
from assistant.core.errors import NotAllowed
from assistant.core.publication import SUFFIXES, Baseline
from assistant.core.versions import NamedVersion
from assistant.usecases.batch import ExportStep, Target
from assistant.usecases.publishing import Wish
from ui import screen
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.streaming import watched
from ui.uploads import harmless_name, received
from ui.views import export_notes, frame, version_list

CHECKLIST = "checklist"  # the 核对表 alone
KINDS = {
    "final": "定稿",
    "open": "定稿，缺的印成【待补充】",
    "proof": "校样（任何状态都能导出，没有落款和日期）",
}
FORMS = {
    ".docx": "Word 文档（.docx）",
    ".pdf": "PDF（.pdf）",
    ".html": "网页（.html）",
    ".md": "Markdown（.md）",
    ".txt": "纯文本（.txt）",
    ".xlsx": "本年数据填报表（.xlsx）",
    ".json": "本年数据（.json）",
    CHECKLIST: "核对表：每个数的依据（.xlsx）",
}
BASELINES: dict[Baseline, str] = {"last-year": "与上年报告对照", "first-draft": "与第一稿对照"}
EXTRAS = {"comments": "每个数注明依据", "remarks": "带上未解决的批注", "appendix": "核对表作为附件"}
_WORD = (".docx", ".pdf")  # what can hold changes, comments, an appendix
_DATA = (".xlsx", ".json", CHECKLIST)  # what has no text of the report
_BACK = (".docx",)


@dataclass(frozen=True)
class Exporting:
    """What leaves the office, and comes back, of the draft that `page` has open."""

    page: Page

    def opened(self, place: object, said: object) -> Changes:
        """What is missing, when somebody comes to the panel."""
        panel = said.get("panel") if isinstance(said, dict) else None
        at = Place.read(place)
        if panel != "export":
            return {}
        draft = self.page.read(at) if at.draft else None
        return self.look(draft)

    def look(self, draft: Draft | None) -> Changes:
        """What a person should know before they export, and what they may choose."""
        workflow = self.page.workflow
        if draft is None:
            return show(export_notes=export_notes.nothing())
        office = workflow.publishing.office(draft.agency)
        remarks = workflow.reviewing.remarks(draft.id)
        blocking = workflow.blocking(draft) if draft.state != "定稿" else ()
        versions = [
            (f"与“{one.name}”对照", f"whole:{one.id}")
            for one in workflow.versions.named(draft.id)
            if one.section is None
        ]
        known = [(words, key) for key, words in BASELINES.items()]
        lacking = workflow.publishing.lacking(draft)
        kinds = [(words, key) for key, words in KINDS.items() if key != "open" or lacking]
        kind = "final" if draft.state == "定稿" else "proof"
        return together(
            show(export_notes=export_notes.notes(draft, lacking, remarks, blocking)),
            {
                "export_kind_of": {"choices": kinds, "value": kind},
                "export_changes": {"choices": [("不标修订", ""), *known, *versions], "value": ""},
            },
            screen.office(self.page.by, office),
        )

    def export(self, place: object, text: object, *wished: object) -> Generator[Changes]:
        """The report in the form that was chosen, as a file to download."""
        kind, form, changes, extras, signed = wished
        at = Place.read(place)
        if kind not in list(KINDS) or form not in list(FORMS):
            raise NotAllowed("请选择导出什么、导出为哪种文件")
        draft = self.page.keep(at, text) if self.page.by.may("write") else self.page.read(at)
        is_proof = kind == "proof"
        wish = Wish(
            changes=self._changes(draft, changes),
            has_comments="comments" in _chosen(extras),
            has_remarks="remarks" in _chosen(extras),
            has_appendix="appendix" in _chosen(extras),
            signed=_day(signed),
            is_proof=is_proof,
            refuses_marks=kind == "final" and form not in _DATA,
        )
        _check_form(str(form), wish)
        path = self._file(draft, str(form), is_proof=is_proof)

        def work() -> Iterator[None]:
            publishing = self.page.workflow.publishing
            if form == CHECKLIST:
                publishing.export_checklist(draft.id, path, by=self.page.by)
            else:
                publishing.export(draft.id, path, by=self.page.by, wish=wish)
            yield None

        yield from _waiting(work)
        told = show(status=frame.said(f"已导出 {path.name}"), file=str(path))
        yield together(told, show(kept=str(Place.of(draft, at.section))))

    def export_all(self, place: object, form: object) -> Generator[Changes]:
        """Every accepted report in one .zip; one that cannot be written is told."""
        Place.read(place)
        require(self.page.by, "export")
        if form not in SUFFIXES:
            raise NotAllowed("核对表只能一份一份导出；请在“导出为”中选另一种文件")
        folder = Path(mkdtemp(dir=self.page.files))
        steps: list[ExportStep] = []
        started = time.monotonic()
        target = Target(folder=folder / "all", suffix=str(form), refuses_marks=True)
        every = self.page.workflow.export_all(target, by=self.page.by)
        for step in watched(_as_generator(every)):
            steps += [] if step is None else [step]
            done = f"{len(steps)}/{steps[-1].total}份" if steps else ""
            yield show(status=frame.said(f"正在导出……{done}{time.monotonic() - started:.0f}秒"))
        written = [one for one in steps if one.outcome != "failed"]
        failed = [f"{one.file}：{one.error}" for one in steps if one.outcome == "failed"]
        if not written:
            why = failed or ["还没有定稿的报告"]
            yield show(status=frame.problem("没有可以导出的定稿", why))
            return
        path = folder / f"政府信息公开年报_{len(written)}份.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in written:
                archive.write(folder / "all" / one.file, one.file)
        told = f"已导出{len(written)}份定稿"
        yield show(
            file=str(path),
            status=frame.problem(f"{told}，{len(failed)}份没有写成", failed)
            if failed
            else frame.said(told),
        )

    def take_back(self, place: object, text: object, upload: object) -> Changes:
        """A report edited in Word, its changes as revisions; what was not taken is told."""
        emptied: Changes = {"import_file": {"value": None}}
        at = Place.read(place)
        require(self.page.by, "write")
        draft = self.page.keep(at, text)
        if not isinstance(upload, str):
            raise NotAllowed("没有收到文件；请重新选择后上传")
        with received(upload, _BACK) as path:
            done = self.page.workflow.take_back(draft.id, path, by=self.page.by)
        saved = sum(one.number is not None for one in done.sections)
        told = f"已读入改过的 Word：{saved}个部分存为新版" if saved else "文字没有改动"
        return together(
            screen.opened(self.page.by, self.page.workflow, done.draft, at.section),
            show(import_result=export_notes.returned(done), status=frame.said(told)),
            emptied,
        )

    def _changes(self, draft: Draft, chosen: object) -> Baseline | NamedVersion | None:
        if chosen in (None, ""):
            return None
        for known in BASELINES:
            if chosen == known:
                return known
        return self.page.workflow.versions.find(draft.id, version_list.whole_id(chosen))

    def _file(self, draft: Draft, form: str, *, is_proof: bool) -> Path:
        title = f"{draft.agency}{draft.year}年政府信息公开工作年度报告"
        if form == CHECKLIST:
            name = f"{title}（核对表）.xlsx"
        else:
            name = f"{title}{'（校样）' if is_proof else ''}{form}"
        return Path(mkdtemp(dir=self.page.files)) / harmless_name(name)


def _as_generator(steps: Iterator[ExportStep]) -> Generator[ExportStep]:
    yield from steps


def _waiting(work: Callable[[], Iterator[None]]) -> Generator[Changes]:
    """What is said while the file is made: a .pdf takes LibreOffice seconds."""
    started = time.monotonic()

    def steps() -> Generator[None]:
        yield from work()

    for _ in watched(steps()):
        yield show(status=frame.said(f"正在生成文件……{time.monotonic() - started:.0f}秒"))


def _chosen(extras: object) -> list[str]:
    if not isinstance(extras, list) or not set(map(str, extras)) <= set(EXTRAS):
        raise NotAllowed("没有这种附加内容；请刷新页面后重新勾选")
    return [str(one) for one in extras]


def _check_form(form: str, wish: Wish) -> None:
    """NotAllowed where the form cannot hold what was asked for."""
    if form not in _WORD and (
        wish.changes or wish.has_comments or wish.has_remarks or wish.has_appendix
    ):
        raise NotAllowed("修订、批注和附件只能写在 Word 或 PDF 里；请改选文件，或去掉这些选项")


def _day(text: object) -> date | None:
    if text in (None, ""):
        return None
    try:
        return date.fromisoformat(str(text).strip())
    except ValueError as error:
        raise NotAllowed("成文日期要写成 2027-01-20 这样；不填就用定稿的日期") from error
