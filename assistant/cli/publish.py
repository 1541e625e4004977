"""
`nianbao export`, `import` and `office`: a draft as a document and back, what an office prints.

Knows: the options, what is told of the outcome. Does not know: formats, states.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import get_args

from assistant.cli import lines, results
from assistant.cli.terminal import BAD_INPUT, BLOCKED, BY, DONE, notices, show
from assistant.core.errors import ExportError, SettingsError
from assistant.core.layout import own_values
from assistant.core.office import FIELDS, Office
from assistant.core.publication import Publication
from assistant.settings import Settings
from assistant.usecases.batch import Outcome, Target
from assistant.usecases.publishing import Wish

_READ_BACK = frozenset({".docx", ".md", ".html", ".txt"})
_LARGEST = 5_000_000  # bytes of a template


def export(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.app import open_workflow

    if options.all is not None:
        return _export_all(options, settings)
    if options.draft_id is None or options.output is None:
        raise SettingsError("请写明草稿编号和文件：nianbao export 编号 -o 报告.docx")
    wish = _wish(options)
    with open_workflow(settings) as workflow:
        done = workflow.publishing.export(options.draft_id, options.output, by=BY, wish=wish)
    notices((*_open_places(done), *_scanned(options.output, settings)))
    files = [path for path in (options.output, options.checklist) if path is not None]
    as_json = {"file": str(options.output), "files": [str(path) for path in files]}
    return show(options, as_json, (f"已写入 {path}" for path in files))


def _export_all(options: argparse.Namespace, settings: Settings) -> int:
    """Every accepted draft; a failure is told and ends with 2 once the others are written."""
    from assistant.app import open_workflow

    if options.draft_id or options.output:
        raise SettingsError("--all 导出全部定稿，不要再写草稿编号或 -o")
    counts = dict.fromkeys(get_args(Outcome), 0)
    failed: list[str] = []
    with open_workflow(settings) as workflow:
        for step in workflow.export_all(Target(folder=options.all, suffix=options.format), by=BY):
            print(lines.export_step(step), file=sys.stderr)
            counts[step.outcome] += 1
            if step.outcome == "failed":
                failed.append(step.file)
    show(options, {"folder": str(options.all), **counts}, (lines.exported(counts),))
    return BAD_INPUT if failed else DONE


def _wish(options: argparse.Namespace) -> Wish:
    """What was asked for; ExportError where the format cannot hold it."""
    only_word = options.changes or options.comments or options.appendix
    if only_word and options.output.suffix.lower() not in (".docx", ".pdf"):
        raise ExportError(
            f"{options.output}：修订、批注和附件只能写在 .docx 里；请改文件名，或去掉这些选项"
        )
    return Wish(
        changes=options.changes,
        has_comments=options.comments,
        has_appendix=options.appendix,
        checklist=options.checklist,
        signed=options.date,
        is_proof=options.proof,
    )


def _open_places(done: Publication) -> Iterator[str]:
    if done.office is not None and done.office.missing:
        missing = "、".join(done.office.missing)
        yield f"报告开头还缺{missing}；用 nianbao office {done.report.agency} 填写后再导出"


def _scanned(path: Path, settings: Settings) -> Iterator[str]:
    """What the scan says of the very file that was written; nothing of formats not read back."""
    from assistant.usecases.scanning import configured_scanner, read_manuscript

    if path.suffix.lower() not in _READ_BACK:
        return
    findings = configured_scanner(settings).scan(read_manuscript(path))
    found = [one for one in findings if one.level != "info"]
    if found:
        first = min(found, key=lambda one: one.level != "error")
        yield (
            f"发布前扫描 {path.name}：{lines.scan_counts(findings)}；先看：{first.message}。"
            f"全部请用 nianbao scan {path}"
        )


def take_back(options: argparse.Namespace, settings: Settings) -> int:
    """Read an edited file back; 1 if what was edited has errors."""
    from assistant.app import open_workflow

    with open_workflow(settings) as workflow:
        done = workflow.take_back(options.draft_id, options.file, by=BY)
    notices(done.notices)
    show(options, results.returned(done), lines.returned(done))
    found = (one for section in done.sections for one in section.judged)
    has_errors = any(one.finding.level == "error" and not one.is_waived for one in found)
    return BLOCKED if has_errors else DONE


def office(options: argparse.Namespace, settings: Settings) -> int:
    """Show, or set and show, the settings of one office; without a name those of all."""
    from assistant.app import open_workflow

    values = {key: value for key in FIELDS if (value := getattr(options, key)) is not None}
    layout = dict(map(_assigned, options.layout))
    if options.agency is None and (values or layout or options.template):
        raise SettingsError("请写明是哪个单位：nianbao office 单位名称 --address …")
    with open_workflow(settings) as workflow:
        publishing = workflow.publishing
        if values or layout:
            publishing.set_office(options.agency, values, layout=layout, by=BY)
        if options.template is not None:
            document = _template(options.template)
            publishing.set_template(options.agency, document, by=BY)
        known = publishing.offices() if options.agency is None else ()
        found = known if options.agency is None else (publishing.office(options.agency),)
        is_new = options.agency is not None and not any(
            one.agency == found[0].agency for one in publishing.offices()
        )
    if is_new:
        notices((f"还没有{options.agency}的设置；用 --address 等选项填写",))
    as_json = {"offices": [_as_json(one) for one in found]}
    return show(options, as_json, (line for one in found for line in _lines(one)))


def _assigned(text: str) -> tuple[str, object]:
    name, equals, value = text.partition("=")
    if not equals:
        raise SettingsError(f"版式要写成 名称=值，如 body_size=15；现为 {text!r}")
    return name.strip(), value.strip()


def _template(text: str) -> bytes:
    """The bytes of the template; none for 无."""
    if text in ("无", "none"):
        return b""
    path = Path(text)
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"{path}：模板超过 5 MB；请去掉其中的图片再试")
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path}：读不出来（{error.strerror}）；请检查路径和权限") from error


def _as_json(one: Office) -> dict[str, object]:
    texts = {key: getattr(one, key) for key in FIELDS}
    template = len(one.template)
    return {"agency": one.agency, **texts, "layout": own_values(one.layout), "template": template}


def _lines(one: Office) -> Iterator[str]:
    yield one.agency
    for key, name in FIELDS.items():
        yield f"  {name}：{getattr(one, key) or '（未填）'}"
    own = "，".join(f"{name}={value}" for name, value in own_values(one.layout).items())
    yield f"  版式：{own or 'GB/T 9704-2012'}"
    yield f"  模板：{f'{len(one.template)}字节的 .docx' if one.template else '无'}"


def day(text: str) -> date:
    """A date as typed, 2027-01-20."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"应为日期，如 2027-01-20，现为 {text!r}") from error
