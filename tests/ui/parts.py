"""Stand-ins at our own seams for tests of the page: an index that finds nothing, a slow writer."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from assistant.answering.asking import Asking, Parts
from assistant.app import importing, publishing
from assistant.core.errors import ModelError
from assistant.core.ports import Filter, Hit
from assistant.core.report import Passage
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.pieces import Piece
from assistant.editing.parts import EditingParts
from assistant.index.words import Words
from assistant.records.store import Store
from assistant.usecases.reviewing import Reviewing
from assistant.usecases.versions import Versions
from assistant.usecases.workflow import Workflow
from tests.forms import said


class NoIndex:
    """The port PassageIndex over nothing."""

    def add(self, passages: Sequence[Passage]) -> None:
        """Forget them."""

    def repair(self) -> None:
        """Nothing to mend."""

    def count(self) -> int:
        return 0

    def retrieve(self, query: str, *, where: Filter, k: int) -> tuple[Hit, ...]:  # noqa: ARG002
        return ()


class SlowWriter:
    """The port ParagraphWriter, a piece at a time: waits for `go` before each but the first."""

    name = "model"

    def __init__(self, *pieces: str) -> None:
        self.pieces = pieces
        self.go = threading.Event()
        self.closed = threading.Event()

    settings: Mapping[str, object] = MappingProxyType({})

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:  # noqa: ARG002
        written = ""
        try:
            for piece in self.pieces:
                written += piece
                yield said(written)
                self.go.wait(timeout=20)
        finally:
            self.closed.set()


class BrokenWriter:
    """A chat model that is down."""

    name = "model"

    settings: Mapping[str, object] = MappingProxyType({})

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:  # noqa: ARG002
        raise ModelError("大模型没有回应；本段改用沿用写法")
        yield ()


@contextmanager
def open_workflow(
    home: Path, writer: SlowWriter | BrokenWriter | None = None
) -> Iterator[Workflow]:
    """The real workflow over the real store, without an embedding or a chat model."""
    store = Store.open(home)
    try:
        yield Workflow(
            asking=Asking(Parts(reports=store, index=NoIndex, words=Words)),
            reports=store,
            drafts=store,
            verdicts=store,
            index=NoIndex,
            model_writer=lambda _: writer or BrokenWriter(),
            publishing=publishing(store),
            importing=importing(store),
            versions=Versions(store, store),
            reviewing=Reviewing(store, store),
            editing=EditingParts(messages=store),
        )
    finally:
        store.close()
