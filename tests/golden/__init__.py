"""
Drafts of ten invented offices, kept as text and read by a person sentence by sentence.

NAME.toml is what the draft is made from: `agency`, `year`, `numbers` by cell key, `indicators`
and `notes` of this year, and under `past` (latest first) reports with their numbers and
paragraphs; `peer` is a report of another office. NAME.md is what the carry-forward writer makes of
it. `python -m tests.golden` writes every NAME.md anew; read the difference before it is committed.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from assistant.core.evidence.facts import facts_of
from assistant.core.evidence.grounding import Basis
from assistant.core.report import Citation, Report
from assistant.core.tables.figures import Figures
from assistant.core.writing.brief import Brief, Exemplar
from assistant.core.writing.learning import Learned, learn, previous_figures
from assistant.core.writing.masking import mask
from assistant.core.writing.planning import plan_report
from assistant.writing.drafting import CarryWriter, WrittenSection, draft_section
from tests.forms import form, past_report

FOLDER = Path(__file__).parent
INPUTS = tuple(sorted(FOLDER.glob("*.toml")))


def drafted(source: Path) -> str:
    """The draft that the office of a .toml file gets, with what a person should look at."""
    case = tomllib.loads(source.read_text(encoding="utf-8"))
    figures = _figures(case)
    past = [_report(one, case["agency"]) for one in case.get("past", ())]
    basis = Basis(figures=figures, previous=previous_figures(figures, past))
    peer = _report(case["peer"], case["peer"]["agency"]) if "peer" in case else None
    sections = [_written(_helped(brief, peer), basis) for brief in plan_report(figures, past=past)]
    return "\n".join((f"# {case['about']}\n", *map(_shown, sections)))


def _figures(case: Mapping[str, Any]) -> Figures:
    made = form(
        case["year"],
        case.get("numbers", {}),
        indicators=[tuple(one) for one in case.get("indicators", ())],
        notes=case.get("notes", ()),
    )
    return replace(made, agency=case["agency"])


def _report(one: Mapping[str, Any], agency: str) -> Report:
    texts = {kind: one.get(kind, ()) for kind in ("overview", "problems", "other")}
    return past_report(_figures({**one, "agency": agency}), **texts)


def _helped(brief: Brief, peer: Report | None) -> Brief:
    """The brief with the peer's overview beside each paragraph that no past report words."""
    section = peer.section("overview") if peer else None
    if peer is None or section is None or brief.section != "overview":
        return brief
    learned = learn(peer, brief.facts)
    words = dict(zip((p.aspect for p in brief.paragraphs), section.paragraphs, strict=False))
    return replace(
        brief,
        paragraphs=tuple(
            replace(one, similar=_exemplar(words[one.aspect], learned))
            if one.exemplar is None and one.aspect in words
            else one
            for one in brief.paragraphs
        ),
    )


def _exemplar(text: str, learned: Learned) -> Exemplar:
    peer = learned.report
    citation = Citation(
        report=peer.file, agency=peer.agency, year=peer.year, section="overview", quote=text
    )
    facts = facts_of(peer.figures)
    return Exemplar(
        masked=mask(text, facts, year=peer.year, keys=learned.places(text)), citation=citation
    )


def _written(brief: Brief, basis: Basis) -> WrittenSection:
    *_, last = draft_section(brief, CarryWriter(), basis=basis)
    assert last.written is not None
    return last.written


def _shown(written: WrittenSection) -> str:
    found = [
        f"- {one.level} {one.rule}：{one.message}"
        for one in written.findings
        if one.rule not in ("open_mark", "carried")
    ]
    return "\n".join((f"## {written.heading}\n", written.text, "", *found))
