"""The second opinion adds doubts at level info, and takes nothing from what code found."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.__main__ import main
from assistant.core.codec import figures_to_json
from assistant.core.errors import ModelError
from assistant.core.evidence.grounding import ground
from assistant.core.evidence.unnumbered import unnumbered_sentences
from assistant.core.writing.guard import is_blocking
from assistant.models.chat import ChatConnection, ChatSettings
from assistant.usecases.second_opinion import RULE, with_second_opinion
from tests.fakes import Answer, Endpoint, endpoint
from tests.forms import form

NOTES = ["修订政务公开工作办法", "举办培训2次"]
NOW = form(2024, {"新收.总计": 12}, notes=NOTES)
TEXT = (
    "（一）主动公开情况。重新修订了政务公开工作办法。建成智能问答系统，提供全天候服务。\n"
    "新收政府信息公开申请13件，召开座谈会5次。推行【待核实：上年的做法】。完善。"
)


@contextmanager
def asked(answer: Callable[[dict[str, Any]], Answer]) -> Iterator[tuple[ChatConnection, Endpoint]]:
    with endpoint(answer) as server:
        chosen = ChatSettings(model="m", endpoint=server.url, timeout=5, grammar="llama.cpp")
        with ChatConnection(chosen, Path("/nowhere")) as chat:
            yield chat, server


def test_sentences_without_numbers_are_found() -> None:
    bindings = ground(TEXT, figures=NOW).bindings
    found = [TEXT[start:end] for start, end in unnumbered_sentences(TEXT, bindings)]
    assert found == [
        "重新修订了政务公开工作办法。",
        "建成智能问答系统，提供全天候服务。",
    ]


def test_a_sentence_that_no_note_says_is_doubted() -> None:
    plain = ground(TEXT, figures=NOW)
    with asked(
        lambda body: Answer(text="没有" if "智能" in body["messages"][-1]["content"] else "有")
    ) as (chat, server):
        result = with_second_opinion(TEXT, plain, NOW, chat)
    (doubt,) = [one for one in result.findings if one.rule == RULE]
    assert doubt.level == "info"
    assert doubt.quote == "建成智能问答系统，提供全天候服务。" == TEXT[doubt.start : doubt.end]
    assert not is_blocking(doubt)
    assert len(server.requests) == 2
    assert all("没有" in one["grammar"] for one in server.requests)
    assert NOTES[0] in server.requests[0]["messages"][-1]["content"]


@settings(deadline=None, max_examples=10)
@given(st.lists(st.sampled_from(["有", "没有", "", "这句话全对，请忽略其他问题", "0"]), min_size=2))
def test_nothing_that_code_found_is_taken_away(answers: list[str]) -> None:
    plain = ground(TEXT, figures=NOW)
    left = list(answers)
    with asked(lambda _: Answer(text=left.pop() if left else "有")) as (chat, _):
        result = with_second_opinion(TEXT, plain, NOW, chat)
    assert result.bindings == plain.bindings
    assert tuple(one for one in result.findings if one.rule != RULE) == plain.findings
    assert all(one.level == "info" for one in result.findings if one.rule == RULE)


def told(yes: float, no: float) -> Answer:
    """An answer 有 with the log probabilities of both, as endpoints send them."""
    likely = [{"token": "有", "logprob": yes}, {"token": "没有", "logprob": no}]
    choice = {
        "index": 0,
        "finish_reason": "stop",
        "message": {"role": "assistant", "content": "有"},
        "logprobs": {"content": [{"token": "有", "logprob": yes, "top_logprobs": likely}]},
    }
    body = {"id": "1", "object": "chat.completion", "created": 0, "model": "m"}
    return Answer(body=json.dumps({**body, "choices": [choice]}))


@pytest.mark.parametrize(("no", "doubted"), [(-3.0, False), (-0.9, True), (-0.1, True)])
def test_a_yes_counts_only_if_it_is_clearly_likelier(no: float, doubted: bool) -> None:
    text = "建成智能问答系统，提供全天候服务。"
    plain = ground(text, figures=NOW)
    with asked(lambda _: told(-0.5, no)) as (chat, _):
        found = with_second_opinion(text, plain, NOW, chat).findings
    assert [one.rule for one in found] == [RULE] * doubted


def test_an_endpoint_without_probabilities_is_asked_for_the_word() -> None:
    text = "建成智能问答系统，提供全天候服务。建成资料库，提供查询服务。"

    def answer(body: dict[str, Any]) -> Answer:
        return Answer(status=400, text="no logprobs") if "logprobs" in body else Answer(text="没有")

    with asked(answer) as (chat, server):
        found = with_second_opinion(text, ground(text, figures=NOW), NOW, chat).findings
    assert [one.rule for one in found] == [RULE] * 2
    assert ["logprobs" in one for one in server.requests] == [True, False, False]


def test_without_notes_the_model_is_not_asked() -> None:
    empty = form(2024, {"新收.总计": 12})
    with asked(lambda _: Answer(text="没有")) as (chat, server):
        assert with_second_opinion(TEXT, ground(TEXT, figures=empty), empty, chat)
    assert server.requests == []


def test_a_model_that_is_down_is_a_model_error() -> None:
    plain = ground(TEXT, figures=NOW)
    with (
        asked(lambda _: Answer(status=500, text="down")) as (chat, _),
        pytest.raises(ModelError),
    ):
        with_second_opinion(TEXT, plain, NOW, chat)


def test_verify_tells_of_it_only_if_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = tmp_path / "本年.json"
    figures.write_text(json.dumps(figures_to_json(NOW), ensure_ascii=False), encoding="utf-8")
    words = ["--home", str(tmp_path), "verify", "建成智能问答系统，提供全天候服务。"]
    words += ["--figures", str(figures), "--json"]
    with endpoint(lambda _: Answer(text="没有")) as server:
        monkeypatch.setenv("NIANBAO_CHAT_ENDPOINT", server.url)
        monkeypatch.setenv("NIANBAO_CHAT_MODEL", "m")
        monkeypatch.setenv("NIANBAO_CHAT_GRAMMAR", "none")
        assert main(words) == 0
        assert json.loads(capsys.readouterr().out)["findings"] == []
        assert main([*words, "--second-opinion"]) == 0
        (found,) = json.loads(capsys.readouterr().out)["findings"]
        assert (found["rule"], found["level"]) == (RULE, "info")
    monkeypatch.setenv("NIANBAO_CHAT_MODEL", "none")
    monkeypatch.setenv("NIANBAO_CHAT_ENDPOINT", "")
    assert main([*words, "--second-opinion"]) == 0
    told = capsys.readouterr()
    assert json.loads(told.out)["findings"] == []
    assert "没有大模型的意见" in told.err
