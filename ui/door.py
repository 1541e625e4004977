"""
The door of the page: who comes in, under which name, and what those see who are not signed in.

Without accounts the page is one person's on one computer: everybody who reaches it is that person,
and it is served on loopback only. As soon as there is an account, everything but the sign-in page
needs a session, whichever address of Gradio's is asked for.

Knows: requests, cookies, the sign-in page. Does not know: Gradio's parts, drafts, hashes.
"""

import html
from functools import partial
from pathlib import Path
from string import Template
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.core.accounts import User, local_user
from assistant.core.errors import NianbaoError, NotAllowed
from assistant.core.patterns import regex
from assistant.usecases.accounts import Accounts
from ui.news import NEWS

COOKIE = "nianbao"
SIGN_IN, SIGN_OUT, PASSWORD = "/login", "/logout", "/password"
_LOCAL = "本机用户"
_MOST_BYTES = 4096  # of a form with a name and passwords
_DRAFT = regex(r"[0-9a-f]{1,32}")
_PAGE = Path(__file__).parent / "login.html"
_SIGN_IN_FIELDS = (
    ("name", "账号", "text", "username"),
    ("password", "密码", "password", "current-password"),
)
_PASSWORD_FIELDS = (
    ("password", "现在的密码", "password", "current-password"),
    ("new", "新密码（至少8个字符，含字母、数字、符号中的两种）", "password", "new-password"),
    ("again", "再写一遍新密码", "password", "new-password"),
)


class Door:
    """Tells who makes a request, and has the pages to sign in and out."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts

    @property
    def is_open(self) -> bool:
        """Whether this is the page of one person, without accounts."""
        return not self.accounts.accounts()

    def visitor(self, token: str, *, is_at_work: bool = True) -> User | None:
        """Who holds the token of a session; without accounts, the one person of this computer."""
        if self.is_open:
            return local_user(_LOCAL)
        return self.accounts.user_of(token, is_at_work=is_at_work)

    def caller(self, request: Any) -> User:
        """Who makes a call of Gradio's; NotAllowed if the account is gone since."""
        name = request.username or ""
        user = local_user(_LOCAL) if self.is_open else self.accounts.user(name)
        if user is None:
            raise NotAllowed("登录已失效；请重新登录，已保存的文字都在")
        return user

    def routes(self) -> list[BaseRoute]:
        return [
            Route(SIGN_IN, self._show_sign_in, methods=["GET"]),
            Route(SIGN_IN, self._sign_in, methods=["POST"]),
            Route(SIGN_OUT, self._sign_out, methods=["POST"]),
            Route(PASSWORD, self._show_password, methods=["GET"]),
            Route(PASSWORD, self._change_password, methods=["POST"]),
        ]

    async def _show_sign_in(self, request: Request) -> Response:
        return _form("登录", SIGN_IN, request.url.query, _SIGN_IN_FIELDS)

    async def _sign_in(self, request: Request) -> Response:
        form = await _fields(request)
        name, password = form.get("name", "").strip(), form.get("password", "")
        try:
            token = await run_in_threadpool(self.accounts.sign_in, name, password)
        except NianbaoError as error:
            return _form("登录", SIGN_IN, request.url.query, _SIGN_IN_FIELDS, told=str(error))
        draft = request.query_params.get("draft", "")
        target = f"/?draft={draft}" if _DRAFT.fullmatch(draft) else "/"
        answer = RedirectResponse(target, status_code=303)
        is_secure = request.url.scheme == "https"
        answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=is_secure)
        return answer

    async def _sign_out(self, request: Request) -> Response:
        await run_in_threadpool(self.accounts.sign_out, request.cookies.get(COOKIE, ""))
        answer = RedirectResponse(SIGN_IN, status_code=303)
        answer.delete_cookie(COOKIE)
        return answer

    async def _show_password(self, request: Request) -> Response:  # noqa: ARG002  # as Starlette calls
        return _form("修改密码", PASSWORD, "", _PASSWORD_FIELDS)

    async def _change_password(self, request: Request) -> Response:
        form = await _fields(request)
        try:
            await run_in_threadpool(self._changed, request.state.user, form)
        except NianbaoError as error:
            return _form("修改密码", PASSWORD, "", _PASSWORD_FIELDS, told=str(error))
        return RedirectResponse(SIGN_IN, status_code=303)

    def _changed(self, user: User, form: dict[str, str]) -> None:
        if form.get("new") != form.get("again"):
            raise NotAllowed("两次写的新密码不一样；请重新填写")
        self.accounts.sign_out(self.accounts.sign_in(user.name, form.get("password", "")))
        self.accounts.set_password(user.name, form.get("new", ""), by=user)


class Guarded:
    """ASGI middleware: nobody who is not signed in gets past the sign-in page."""

    def __init__(self, app: ASGIApp, *, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or scope.get("path") == SIGN_IN:
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":  # the page uses no other
            return
        token = HTTPConnection(scope).cookies.get(COOKIE, "")
        is_at_work = scope["path"] != NEWS
        user = await run_in_threadpool(partial(self._door.visitor, token, is_at_work=is_at_work))
        if user is None:
            await _refusal(scope)(scope, receive, send)
            return
        scope.setdefault("state", {})["user"] = user
        await self._app(scope, receive, send)


def signed_in_name(request: HTTPConnection) -> str | None:
    """The name of who makes a request, as Gradio asks for it."""
    user: User | None = getattr(request.state, "user", None)
    return None if user is None else user.name


def _refusal(scope: Scope) -> Response:
    if scope["method"] == "GET" and scope["path"] == "/":
        query = scope["query_string"].decode("latin-1")
        return RedirectResponse(f"{SIGN_IN}?{query}" if query else SIGN_IN, status_code=303)
    told = "没有登录，或登录已过期；请重新登录"
    return JSONResponse({"detail": told}, status_code=401)


async def _fields(request: Request) -> dict[str, str]:
    """The fields of a small form; empty if it is something else."""
    length = request.headers.get("content-length", "")
    kind = request.headers.get("content-type", "")
    if not length.isdecimal() or int(length) > _MOST_BYTES or "urlencoded" not in kind:
        return {}
    async with request.form(max_fields=8) as form:
        return {key: value for key, value in form.items() if isinstance(value, str)}


def _form(
    title: str, path: str, query: str, fields: tuple[tuple[str, ...], ...], *, told: str = ""
) -> Response:
    rows = "".join(
        f'<label>{label}<input name="{name}" type="{kind}" autocomplete="{use}" required></label>'
        for name, label, kind, use in fields
    )
    action = html.escape(f"{path}?{query}" if query else path)
    alert = f'<p role="alert">{html.escape(told)}</p>' if told else ""
    page = Template(_PAGE.read_text(encoding="utf-8"))
    text = page.substitute(title=title, action=action, alert=alert, fields=rows)
    answer = HTMLResponse(text, status_code=403 if told else 200)
    MutableHeaders(raw=answer.raw_headers)["cache-control"] = "no-store"
    return answer
