"""
The page as a Gradio application: which event calls which handler, and how answers reach parts.

Knows: Gradio. Does not know: what handlers do, drafts, files.
"""

import inspect
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core.errors import NianbaoError
from assistant.workflow import Workflow
from ui.drafting import Desk
from ui.handlers import Page
from ui.intake import Intake
from ui.layout import Parts, lay_out
from ui.screen import Changes
from ui.server import serve_blocks

_TITLE = "年报助手"
_AT_ONCE = 16  # calls of one kind at a time; a call is short, or waits for the chat model
_CLEAN_UP = (600, 3600)  # seconds: how often, and how old an uploaded or exported file may get

# Only if the section is still open: an answer may come after the reader has turned the page.
_TAKE_KEPT = """(place, kept) => {
  const where = (one) => one.split('/').slice(0, 2).join('/');
  return where(place) === where(kept) ? kept : place;
}"""
_SHOW_IN_ADDRESS = """(place) => {
  const address = new URL(window.location.href);
  const draft = place.split('/')[0];
  if (draft) address.searchParams.set('draft', draft); else address.searchParams.delete('draft');
  window.history.replaceState(null, '', address);
}"""
_DOWNLOAD = "() => { setTimeout(() => document.querySelector('#file').click(), 0); }"


def serve(workflow: Workflow, *, host: str, port: int) -> None:
    """Serve the page until it is interrupted; SettingsError if the port cannot be had."""
    serve_blocks(partial(build, workflow), host=host, port=port)


def build(workflow: Workflow, files: Path) -> gr.Blocks:
    """The page over a workflow; files to be downloaded are put into the folder `files`."""
    blocks = gr.Blocks(
        title=_TITLE, fill_width=True, analytics_enabled=False, delete_cache=_CLEAN_UP
    )
    with blocks:
        _wire(blocks, lay_out(), Page(workflow, files))
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


def _wire(blocks: gr.Blocks, parts: Parts, page: Page) -> None:
    desk, intake, wires = Desk(page), Intake(page), _Wires(parts, page)
    place, text = parts["place"], parts["text"]
    at = [place, text]
    wires.join_load(blocks)

    # always_last: a second choice made while the first is answered is not dropped.
    turn = [*at, parts["section"]]
    wires.join(parts["section"].input, page.turn, turn, trigger_mode="always_last")
    for chosen in (parts["agency"].input, parts["year"].submit, parts["year"].blur):
        wires.join(chosen, intake.choose, [*at, parts["agency"], parts["year"]])
    wires.join(parts["figures_upload"].upload, intake.figures, [*at, parts["figures_upload"]])
    wires.join(parts["template"].click, intake.template, [place, parts["agency"], parts["year"]])
    read = wires.join(parts["corpus_upload"].upload, intake.reports, [*at, parts["corpus_upload"]])
    wires.join(read.then, page.refresh, at)

    writing = [*at, parts["writer"]]
    one = wires.join(parts["draft"].click, desk.draft, writing, after=desk.stop)
    every = wires.join(parts["draft_all"].click, desk.draft_all, writing, after=desk.stop)
    parts["stop"].click(None, cancels=[one, every], api_visibility="private")

    wires.join(parts["typing"].input, page.recheck, at, trigger_mode="always_last")
    for rest in (parts["typing"].submit, text.blur):
        wires.join(rest, page.autosave, at)
    for button, act in (
        ("save", page.save),
        ("keep_mine", page.keep_mine),
        ("submit", page.submit),
        ("accept", page.accept),
    ):
        wires.join(parts[button].click, act, at)
    wires.join(parts["take_theirs"].click, page.take_theirs, [place])
    wires.join(parts["restore"].click, page.restore, [*at, parts["version"]])
    wires.join(parts["return"].click, page.reopen, [*at, parts["return_reason"]])
    wires.join(parts["export"].click, page.export, [*at, parts["export_kind"]])

    in_browser: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    parts["kept"].change(None, [place, parts["kept"]], place, js=_TAKE_KEPT, **in_browser)
    place.change(None, place, None, js=_SHOW_IN_ADDRESS, **in_browser)
    parts["file"].change(None, None, None, js=_DOWNLOAD, **in_browser)


@dataclass(frozen=True)
class _Wires:
    """Joins events to handlers: every handler may change every part."""

    parts: Parts
    page: Page

    def join(
        self,
        event: Callable[..., Any],
        act: Callable[..., Any],
        inputs: list[Any],
        *,
        after: Callable[..., Changes] | None = None,
        **options: Any,
    ) -> Any:
        """Call `act` with the values of `inputs` (the place first) when the event happens.

        `after` is what to show with the text when the call was cut off: to Gradio a call that was
        stopped has failed, just as one that broke.
        """
        answer = self._streamed(act) if inspect.isgeneratorfunction(act) else self._answered(act)
        return self._listen(event, answer, inputs, after=after, **options)

    def join_load(self, blocks: gr.Blocks) -> None:
        """Open what the address names when a browser comes, else the newest draft."""

        def opened(request: gr.Request) -> Any:
            asked = request.query_params.get("draft", "")
            try:
                return self._shown(self.page.open(asked))
            except NianbaoError as error:
                return self._shown({**self.page.open(), **self.page.refused(error, "")})

        self._listen(blocks.load, opened, None)
        blocks.unload(lambda: None)  # makes Gradio notice a closed page and end its streams

    def _listen(
        self,
        event: Callable[..., Any],
        answer: Callable[..., Any],
        inputs: Any,
        *,
        after: Callable[..., Changes] | None = None,
        **options: Any,
    ) -> Any:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        outputs = list(self.parts.values())
        done = event(answer, inputs, outputs, **quiet, **options)
        # What no NianbaoError explains is ours to mend: the log has it, the reader a plain line.
        at = [self.parts["place"], self.parts["text"]]
        done.failure(self._answered(after or self.page.failed), at, outputs, **quiet)
        return done

    def _answered(self, act: Callable[..., Changes]) -> Callable[..., Any]:
        def answer(place: object, *values: object) -> Any:
            try:
                return self._shown(act(place, *values))
            except NianbaoError as error:
                return self._shown(self.page.refused(error, place))

        return answer

    def _streamed(self, act: Callable[..., Iterator[Changes]]) -> Callable[..., Any]:
        def answer(place: object, *values: object) -> Iterator[Any]:
            try:
                for changes in act(place, *values):
                    yield self._shown(changes)
            except NianbaoError as error:
                yield self._shown(self.page.refused(error, place))

        return answer

    def _shown(self, changes: Changes) -> Any:
        updates = {self.parts[part]: gr.update(**values) for part, values in changes.items()}
        return updates or gr.skip()
