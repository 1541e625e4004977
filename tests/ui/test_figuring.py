"""The form of this year's figures: what is typed, pasted and refused, and what the form shows."""

import json
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from assistant.core.accounts import User, local_user
from assistant.core.errors import NotAllowed
from assistant.core.tables.changes import CellChange, raw_of
from assistant.core.tables.figures import Figures
from assistant.core.tables.slots import slots_of
from tests.ui.conftest import written
from ui.handlers.figuring import Form
from ui.handlers.page import Page
from ui.place import Place
from ui.screen import Changes

KEY, TOTAL = "新收.自然人", "新收.总计"  # 47 and 62 in the sample


def cell(old: str, new: str, key: str = KEY) -> dict[str, str]:
    return {"key": key, "old": old, "new": new}


def said(act: str, *cells: Mapping[str, object], **more: object) -> dict[str, object]:
    return {"turn": 3, "act": act, "cells": list(cells), **more}


@pytest.fixture
def form(page: Page) -> Form:
    return Form(page)


def figures_of(form: Form, place: Place) -> Figures:
    return form.page.workflow.read_draft(place.draft).figures


def shown(changes: Changes, key: str, name: str) -> str:
    """An attribute of a cell of the form."""
    found = re.search(f'<input [^>]*data-key="{re.escape(key)}"[^>]*>', changes["figures"]["value"])
    assert found
    value = re.search(f' {name}="([^"]*)"', found[0])
    assert value
    return unescape(value[1])


def status(changes: Changes) -> str:
    return re.sub("<.*?>", "", changes["status"]["value"])


def told_of(form: Form, place: Place, given: object) -> str:
    try:
        return status(form.change(str(place), given))
    except NotAllowed as error:
        return str(error)


def test_a_typed_number_is_kept_and_checked_at_its_cell(form: Form, place: Place) -> None:
    changes = form.change(str(place), said("fill", cell("47", "１,０４８")))
    assert raw_of(figures_of(form, place), KEY) == "1048"
    assert shown(changes, KEY, "value") == "1048"
    assert 'data-turn="3"' in changes["figures"]["value"]
    marks = json.loads(shown(changes, TOTAL, "data-marks"))
    assert "T3-行" in {one["rule"] for one in marks}
    assert 'data-cell="表三 一、本年新收政府信息公开申请数量·总计"' in changes["figures"]["value"]


# What the browser may send, what is said, and what the cell says after it.
ACTS: tuple[tuple[dict[str, Any], str, str], ...] = (
    (said("fill", cell("47", "")), "", ""),
    (said("fill", cell("47", "四十")), "“四十”不是数字", "47"),
    (said("fill", cell("46", "50")), "刚被他人改为47，您写的50没有写入", "47"),
    (said("fill", cell("47", "50"), cell("0", "无", "新收.其他")), "不是数字", "50"),
    (said("paste", cell("47", "50"), cell("62", "65", TOTAL)), "已粘贴2格", "50"),
    (said("paste", cell("47", "50"), cell("62", "合计", TOTAL)), "总计：“合计”不是数字", "47"),
    (said("paste", cell("47", "50"), cell("", "1", "无.无")), "没有这一格", "47"),
    (said("zero", cell("", "0")), "已在1个空格填0", "47"),
    (said("undo"), "没有可以撤销的改动", "47"),
    (said("drop"), "没有收到要改的内容", "47"),
)


@pytest.mark.parametrize(("given", "told", "after"), ACTS, ids=lambda one: str(one)[:40])
def test_what_somebody_does_is_done_or_refused_in_one_line(
    form: Form, place: Place, given: dict[str, Any], told: str, after: str
) -> None:
    changes = form.change(str(place), given)
    assert told in status(changes)
    assert "\n" not in status(changes)
    assert raw_of(figures_of(form, place), KEY) == after
    assert shown(changes, KEY, "value") == after


@pytest.mark.parametrize(
    "given",
    [
        None,
        "x",
        {},
        {"turn": True, "act": "fill"},
        {"turn": -1},
        {"turn": 10**30},
        said("fill"),
        said("fill", {"key": 1}),
        {"turn": 1, "act": "paste", "cells": [cell("47", "50")] * 501},
        {"turn": 1, "act": "fill", "cells": [cell("47", "5" * 3000)]},
        {"turn": 1, "act": "indicators", "old": [], "new": [["甲", 1, "条"]]},
        {"turn": 1, "act": "indicators", "old": [], "new": [["甲", "1"]]},
        {"turn": 1, "act": "notes", "old": "", "new": {}},
    ],
    ids=lambda one: str(one)[:30],
)
def test_what_no_page_sends_changes_nothing(form: Form, place: Place, given: object) -> None:
    before = figures_of(form, place)
    assert re.search("请刷新页面|没有写入|请改正", told_of(form, place, given))
    assert figures_of(form, place) == before


