"""What the rules find in real reports, as a table for the docs: each finding with its two sides."""

from decimal import Decimal
from pathlib import Path

from assistant.core.findings import LEVEL_NAMES, FormFinding
from assistant.core.report import Report
from assistant.core.rules.check import RULES, check
from assistant.core.rules.rulebook import plain
from corpus.reading import read_report

_TITLES = {rule.id: rule.title for rule in RULES}


def found_markdown(reports: Path) -> str:
    """docs/rules_found.md: for each report of `reports`/raw the findings, worst first.

    Last year's report is taken from the same folder where it is there.
    """
    read = [read_report(path) for path in sorted((reports / "raw").iterdir())]
    by_year = {(one.agency, one.year): one for one in read}
    lines = [
        "# 规则在真实报告上查出了什么",
        "",
        "由 `python scripts/rules_doc.py ../shared/reports` 生成，请不要手改。规则见 rules.md。",
    ]
    for report in read:
        lines += ["", *_report_lines(report, by_year.get((report.agency, report.year - 1)))]
    return "\n".join(lines) + "\n"


def _report_lines(report: Report, last: Report | None) -> list[str]:
    checked, findings = check(
        report.figures, last.figures if last else None, report=report, last_report=last
    )
    counts = {level: [one.level for one in findings].count(level) for level in LEVEL_NAMES}
    told = "、".join(f"{LEVEL_NAMES[level]}{count}" for level, count in counts.items())
    lines = [f"## {report.agency} {report.year}年", "", f"核对{checked}次：{told}。"]
    if findings:
        lines += [
            "",
            "| 级别 | 规则 | 查的是 | 左 | 右 | 差 | 位置 |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_line(one) for one in findings]
    return lines


def _line(one: FormFinding) -> str:
    sides = (_number(number) for number in (one.left, one.right, one.delta))
    more = f" 等{len(one.cells)}格" if len(one.cells) > 1 else ""
    place = one.cells[0].replace("|", "／") + more if one.cells else ""
    level, title = LEVEL_NAMES[one.level], _TITLES[one.rule]
    return f"| {level} | {one.rule} | {title} | {' | '.join(sides)} | {place} |"


def _number(number: Decimal | None) -> str:
    return "" if number is None else plain(round(number, 4))
