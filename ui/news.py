"""
What others did to the draft that a browser has open, as ui/scripts/news.js asks now and then.

Outside Gradio's queue, so that twenty open windows cost nothing, and no sign that somebody is at
work: a session that nobody uses still ends.

Knows: requests. Does not know: Gradio's parts, sessions.
"""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from assistant.core.accounts import User, require
from assistant.core.errors import NianbaoError
from assistant.usecases.workflow import Workflow
from ui.place import Place

NEWS = "/news"
_DONE = {"送审": "送审了这份报告", "退回": "退回了这份报告", "定稿": "已把这份报告定稿"}


def news_route(workflow: Workflow) -> Route:
    """GET ?at=PLACE: the last step of its draft, and what to say of it to whoever asks."""

    async def answer(request: Request) -> Response:
        asked = request.query_params.get("at", "")
        found = await run_in_threadpool(news, workflow, request.state.user, asked)
        return JSONResponse(found, headers={"cache-control": "no-store"})

    return Route(NEWS, answer, methods=["GET"])


def news(workflow: Workflow, by: User, asked: str) -> dict[str, str]:
    """`step` names the last step, as the page does (data-step); `told` is empty for one's own."""
    try:
        require(by, "read")
        at = Place.read(asked)
    except NianbaoError:
        return {}
    step = workflow.auditing.last_step(at.draft) if at.draft else None
    if step is None:
        return {}
    told = "" if step.actor == by.name else f"{step.actor}{_DONE[step.action]}"
    reason = str(step.detail.get("reason", ""))
    return {"step": step.created, "told": f"{told}：{reason}" if told and reason else told}
