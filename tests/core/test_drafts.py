"""Drafts: revisions are kept, a save names what it was based on, states follow each other."""

from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import pytest

from assistant.core.drafts import (
    DRAFT_SECTIONS,
    Draft,
    DraftState,
    Revision,
    accept,
    edit,
    reopen,
    revise,
    submit,
    with_figures,
)
from assistant.core.errors import NianbaoError, NotAccepted, NotAllowed, StaleRevision
from assistant.core.tables.figures import Figures

FIGURES = Figures(agency="示例市应急管理局", year=2024, edition="2021", cells=())
EMPTY = Draft(id="d1", agency="示例市应急管理局", year=2024, figures=FIGURES)
NOON = "2025-01-10T12:00:00+08:00"


def written(draft: Draft = EMPTY, text: str = "第一稿。", base: int = 0) -> Draft:
    return edit(draft, "overview", text, base=base, author="王", created=NOON)


def in_state(state: DraftState) -> Draft:
    return replace(written(), state=state)


def test_an_edit_adds_a_revision_and_keeps_the_old_ones() -> None:
    first = written()
    second = written(first, "第二稿。", base=1)
    assert second.text("overview") == "第二稿。"
    assert [one.text for one in second.history("overview")] == ["第一稿。", "第二稿。"]
    assert first.text("overview") == "第一稿。"
    assert EMPTY.revisions == ()


def test_sections_are_numbered_apart_and_listed_in_the_order_of_the_report() -> None:
    draft = edit(EMPTY, "other", "无。", base=0, author="王", created=NOON)
    draft = edit(draft, "overview", "概述。", base=0, author="李", created=NOON)
    assert draft.sections == ("overview", "other")
    assert (draft.number("overview"), draft.number("other"), draft.number("problems")) == (1, 1, 0)
    assert draft.latest("problems") is None
    assert draft.text("problems") == ""


@pytest.mark.parametrize("base", [0, 1])
def test_the_same_text_again_adds_nothing(base: int) -> None:
    assert written(written(), "第一稿。", base=base) == written()


@pytest.mark.parametrize("base", [0, 2, -1])
def test_a_save_based_on_another_revision_is_refused(base: int) -> None:
    with pytest.raises(StaleRevision, match="王保存为第1版"):
        written(written(), "别人的文字。", base=base)


def test_revise_keeps_the_note() -> None:
    note = Revision(
        section="overview", number=1, text="甲。", author="李", created=NOON, note="carry"
    )
    assert revise(EMPTY, note).revisions == (note,)


MOVES: list[tuple[DraftState, Callable[[Draft], Draft], DraftState | type[NianbaoError]]] = [
    ("起草", submit, "送审"),
    ("送审", submit, NotAllowed),
    ("定稿", submit, NotAllowed),
    ("起草", lambda draft: accept(draft, blocking=()), NotAllowed),
    ("送审", lambda draft: accept(draft, blocking=()), "定稿"),
    ("定稿", lambda draft: accept(draft, blocking=()), NotAllowed),
    ("送审", lambda draft: accept(draft, blocking=["数字不符"]), NotAccepted),
    ("起草", reopen, NotAllowed),
    ("送审", reopen, "起草"),
    ("定稿", reopen, "起草"),
    ("起草", lambda draft: written(draft, "改。", base=1), "起草"),
    ("送审", lambda draft: written(draft, "改。", base=1), "送审"),
    ("定稿", lambda draft: written(draft, "改。", base=1), NotAllowed),
]


@pytest.mark.parametrize(("state", "change", "expected"), MOVES)
def test_states(
    state: DraftState,
    change: Callable[[Draft], Draft],
    expected: DraftState | type[NianbaoError],
) -> None:
    if isinstance(expected, str):
        assert change(in_state(state)).state == expected
    else:
        with pytest.raises(expected) as caught:
            change(in_state(state))
        assert "\n" not in str(caught.value)


def test_accept_names_the_first_blocking_finding() -> None:
    with pytest.raises(NotAccepted, match=r"2处.*第一处：甲"):
        accept(in_state("送审"), blocking=["甲", "乙"])


def test_a_draft_without_text_is_not_sent_for_review() -> None:
    with pytest.raises(NotAllowed, match="先起草"):
        submit(EMPTY)


def test_values_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        EMPTY.state = "定稿"  # type: ignore[misc]
    assert len(DRAFT_SECTIONS) == 9


def test_other_figures_leave_the_texts_as_they_are() -> None:
    corrected = replace(FIGURES, notes=("举办培训2次",))
    draft = with_figures(written(), corrected)
    assert draft.figures == corrected
    assert draft.revisions == written().revisions


@pytest.mark.parametrize(
    ("draft", "figures", "says"),
    [
        (in_state("送审"), FIGURES, "先退回起草"),
        (in_state("定稿"), FIGURES, "先退回起草"),
        (EMPTY, replace(FIGURES, year=2023), "2023年"),
        (EMPTY, replace(FIGURES, agency="示例市水利局"), "示例市水利局"),
    ],
)
def test_figures_are_not_changed_under_a_reader_nor_for_another_report(
    draft: Draft, figures: Figures, says: str
) -> None:
    with pytest.raises(NotAllowed, match=says):
        with_figures(draft, figures)
