"""The page as an application: contract elements, every endpoint against nonsense, no way out."""

import asyncio
import inspect
import socket
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from starlette.testclient import TestClient

from assistant.core.accounts import local_user
from assistant.core.errors import NianbaoError, SettingsError
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from tests.ui.conftest import SAMPLES
from tests.ui.parts import open_workflow
from ui.app import build, serve
from ui.door import Door
from ui.handlers.asking import Ask
from ui.handlers.drafting import Desk
from ui.handlers.editing import Editor
from ui.handlers.exporting import Exporting
from ui.handlers.figuring import Form
from ui.handlers.intake import Intake
from ui.handlers.office_form import OfficeForm
from ui.handlers.page import Page
from ui.handlers.past_reports import PastReports
from ui.handlers.reading import Shelf
from ui.handlers.review import Review
from ui.handlers.talking import Talk
from ui.handlers.versions import History
from ui.place import Place
from ui.server import application, theme

CONTRACT = """
agency year section figures-grid check-results draft-button stop-button draft-text findings evidence
save-button submit-button accept-button export-button versions corpus-upload corpus-table
instruction rewrite-button accept-hunk reject-hunk ask-box ask-button answers
"""
MANNER = ("沿用上年写法", "稳妥", "中")
NONSENSE: tuple[Any, ...] = (None, "", "x", "../../etc/passwd", 10**30, -1, {"a": 1}, ["x"])


def made(make: Callable[[], Any]) -> Any:
    """What `make` makes in a running loop: elsewhere Gradio opens loops that nobody closes."""

    async def making() -> Any:
        return make()

    return awaited(making())


