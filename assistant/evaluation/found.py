"""What the rules find in real reports, as a table for the docs: each finding with its two sides."""

from decimal import Decimal
from pathlib import Path

from assistant.core.findings import LEVEL_NAMES, FormFinding
from assistant.core.report import Report
from assistant.core.rules.check import RULES, check
from assistant.core.rules.rulebook import plain
from corpus.reading import read_report

_SEED = ("黄石市应急管理局", 2020)  # the report that this program was asked for
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
    seed = by_year.get(_SEED)
    return "\n".join([*lines, *(_seed_lines(seed) if seed else ()), *_peer_lines()]) + "\n"


def seed_items() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What a person found in the seed report: item, words, what must find it.

    A rule's id; 不报 and a rule that must be silent there; 跨年 and one that needs last year's
    figures; 读取 where reading deals with it.
    """
    return tuple((item, words, tuple(by.split())) for item, words, by in _rows("seed_items.tsv"))


def peer_rules() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The rules of KIROGOVCOMPARE, what they check, and ours that do."""
    return tuple(
        (theirs, words, tuple(ours.split())) for theirs, words, ours in _rows("peer_rules.tsv")
    )


def _rows(name: str) -> list[list[str]]:
    text = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()[1:]]


def _seed_lines(seed: Report) -> list[str]:
    _, findings = check(seed.figures, report=seed)
    levels = {one.rule: LEVEL_NAMES[one.level] for one in reversed(findings)}
    lines = [
        "",
        f"## 逐条对照：人工核查{seed.agency}{seed.year}年报告的结果",
        "",
        "| 条目 | 内容 | 由谁查出 |",
        "|---|---|---|",
    ]
    for item, words, by in seed_items():
        told = "、".join(f"{one}（{levels[one]}）" if one in levels else one for one in by)
        lines.append(f"| {item} | {words} | {told} |")
    return lines


def _peer_lines() -> list[str]:
    return [
        "",
        "## 逐条对照：KIROGOVCOMPARE 的规则",
        "",
        "| 对方的规则 | 查什么 | 本工具的规则 |",
        "|---|---|---|",
        *(f"| {theirs} | {words} | {'、'.join(ours)} |" for theirs, words, ours in peer_rules()),
    ]


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
