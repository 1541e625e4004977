"""Parts for a workflow without models: an index by shared characters, a writer with a script.

Knows: the ports. Does not know: any one test.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

from assistant.answering.asking import Asking, Parts
from assistant.app import importing
from assistant.core.evidence.names import Names
from assistant.core.ports import Filter, Hit, PassageSource
from assistant.core.publication import Publication
from assistant.core.report import Passage
from assistant.core.writing import carry
from assistant.core.writing.brief import Brief, PlannedParagraph
from assistant.core.writing.pieces import Piece
from assistant.editing.parts import EditingParts
from assistant.index.words import Words
from assistant.records.store import Store
from assistant.usecases.judging import Judging
from assistant.usecases.publishing import Publishing
from assistant.usecases.reviewing import Reviewing
from assistant.usecases.versions import Versions
from assistant.usecases.workflow import Workflow
from tests.forms import said


class PlainIndex:
    """Satisfies core.ports.PassageIndex: the more characters a passage shares, the better."""

    def __init__(self, source: PassageSource) -> None:
        self._source = source

    def retrieve(self, query: str, *, where: Filter, k: int) -> tuple[Hit, ...]:
        hits = [
            Hit(passage=passage, score=len(set(query) & set(passage.text)) / len(set(query)))
            for passage in self._source.passages()
            if where.agency in (None, passage.agency)
            and where.year in (None, passage.year)
            and where.section in (None, passage.section)
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:k])

    def add(self, passages: Sequence[Passage]) -> None:
        """Nothing is kept here."""

    def repair(self) -> None:
        """Nothing can be damaged."""

    def count(self) -> int:
        return len(self._source.passages())


def asking_over(store: Store, names: Names | None = None) -> Asking:
    """Questions answered from a real store, by shared characters where passages are ranked."""
    return Asking(Parts(reports=store, index=lambda: PlainIndex(store), words=Words, names=names))


Rewrite = Callable[[str, int], str]


class ScriptedWriter:
    """A `model` that rewrites what would be carried forward: `rewrite(text, number)`.

    What `rewrite` raises stands for what happens while the model writes; half the text is out.
    """

    name = "model"

    def __init__(self, rewrite: Rewrite = lambda text, _: text) -> None:
        self.briefs: list[Brief] = []
        self._rewrite = rewrite
        self._written = 0

    settings: Mapping[str, object] = MappingProxyType({})

    def write(self, paragraph: PlannedParagraph, brief: Brief) -> Iterator[tuple[Piece, ...]]:
        self.briefs.append(brief)
        self._written += 1
        carried = carry.write_paragraph(paragraph, brief)
        yield said(carried[: len(carried) // 2])
        yield said(self._rewrite(carried, self._written))


def workflow_over(
    store: Store,
    writer: ScriptedWriter | None = None,
    exported: list[Path] | None = None,
    editing: EditingParts | None = None,
) -> Workflow:
    """A workflow over a real store, the plain index and a scripted model."""

    def write(path: Path, _: Publication) -> None:
        if exported is not None:
            exported.append(path)

    return Workflow(
        asking=asking_over(store),
        reports=store,
        drafts=store,
        verdicts=store,
        index=lambda: PlainIndex(store),
        model_writer=lambda _: writer or ScriptedWriter(),
        importing=importing(store),
        versions=Versions(store, store),
        reviewing=Reviewing(store, store),
        editing=editing or EditingParts(messages=store),
        publishing=Publishing(
            reports=store,
            drafts=store,
            offices=store,
            write=write,
            write_checklist=write,
            check_template=lambda _: None,
            judging=Judging(store),
            review=store,
        ),
    )


@contextmanager
def opened(home: Path) -> Iterator[Store]:
    """The store of a data folder, closed at the end."""
    store = Store.open(home)
    try:
        yield store
    finally:
        store.close()
