"""
The figures of the year on the page: typed into the form, pasted, filled with zeros, taken back; a
new form begun, the filled workbook given.

The browser sends what somebody did as a small object, with the text that stood in each cell
before. It is read as strictly as a file.

Knows: the use cases of figures, what the page shows. Does not know: Gradio, rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from assistant.core.accounts import User, require
from assistant.core.codec import read_indicator
from assistant.core.drafts import Draft
from assistant.core.errors import NianbaoError, NotAllowed, StaleRevision
from assistant.core.tables.changes import CellChange
from assistant.core.tables.figures import Indicator
from assistant.usecases.figuring import Figuring
from ui import screen
from ui.handlers.intake import read_report, unfinished
from ui.handlers.page import Page, read_text
from ui.place import Place
from ui.screen import Changes, show, together
from ui.uploads import harmless_name
from ui.views import frame
from ui.views.grid import Answer

_MOST_CELLS = 500  # a form has 200
_LONGEST = 2000  # characters of a text that the browser sends
_MOST_TURNS = 10**9


@dataclass(frozen=True)
class Form:
    """The form of `page`; nothing is kept here between two calls."""

    page: Page

    @property
    def by(self) -> User:
        return self.page.by

    @property
    def figuring(self) -> Figuring:
        return self.page.workflow.figuring

    def change(self, place: object, given: object) -> Changes:
        """One thing that somebody did to the form; the form as it is then.

        What is refused is said, and the form shows what stands there; nothing is half done but
        typing, where each cell counts for itself.
        """
        at = Place.read(place)
        draft, said = self.page.read(at), _Said.read(given)
        refused: dict[str, str] = {}
        try:
            told = self._done(draft, said, refused)
            status = frame.said(told) if told else ""
        except NianbaoError as error:
            status = frame.problem(str(error))
        if refused:
            status = frame.problem(next(iter(refused.values())))
        draft = self.page.workflow.read_draft(at.draft)
        answer = Answer(turn=said.turn, refused=refused)
        return together(screen.form(self.page.workflow, draft, answer), show(status=status))

    def _done(self, draft: Draft, said: "_Said", refused: dict[str, str]) -> str:
        act = said.given.get("act")
        if act == "fill":
            return self._filled(draft, said.cells(), refused)
        if act == "paste":
            cells = said.cells()
            self.figuring.fill(draft.id, cells, by=self.by, note="粘贴")
            return f"已粘贴{len(cells)}格"
        if act == "zero":
            keys = [one.key for one in said.cells()]
            self.figuring.fill_zeros(draft.id, keys, by=self.by)
            return f"已在{len(keys)}个空格填0"
        if act == "indicators":
            old, new = said.indicators("old"), said.indicators("new")
            self.figuring.set_indicators(draft.id, old, new, by=self.by)
            return "已保存指标"
        if act == "notes":
            self.figuring.set_notes(draft.id, said.texts("old"), said.texts("new"), by=self.by)
            return "已保存要点"
        if act == "undo":
            self.figuring.undo(draft.id, by=self.by)
            return "已撤销上一次改动"
        raise NotAllowed("没有收到要改的内容；请刷新页面后再试")

    def _filled(self, draft: Draft, cells: Sequence[CellChange], refused: dict[str, str]) -> str:
        """Each typed cell for itself; a cell that somebody else changed shows that person's."""
        overtaken = []
        for cell in cells:
            try:
                self.figuring.fill(draft.id, [cell], by=self.by)
            except StaleRevision as error:
                overtaken.append(error)
            except NotAllowed as error:
                refused[cell.key] = str(error)
        if overtaken:
            raise overtaken[0]
        return ""

    def settled(self, place: object, text: object) -> Changes:
        """The verdicts on the figures and the text as they are after some changes.

        Nothing is saved, and no control changes: a writer may be at work in the box.
        """
        at = Place.read(place)
        if not at.draft:
            return {}
        draft, words = self.page.read(at), read_text(text)
        return together(
            screen.checked(self.by, self.page.workflow, draft, at.section, words),
            screen.figures_checked(self.by, self.page.workflow, draft),
            screen.listed(self.page.workflow, draft),
        )

    def begin(self, place: object, text: object, agency: object, year: object) -> Changes:
        """An empty form of an office and a year that have none."""
        at = Place.read(place)
        require(self.by, "write")
        if at.draft:
            self.page.keep(at, text)
        name, number = read_report(agency, year)
        draft = self.figuring.begin(name, number, by=self.by)
        told = frame.said(f"已新建{name}{number}年的空表；请在“本年数据”中填写{unfinished(number)}")
        return together(
            screen.whole(self.by, self.page.workflow, draft, "overview"), show(status=told)
        )

    def undo(self, place: object, text: object) -> Changes:
        """After an upload: the figures that were there before."""
        at = Place.read(place)
        self.page.keep(at, text)
        draft = self.figuring.undo(at.draft, by=self.by, upload=True)
        told = frame.said("已恢复上传前的数据")
        return together(
            screen.whole(self.by, self.page.workflow, draft, at.section), show(status=told)
        )

    def workbook(self, place: object) -> Changes:
        """The filled workbook to download."""
        draft = self.page.read(Place.read(place))
        file = harmless_name(f"{draft.agency}_{draft.year}年数据.xlsx")
        path = Path(mkdtemp(dir=self.page.files)) / file
        self.figuring.write_workbook(path, draft)
        return show(file=str(path), status=frame.said(f"已生成 {file}"))


@dataclass(frozen=True)
class _Said:
    """What the browser says of one thing that somebody did."""

    turn: int
    given: Mapping[str, object]

    @classmethod
    def read(cls, given: object) -> "_Said":
        if not isinstance(given, dict):
            raise NotAllowed("没有收到要改的内容；请刷新页面后再试")
        turn = given.get("turn")
        if type(turn) is not int or not 0 <= turn < _MOST_TURNS:
            raise NotAllowed("没有收到要改的内容；请刷新页面后再试")
        return cls(turn, given)

    def cells(self) -> list[CellChange]:
        changes = [
            CellChange(
                key=_text(one.get("key")), old=_text(one.get("old")), new=_text(one.get("new"))
            )
            for one in self._list("cells")
            if isinstance(one, dict)
        ]
        if not changes:
            raise NotAllowed("没有要改的格；请刷新页面后再试")
        return changes

    def indicators(self, name: str) -> list[Indicator]:
        found = []
        for number, one in enumerate(self._list(name), 1):
            if not isinstance(one, list) or len(one) != 3:
                raise NotAllowed("没有收到完整的指标；请刷新页面后再试")
            label, value, unit = map(_text, one)
            found.append(read_indicator(label, value, unit, f"第{number}项指标"))
        return found

    def texts(self, name: str) -> list[str]:
        return [" ".join(_text(one).split()) for one in self._list(name)]

    def _list(self, name: str) -> list[object]:
        values = self.given.get(name)
        if not isinstance(values, list) or len(values) > _MOST_CELLS:
            raise NotAllowed("没有收到要改的内容，或一次太多；请刷新页面后再试")
        return values


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise NotAllowed("收到的不是文字，或文字太长；请刷新页面后再试")
    return value
