"""Nobody gets past the door without signing in, and nobody does what their role does not allow."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from starlette.routing import Mount, Route
from starlette.testclient import TestClient

from assistant.core.accounts import ROLES, Role, User, local_user
from assistant.core.errors import NotAllowed
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from tests.ui.conftest import written
from tests.ui.test_app import call_of, called_by, endpoints, made
from ui.app import build
from ui.door import COOKIE, Door
from ui.handlers.page import Page
from ui.news import news, news_route
from ui.place import Place
from ui.server import application

PASSWORD = "够长的密码2026"
BY = local_user("命令行")


@pytest.fixture
def door(accounts: Accounts) -> Door:
    for role in reversed(ROLES):  # the administrator first
        accounts.add(role, [role], PASSWORD, by=BY)
    return Door(accounts)


@pytest.fixture
def blocks(workflow: Workflow, door: Door, tmp_path: Path) -> Any:
    return made(lambda: build(workflow, door, tmp_path))


@pytest.fixture
def app(blocks: gr.Blocks, door: Door, workflow: Workflow) -> Any:
    routes = [news_route(workflow)]
    return made(lambda: application(blocks, door, host="127.0.0.1", routes=routes))


@pytest.fixture
def client(app: Any) -> Iterator[TestClient]:
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=False) as client:
        yield client


def sign_in(client: TestClient, name: str, password: str = PASSWORD, query: str = "") -> Any:
    return client.post(f"/login{query}", data={"name": name, "password": password})


def paths(routes: Any) -> Iterator[tuple[str, str]]:
    """Every method and address that the server knows, Gradio's included."""
    for route in routes:
        if isinstance(route, Mount):
            yield from paths(route.routes)
        elif isinstance(route, Route):
            yield from ((method, route.path) for method in route.methods or ())
        else:  # a router that FastAPI includes whole, as Gradio's of its programming interface
            for method, path in paths(route.original_router.routes):
                yield method, f"/gradio_api{path.removeprefix('/gradio_api')}"


def test_every_address_is_refused_without_a_session(client: TestClient, app: Any) -> None:
    known = {(method, re.sub(r"{[^}]*}", "x", path)) for method, path in paths(app.routes)}
    assert len(known) > 40
    assert {("POST", "/gradio_api/queue/join"), ("POST", "/gradio_api/upload")} <= known
    for method, path in sorted(known):
        if path == "/login":
            continue
        answer = client.request(method, path, json={})
        is_home = (method, path) == ("GET", "/")
        assert answer.status_code == (303 if is_home else 401), (method, path)


@pytest.mark.parametrize("token", ["", "x", "../../etc/passwd", "a" * 5000])
def test_a_made_up_session_is_none(client: TestClient, token: str) -> None:
    client.cookies.set(COOKIE, token)
    assert client.get("/config").status_code == 401


def test_signing_in_opens_the_page_and_out_closes_it(client: TestClient) -> None:
    answer = sign_in(client, "officer", query="?draft=0123abcd")
    assert (answer.status_code, answer.headers["location"]) == (303, "/?draft=0123abcd")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert client.get("/").status_code == 200
    token = client.cookies[COOKIE]
    assert client.post("/logout").headers["location"] == "/login"
    client.cookies.set(COOKIE, token)
    assert client.get("/config").status_code == 401


@pytest.mark.parametrize("query", ["?draft=//evil.example", "?draft=%0d%0aX:1", "?draft=<b>"])
def test_after_signing_in_one_stays_on_this_server(client: TestClient, query: str) -> None:
    assert sign_in(client, "officer", query=query).headers["location"] == "/"


HOSTILE = '"><script>alert(1)</script>'


def test_a_refused_sign_in_says_so_and_runs_nothing(client: TestClient) -> None:
    answer = sign_in(client, HOSTILE, HOSTILE, query=f"?draft={HOSTILE}")
    assert answer.status_code == 403
    assert "账号或密码不对" in answer.text
    assert "<script>" not in answer.text
    assert COOKIE not in client.cookies


@pytest.mark.parametrize(
    "body", [b"", b"x" * 10_000, b"{}", b"name=officer&password=" + b"a" * 5000]
)
def test_a_strange_form_is_a_refused_sign_in(client: TestClient, body: bytes) -> None:
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/login", content=body, headers=kind).status_code == 403


