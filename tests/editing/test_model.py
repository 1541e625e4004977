"""The chat model rewords and guesses: with an endpoint that is scripted, and the bundled model."""

import time
from contextlib import closing
from pathlib import Path

import pytest

from assistant.core.editing.intents import GUESSES
from assistant.core.editing.requests import Request
from assistant.core.prose.quantities import find_quantities
from assistant.editing.model import ModelGuesser, ModelRewriter
from assistant.editing.rewrite import Selection, rewrite
from assistant.models.chat import ChatConnection, ChatSettings
from tests.fakes import Answer, endpoint, scripted

SENTENCE = "规范流程，〔新收申请〕，及时答复群众"


def connect(url: str, home: Path) -> ChatConnection:
    return ChatConnection(ChatSettings(endpoint=url, model="m", grammar="llama.cpp"), home)


def test_the_prompt_has_the_sentence_the_request_and_a_grammar(tmp_path: Path) -> None:
    with (
        endpoint(lambda _: Answer(text="优化流程")) as server,
        connect(server.url, tmp_path) as chat,
    ):
        request = Request(kind="free", words="语气缓和一些")
        wordings = ModelRewriter(chat).wordings(SENTENCE, ("〔新收申请〕",), request)
        assert [list(one)[-1] for one in wordings] == ["优化流程"] * 3
    asked = server.requests[0]
    assert "〔新收申请〕" in asked["grammar"]
    assert asked["messages"][-1]["content"] == f"要求：语气缓和一些\n原句：{SENTENCE}\n改写："
    assert len({one["seed"] for one in server.requests}) == 3


@pytest.mark.parametrize(("said", "guess"), [("补充", "补充"), ("改写。", "改写"), ("嗯", "无关")])
def test_a_guess_is_one_of_the_intents(tmp_path: Path, said: str, guess: str) -> None:
    with endpoint(scripted(said)) as server, connect(server.url, tmp_path) as chat:
        assert ModelGuesser(chat).guess("我们还搞过两次座谈") == guess


# --- the bundled model


@pytest.mark.slow
@pytest.mark.parametrize("asked", ["精简", "正式", "换说法"])
def test_the_bundled_model_rewords_and_keeps_the_numbers(
    chat_server: ChatConnection, asked: str
) -> None:
    text = "我局切实加强组织领导，新收政府信息公开申请62件，都在法定的期限以内及时给予了答复。"
    selection = Selection(text=text, start=0, end=len(text))
    rewriter = ModelRewriter(chat_server)
    done = list(rewrite(selection, asked, lambda: rewriter))[-1].done
    assert done is not None
    assert done.writer in ("model", "code")
    assert [one.text for one in find_quantities(done.text)] == ["62件"]


@pytest.mark.slow
def test_stopping_ends_the_decoding_within_a_second(chat_server: ChatConnection) -> None:
    text = "规范办理流程，依法答复申请人，不断提高答复的质量和效率。"
    rewriter = ModelRewriter(chat_server)
    with closing(
        rewrite(Selection(text=text, start=0, end=len(text)), "扩写", lambda: rewriter)
    ) as growing:
        next(growing)
        next(growing)
        begun = time.perf_counter()
    assert time.perf_counter() - begun < 1
    begun = time.perf_counter()
    chat_server.chat_model(max_tokens=1).invoke("好")  # waits for a decoding that goes on
    assert time.perf_counter() - begun < 5


@pytest.mark.slow
def test_the_bundled_model_guesses_one_of_the_intents(chat_server: ChatConnection) -> None:
    assert ModelGuesser(chat_server).guess("这一段读着不太顺") in GUESSES
