"""Results of the commands: JSON, exit codes, the text to verify."""

import io
import json
import sys
from pathlib import Path

import pytest

from corpus.figures_file import write_figures
from tests.cli.ran import LAST, NOW, OFFICE, Run
from tests.forms import form


def test_json_is_one_object_for_every_command(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    parsed = run("parse", LAST, "--json").json
    assert {"agency", "year", "edition", "title", "sections", "figures", "warnings"} <= set(parsed)
    added = run("ingest", LAST, "--json")
    assert added.json == {**added.json, "added": 1, "failed": []}
    (entry,) = run("reports", "--json").json["reports"]
    assert entry == {**entry, "agency": OFFICE, "year": 2025, "file": LAST.name}
    found = run("search", "培训", "--agency", OFFICE, "-k", 2, "--json").json["passages"]
    assert [set(one) for one in found] == [{"id", "agency", "year", "section", "text", "score"}] * 2
    assert run("template", "--year", 2027, "-o", book, "--json").json == {"file": str(book)}
    assert set(run("check", NOW, "--json").json) == {"checked", "findings"}
    verified = run("verify", "新收政府信息公开申请62件。", "--figures", NOW, "--json").json
    assert [one["verdict"] for one in verified["quantities"]] == ["supported"]
    assert set(run("models", "--json").json) == {"chat", "embedding"}
    removed = run("reports", "remove", entry["id"], "--json")
    assert removed.json == {"reports": []}


def test_measures_are_given_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    measured = run("eval", "rules", "--reports", tmp_path, "--json")
    assert measured.json == {"rules": {**measured.json["rules"], "cases": 0}}
    run("eval", "--reports", tmp_path).says("没有带表格的年度报告")


def test_a_sheet_with_errors_ends_with_1(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    write_figures(book, form(2025, {"新收.总计": 3}))
    checked = run("check", book)
    assert checked.code == 1
    assert "[必错]" in checked.out
    verified = run("verify", "新收政府信息公开申请4件。", "--figures", book)
    assert verified.code == 1
    assert "应为3" in verified.out
    assert (
        run("check", NOW, "--previous", LAST).code,
        run("verify", LAST.parent, "--figures", NOW).code,
    ) == (0, 2)


def test_a_whole_report_is_checked_with_its_prose(run: Run, tmp_path: Path) -> None:
    figures = tmp_path / "a.json"
    parsed = run("parse", LAST, "--json").json
    figures.write_text(json.dumps(parsed["figures"]), encoding="utf-8")
    tables = run("check", figures, "--json").json
    whole = run("check", LAST, "--json").json
    assert whole["checked"] > tables["checked"] > 0


def test_a_template_never_replaces_typed_figures(run: Run, tmp_path: Path) -> None:
    book = tmp_path / "a.xlsx"
    assert run("template", "--year", 2027, "--from", LAST, "-o", book).code == 0
    typed = book.read_bytes()
    run("template", "--year", 2027, "-o", book).says("已经存在")
    assert book.read_bytes() == typed


# --- the text to verify


SENTENCE = "新收政府信息公开申请62件。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_a_text_is_read_in_the_usual_encodings(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str, way: str
) -> None:
    content = f"总体情况\r\n{SENTENCE}".encode(encoding)
    (tmp_path / "a.txt").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
    source = tmp_path / "a.txt" if way == "file" else "-"
    (found,) = run("verify", source, "--figures", NOW, "--json").json["quantities"]
    assert (found["start"], found["text"], found["verdict"]) == (15, "62件", "supported")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "没有文字"),
        (b" \n", "没有文字"),
        (b"\xff\x00\x81", "编码"),
        (b"%PDF-1.4", "nianbao check"),
    ],
)
def test_what_is_no_text_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, said: str
) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content), "utf-8"))
    run("verify", tmp_path / "a.txt", "--figures", NOW).says(said)
    run("verify", "-", "--figures", NOW).says(said)


def test_last_year_of_a_verification_is_the_year_before(run: Run) -> None:
    run("verify", SENTENCE, "--figures", NOW, "--previous", NOW).says("对照要用2025年的")