def test_two_persons_see_each_other(form: Form, page: Page, place: Place) -> None:
    other = Form(Page(page.workflow, page.files, local_user("李")))
    other.change(str(place), said("fill", cell("62", "65", TOTAL)))
    changes = form.change(str(place), said("fill", cell("47", "50")))
    assert shown(changes, TOTAL, "value") == "65"
    changes = form.change(str(place), said("undo"))
    assert shown(changes, KEY, "value") == "47"
    assert shown(changes, TOTAL, "value") == "65"


def test_indicators_and_notes_are_lists_that_one_person_changes(form: Form, place: Place) -> None:
    there = figures_of(form, place)
    old = [[one.label, f"{one.value.normalize():f}", one.unit] for one in there.indicators]
    new = [["<b>甲</b>", "１,２００", "条"], *old[1:]]
    given = {"turn": 1, "act": "indicators", "old": old, "new": new}
    assert "已保存指标" in status(form.change(str(place), given))
    first = figures_of(form, place).indicators[0]
    assert (first.label, int(first.value), first.unit) == ("<b>甲</b>", 1200, "条")
    again = {**given, "new": [["乙", "1", "条"]]}
    assert "刚被他人改动" in status(form.change(str(place), again))
    bad = {**given, "old": new, "new": [["乙", "约三百", "条"]]}
    assert "第1项指标 乙" in status(form.change(str(place), bad))
    notes = {"turn": 2, "act": "notes", "old": list(there.notes), "new": [" 培训\n2次 "]}
    changes = form.change(str(place), notes)
    assert figures_of(form, place).notes == ("培训 2次",)
    assert "<b>" not in changes["figures"]["value"]


@pytest.mark.parametrize("state", ["送审", "reviewer"])
def test_a_form_that_one_may_not_fill_stays_as_it_is(
    form: Form, page: Page, place: Place, state: str
) -> None:
    at = written(page, place, "一切正常。")
    mine = form
    if state == "送审":
        shown_now = page.submit(str(at), "一切正常。")
        assert shown_now["may_fill"]["value"] == ""
    else:
        mine = Form(Page(page.workflow, page.files, User(name="审", roles=("reviewer",))))
    changes = mine.change(str(at), said("fill", cell("47", "50")))
    assert "problem" in changes["status"]["value"]
    assert raw_of(figures_of(form, place), KEY) == "47"


def test_after_a_change_the_text_is_checked_anew(form: Form, page: Page, place: Place) -> None:
    text = "新收政府信息公开申请62件。"
    at = written(page, place, text)
    form.change(str(at), said("fill", cell("62", "65", TOTAL)))
    changes = form.settled(str(at), text)
    assert "应为65件" in changes["findings"]["value"]
    assert "T3" not in changes["findings"]["value"]
    assert "必错" in changes["checks"]["value"]


def test_a_new_office_begins_with_an_empty_form(form: Form) -> None:
    changes = form.begin(str(Place()), "", "新设市数据局", 2024)
    assert shown(changes, KEY, "value") == ""
    assert changes["may_fill"]["value"] == "yes"
    place = changes["place"]["value"]
    for agency, year, told in (
        ("新设市数据局", 2024, "已经有"),
        ("", 2024, "单位"),
        ("甲", "x", "年度"),
    ):
        with pytest.raises(NotAllowed, match=told):
            form.begin(place, "", agency, year)


def test_the_filled_workbook_is_given(form: Form, page: Page, place: Place) -> None:
    path = Path(form.workbook(str(place))["file"]["value"])
    assert path.is_relative_to(page.files)
    values = [one.value for row in openpyxl.load_workbook(path)["表三"].iter_rows() for one in row]
    assert 47 in values


def test_an_upload_tells_what_it_changed_and_is_taken_back(
    form: Form, page: Page, place: Place, figures: Figures
) -> None:
    page.workflow.figuring.fill(
        place.draft, [CellChange(key=KEY, old="47", new="50")], by=local_user("王")
    )
    page.workflow.figuring.take(figures, by=local_user("王"))
    changes = form.undo(str(place), "")
    assert shown(changes, KEY, "value") == "50"
    with pytest.raises(NotAllowed, match="请用“撤销”"):  # the last change is no upload
        form.undo(str(place), "")


@pytest.mark.parametrize("year", [2020, 2026])
def test_both_editions_have_a_box_for_every_cell(form: Form, year: int) -> None:
    changes = form.begin(str(Place()), "", "示例市应急管理局", year)
    draft = form.page.workflow.read_draft(Place.read(changes["place"]["value"]).draft)
    boxes = re.findall('data-key="(.*?)"', changes["figures"]["value"])
    assert sorted(boxes) == sorted(slots_of(draft.figures))
