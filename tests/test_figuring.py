"""The use cases of this year's figures and of one past report, over the real store."""

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.core.accounts import User, local_user
from assistant.core.errors import CorpusError, NotAllowed, StaleRevision
from assistant.core.ports import AuditFilter
from assistant.core.tables.changes import CellChange, raw_of
from assistant.core.tables.figures import Indicator
from assistant.records.store import Store
from assistant.usecases.figuring import Figuring
from assistant.usecases.reports import Reports
from corpus.figures_file import read_figures
from corpus.split import split_report
from tests.forms import AGENCY, form, past_report
from tests.ui.parts import NoIndex

WANG, LI = local_user("王"), local_user("李")
KEY = "新收.自然人"


@pytest.fixture
def figuring(store: Store) -> Figuring:
    return Figuring(store, lambda figures: form(figures.year - 1, {KEY: 3}))


def typed(old: str, new: str, key: str = KEY) -> list[CellChange]:
    return [CellChange(key=key, old=old, new=new)]


def test_a_new_office_begins_with_an_empty_form_once(figuring: Figuring) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    assert (raw_of(draft.figures, KEY), draft.previous) == ("", form(2024, {KEY: 3}))
    with pytest.raises(NotAllowed, match="已经有"):
        figuring.begin(AGENCY, 2025, by=WANG)


def test_two_persons_at_one_cell_are_told_apart(figuring: Figuring, store: Store) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    figuring.fill(draft.id, typed("", "１２"), by=WANG)
    with pytest.raises(StaleRevision, match=r"自然人 刚被他人改为12，您写的9没有写入"):
        figuring.fill(draft.id, typed("", "9"), by=LI)
    figuring.fill(draft.id, typed("", "9", "新收.总计"), by=LI)
    figures = store.draft(draft.id).figures
    assert (raw_of(figures, KEY), raw_of(figures, "新收.总计")) == ("12", "9")
    done = [
        (one.actor, one.action, one.detail["cells"]) for one in store.audit(AuditFilter(limit=2))
    ]
    assert done == [("李", "数据填写", 1), ("王", "数据填写", 1)]
    with pytest.raises(NotAllowed, match="不是数字"):
        figuring.fill(draft.id, [*typed("12", "13"), *typed("9", "无", "新收.总计")], by=WANG)
    assert store.draft(draft.id).figures == figures


def test_an_upload_keeps_what_the_file_lacks_and_can_be_taken_back(figuring: Figuring) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    figuring.set_notes(draft.id, (), ("培训2次",), by=WANG)
    before = figuring.fill(draft.id, typed("", "12"), by=WANG).figures
    taken = figuring.take(form(2025, {KEY: 15}), by=WANG)
    assert taken.draft.id == draft.id
    assert taken.before == before
    assert raw_of(taken.draft.figures, KEY) == "15"
    assert taken.draft.figures.notes == ("培训2次",)
    assert figuring.undo(draft.id, by=WANG).figures == before
    assert figuring.undo(draft.id, by=WANG).figures.number(KEY) is None
    assert figuring.undo(draft.id, by=WANG).figures.notes == ()
    with pytest.raises(NotAllowed, match="没有可以撤销"):
        figuring.undo(draft.id, by=WANG)


def test_blank_cells_become_zero_only_where_asked(figuring: Figuring) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    figuring.fill(draft.id, typed("", "12"), by=WANG)
    keys = figuring.table_keys(draft, "表三")
    figures = figuring.fill_zeros(draft.id, keys, by=WANG).figures
    assert (raw_of(figures, KEY), raw_of(figures, "结转下年.总计")) == ("12", "0")
    assert figures.number("行政许可.处理决定") is None


def test_lists_are_replaced_only_as_they_were_seen(figuring: Figuring) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    one = Indicator(label="网站发布信息", value=Decimal(260), unit="条")
    figuring.set_indicators(draft.id, (), (one,), by=WANG)
    with pytest.raises(StaleRevision, match="刚被他人改动"):
        figuring.set_indicators(draft.id, (), (one, one), by=LI)
    for bad in (("",), ("长" * 1001,), ("条",) * 301):
        with pytest.raises(NotAllowed, match="没有写入"):
            figuring.set_notes(draft.id, (), bad, by=WANG)


def test_the_workbook_reads_back_as_the_figures(figuring: Figuring, tmp_path: Path) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    draft = figuring.fill(draft.id, typed("", "12"), by=WANG)
    figuring.write_workbook(tmp_path / "a.xlsx", draft)
    assert read_figures(tmp_path / "a.xlsx").number(KEY) == 12


def test_nobody_without_the_right_changes_figures(figuring: Figuring) -> None:
    draft = figuring.begin(AGENCY, 2025, by=WANG)
    reviewer = User(name="审", roles=("reviewer",))
    with pytest.raises(NotAllowed, match="您的角色是"):
        figuring.fill(draft.id, typed("", "1"), by=reviewer)


def test_a_report_is_put_under_its_right_year(store: Store) -> None:
    for year in (2023, 2024):
        report = past_report(form(year), overview=[f"{year}年公开信息{year}条。"])
        store.add_report(f"r{year}", report, split_report(report, f"r{year}"))
    reports = Reports(store=store, index=NoIndex, audit=store)
    admin = User(name="管", roles=("admin",))
    with pytest.raises(CorpusError, match="已有"):
        reports.correct("r2024", AGENCY, 2023, by=admin)
    with pytest.raises(NotAllowed, match="您的角色是"):
        reports.correct("r2024", AGENCY, 2022, by=User(name="王", roles=("officer",)))
    new = reports.correct("r2024", "示例市水利局", 2022, by=admin)
    report = store.report(new)
    assert (report.agency, report.year, report.figures.year) == ("示例市水利局", 2022, 2022)
    assert [one.agency for one in store.passages_of(years=[2022])] == ["示例市水利局"]
    assert store.audit()[0].action == "更正报告"
