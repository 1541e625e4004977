"""
Rewriting a selection: words of a text and a request in, a proposal of hunks out.

    span ─ protect ─► sentences with marks ─ model (three wordings) or table ─ judge ─► the best
    ─ put the words back ─► ground ─► hunks, findings

Nothing of the text changes here: a proposal is for a person to accept or reject. What no wording
is fit for stays as it is, and one Chinese line says why.

Knows: the core, its own port Rewriter. Does not know: LangChain, drafts, screens.
"""

from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Protocol

from assistant.core.editing import plain
from assistant.core.editing.adding import untold_change
from assistant.core.editing.hunks import Proposal, propose
from assistant.core.editing.judging import fault, merit
from assistant.core.editing.protection import Sentence, free_part, inner_part, protect
from assistant.core.editing.requests import BY_CODE, KIND_NAMES, Kind, Request, read_request
from assistant.core.errors import ModelError, NotAllowed
from assistant.core.evidence.grounding import Basis, ground_on
from assistant.core.findings import TextFinding
from assistant.core.patterns import regex
from assistant.core.prose.quantities import find_quantities
from assistant.core.writing.marks import MARK

LONGEST = 3000  # characters of a selection; a page is 600
_SETS = regex(r"改成|改为|换成|写成|应为|应该?是|变成")
_LENGTHS = frozenset({"字", "个字", "句", "句话", "段", "行", "字以内"})
_SHORTEST = 6  # characters without marks; fewer have no other words
_MANY_MARKS = 3
_ENOUGH = 2  # wordings without fault to choose from
_FAULTS = {
    "same": "与原文几乎一样",
    "length": "长短不合要求",
    "meaning": "与原意相差太多",
    "mark lost": "丢了数字或名称",
    "mark added": "多写了数字",
    "number": "写了没有依据的数字",
    "name": "改了文件名称或引文",
    "basis": "丢了依据",
    "deed added": "写了原文没有的事",
    "claim added": "写了原文没有的断言",
    "clause added": "添了没有依据的话",
    "widened": "把部分说成了全部",
    "negation": "把是非说反了",
    "turned": "改变了增减或时间",
    "phrase broken": "拆散了固定搭配",
    "ground": "改后与本年数据不符",
}


class Rewriter(Protocol):
    """Words a sentence anew; raises ModelError where it cannot."""

    def wordings(
        self, sentence: str, marks: Sequence[str], request: Request
    ) -> Iterator[Generator[str]]:
        """A few wordings, each growing to its whole text; closing one stops the model."""
        ...

    def made_by(self, kind: Kind) -> Mapping[str, object]:
        """The model and the version of its prompt, for the record."""
        ...


@dataclass(frozen=True, kw_only=True)
class Rewriting:
    """What is proposed for a selection, and what a person should know of it."""

    request: Request
    proposal: Proposal
    text: str  # the whole text if every hunk is accepted
    findings: tuple[TextFinding, ...]  # of that text, if there are figures to ground it on
    message: str  # one Chinese line: what was done, or why nothing was
    writer: str  # "model", "code", or "" if nothing changes


@dataclass(frozen=True, kw_only=True)
class RewriteProgress:
    """The selected words as they would be so far; `done` at the end."""

    text: str
    done: Rewriting | None = None


@dataclass(frozen=True, kw_only=True)
class Selection:
    """Words of a text, from `start` to `end`, and what its numbers are grounded on."""

    text: str
    start: int
    end: int
    basis: Basis | None = None

    @property
    def words(self) -> str:
        return self.text[self.start : self.end]

    def with_words(self, words: str) -> str:
        return self.text[: self.start] + words + self.text[self.end :]


def rewrite(
    selection: Selection, instruction: str, rewriter: Callable[[], Rewriter] | None
) -> Generator[RewriteProgress]:
    """A proposal for the selected words, growing; the last value has `done`.

    Closing the iterator stops the model at once. `rewriter` is None where there is no model.
    NotAllowed if nothing or too much is selected, or nothing is asked.
    """
    request = read_request(instruction, selection.words)
    _check(selection, request)
    if request.kind in BY_CODE:
        yield _by_code(selection, request)
        return
    work = _Work(selection, request, rewriter)
    for words in work.run():
        yield RewriteProgress(text=words)
    yield work.finished()


