"""
The page as a Gradio application: which event calls which handler, and how answers reach parts.

Knows: Gradio. Does not know: what handlers do, drafts, files.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.core.errors import NianbaoError
from assistant.usecases.accounts import Accounts
from assistant.usecases.workflow import Workflow
from ui.door import Door
from ui.drafting import Desk
from ui.handlers import Page
from ui.intake import Intake
from ui.layout import Parts, lay_out
from ui.managing import Managing
from ui.screen import Changes
from ui.server import serve_blocks
from ui.talking import Talk

_TITLE = "年报助手"
_AT_ONCE = 16  # calls of one kind at a time; a call is short, or waits for the chat model
_CLEAN_UP = (600, 3600)  # seconds: how often, and how old an uploaded or exported file may get

Handler = Callable[..., Changes]

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
# What is selected in the text goes along with the line that is said.
_SELECTED = """(place, text, line, selection, writer) => {
  const box = document.querySelector('#draft-text textarea');
  const span = box ? `${box.selectionStart},${box.selectionEnd}` : '';
  return [place, text, line, span, writer];
}"""
_DOWNLOAD = "() => { setTimeout(() => document.querySelector('#file').click(), 0); }"


def serve(workflow: Workflow, accounts: Accounts, *, host: str, port: int) -> None:
    """Serve the page until it is interrupted; SettingsError if the port cannot be had."""
    door = Door(accounts)
    serve_blocks(partial(build, workflow, door), door, host=host, port=port)


def build(workflow: Workflow, door: Door, files: Path) -> gr.Blocks:
    """The page over a workflow; files to be downloaded are put into the folder `files`."""
    blocks = gr.Blocks(
        title=_TITLE, fill_width=True, analytics_enabled=False, delete_cache=_CLEAN_UP
    )
    with blocks:
        wires = _Wires(lay_out(), lambda request: Page(workflow, files, door.caller(request)))
        _wire(blocks, wires)
        _wire_managing(wires, door.accounts)
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


def _wire(blocks: gr.Blocks, wires: "_Wires") -> None:
    parts = wires.parts
    place, text = parts["place"], parts["text"]
    at = [place, text]
    wires.join_load(blocks)

    # always_last: a second choice made while the first is answered is not dropped.
    turn = [*at, parts["section"]]
    wires.join(parts["section"].input, lambda page: page.turn, turn, trigger_mode="always_last")
    _wire_intake(wires, at)
    _wire_writing(wires, at)
    for button, act in (
        ("save", lambda page: page.save),
        ("keep_mine", lambda page: page.keep_mine),
        ("submit", lambda page: page.submit),
        ("accept", lambda page: page.accept),
    ):
        wires.join(parts[button].click, act, at)
    for findings in (parts["checks"], parts["findings"]):
        wires.join_said(findings.input, lambda page: page.judge, at)
    wires.join(parts["take_theirs"].click, lambda page: page.take_theirs, [place])
    wires.join(parts["restore"].click, lambda page: page.restore, [*at, parts["version"]])
    wires.join(parts["return"].click, lambda page: page.reopen, [*at, parts["return_reason"]])
    wires.join(parts["export"].click, lambda page: page.export, [*at, parts["export_kind"]])

    in_browser: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    parts["kept"].change(None, [place, parts["kept"]], place, js=_TAKE_KEPT, **in_browser)
    place.change(None, place, None, js=_SHOW_IN_ADDRESS, **in_browser)
    parts["file"].change(None, None, None, js=_DOWNLOAD, **in_browser)


def _wire_intake(wires: "_Wires", at: list[Any]) -> None:
    parts = wires.parts
    named = [parts["agency"], parts["year"]]
    for chosen in (parts["agency"].input, parts["year"].submit, parts["year"].blur):
        wires.join(chosen, lambda page: Intake(page).choose, [*at, *named])
    wires.join(parts["template"].click, lambda page: Intake(page).template, [at[0], *named])
    figures, corpus = parts["figures_upload"], parts["corpus_upload"]
    wires.join(figures.upload, lambda page: Intake(page).figures, [*at, figures])
    wires.join(parts["remove"].click, lambda page: Intake(page).remove, [*at, parts["report"]])
    read = wires.stream(corpus.upload, lambda page: Intake(page).reports, [*at, corpus])
    wires.join(read.then, lambda page: page.refresh, at)


def _wire_managing(wires: "_Wires", accounts: Accounts) -> None:
    parts = wires.parts
    place, name, password = parts["place"], parts["account"], parts["password"]

    def managing(page: Page) -> Managing:
        return Managing(page, accounts)

    added = [place, name, parts["roles"], password]
    wires.join(parts["account_add"].click, lambda page: managing(page).add, added)
    changed = [place, name, password]
    wires.join(
        parts["account_password"].click, lambda page: managing(page).change_password, changed
    )
    wires.join(parts["account_remove"].click, lambda page: managing(page).remove, [place, name])
    wires.join(parts["audit_read"].click, lambda page: managing(page).read, [place])
    wires.join(parts["who"].change, lambda page: managing(page).opened, [place])


def _wire_writing(wires: "_Wires", at: list[Any]) -> None:
    parts = wires.parts
    writing = [*at, parts["writer"]]

    def stop(page: Page) -> Handler:
        return Desk(page).stop

    one = wires.stream(parts["draft"].click, lambda page: Desk(page).draft, writing, after=stop)
    every = wires.stream(
        parts["draft_all"].click, lambda page: Desk(page).draft_all, writing, after=stop
    )
    said = _wire_talking(wires, at)
    parts["stop"].click(None, cancels=[one, every, *said], api_visibility="private")
    wires.join(parts["typing"].input, lambda page: page.recheck, at, trigger_mode="always_last")
    for rest in (parts["typing"].submit, parts["text"].blur):
        wires.join(rest, lambda page: page.autosave, at)


def _wire_talking(wires: "_Wires", at: list[Any]) -> list[Any]:
    """The chat line; what stop must cancel."""
    parts = wires.parts
    line = [*at, parts["line"], parts["selection"], parts["writer"]]

    def stop(page: Page) -> Handler:
        return Talk(page).stop

    said = [
        wires.stream(event, lambda page: Talk(page).say, line, after=stop, js=_SELECTED)
        for event in (parts["say"].click, parts["line"].submit)
    ]
    decided = [*at, parts["message"], parts["hunks"]]
    wires.join(parts["accept_hunk"].click, lambda page: Talk(page).accept_hunk, decided)
    wires.join(parts["reject_hunk"].click, lambda page: Talk(page).reject_hunk, decided)
    return said


@dataclass(frozen=True)
class _Wires:
    """Joins events to handlers: every handler may change every part."""

    parts: Parts
    page: Callable[[gr.Request], Page]  # of whoever calls

    def join(
        self,
        event: Callable[..., Any],
        act: Callable[[Page], Handler],
        inputs: list[Any],
        **options: Any,
    ) -> Any:
        """Call what `act` names with the values of `inputs`, the place first, at the event."""

        def answer(request: gr.Request, place: object, *values: object) -> Any:
            page = self.page(request)
            try:
                return self._shown(act(page)(place, *values))
            except NianbaoError as error:
                return self._shown(page.refused(error, place))

        return self._listen(event, answer, inputs, **options)

    def join_said(
        self, event: Callable[..., Any], act: Callable[[Page], Handler], inputs: list[Any]
    ) -> Any:
        """As `join`, where the event itself says something more: the handler's last value."""

        def answer(said: gr.EventData, request: gr.Request, place: object, *values: object) -> Any:
            page = self.page(request)
            try:
                return self._shown(act(page)(place, *values, said._data))
            except NianbaoError as error:
                return self._shown(page.refused(error, place))

        return self._listen(event, answer, inputs)

    def stream(
        self,
        event: Callable[..., Any],
        act: Callable[[Page], Callable[..., Iterator[Changes]]],
        inputs: list[Any],
        *,
        after: Callable[[Page], Handler] | None = None,
        **options: Any,
    ) -> Any:
        """As `join`, for what answers little by little.

        `after` is what to show with the text when the call was cut off: to Gradio a call that was
        stopped has failed, just as one that broke.
        """

        def answer(request: gr.Request, place: object, *values: object) -> Iterator[Any]:
            page = self.page(request)
            try:
                for changes in act(page)(place, *values):
                    yield self._shown(changes)
            except NianbaoError as error:
                yield self._shown(page.refused(error, place))

        return self._listen(event, answer, inputs, after=after, **options)

    def join_load(self, blocks: gr.Blocks) -> None:
        """Open what the address names when a browser comes, else the newest draft."""

        def opened(request: gr.Request) -> Any:
            page, asked = self.page(request), request.query_params.get("draft", "")
            try:
                return self._shown(page.open(asked))
            except NianbaoError as error:
                return self._shown({**page.open(), **page.refused(error, "")})

        self._listen(blocks.load, opened, None)
        blocks.unload(lambda: None)  # makes Gradio notice a closed page and end its streams

    def _listen(
        self,
        event: Callable[..., Any],
        answer: Callable[..., Any],
        inputs: Any,
        *,
        after: Callable[[Page], Handler] | None = None,
        **options: Any,
    ) -> Any:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        outputs = list(self.parts.values())
        done = event(answer, inputs, outputs, **quiet, **options)
        failed = after or (lambda page: page.failed)

        # What no NianbaoError explains is ours to mend: the log has it, the reader a plain line.
        def told(request: gr.Request, place: object, text: object) -> Any:
            page = self.page(request)
            try:
                return self._shown(failed(page)(place, text))
            except NianbaoError as error:
                return self._shown(page.refused(error, place))

        done.failure(told, [self.parts["place"], self.parts["text"]], outputs, **quiet)
        return done

    def _shown(self, changes: Changes) -> Any:
        updates = {self.parts[part]: gr.update(**values) for part, values in changes.items()}
        return updates or gr.skip()
