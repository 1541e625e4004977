"""The command line in this process: words, results, JSON, and one line for whatever is wrong."""

import io
import json
import os
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from assistant import app
from assistant.__main__ import main
from assistant.core.errors import ModelError
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.records import database
from assistant.records.store import Store
from assistant.settings import Settings
from corpus.figures_file import write_figures
from tests.forms import form
from tests.parts import PlainIndex, ScriptedWriter, workflow_over

SAMPLES = Path(__file__).parent.parent / "corpus" / "samples"
OFFICE = "示例市应急管理局"
NOW = SAMPLES / f"{OFFICE}_2026.xlsx"
LAST = SAMPLES / f"{OFFICE}_2025.html"
COMMANDS = {
    *("parse", "ingest", "reports", "search", "template", "check", "verify", "draft", "export"),
    *("models", "serve", "eval", "doctor"),
}


@dataclass(frozen=True)
class Ran:
    """How a run ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        answer = json.loads(self.out)
        assert isinstance(answer, dict)
        return answer

    def says(self, what: str) -> None:
        """It is one clear line: exit code 2, Chinese, no traceback."""
        progress = ("提示：", "已写入 ", "草稿已保存")
        lines = [line for line in self.err.splitlines() if not line.startswith(progress)]
        assert (self.code, len(lines)) == (2, 1), self
        assert what in lines[0]
        assert re.search(r"[\u4e00-\u9fff]", lines[0])
        assert "Traceback" not in self.err


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `nianbao` in a data folder of its own, with an index that needs no model."""
    monkeypatch.setenv("NIANBAO_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(app, "passage_index", lambda _settings, store: PlainIndex(store))

    def run(*words: object) -> Ran:
        try:
            code = main([str(word) for word in words])
        except SystemExit as end:  # argparse's way
            code = int(end.code or 0)
        captured = capsys.readouterr()
        return Ran(code=code, out=captured.out, err=captured.err)

    return run


# --- words


@pytest.mark.parametrize("command", ["", *sorted(COMMANDS)])
def test_help_is_chinese_throughout(run: Run, command: str) -> None:
    shown = run(*command.split(), "--help")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"用法: nianbao {command}".rstrip())
    for word in ("usage", "option", "positional", "argument", "show", "exit", "default"):
        assert word not in shown.out
    for line in shown.out.splitlines():
        assert re.search(r"[\u4e00-\u9fff]", line) or not line.strip() or line.startswith(" "), line


def test_only_commands_that_work_are_listed(run: Run) -> None:
    listed = set(re.findall(r"^  ([a-z]+) ", run("--help").out, re.MULTILINE))
    assert listed == COMMANDS
    for absent in ("ask", "rewrite", "users"):
        run(absent).says(f"没有 {absent}")


WRONG_USE = [
    ("", "缺少 命令"),
    ("bogus", "没有 bogus，可用 parse、"),
    ("draft", "缺少 --figures"),
    ("draft --figures a --section x", "--section 没有 x，可用 all、overview"),
    ("draft --figures a --writer x", "--writer 没有 x，可用 carry、model"),
    ("draft --fig a", "缺少 --figures"),
    ("reports --jso", "不认识 --jso"),
    ("reports --json=3", "--json 后面不能写值 3"),
    ("reports add x", "没有 add"),
    ("reports remove", "请写明要移除的报告编号"),
    ("template --year 二六 -o a.xlsx", "应为年份，如 2026"),
    ("template --year 1999 -o a.xlsx", "应为年份，如 2026"),
    ("search 公开 -k 0", "1 到 1000"),
    ("search 公开 -k", "-k 后面要写一个值"),
    ("ingest", "缺少 PATH"),
    ("serve --port 99999", "端口号"),
    ("eval speed --reports .", "没有 speed"),
    ("eval --reports nowhere", "找不到报告文件夹 nowhere"),
    ("eval rules", "没有 figures/"),
    ("export 0123 -o a.docx", "没有这份草稿"),
    ("reports remove 0123", "0123"),
]


@pytest.mark.parametrize(("words", "said"), WRONG_USE, ids=[words for words, _ in WRONG_USE])
def test_a_wrong_use_is_one_line(run: Run, words: str, said: str) -> None:
    run(*words.split()).says(said)


