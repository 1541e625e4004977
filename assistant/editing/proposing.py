"""
Handlers that propose: a wording of a place, other words for what repeats last year's report.

What they give is a Reply with hunks; the draft stays as it is until a person accepts some.
"""

from collections.abc import Generator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

from assistant.core.drafts import Draft, DraftSection
from assistant.core.editing.hunks import Hunk, propose
from assistant.core.editing.intents import AvoidRepeats, Rewrite
from assistant.core.editing.places import NOWHERE, Located, locate
from assistant.core.editing.requests import BY_CODE, Kind, read_request
from assistant.core.editing.sentences import repeated
from assistant.core.errors import NotAllowed
from assistant.core.evidence.grounding import Basis
from assistant.core.prose.likeness import alike_share
from assistant.core.writing.brief import SECTION_NAMES
from assistant.editing.replies import Reply, Turn
from assistant.editing.rewrite import Rewriting, Selection, rewrite
from assistant.editing.turns import Said, texts_of
from assistant.usecases.workflow import Workflow

_WHOLE_SECTION = 400  # characters; of a longer one somebody must say which paragraph


def reword(
    workflow: Workflow, intent: Rewrite, draft: Draft, said: Said
) -> Generator[Turn, None, Reply]:
    spot = _spot(intent, draft, said)
    done = yield from _proposed(workflow, draft, spot, intent.request)
    made = _made(workflow, done.request.kind) if done.writer == "model" else {}
    reply = replace(_proposing(done, spot.section), made=made)
    if intent.place == NOWHERE and (spot.start, spot.end) == said.selection:
        return replace(reply, intent=f"改写选中的文字：{intent.request}")
    return reply


def avoid_repeats(
    workflow: Workflow, intent: AvoidRepeats, draft: Draft, said: Said
) -> Generator[Turn, None, Reply]:
    spot = locate(intent.place, texts_of(draft), said.section)
    text, before = draft.text(spot.section), _last_year(workflow, draft, spot.section)
    if not before:
        raise NotAllowed("资料库里没有上年报告的这一部分，无从比较；请先读入上年报告")
    spans = [(a, b) for a, b in repeated(text, before) if spot.start <= a and b <= spot.end]
    written, basis = text, workflow.basis(draft)
    for number, (start, end) in enumerate(reversed(spans), start=1):
        said_so_far = f"正在改写与上年雷同的句子：第{number}句，共{len(spans)}句"
        yield Turn(text=said_so_far, section=spot.section)
        written = yield from _otherwise(workflow, written, start, end, basis)
    proposal = propose(text, written)
    was, now = alike_share(text, before), alike_share(written, before)
    name = SECTION_NAMES[spot.section]
    if not spans:
        return Reply(text=f"“{name}”没有与上年雷同的句子", section=spot.section)
    if now >= was:
        return Reply(
            text=f"“{name}”有{len(spans)}句与上年雷同，没有找到既少雷同、又不改意思的说法；"
            "请选中句子，自己写要求",
            section=spot.section,
        )
    return Reply(
        text=f"“{name}”有{len(spans)}句与上年雷同，建议改写{_changed(proposal.hunks)}："
        f"雷同占比由{was:.0%}降到{now:.0%}。请逐处采纳或放弃",
        section=spot.section,
        proposal=proposal if proposal.hunks else None,
        made=_made(workflow, "vary"),
    )


def _made(workflow: Workflow, kind: Kind) -> Mapping[str, Any]:
    """The model and prompt of a wording, for the record."""
    rewriter = workflow.editing.rewriter
    return {} if rewriter is None else rewriter().made_by(kind)


def _proposed(
    workflow: Workflow, draft: Draft, spot: Located, request: str
) -> Generator[Turn, None, Rewriting]:
    selection = Selection(
        text=draft.text(spot.section),
        start=spot.start,
        end=spot.end,
        basis=workflow.basis(draft),
    )
    done: Rewriting | None = None
    with closing(rewrite(selection, request, workflow.editing.rewriter)) as growing:
        for step in growing:
            done = step.done
            yield Turn(text=step.text, section=spot.section)
    assert done is not None, "the last step has the result"
    return done


def _spot(intent: Rewrite, draft: Draft, said: Said) -> Located:
    """Where a place is; without one the selection, or a short section as a whole."""
    texts = texts_of(draft)
    if intent.place != NOWHERE:
        return locate(intent.place, texts, said.section)
    text = texts.get(said.section, "")
    if said.selection is not None and said.selection[0] < said.selection[1] <= len(text):
        return Located(section=said.section, start=said.selection[0], end=said.selection[1])
    whole = locate(NOWHERE, texts, said.section)
    by_code = read_request(intent.request, text).kind in BY_CODE
    if len(text) > _WHOLE_SECTION and not by_code:
        raise NotAllowed("请先选中要改的文字，或说明是第几段，如“第二段写短一点”")
    return whole


def _otherwise(
    workflow: Workflow, text: str, start: int, end: int, basis: Basis
) -> Generator[Turn, None, str]:
    """The text with one sentence in other words; as it is if none are fit."""
    selection = Selection(text=text, start=start, end=end, basis=basis)
    with closing(rewrite(selection, "换说法", workflow.editing.rewriter)) as growing:
        for step in growing:
            if step.done is not None:
                text = step.done.text
            yield Turn(text=step.text)
    return text


def _last_year(workflow: Workflow, draft: Draft, section: DraftSection) -> str:
    passages = workflow.outline(draft).get(section, ())
    return "\n".join(one.quote for one in passages if one.year == draft.year - 1)


def _proposing(done: Rewriting, section: DraftSection) -> Reply:
    """A rewriting as a reply: hunks to decide on, or why there are none."""
    if not done.proposal.hunks:
        return Reply(text=done.message, section=section)
    return Reply(
        text=f"{done.message}，共{len(done.proposal.hunks)}处，请逐处采纳或放弃",
        section=section,
        proposal=done.proposal,
    )


def _changed(hunks: tuple[Hunk, ...]) -> str:
    return f"{len(hunks)}处" if hunks else "0处（没有合适的写法）"
