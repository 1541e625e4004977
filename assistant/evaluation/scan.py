"""
The benchmark of the scan: planted things found, and what it says of reports as they are.

In each report of a folder every way of planted.py is tried. `scan_real_errors.tsv` lists, from
reading, which findings at level 必错 on the untouched reports are real errors;
`scan_seed_items.tsv` which items of the hand check of one report are to be found by which rule.
"""

import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.core.errors import CorpusError, DocumentError
from assistant.core.report import Paragraph, Report
from assistant.core.scan.check import Scanner, scan_markdown
from assistant.core.scan.scanbook import Manuscript, ScanFinding
from assistant.evaluation.planted import THEMES, Planted, late, plant, slips
from assistant.evaluation.prose import report_files
from assistant.evaluation.traced import traced_files
from corpus.parse import parse
from corpus.readers import read_document
from corpus.readers.traces import read_traces

SEED = 20_260_119
_DATA = Path(__file__).parent
_CONTEXT = 16
_SCANNER = Scanner()
_FILES = "文件"  # the theme of what stands beside the text


@dataclass(frozen=True, kw_only=True)
class Host:
    """A report to plant in, and what the scan says of it as it is."""

    report: Report
    lines: tuple[str, ...]
    untouched: tuple[ScanFinding, ...]

    @property
    def name(self) -> str:
        return f"{self.report.agency} {self.report.year}"

    def scan(self, lines: Sequence[str]) -> tuple[ScanFinding, ...]:
        text = "\n".join(lines).split("\n")
        return _SCANNER.scan(
            Manuscript(
                paragraphs=tuple(Paragraph(text=line) for line in text),
                agency=self.report.agency,
                year=self.report.year,
            )
        )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one planted thing: the levels of the findings at it, others that are new."""

    theme: str
    kind: str
    levels: tuple[str, ...]
    beside: tuple[str, ...]
    text: str


def evaluate(reports: Path) -> dict[str, Any]:
    """Metrics over every report of `reports` (and its raw/ and made/), each once.

    recall: share of the planted things with a new finding of their theme at their place.
    precision: of all new findings, the share that stands at the planted thing. false_errors: 必错
    on the untouched reports that are not listed as real errors.
    """
    hosts = list(_hosts(reports))
    if not hosts:
        raise CorpusError(f"{reports} 里没有年度报告；请用 --reports 指定放报告的文件夹")
    chance = random.Random(SEED)
    outcomes = [_outcome(host, planted) for host in hosts for planted in _planted(host, chance)]
    outcomes += _traces()
    untouched = [_untouched(host) for host in hosts]
    false = sum(len(one["false_errors"]) for one in untouched)
    themes = (*THEMES, _FILES)
    return {
        **_shares(outcomes),
        "by_theme": {one: _shares([o for o in outcomes if o.theme == one]) for one in themes},
        "by_kind": {
            kind: _shares([one for one in outcomes if (one.theme, one.kind) == kind_of])
            for kind, kind_of in _kinds(outcomes).items()
        },
        "missed": [f"{one.theme}-{one.kind}：{one.text}" for one in outcomes if not one.levels],
        "beside": dict(Counter(rule for one in outcomes for rule in one.beside).most_common(20)),
        "false_errors": false,
        "false_errors_per_report": round(false / len(hosts), 3),
        "reports": untouched,
        "seed_items": _seed_items(hosts),
    }


def _hosts(reports: Path) -> Iterator[Host]:
    seen: set[tuple[str, int]] = set()
    for path in report_files(reports):
        try:
            document = read_document(path)
            report = parse(document)
        except DocumentError:
            continue  # no report: a list, a template
        if (report.agency, report.year) in seen:
            continue
        seen.add((report.agency, report.year))
        lines = tuple(one.text for one in document.blocks if isinstance(one, Paragraph))
        host = Host(report=report, lines=lines, untouched=())
        yield Host(report=report, lines=lines, untouched=host.scan(lines))


def _planted(host: Host, chance: random.Random) -> Iterator[Planted]:
    for theme, kind, slip in slips():
        if planted := plant(host.lines, slip, theme, kind, chance):
            yield planted
    yield late(host.lines, host.report.year, chance)


def _outcome(host: Host, planted: Planted) -> Outcome:
    known = Counter((one.rule, one.quote) for one in host.untouched)
    text = "\n".join(planted.lines)
    at, beside = [], []
    for one in host.scan(planted.lines):
        is_there = one.start < planted.end and planted.start < max(one.end, one.start + 1)
        if is_there:
            if one.rule.startswith(planted.theme) and not _was_there(one, host):
                at.append(one.level)
        elif known[one.rule, one.quote]:
            known[one.rule, one.quote] -= 1
        else:
            beside.append(one.rule)
    return Outcome(
        theme=planted.theme,
        kind=planted.kind,
        levels=tuple(at),
        beside=tuple(beside),
        text=text[max(0, planted.start - _CONTEXT) : planted.end + _CONTEXT].replace("\n", "⏎"),
    )


def _was_there(finding: ScanFinding, host: Host) -> bool:
    """Whether the untouched text has this finding at this very place."""
    return any(
        (one.rule, one.quote, one.start) == (finding.rule, finding.quote, finding.start)
        for one in host.untouched
    )


def _traces() -> Iterator[Outcome]:
    """Word files with one trace each, made for the purpose."""
    with tempfile.TemporaryDirectory() as folder:
        for kind, path in traced_files(Path(folder)):
            manuscript = Manuscript(paragraphs=(Paragraph(text=""),), traces=read_traces(path))
            found = _SCANNER.scan(manuscript)
            yield Outcome(
                theme=_FILES,
                kind=kind,
                levels=tuple(one.level for one in found if one.rule == f"{_FILES}-{kind}"),
                beside=tuple(one.rule for one in found if one.rule != f"{_FILES}-{kind}"),
                text=path.name,
            )


def _kinds(outcomes: Sequence[Outcome]) -> dict[str, tuple[str, str]]:
    return {f"{one.theme}-{one.kind}": (one.theme, one.kind) for one in outcomes}


def _shares(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    found = sum(bool(one.levels) for one in outcomes)
    right = sum(len(one.levels) for one in outcomes)
    wrong = sum(len(one.beside) for one in outcomes)
    return {
        "cases": len(outcomes),
        "found": found,
        "recall": _share(found, len(outcomes)),
        "as_error": _share(sum("error" in one.levels for one in outcomes), len(outcomes)),
        "precision": _share(right, right + wrong),
    }


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


# --- the untouched reports, the items of the hand check


def _untouched(host: Host) -> dict[str, Any]:
    real = {(row[2], row[3]) for row in _rows("scan_real_errors.tsv", host)}
    errors = [(one.rule, one.quote) for one in host.untouched if one.level == "error"]
    return {
        "report": host.name,
        "characters": sum(map(len, host.lines)),
        "levels": dict(Counter(one.level for one in host.untouched)),
        "real_errors": [" ".join(one) for one in errors if one in real],
        "false_errors": [" ".join(one) for one in errors if one not in real],
    }


def _rows(name: str, host: Host) -> list[list[str]]:
    return [row for row in _table(name) if row[:2] == [host.report.agency, str(host.report.year)]]


def _table(name: str) -> list[list[str]]:
    lines = (_DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _seed_items(hosts: Sequence[Host]) -> list[dict[str, Any]]:
    """Each item of the hand check that code can decide, and whether its rule says so."""
    found = []
    for host in hosts:
        told = [(one.rule, f"{one.quote}{one.message}") for one in host.untouched]
        for _, _, item, _, rule, words in _rows("scan_seed_items.tsv", host):
            if rule != "—":
                is_found = any(one == rule and words in text for one, text in told)
                found.append({"item": item, "rule": rule, "words": words, "found": is_found})
    return found


_MEASURED = """
## 量过什么

