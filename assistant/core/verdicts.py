"""
Verdicts: what a person said of a finding, kept as long as the values it was about stay the same.

Knows: when a finding is the same as one that was answered before, what may be waived, how verdicts
are laid over findings. Does not know: who may give one, where they are kept, clocks.

A later verdict supersedes an earlier one of the same problem; none is ever changed. A verdict on
other values than today's has lapsed: the finding is open again, and the old answer is shown.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from assistant.core.errors import NotAllowed
from assistant.core.findings import FormFinding, TextFinding
from assistant.core.patterns import regex
from assistant.core.prose.nearby import sentence_around

# It is a problem and will be mended; it stands as it is, for a reason; as if nothing had been said.
Decision = Literal["确认", "忽略", "撤回"]

_NEVER = {  # the promise: nothing unknown, nothing of last year, nothing from nowhere is signed
    "open_mark": "{quote}要由人答复，不能忽略；请补上内容，或删去这句话",
    "stale": "“{quote}”是上年的数，不能忽略；请改为本年的数",
    "unsupported": "“{quote}”没有依据，不能忽略；请填入“其他数据”或“工作要点”，或删去",
}
_LONGEST = 500  # characters of a reason
_SHORTEST_SCOPE = 2  # characters: 本级
_SHOWN = 8  # digits of a key that a person types; two in a report's hundred findings never agree
_NUMBER = regex(r"\d+(?:\.\d+)?")
_WORD = regex(r"\w")

AnyFinding = TypeVar("AnyFinding", FormFinding, TextFinding)


@dataclass(frozen=True, kw_only=True)
class FindingKey:
    """Which problem (rule, place), and a hash of the values on its sides."""

    problem: str
    values: str


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """What a person says of a finding. `scope`: words of its sentence that state another 口径."""

    decision: Decision
    reason: str = ""
    scope: str = ""


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """An opinion on record, of one finding of an office's report of a year."""

    key: FindingKey
    decision: Decision
    reason: str
    scope: str
    author: str
    about: str  # the finding's message, as the person saw it
    created: str  # ISO 8601 with its zone


@dataclass(frozen=True, kw_only=True)
class Judged(Generic[AnyFinding]):
    """A finding with the last verdict on it, whatever the values then were."""

    finding: AnyFinding
    key: FindingKey
    sentence: str = ""  # around a finding of a text
    verdict: Verdict | None = None

    @property
    def id(self) -> str:
        """The finding as a person names it: the same in every run."""
        return self.key.problem[:_SHOWN]

    @property
    def decision(self) -> Decision | None:
        """What stands: None if nothing was said, or it was taken back, or the values changed."""
        if self.verdict is None or self.is_lapsed or self.verdict.decision == "撤回":
            return None
        return self.verdict.decision

    @property
    def is_waived(self) -> bool:
        return self.decision == "忽略"

    @property
    def is_lapsed(self) -> bool:
        """Whether the verdict was given on other values."""
        return self.verdict is not None and self.verdict.key != self.key


JudgedForm = Judged[FormFinding]
JudgedText = Judged[TextFinding]


def form_key(finding: FormFinding) -> FindingKey:
    """The key of a problem of the form: rule, cells, and the words of the report if it is of them.

    The message is left out where there are cells to say which problem it is, so that a better
    wording does not make an answered finding new.
    """
    written = str(finding.left) if finding.quote else ""  # the number in those words
    place = finding.cells or (finding.message,)
    return FindingKey(
        problem=_hash(finding.rule, finding.quote, written, *place),
        values=_hash(str(finding.left), str(finding.right), *finding.values),
    )


def text_key(finding: TextFinding, text: str, section: str = "") -> FindingKey:
    """The key of a problem of a text: section, rule, the sentence around and where in it.

    Its values are what it should say, and the numbers that the message tells.
    """
    sentence, begin = sentence_around(text, finding.start, finding.end)
    return FindingKey(
        problem=_hash(section, finding.rule, sentence.strip(), str(finding.start - begin)),
        values=_hash(finding.expected, *_NUMBER.findall(finding.message)),
    )


def judge_form(
    findings: Iterable[FormFinding], verdicts: Iterable[Verdict]
) -> tuple[JudgedForm, ...]:
    """Each finding with the last verdict on its problem; `verdicts` in the order given."""
    last = _last(verdicts)
    keyed = ((finding, form_key(finding)) for finding in findings)
    return tuple(
        Judged(finding=finding, key=key, verdict=last.get(key.problem)) for finding, key in keyed
    )


def judge_text(
    findings: Iterable[TextFinding], verdicts: Iterable[Verdict], *, text: str, section: str = ""
) -> tuple[JudgedText, ...]:
    """The same for the findings of `text`, which is a draft's `section` if one is named."""
    last = _last(verdicts)
    keyed = ((finding, text_key(finding, text, section)) for finding in findings)
    return tuple(
        Judged(
            finding=finding,
            key=key,
            sentence=sentence_around(text, finding.start, finding.end)[0],
            verdict=last.get(key.problem),
        )
        for finding, key in keyed
    )


def give(
    judged: JudgedForm | JudgedText, opinion: Opinion, *, author: str, created: str
) -> Verdict:
    """The opinion as a verdict on this finding; NotAllowed, saying why, if it may not be given.

    To waive takes a reason. A number that contradicts the figures takes the words of its own
    sentence that state the other scope too, so that whoever reads the report sees them.
    """
    reason, scope = _one_line(opinion.reason), _one_line(opinion.scope)
    if len(reason) > _LONGEST:
        raise NotAllowed(f"理由太长；请写在{_LONGEST}字以内")
    if opinion.decision == "忽略" and (refusal := _refusal(judged, reason, scope)):
        raise NotAllowed(refusal)
    return Verdict(
        key=judged.key,
        decision=opinion.decision,
        reason=reason,
        scope=scope,
        author=author,
        about=judged.finding.message,
        created=created,
    )


def needs_scope(finding: FormFinding | TextFinding) -> bool:
    """Whether it is a number in a text that contradicts one of the figures, no scope stated."""
    return isinstance(finding, TextFinding) and bool(finding.expected) and finding.rule != "scope"


def why_never(finding: FormFinding | TextFinding) -> str:
    """Why nobody may waive this finding; empty if somebody may."""
    if isinstance(finding, TextFinding) and finding.rule in _NEVER:
        return _NEVER[finding.rule].format(quote=finding.quote)
    return ""


def _refusal(judged: JudgedForm | JudgedText, reason: str, scope: str) -> str:
    finding = judged.finding
    if never := why_never(finding):
        return never
    if len(_WORD.findall(reason)) < 2:
        return "忽略一处发现要写明理由"
    if isinstance(finding, TextFinding) and needs_scope(finding):
        return _scope_refusal(finding, judged.sentence, scope)
    return ""


def _scope_refusal(finding: TextFinding, sentence: str, scope: str) -> str:
    """Why these words state no other scope; the number's own name, in the message, is none."""
    if not scope:
        return f"{finding.message}；口径不同才能忽略，请写明句中说明口径的词"
    is_scope = (
        len(scope) >= _SHORTEST_SCOPE
        and scope in sentence
        and not _NUMBER.search(scope)
        and scope not in finding.message
    )
    return "" if is_scope else f"“{scope}”不是句中说明口径的词；请先把口径写进这句话，再忽略"


def _last(verdicts: Iterable[Verdict]) -> Mapping[str, Verdict]:
    return {verdict.key.problem: verdict for verdict in verdicts}


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