def _check(selection: Selection, request: Request) -> None:
    if not selection.words.strip():
        raise NotAllowed("没有选中文字；请先选中要改写的句子")
    if len(selection.words) > LONGEST and request.kind not in BY_CODE:
        raise NotAllowed(f"选中的文字有{len(selection.words)}字，一次最多{LONGEST}字；请分几次改写")
    if not request.words:
        raise NotAllowed("没有写要求；请写明怎样改，如“精简”“换说法”，或用自己的话说")
    if request.kind == "free" and (number := _number_to_set(request.words)):
        raise NotAllowed(
            f"改写不改数字（“{number}”）：数字以本年数据为准；请改填数据，或直接在文中改，再看“核对”"
        )


def _number_to_set(words: str) -> str:
    """The number that a request would put into the text: 改成培训5次; not 缩到50字, 分成两句."""
    if not _SETS.search(words):
        return ""
    found = (one for one in find_quantities(words) if not one.exempt and one.unit not in _LENGTHS)
    return next((one.text for one in found), "")


def _by_code(selection: Selection, request: Request) -> RewriteProgress:
    year = selection.basis.figures.year if selection.basis else 0
    words = plain.by_code(selection.words, request, year=year)
    if words != selection.words:
        message = f"已按“{KIND_NAMES[request.kind]}”改好，没有用大模型"
    elif request.kind == "years" and not year:
        message = "没有给出本年数据，不知道“今年”是哪一年，没有改动"
    else:
        message = "选中的文字里没有要改的地方"
    return _done(selection, request, words, message=message, writer="code")


