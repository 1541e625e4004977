"""
`nianbao draft`: whatever fails or is interrupted, what was written is printed, and kept where it
can be.

Knows: the workflow, what may fail around it. Does not know: how a section is written.
"""

import argparse
import sys
from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli import lines, results
from assistant.cli.terminal import BY, DONE, notices, show
from assistant.core.drafts import DRAFT_SECTIONS, Draft, DraftSection
from assistant.core.errors import ExportError, NianbaoError, StoreError
from assistant.core.publication import SUFFIXES
from assistant.core.writing.options import WritingOptions
from assistant.settings import Settings
from assistant.writing.drafting import SectionProgress, WrittenSection, stopped_section

if TYPE_CHECKING:
    from assistant.usecases.sources import Sources
    from assistant.usecases.workflow import Workflow


@dataclass(frozen=True, kw_only=True)
class _Written:
    """The sections, and where somebody stopped: the one in the making, if it had begun."""

    whole: tuple[WrittenSection, ...]
    stopped: KeyboardInterrupt | OSError | None = None  # Ctrl-C, or our output cannot be written
    beginning: WrittenSection | None = None

    @property
    def sections(self) -> tuple[WrittenSection, ...]:
        return self.whole if self.beginning is None else (*self.whole, self.beginning)


def draft(options: argparse.Namespace, settings: Settings) -> int:
    """Write, print, save, export; what failed is told when everything else is done."""
    from assistant.app import open_workflow

    _check_outputs(options.output)
    with ExitStack() as stack:

        def spare() -> "Workflow":
            return stack.enter_context(open_workflow(settings, in_memory=True))

        def usual() -> "Workflow":
            return stack.enter_context(open_workflow(settings))

        workflow, sources, unread = _open(usual, spare, options)
        notices(sources.notices)
        written = _write(workflow, sources, options)
        if written.stopped is not None and not written.sections:
            raise written.stopped
        saved, unsaved = _save(workflow, spare, sources, written.sections)
        draft_id = saved.id if unread is None and unsaved is None else None
        _show_rest(written, draft_id, options)
        if written.stopped is not None:
            raise written.stopped
        unexported = [_export(workflow, saved, path) for path in options.output]
    if failed := [str(error) for error in (unread, unsaved, *unexported) if error is not None]:
        raise NianbaoError("；".join(failed))
    return DONE


def _check_outputs(paths: Sequence[Path]) -> None:
    """What can be said before minutes of writing."""
    for path in paths:
        if path.suffix.lower() not in SUFFIXES:
            raise ExportError(f"{path}：草稿只能写成 {' '.join(SUFFIXES)}；请改文件名")


def _open(
    usual: Callable[[], "Workflow"],
    spare: Callable[[], "Workflow"],
    options: argparse.Namespace,
) -> tuple["Workflow", "Sources", StoreError | None]:
    """The workflow and what to draft from; without the corpus where the data folder fails."""
    from corpus.figures_source import figures_from
    from corpus.reading import read_report

    figures = figures_from(options.figures)
    given = tuple(read_report(path) for path in options.previous)
    try:
        workflow = usual()
        return workflow, workflow.sources(figures, given), None
    except StoreError as error:
        workflow = spare()
        failed = StoreError(f"{error}（文字已输出，没有保存，也没有用到资料库）")
        return workflow, workflow.sources(figures, given), failed


def _write(workflow: "Workflow", sources: "Sources", options: argparse.Namespace) -> _Written:
    """Each section is printed once it is written; a stop keeps what there is."""
    sections: list[WrittenSection] = []
    step: SectionProgress | None = None
    told: set[str] = set()
    try:
        with closing(_growing(workflow, sources, options)) as growing:
            for step in growing:
                _show_progress(step)
                if step.written is not None:
                    sections.append(step.written)
                    _show_section(step.written, options, told)
        _tell_missing(options, sections)
    except (KeyboardInterrupt, OSError) as stop:
        _clear_progress()
        beginning = None
        if step is not None and step.written is None:
            beginning = stopped_section(step, sources.basis)
        return _Written(whole=tuple(sections), stopped=stop, beginning=beginning)
    return _Written(whole=tuple(sections))


def _growing(
    workflow: "Workflow", sources: "Sources", options: argparse.Namespace
) -> Generator[SectionProgress]:
    manner = WritingOptions(tone=options.tone, length=options.length, seed=options.seed)
    return workflow.draft(sources, _asked(options), options.writer, manner)


def _asked(options: argparse.Namespace) -> tuple[DraftSection, ...]:
    """The sections asked for; none means every one that the office has."""
    if not options.section or "all" in options.section:
        return ()
    return tuple(section for section in DRAFT_SECTIONS if section in options.section)


def _tell_missing(options: argparse.Namespace, written: Sequence[WrittenSection]) -> None:
    there = {one.section for one in written}
    if missing := [section for section in _asked(options) if section not in there]:
        notices((f"往年报告里没有 {'、'.join(missing)}，这些部分没有起草",))


def _save(
    workflow: "Workflow",
    spare: Callable[[], "Workflow"],
    sources: "Sources",
    sections: Sequence[WrittenSection],
) -> tuple[Draft, StoreError | None]:
    """The draft, in memory only where it cannot be saved, so that it can still be exported."""
    try:
        return workflow.save_draft(sources, sections, by=BY), None
    except StoreError as error:
        failed = StoreError(f"{error}（文字已输出，没有保存）")
        return spare().save_draft(sources, sections, by=BY), failed


def _export(workflow: "Workflow", draft: Draft, path: Path) -> ExportError | None:
    try:
        workflow.export_proof(path, draft)
    except ExportError as error:
        return ExportError(f"{error}（文字已输出）")
    print(f"已写入 {path}", file=sys.stderr)
    return None


# --- what is printed


def _show_section(written: WrittenSection, options: argparse.Namespace, told: set[str]) -> None:
    """A section with its notices, each of which is told once in a run."""
    _clear_progress()
    notices(notice for notice in written.notices if notice not in told)
    told.update(written.notices)
    if not options.json:
        show(options, {}, lines.section(written))
        sys.stdout.flush()


def _show_rest(written: _Written, draft_id: str | None, options: argparse.Namespace) -> None:
    """What could not be printed before it was saved."""
    if options.json:
        sections = [results.section(one) for one in written.sections]
        show(options, {"draft": draft_id, "sections": sections}, ())
        return
    if draft_id:
        print(f"草稿已保存，编号 {draft_id}", file=sys.stderr)
    if written.beginning is not None:
        notices(written.beginning.notices)
        show(options, {}, lines.section(written.beginning))


def _show_progress(step: SectionProgress) -> None:
    if sys.stderr.isatty():
        text = f"\r正在起草 {step.heading}：{len(step.text)}字"
        print(text, end="", file=sys.stderr, flush=True)


def _clear_progress() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr)
