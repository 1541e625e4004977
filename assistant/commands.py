"""
The commands: each reads its options, asks the workflow for one thing and prints the result,
for a person or as the JSON of the contract. Progress and notices go to stderr.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from assistant import results
from assistant.core.drafts import DRAFT_SECTIONS, DraftSection
from assistant.core.errors import FiguresError, SettingsError
from assistant.core.findings import LEVEL_NAMES, FormFinding, TextFinding
from assistant.core.grounding import Grounding
from assistant.core.ports import Filter
from assistant.drafting import WrittenSection
from assistant.settings import Settings

Command = Callable[[argparse.Namespace, Settings], int]
DONE, BLOCKED = 0, 1
_AUTHOR = "命令行"


def parse(options: argparse.Namespace, _: Settings) -> int:
    from assistant.core.codec import report_to_json
    from corpus.reading import read_report

    report = read_report(options.file)
    if options.json:
        return _json(report_to_json(report))
    print(f"{report.agency}　{report.year}年　{report.figures.edition}版表式　{report.title}")
    for section in report.sections:
        size = sum(map(len, section.paragraphs))
        print(f"  {section.heading}（{len(section.paragraphs)}段{size}字）")
    filled = sum(cell.number is not None for cell in report.figures.cells)
    print(f"  表格：{len(report.figures.cells)}格，其中{filled}格有数")
    _notices(report.warnings)
    return DONE


def ingest(options: argparse.Namespace, settings: Settings) -> int:
    with _workflow(settings) as workflow:
        done = workflow.ingest(
            options.paths,
            lambda step: print(
                f"[{step.done}/{step.total}] {step.file} {_OUTCOMES[step.outcome]}",
                file=sys.stderr,
            ),
        )
    for failure in done.failed:
        print(failure.error, file=sys.stderr)
    if options.json:
        return _json(
            {
                "added": done.added,
                "unchanged": done.unchanged,
                "replaced": done.replaced,
                "failed": [{"file": one.file, "error": one.error} for one in done.failed],
                "passages": done.passages,
            }
        )
    print(
        f"新增{done.added}份，未变{done.unchanged}份，替换{done.replaced}份，"
        f"未能读入{len(done.failed)}份；共{done.passages}个段落"
    )
    return DONE


_OUTCOMES = {"added": "已读入", "unchanged": "未变", "replaced": "已替换", "failed": "未能读入"}


def reports(options: argparse.Namespace, settings: Settings) -> int:
    with _workflow(settings) as workflow:
        if options.action == "remove":
            if not options.id:
                raise SettingsError("请写明要移除的报告编号：nianbao reports remove ID")
            workflow.remove_report(options.id)
        entries = workflow.reports()
    if options.json:
        return _json(results.report_entries(entries))
    for entry in entries:
        print(f"{entry.id}  {entry.year}  {entry.agency}  {entry.file}（{entry.passages}个段落）")
    if not entries:
        print("资料库是空的；用 nianbao ingest 读入往年报告")
    return DONE


def template(options: argparse.Namespace, _: Settings) -> int:
    from assistant.core.form import edition_for
    from corpus.figures_file import write_template
    from corpus.figures_source import figures_from

    previous = figures_from(options.source) if options.source else None
    write_template(
        options.output,
        year=options.year,
        edition=options.edition or edition_for(options.year),
        agency=previous.agency if previous else "",
        previous=previous,
    )
    return (
        _json({"file": str(options.output)}) if options.json else _say(f"已生成 {options.output}")
    )


def check(options: argparse.Namespace, _: Settings) -> int:
    from assistant.core.rules import check as check_rules
    from corpus.figures_source import figures_from

    figures = figures_from(options.figures)
    previous = figures_from(options.previous) if options.previous else None
    checked, findings = check_rules(figures, previous)
    if options.json:
        _json({"checked": checked, "findings": [results.form_finding(one) for one in findings]})
    else:
        _print_form_findings(checked, findings)
    return BLOCKED if any(one.level == "error" for one in findings) else DONE


def draft(options: argparse.Namespace, settings: Settings) -> int:
    from corpus.figures_source import figures_from
    from corpus.reading import read_report

    figures = figures_from(options.figures)
    given = tuple(read_report(path) for path in options.previous)
    with _workflow(settings) as workflow:
        sources = workflow.sources(figures, given)
        _notices(sources.notices)
        sections: list[WrittenSection] = []
        for progress in workflow.draft(sources, _sections(options.section), options.writer):
            _show_progress(progress.heading, len(progress.text))
            if progress.written is not None:
                sections.append(progress.written)
                _clear_progress()
                _notices(progress.written.notices)
                if not options.json:
                    _print_section(progress.written)
        saved = workflow.save_draft(sources, sections, author=_AUTHOR)
        if options.output:
            workflow.export_proof(options.output, saved)
            print(f"已写入 {options.output}", file=sys.stderr)
    if options.json:
        _json({"draft": saved.id, "sections": [results.section(one) for one in sections]})
    else:
        print(f"草稿编号 {saved.id}", file=sys.stderr)
    return DONE


def verify(options: argparse.Namespace, _: Settings) -> int:
    from assistant.core.grounding import ground
    from corpus.figures_source import figures_from

    figures = figures_from(options.figures)
    previous = figures_from(options.previous) if options.previous else None
    result = ground(_text(options.text), figures=figures, previous=previous)
    if options.json:
        _json(results.grounding(result))
    else:
        _print_grounding(result)
    return BLOCKED if any(one.level == "error" for one in result.findings) else DONE


def search(options: argparse.Namespace, settings: Settings) -> int:
    where = Filter(agency=options.agency, year=options.year, section=options.section)
    if options.k < 1:
        raise SettingsError(f"-k 应为正整数，现为 {options.k}")
    with _workflow(settings) as workflow:
        hits = workflow.search(options.query, where=where, k=options.k)
    if options.json:
        return _json(results.passages(hits))
    for place, hit in enumerate(hits, start=1):
        one = hit.passage
        path = " / ".join((one.agency, f"{one.year}年", *one.headings))
        print(f"{place}. {path}\n   {one.text}\n")
    if not hits:
        print("资料中没有找到相关段落")
    return DONE


def export(options: argparse.Namespace, settings: Settings) -> int:
    with _workflow(settings) as workflow:
        workflow.export(options.draft_id, options.output, author=_AUTHOR)
    return (
        _json({"file": str(options.output)}) if options.json else _say(f"已写入 {options.output}")
    )


def models(options: argparse.Namespace, settings: Settings) -> int:
    from assistant import doctor

    if options.action == "fetch":
        doctor.fetch_models(settings)
    status = doctor.models_status(settings)
    if options.json:
        return _json(status)
    for kind, name in (("chat", "大模型"), ("embedding", "向量模型")):
        print(f"{name}：{'；'.join(f'{key} {value}' for key, value in status[kind].items())}")
    return DONE


def serve(options: argparse.Namespace, settings: Settings) -> int:
    from ui.app import serve as serve_page

    with _workflow(settings) as workflow:
        serve_page(
            workflow,
            host=options.host or settings.host,
            port=options.port or settings.port,
        )
    return DONE


def doctor(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.doctor import examine

    findings = examine(settings)
    if options.json:
        return _json({"checks": [vars(one) for one in findings]})
    for one in findings:
        print(f"{'正常' if one.ok else '注意'}　{one.name}：{one.says}")
    return DONE


def needs_hub(settings: Settings) -> bool:
    """Whether the embedding model is named by its name on a model hub, so may be downloaded."""
    named = settings.embedding
    return bool(named) and "://" not in named and not Path(named).is_dir()


def _workflow(settings: Settings) -> Any:
    from assistant.app import open_workflow

    return open_workflow(settings)


def _sections(asked: Sequence[str] | None) -> tuple[DraftSection, ...]:
    """The sections asked for; none means every one that the office has."""
    if not asked or "all" in asked:
        return ()
    return tuple(section for section in DRAFT_SECTIONS if section in asked)


def _text(source: str) -> str:
    """The text of a file, or of standard input for `-`."""
    if source == "-":
        return sys.stdin.read()
    path = Path(source)
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise FiguresError(f"找不到文字文件 {path}；请检查路径") from error
    except (OSError, UnicodeDecodeError) as error:
        raise FiguresError(f"文字文件 {path} 读不出来；请存为 UTF-8 编码的文本文件") from error


def _json(result: dict[str, Any]) -> int:
    print(json.dumps(result, ensure_ascii=False, indent=1))
    return DONE


def _say(text: str) -> int:
    print(text)
    return DONE


def _notices(notices: Iterable[str]) -> None:
    for notice in notices:
        print(f"提示：{notice}", file=sys.stderr)


def _show_progress(heading: str, characters: int) -> None:
    if sys.stderr.isatty():
        print(f"\r正在起草 {heading}：{characters}字", end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)


def _print_section(written: WrittenSection) -> None:
    print(f"\n【{written.heading}】（{written.writer}，{written.seconds:.1f}秒）\n{written.text}")
    _print_grounding(written.grounding)


def _print_grounding(result: Grounding) -> None:
    stated = [one for one in result.bindings if one.verdict != "exempt"]
    supported = sum(one.verdict == "supported" for one in stated)
    print(f"—— 核对：{len(stated)}个数字，{supported}个有依据；{len(result.findings)}处待处理")
    for finding in result.findings:
        _print_text_finding(finding)


def _print_text_finding(finding: TextFinding) -> None:
    print(f"   [{LEVEL_NAMES[finding.level]}] {finding.message}")


def _print_form_findings(checked: int, findings: Sequence[FormFinding]) -> None:
    print(f"核对{checked}项，发现{len(findings)}处")
    for finding in findings:
        print(f"  [{LEVEL_NAMES[finding.level]}] {finding.message}")