class _Work:
    """One selection on its way: sentence by sentence, and what became of each."""

    def __init__(
        self, selection: Selection, request: Request, rewriter: Callable[[], Rewriter] | None
    ) -> None:
        self.selection, self.request = selection, request
        self._rewriter = rewriter
        self._model: Rewriter | None = None
        self._lost = "" if rewriter else "没有启用大模型"
        self.sentences = protect(selection.text, selection.start, selection.end, selection.basis)
        self.written = [sentence.text for sentence in self.sentences]
        self.faults: Counter[str] = Counter()
        self.writers: set[str] = set()

    def run(self) -> Iterator[str]:
        """The selected words as they would be, again and again."""
        for at, sentence in enumerate(self.sentences):
            if len(MARK.sub("", sentence.masked)) < _SHORTEST:
                self.faults["short"] += 1
                self._by_facts(at)
                continue
            self._by_facts(at)
            if self.request.kind == "expand" and self.written[at] == sentence.text:
                self._by_table(sentence, at)  # sure, while what a model adds is of nobody's
            try:
                for growing in self._by_model(sentence, at):
                    yield self._words({at: growing})
            except ModelError as error:
                self._lost = str(error)
            if self.written[at] == sentence.text:
                self._by_table(sentence, at)
            yield self._words({})

    def _by_model(self, sentence: Sentence, at: int) -> Iterator[str]:
        """The sentence as the model words it, growing; the best one is kept."""
        if self._lost or self._rewriter is None or self.written[at] != sentence.text:
            return
        self._model = self._model or self._rewriter()
        for part in _parts(sentence):
            good: list[str] = []
            for wording in self._model.wordings(part.masked, part.book.marks, self.request):
                masked = ""
                with closing(wording):
                    for masked in wording:
                        yield part.written(masked)
                if self._is_fit(masked := _bare(masked), part, at):
                    good.append(masked)
                if len(good) >= _ENOUGH:
                    break
            if good:
                best = max(good, key=lambda one: merit(one, part, self.request.kind))
                self.written[at] = part.written(best)
                self.writers.add("model")
                return

    def _by_facts(self, at: int) -> None:
        """Longer by what the figures know and the text does not say."""
        basis, sentence = self.selection.basis, self.sentences[at]
        if self.request.kind != "expand" or basis is None:
            return
        end = sentence.start + len(sentence.text)
        told = untold_change(self.selection.text, sentence.start, end, basis)
        if told is None:
            return
        place = told.at - sentence.start
        written = sentence.text[:place] + told.words + sentence.text[place:]
        if not self._breaks(written, at):
            self.written[at] = written
            self.writers.add("figures")

    def _by_table(self, sentence: Sentence, at: int) -> None:
        written = sentence.written(plain.reworded(sentence.masked, self.request.kind))
        if written != sentence.text and not self._breaks(written, at):
            self.written[at] = written
            self.writers.add("code")

    def _is_fit(self, masked: str, sentence: Sentence, at: int) -> bool:
        found = fault(masked, sentence, self.request.kind)
        if not found and self._breaks(sentence.written(masked), at):
            found = "ground"
        self.faults.update((found,) if found else ())
        return not found

    def _breaks(self, written: str, at: int) -> bool:
        """Whether the figures contradict or no longer support what they did before."""
        basis = self.selection.basis
        if basis is None:
            return False
        before = _problems(self.selection.with_words(self._words({})), basis)
        after = _problems(self.selection.with_words(self._words({at: written})), basis)
        return bool(after - before)

    def _words(self, other: dict[int, str]) -> str:
        """The selected words with the sentences written so far, some of them otherwise."""
        text, selection = self.selection.text, self.selection
        if not self.sentences:
            return selection.words
        pieces, at = [], selection.start
        for number, sentence in enumerate(self.sentences):
            pieces += [text[at : sentence.start], other.get(number, self.written[number])]
            at = sentence.start + len(sentence.text)
        return "".join((*pieces, text[at : selection.end]))

    def finished(self) -> RewriteProgress:
        words = self._words({})
        return _done(
            self.selection,
            self.request,
            words,
            message=self._message(words),
            writer="model" if "model" in self.writers else "code",
        )

    def _message(self, words: str) -> str:
        name = KIND_NAMES[self.request.kind]
        if words == self.selection.words:
            more = "；要写长，请给出内容，如“加上……”" if self.request.kind == "expand" else ""
            return f"没有改动：{self._why()}；文字保持原样{more}"
        changed = sum(
            sentence.text != now for sentence, now in zip(self.sentences, self.written, strict=True)
        )
        told = f"按“{name}”改了{changed}句" + self._kept(changed)
        if "figures" in self.writers:
            told += "，按本年和上年的数据添上了变化"
        if "model" not in self.writers:
            if self.request.kind == "expand":
                return f"{told}，没有用大模型"
            because = self._lost or "大模型的写法都不能用"
            return f"{told}，只按词表改（{because}）"
        warning = (
            "；扩写加入的说法没有数据依据，请确认属实" if self.request.kind == "expand" else ""
        )
        return f"{told}{warning}"

    def _kept(self, changed: int) -> str:
        kept = len(self.sentences) - changed - self.faults["short"]
        return f"，{kept}句没有合适的写法，保持原样" if kept > 0 else ""

    def _why(self) -> str:
        if self._lost:
            done = (
                "按词表没有可改之处"
                if plain.has_table(self.request.kind)
                else "没有大模型做不了这种改写"
            )
            return f"{self._lost}，{done}"
        common = [(name, count) for name, count in self.faults.most_common() if name in _FAULTS]
        if common:
            return f"大模型的写法{_FAULTS[common[0][0]]}，没有采用"
        return "选中的文字太短，或都是数字和标题，没有可改写的"


def _parts(sentence: Sentence) -> Iterator[Sentence]:
    """What to ask for: the words between the marks at the ends, then those without any mark.

    Tried with the 1.5B model: of the marks of a sentence one is lost in every second wording, of
    three or more in nearly all.
    """
    inner = inner_part(sentence)
    if len(inner.book.phrases) < _MANY_MARKS:
        yield inner
    part = free_part(inner)
    if part is not None:
        yield part


def _bare(text: str) -> str:
    """A wording without the quotes and stops around it: the sentence has its own."""
    return text.strip().strip("。；，、 \n")


def _problems(text: str, basis: Basis) -> Counter[tuple[str, str]]:
    """The findings of a text, wherever they stand in it."""
    return Counter((one.rule, one.quote) for one in ground_on(text, basis).findings)


def _done(
    selection: Selection, request: Request, words: str, *, message: str, writer: str
) -> RewriteProgress:
    proposal = propose(selection.text, words, start=selection.start, end=selection.end)
    text = selection.with_words(words)
    findings = ground_on(text, selection.basis).findings if selection.basis else ()
    return RewriteProgress(
        text=words,
        done=Rewriting(
            request=request,
            proposal=proposal,
            text=text,
            findings=findings,
            message=message,
            writer=writer if proposal.hunks else "",
        ),
    )
