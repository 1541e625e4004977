"""
Gradio's scripts and styles, answered from memory.

A page wants some eighty of them before it can be used. Through Gradio each is looked up, opened and
compressed in threads, which is what a first visit waits for; their names hold a hash of what is in
them, so a browser need never ask again. They are the same in every office: nobody has to sign in.

Knows: where Gradio keeps them. Does not know: the page, who asks.
"""

from pathlib import Path, PurePosixPath

import gradio as gr
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDER = Path(gr.__file__).parent / "templates" / "frontend" / "assets"
_PATH = PurePosixPath("/assets")
_KINDS = {".js": "text/javascript", ".css": "text/css"}
_FOR_EVER = {"cache-control": "public, max-age=31536000, immutable"}


class Assets:
    """ASGI middleware: answers for the files there are; all else goes on to `app`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._names = {one.name for one in _FOLDER.iterdir() if one.suffix in _KINDS}
        self._answers: dict[str, Response] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        answer = self._app
        if scope["type"] == "http" and scope["method"] == "GET":
            path = PurePosixPath(scope["path"])
            if path.parent == _PATH and path.name in self._names:
                answer = self._answer(path.name)
        await answer(scope, receive, send)

    def _answer(self, name: str) -> Response:
        if name not in self._answers:
            file = _FOLDER / name
            self._answers[name] = Response(
                file.read_bytes(), headers=_FOR_EVER, media_type=_KINDS[file.suffix]
            )
        return self._answers[name]
