"""`nianbao draft`: sections, notices, and that nothing is lost whatever fails."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from assistant.core.errors import ModelError
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.pieces import Piece
from assistant.records import database
from assistant.records.store import Store
from tests.cli.ran import LAST, NOW, SAMPLES, Run
from tests.parts import ScriptedWriter

DRAFT = ("draft", "--figures", NOW, "--previous", LAST)
SHORT = (*DRAFT, "--section", "other", "--section", "platform")


def test_sections_can_be_named_one_by_one(run: Run) -> None:
    every = [one["section"] for one in run(*DRAFT, "--section", "all", "--json").json["sections"]]
    assert {"overview", "problems", "key_areas", "other"} <= set(every)
    some = run(*DRAFT, "--section", "problems", "--section", "overview", "--json").json
    assert [one["section"] for one in some["sections"]] == ["overview", "problems"]
    for one in some["sections"]:
        assert one["writer"] == "carry"
        assert {"heading", "text", "quantities", "findings", "citations", "seconds"} <= set(one)
        for quantity in one["quantities"]:
            assert one["text"][quantity["start"] : quantity["end"]] == quantity["text"]
            assert quantity["verdict"] in ("supported", "exempt")


def test_a_section_that_the_office_does_not_have_is_told(run: Run) -> None:
    words = (*DRAFT, "--section", "litigation")
    run(*words).says("没有这些部分")
    with_another = run(*words, "--section", "other")
    assert with_another.code == 0
    assert "没有 litigation" in with_another.err


def test_without_a_past_report_the_form_alone_is_drafted_and_said_so(run: Run) -> None:
    drafted = run("draft", "--figures", NOW, "--json")
    assert drafted.code == 0
    assert "没有往年报告" in drafted.err
    assert "（二）依申请公开情况" in drafted.json["sections"][0]["text"]


@pytest.mark.parametrize(("given", "said"), [("peer", "不是示例市应急管理局的"), ("now", "不早于")])
def test_a_report_that_cannot_be_carried_forward_is_told(
    run: Run, tmp_path: Path, given: str, said: str
) -> None:
    now = tmp_path / "本年.html"
    now.write_text(LAST.read_text(encoding="utf-8").replace("2025年", "2026年"), encoding="utf-8")
    path = SAMPLES / "示例市水利局_2025.docx" if given == "peer" else now
    drafted = run("draft", "--figures", NOW, "--previous", path)
    assert drafted.code == 0
    assert said in drafted.err
    assert path.name in drafted.err


def test_the_draft_is_kept_and_written_out(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "a.md"
    drafted = run(*SHORT, "-o", out, "--json")
    assert drafted.code == 0
    draft = kept(tmp_path / "home", drafted.json["draft"])
    for one in drafted.json["sections"]:
        assert draft.text(one["section"]) == one["text"]
    assert drafted.json["sections"][0]["text"].splitlines()[1] in out.read_text(encoding="utf-8")
    run("export", drafted.json["draft"], "-o", out).says("还是“起草”状态")


def kept(home: Path, draft_id: str) -> Any:
    with closing(Store.open(home)) as store:
        return store.draft(draft_id)


BAD_OUTPUTS = [("missing/a.docx", "文件夹不存在"), ("folder.docx", "这是一个文件夹")]


@pytest.mark.parametrize(("name", "said"), BAD_OUTPUTS)
def test_a_draft_that_cannot_be_written_out_is_printed_and_kept(
    run: Run, tmp_path: Path, name: str, said: str
) -> None:
    (tmp_path / "folder.docx").mkdir()
    words = (*SHORT, "-o", tmp_path / name)
    drafted = run(*words, "--json")
    drafted.says(said)
    assert len(drafted.json["sections"]) == 2
    assert kept(tmp_path / "home", drafted.json["draft"]).sections
    assert "【其他需要报告的事项】" in run(*words).out


def test_an_output_of_another_kind_is_refused_before_anything_is_written(run: Run) -> None:
    drafted = run("draft", "--figures", NOW, "-o", "a.doc")
    drafted.says("只能写成 .docx .pdf .html .md")
    assert drafted.out == ""


def test_a_draft_in_a_data_folder_that_cannot_be_used_is_printed_and_written_out(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    home, out = tmp_path / "file" / "home", tmp_path / "a.docx"
    drafted = run("--home", home, *SHORT, "-o", out, "--json")
    drafted.says("没有保存")
    assert drafted.json["draft"] is None
    assert len(drafted.json["sections"]) == 2
    assert out.stat().st_size > 0


def test_a_draft_that_cannot_be_saved_is_printed(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("reports").code == 0
    monkeypatch.setattr(database, "PATIENCE", 0)
    other = sqlite3.connect(tmp_path / "home" / database.FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")  # another process that does not end
    drafted = run(*SHORT, "--json")
    other.close()
    drafted.says("没有保存")
    assert drafted.json["draft"] is None
    assert len(drafted.json["sections"]) == 2


# --- the model writer, scripted


MODEL = (*DRAFT, "--writer", "model", "--json")


def test_what_was_written_before_a_stop_stays(
    run: Run, tmp_path: Path, scripted: Callable[[ScriptedWriter], None]
) -> None:
    def rewrite(text: str, number: int) -> str:
        if number == 3:
            raise KeyboardInterrupt
        return text

    scripted(ScriptedWriter(rewrite))
    stopped = run(*MODEL)
    assert (stopped.code, stopped.err) == (130, "已停止\n")
    (section,) = stopped.json["sections"]
    assert section["text"].startswith("2026年，")
    assert section["text"].endswith("【待补充：没有写完】")
    assert section["notices"] == ["已停止，这一部分没有写完"]
    assert kept(tmp_path / "home", stopped.json["draft"]).text("overview") == section["text"]


def test_a_stop_before_the_first_word_leaves_no_draft(
    run: Run, tmp_path: Path, scripted: Callable[[ScriptedWriter], None]
) -> None:
    class Waiting(ScriptedWriter):
        def write(
            self,
            paragraph: PlannedParagraph,  # noqa: ARG002
            brief: Brief,  # noqa: ARG002
        ) -> Iterator[tuple[Piece, ...]]:
            raise KeyboardInterrupt

    scripted(Waiting())
    stopped = run(*MODEL)
    assert (stopped.code, stopped.out, stopped.err) == (130, "", "已停止\n")
    with closing(Store.open(tmp_path / "home")) as store:
        assert store.drafts() == ()


def test_a_model_that_fails_is_told_once_and_carried_forward(
    run: Run, scripted: Callable[[ScriptedWriter], None]
) -> None:
    def rewrite(text: str, number: int) -> str:
        raise ModelError("接口太忙")

    scripted(ScriptedWriter(rewrite))
    drafted = run(*MODEL)
    assert drafted.code == 0
    assert drafted.err.count("接口太忙") == 1
    assert {one["writer"] for one in drafted.json["sections"]} == {"carry"}
