"""
The page as a Gradio application: built over a workflow, behind the door, and served.

Knows: Gradio. Does not know: what handlers do, drafts, files.
"""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr
from fastapi import FastAPI

from assistant.core.accounts import local_user
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from ui.door import Door
from ui.handlers.page import Page
from ui.layout import lay_out, wire
from ui.news import news_route
from ui.server import application, serve_app
from ui.wires import Wires

_TITLE = "年报助手"
_AT_ONCE = 16  # calls of one kind at a time; a call is short, or waits for the chat model
_CLEAN_UP = (600, 3600)  # seconds: how often, and how old an uploaded or exported file may get


def serve(workflow: Workflow, accounts: Accounts, *, host: str, port: int) -> None:
    """Serve the page until it is interrupted; SettingsError if the port cannot be had."""
    door = Door(accounts)

    def open_first() -> None:
        """The newest draft, as the first browser will: the verdicts on it are kept for that one."""
        Page(workflow, Path(), local_user("打开网页")).open()

    def made(files: Path) -> FastAPI:
        blocks = build(workflow, door, files)
        return application(blocks, door, host=host, routes=[news_route(workflow)])

    serve_app(made, door, host=host, port=port, ahead=open_first)


def build(workflow: Workflow, door: Door, files: Path) -> gr.Blocks:
    """The page over a workflow; files to be downloaded are put into the folder `files`."""
    blocks = gr.Blocks(
        title=_TITLE, fill_width=True, analytics_enabled=False, delete_cache=_CLEAN_UP
    )
    with blocks:
        wires = Wires(lay_out(), lambda request: Page(workflow, files, door.caller(request)))
        wires.join_load(blocks)
        wire(wires, door.accounts)
    for component in blocks.blocks.values():
        component.async_move_resource_to_block_cache = partial(  # type: ignore[method-assign]
            _only_from_here, component.async_move_resource_to_block_cache
        )
    blocks.queue(default_concurrency_limit=_AT_ONCE)
    return blocks


async def _only_from_here(
    move: Callable[[Any], Awaitable[str | None]], path: str | Path | None
) -> str | None:
    """Gradio would fetch a file that a caller names by an address; nothing is fetched here."""
    if path is not None and "://" in str(path):
        raise gr.Error("只接受上传的文件，不接受网址", print_exception=False)
    return await move(path)
