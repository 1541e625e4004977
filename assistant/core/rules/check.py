"""
All rules on figures and reports (勾稽关系核查), and the one function that applies them.

The list is the documentation too: docs/rules.md is made of it (scripts/rules_doc.py).
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from assistant.core.evidence.names import Names
from assistant.core.findings import LEVEL_NAMES, FormFinding, Level
from assistant.core.report import Report
from assistant.core.rules import cells as rules_cells
from assistant.core.rules import chains as rules_chains
from assistant.core.rules import copy as rules_copy
from assistant.core.rules import documents as rules_documents
from assistant.core.rules import items as rules_items
from assistant.core.rules import prose as rules_prose
from assistant.core.rules import statements as rules_statements
from assistant.core.rules import structure as rules_structure
from assistant.core.rules import sums as rules_sums
from assistant.core.rules import tables as rules_tables
from assistant.core.rules import typed as rules_typed
from assistant.core.rules import years as rules_years
from assistant.core.rules.rulebook import LAST_YEAR, Case, Problem, Rule, plain
from assistant.core.tables.figures import Cell, Figures

RULES: tuple[Rule, ...] = (
    *rules_tables.RULES,
    *rules_cells.RULES,
    *rules_documents.RULES,
    *rules_items.RULES,
    *rules_sums.RULES,
    *rules_chains.RULES,
    *rules_years.RULES,
    *rules_typed.RULES,
    *rules_prose.RULES,
    *rules_statements.RULES,
    *rules_copy.RULES,
    *rules_structure.RULES,
)
_GROUPS = {
    "T0": "各表通用",
    "T2": "表二 主动公开政府信息情况",
    "T3": "表三 收到和处理政府信息公开申请情况",
    "T4": "表四 行政复议、行政诉讼情况",
    "X": "跨年",
    "N": "填写的指标和要点",
    "P": "正文",
    "S": "结构",
}
_SEVERITY: dict[Level, int] = {"error": 0, "warning": 1, "info": 2}


def check(
    figures: Figures,
    previous: Figures | None = None,
    *,
    report: Report | None = None,
    last_report: Report | None = None,
    names: Names | None = None,
) -> tuple[int, tuple[FormFinding, ...]]:
    """How many single checks were made, and what they found, worst first.

    `previous` gives the rules over two years, `report` (whose figures these are) those on prose,
    `last_report` the likeness with last year. What is not given is not checked. `names` are the
    office's own words.
    """
    case = Case(
        figures=figures,
        previous=previous,
        report=report,
        last_report=last_report,
        names=names,
    )
    values = _values(case)
    checked = 0
    found: list[FormFinding] = []
    for rule in RULES:
        for result in rule.check(case):
            checked += 1
            if result is not None:
                found.append(_finding(rule, result, values))
    return checked, tuple(sorted(found, key=lambda one: _SEVERITY[one.level]))


def _finding(rule: Rule, problem: Problem, values: Mapping[str, str]) -> FormFinding:
    return FormFinding(
        rule=rule.id,
        level=problem.level or rule.level,
        message=problem.message,
        left=problem.left,
        right=problem.right,
        cells=problem.cells,
        values=tuple(values.get(cell, "") for cell in problem.cells),
        quote=problem.quote,
    )


def _values(case: Case) -> dict[str, str]:
    """What each cell says by its name, last year's as the rules name them."""
    last = case.last.cells if case.last else ()
    said = {f"{LAST_YEAR}{cell.name}": _said(cell) for cell in last}
    for cell in case.figures.cells:  # one that is printed twice says both
        said[cell.name] = f"{said.get(cell.name, '')}{_said(cell)};"
    return said


def _said(cell: Cell) -> str:
    return cell.raw.strip() if cell.number is None else f"{plain(cell.number)}{cell.unit}"


def rules_markdown(rules: Iterable[Rule] = RULES) -> str:
    """The list of rules as docs/rules.md: id, level, what is checked, source, example."""
    lines = [
        "# 核查规则",
        "",
        "由 `assistant/core/rules/` 生成（`python scripts/rules_doc.py`），请不要手改。",
        "级别：必错＝与表或法定格式矛盾；疑似＝一般是错，有理由可以忽略；提示＝请看一眼。",
        "空白不当作0：一侧全空白的不判，部分空白的按0相加并在提示里写明。",
    ]
    for group, found in groupby(rules, key=lambda rule: rule.id.partition("-")[0]):
        lines += ["", f"## {_GROUPS[group]}", "", "| 编号 | 级别 | 查什么 | 依据 | 例子 |"]
        lines.append("|---|---|---|---|---|")
        lines += [
            f"| {rule.id} | {LEVEL_NAMES[rule.level]} | {rule.title} | {rule.source} | "
            f"{rule.example} |"
            for rule in found
        ]
    return "\n".join(lines) + "\n"
