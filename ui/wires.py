"""
Events joined to handlers: how a call reaches the page of whoever calls, and answers reach parts.

Knows: Gradio. Does not know: what handlers do, drafts, files.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr

from assistant.core.errors import NianbaoError
from ui.handlers.page import Page
from ui.screen import Changes
from ui.turns import Turns

Parts = dict[str, Any]  # components by name; Gradio gives them their events at run time
Handler = Callable[..., Changes]


@dataclass(frozen=True)
class Wires:
    """Joins events to handlers: every handler may change every part, or those of `shows`."""

    parts: Parts
    page: Callable[[gr.Request], Page]  # of whoever calls
    shows: tuple[str, ...] = ()
    turns: Turns = field(default_factory=Turns)

    def only(self, *shows: str) -> "Wires":
        """For handlers that change these parts alone: the browser looks at no other, so is quick.

        What a refusal says of other parts is left out.
        """
        return replace(self, shows=shows)

    def join(
        self,
        event: Callable[..., Any],
        act: Callable[[Page], Handler],
        inputs: list[Any],
        **options: Any,
    ) -> Any:
        """Call what `act` names with the values of `inputs`, the place first, at the event."""

        def answer(request: gr.Request, place: object, *values: object) -> Any:
            return self._answered(request, act, place, *values)

        return self._listen(event, answer, inputs, **options)

    def join_said(
        self,
        event: Callable[..., Any],
        act: Callable[[Page], Handler],
        inputs: list[Any],
        **options: Any,
    ) -> Any:
        """As `join`, where the event itself says something more: the handler's last value."""

        def answer(said: gr.EventData, request: gr.Request, place: object, *values: object) -> Any:
            return self._answered(request, act, place, *values, said._data)

        return self._listen(event, answer, inputs, **options)

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

    def _answered(
        self, request: gr.Request, act: Callable[[Page], Handler], place: object, *values: object
    ) -> Any:
        page = self.page(request)
        with self.turns.of(request.session_hash or ""):
            try:
                return self._shown(act(page)(place, *values))
            except NianbaoError as error:
                return self._shown(page.refused(error, place))

    def _listen(
        self,
        event: Callable[..., Any],
        answer: Callable[..., Any],
        inputs: Any,
        *,
        after: Callable[[Page], Handler] | None = None,
        **options: Any,
    ) -> Any:
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        # Gradio tells each of these what has become of a call, twice a call and even if nothing
        # is to be seen: with all the parts that took more time than the call (scripts/bench_page).
        quiet["show_progress_on"] = self.parts["kept"]
        outputs = [self.parts[name] for name in self.shows or self.parts]
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
        updates = {
            self.parts[part]: gr.update(**values)
            for part, values in changes.items()
            if not self.shows or part in self.shows
        }
        return updates or gr.skip()
