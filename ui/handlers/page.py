"""
What can be done to a draft on the page: each method takes what the browser sent, asks the workflow
for one thing and says what the page shows next.

A method may be called by anyone who reaches the port, with anything: inputs are read before they
are used, and rights are the workflow's to judge. Nothing is kept here between two calls: what a
browser has open comes with the call (ui.place), the texts are in the store.

Knows: the workflow, what the page shows. Does not know: Gradio, how changes reach a browser.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from typing import get_args

from assistant.core.accounts import User, require
from assistant.core.drafts import Draft
from assistant.core.errors import NianbaoError, NotAccepted, NotAllowed, StaleRevision
from assistant.core.ports import ReportEntry
from assistant.core.reviewing import open_ones
from assistant.core.verdicts import Decision, JudgedForm, JudgedText, Opinion
from assistant.usecases.publishing import Wish
from assistant.usecases.workflow import Workflow, WrittenSection
from ui import screen
from ui.place import Place, read_section
from ui.screen import Changes, show, together
from ui.uploads import harmless_name
from ui.views import frame

# What can be exported: the suffix, and whether only an accepted report may be.
EXPORTS = {
    "定稿 Word": (".docx", True),
    "定稿 Markdown": (".md", True),
    "校样 Word": (".docx", False),
    "校样 Markdown": (".md", False),
}
_MOST_TEXT = 200_000  # characters of a section; a long report has 20,000 in all
_MOST_REASON = 500


class Unsaved(StaleRevision):
    """A save that was refused because somebody else saved, with the text that was to be saved."""

    def __init__(self, refusal: StaleRevision, mine: str) -> None:
        super().__init__(str(refusal))
        self.mine = mine


@dataclass(frozen=True)
class Page:
    """The page of one user over the workflow; `files` is the folder for files to be downloaded.

    It is made anew for each call, for whoever calls.
    """

    workflow: Workflow
    files: Path
    by: User

    # opening

    def open(self, draft_id: object = "") -> Changes:
        """The draft with this id, or the newest one."""
        require(self.by, "read")
        drafts, reports = self.workflow.drafts(), self.workflow.reports()
        names = [*(one.agency for one in drafts), *(one.agency for one in reports)]
        around = together(
            {"agency": {"choices": list(dict.fromkeys(names))}},
            screen.corpus(self.by, self.workflow),
            show(who=frame.who(self.by)),
        )
        wanted = str(draft_id or (drafts[0].id if drafts else ""))
        if not wanted:
            empty = screen.nothing(self.by, self.workflow)
            return together(empty, around, show(**_next_report(reports)))
        draft, _ = self.workflow.sources_of(self.workflow.read_draft(wanted))
        first = draft.sections[0] if draft.sections else "overview"
        return together(screen.whole(self.by, self.workflow, draft, first), around)

    def turn(self, place: object, text: object, section: object) -> Changes:
        """Another section of the draft; the text typed so far is saved first."""
        draft = self.keep(Place.read(place), text)
        wanted = read_section(section)
        return together(screen.turned(self.by, self.workflow, draft, wanted), show(status=""))

    def go(self, place: object, text: object, section: object) -> Changes:
        """As `turn`, for a link to another section: the list of sections is set to it as well."""
        draft = self.keep(Place.read(place), text)
        wanted = read_section(section)
        return together(screen.opened(self.by, self.workflow, draft, wanted), show(status=""))

    def refresh(self, place: object, text: object) -> Changes:
        """What stands around the text, after the corpus changed."""
        at = Place.read(place)
        if not at.draft:
            return screen.asked(self.by, self.workflow)
        before = self.keep(at, text)
        draft, _ = self.workflow.sources_of(before)
        return together(
            screen.kept(self.by, self.workflow, draft, at.section),
            self.compared(before, draft),
            screen.asked(self.by, self.workflow, draft.id, draft.agency),
        )

    def catch_up(self, place: object, text: object) -> Changes:
        """The draft as others left it; what was typed since is saved first, or stays in the box."""
        at = Place.read(place)
        draft, words = self.read(at), read_text(text)
        before = next((one for one in draft.history(at.section) if one.number == at.base), None)
        if words != (before.text if before else ""):
            try:
                draft = self.keep(at, words)
            except NotAllowed as error:  # accepted meanwhile: nothing can be saved any more
                told = frame.problem(f"{error}；您刚写的还在框里，要留的请先抄下来")
                around = screen.around(self.by, self.workflow, draft, at.section)
                return together(around, show(status=told))
        return together(screen.whole(self.by, self.workflow, draft, at.section), show(status=""))

    # writing

    def recheck(self, place: object, text: object) -> Changes:
        """The verdicts on the text as it stands in the box."""
        at = Place.read(place)
        return screen.checked(self.by, self.workflow, self.read(at), at.section, read_text(text))

    def autosave(self, place: object, text: object) -> Changes:
        """The text as the section's next revision, when typing rests or the box is left."""
        at = Place.read(place)
        if not at.draft:
            return {}
        draft = self.keep(at, text)
        saved = frame.saved(draft, at.section)
        return together(
            show(kept=str(Place.of(draft, at.section)), saved=saved),
            screen.listed(self.workflow, draft),
        )

    def save(self, place: object, text: object) -> Changes:
        """The text as the section's next revision; refused, and kept in the box, if it is stale."""
        at = Place.read(place)
        draft = self.keep(at, text)
        told = f"已保存为第{draft.number(at.section)}版"
        return self._kept(draft, at, told)

    def keep_mine(self, place: object, text: object) -> Changes:
        """After a refused save: my text as one more revision after the other person's."""
        at = Place.read(place)
        return self.save(str(Place.of(self.read(at), at.section)), text)

    def take_theirs(self, place: object) -> Changes:
        """After a refused save: the other person's text in place of mine."""
        at = Place.read(place)
        told = show(status=frame.said("已换成最新一版"))
        return together(screen.opened(self.by, self.workflow, self.read(at), at.section), told)

    def judge(self, place: object, text: object, given: object) -> Changes:
        """What somebody says of a finding: 确认, 忽略 with a reason, 撤回; the text is saved first.

        NotAllowed if there is no such finding any more, or it may not be waived.
        """
        at = Place.read(place)
        finding_id, opinion = read_opinion(given)
        draft = self.keep(at, text)
        _, in_text = self.workflow.judging.in_section(draft, at.section, draft.text(at.section))
        _, in_figures = self.workflow.judging.in_figures(draft)
        findings: tuple[JudgedForm | JudgedText, ...] = (*in_text, *in_figures)
        found = next((one for one in findings if one.id == finding_id), None)
        if found is None:
            raise NotAllowed("这一处已经改变；请看最新的核对结果")
        self.workflow.judging.give(draft.figures, found, opinion, by=self.by)
        told = self._kept(draft, at, f"已{opinion.decision}")
        return together(
            told,
            screen.figures_checked(self.by, self.workflow, draft),
            screen.form(self.workflow, draft),
        )

    # states

    def submit(self, place: object, text: object) -> Changes:
        """起草 -> 送审."""
        at = Place.read(place)
        before = draft = self.keep(at, text)
        if draft.state != "送审":  # a second click says nothing new
            draft = self.workflow.submit(draft, by=self.by)
        blocking = len(self.workflow.blocking(draft))
        usual = "审核无误后点“定稿”" if self.by.may("accept") else "等待审核，由编辑定稿"
        told = f"还有{blocking}处没有答复或核对，定稿前要处理" if blocking else usual
        waiting = len(open_ones(self.workflow.reviewing.remarks(draft.id)))
        left = f"；还有{waiting}条批注未解决，审核人会看到" if waiting else ""
        told = f"已送审；{told}{left}{self._uncontacted(draft)}"
        kept = self._kept(draft, at, told)
        return together(kept, self.compared(before, draft))

    def accept(self, place: object, text: object) -> Changes:
        """送审 -> 定稿; refused while findings are open, with each of them named."""
        at = Place.read(place)
        draft = self.keep(at, text)
        told = "已定稿" + (self._lacking(draft) or "；可以导出了")
        if draft.state == "定稿":  # a second click
            return self._kept(draft, at, told)
        try:
            return self._kept(self.workflow.accept(draft, by=self.by), at, told)
        except NotAccepted as error:
            details = [
                f"{one.where}：{one.judged.finding.message}"
                for one in self.workflow.blocking(draft)
            ]
            refused = show(status=frame.problem(str(error), details))
            return together(screen.kept(self.by, self.workflow, draft, at.section), refused)

    def reopen(self, place: object, text: object, reason: object) -> Changes:
        """送审 or 定稿 -> 起草, with the reason on record."""
        at = Place.read(place)
        words = str(reason or "").strip()
        if not words or len(words) > _MOST_REASON:
            raise NotAllowed(f"请写明退回的理由（{_MOST_REASON}字以内）")
        draft = self.workflow.reopen(self.keep(at, text), by=self.by, reason=words)
        return together(self._kept(draft, at, "已退回起草"), show(return_reason=""))

    def export(self, place: object, text: object, kind: object) -> Changes:
        """The report as a file to download: accepted, or as a proof for reading on paper."""
        if not isinstance(kind, str) or kind not in EXPORTS:
            raise NotAllowed("不能导出为这种文件；请在“导出为”中选择")
        suffix, is_final = EXPORTS[kind]
        at = Place.read(place)
        draft = self.keep(at, text)
        title = f"{draft.agency}{draft.year}年政府信息公开工作年度报告"
        name = harmless_name(f"{title}{'' if is_final else '（校样）'}{suffix}")
        path = Path(mkdtemp(dir=self.files)) / name
        wish = Wish(is_proof=not is_final, refuses_marks=is_final)
        self.workflow.publishing.export(draft.id, path, by=self.by, wish=wish)
        told = f"已导出 {name}{self._uncontacted(draft)}"
        return together(self._kept(draft, at, told), show(file=str(path)))

    # what went wrong

    def refused(self, error: NianbaoError, place: object) -> Changes:
        """The page when something was not done; nothing that was typed goes away."""
        told = show(status=frame.problem(str(error)))
        try:
            at = Place.read(place)
            draft = self.read(at)
        except NianbaoError:
            return told
        # The choice of a section goes back to the one that is still open.
        changes = together(screen.idle(self.by, draft), show(section=at.section), told)
        if isinstance(error, StaleRevision):
            mine = error.mine if isinstance(error, Unsaved) else None
            changes = together(changes, screen.conflict(self.workflow, draft, at.section, mine))
        return changes

    def failed(self, place: object, text: object) -> Changes:  # noqa: ARG002  # stays in the box
        """The page after a fault of ours, which the log describes."""
        told = "程序出了意外，这一步没有做完；已保存的文字都在，请再试一次或刷新页面"
        return self.refused(NianbaoError(told), place)

    # the draft behind a place

    def read(self, at: Place) -> Draft:
        """The draft as it is now; NotAllowed if the page has none yet."""
        require(self.by, "read")
        if not at.draft:
            raise NotAllowed("还没有草稿；请先上传本年数据")
        return self.workflow.read_draft(at.draft)

    def keep(self, at: Place, text: object) -> Draft:
        """The draft with the text saved; what was saved already, or by a double click, is free."""
        draft, words = self.read(at), read_text(text)
        if words == draft.text(at.section):
            return draft
        try:
            return self.add(at, words)
        except StaleRevision as error:
            raise Unsaved(error, words) from error

    def add(self, at: Place, text: str, *, note: str = "") -> Draft:
        """One more revision on top of the one that the place names; StaleRevision if it is not."""
        return self.workflow.save_section(
            at.draft, at.section, text, base=at.base, by=self.by, note=note
        )

    def add_written(self, at: Place, written: WrittenSection) -> Draft:
        """As `add`, for a section that a writer wrote, with where each sentence comes from."""
        return self.workflow.save_written(at.draft, written, base=at.base, by=self.by)

    def compared(self, before: Draft, draft: Draft) -> Changes:
        """The form and its checks again, if last year's figures came to the draft."""
        if draft.previous == before.previous:
            return {}
        return together(
            screen.figures_checked(self.by, self.workflow, draft),
            screen.form(self.workflow, draft),
        )

    def _uncontacted(self, draft: Draft) -> str:
        """What the report's preamble lacks, so that a file holds 【待补充】 in its place."""
        missing = "、".join(self.workflow.publishing.office(draft.agency).missing)
        where = "由管理员在“导出”页签的单位信息里填写"
        return f"；报告开头还缺{missing}，填好才能导出定稿，{where}" if missing else ""

    def _lacking(self, draft: Draft) -> str:
        """What keeps an accepted report from being exported, and who can supply it."""
        lacking = "、".join(self.workflow.publishing.lacking(draft))
        who = "联系方式由管理员在“导出”页签的单位信息里填写"
        return f"；还缺{lacking}，补齐才能导出：{who}" if lacking else ""

    def _kept(self, draft: Draft, at: Place, told: str) -> Changes:
        return together(
            screen.kept(self.by, self.workflow, draft, at.section), show(status=frame.said(told))
        )


