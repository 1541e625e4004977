"""`nianbao rewrite` without a model: what the contract says of it."""

from pathlib import Path

import pytest

from tests.cli.ran import SAMPLES, Run

TEXT = "我局切实加强领导。今年新收政府信息公开申请62件。\r\n我局切实加强领导。"
FIGURES = SAMPLES / "示例市应急管理局_2026.xlsx"


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_CHAT_MODEL", "none")


def test_only_the_span_is_rewritten(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "文字.txt"
    file.write_bytes(TEXT.encode())
    start = TEXT.rindex("我局")
    ran = run("rewrite", file, "--instruction", "精简", "--start", start, "--json")
    assert ran.code == 0
    assert ran.json["text"] == TEXT[:start] + "我局加强领导。"
    assert ran.json["hunks"] == [{"start": start + 2, "end": start + 4, "old": "切实", "new": ""}]
    assert ran.json["findings"] == []


def test_findings_come_with_the_figures(run: Run) -> None:
    asked = ("--instruction", "62→63", "--figures", FIGURES, "--json")
    ran = run("rewrite", TEXT, *asked)
    assert "63件" in ran.json["text"]
    assert [one["rule"] for one in ran.json["findings"]] == ["this_year", "mismatch"]


def test_for_a_person_the_text_then_what_changed(run: Run) -> None:
    ran = run("rewrite", "今年，规范流程。", "--instruction", "写明年份", "--figures", FIGURES)
    assert ran.out == "2026年，规范流程。\n—— “今年”改为“2026年”\n"
    assert "没有用大模型" in ran.err


def test_what_cannot_be_done_leaves_the_text_and_says_why(run: Run) -> None:
    ran = run("rewrite", "依法答复申请人。", "--instruction", "扩写")
    assert (ran.code, ran.out) == (0, "依法答复申请人。\n")
    assert "按词表没有可改之处" in ran.err
    assert "请给出内容" in ran.err


BAD = [
    (("--start", 5, "--end", 2), "不是这段文字的范围"),
    (("--end", 99), "全文8字，从0数起"),
    (("--start", -1), "从 0 数起的整数"),
    (("--start", 2, "--end", 2), "没有选中文字"),
]


@pytest.mark.parametrize(("options", "message"), BAD)
def test_a_span_that_is_none(run: Run, options: tuple[object, ...], message: str) -> None:
    ran = run("rewrite", "依法答复申请人。", "--instruction", "精简", *options)
    assert ran.code == 2
    assert message in ran.err
