"""A message that asks several things, cut into questions; each is the context of the next."""

from assistant.core.asking.measures import terms_in
from assistant.core.asking.words import CLAIM, asked_names
from assistant.core.patterns import regex

_CUT = regex(r"(?<=[？?；;])|[，,](?=其中|另外|还有|再问)")
_COMMA = regex(r"[，,]")
_ASKS = regex(r"多少|几")
_DEPENDS = regex(r"\s*(?:占|比|较|同比|和|与|增|减|合计|一共|总共|共)")
_OF_PROSE = regex(r"(?:多少|几)(?:人次?|次|场|篇|期|条)")  # no cell is counted so
_TRUTH = regex(r"[，,]?(?P<words>(?:都)?(?:对[吗么]|对不对|是吗|正确吗|是否正确))[？?。]*$")
_SHORTEST = 2
_LONGEST = 2000  # characters; more is no question
_MOST = 8  # questions in one message
_WORD = regex(r"[\u4e00-\u9fffA-Za-z\d]")


def parts_of(message: str) -> tuple[str, ...]:
    """The questions of a message in order; at least one, which may be empty."""
    found = [
        part.strip()
        for piece in _claims(message[:_LONGEST]) or _CUT.split(message[:_LONGEST])
        for part in _own_questions(piece)
    ]
    kept = [part for part in found if len(_WORD.findall(part)) >= _SHORTEST]
    return tuple(kept[:_MOST]) or (message[:_LONGEST].strip(),)


def _claims(message: str) -> list[str]:
    """收到95件，其中自然人94件，对吗: a question of each number; empty if it is no such message."""
    truth = _TRUTH.search(message)
    clauses = _COMMA.split(message[: truth.start()]) if truth else []
    are_claims = len(clauses) > 1 and all(
        len(CLAIM.findall(one)) == 1 and terms_in(one, asked_names()) for one in clauses
    )
    return [f"{one}{truth['words']}" for one in clauses] if truth and are_claims else []


def _own_questions(piece: str) -> list[str]:
    """收到多少，答复多少，结转多少: cut at a comma if each side asks for a number of its own.

    So is a number of the form beside one that only prose states: 收到多少件申请，举办几次培训.
    """
    clauses = _COMMA.split(piece)
    alone = [_stands_alone(one) for one in clauses]
    prose = [bool(_OF_PROSE.search(one)) and not _DEPENDS.match(one) for one in clauses]
    if len(clauses) < 2 or not any(alone):
        return [piece]
    return clauses if all(map(max, alone, prose)) else [piece]


def _stands_alone(clause: str) -> bool:
    return bool(_ASKS.search(clause) and terms_in(clause, asked_names())) and not _DEPENDS.match(
        clause
    )
