"""
Handlers that save: a section drafted, a note with its sentence, words deleted, a change undone.

Each saves revisions of the draft, says what it did, and can be undone.
"""

from collections.abc import Generator, Sequence
from contextlib import closing

from assistant.core.drafts import Draft
from assistant.core.editing.conflicts import conflicts
from assistant.core.editing.intents import AddNote, Delete, DraftSections, note_words, told
from assistant.core.editing.places import NOWHERE, locate
from assistant.core.editing.sentences import note_spot, sentence_with, without
from assistant.core.errors import NotAllowed
from assistant.core.writing.brief import SECTION_NAMES
from assistant.core.writing.pieces import as_sentence
from assistant.editing.replies import Change, Reply, Turn
from assistant.editing.turns import Said, texts_of
from assistant.usecases.workflow import Workflow

_QUOTE = 30  # characters of a text that is told


def draft_sections(
    workflow: Workflow, intent: DraftSections, draft: Draft, said: Said
) -> Generator[Turn, None, Reply]:
    draft, sources = workflow.sources_of(draft)
    changes: list[Change] = []
    lines: list[str] = []
    with closing(workflow.draft(sources, intent.sections, said.writer, said.options)) as growing:
        for step in growing:
            yield Turn(text=step.text, section=step.section)
            if step.written is None:
                continue
            written, base = step.written, draft.number(step.section)
            draft = workflow.save_written(draft.id, written, base=base, by=said.by)
            changes += [Change(section=step.section, number=base + 1)]
            again = "，原来的文字在版本中" if base else ""
            lines += [f"已起草“{written.heading}”，{len(written.text)}字{again}"]
            lines += written.notices
    told_marks = sum(draft.text(one.section).count("【待") for one in changes)
    marks = f"；有{told_marks}处待补充或待核实" if told_marks else ""
    return Reply(
        text="；".join(dict.fromkeys(lines)) + marks + "。可以说“撤销”",
        section=changes[0].section if changes else said.section,
        changes=tuple(changes),
    )


def add_note(workflow: Workflow, intent: AddNote, draft: Draft, said: Said) -> Reply:
    note = intent.note
    if note in draft.figures.notes:
        raise NotAllowed(f"已经有这条要点：“{note}”")
    texts = texts_of(draft)
    others = conflicts(draft.figures, note)
    spot = (
        note_spot(note, texts)
        if intent.place == NOWHERE
        else locate(intent.place, texts, said.section)
    )
    draft = workflow.set_notes(draft, (*draft.figures.notes, note), by=said.by)
    number = len(draft.figures.notes)
    if spot is None:
        return Reply(
            text=f"已记为要点第{number}条：“{note}”{_warned(others)}。还没有文字，起草时会写进去",
            section=said.section,
            note=note,
        )
    sentence = as_sentence(note_words(note))
    text = draft.text(spot.section)
    base = draft.number(spot.section)
    written = text[: spot.end] + sentence + text[spot.end :]
    workflow.save_section(
        draft.id, spot.section, written, base=base, by=said.by, note=f"补充：{note}"
    )
    return Reply(
        text=f"已记为要点第{number}条，并在“{SECTION_NAMES[spot.section]}”加上："
        f"“{sentence}”{_bound(workflow, draft, written, spot.end, len(sentence))}可以说“撤销”"
        f"{_warned(others)}",
        section=spot.section,
        changes=(Change(section=spot.section, number=base + 1),),
        note=note,
    )


def _warned(others: tuple[str, ...]) -> str:
    """That something else was typed of the same thing."""
    if not others:
        return ""
    told = "、".join(others)
    return f"。请核对：{told}说的像是同一件事，数不同；如是更正，请撤销，在“本年数据”里改原来那一条"


def _bound(workflow: Workflow, draft: Draft, text: str, start: int, length: int) -> str:
    """Whether the numbers of the sentence have a source now."""
    bindings = [
        one
        for one in workflow.ground(draft, text).bindings
        if start <= one.quantity.start < start + length and one.verdict != "exempt"
    ]
    loose = [one.quantity.text for one in bindings if one.verdict != "supported"]
    if loose:
        return f"。{'、'.join(loose)}还没有对应上数据，请看“核对”。"
    return f"，{len(bindings)}个数字以这条要点为依据。" if bindings else "。"


def delete(workflow: Workflow, intent: Delete, draft: Draft, said: Said) -> Reply:
    spot = locate(intent.place, texts_of(draft), said.section)
    text, (start, end) = draft.text(spot.section), (spot.start, spot.end)
    if intent.words:
        start, end = sentence_with(intent.words, text, start, end)
    edited = without(text, start, end)
    base = draft.number(spot.section)
    workflow.save_section(
        draft.id, spot.section, edited.text, base=base, by=said.by, note=told(intent)
    )
    return Reply(
        text=f"已从“{SECTION_NAMES[spot.section]}”删去：“{_short(edited.words)}”"
        f"（{len(edited.words)}字）。可以说“撤销”",
        section=spot.section,
        changes=(Change(section=spot.section, number=base + 1),),
    )


def undo(workflow: Workflow, replies: Sequence[Reply], draft: Draft, said: Said) -> Reply:
    """Take back the last change among `replies` (oldest first) that was not taken back yet."""
    undone = {one.undid for one in replies}
    last = next(
        (
            one
            for one in reversed(replies)
            if (one.changes or one.note) and not one.undid and one.message not in undone
        ),
        None,
    )
    if last is None:
        raise NotAllowed("这次对话里没有可以撤销的改动；更早的文字在“版本”里可以还原")
    changes = tuple(_taken_back(workflow, draft, change, said) for change in last.changes)
    if last.note and last.note in draft.figures.notes:
        notes = [one for one in draft.figures.notes if one != last.note]
        workflow.set_notes(draft, notes, by=said.by)
    return Reply(
        text=f"已撤销：{last.intent}" + ("（要点也已去掉）" if last.note else ""),
        section=changes[0].section if changes else said.section,
        changes=changes,
        undid=last.message,
    )


def _taken_back(workflow: Workflow, draft: Draft, change: Change, said: Said) -> Change:
    """Save what a section was before a change; NotAllowed if it was edited since."""
    history = {one.number: one.text for one in draft.history(change.section)}
    name = SECTION_NAMES[change.section]
    if history.get(change.number) != draft.text(change.section):
        raise NotAllowed(f"“{name}”之后又改过，不能直接撤销；请在“版本”里还原")
    base = draft.number(change.section)
    workflow.save_section(
        draft.id,
        change.section,
        history.get(change.number - 1, ""),
        base=base,
        by=said.by,
        note=f"还原到第{change.number - 1}版",
    )
    return Change(section=change.section, number=base + 1)


def _short(words: str) -> str:
    plain = words.replace("\n", " ").strip()
    return plain if len(plain) <= _QUOTE else f"{plain[:_QUOTE]}…"
