"""Files into the page: figures, past reports, the workbook to fill."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.core.accounts import local_user
from assistant.core.codec import figures_to_json
from assistant.core.errors import NotAllowed
from assistant.core.tables.figures import Figures
from corpus.figures_source import figures_from
from tests.ui.conftest import SAMPLES, written
from ui.handlers.intake import Intake
from ui.handlers.page import Page
from ui.handlers.past_reports import PastReports
from ui.place import Place
from ui.screen import Changes, together

WORKBOOK = SAMPLES / "示例市应急管理局_2026.xlsx"
REPORT = SAMPLES / "示例市应急管理局_2025.html"
NOWHERE = str(Place())


@pytest.fixture
def intake(page: Page) -> Intake:
    return Intake(page)


def last(changes: Iterator[Changes]) -> Changes:
    return together(*changes)


def test_figures_make_a_draft_of_their_office_and_year(intake: Intake) -> None:
    shown = intake.figures(NOWHERE, "", str(WORKBOOK))
    place = Place.read(shown["place"]["value"])
    draft = intake.workflow.read_draft(place.draft)
    assert (draft.agency, draft.year) == ("示例市应急管理局", 2026)
    assert shown["agency"]["value"] == "示例市应急管理局"
    assert "已读入示例市应急管理局2026年数据" in shown["status"]["value"]
    assert "核对" in shown["checks"]["value"]


def test_corrected_figures_stay_in_the_draft_and_its_text_is_checked_anew(
    intake: Intake, page: Page, place: Place, figures: Figures, tmp_path: Path
) -> None:
    text = "新收政府信息公开申请62件。"
    at = written(page, place, text)
    corrected = tmp_path / "改正.json"
    content = figures_to_json(figures)
    content["表三"]["一、本年新收政府信息公开申请数量"]["总计"] = 63
    corrected.write_text(json.dumps(content, default=str), encoding="utf-8")
    shown = intake.figures(str(at), text, str(corrected))
    assert Place.read(shown["place"]["value"]) == at
    assert "应为63件" in shown["findings"]["value"]
    assert "error" in shown["checks"]["value"]  # the row no longer adds up
    assert len(intake.workflow.drafts()) == 1
    assert "这次上传改了 1 格" in shown["uploaded"]["value"]
    assert shown["undo_upload"]["visible"]


def test_figures_under_review_are_not_changed(intake: Intake, page: Page, place: Place) -> None:
    at = str(written(page, place, "文字。"))
    page.submit(at, "文字。")
    shown = intake.figures(at, "文字。", str(WORKBOOK))
    assert "先退回起草" in shown["status"]["value"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("数据.json", b"{"),
        ("数据.json", b""),
        ("数据.xlsx", b"no workbook"),
        ("数据.exe", b"MZ"),
        ("数据", b"{}"),
    ],
)
def test_a_file_that_is_no_figures_is_told_in_one_line(
    intake: Intake, tmp_path: Path, name: str, content: bytes
) -> None:
    sent = tmp_path / name
    sent.write_bytes(content)
    shown = intake.figures(NOWHERE, "", str(sent))
    assert 'role="alert"' in shown["status"]["value"]
    assert "数据" in shown["status"]["value"]
    assert str(tmp_path) not in shown["status"]["value"]
    assert shown["figures_upload"] == {"value": None}  # ready for the next file
    assert intake.workflow.drafts() == ()


def test_past_reports_are_read_one_by_one_and_a_bad_one_stops_none(
    intake: Intake, tmp_path: Path
) -> None:
    bad = tmp_path / "坏的.docx"
    bad.write_bytes(b"no document")
    shown = last(PastReports(intake.page).reports(NOWHERE, "", [str(bad), str(REPORT)]))
    assert "示例市应急管理局" in shown["corpus"]["value"]
    assert "读入1份，1份没有读入" in shown["status"]["value"]
    assert "坏的.docx" in shown["status"]["value"]


def test_a_report_read_later_gives_its_draft_last_year_s_figures(
    intake: Intake, page: Page, place: Place
) -> None:
    assert page.workflow.read_draft(place.draft).previous is None
    last(PastReports(intake.page).reports(str(place), "", [str(REPORT)]))
    shown = page.refresh(str(place), "")
    draft = page.workflow.read_draft(place.draft)
    assert draft.previous is not None
    assert draft.previous.year == 2025
    keys = [key for _, key in shown["section"]["choices"]]
    assert "key_areas" in keys  # the office's own outline


@pytest.mark.parametrize("uploads", [None, "x", [3], {}])
def test_what_is_no_list_of_files_is_refused(intake: Intake, uploads: object) -> None:
    assert (
        "重新选择"
        in last(PastReports(intake.page).reports(NOWHERE, "", uploads))["status"]["value"]
    )


def test_another_report_is_chosen_by_office_and_year(
    intake: Intake, page: Page, place: Place, figures: Figures
) -> None:
    other = replace(figures, agency="示例市水利局")
    page.workflow.take_figures(other, by=local_user("李"))
    shown = intake.choose(str(place), "打了一半", "示例市水利局", 2026)
    assert shown["agency"]["value"] == "示例市水利局"
    assert shown["text"]["value"] == ""
    assert page.workflow.read_draft(place.draft).text("overview") == "打了一半"
    back = intake.choose(shown["place"]["value"], "", "示例市应急管理局", 2026)
    assert back["text"]["value"] == "打了一半"


def test_choosing_what_is_open_changes_nothing(intake: Intake, place: Place) -> None:
    assert intake.choose(str(place), "", "示例市应急管理局", 2026) == {}
    assert intake.choose(NOWHERE, "", None, 2025) == {}


def test_a_report_that_has_no_draft_yet_says_what_to_do(intake: Intake, place: Place) -> None:
    shown = intake.choose(str(place), "", "示例市水利局", 2025)
    assert Place.read(shown["place"]["value"]) == Place()
    assert "上传本年数据" in shown["status"]["value"]


@pytest.mark.parametrize(
    ("agency", "year"),
    [
        ("", 2026),
        (None, 2026),
        ("长" * 61, 2026),
        ("局", None),
        ("局", 1),
        ("局", "2026"),
        ("局", 2.5),
    ],
)
def test_an_office_or_year_that_is_none_is_refused(
    intake: Intake, place: Place, agency: object, year: object
) -> None:
    with pytest.raises(NotAllowed):
        intake.choose(str(place), "", agency, year)
    with pytest.raises(NotAllowed):
        intake.template(NOWHERE, agency, year)


def test_the_workbook_to_fill_is_given_and_taken_back(intake: Intake, tmp_path: Path) -> None:
    shown = intake.template(NOWHERE, "示例市应急管理局", 2026)
    path = Path(shown["file"]["value"])
    assert path.name == "示例市应急管理局_2026年数据.xlsx"
    filled = tmp_path / path.name
    shutil.copyfile(path, filled)
    assert figures_from(filled).agency == "示例市应急管理局"
