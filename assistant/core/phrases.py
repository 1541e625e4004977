"""
Phrases: what the words around a number say that it states.

Knows: word order before and behind a number, 分别, 同比, 占, 日均, years and scopes that a sentence
names. Does not know: values; binding.py compares.

Not covered: a name more than a paragraph away, a total named only after its parts.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.core.clauses import FILLER, LINK, SENTENCE_END, Clauses, Term
from assistant.core.keys import Keys, read_keys
from assistant.core.names import Names
from assistant.core.quantities import Quantity

PhraseKind = Literal["amount", "average", "share", "change"]


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What a quantity may state: keys, likeliest first; `a+b` is the sum of two facts."""

    keys: tuple[str, ...] = ()
    sure: bool = False  # another value than the fact's is a wrong one
    noun: tuple[int, int] | None = None
    year: int
    kind: PhraseKind = "amount"
    direction: int = 0  # 1: 增长, -1: 下降
    prefix: str = ""  # 日均, 月均
    scope: str = ""  # 代表市政府: words that name another scope than the table's


# 因本机关不掌握等原因无法提供: the name before 等 is an example, not what is counted.
_ET_CETERA = re.compile(r"等")
_CHAIN = re.compile(
    rf"(?:{FILLER.pattern}|提出|提交|中|因|为|所|作出|得到|获得|被|依法|按时|按期|及时|经[审查核]+)*"
)
_BEHIND = re.compile(r"(?:的|政府|类|因|由于|由|为|是|系|属于|属|被|经|已|均|作出|作|[ \t])*")
# What may follow a number after a bare verb (收到26件): no noun that it would count instead.
_NO_OBJECT = re.compile(
    r"[ \t]*(?:$|[，,。；;、：:！!？?（()）\n]|均|全部|都|已|并|且|占|同比|比|较|其中|含|以|按|进行|作出|得到"
    r"|被|为|是|和|及|与|到|在|依法|予以|同时)"
)
_NO_COMPOUND = re.compile(r"[^表书人材渠平方]|$")  # 申请表, 申请书, 申请人 count other things
_RESPECTIVE = re.compile(r"分别(?:为|是|有|达|占|计)?[ \t]?$")
_SEPARATOR = re.compile(r"[ \t]*[、，,和及与][ \t]*")
_LONGEST_LIST = 12

_UP = "增长|上升|增加|提高|提升|增多|上涨|增幅|攀升|新增|净增|多|增"
_DOWN = "下降|减少|降低|回落|下滑|降幅|减|少|降"
_CHANGE = re.compile(rf"(?P<word>(?P<up>{_UP})|(?:{_DOWN}))(?:率|幅度)?(?:了|约|近|为|达)?[ \t]?$")
_NEEDS_AGAINST = frozenset({"多", "少", "增", "减", "降", "新增", "净增"})  # 不少, 至多, 新增3件
_LEVEL = re.compile(r"(?:增加|增长|上升|提高|下降|减少|降低|回落|增|升|降)(?:到|至)[ \t]?$")
_AGAINST = re.compile(
    r"(?:同比|环比|(?:相?比|较|与|同)(?:于)?(?:(?:上|前)一?年度?|去年度?|往年|同期|(?P<year>(?:19|20)\d{2})年度?)"
    r"(?:同期|年?底|年?末|全年)?(?:的|相比)?[，,]?|相比[，,]?)"
)
_PAST = re.compile(r"(?:比|较|相比|由|从)(?:上一?年度?|去年度?)(?:同期)?的?[ \t]*$")
_SHARE = re.compile(
    r"(?:占(?P<whole>[^，。；\n]{0,24}?)|占比|比重|比例|所占)的?(?:比|比例|比重|比率)?(?:均?为|达到|达|约|近|超)?[ \t]?$"
)
_AVERAGE = re.compile(
    r"(?P<day>日均|日平均|平均每[天日]|每[天日]平均)|月均|月平均|平均每月|每月平均"
)
_SHARES = ("占比", "占收办比", "占新收比", "占审结比")
_WHOLES = {"新收": ("占新收比", "占收办比", "占比"), "收办": ("占收办比", "占比")}
_RATES = ("%", "成", "倍")
SCOPE = re.compile(
    r"代表[一-龥]{1,12}?政府|[市区县省镇乡](?:人民政府|政府)?本级|[市区县省]级[一-龥]{0,8}?(?:部门|机关|单位|系统)"
    r"|(?:各|所属|下属|直属)[一-龥]{0,6}(?:部门|单位|镇|街道|区县|县区)"
    r"|(?<=[，。；、,\n ])[一-龥]{1,10}(?:局|委|办|办公室|办公厅|街道|镇|乡)"
    r"(?=(?:机关)?(?:20\d\d年度?)?(?:全年|共|累计|本年度?|新|主动)*(?:收|受理|接收|办|答复|作出|制|印发|出台|公开|废止))"
    r"|[市区县省](?:人民)?政府(?:及其?)?[一-龥]{0,6}?(?=(?:全年|共|累计|新|主动)*(?:制发|制定|印发|出台|公开|发布|废止))"
)


