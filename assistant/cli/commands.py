"""
The commands: each reads its options, asks for one thing and prints the result, for a person or
as the JSON of the contract. Progress and notices go to stderr.

Knows: options, what is asked of whom. Does not know: words of the command line, shapes of results.
"""

import argparse
import importlib
import json
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from assistant.cli import lines, results
from assistant.core.accounts import local_user
from assistant.core.errors import (
    CorpusError,
    DocumentError,
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
DONE, BLOCKED, BAD_INPUT = 0, 1, 2
BY = local_user("命令行")  # whoever can read the data folder can do all
# What `eval` measures: the module of assistant.evaluation, and its name for people.
MEASURES = MappingProxyType(
    {
        "grounding": "文字核对",
        "rules": "勾稽规则",
        "scan": "发布前扫描",
        "reading": "读取报告",
        "drafting": "起草",
        "retrieval": "查找段落",
        "rewriting": "改写",
        "answers": "回答问题",
    }
)
_NEED_ANSWERS = ("rules", "reading")
SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"
_PUNCTUATION = frozenset("，。；：、！？\n")
_DOCUMENTS = (b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # PDF, .docx and .xlsx, .doc
_LONGEST_TEXT = 2_000_000  # bytes; a whole report is 50 kB


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
    from assistant.cli.verdicts import judged
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
    from assistant.cli.verdicts import judged
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


def evaluate(options: argparse.Namespace, settings: Settings) -> int:
    folder: Path = options.reports
    if not folder.is_dir():
        raise SettingsError(f"找不到报告文件夹 {folder}；请用 --reports 指明")
    metrics: dict[str, Any] = {}
    tables: list[str] = []
    for name in MEASURES if options.what == "all" else (options.what,):
        if name in _NEED_ANSWERS and not (folder / "figures").is_dir():
            missing = f"{folder} 里没有 figures/（各表的正确答案），量不了{MEASURES[name]}"
            if options.what == "all":
                notices((missing,))
                continue
            raise SettingsError(f"{missing}；请用 --reports 指明另一个文件夹")
        measure = importlib.import_module(f"assistant.evaluation.{name}")
        try:
            if name == "drafting":
                metrics[name] = _evaluate_drafting(folder, options, settings)
            elif name == "rewriting":
                metrics[name] = _evaluate_rewriting(options, settings)
            else:
                metrics[name] = measure.evaluate(folder)
        except CorpusError as error:
            if options.what != "all" or not metrics:
                raise
            notices((str(error),))
            continue
        tables.append(f"【{MEASURES[name]}】\n{measure.table(metrics[name])}\n")
    return show(options, metrics, tables)


def _evaluate_drafting(
    folder: Path, options: argparse.Namespace, settings: Settings
) -> dict[str, Any]:
    """Drafts by the writers asked for; by carry alone, in seconds, among all measures."""
    from assistant.app import drafting_trial
    from assistant.evaluation.drafting import evaluate as evaluate_drafting

    names = options.writer or (["carry"] if options.what == "all" else ["carry", "model"])
    with drafting_trial(settings) as (writers, chain):
        return evaluate_drafting(
            folder,
            writers={name: writers[name] for name in dict.fromkeys(names)},
            seeds=options.seed or (1, 2, 3),
            chain=chain if "model" in names and not options.no_chain else None,
            progress=lambda done: print(done, file=sys.stderr),
        )


def _evaluate_rewriting(options: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Selections rewritten by the chat model; by the tables of words alone among all measures."""
    from assistant.app import open_rewriter
    from assistant.core.evidence.grounding import Basis
    from assistant.evaluation.rewriting import Trial
    from assistant.evaluation.rewriting import evaluate as evaluate_rewriting
    from corpus.figures_source import figures_from

    def tell(one: Trial) -> None:
        faults = "、".join(one.changed)
        outcome = f"{one.writer or '未改'}\t{one.seconds:.1f}\t{faults}\t{one.message}"
        print(f"{one.kind}\t{outcome}\n  {one.before}\n  {one.after}", file=sys.stderr)

    basis = Basis(figures=figures_from(SAMPLES / "示例市应急管理局_2026.xlsx"))
    with open_rewriter(settings) as rewriter:
        alone = options.what == "all"
        return evaluate_rewriting(basis, None if alone else rewriter, progress=tell)


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.cli.doctor import effective, examine

    checks = examine(settings)
    as_json = {"checks": [vars(one) for one in checks], "settings": effective(settings)}
    return show(options, as_json, lines.examinations(checks))


def needs_hub(settings: Settings) -> bool:
    """Whether the embedding model is named by its name on a model hub, so may be downloaded."""
    named = settings.embedding
    return bool(named) and "://" not in named and not Path(named).is_dir()


def show(options: argparse.Namespace, as_json: dict[str, Any], said: Iterable[str]) -> int:
    """Print a result as JSON or as lines; DONE."""
    if options.json:
        said = (json.dumps(as_json, ensure_ascii=False, indent=1),)
    for line in said:
        print(line)
    return DONE


def notices(told: Iterable[str]) -> None:
    for notice in told:
        print(f"提示：{notice}", file=sys.stderr)


def open_work(settings: Settings) -> Any:
    """The workflow over the parts of the settings, to be closed at the end."""
    from assistant.app import open_workflow

    return open_workflow(settings)


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


def given_text(source: str) -> str:
    """The text of a file, of standard input for `-`, or `source` itself if it has punctuation."""
    from corpus.readers.decoding import decode

    if not source.strip():
        raise DocumentError("没有给出文字；请写在命令里，或给出文本文件")
    if source == "-":
        name, content = "标准输入", sys.stdin.buffer.read()
    elif _PUNCTUATION.intersection(source) and not os.path.exists(source):
        return source
    else:
        name, content = source, _bytes(Path(source))
    if len(content) > _LONGEST_TEXT:
        raise DocumentError(f"{name}：太长，不像一份报告的文字；请只给要核对的部分")
    if content.startswith(_DOCUMENTS):
        raise DocumentError(f"{name}：不是纯文字；请把文字存为 .txt，整份报告请用 nianbao check")
    text = decode(content, name)
    if not text.strip():
        raise DocumentError(f"{name}：没有文字；请给出要核对的文字")
    return text


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise DocumentError(f"{path}：没有这个文件；请检查路径") from error
    except IsADirectoryError as error:
        raise DocumentError(f"{path}：是文件夹，不是文件；请给出文字文件") from error
    except OSError as error:
        raise DocumentError(f"{path}：读不出来（{error.strerror}）；请检查路径和权限") from error
