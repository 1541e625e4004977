"""
The command `ask`: a question on past reports, answered with its sources.

Knows: its options, what is asked of the workflow. Does not know: how an answer is found.
"""

import argparse

from assistant.cli import lines, results
from assistant.cli.terminal import notices, open_work, show
from assistant.core.asking.understanding import Asker
from assistant.settings import Settings


def ask(options: argparse.Namespace, settings: Settings) -> int:
    asker = Asker(agency=options.agency or "", year=options.year)
    with open_work(settings) as workflow:
        answer = workflow.asking.answer(options.question, asker, worded=options.writer == "model")
    if not options.json:
        notices(answer.notices)
    return show(options, results.answer(answer), lines.answer(answer))
