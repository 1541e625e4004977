"""
Findings on the command line with the verdicts of persons: those on record, and the ones given by
--waive, --confirm and --withdraw.

Knows: these options, what happens where the data folder fails. Does not know: how findings are
found or printed, what may be waived.
"""

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from assistant.cli.terminal import BY, notices
from assistant.core.errors import NotAllowed, SettingsError, StoreError
from assistant.core.tables.figures import Figures
from assistant.core.verdicts import AnyFinding, Decision, Judged, Opinion, Verdict
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.usecases.judging import Judging

OPTIONS: tuple[tuple[str, Decision], ...] = (
    ("waive", "忽略"),
    ("confirm", "确认"),
    ("withdraw", "撤回"),
)
_Judge = Callable[[Sequence[Verdict]], Sequence[Judged[AnyFinding]]]


def judged(
    options: argparse.Namespace,
    settings: Settings,
    figures: Figures,
    judge: _Judge[AnyFinding],
) -> Sequence[Judged[AnyFinding]]:
    """The findings as `judge` lays verdicts over them, those given with this command included.

    StoreError where one was given and cannot be kept; without one, findings are shown all the
    same, and it is said that former verdicts are not. Looking makes no data folder.
    """
    asked = [
        (finding_id, decision) for name, decision in OPTIONS for finding_id in vars(options)[name]
    ]
    if not asked and (options.reason or options.scope):
        raise SettingsError("--reason、--scope 要和 --waive 等一起用；请写明是哪一处的编号")
    if not asked and not settings.database and not settings.home.is_dir():
        return judge(())
    from assistant.app import open_judging

    try:
        with open_judging(settings) as judging:
            _give(asked, options, figures, judging, judge)
            return judge(judging.given(figures))
    except StoreError as error:
        if asked:
            raise
        notices((f"{error}（没有用到以前的确认和忽略）",))
        return judge(())


def _give(
    asked: Sequence[tuple[str, Decision]],
    options: argparse.Namespace,
    figures: Figures,
    judging: "Judging",
    judge: _Judge[AnyFinding],
) -> None:
    """Keep what was asked; an id that is not there is told before the first is kept."""
    found = {one.id: one for one in judge(judging.given(figures))}
    if unknown := [finding_id for finding_id, _ in asked if finding_id not in found]:
        raise NotAllowed(f"这次核对没有编号为 {unknown[0]} 的发现；请看不带这个选项时列出的编号")
    for finding_id, decision in asked:
        opinion = Opinion(decision=decision, reason=options.reason, scope=options.scope)
        judging.give(figures, found[finding_id], opinion, by=BY)
