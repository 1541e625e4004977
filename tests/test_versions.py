"""Named versions and remarks over the real store: kept, append-only, judged by role."""

import pytest
from sqlalchemy import text

from assistant.core.accounts import Role, User, local_user
from assistant.core.drafts import Draft
from assistant.core.errors import NotAllowed, StaleRevision, StoreError
from assistant.core.ports import AuditFilter
from assistant.core.reviewing import Selected
from assistant.records.store import Store
from assistant.usecases.reviewing import Reviewing
from assistant.usecases.versions import Versions
from tests.made import make_figures
from tests.test_store import revision

BY = local_user("王")


@pytest.fixture
def versions(store: Store) -> Versions:
    return Versions(store, store)


@pytest.fixture
def reviewing(store: Store) -> Reviewing:
    return Reviewing(store, store)


def saved(store: Store, draft: Draft, number: int, words: str) -> Draft:
    return store.add_revision(draft.id, revision(number, words))


def first_words(draft: Draft) -> Selected:
    section = draft.sections[0]
    return Selected(section=section, text=draft.text(section), start=0, end=3)


@pytest.fixture
def draft(store: Store) -> Draft:
    return saved(store, store.create_draft(make_figures(2025)), 1, "第一稿。")


def test_a_whole_draft_is_named_compared_and_restored(
    store: Store, versions: Versions, draft: Draft
) -> None:
    section = draft.sections[0]
    named = versions.name(draft, " 送领导稿 ", by=BY)
    assert (named.name, dict(named.numbers)) == ("送领导稿", {section: 1})
    later = saved(store, draft, 2, "第二稿。")
    restored = versions.restore_whole(later, versions.find(draft.id, named.id), by=BY)
    assert restored.text(section) == "第一稿。"
    assert restored.history(section)[-1].note == "还原到“送领导稿”"
    assert versions.restore_whole(restored, named, by=BY) == restored  # nothing more to change
    actions = [one.action for one in store.audit(AuditFilter(subject=f"draft:{draft.id}"))]
    assert actions == ["还原", "命名版本"]


def test_a_version_is_not_restored_over_what_somebody_saved_meanwhile(
    store: Store, versions: Versions, draft: Draft
) -> None:
    named = versions.name(draft, "初稿", by=BY)
    seen = saved(store, draft, 2, "第二稿。")
    saved(store, seen, 3, "李的第三稿。")
    with pytest.raises(StaleRevision):
        versions.restore_whole(seen, named, by=BY)
    assert store.draft(draft.id).text(draft.sections[0]) == "李的第三稿。"


@pytest.mark.parametrize("number", [0, 9, "1; drop table", None, -1])
def test_what_is_no_version_is_refused(versions: Versions, draft: Draft, number: object) -> None:
    with pytest.raises(NotAllowed):
        versions.name(draft, "甲", section=draft.sections[0], number=number, by=BY)
    with pytest.raises(NotAllowed):
        versions.restore(draft, draft.sections[0], number, by=BY)
    with pytest.raises(NotAllowed):
        versions.find(draft.id, number)


def test_a_remark_is_answered_resolved_and_opened_again(
    store: Store, reviewing: Reviewing, draft: Draft
) -> None:
    remark = reviewing.add(draft, first_words(draft), "改成初稿？", by=BY)
    for kind in ("回复", "解决", "解决", "重新打开"):
        reviewing.answer(draft.id, remark.id, kind, "好的" if kind == "回复" else "", by=BY)
    (kept,) = reviewing.remarks(draft.id)
    assert (kept.quote, kept.text, kept.is_open) == ("第一稿", "改成初稿？", True)
    assert [one.kind for one in kept.steps] == ["回复", "解决", "重新打开"]  # a double click is one
    actions = [one.action for one in store.audit(AuditFilter(subject=f"draft:{draft.id}"))]
    assert actions == ["重新打开批注", "解决批注", "回复批注", "批注"]


@pytest.mark.parametrize(
    ("role", "may_remark", "may_answer"),
    [
        ("officer", False, True),
        ("reviewer", True, True),
        ("editor", True, True),
        ("admin", False, False),
    ],
)
def test_who_may_remark_and_who_may_answer(
    reviewing: Reviewing, draft: Draft, role: Role, may_remark: bool, may_answer: bool
) -> None:
    who = User(name="某", roles=(role,))
    there = reviewing.add(draft, first_words(draft), "请核", by=BY)
    calls = (
        (lambda: reviewing.add(draft, first_words(draft), "请核", by=who), may_remark),
        (lambda: reviewing.answer(draft.id, there.id, "回复", "好", by=who), may_answer),
    )
    for call, may in calls:
        if may:
            call()
        else:
            with pytest.raises(NotAllowed, match="您的角色是"):
                call()


def test_an_accepted_report_takes_no_remarks(
    store: Store, reviewing: Reviewing, draft: Draft
) -> None:
    done = store.set_state(store.set_state(draft, "送审"), "定稿")
    with pytest.raises(NotAllowed, match="已定稿"):
        reviewing.add(done, first_words(done), "请核", by=BY)


def test_a_remark_of_another_draft_is_none(
    store: Store, reviewing: Reviewing, draft: Draft
) -> None:
    remark = reviewing.add(draft, first_words(draft), "请核", by=BY)
    other = store.create_draft(make_figures(2025))
    with pytest.raises(NotAllowed, match="没有这条批注"):
        reviewing.answer(other.id, remark.id, "解决", "", by=BY)


@pytest.mark.parametrize("table", ["versions", "remarks", "remark_steps"])
def test_nothing_of_a_review_is_ever_changed(
    store: Store, versions: Versions, reviewing: Reviewing, draft: Draft, table: str
) -> None:
    versions.name(draft, "初稿", by=BY)
    remark = reviewing.add(draft, first_words(draft), "请核", by=BY)
    reviewing.answer(draft.id, remark.id, "解决", "", by=BY)
    for change in (f"UPDATE {table} SET author = ''", f"DELETE FROM {table}"):
        with pytest.raises(StoreError) as caught, store._database.writing() as connection:
            connection.execute(text(change))
        assert "append only" in str(caught.value.__cause__)
