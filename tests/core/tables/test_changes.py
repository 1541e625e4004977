"""Changes of figures: what a person types, what two persons do at once, what is taken back."""

from dataclasses import replace

import pytest

from assistant.core.errors import NianbaoError, NotAllowed, StaleRevision
from assistant.core.tables.changes import (
    CellChange,
    FiguresMark,
    changes_between,
    last_of,
    raw_of,
    read_typed,
    taken_back,
    with_cells,
)
from assistant.core.tables.figures import Figures
from assistant.core.tables.slots import empty_form, slots_of
from tests.forms import AGENCY, form

KEY, OTHER = "新收.自然人", "新收.总计"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("12", "12"),
        ("1,234", "1234"),
        ("１，２３４", "1234"),
        (" 12 345 ", "12345"),
        ("0", "0"),
        ("", ""),
        ("　", ""),
        ("—", "/"),
        ("299.30万元", "299.30万元"),
        ("-183", "-183"),
    ],
)
def test_a_number_is_kept_as_it_was_meant(typed: str, kept: str) -> None:
    assert read_typed(typed, "表三 甲·乙") == kept


@pytest.mark.parametrize("typed", ["无", "12人", "1,23", "<script>", "1" * 19, "9" * 5000, "=1+1"])
def test_what_is_no_number_is_refused_with_its_cell(typed: str) -> None:
    with pytest.raises(NotAllowed, match=r"^表三 甲·乙：.*没有写入"):
        read_typed(typed, "表三 甲·乙")


@pytest.mark.parametrize("year", [2020, 2024])
def test_an_empty_form_has_every_slot_blank(year: int) -> None:
    figures = form(year)
    empty = empty_form(AGENCY, year, figures.edition)
    assert [cell.key for cell in empty.cells] == [*slots_of(figures)]
    assert {cell.meaning for cell in empty.cells} == {"blank"}


def test_an_office_s_own_rows_come_again_empty() -> None:
    own = replace(form(2024).cells[0], row="第二十条第（一）项｜其他文件", key="甲.制发", raw="7")
    last = replace(form(2024), cells=(*form(2024).cells, own))
    again = empty_form(AGENCY, 2025, "2021", like=last).cells[-1]
    assert (again.key, again.meaning) == ("甲.制发", "blank")
    assert len(empty_form(AGENCY, 2020, "2019", like=last).cells) == len(form(2020).cells)


def change(key: str, old: str, new: str) -> CellChange:
    return CellChange(key=key, old=old, new=new)


def test_changes_are_made_together_and_only_where_nothing_else_was() -> None:
    before = form(2024)
    after = with_cells(before, [change(KEY, "0", "5"), change(OTHER, "0", "")])
    assert (raw_of(after, KEY), raw_of(after, OTHER)) == ("5", "")
    assert after.by_key[OTHER].meaning == "blank"
    assert len(changes_between(before, after)) == 2
    assert with_cells(after, [change(KEY, "0", "5")]) == after  # a double click
    for bad, told in (
        (change(KEY, "0", "6"), "刚被他人改为5"),
        (change("无.无", "", "1"), "没有这一格"),
    ):
        with pytest.raises(NianbaoError, match=told):
            with_cells(after, [change(OTHER, "", "9"), bad])


def test_a_cell_that_the_figures_lacked_takes_its_printed_place() -> None:
    whole = form(2024)
    lacking = replace(whole, cells=tuple(one for one in whole.cells if one.key != KEY))
    filled = with_cells(lacking, [change(KEY, "", "0")])
    assert filled == whole


def test_a_change_is_taken_back_and_what_others_did_since_stays() -> None:
    before = form(2024)
    mine = replace(with_cells(before, [change(KEY, "0", "5")]), notes=("培训2次",))
    assert taken_back(mine, before=before, after=mine) == before
    theirs = with_cells(mine, [change(OTHER, "0", "7")])
    rest = taken_back(theirs, before=before, after=mine)
    assert (raw_of(rest, KEY), raw_of(rest, OTHER), rest.notes) == ("0", "7", ())
    same_cell = with_cells(mine, [change(KEY, "5", "6")])
    other_notes = replace(theirs, notes=("培训3次",))
    other_form: Figures = form(2020)
    for now in (same_cell, other_notes, other_form):
        with pytest.raises(StaleRevision):
            taken_back(now, before=before, after=mine)


def mark(number: int, author: str, undoes: int = 0) -> FiguresMark:
    return FiguresMark(number=number, author=author, note="填写", created="", undoes=undoes)


@pytest.mark.parametrize(
    ("marks", "last"),
    [
        ((), 0),
        ((mark(1, ""),), 0),
        ((mark(1, ""), mark(2, "王"), mark(3, "李")), 2),
        ((mark(1, ""), mark(2, "王"), mark(3, "王"), mark(4, "王", 3)), 2),
        ((mark(1, ""), mark(2, "王"), mark(3, "王", 2)), 0),
        ((mark(1, ""), mark(2, "李")), 0),
    ],
)
def test_the_last_change_is_one_s_own_and_not_undone(
    marks: tuple[FiguresMark, ...], last: int
) -> None:
    if last:
        assert last_of(marks, "王").number == last
    else:
        with pytest.raises(NotAllowed, match="没有可以撤销"):
            last_of(marks, "王")