def awaited(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """What it gives, in a thread of its own: Playwright keeps a loop running in this one."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


@pytest.fixture
def blocks(workflow: Workflow, accounts: Accounts, tmp_path: Path) -> Any:
    return made(lambda: build(workflow, Door(accounts), tmp_path))


def test_the_page_has_the_elements_of_the_contract(blocks: gr.Blocks) -> None:
    ids = [block.elem_id for block in blocks.blocks.values()]
    assert [one for one in CONTRACT.split() if ids.count(one) != 1] == []


def called_by(one: Any, name: str = "") -> list[Any]:
    """What Gradio itself gives to an endpoint: who calls, and what an event says."""
    wanted = [parameter.annotation for parameter in inspect.signature(one.fn).parameters.values()]
    given = {gr.Request: gr.Request(username=name), gr.EventData: gr.EventData(None, "无")}
    return [given[kind] for kind in wanted if kind in given]


def call(one: Any, *values: Any) -> None:
    answer = one.fn(*called_by(one), *values)
    if isinstance(answer, Iterator):
        list(answer)


def everyone(page: Page) -> tuple[Any, ...]:
    """All whose methods the page calls, but those of the panel 管理."""
    return (
        page,
        Desk(page),
        Intake(page),
        Talk(page),
        Editor(page),
        History(page),
        Review(page),
        Ask(page),
        Shelf(page),
        Form(page),
        Exporting(page),
        OfficeForm(page),
        PastReports(page),
    )


def call_of(page: Page, name: str, place: str, text: str) -> str:
    """All that the page says when the handler of this name is called with a plausible input."""
    owner = next(one for one in everyone(page) if hasattr(type(one), name))
    handler = getattr(owner, name)
    values = {
        "text": text,
        "section": "problems",
        "version": 1,
        "name": "送领导稿",
        "form": ".md",
        "words": "请核对",
        "said": {"id": "1", "kind": "解决", "hunk": 0, "accept": True},
        "line": "第一段写短一点",
        "selection": "0,4",
        "message": "1",
        "report": "0123456789abcdef",
        "given": {
            "turn": 1,
            "act": "fill",
            "cells": [{"key": "新收.自然人", "old": "48", "new": "49"}],
        },
        "agency": "示例市应急管理局",
        "year": 2026,
        "upload": str(SAMPLES / "示例市应急管理局_2026.xlsx"),
        "question": "2024年收到多少件申请？",
        "worded": False,
        "asked": {"report": "没有这份", "look": "没有这份"},
        "uploads": [str(SAMPLES / "示例市应急管理局_2025.html")],
    }
    wanted = list(inspect.signature(handler).parameters.values())[1:]
    many = [one for one in wanted if one.kind is one.VAR_POSITIONAL]
    given = [values[one.name] for one in wanted if one not in many]
    try:
        answer = handler(place, *given, *(MANNER if many else ()))
        steps = list(answer) if isinstance(answer, Iterator) else [answer]
    except NianbaoError as error:
        return str(error)
    return "".join(str(step.get("status", "")) for step in steps)


def endpoints(blocks: gr.Blocks) -> list[Any]:
    """What a browser can call with inputs."""
    return [one for one in blocks.fns.values() if one.fn is not None and one.inputs]


def test_no_endpoint_breaks_on_nonsense(blocks: gr.Blocks) -> None:
    """Hidden endpoints can be called by anyone: they answer with a line, never with a fault."""
    assert len(endpoints(blocks)) > 20
    for one in endpoints(blocks):
        for nonsense in NONSENSE:
            call(one, *[nonsense] * len(one.inputs))


def test_no_endpoint_breaks_on_a_draft_that_is_not_there(blocks: gr.Blocks) -> None:
    nowhere = str(Place(draft="0123456789abcdef"))
    for one in endpoints(blocks):
        call(one, nowhere, *[""] * (len(one.inputs) - 1))


def test_no_endpoint_is_offered_to_clients(blocks: gr.Blocks) -> None:
    assert {one.api_visibility for one in blocks.fns.values() if one.fn and one.inputs} == {
        "private"
    }


@pytest.mark.slow
@pytest.mark.parametrize("address", ["http://example.com/x.json", "HTTPS://example.com/x.json"])
def test_no_caller_can_make_the_server_fetch_an_address(blocks: gr.Blocks, address: str) -> None:
    file = {"path": address, "meta": {"_type": "gradio.FileData"}}
    for one in endpoints(blocks):
        with pytest.raises(gr.Error, match="不接受网址"):
            awaited(blocks.preprocess_data(one, [file] * len(one.inputs), None))


def test_two_pages_share_nothing_but_the_store(tmp_path: Path) -> None:
    with open_workflow(tmp_path / "home") as workflow:
        one, other = (Page(workflow, tmp_path, local_user("王")) for _ in range(2))
        assert one == other
        assert vars(one).keys() == {"workflow", "files", "by"}


def test_fonts_are_the_computer_s_own_and_readable() -> None:
    used = theme()
    assert used._stylesheets == []
    sizes = [getattr(used, f"text_{name}") for name in ("xxs", "xs", "sm", "md")]
    assert min(int(size.removesuffix("px")) for size in sizes) >= 14


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
def client(blocks: gr.Blocks, accounts: Accounts) -> Iterator[TestClient]:
    app = made(lambda: application(blocks, Door(accounts), host="127.0.0.1"))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        yield client


def test_the_page_is_chinese_and_may_load_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/", headers={"accept-encoding": "br, gzip"})
    assert answer.status_code == 200
    assert 'lang="zh-CN"' in answer.text
    assert "value: 'zh-CN'" in answer.text
    policy = answer.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy


@pytest.mark.parametrize("host", ["evil.example", "192.168.1.2", ""])
def test_on_loopback_no_other_name_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


def test_in_the_office_network_any_name_is_answered(blocks: gr.Blocks, accounts: Accounts) -> None:
    app = made(lambda: application(blocks, Door(accounts), host="0.0.0.0"))
    with TestClient(app, base_url="http://nianbao.office") as client:
        assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "gradio_api/file=/etc/passwd",
        "gradio_api/file=../../../etc/passwd",
        "gradio_api/file/etc/passwd",
        "docs",
        "openapi.json",
        "monitoring",
    ],
)
def test_no_file_of_the_computer_and_no_other_page_is_served(client: TestClient, path: str) -> None:
    answer = client.get(f"/{path}")
    assert "root:" not in answer.text
    assert answer.status_code in (403, 404, 405)


def test_an_upload_that_is_too_large_is_refused(client: TestClient) -> None:
    files = {"files": ("大.docx", b"x" * (20 * 1024 * 1024 + 1))}
    assert client.post("/gradio_api/upload", files=files).status_code == 413


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 70000), ("256.0.0.1", 7860)])
def test_a_port_that_cannot_be_had_is_told(
    workflow: Workflow, accounts: Accounts, host: str, port: int
) -> None:
    with pytest.raises(SettingsError, match="换一个端口"):
        serve(workflow, accounts, host=host, port=port)


def test_without_accounts_the_page_is_for_this_computer_only(
    workflow: Workflow, accounts: Accounts
) -> None:
    with pytest.raises(SettingsError, match="要先有账号"):
        serve(workflow, accounts, host="0.0.0.0", port=free_port())
