"""
The web server around the page: on loopback or in the office's own network, and nowhere else.

What leaves is refused twice: Gradio is told to report nothing, and the browser is told (by a
Content-Security-Policy) to load nothing from another host.
"""

import asyncio
import os
import socket
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import gradio as gr
import uvicorn
from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.core.errors import SettingsError
from ui.assets import Assets
from ui.door import Door, Guarded, signed_in_name
from ui.loading import uncollected
from ui.uploads import MOST_BYTES

_HERE = Path(__file__).parent
_LAST_PORT = 65535
_PATIENCE = 3  # seconds that a call may still take when the server ends
LOOPBACK = ("127.0.0.1", "localhost", "::1")
# Gradio's own scripts are inline and compile templates; everything comes from this server.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' blob: data:; frame-src 'none'; frame-ancestors 'none'; form-action 'self'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}


def theme() -> gr.themes.Base:
    """System fonts only (no font is fetched), nothing smaller than 14 pixels, nothing pale."""
    size = gr.themes.Size("14px", "14px", "14px", "15px", "16px", "18px", "22px", name="readable")
    fonts = ("system-ui", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "sans-serif")
    return gr.themes.Base(
        primary_hue="blue",
        neutral_hue="slate",
        text_size=size,
        spacing_size="sm",
        font=fonts,
        font_mono=("Consolas", "Noto Sans Mono CJK SC", "monospace"),
    ).set(  # Gradio's own are too pale to be read by everybody (WCAG 2.1, 1.4.3: 4.5 to 1)
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        input_placeholder_color="*neutral_600",
        input_placeholder_color_dark="*neutral_300",
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
    )


def application(
    blocks: gr.Blocks, door: Door, *, host: str, routes: Sequence[BaseRoute] = ()
) -> FastAPI:
    """The page and other `routes` behind its door; on loopback it answers to no other name (DNS
    rebinding).
    """
    there = [*door.routes(), *routes]
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, routes=there)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        auth_dependency=signed_in_name,
        app_kwargs={"openapi_url": None},
        server_name=host,
        footer_links=[],
        run_history=False,
        show_error=False,
        max_file_size=MOST_BYTES,
        enable_monitoring=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        theme=theme(),
    )
    page = next(route.app for route in app.routes if isinstance(route, Mount))
    app.state.ending = page.stop_event  # type: ignore[attr-defined]  # Gradio's own App
    app.add_middleware(Guarded, door=door)
    app.add_middleware(Assets)
    app.add_middleware(_OwnPage, head=_head())
    if host in LOOPBACK:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, "[::1]"])
    return app


def serve_app(
    make: Callable[[Path], FastAPI],
    door: Door,
    *,
    host: str,
    port: int,
    ahead: Callable[[], object],
) -> None:
    """Serve what `make` makes until it is interrupted; uploads live in a folder that goes away.

    `ahead` is done when the page can be fetched: work that makes the first answers quicker. If it
    fails, whoever asks for the same is told.

    SettingsError if the port cannot be had, or if others could come in without an account.
    """
    listening = _listen(host, port)
    with listening, TemporaryDirectory(prefix="nianbao-page-") as folder:
        if host not in LOOPBACK and door.is_open:
            raise SettingsError(
                f"对外（{host}）打开网页要先有账号；"
                "请先运行 nianbao users add 姓名 --role admin，再为其他人建账号"
            )
        os.environ["GRADIO_TEMP_DIR"] = folder  # read when components are made
        with uncollected():
            app = make(Path(folder))
        name = f"[{host}]" if ":" in host else host
        print(f"年报助手：http://{name}:{port}（按 Ctrl+C 停止）", file=sys.stderr, flush=True)
        with ThreadPoolExecutor(max_workers=1) as aside:
            PageServer(app, started=lambda: aside.submit(ahead)).run(sockets=[listening])


class PageServer(uvicorn.Server):
    """Serves an application; at the end it lets go of the browsers that still listen to it."""

    def __init__(self, app: FastAPI, started: Callable[[], object] = lambda: None) -> None:
        super().__init__(
            uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=_PATIENCE)
        )
        self._ending: asyncio.Event = app.state.ending
        self._started = started

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._started()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending.set()
        await super().shutdown(sockets)


def _listen(host: str, port: int) -> socket.socket:
    if not 0 < port <= _LAST_PORT:
        raise SettingsError(f"端口 {port} 不在 1 至 {_LAST_PORT} 之间；请用 --port 换一个端口")
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"不能在 {host}:{port} 上打开网页（{error}）；"
            "可能已有一个年报助手在运行，或请用 --port 换一个端口"
        ) from error


def _head() -> bytes:
    """What the page begins with: our styles over Gradio's, our scripts before Gradio's."""
    first = (_HERE / "scripts" / f"{name}.js" for name in ("page", "stream"))
    script = "\n".join(one.read_text(encoding="utf-8") for one in first)
    # page.css first: it names the colours that the others use.
    files = sorted((_HERE / "styles").glob("*.css"), key=lambda one: (one.stem != "page", one.name))
    style = "\n".join(one.read_text(encoding="utf-8") for one in files)
    return f"<style>{style}</style><script>{script}</script>".encode()


class _OwnPage:
    """ASGI middleware: our headers on every answer; our head and language on the page itself."""

    def __init__(self, app: ASGIApp, *, head: bytes) -> None:
        self._app = app
        self._head = head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_page = scope["path"] == "/" and scope["method"] == "GET"
        if is_page:  # uncompressed, to be changed below
            plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
            scope = {**scope, "headers": plain}

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(_HEADERS)
                if is_page:
                    del headers["content-length"]
            await send(self._changed(message) if is_page else message)

        await self._app(scope, receive, answer)

    def _changed(self, message: Message) -> Message:
        if message["type"] != "http.response.body":
            return message
        body: bytes = message["body"].replace(b'lang="en"', b'lang="zh-CN"', 1)
        return {**message, "body": body.replace(b"<head>", b"<head>" + self._head, 1)}