def test_what_others_did_is_told_to_whoever_asks(
    client: TestClient, page: Page, place: Place
) -> None:
    at = str(written(page, place, "第一版。"))
    page.submit(at, "第一版。")
    page.reopen(at, "第一版。", "请补充<b>")
    sign_in(client, "officer")
    told = client.get("/news", params={"at": at}).json()
    assert told["told"] == "王退回了这份报告：请补充<b>"
    step = page.workflow.auditing.last_step(place.draft)
    assert step is not None
    assert told["step"] == step.created
    assert news(page.workflow, page.by, at) == {"step": step.created, "told": ""}  # one's own
    for nonsense in ("", "x", "0123456789abcdef/overview/0", "/overview/0"):
        assert client.get("/news", params={"at": nonsense}).json() == {}


def test_one_s_own_password_is_changed_with_the_old_one(client: TestClient) -> None:
    sign_in(client, "officer")
    form = {"password": PASSWORD, "new": "另一个密码9999", "again": "另一个密码9999"}
    for wrong, told in (({"again": "x"}, "不一样"), ({"password": "x"}, "不对")):
        answer = client.post("/password", data={**form, **wrong})
        assert (answer.status_code, told in answer.text) == (403, True)
    assert client.post("/password", data=form).headers["location"] == "/login"
    assert client.get("/config").status_code == 401
    assert sign_in(client, "officer").status_code == 403
    assert sign_in(client, "officer", form["new"]).status_code == 303


def test_without_accounts_this_computer_needs_no_session(
    accounts: Accounts, workflow: Workflow, tmp_path: Path
) -> None:
    door = Door(accounts)
    app = made(lambda: application(build(workflow, door, tmp_path), door, host="127.0.0.1"))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert client.get("/config").status_code == 200
        accounts.add("admin", ["admin"], PASSWORD, by=BY)
        assert client.get("/config").status_code == 401


def test_an_account_that_is_gone_does_nothing(door: Door) -> None:
    with pytest.raises(NotAllowed, match="登录已失效"):
        door.caller(gr.Request(username="nobody"))


# --- roles: what each may do with a draft that lies there, whatever the page shows

# The endpoint, by a word of its handler; who may use it on a draft that is 起草.
WRITERS: tuple[Role, ...] = ("officer", "editor")
MAY: dict[str, tuple[Role, ...]] = {
    "save": WRITERS,
    "draft": WRITERS,
    "draft_all": WRITERS,
    "undo": WRITERS,
    "settle_mark": WRITERS,
    "put_right": WRITERS,
    "restore": WRITERS,
    "name_section": WRITERS,
    "name_whole": WRITERS,
    "remark": ("reviewer", "editor"),
    "answer": ("officer", "reviewer", "editor"),
    "submit": WRITERS,
    "figures": WRITERS,
    "change": WRITERS,
    "begin": WRITERS,
    "workbook": ROLES,
    "template": WRITERS,
    "export_all": WRITERS,
    "take_back": WRITERS,
    "set_template": ("admin",),
    "no_template": ("admin",),
    "reports": ("admin",),
    "look_at": ROLES,
    "correct": ("admin",),
    "ask_remove": ("admin",),
    "remove": ("admin",),
    "turn": ROLES,
    "recheck": ROLES,
    "take_theirs": ROLES,
    "catch_up": ROLES,
    "ask": ROLES,
    "begin_anew": ROLES,
    "two_years": ROLES,
    "beside_last_year": ROLES,
}


@pytest.mark.parametrize(("role", "name"), list(product(ROLES, MAY)))
def test_a_role_can_call_what_it_may_and_nothing_else(
    page: Page, place: Place, role: Role, name: str
) -> None:
    place = written(page, place, "第一版。")
    before = page.workflow.read_draft(place.draft)
    mine = Page(page.workflow, page.files, User(name="王", roles=(role,)))
    refusal = call_of(mine, name, str(place), "第二版。" if MAY[name] == WRITERS else "第一版。")
    assert ("您的角色是" in refusal) == (role not in MAY[name]), refusal
    if role not in MAY[name]:
        assert page.workflow.read_draft(place.draft) == before


def test_every_endpoint_answers_every_role(blocks: gr.Blocks, page: Page, place: Place) -> None:
    """Called directly with any role, none breaks; what a role may not do changes nothing."""
    place = written(page, place, "第一版。")
    for one, role in product(endpoints(blocks), ("reviewer", "admin")):
        before = page.workflow.read_draft(place.draft)
        answer = one.fn(*called_by(one, role), str(place), *["改了。"] * (len(one.inputs) - 1))
        if isinstance(answer, Iterator):
            list(answer)
        assert page.workflow.read_draft(place.draft) == before, one.fn
