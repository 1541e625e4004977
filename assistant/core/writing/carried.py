"""
What a draft took over from last year's report and nothing of this year vouches for.

Events and claims have a 【待核实】 in the text, which blocks acceptance. The rest are set phrases
that are true every year or of no year; each is shown to the person who signs, and blocks nothing: a
question behind every one of them would not be read (tried: 30 in a draft of 40 sentences).
"""

from collections.abc import Iterator, Sequence

from assistant.core.findings import TextFinding
from assistant.core.origins import SentenceOrigin
from assistant.core.prose.likeness import is_alike
from assistant.core.prose.open_marks import OPEN_MARK

RULE = "carried"


def carried_findings(origins: Sequence[SentenceOrigin]) -> tuple[TextFinding, ...]:
    """A finding of level info for each sentence that says what only a past report said."""
    return tuple(_findings(origins))


def _findings(origins: Sequence[SentenceOrigin]) -> Iterator[TextFinding]:
    for one in origins:
        citation = one.origin.citation
        if not one.origin.says_more or citation is None or OPEN_MARK.search(one.text):
            continue  # an open mark is asked about already, and its answer is a person's
        whose = "" if one.origin.kind == "past" else f"{citation.agency}"
        same = is_alike(one.text, citation.quote)
        how = "与这句雷同，宜改写" if same else "由这句改写"
        yield TextFinding(
            rule=RULE,
            level="info",
            start=one.start,
            end=one.end,
            quote=one.text,
            message=f"除数字外，这句话只有{whose}{citation.year}年的报告为据，{how}；请确认今年仍是这样",
            past=f"{whose}{citation.year}年报告：“{citation.quote}”",
        )
