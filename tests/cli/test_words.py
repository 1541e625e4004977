"""The words of the command line: help, what is listed, one line for a wrong use."""

import re
from pathlib import Path

import pytest

from tests.cli.ran import NOW, Run

COMMANDS = {
    *("parse", "ingest", "reports", "search", "template", "check", "verify", "draft", "export"),
    *("rewrite", "chat", "scan", "office", "import", "ask", "models", "serve", "users"),
    *("eval", "doctor"),
}


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
