"""
The conversation that drafts and edits: one line in, what was changed out.

    line ─ read_intent ─► Intent ─ one handler ─► Reply: a proposal (hunks), or saved revisions

Nothing changes silently: a wording is a proposal until a person accepts hunks of it; what a person
said outright (起草, 补充, 删除, 撤销) is saved as a revision, told, and can be undone. What was
said is kept with the draft. A failure is an answer in one Chinese line, and nothing is lost.

Knows: the workflow's use cases, the port of messages, the rewriter. Does not know: LangChain,
screens, how an answer to a question is found (the workflow's asking).
"""

from collections import Counter
from collections.abc import Collection, Generator, Iterator
from dataclasses import replace

from assistant.core.accounts import User, require
from assistant.core.asking.understanding import Asker
from assistant.core.drafts import Draft
from assistant.core.editing import intents
from assistant.core.editing.hunks import settle
from assistant.core.editing.intents import Intent, read_intent, told
from assistant.core.errors import NianbaoError, NotAllowed
from assistant.core.ports import Message
from assistant.editing import proposing, saving
from assistant.editing.replies import Change, Reply, Turn, from_detail, to_detail
from assistant.editing.turns import Said
from assistant.usecases.workflow import Workflow

ASSISTANT = "助手"
_LONGEST_LINE = 1000  # characters of a chat line
_EARLIER_QUESTIONS = 5  # that a question may lean on