`nianbao eval scan --reports 报告` 在真实报告的文字里逐个植入不该发布的东西，看能不能查出；
再看对没有改动的报告误报多少。
植入的句子和错法（`assistant/evaluation/planted_sentences.py`、`planted.py`）与规则分开写，
不共用词表；但出自同一批作者，所以召回率说明的是这些写法查得出，不是所有错都查得出：
第一批植入时首次召回98.9%，第二批专挑第一批没有的写法，首次只有36%，
补上规则后才是现在的数。用语和错别字只查表里列出的，表外的查不出；
没有角色词的人名、句法残缺、事实对错也查不出。

## 一份真实报告的人工核查，逐项

黄石市应急管理局2020年报告，人工核查出的编号结构（A）、时间表述（C）、文字（D）各项。
A 各项和 B（数字）由 `nianbao check` 查出，见 [rules_found.md](rules_found.md)；
下面是扫描也查得出的，和只有扫描查得出的。
"""


def scan_document() -> str:
    """docs/scan.md: the rules, what was measured, the items of the hand check."""
    return scan_markdown() + _MEASURED + "\n" + "\n".join(_seed_items_table()) + "\n"


def _seed_items_table() -> Iterator[str]:
    """The items of the hand check as Markdown: by which rule each is found, or why by none."""
    yield "| 项 | 内容 | 由哪条规则查出，或为什么不能由程序判定 |"
    yield "|---|---|---|"
    for _, _, item, what, rule, words in _table("scan_seed_items.tsv"):
        yield f"| {item} | {what} | {f'不能判定：{words}' if rule == '—' else rule} |"


# --- for people


def table(metrics: Mapping[str, Any]) -> str:
    """The metrics as lines to print."""
    lines = [f"{'植入':<10}{'例数':>6}{'查出':>6}{'召回':>9}{'判为必错':>9}{'精确':>9}"]
    names = {**THEMES, _FILES: "文件痕迹"}
    rows = [(name, metrics["by_theme"][theme]) for theme, name in names.items()]
    lines += [_line(name, one) for name, one in (*rows, ("合计", metrics))]
    lines += [f"  漏：{one}" for one in metrics["missed"]]
    lines.append(f"误报（必错）：每份 {metrics['false_errors_per_report']}")
    for one in metrics["reports"]:
        levels = one["levels"]
        lines.append(
            f"{one['report']}：{one['characters']}字，必错{levels.get('error', 0)}"
            f"（真错{len(one['real_errors'])}，误报{len(one['false_errors'])}），"
            f"疑似{levels.get('warning', 0)}，提示{levels.get('info', 0)}"
        )
        lines += [f"  真错：{error}" for error in one["real_errors"]]
        lines += [f"  误报：{error}" for error in one["false_errors"]]
    items = metrics["seed_items"]
    if items:
        lines.append(f"人工核查的各项：{sum(one['found'] for one in items)}/{len(items)} 查出")
        lines += [f"  没有查出：{one['item']} {one['rule']}" for one in items if not one["found"]]
    return "\n".join(lines)


def _line(name: str, one: Mapping[str, Any]) -> str:
    recall, errors, precision = (
        "—" if one[key] is None else f"{one[key]:.1%}"
        for key in ("recall", "as_error", "precision")
    )
    return f"{name:<10}{one['cases']:>6}{one['found']:>8}{recall:>11}{errors:>12}{precision:>10}"
