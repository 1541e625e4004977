"""
`nianbao scan`: what of a report or a text must not be published, with the verdicts of persons.

Knows: the options, which findings may be answered. Does not know: rules, files.
"""

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import lines, results
from assistant.cli.terminal import BLOCKED, DONE, given_text, show
from assistant.cli.verdicts import OPTIONS, judged
from assistant.core.errors import SettingsError
from assistant.core.report import Paragraph
from assistant.core.scan.scanbook import Manuscript, ScanFinding
from assistant.core.tables.figures import Figures
from assistant.core.tables.form import edition_for
from assistant.core.verdicts import JudgedText, judge_text
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.core.scan.check import Scanner

_NEVER = frozenset({"残留-待答"})  # a person's answer is what it waits for


def scan(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.usecases.scanning import configured_scanner

    scanner: Scanner = configured_scanner(settings)
    manuscript = _manuscript(options)
    findings = scanner.scan(manuscript)
    answers = _answers(options, settings, manuscript, findings)
    paired = [(one, answers.get(place)) for place, one in enumerate(findings)]
    as_json = {
        "checked": len(scanner.rules),
        "findings": [results.scan_finding(one, answer) for one, answer in paired],
    }
    head = f"按{len(scanner.rules)}条规则扫描：{lines.scan_counts(findings)}"
    show(options, as_json, (head, *(lines.scan_finding(one, answer) for one, answer in paired)))
    is_open = (one.level == "error" and not (answer and answer.is_waived) for one, answer in paired)
    return BLOCKED if any(is_open) else DONE


def _manuscript(options: argparse.Namespace) -> Manuscript:
    from assistant.usecases.scanning import read_manuscript
    from corpus.figures_source import figures_from

    if options.text != "-" and os.path.isfile(options.text):
        manuscript = read_manuscript(Path(options.text))
    else:
        text = given_text(options.text).replace("\r\n", "\n")
        paragraphs = tuple(Paragraph(text=line) for line in text.split("\n"))
        manuscript = Manuscript(paragraphs=paragraphs)
    if options.figures is None:
        return manuscript
    figures = figures_from(options.figures)
    return replace(manuscript, agency=figures.agency, year=figures.year)


def _answers(
    options: argparse.Namespace,
    settings: Settings,
    manuscript: Manuscript,
    findings: Sequence[ScanFinding],
) -> dict[int, JudgedText]:
    """What persons said, by the place of the finding in the list.

    What stands beside the text, as a comment, is taken out of the file and not answered, nor is
    an open mark; of a text of nobody's nothing is kept.
    """
    if not manuscript.agency or manuscript.year is None:
        if any(vars(options)[name] for name, _ in OPTIONS):
            raise SettingsError("不知道是哪个单位哪一年的文字，不能确认或忽略；请用 --figures 指明")
        return {}
    figures = Figures(
        agency=manuscript.agency,
        year=manuscript.year,
        edition=edition_for(manuscript.year),
        cells=(),
    )
    places = [
        place
        for place, one in enumerate(findings)
        if one.end > one.start and one.rule not in _NEVER
    ]
    found = judged(
        options,
        settings,
        figures,
        lambda given: judge_text(
            [findings[place] for place in places],
            given,
            text=manuscript.text,
            section=options.section or "",
        ),
    )
    return dict(zip(places, found, strict=True))