class Reader:
    """Reads the phrase of each statistic of one text of the report of `year`."""

    def __init__(
        self, text: str, quantities: Sequence[Quantity], *, names: Names, year: int
    ) -> None:
        self.text, self.year = text, year
        self.clauses = Clauses(text, quantities, names)
        self.quantities = quantities

    def read(self, quantity: Quantity, last: tuple[str, ...], year: int) -> Phrase:
        """The phrase of a quantity; `last` are the keys of the one before, `year` its sentence's."""
        begin = self.clauses.zone_start(quantity.start)
        zone = self.text[begin : quantity.start]
        if change := _CHANGE.search(zone):
            found = self._change(quantity, begin, change, last)
            if found is not None:
                return found
        if quantity.unit in _RATES and (share := _SHARE.search(zone)):
            return self._share(begin, share, last, year)
        if _PAST.search(zone):
            year = self.year - 1
        phrase = self._amount(quantity, begin, last, year)
        if average := _AVERAGE.search(zone):
            return self._average(phrase, average, begin, last)
        if quantity.unit in _RATES and phrase.keys:
            keys = tuple(f"{one}.{key}" for key in phrase.keys for one in _SHARES if key[0] != "占")
            return replace(phrase, keys=(*phrase.keys, *keys), kind="share")
        return phrase

    # --- amounts

    def _amount(self, quantity: Quantity, begin: int, last: tuple[str, ...], year: int) -> Phrase:
        scope = self._scope(begin, quantity.start)
        terms = self._respective(quantity) or self._terms(quantity, begin)
        if terms:
            keys = read_keys(self.clauses, terms, begin)
            noun = self.clauses.noun_span(terms)
            return Phrase(keys=keys.keys, sure=keys.sure, noun=noun, year=year, scope=scope)
        zone = self.text[begin : quantity.start]
        if last and (_LEVEL.search(zone) or (_PAST.search(zone) and len(zone) < 12)):
            return Phrase(keys=last, sure=True, year=year, scope=scope)
        return Phrase(year=year, scope=scope)

    def _terms(self, quantity: Quantity, begin: int) -> list[Term]:
        """The names that belong to a number: before it, behind it, or on both sides."""
        before = self._before(begin, quantity.start)
        if before and not all(term.name("action", "measure") for term in before):
            return before
        behind = self._behind(begin, quantity, verb=bool(before))
        if before and not behind and not _NO_OBJECT.match(self.text, quantity.end):
            return []
        return [*before, *behind]

    def _before(self, begin: int, end: int) -> list[Term]:
        """The names before a number, if only filling words stand between."""
        past = _PAST.search(self.text, begin, end)
        stop = past.start() if past else end
        terms = [
            term
            for term in self.clauses.terms(begin, stop)
            if not term.name("other") and not _ET_CETERA.match(self.text, term.end)
        ]
        if not terms:
            return []
        gap = self.text[terms[-1].end : stop]
        if terms[-1].name("measure"):
            gap = gap.removeprefix("文件")  # 清理废止文件26件
        return self._chain(terms) if FILLER.fullmatch(gap) else []

    def _chain(self, terms: list[Term]) -> list[Term]:
        """The last noun with the nouns joined to it; verbs from anywhere in the clause."""
        kept, linked = [terms[-1]], True
        for left, right in zip(reversed(terms[:-1]), reversed(terms[1:]), strict=True):
            linked = linked and bool(_CHAIN.fullmatch(self.text, left.end, right.start))
            if linked or left.name("action", "measure"):
                kept.insert(0, left)
        if any(term.name("row", "group", "outcome") for term in kept):
            kept = [term for term in kept if not term.name("measure") or term.name("action")]
        return kept

    def _behind(self, begin: int, quantity: Quantity, *, verb: bool) -> list[Term]:
        """The names behind a number: 3119件政府信息公开申请, 另有103件顺延到下年度答复."""
        if not verb and not LINK.fullmatch(self.text, begin, quantity.start):
            return []
        terms = self.clauses.terms(quantity.end, self.clauses.zone_end(quantity.end))
        carried = (t for t in terms if (name := t.name("row")) and name.values == ("结转下年",))
        if (over := next(carried, None)) is not None:
            return [over]
        if not terms or terms[0].name("other"):
            return []
        first = terms[0]
        if not _BEHIND.fullmatch(self.text, quantity.end, first.start):
            return []
        whole = first.name("head", "group", "outcome")
        ends = _NO_OBJECT if whole else _NO_COMPOUND
        return [first] if ends.match(self.text, first.end) else []

    def _respective(self, quantity: Quantity) -> list[Term]:
        """结果维持、结果纠正分别为72件、64件: the name in the number's place of the list."""
        statistics, index = self.clauses.statistics, self.clauses.index_of(quantity)
        first = last = index
        while first > 0 and index - first < _LONGEST_LIST and self._listed(first - 1):
            first -= 1
        head = statistics[first].start
        if not _RESPECTIVE.search(self.text, max(0, head - 6), head):
            return []
        while last - index < _LONGEST_LIST and self._listed(last):
            last += 1
        count = last - first + 1
        terms = [
            term
            for term in self.clauses.terms(self.clauses.zone_start(head), head)
            if term.name("row", "outcome", "group", "column", "head", "action")
        ]
        if count < 2 or len(terms) < count:
            return []
        return [terms[len(terms) - count + index - first]]

    def _listed(self, index: int) -> bool:
        """Whether only 、 or 和 stands between a statistic and the next."""
        statistics = self.clauses.statistics
        if index + 1 >= len(statistics):
            return False
        return bool(
            _SEPARATOR.fullmatch(self.text, statistics[index].end, statistics[index + 1].start)
        )

    def _scope(self, begin: int, end: int) -> str:
        found = list(SCOPE.finditer(self.text, max(0, begin - 30), end))
        if not found or SENTENCE_END.search(self.text, found[-1].end(), end):
            return ""
        return found[-1][0]

    # --- what is computed

    def _average(
        self, phrase: Phrase, average: re.Match[str], begin: int, last: tuple[str, ...]
    ) -> Phrase:
        """日平均0.7条: of what its own words name, else of the number before."""
        prefix = "日均" if average["day"] else "月均"
        noun = phrase.noun or (begin + average.start(), begin + average.end())
        keys = tuple(f"{prefix}.{key}" for key in (phrase.keys or last))
        return replace(phrase, keys=keys, noun=noun, kind="average", prefix=prefix)

    def _change(
        self, quantity: Quantity, begin: int, change: re.Match[str], last: tuple[str, ...]
    ) -> Phrase | None:
        """比上年增长0.4%: of what its own words name, else of the number before."""
        start, zone = begin + change.start(), max(0, begin - 20)
        against = max(
            _AGAINST.finditer(self.text, zone, start), key=lambda one: one.end(), default=None
        )
        if against is None and change["word"] in _NEEDS_AGAINST:
            return None
        bases = self._bases(begin, against.start() if against else start, last)
        if against and against["year"] and int(against["year"]) != self.year - 1:
            bases = Keys()
        noun = (against.start() if against and against.start() >= begin else start, quantity.start)
        return Phrase(
            keys=tuple(key for base in bases.keys for key in _change_keys(base, quantity.unit)),
            sure=bool(bases.keys),
            noun=noun,
            year=self.year,
            kind="change",
            direction=1 if change["up"] else -1,
        )

    def _bases(self, begin: int, end: int, last: tuple[str, ...]) -> Keys:
        """What a change or a share is of: the names of its own clause, else the number before."""
        terms = [term for term in self.clauses.terms(begin, end) if not term.name("other")]
        if not terms:
            return Keys(keys=last) if LINK.fullmatch(self.text, begin, end) else Keys()
        if not FILLER.fullmatch(self.text, terms[-1].end, end):
            return Keys()
        own = read_keys(self.clauses, self._chain(terms), begin)
        return Keys(keys=last) if set(own.keys) & set(last) else own

    def _share(self, begin: int, share: re.Match[str], last: tuple[str, ...], year: int) -> Phrase:
        """占41.53%: of what stands before 占, of the whole that is named behind it."""
        start = begin + share.start()
        bases = self._bases(begin, start, last)
        whole = self.clauses.terms(start, begin + share.end())
        name = next((one for term in whole if (one := term.name("row", "action"))), None)
        prefixes = _SHARES if name is None else _WHOLES.get(name.values[0], _SHARES)
        keys = tuple(
            key for key in bases.keys if not key.startswith(("同比", "占", "日均", "月均"))
        )
        return Phrase(
            keys=tuple(f"{prefix}.{key}" for prefix in prefixes for key in keys),
            sure=bool(keys),
            noun=(start, begin + share.end()),
            year=year,
            kind="share",
        )


def _change_keys(base: str, unit: str) -> tuple[str, ...]:
    """The change of `base` that a unit states; the other one too, to tell % from 百分点."""
    if base.startswith("同比"):
        return ()
    amount, rate = f"同比增量.{base}", f"同比.{base}"
    if unit == "百分点" or base.startswith("占"):
        return (amount, rate)
    return (rate,) if unit in _RATES else (amount,)
