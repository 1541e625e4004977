"""
What the assistant answers in a chat, and how a message keeps it.

A reply says in Chinese what was done. A proposal waits for a person; a change was saved as a
revision and can be undone. Both are kept with the message as JSON, so a browser that was closed
finds them again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.core.drafts import Draft, DraftSection
from assistant.core.editing.hunks import Hunk, Proposal
from assistant.core.report import Citation


@dataclass(frozen=True, kw_only=True)
class Change:
    """A saved revision of a section, and the note that was added with it."""

    section: DraftSection
    number: int


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer of the assistant. `message` is the id under which it is kept; 0 before that."""

    text: str
    intent: str = ""  # what was understood: 改写第2段：精简
    section: DraftSection | None = None  # to be shown
    proposal: Proposal | None = None
    made: Mapping[str, Any] = field(default_factory=dict)  # by which model and prompt, if any
    changes: tuple[Change, ...] = ()
    note: str = ""  # that was added to the figures
    undid: int = 0  # the message whose change was taken back
    citations: tuple[Citation, ...] = ()
    message: int = 0


@dataclass(frozen=True, kw_only=True)
class Turn:
    """A turn on its way: what there is so far; `reply` and the draft as it is then at the end."""

    text: str
    section: DraftSection | None = None
    reply: Reply | None = None
    draft: Draft | None = field(default=None, repr=False)


def to_detail(reply: Reply) -> dict[str, Any]:
    """What of a reply is kept beside its text."""
    return {
        "intent": reply.intent,
        "section": reply.section,
        "proposal": _proposal_json(reply.proposal),
        "made": dict(reply.made),
        "changes": [{"section": one.section, "number": one.number} for one in reply.changes],
        "note": reply.note,
        "undid": reply.undid,
        "citations": [_citation_json(one) for one in reply.citations],
    }


def from_detail(text: str, detail: Mapping[str, Any], *, message: int) -> Reply:
    """The reply of a message that was kept."""
    return Reply(
        text=text,
        intent=detail.get("intent", ""),
        section=detail.get("section"),
        proposal=_proposal(detail.get("proposal")),
        made=detail.get("made", {}),
        changes=tuple(
            Change(section=one["section"], number=one["number"])
            for one in detail.get("changes", ())
        ),
        note=detail.get("note", ""),
        undid=detail.get("undid", 0),
        citations=tuple(Citation(**one) for one in detail.get("citations", ())),
        message=message,
    )


def _proposal_json(proposal: Proposal | None) -> dict[str, Any] | None:
    if proposal is None:
        return None
    return {"source": proposal.source, "hunks": [vars(hunk) for hunk in proposal.hunks]}


def _proposal(kept: Mapping[str, Any] | None) -> Proposal | None:
    if kept is None:
        return None
    hunks: Sequence[Mapping[str, Any]] = kept["hunks"]
    return Proposal(source=kept["source"], hunks=tuple(Hunk(**hunk) for hunk in hunks))


def _citation_json(one: Citation) -> dict[str, Any]:
    return dict(vars(one))
