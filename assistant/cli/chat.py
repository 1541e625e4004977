"""
The command `chat`: lines in, what the assistant did out, on one draft; for trying it in a terminal.

Knows: options, stdin, what is printed. Does not know: what a line means.
"""

import argparse
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from assistant.cli import lines
from assistant.cli.terminal import BY, DONE
from assistant.core.errors import NotAllowed
from assistant.editing.replies import Reply
from assistant.settings import Settings

if TYPE_CHECKING:  # they bring the workflow along
    from assistant.editing.conversation import Conversation
    from assistant.editing.turns import Said


def chat(options: argparse.Namespace, settings: Settings) -> int:
    from assistant.app import open_workflow
    from assistant.editing.conversation import Conversation
    from assistant.editing.turns import Said

    with open_workflow(settings) as workflow:
        draft_id = options.draft_id or _newest([one.id for one in workflow.drafts()])
        draft = workflow.read_draft(draft_id)
        told = f"{draft.agency}{draft.year}年的草稿（编号 {draft.id}，{draft.state}）"
        print(told, file=sys.stderr, flush=True)
        section = draft.sections[:1] or ("overview",)
        open_section = options.section or section[0]
        for line in _typed():
            said = Said(line=line, by=BY, section=open_section, writer=options.writer)
            reply = _turn(Conversation(workflow), draft_id, said)
            open_section = reply.section or open_section
            for told in lines.reply(reply):
                print(told)
            sys.stdout.flush()
    return DONE


def _newest(ids: list[str]) -> str:
    if not ids:
        raise NotAllowed("还没有草稿；请先用 nianbao draft 起草")
    return ids[0]


def _typed() -> Iterator[str]:
    """The lines of stdin that say something; a terminal is asked for each."""
    while True:
        if sys.stdin.isatty():
            print("您：", end="", flush=True, file=sys.stderr)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.strip()


def _turn(conversation: "Conversation", draft_id: str, said: "Said") -> Reply:
    try:
        with closing(conversation.turn(draft_id, said)) as growing:
            for step in growing:
                if step.reply is not None:
                    return step.reply
    except NotAllowed as error:  # a line that is none
        return Reply(text=str(error), section=said.section)
    raise AssertionError("the last step has the reply")
