"""The way to the chat model: against a scripted endpoint, and (slow) the embedded one."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from langchain_core.prompts import ChatPromptTemplate
from pydantic import SecretStr

from assistant.core.errors import ModelError
from assistant.models.chat import NO_MODEL, ChatConnection, ChatSettings
from assistant.models.errors import RequestRefused
from tests.fakes import Answer, endpoint, scripted

HTML = "<html><body>请登录</body></html>"


def connect(url: str, **settings: Any) -> ChatConnection:
    return ChatConnection(ChatSettings(endpoint=url, model="m", **settings), Path("unused"))


def test_an_endpoint_answers_and_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "somebody else's")
    with (
        endpoint(scripted("收到申请", "收到申请")) as server,
        connect(server.url, api_key="k", grammar="llama.cpp") as chat,
    ):
        model = chat.chat_model(max_tokens=9, extra_body=chat.grammar_body("root ::= [收]"))
        assert model.invoke("写").text == "收到申请"
        assert [piece.text for piece in model.stream("写") if piece.text] == list("收到申请")
        assert server.keys == ["Bearer k", "Bearer k"]
        assert {one["model"] for one in server.requests} == {"m"}
        assert {one["grammar"] for one in server.requests} == {"root ::= [收]"}
        assert {one["max_tokens"] for one in server.requests} == {9}


def test_a_key_of_the_environment_goes_to_no_endpoint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "somebody else's")
    with endpoint(scripted("好")) as server, connect(server.url) as chat:
        chat.check()
        assert server.keys == ["Bearer -"]


FAILURES = [
    (Answer(status=401, text="bad key"), "密钥"),
    (Answer(status=403, text="not yours"), "密钥"),
    (Answer(status=404, text="no such model"), "模型名称"),
    (Answer(status=429, text="slow down"), "太忙"),
    (Answer(status=503, text="loading"), "内部出错"),
    (Answer(status=400, text="request exceeds the available context size"), "放不下"),
    (Answer(status=400, text="no\nsuch parameter"), "拒绝了请求：no such parameter"),
    (Answer(body=HTML), "格式"),
    (Answer(body="{}"), "格式"),
    (Answer(body='{"choices": []'), "格式"),
    (Answer(text="太慢", delay=1.0), "没有回答"),
]


@pytest.mark.parametrize("way", ["invoke", "stream"])
@pytest.mark.parametrize(("answer", "said"), FAILURES, ids=[said for _, said in FAILURES])
def test_a_failing_endpoint_is_one_line(answer: Answer, said: str, way: str) -> None:
    with (
        endpoint(lambda _asked: answer) as server,
        connect(server.url, timeout=0.4) as chat,
        pytest.raises(ModelError) as error,
    ):
        list(getattr(chat.chat_model(), way)("写"))
    assert server.url in str(error.value)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


UNUSABLE = [
    (ChatSettings(model=NO_MODEL), "carry"),
    (ChatSettings(), "nianbao models fetch"),
    (ChatSettings(endpoint="http://127.0.0.1:9/v1", model="m"), "连接不上"),
    (ChatSettings(endpoint="127.0.0.1:9", model="m"), "连接不上"),
    (ChatSettings(endpoint="http://127.0.0.1:9/v1"), "没有指定模型"),
    (ChatSettings(endpoint="http://127.0.0.1:9/v1", model="m", api_key="ｋ"), "全角"),
]


@pytest.mark.parametrize(("settings", "said"), UNUSABLE, ids=[said for _, said in UNUSABLE])
def test_a_model_that_cannot_be_used_says_why(
    settings: ChatSettings, said: str, tmp_path: Path
) -> None:
    with ChatConnection(settings, tmp_path) as chat, pytest.raises(ModelError, match=said):
        chat.check()


def test_a_broken_weights_file_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF and nothing that follows")
    with (
        ChatConnection(ChatSettings(model=str(broken)), tmp_path) as chat,
        pytest.raises(ModelError, match=r"broken\.gguf 无法加载"),
    ):
        chat.check()


def test_closing_a_stream_ends_the_request() -> None:
    with (
        endpoint(lambda _asked: Answer(text="字" * 500, delay=0.01)) as server,
        connect(server.url) as chat,
    ):
        stream = chat.chat_model().stream("写")
        for _ in range(5):
            next(stream)
        stream.close()  # type: ignore[attr-defined]
        sent = server.sent
        time.sleep(0.3)
        assert server.sent < sent + 10


def obeys(dialect: str, asked: dict[str, Any]) -> Answer:
    """An endpoint that takes grammars in one dialect and ignores or refuses the others."""
    grammar = {
        "llama.cpp": asked.get("grammar"),
        "vllm": asked.get("structured_outputs", {}).get("grammar"),
    }.get(dialect)
    if grammar:
        return Answer(text=grammar.split('"')[1])
    return Answer(status=400, text="unknown parameter") if dialect == "vllm" else Answer(text="2")


@pytest.mark.parametrize("dialect", ["llama.cpp", "vllm", "none"])
def test_an_endpoint_is_asked_once_how_it_takes_grammars(dialect: str) -> None:
    expected = {
        "llama.cpp": {"grammar": "root ::= [a]"},
        "vllm": {"structured_outputs": {"grammar": "root ::= [a]"}},
        "none": {},
    }[dialect]
    with endpoint(lambda asked: obeys(dialect, asked)) as server, connect(server.url) as chat:
        assert chat.grammar_body("root ::= [a]") == expected
        asked = len(server.requests)
        assert chat.supports_grammar == (dialect != "none")
        assert len(server.requests) == asked


def test_a_refusal_can_be_told_from_other_failures() -> None:
    with (
        endpoint(scripted(Answer(status=422, text="bad field"))) as server,
        connect(server.url) as chat,
        pytest.raises(RequestRefused, match="bad field"),
    ):
        chat.check()


# From here on the embedded model.


def slot(chat: ChatConnection) -> dict[str, Any]:
    """What llama.cpp says about its one slot."""
    model = chat.chat_model()
    assert model.openai_api_base
    with httpx2.Client(trust_env=False, headers=_key_of(chat)) as client:
        answer = client.get(model.openai_api_base.removesuffix("/v1") + "/slots").json()
    assert len(answer) == 1
    return dict(answer[0])


def _key_of(chat: ChatConnection) -> dict[str, str]:
    key = chat.chat_model().openai_api_key
    assert isinstance(key, SecretStr)
    return {"Authorization": f"Bearer {key.get_secret_value()}"}


@pytest.mark.slow
def test_the_embedded_model_obeys_a_grammar(
    chat_server: ChatConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert chat_server.supports_grammar
    body = chat_server.grammar_body('root ::= "新收" ("〔甲〕" | "〔乙〕") "。"')
    model = chat_server.chat_model(temperature=0.8, max_tokens=20, extra_body=body)
    assert model.invoke("写一句总结").text in ("新收〔甲〕。", "新收〔乙〕。")


@pytest.mark.slow
def test_a_proxy_of_the_office_is_not_used_for_the_embedded_model(
    models_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with ChatConnection(ChatSettings(), models_folder.parent) as chat:
        chat.check()


@pytest.mark.slow
def test_stopping_leaves_the_model_idle_at_once(chat_server: ChatConnection) -> None:
    chain = ChatPromptTemplate.from_template("{task}") | chat_server.chat_model(max_tokens=2000)
    stream = chain.stream({"task": "写一篇两千字的文章，介绍政府信息公开"})
    for _ in range(10):
        next(stream)
    assert slot(chat_server)["is_processing"]
    stream.close()  # type: ignore[attr-defined]
    stopped = time.monotonic()
    while slot(chat_server)["is_processing"]:
        assert time.monotonic() < stopped + 1.0
    decoded = slot(chat_server)["next_token"][0]["n_decoded"]
    time.sleep(1.0)
    assert slot(chat_server)["next_token"][0]["n_decoded"] == decoded


@pytest.mark.slow
def test_other_users_of_the_computer_cannot_use_the_embedded_model(
    chat_server: ChatConnection,
) -> None:
    url = chat_server.chat_model().openai_api_base
    assert url
    with connect(url) as stranger, pytest.raises(ModelError, match="密钥"):
        stranger.check()


@pytest.mark.slow
def test_threads_share_one_embedded_model(chat_server: ChatConnection) -> None:
    answers: list[str] = []
    urls: set[str | None] = set()

    def ask() -> None:
        model = chat_server.chat_model(
            max_tokens=4, extra_body=chat_server.grammar_body('root ::= "好"')
        )
        urls.add(model.openai_api_base)
        answers.append(model.invoke("说好").text)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["好"] * 3
    assert len(urls) == 1


@pytest.mark.slow
def test_a_prompt_that_does_not_fit_is_said_so(chat_server: ChatConnection) -> None:
    with pytest.raises(ModelError, match="放不下"):
        chat_server.chat_model(max_tokens=1).invoke("公开" * 9000)


@pytest.mark.slow
def test_closing_the_connection_ends_its_streams_with_one_line(models_folder: Path) -> None:
    with ChatConnection(ChatSettings(), models_folder.parent) as chat:
        stream = chat.chat_model(max_tokens=2000).stream("写一篇长文")
        next(stream)
        begun = time.monotonic()
        chat.close()
        assert time.monotonic() - begun < 15  # 2000 tokens would take minutes
        with pytest.raises(ModelError, match="连接中断"):
            list(stream)
        chat.check()  # and it starts again


MEMORY = """
import re, sys
from pathlib import Path
from assistant.models.chat import ChatConnection, ChatSettings
with ChatConnection(ChatSettings(), Path(sys.argv[1])) as chat:
    chat.chat_model(max_tokens=20).invoke("公开" * 500)
# Not ru_maxrss: a child process starts with its parent's.
print(re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.slow
def test_the_embedded_model_needs_less_than_two_and_a_half_gib(models_folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(models_folder.parent)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)},
    )
    assert int(done.stdout) < 2.5 * 1024**2  # KiB
