"""
The use cases of versions: a name for texts as they stand, and an older text as the newest again.

Knows: what is saved and put on record. Does not know: how versions differ (core.versions), screens.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clock import now
from assistant.core.accounts import User, require, require_editing
from assistant.core.drafts import Draft, DraftSection, Revision
from assistant.core.errors import NotAllowed
from assistant.core.ports import DraftStore, VersionStore
from assistant.core.versions import (
    NamedVersion,
    check_version_name,
    revision_of,
    texts_at,
)


@dataclass(frozen=True)
class Versions:
    """Over the drafts and the names that persons gave to their texts."""

    drafts: DraftStore
    names: VersionStore

    def named(self, draft_id: str) -> Sequence[NamedVersion]:
        """Every named version of a draft, the oldest first."""
        return self.names.versions(draft_id)

    def find(self, draft_id: str, version_id: object) -> NamedVersion:
        """NotAllowed if the draft has no such version."""
        found = next((one for one in self.named(draft_id) if one.id == version_id), None)
        if found is None:
            raise NotAllowed("没有这一版；请刷新页面，在“版本”中重新选择")
        return found

    def name(
        self,
        draft: Draft,
        name: str,
        *,
        section: DraftSection | None = None,
        number: object = None,
        by: User,
    ) -> NamedVersion:
        """A name for one revision of a section (`number`), or for the whole draft as it is."""
        require(by, "write")
        if section is not None:
            numbers = {section: revision_of(draft, section, number).number}
        else:
            numbers = {one: draft.number(one) for one in draft.sections}
        if not numbers:
            raise NotAllowed("还没有任何文字，不能命名版本；请先起草")
        version = NamedVersion(
            name=check_version_name(name),
            author=by.name,
            created=now(),
            section=section,
            numbers=numbers,
        )
        kept = self.names.add_version(draft.id, version)
        detail = {"name": kept.name, "numbers": dict(numbers)}
        self.drafts.record(by.name, "命名版本", f"draft:{draft.id}", detail)
        return kept

    def restore(self, draft: Draft, section: DraftSection, number: object, *, by: User) -> Draft:
        """An older revision of a section as its newest; StaleRevision if somebody saved since."""
        old = revision_of(draft, section, number)
        return self._restored(draft, {section: old.text}, f"还原到第{old.number}版", by)

    def restore_whole(self, draft: Draft, version: NamedVersion, *, by: User) -> Draft:
        """Every section as the version has it, all or none; one that it lacks stays as it is.

        StaleRevision if somebody saved since, NotAllowed if the draft is 定稿.
        """
        return self._restored(draft, texts_at(draft, version), f"还原到“{version.name}”", by)

    def _restored(self, draft: Draft, texts: dict[DraftSection, str], note: str, by: User) -> Draft:
        require_editing(by, draft.state)
        revisions = [
            Revision(
                section=section,
                number=draft.number(section) + 1,
                text=text,
                author=by.name,
                created=now(),
                note=note,
            )
            for section, text in texts.items()
            if text != draft.text(section)
        ]
        if not revisions:
            return draft
        restored = self.drafts.add_revisions(draft.id, revisions)
        detail = {"note": note, "sections": [one.section for one in revisions]}
        self.drafts.record(by.name, "还原", f"draft:{draft.id}", detail)
        return restored
