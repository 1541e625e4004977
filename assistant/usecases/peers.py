"""
Passages of other offices beside the paragraphs that no past report of the office words.

Knows: the corpus and its index. Does not know: drafts, writers.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.core.errors import CorpusError, ModelError, StoreError
from assistant.core.evidence.facts import facts_of
from assistant.core.evidence.names import Names
from assistant.core.ports import Filter, PassageIndex, ReportStore
from assistant.core.prose.outline import split_parts
from assistant.core.report import Citation, Passage
from assistant.core.writing.aspects import aspect_of
from assistant.core.writing.brief import SECTION_OF, Brief, Exemplar, PlannedParagraph
from assistant.core.writing.learning import learn
from assistant.core.writing.masking import mask

_MOST = 10  # passages looked through for one under the same kind of heading


@dataclass(frozen=True, kw_only=True)
class Peers:
    """Where peers' passages are; `index` is made at first use."""

    reports: ReportStore
    index: Callable[[], PassageIndex]
    names: Names | None = None

    def helped(self, brief: Brief) -> tuple[Brief, tuple[str, ...]]:
        """The brief with passages of peers; without them, and saying so, if the search fails."""
        try:
            return (self._with_similar(brief) if self.reports.reports() else brief), ()
        except (CorpusError, ModelError, StoreError) as error:
            return brief, (f"没有参照其他机关的写法：{error}",)

    def _with_similar(self, brief: Brief) -> Brief:
        """The brief with a peer's passage beside each paragraph that no past report words.

        Only there: tried beside the office's own wording, a small model takes over what the peer
        claims (申请集中在…三个方面). Without a corpus there is none.
        """
        paragraphs = tuple(
            replace(paragraph, similar=self._similar(paragraph, brief))
            if paragraph.exemplar is None and paragraph.part.title
            else paragraph
            for paragraph in brief.paragraphs
        )
        return replace(brief, paragraphs=paragraphs)

    def _similar(self, paragraph: PlannedParagraph, brief: Brief) -> Exemplar | None:
        kind = SECTION_OF[brief.section]
        hits = self.index().retrieve(paragraph.part.title, where=Filter(section=kind), k=_MOST)
        peers = (hit.passage for hit in hits if hit.passage.year < brief.year)
        passage = next((p for p in peers if aspect_of(p.headings[-1]) == paragraph.aspect), None)
        return None if passage is None else self._exemplar(passage, brief)

    def _exemplar(self, passage: Passage, brief: Brief) -> Exemplar:
        """A passage of the corpus masked by its own report's facts, without its heading; what it
        names like an indicator of this draft has that indicator's place.
        """
        learned = learn(self.reports.report(passage.report), brief.facts, self.names)
        text = "\n".join(
            line for part in split_parts(passage.text.split("\n")) for line in part.paragraphs
        )
        return Exemplar(
            masked=mask(
                text,
                facts_of(learned.report.figures),
                year=passage.year,
                keys=learned.places(text),
                names=self.names,
            ),
            citation=Citation(
                report=passage.report,
                agency=passage.agency,
                year=passage.year,
                section=passage.section,
                quote=passage.text,
                passage=passage.id,
            ),
        )
