"""
The versions of the open section and of the whole draft: compared, named, restored.

Knows: the use cases of versions, what the page shows. Does not know: Gradio, how texts differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.core.drafts import Draft, DraftSection
from assistant.core.errors import NotAllowed
from assistant.core.versions import revision_of, texts_at
from assistant.usecases.versions import Versions
from ui import screen
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes, show, together
from ui.views import frame, version_list
from ui.views.differences import differences

Texts = Mapping[DraftSection, str]


@dataclass(frozen=True)
class History:
    """What was there before, of the draft that `page` has open."""

    page: Page

    @property
    def versions(self) -> Versions:
        return self.page.workflow.versions

    def compare(self, place: object, version: object, other: object) -> Changes:
        """What differs between a version and another one, or the text as it was saved last.

        Said as what restoring the version would change, where the other is the present text.
        """
        at = Place.read(place)
        draft = self.page.read(at)
        if version in (None, ""):
            return show(difference="")
        old, told = self._texts(draft, at, version)
        new, beside = self._texts(draft, at, other)
        is_now = other in (None, "")
        if is_now:  # read as what restoring does
            old, new = new, old
        both = {
            frame.SHORT_NAMES[one]: (old.get(one, ""), new.get(one, ""))
            for one in old
            if one in new
        }
        heading = f"还原到{told}会这样改" if is_now else f"{told} → {beside}"
        return show(difference=differences(heading, both))

    def chosen(self, place: object, said: object) -> Changes:
        """A version chosen in the list: compared with the present text."""
        version = said.get("version") if isinstance(said, dict) else None
        wanted = int(version) if isinstance(version, str) and version.isdecimal() else version
        return together(self.compare(place, wanted, None), show(version=wanted, version_other=""))

    def restore(self, place: object, text: object, version: object) -> Changes:
        """An older text as the newest one; the text typed so far is saved before."""
        at = Place.read(place)
        draft = self.page.keep(at, text)
        if version in (None, ""):
            raise NotAllowed("请先选择要还原的版本")
        if (whole := version_list.whole_id(version)) is not None:
            found = self.versions.find(draft.id, whole)
            draft = self.versions.restore_whole(draft, found, by=self.page.by)
            told = f"已还原到“{found.name}”"
        else:
            draft = self.versions.restore(draft, at.section, version, by=self.page.by)
            told = f"已还原到第{version}版"
        return together(
            screen.opened(self.page.by, self.page.workflow, draft, at.section),
            show(status=frame.said(f"{told}；还原前的文字也在版本中")),
        )

    def name_section(self, place: object, text: object, name: object, version: object) -> Changes:
        """A name for the chosen revision of the open section, or for its latest."""
        at = Place.read(place)
        draft = self.page.keep(at, text)
        number = version if type(version) is int else draft.number(at.section)
        self.versions.name(draft, _name(name), section=at.section, number=number, by=self.page.by)
        return self._named(draft, at, f"已给第{number}版命名")

    def name_whole(self, place: object, text: object, name: object) -> Changes:
        """A name for the whole draft as it is now."""
        at = Place.read(place)
        draft = self.page.keep(at, text)
        version = self.versions.name(draft, _name(name), by=self.page.by)
        return self._named(draft, at, f"已把全文存为“{version.name}”")

    def _named(self, draft: Draft, at: Place, told: str) -> Changes:
        return together(
            screen.versions(self.page.workflow, draft, at.section),
            show(kept=str(Place.of(draft, at.section)), status=frame.said(told), version_name=""),
        )

    def _texts(self, draft: Draft, at: Place, version: object) -> tuple[Texts, str]:
        """The texts of a version, and what it is called."""
        if version in (None, ""):
            return {one: draft.text(one) for one in draft.sections}, "现在的文字"
        if (whole := version_list.whole_id(version)) is not None:
            found = self.versions.find(draft.id, whole)
            return texts_at(draft, found), f"“{found.name}”"
        revision = revision_of(draft, at.section, version)
        return {at.section: revision.text}, f"第{revision.number}版"


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise NotAllowed("请写版本的名称")
    return name
