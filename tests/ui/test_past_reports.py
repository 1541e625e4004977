"""Past reports on the page: read in one by one, looked at, corrected, removed."""

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from assistant.core.errors import CorpusError, NotAllowed
from tests.ui.conftest import SAMPLES
from ui.handlers.page import Page
from ui.handlers.past_reports import PastReports
from ui.place import Place
from ui.screen import Changes, together

NOWHERE = str(Place())
PAST = ("示例市应急管理局_2024.pdf", "示例市应急管理局_2025.html")


@pytest.fixture
def past(page: Page) -> PastReports:
    return PastReports(page)


def words(changes: Changes, part: str) -> str:
    return unescape(re.sub("<.*?>", "", str(changes[part]["value"])))


def test_each_file_tells_how_far_it_is_and_what_was_read(past: PastReports, tmp_path: Path) -> None:
    bad = tmp_path / "..__坏.docx"
    bad.write_bytes(b"PK\x03\x04")
    files = [str(SAMPLES / PAST[1]), str(bad), str(SAMPLES / PAST[1])]
    steps = list(past.reports(NOWHERE, "", files))
    first, last = steps[0], together(*steps)
    assert words(first, "corpus_steps").count("等待") == 2
    assert "正在读" in words(first, "corpus_steps")
    assert first["corpus_stop"]["visible"]
    told = words(last, "corpus_steps")
    assert "已读入：示例市应急管理局2025年，6个部分" in told
    assert "坏.docx 没有读入" in told
    assert "读过，没有变" in told
    assert "读入2份，1份没有读入" in words(last, "status")
    assert not last["corpus_stop"]["visible"]


def test_stopping_keeps_what_was_read(past: PastReports) -> None:
    files = sorted(
        str(one) for suffix in ("docx", "pdf", "html") for one in SAMPLES.glob(f"*.{suffix}")
    )
    reading = past.reports(NOWHERE, "", files)
    shown: Changes = {}
    while "已读入" not in str(shown):
        shown = next(reading)
    reading.close()
    stopped = past.stopped(NOWHERE, "")
    assert "已停止" in words(stopped, "status")
    kept = len(past.page.workflow.reports())  # the one shown; on a slow day one more was begun
    assert 1 <= kept < len(files)
    assert f"往年报告 {kept} 份" in words(stopped, "corpus")


def test_a_report_is_looked_at_corrected_and_removed(past: PastReports) -> None:
    list(past.reports(NOWHERE, "", [str(SAMPLES / one) for one in PAST]))
    entries = past.page.workflow.reports()
    shown = past.look_at(NOWHERE, {"look": entries[0].id})
    assert "表三 175/175格有数" in words(shown, "report_reading")
    assert (shown["report_agency"]["value"], shown["report_year"]["value"]) == (
        "示例市应急管理局",
        2024,
    )
    with pytest.raises(CorpusError, match="已有"):
        past.correct(NOWHERE, "", entries[0].id, "示例市应急管理局", 2025)
    for agency, year in (("", 2024), ("<b>局</b>" * 20, 2024), ("局", "2024"), ("局", 1)):
        with pytest.raises(NotAllowed, match="请填写"):
            past.correct(NOWHERE, "", entries[0].id, agency, year)
    corrected = past.correct(NOWHERE, "", entries[0].id, "<b>示例市气象局</b>", 2023)
    assert "<b>示例" not in str(corrected["corpus"]["value"]) + str(corrected["report_reading"])
    assert "<b>示例市气象局</b> 2023年" in words(corrected, "report_reading")
    report = str(corrected["report"]["value"])
    asked = past.ask_remove(NOWHERE, report)
    assert "移除<b>示例市气象局</b>2023年报告？" in words(asked, "report_question")
    assert not past.keep(NOWHERE)["report_removing"]["visible"]
    gone = past.remove(NOWHERE, "", report)
    assert "往年报告 1 份" in words(gone, "corpus")
    with pytest.raises(CorpusError):
        past.look_at(NOWHERE, {"look": report})


@pytest.mark.parametrize("asked", [None, "x", {}, {"look": 1}, ["x"]])
def test_what_is_no_report_is_refused(past: PastReports, asked: object) -> None:
    with pytest.raises(NotAllowed, match="选一份"):
        past.look_at(NOWHERE, asked)


def test_a_corrected_file_is_known_when_it_comes_again(past: PastReports, tmp_path: Path) -> None:
    file = tmp_path / PAST[1]
    shutil.copyfile(SAMPLES / PAST[1], file)
    list(past.reports(NOWHERE, "", [str(file)]))
    past.correct(NOWHERE, "", past.page.workflow.reports()[0].id, "示例市气象局", 2025)
    again = together(*past.reports(NOWHERE, "", [str(file)]))
    assert "读过，没有变" in words(again, "corpus_steps")
    assert [one.agency for one in past.page.workflow.reports()] == ["示例市气象局"]
