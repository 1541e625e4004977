"""
The commands: each reads its options, asks for one thing and prints the result, for a person or
as the JSON of the contract. Progress and notices go to stderr.

Knows: options, what is asked of whom. Does not know: words of the command line, shapes of results.
"""

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.cli import lines, results
from assistant.cli.terminal import (
    BAD_INPUT,
    BLOCKED,
    BY,
    DONE,
    given_text,
    notices,
    open_work,
    show,
)
from assistant.cli.verdicts import judged
from assistant.core.errors import (
    FiguresError,
    ModelError,
    SettingsError,
)
from assistant.core.evidence.names import Names
from assistant.core.findings import Level
from assistant.core.ports import Filter
from assistant.core.report import Report
from assistant.core.tables.figures import Figures
from assistant.core.verdicts import judge_form, judge_text
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.core.evidence.grounding import Grounding

Command = Callable[[argparse.Namespace, Settings], int]


def parse(options: argparse.Namespace, _: Settings) -> int:
    from assistant.core.codec import report_to_json
    from corpus.reading import read_report

    report = read_report(options.file)
    if not options.json:
        notices(report.warnings)
    return show(options, report_to_json(report), lines.report(report))


def ingest(options: argparse.Namespace, settings: Settings) -> int:
    with open_work(settings) as workflow:
        done = workflow.ingest(options.paths, _show_step, by=BY)
    for failure in done.failed:
        print(failure.error, file=sys.stderr)
    show(options, results.ingested(done), (lines.ingested(done),))
    is_futile = bool(done.failed) and not (done.added or done.unchanged or done.replaced)
    return BAD_INPUT if is_futile else DONE


def _show_step(step: Any) -> None:
    if step.outcome != "failed":  # why one failed is said at the end
        print(lines.ingest_step(step), file=sys.stderr)


def reports(options: argparse.Namespace, settings: Settings) -> int:
    with open_work(settings) as workflow:
        if options.action == "remove":
            if not options.id:
                raise SettingsError("请写明要移除的报告编号：nianbao reports remove ID")
            workflow.remove_report(options.id, by=BY)
        entries = workflow.reports()
    return show(options, results.report_entries(entries), lines.report_entries(entries))


def template(options: argparse.Namespace, _: Settings) -> int:
    from assistant.core.tables.form import edition_for
    from corpus.figures_file import write_template
    from corpus.figures_source import figures_from

    path: Path = options.output
    if path.is_file() and path.stat().st_size:
        raise FiguresError(f"{path} 已经存在，里面可能有填好的数；请换一个文件名，或先移走它")
    previous = figures_from(options.source) if options.source else None
    write_template(
        path,
        year=options.year,
        edition=options.edition or edition_for(options.year),
        agency=previous.agency if previous else "",
        previous=previous,
    )
    return show(options, {"file": str(path)}, (f"已生成 {path}",))


def check(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.aliases_file import read_aliases
    from assistant.core.rules.check import check as check_rules
    from corpus.figures_source import figures_and_report

    names = read_aliases(settings.home)
    figures, report = figures_and_report(options.figures)
    previous, last_report = _read_last_year(options.previous, figures, names)
    checked, findings = check_rules(
        figures, previous, report=report, last_report=last_report, names=names
    )
    found = judged(options, settings, figures, lambda given: judge_form(findings, given))
    as_json = {"checked": checked, "findings": [results.form_finding(one) for one in found]}
    show(options, as_json, lines.form_findings(checked, found))
    return _exit_code(one.finding.level for one in found if not one.is_waived)


def verify(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.aliases_file import read_aliases
    from assistant.core.evidence.grounding import ground
    from corpus.figures_source import figures_from

    names = read_aliases(settings.home)
    figures = figures_from(options.figures)
    previous, _ = _read_last_year(options.previous, figures, names)
    if previous is not None and previous.year != figures.year - 1:
        raise FiguresError(
            f"{options.previous}：是{previous.year}年的数据，对照要用{figures.year - 1}年的；"
            "请换文件，或不写 --previous"
        )
    text = given_text(options.text).replace("\r\n", "\n")
    result = ground(text, figures=figures, previous=previous, names=names)
    if options.second_opinion:
        result = _with_second_opinion(text, result, figures, settings)
    section = options.section or ""
    found = judged(
        options,
        settings,
        figures,
        lambda given: judge_text(result.findings, given, text=text, section=section),
    )
    show(options, results.verified(result, found), lines.verified(result, found))
    return _exit_code(one.finding.level for one in found if not one.is_waived)


def _with_second_opinion(
    text: str, result: "Grounding", figures: Figures, settings: Settings
) -> "Grounding":
    """What code found and what the chat model doubts beside it; code's alone if that fails."""
    from assistant.app import chat_connection
    from assistant.usecases.second_opinion import with_second_opinion

    with chat_connection(settings) as chat:
        try:
            return with_second_opinion(text, result, figures, chat)
        except ModelError as error:
            notices((f"{error}；没有大模型的意见，只有程序核对的结果",))
            return result


def search(options: argparse.Namespace, settings: Settings) -> int:
    where = Filter(agency=options.agency, year=options.year, section=options.section)
    with open_work(settings) as workflow:
        found = workflow.search(options.query, where=where, k=options.k)
    notices(found.notices)
    return show(options, results.passages(found.hits), lines.passages(found.hits))


def models(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli import doctor

    if options.action == "fetch":
        doctor.fetch_models(settings)
    if options.action == "distil":
        from assistant.app import distil_embedding

        folder, words = distil_embedding(settings)
        notices(
            (f"静态向量模型（{words}个词语）已写入 {folder}；设 embedding = {str(folder)!r} 启用",)
        )
    status = doctor.models_status(settings)
    return show(options, status, lines.models(status))


def serve(options: argparse.Namespace, settings: Settings) -> int:
    from ui.loading import uncollected, without_stubs

    with uncollected(), without_stubs():
        from assistant.app import open_accounts
        from assistant.cli.doctor import fetch_models
        from ui.app import serve as serve_page

    if options.fetch:
        fetch_models(settings)
    with open_work(settings) as workflow, open_accounts(settings) as accounts:
        serve_page(
            workflow,
            accounts,
            host=options.host or settings.host,
            port=options.port or settings.port,
        )
    return DONE


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.doctor import effective, examine

    checks = examine(settings)
    as_json = {"checks": [vars(one) for one in checks], "settings": effective(settings)}
    return show(options, as_json, lines.examinations(checks))


def needs_hub(settings: Settings) -> bool:
    """Whether the embedding model is named by its name on a model hub, so may be downloaded."""
    named = settings.embedding
    return bool(named) and "://" not in named and not Path(named).is_dir()


def _exit_code(levels: Iterable[Level]) -> int:
    """By the levels of what is open."""
    return BLOCKED if "error" in levels else DONE


def _read_last_year(
    path: Path | None, figures: Figures, names: Names | None
) -> tuple[Figures | None, Report | None]:
    """The same of last year, with what its prose says of this year's indicators."""
    from assistant.core.writing.learning import previous_figures
    from corpus.figures_source import figures_and_report

    if path is None:
        return None, None
    previous, report = figures_and_report(path)
    learned = previous_figures(figures, (report,), names) if report else None
    return learned or previous, report