class Conversation:
    """Turns of a chat on one draft at a time; holds nothing between them."""

    def __init__(self, workflow: Workflow) -> None:
        self._workflow = workflow
        self._messages = workflow.editing.messages

    def history(self, draft_id: str) -> tuple[Message, ...]:
        """What was said on a draft, the oldest first."""
        return tuple(self._messages.messages(_thread(draft_id)))

    def reply(self, draft_id: str, message_id: int) -> Reply:
        """The reply that was kept as a message; NotAllowed if there is none."""
        for reply in self._replies(draft_id):
            if reply.message == message_id:
                return reply
        raise NotAllowed("没有这条建议；请重新提出要求")

    def _replies(self, draft_id: str) -> Iterator[Reply]:
        for one in self.history(draft_id):
            if one.role == "assistant":
                yield from_detail(one.text, one.detail, message=one.id)

    def turn(self, draft_id: str, said: Said) -> Generator[Turn]:
        """The answer to one line, growing; the last value has `reply` and the draft.

        Closing the iterator stops the model at once; what was not finished is not saved.
        """
        require(said.by, "read")
        line = said.line.encode("utf-8", "replace").decode().strip()
        said = replace(said, line=line)
        draft = self._workflow.read_draft(draft_id)
        _check(line)
        self._messages.say(_thread(draft_id), "person", line, author=said.by.name)
        intent = self._understood(line)
        try:
            reply = yield from self._handled(intent, draft, said)
        except NianbaoError as error:
            reply = Reply(text=f"没有做成：{error}", section=said.section)
        except GeneratorExit:
            self._keep(draft_id, Reply(text="已停止，没有改动", intent=told(intent)))
            raise
        reply = self._keep(draft_id, replace(reply, intent=reply.intent or told(intent)))
        yield Turn(
            text=reply.text,
            section=reply.section,
            reply=reply,
            draft=self._workflow.read_draft(draft_id),
        )

    def settle(
        self,
        draft_id: str,
        message_id: int,
        *,
        accepted: Collection[int] = (),
        rejected: Collection[int] = (),
        by: User,
    ) -> Reply:
        """Take and drop hunks of a proposal; what is left open is the proposal of the new reply.

        StaleRevision if the text has changed since, NotAllowed if there is no such proposal.
        """
        kept = self.reply(draft_id, message_id)
        return self._keep(draft_id, self._settled(draft_id, kept, (accepted, rejected), by))

    def _decide(self, intent: intents.Decide, draft: Draft, said: Said) -> Reply:
        """Take or drop hunks of the last proposal that is open, as a person says it."""
        replies = [one for one in self._replies(draft.id) if one.proposal or one.changes]
        if not replies or replies[-1].proposal is None:
            raise NotAllowed("现在没有待定的修改建议；可以说“第二段写短一点”")
        kept, there = replies[-1], len(replies[-1].proposal.hunks)
        chosen = [number - 1 for number in intent.numbers] or list(range(there))
        if not set(chosen) <= set(range(there)):
            raise NotAllowed(f"这条建议只有{there}处；请说“采纳第1处”")
        decided = (chosen, ()) if intent.accept else ((), chosen)
        return self._settled(draft.id, kept, decided, said.by)

    def _settled(
        self,
        draft_id: str,
        kept: Reply,
        decided: tuple[Collection[int], Collection[int]],
        by: User,
    ) -> Reply:
        accepted, rejected = decided
        if kept.proposal is None or kept.section is None:
            raise NotAllowed("这条消息里没有修改建议；请重新提出要求")
        draft = self._workflow.read_draft(draft_id)
        section, base = kept.section, draft.number(kept.section)
        text, left = settle(
            kept.proposal, draft.text(section), accepted=accepted, rejected=rejected
        )
        changes: tuple[Change, ...] = ()
        if text != draft.text(section):
            self._workflow.save_section(
                draft_id,
                section,
                text,
                base=base,
                by=by,
                note=f"改写：{kept.intent}",
                made=kept.made,
            )
            changes = (Change(section=section, number=base + 1),)
        new = len(self._faults(draft, text) - self._faults(draft, draft.text(section)))
        doubts = f"；改后新出现{new}处问题，请看“核对”" if new else ""
        words = f"这次采纳{len(accepted)}处" if accepted else f"这次放弃{len(rejected)}处"
        if accepted and rejected:
            words += f"，放弃{len(rejected)}处"
        return Reply(
            text=words + (f"，还有{len(left.hunks)}处待定" if left.hunks else "") + doubts,
            intent=kept.intent,
            section=section,
            proposal=left if left.hunks else None,
            made=kept.made,
            changes=changes,
        )

    def _faults(self, draft: Draft, text: str) -> Counter[tuple[str, str]]:
        """What of a text does not hold: half of a wording may say what neither text says."""
        found = self._workflow.ground(draft, text).findings
        return Counter((one.rule, one.quote) for one in found)

    # --- understanding

    def _understood(self, line: str) -> Intent:
        """The intent by rules; for a line that none fits, what a model takes it for."""
        intent = read_intent(line)
        if not isinstance(intent, intents.Unknown) or self._workflow.editing.guess is None:
            return intent
        try:
            return intents.guessed(self._workflow.editing.guess(line), line)
        except NianbaoError:  # then it is not understood, which is said
            return intent

    def _handled(self, intent: Intent, draft: Draft, said: Said) -> Generator[Turn, None, Reply]:
        if not isinstance(intent, intents.Ask | intents.Unknown):
            require(said.by, "write")  # before a model works for minutes
        match intent:
            case intents.DraftSections():
                return (yield from saving.draft_sections(self._workflow, intent, draft, said))
            case intents.Rewrite():
                return (yield from proposing.reword(self._workflow, intent, draft, said))
            case intents.AvoidRepeats():
                return (yield from proposing.avoid_repeats(self._workflow, intent, draft, said))
            case intents.AddNote():
                return saving.add_note(self._workflow, intent, draft, said)
            case intents.Delete():
                return saving.delete(self._workflow, intent, draft, said)
            case intents.Decide():
                return self._decide(intent, draft, said)
            case intents.Undo():
                replies = tuple(self._replies(draft.id))
                return saving.undo(self._workflow, replies, draft, said)
            case intents.Ask():
                return self._answer(intent, draft, said)
            case intents.Unknown(meant=meant):
                return Reply(text=f"{meant}{intents.ABILITIES}", section=said.section)

    def _answer(self, intent: intents.Ask, draft: Draft, said: Said) -> Reply:
        """An answer from the corpus; 去年 is the year before the draft's."""
        lines = [one.text for one in self.history(draft.id) if one.role == "person"]
        earlier = [line for line in lines[:-1] if isinstance(read_intent(line), intents.Ask)]
        asker = Asker(agency=draft.agency, year=draft.year - 1, this_year=draft.year)
        answer = self._workflow.asking.answer(
            intent.question, asker, earlier=earlier[-_EARLIER_QUESTIONS:]
        )
        text = "\n".join((answer.text, *answer.notices))
        return Reply(text=text, section=said.section, citations=answer.citations)

    def _keep(self, draft_id: str, reply: Reply) -> Reply:
        message = self._messages.say(
            _thread(draft_id), "assistant", reply.text, author=ASSISTANT, detail=to_detail(reply)
        )
        return replace(reply, message=message.id)


def _check(line: str) -> None:
    if not line:
        raise NotAllowed("没有写要求；可以说“起草总体情况”“第二段写短一点”")
    if len(line) > _LONGEST_LINE:
        raise NotAllowed(f"这句话有{len(line)}字，最多{_LONGEST_LINE}字；请分几次说")


def _thread(draft_id: str) -> str:
    return f"draft:{draft_id}"
