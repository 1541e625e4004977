"""`nianbao chat`: a conversation by lines of stdin."""

import io

import pytest

from tests.cli.ran import NOW, Run


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIANBAO_CHAT_MODEL", "none")


def type_lines(monkeypatch: pytest.MonkeyPatch, *typed: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed)))


def test_a_conversation_drafts_edits_and_undoes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("draft", "--figures", NOW, "--section", "overview")
    type_lines(monkeypatch, "加上演练情况：举办应急演练7次", "", "第一段精简", "撤销", "你好")
    ran = run("chat")
    assert ran.code == 0
    said = [line for line in ran.out.splitlines() if line.startswith("助手：")]
    assert said[0].startswith("助手：已记为要点第")
    assert "1个数字以这条要点为依据" in said[0]
    assert said[2] == "助手：已撤销：补充：举办应急演练7次（要点也已去掉）"
    assert said[3].startswith("助手：我可以：起草")


def test_without_a_draft_it_says_what_to_do(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    type_lines(monkeypatch, "你好")
    ran = run("chat")
    assert (ran.code, ran.err) == (2, "还没有草稿；请先用 nianbao draft 起草\n")
