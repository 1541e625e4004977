"""`nianbao scan`: files and texts, JSON, exit codes, the office's own words and settings."""

import re
from pathlib import Path

import docx
import pytest

from assistant.usecases.scanning import WORDS
from tests.cli.ran import LAST, NOW, Run


def test_a_text_with_an_error_ends_with_1(run: Run) -> None:
    scanned = run("scan", "各司其责，通过13800138000反馈。", "--json")
    found = scanned.json["findings"]
    assert (scanned.code, [one["rule"] for one in found]) == (1, ["用语-各司其责", "个人-手机号"])
    assert found[0] == {**found[0], "level": "error", "start": 0, "end": 4, "quote": "各司其责"}
    assert scanned.json["checked"] > 200


def test_a_report_is_read_with_its_places(run: Run, tmp_path: Path) -> None:
    assert run("scan", LAST).code == 0
    page = LAST.read_text(encoding="utf-8").replace("</p>", "，，</p>")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    scanned = run("scan", tmp_path / "a.html")
    assert scanned.code == 1
    assert "段　“，，”" in scanned.out


def test_a_file_that_is_no_report_is_scanned_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("会议通知\n请各司其责。\n", encoding="utf-8")
    assert "[必错] 第2行　“各司其责”" in run("scan", tmp_path / "a.txt").out


BAD = [("没有.docx", "没有这个文件"), ("坏.docx", "已损坏"), ("空.txt", "空的")]


@pytest.mark.parametrize(("name", "told"), BAD, ids=[one[0] for one in BAD])
def test_a_bad_file_is_one_line(run: Run, tmp_path: Path, name: str, told: str) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04" + b"x" * 99)
    (tmp_path / "空.txt").write_bytes(b"")
    run("scan", tmp_path / name).says(told)


def test_the_words_of_the_office(run: Run, home: Path) -> None:
    (home / WORDS).write_text("# 本局\n蓝盾行动\t必错\t代号\n", encoding="utf-8")
    assert "在本单位的词表中：代号" in run("scan", "开展蓝盾行动。").out
    (home / WORDS).write_text("蓝盾行动\t大错\n", encoding="utf-8")
    run("scan", "开展蓝盾行动。").says("级别“大错”不对")


def test_rules_are_switched_off(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_SCAN_OFF", "用语")
    assert run("scan", "各司其责，全部办结。").code == 0
    monkeypatch.setenv("NIANBAO_SCAN_OFF", "用字")
    run("scan", "各司其责，全部办结。").says("“用字”不是扫描规则")


def test_a_person_answers_with_a_reason(run: Run, home: Path) -> None:
    text = "通过13800138000反馈。"
    (found,) = run("scan", text, "--figures", LAST, "--json").json["findings"]
    said = ("--waive", found["id"], "--reason", "本人同意公开")
    run("scan", text, *said).says("请用 --figures 指明")
    run("scan", text, "--figures", LAST, *said[:2]).says("要写明理由")
    waived = run("scan", text, "--figures", LAST, *said)
    assert (waived.code, "[必错·已忽略]" in waived.out) == (0, True)
    assert run("scan", text, "--figures", LAST).code == 0
    assert run("scan", "另有13900139000。", "--figures", LAST).code == 1


def test_what_a_file_holds_beside_its_text_is_not_waived(run: Run, tmp_path: Path) -> None:
    word = docx.Document()
    line = word.add_paragraph("各司其责。")
    word.add_comment(line.runs, text="再核", author="李四", initials="L")
    word.save(str(tmp_path / "a.docx"))
    found = run("scan", tmp_path / "a.docx", "--figures", LAST, "--json").json["findings"]
    ids = {one["rule"]: one.get("id") for one in found if one["level"] == "error"}
    assert ids["文件-批注"] is None
    assert ids["用语-各司其责"]


def test_an_open_mark_is_not_waived(run: Run) -> None:
    text = "访问量【待补充：访问量】，各司其责。"
    found = run("scan", text, "--figures", LAST, "--json").json["findings"]
    assert {one["rule"]: "id" in one for one in found} == {
        "残留-待答": False,
        "用语-各司其责": True,
    }


def test_an_exported_file_is_scanned(run: Run, tmp_path: Path) -> None:
    drafted = run("draft", "--figures", NOW, "--previous", LAST, "--section", "problems")
    number = re.search(r"编号 (\w+)", drafted.out + drafted.err)
    assert number is not None
    told = run("export", number[1], "--proof", "-o", tmp_path / "a.docx").err
    assert "发布前扫描 a.docx：必错" in told
    assert "自定义属性" not in run("scan", tmp_path / "a.docx").out
