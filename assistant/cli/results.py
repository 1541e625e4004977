"""Results of the commands in the JSON of the contract; pure, one function a shape."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from assistant.core.asking.query import Answer
from assistant.core.editing.hunks import Hunk
from assistant.core.evidence.binding import Binding
from assistant.core.evidence.grounding import Grounding
from assistant.core.findings import TextFinding
from assistant.core.origins import origin_to_json, record_to_json
from assistant.core.ports import Hit, ReportEntry
from assistant.core.report import Citation
from assistant.core.scan.scanbook import ScanFinding
from assistant.core.verdicts import JudgedForm, JudgedText
from assistant.editing.rewrite import Rewriting
from assistant.usecases.importing import Returned
from assistant.writing.drafting import WrittenSection

if TYPE_CHECKING:  # it brings the readers of every format along
    from corpus.ingest import Ingested

Json = dict[str, Any]


def number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def quantity(binding: Binding) -> Json:
    one, fact = binding.quantity, binding.fact
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "value": number(one.value),
        "unit": one.unit,
        "verdict": binding.verdict,
        "fact": fact.label if fact else None,
        "expected": number(fact.value) if fact else None,
        "source": fact.source if fact else None,
        "formula": fact.formula if fact and fact.formula else None,
    }


def text_finding(finding: TextFinding) -> Json:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "start": finding.start,
        "end": finding.end,
        "quote": finding.quote,
        "message": finding.message,
        "expected": finding.expected or None,
    }


def scan_finding(finding: ScanFinding, judged: JudgedText | None = None) -> Json:
    """`judged`: where a person may say something of it."""
    told = {"place": finding.place or None, "suggestion": finding.suggestion or None}
    return {**text_finding(finding), **told, **(_judged(judged) if judged else {})}


def grounding(result: Grounding) -> Json:
    return {
        "quantities": [quantity(binding) for binding in result.bindings],
        "findings": [text_finding(finding) for finding in result.findings],
    }


def verified(result: Grounding, found: Iterable[JudgedText]) -> Json:
    return {
        "quantities": [quantity(binding) for binding in result.bindings],
        "findings": [{**text_finding(one.finding), **_judged(one)} for one in found],
    }


def _judged(one: JudgedForm | JudgedText) -> Json:
    """How a finding is named, and the last verdict; `stands` is false on other values."""
    verdict = one.verdict
    if verdict is None or verdict.decision == "撤回":
        return {"id": one.id, "verdict": None}
    said = {name: getattr(verdict, name) for name in ("decision", "reason", "scope", "author")}
    return {
        "id": one.id,
        "verdict": {**said, "created": verdict.created, "stands": not one.is_lapsed},
    }


def form_finding(one: JudgedForm) -> Json:
    finding = one.finding
    return {
        "rule": finding.rule,
        "level": finding.level,
        "left": number(finding.left),
        "right": number(finding.right),
        "delta": number(finding.delta),
        "cells": list(finding.cells),
        "message": finding.message,
        **_judged(one),
    }


def citation(one: Citation) -> Json:
    return {
        "report": one.report,
        "agency": one.agency,
        "year": one.year,
        "section": one.section,
        "quote": one.quote,
        "cell": one.cell or None,
    }


def section(written: WrittenSection) -> Json:
    return {
        "section": written.section,
        "heading": written.heading,
        "text": written.text,
        **grounding(replace(written.grounding, findings=written.findings)),
        "citations": [citation(one) for one in written.citations],
        "writer": written.writer,
        "seconds": written.seconds,
        "notices": list(written.notices),
        "alike": round(written.alike, 4),
        "origins": [origin_to_json(one) for one in written.origins],
        "record": record_to_json(written.record),
    }


def hunk(one: Hunk) -> Json:
    return {"start": one.start, "end": one.end, "old": one.old, "new": one.new}


def rewriting(done: Rewriting) -> Json:
    return {
        "text": done.text,
        "hunks": [hunk(one) for one in done.proposal.hunks],
        "findings": [text_finding(finding) for finding in done.findings],
        "message": done.message,
        "writer": done.writer or None,
    }


def ingested(done: "Ingested") -> Json:
    return {
        "added": done.added,
        "unchanged": done.unchanged,
        "replaced": done.replaced,
        "failed": [{"file": one.file, "error": one.error} for one in done.failed],
        "passages": done.passages,
    }


def report_entries(entries: Iterable[ReportEntry]) -> Json:
    return {
        "reports": [
            {
                "id": entry.id,
                "agency": entry.agency,
                "year": entry.year,
                "file": entry.file,
                "passages": entry.passages,
            }
            for entry in entries
        ]
    }


def answer(one: Answer) -> Json:
    return {
        "answer": one.text,
        "kind": one.kind,
        "value": number(one.value),
        "unit": one.unit or None,
        "formula": one.formula or None,
        "citations": [citation(cited) for cited in one.citations],
        "seconds": one.seconds,
    }


def passages(hits: Iterable[Hit]) -> Json:
    return {
        "passages": [
            {
                "id": hit.passage.id,
                "agency": hit.passage.agency,
                "year": hit.passage.year,
                "section": hit.passage.section,
                "text": hit.passage.text,
                "score": round(hit.score, 6),
            }
            for hit in hits
        ]
    }


def returned(done: Returned) -> Json:
    return {
        "draft": done.draft.id,
        "sections": [
            {
                "section": one.section,
                "base": one.base,
                "number": one.number,
                "text": one.text,
                "hunks": [hunk(each) for each in one.hunks],
                **verified(one.grounding, one.judged),
            }
            for one in done.sections
        ],
        "tables": [
            {"cell": cell.name, "draft": cell.known, "file": cell.found} for cell in done.cells
        ],
        "notices": list(done.notices),
    }