def _next_report(reports: Sequence[ReportEntry]) -> dict[str, object]:
    """The report that is probably to be written: after the latest of the corpus, or last year's."""
    latest = max(reports, key=lambda one: one.year, default=None)
    if latest is None:
        return {"agency": None, "year": date.today().year - 1}
    return {"agency": latest.agency, "year": latest.year + 1}


def read_text(text: object) -> str:
    """The text of a section; NotAllowed if it is another thing or endless."""
    if not isinstance(text, str):
        raise NotAllowed("没有收到文字；请刷新页面后再试")
    if len(text) > _MOST_TEXT:
        raise NotAllowed(f"文字有{len(text)}字，超过一个部分的上限{_MOST_TEXT}字；请删减后再保存")
    return text


def read_opinion(given: object) -> tuple[str, Opinion]:
    """The id of a finding and what is said of it, as the card sends them; else NotAllowed."""
    values = given if isinstance(given, dict) else {}
    finding_id, decision = values.get("id"), values.get("decision")
    reason, scope = values.get("reason", ""), values.get("scope", "")
    is_text = all(isinstance(one, str) for one in (finding_id, reason, scope))
    decisions: tuple[Decision, ...] = get_args(Decision)
    if not is_text or decision not in decisions:
        raise NotAllowed("没有收到对哪一处的意见；请刷新页面后再试")
    return str(finding_id), Opinion(decision=decision, reason=reason, scope=scope)
