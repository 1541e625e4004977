"""
The command `rewrite`: a selection of a text in other words; the rest of the text stays as it is.

Knows: options, what is printed. Does not know: how a wording is made and judged.
"""

import argparse
from contextlib import closing

from assistant.cli import lines, results
from assistant.cli.terminal import DONE, given_text, notices, show
from assistant.core.errors import SettingsError
from assistant.core.evidence.grounding import Basis
from assistant.editing.rewrite import Rewriting, Selection
from assistant.editing.rewrite import rewrite as rewrite_words
from assistant.settings import Settings


def rewrite(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.app import open_rewriter

    selection = _selection(options, settings)
    done: Rewriting | None = None
    with (
        open_rewriter(settings) as rewriter,
        closing(rewrite_words(selection, options.instruction, rewriter)) as growing,
    ):
        for step in growing:
            done = step.done
    assert done is not None, "the last step has the result"
    if not options.json:
        notices((done.message,))
    show(options, results.rewriting(done), lines.rewriting(done))
    return DONE


def _selection(options: argparse.Namespace, settings: Settings) -> Selection:
    from assistant.aliases_file import read_aliases
    from corpus.figures_source import figures_from

    text = given_text(options.text)
    end = len(text) if options.end is None else options.end
    if not 0 <= options.start <= end <= len(text):
        raise SettingsError(
            f"--start {options.start} --end {end} 不是这段文字的范围；全文{len(text)}字，从0数起"
        )
    basis = None
    if options.figures:
        names = read_aliases(settings.home)
        basis = Basis(figures=figures_from(options.figures), names=names)
    return Selection(text=text, start=options.start, end=end, basis=basis)
