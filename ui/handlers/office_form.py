"""
The settings of an office on the page: contact, signature, layout, its own template.

Knows: the use cases of settings, what the page shows. Does not know: Gradio, Word.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.accounts import require
from assistant.core.errors import NotAllowed
from assistant.core.layout import layout_values
from assistant.core.office import FIELDS
from ui import screen
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.uploads import received
from ui.views import frame

_MOST_LAYOUT = 2000  # characters


@dataclass(frozen=True)
class OfficeForm:
    """The settings of the office whose draft `page` has open."""

    page: Page

    def save_office(self, place: object, *values: object) -> Changes:
        """Contact, signature and layout as typed; refused in one line, nothing half saved."""
        require(self.page.by, "manage")
        draft = self.page.read(Place.read(place))
        *texts, layout = values
        if len(texts) != len(FIELDS) or not all(isinstance(one, str) for one in texts):
            raise NotAllowed("没有收到单位信息；请刷新页面后再填")
        typed = {key: str(one) for key, one in zip(FIELDS, texts, strict=True)}
        office = self.page.workflow.publishing.set_office(
            draft.agency, typed, layout=_layout(layout), by=self.page.by
        )
        told = show(status=frame.said(f"已保存{office.agency}的单位信息"))
        return together(screen.office(self.page.by, office), told)

    def set_template(self, place: object, upload: object) -> Changes:
        """The office's own .docx as its template; ExportError says what it lacks."""
        require(self.page.by, "manage")
        draft = self.page.read(Place.read(place))
        if not isinstance(upload, str):
            raise NotAllowed("没有收到文件；请重新选择后上传")
        with received(upload, (".docx",)) as path:
            document = path.read_bytes()
        return self._templated(draft.agency, document, "已换用这个模板")

    def no_template(self, place: object) -> Changes:
        """Back to the layout of the standard."""
        require(self.page.by, "manage")
        draft = self.page.read(Place.read(place))
        return self._templated(draft.agency, b"", "不再用模板，按上面的版式导出")

    def _templated(self, agency: str, document: bytes, told: str) -> Changes:
        office = self.page.workflow.publishing.set_template(agency, document, by=self.page.by)
        emptied: Changes = {"office_template": {"value": None}}
        shown = screen.office(self.page.by, office)
        return together(shown, emptied, show(status=frame.said(told)))


def _layout(text: object) -> Mapping[str, object]:
    """Every value of the layout: as typed, the others the standard's."""
    if not isinstance(text, str) or len(text) > _MOST_LAYOUT:
        raise NotAllowed("版式写得太长；每行写一项，如 正文字号=15")
    return layout_values(text)
