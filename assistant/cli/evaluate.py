"""
The command `eval`: how good a part of the assistant is, measured over a folder of reports.

Knows: which measures there are. Does not know: how any of them measures.
"""

import argparse
import importlib
import sys
from pathlib import Path
from types import MappingProxyType
from typing import Any

from assistant.cli.terminal import notices, show
from assistant.core.errors import CorpusError, SettingsError
from assistant.settings import Settings

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
            year=options.year,
            chain=chain if "model" in names and not options.no_chain else None,
            progress=lambda done: print(done, file=sys.stderr),
        )


def _evaluate_rewriting(options: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Selections rewritten by the chat model; by the tables of words alone among all measures."""
    from assistant.app import open_rewriter
    from assistant.core.evidence.grounding import Basis
    from assistant.core.writing.learning import previous_figures
    from assistant.evaluation.rewriting import Trial
    from assistant.evaluation.rewriting import evaluate as evaluate_rewriting
    from corpus.figures_source import figures_from
    from corpus.reading import read_report

    def tell(one: Trial) -> None:
        faults = "、".join(one.changed)
        outcome = f"{one.writer or '未改'}\t{one.seconds:.1f}\t{faults}\t{one.message}"
        print(f"{one.kind}\t{outcome}\n  {one.before}\n  {one.after}", file=sys.stderr)

    figures = figures_from(SAMPLES / "示例市应急管理局_2026.xlsx")
    last = read_report(SAMPLES / "示例市应急管理局_2025.html")
    basis = Basis(figures=figures, previous=previous_figures(figures, [last]))
    with open_rewriter(settings) as rewriter:
        alone = options.what == "all"
        return evaluate_rewriting(
            basis, None if alone else rewriter, only=options.kind, progress=tell
        )