def test_home_may_stand_before_or_after_the_command(run: Run, tmp_path: Path) -> None:
    for words in (["--home", tmp_path / "a", "reports"], ["reports", "--home", tmp_path / "a"]):
        assert run(*words).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a"]
    run("--home", NOW, "reports").says("不是文件夹")


# --- results as JSON


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


def test_a_whole_report_is_checked_with_its_prose(run: Run) -> None:
    alone = run("check", LAST, "--json").json
    figures_alone = run("check", NOW, "--json").json
    assert alone["checked"] > 0
    assert {one["rule"].partition("-")[0] for one in alone["findings"]} <= {*"TXPS", "T0", "T2"}
    assert figures_alone["checked"] > 0


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


# --- files that cannot be used


def empty(path: Path) -> None:
    path.write_bytes(b"")


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def prose(path: Path) -> None:
    path.write_text("关于召开会议的通知\n请各科室准时参加。", encoding="utf-8")


def folder(path: Path) -> None:
    path.mkdir()


def absent(path: Path) -> None:
    """No file."""


READERS = ["parse {}", "ingest {}", "check {}", "verify 收到申请。 --figures {}"]
READERS += ["draft --figures {}", f"draft --figures {NOW} --previous {{}}"]
READERS += [f"check {NOW} --previous {{}}", f"verify 收到申请。 --figures {NOW} --previous {{}}"]
READERS += ["template --year 2027 -o made.xlsx --from {}"]
BROKEN = [
    *[(empty, name) for name in ("a.docx", "a.pdf", "a.html", "a.txt", "a.md")],
    *[(garbage, name) for name in ("a.docx", "a.pdf", "a.xlsx", "a.json", "a.zip")],
    *[(prose, name) for name in ("a.txt", "a.docx", "a.json", "a.xlsx")],
    (folder, "a.docx"),
    (absent, "a.pdf"),
]


@pytest.mark.parametrize(("make", "name"), BROKEN, ids=[f"{m.__name__} {n}" for m, n in BROKEN])
@pytest.mark.parametrize("words", READERS)
def test_a_file_that_cannot_be_used_is_one_line(
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: str,
    make: Callable[[Path], None],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    make(tmp_path / name)
    before = sorted(tmp_path.rglob("*"))
    run(*words.format(name).split()).says("a")
    assert "made.xlsx" not in {path.name for path in set(tmp_path.rglob("*")) - set(before)}


def test_one_bad_file_stops_no_other(run: Run, tmp_path: Path) -> None:
    prose(tmp_path / "通知.txt")
    (tmp_path / "报告.html").write_bytes(LAST.read_bytes())
    done = run("ingest", tmp_path, "--json")
    assert done.code == 0
    assert (done.json["added"], len(done.json["failed"])) == (1, 1)
    assert "通知.txt" in done.err


def test_a_name_that_is_no_utf_8_is_no_obstacle(run: Run, tmp_path: Path) -> None:
    odd = os.fsdecode(str(tmp_path).encode() + b"/\xb1\xa8\xb8\xe6.html")
    Path(odd).write_bytes(LAST.read_bytes())
    assert run("parse", odd, "--json").json["year"] == 2025
    assert run("ingest", odd, "--json").json["added"] == 1
    assert "????.html" in run("reports").out
    assert run("draft", "--figures", NOW, "--section", "other").code == 0


# --- drafts


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
    drafted = run("draft", "--figures", NOW, "-o", "a.pdf")
    drafted.says("只能写成 .docx 或 .md")
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


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Callable[[ScriptedWriter], None]:
    """Let `draft --writer model` use this writer."""

    def use(writer: ScriptedWriter) -> None:
        @contextmanager
        def opened(settings: Settings, *, in_memory: bool = False) -> Iterator[Any]:
            store = Store.in_memory() if in_memory else Store.open(settings.home)
            yield workflow_over(store, writer)
            store.close()

        monkeypatch.setattr(app, "open_workflow", opened)

    return use


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
    assert section["notices"] == ["已停止，这一部分没有写完"]
    assert kept(tmp_path / "home", stopped.json["draft"]).text("overview") == section["text"]


def test_a_stop_before_the_first_word_leaves_no_draft(
    run: Run, tmp_path: Path, scripted: Callable[[ScriptedWriter], None]
) -> None:
    class Waiting(ScriptedWriter):
        def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[str]:  # noqa: ARG002
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
