"""
Phrases: what the words around a quantity say it counts, as keys of facts.

Knows: names of the form (aliases.py), word order, what a clause inherits from the ones before it.
Does not know: values; binding.py compares.

Not covered: names more than one paragraph away, a total named only after its parts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.core.aliases import Name, Names
from assistant.core.quantities import Quantity

BEFORE, LOOK_BACK = 60, 240  # characters: a clause, a sentence; longer ones are cut to stay linear
CLAUSE_END = re.compile(r"[，,。；;！!？?（()）\n]")
SENTENCE_END = re.compile(r"[。！!？?\n]")
_FILLER = re.compile(
    r"(?:共计|共|合计|总计|累计|总共|分别|已经|已|全部|均|计|为|达到|达|有|了|的|是|约|数量|总数|总量|件数|案件|情况|信息"
    r"|申请|事项|决定书|决定|数据|项目|公示|立案|类|方面|政府|其中|包括|含|另有|另|还有|即|则|各|、|：|:|“|”|[ \t\u3000])*"
)
_LINK = re.compile(
    r"(?:其中|另有|另外|另|还有|还|有|含|包括|共有|共|以及|及|和|与|并|对|、|：|:|的|在|[ \t\u3000])*"
)
_AFTER_GAP = re.compile(
    r"(?:的|政府|类|因|由于|由|为|是|系|属于|属|被|经|已|均|是因|予以作出|作|[ \t])*"
)
_NO_OBJECT = re.compile(
    r"[ \t]*(?:$|[，,。；;、：:！!？?（()）\n]|均|全部|都|已|并|且|占|同比|比|较|其中|含|以|按|进行|作出|得到|被|为|是|和|及|与"
    r"|到|在|依法|予以|同时|，)"
)
_AFTER_OBJECT = re.compile(r"(?:[，,。；;、：:！!？?（()）\n]|$|[^表书人材渠平方])")
_ET_CETERA = re.compile(r"等(?:原因|情形|理由|情况|事由|类型|因素)?")
_JOIN = re.compile(r"(?:的|申请|案件)?(?:、|和|及|与|或|以及|或者)(?:属于|因)?")
_UP = "增长|上升|增加|提高|提升|增多|上涨|增幅为?|增幅达|增|多|攀升"
_DOWN = "下降|减少|降低|回落|减|少|下滑|降幅为?|降幅达|降"
_CHANGE = re.compile(rf"(?:(?P<up>{_UP})|(?P<down>{_DOWN}))(?:了|约|近|幅度?为?|达)?[ \t]?$")
_AGAINST = re.compile(
    r"(?:同比|环比|(?:相?比|较|与|同)(?:于)?(?:(?:上|前)一?年度?|去年|往年|同期|(?:19|20)\d{2}年度?)"
    r"(?:同期|底|末|度|全年)?(?:的|相比)?[，,]?|相比[，,]?)"
)
_SHARE = re.compile(
    r"(?:占(?P<whole>[^，。；\n]{0,24}?)|(?:占比|比重|比例|所占))(?:的)?(?:比|比例|比重|比率)?(?:为|达到|达|约|近)?[ \t]?$"
)
_AVERAGE = re.compile(
    r"(?P<day>日均|日平均|平均每天|平均每日|每天平均|每日平均)|(?P<month>月均|月平均|平均每月|每月平均)"
)
_LAST_YEAR = re.compile(r"(?:上一?年度?|去年)(?!结转|转|遗留|未办结|度?结转)")
_PAST_AMOUNT = re.compile(r"(?:比|较|相比)(?:上一?年度?|去年)(?:同期)?的?[ \t]*$")
_SINCE = re.compile(r"以来|起|底|末|之前|以前|以后")
SCOPE = re.compile(
    r"代表[一-龥]{1,12}?(?:人民政府|政府)|[市区县省镇乡](?:人民政府|政府)?本级|[市区县省]级[一-龥]{0,8}?(?:部门|机关|单位|系统)"
    r"|(?:各|所属|下属|直属)[一-龥]{0,6}(?:部门|单位|镇|街道|区县|县区)|(?<=[，。；、\n ])[一-龥]{1,10}(?:局|委|办公室|办公厅|街道|镇|乡)"
    r"(?=(?:机关)?(?:全年|共|累计|本年度?)?(?:收到|受理|接收|办理|办结|答复|作出))"
)


@dataclass(frozen=True, kw_only=True)
class Term:
    """A name of the form, found in the text."""

    start: int
    end: int
    text: str
    meanings: tuple[Name, ...]

    def name(self, *slots: str) -> Name | None:
        return next((one for one in self.meanings if one.slot in slots), None)


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """What a quantity may state: keys, likeliest first; `a+b` is the sum of two."""

    keys: tuple[str, ...] = ()
    sure: bool = False  # another value than the fact's is a wrong one
    noun: tuple[int, int] | None = None
    year: int = 0
    direction: int = 0  # 1: 增长, -1: 下降
    kind: str = "amount"  # change, share, average
    scope: str = ""  # 代表市政府


@dataclass(frozen=True, kw_only=True)
class _Named:
    """Terms that name one quantity, and whether the number follows or precedes them."""

    terms: tuple[Term, ...]

    @property
    def span(self) -> tuple[int, int]:
        return self.terms[0].start, self.terms[-1].end

    def last(self, *slots: str) -> Term | None:
        return next((term for term in reversed(self.terms) if term.name(*slots)), None)


class Reader:
    """Reads the phrase of each quantity of one text."""

    def __init__(self, text: str, quantities: Sequence[Quantity], names: Names, year: int) -> None:
        self.text, self.year = text, year
        self.statistics = [one for one in quantities if not one.exempt]
        self.ends = [one.end for one in self.statistics]
        self.starts = [one.start for one in self.statistics]
        self.terms = [
            Term(start=m.start(), end=m.end(), text=m[0], meanings=names.meanings(m[0]))
            for m in names.pattern.finditer(text)
        ]
        self.term_starts = [term.start for term in self.terms]
        self.years = [
            one
            for one in quantities
            if one.exempt == "年份" and one.value is not None and len(one.text.rstrip("年度")) == 4
        ]
        self.year_starts = [one.start for one in self.years]

    def read(self, quantity: Quantity, last: tuple[str, ...]) -> Phrase:
        """The phrase of a quantity; `last` are the keys of the quantity before it."""
        begin = self._zone_start(quantity.start)
        zone = self.text[begin : quantity.start]
        year, scope = self._year(quantity.start), self._scope(begin, quantity.start)
        if change := _CHANGE.search(zone):
            return self._change(quantity, begin, change, last)
        if quantity.unit in ("%", "成") and (share := _SHARE.search(zone)):
            return self._share(begin, share, last, year)
        named = self._named(begin, quantity)
        keys, sure = self._keys(named, quantity.start) if named else ((), False)
        noun = named.span if named else None
        kind = "amount"
        if average := _AVERAGE.search(zone):
            prefix = "日均" if average["day"] else "月均"
            base = keys or last
            keys, sure, kind = (
                tuple(f"{prefix}.{key}" for key in base),
                bool(base) and sure,
                "average",
            )
            noun = noun or (begin + average.start(), begin + average.end())
        if _PAST_AMOUNT.search(zone):
            year = self.year - 1
            keys = keys or last
        return Phrase(keys=keys, sure=sure, noun=noun, year=year, kind=kind, scope=scope)

    # --- places

    def _zone_start(self, at: int) -> int:
        """Where the words that may name the quantity at `at` begin."""
        low = max(0, at - BEFORE)
        previous = bisect_right(self.ends, at) - 1
        if previous >= 0:
            low = max(low, self.ends[previous])
        cut = low
        for boundary in CLAUSE_END.finditer(self.text, low, at):
            cut = boundary.end()
        if cut > low and _LINK.fullmatch(self.text[cut:at]) and self.text[cut - 1] in "，,":
            inner = low  # 收到政府信息公开申请，共3119件
            for boundary in CLAUSE_END.finditer(self.text, low, cut - 1):
                inner = boundary.end()
            if self.text[inner : cut - 1].strip():
                return inner
        return cut

    def _sentence_start(self, at: int, end: re.Pattern[str] = SENTENCE_END) -> int:
        low = max(0, at - LOOK_BACK)
        cut = low
        for boundary in end.finditer(self.text, low, at):
            cut = boundary.end()
        return cut

    def _terms(self, start: int, end: int) -> list[Term]:
        at = bisect_left(self.term_starts, start)
        found = []
        while at < len(self.terms) and self.terms[at].end <= end:
            found.append(self.terms[at])
            at += 1
        return found

    def _year(self, at: int) -> int:
        """The year that the quantity is said to be of: the nearest named one in its sentence."""
        begin = self._sentence_start(at)
        best, where = self.year, -1
        index = bisect_left(self.year_starts, at) - 1
        while index >= 0 and self.years[index].start >= begin:
            one = self.years[index]
            before, after = (
                self.text[max(0, one.start - 2) : one.start],
                self.text[one.end : one.end + 2],
            )
            if (
                not re.search(r"[比较与同自从由]$|相比$", before)
                and not _SINCE.match(after)
                and one.value
            ):
                if not after.startswith(("结转", "转")):
                    best, where = int(one.value), one.start
                    break
            index -= 1
        for word in _LAST_YEAR.finditer(self.text, max(begin, where), at):
            if not re.search(
                r"[比较与同]$|相比$|结转$|含$", self.text[max(0, word.start() - 2) : word.start()]
            ):
                best = self.year - 1
        return best

    def _scope(self, begin: int, end: int) -> str:
        found = None
        for found in SCOPE.finditer(self.text, max(0, begin - 30), end):
            pass
        if found is None or SENTENCE_END.search(self.text, found.end(), end):
            return ""
        return found[0]

    # --- names

    def _named(self, begin: int, quantity: Quantity) -> _Named | None:
        before = self._before(begin, quantity.start)
        bare = all(term.name("action", "measure") and not term.name("row") for term in before)
        if before and not bare:
            return _Named(terms=tuple(before))
        after = self._after(begin, quantity, bool(before))
        if before and (after or _NO_OBJECT.match(self.text, quantity.end)):
            return _Named(terms=tuple((*before, *after)))
        if not before and after:
            return _Named(terms=tuple(after))
        return None

    def _before(self, begin: int, end: int) -> list[Term]:
        """The names before a number, if only filling words stand between."""
        terms = [t for t in self._terms(begin, end) if not _ET_CETERA.match(self.text, t.end)]
        past = _PAST_AMOUNT.search(self.text[begin:end])
        stop = begin + past.start() if past else end
        terms = [term for term in terms if term.end <= stop]
        if not terms or terms[-1].name("other"):
            return []
        if not _FILLER.fullmatch(self.text, terms[-1].end, stop):
            return []
        return [term for term in terms if not term.name("other")]

    def _after(self, begin: int, quantity: Quantity, has_verb: bool) -> list[Term]:
        """The names after a number: 3119件政府信息公开申请; 另有103件顺延到下年度答复."""
        if not has_verb and not _LINK.fullmatch(self.text, begin, quantity.start):
            return []
        stop = CLAUSE_END.search(self.text, quantity.end, quantity.end + BEFORE)
        end = stop.start() if stop else min(len(self.text), quantity.end + BEFORE)
        following = bisect_left(self.starts, quantity.end)
        if following < len(self.starts):
            end = min(end, self.starts[following])
        terms = self._terms(quantity.end, end)
        carried = [t for t in terms if (n := t.name("row")) and n.values == ("结转下年",)]
        if carried:
            return carried[:1]
        if not terms or terms[0].name("other"):
            return []
        if not _AFTER_GAP.fullmatch(self.text, quantity.end, terms[0].start):
            return []
        if terms[0].name("head", "group", "outcome") and not _NO_OBJECT.match(
            self.text, terms[0].end
        ):
            return []
        if not _AFTER_OBJECT.match(self.text, terms[0].end):
            return []
        return terms[:1] if has_verb else terms[:2]

    def _recent(self, at: int, *slots: str, paragraph: bool = False) -> Term | None:
        """The nearest name of these slots before `at` in its sentence (or paragraph)."""
        begin = self._sentence_start(at, re.compile(r"\n") if paragraph else SENTENCE_END)
        index = bisect_left(self.term_starts, at) - 1
        while index >= 0 and self.term_starts[index] >= begin:
            if self.terms[index].name(*slots):
                return self.terms[index]
            index -= 1
        return None

    # --- keys

    def _keys(self, named: _Named, at: int) -> tuple[tuple[str, ...], bool]:
        """Keys that the names mean together, likeliest first, and whether they are sure."""
        start = named.span[0]
        if rate := named.last("rate"):
            return self._rates(named, rate, start)
        if outcome := named.last("outcome"):
            return self._outcomes(named, outcome, start)
        if group := named.last("group"):
            return self._joined(named, group, "group", (".总计",)), True
        if column := named.last("column"):
            return self._columns(named, column, start)
        if row := named.last("row"):
            action = named.last("action")
            if action is None or action.start < row.start or row.name("action") is None:
                return self._joined(named, row, "row", (".总计",)), True
        if action := named.last("action"):
            return self._actions(named, action, start)
        if head := named.last("head"):
            return self._heads(named, head, start)
        if named.last("measure"):
            if head := self._recent(start, "head"):
                return self._heads(_Named(terms=(head, *named.terms)), head, start)
            return (), False
        return ("新收.总计", "收办.总计"), False

    def _joined(
        self, named: _Named, term: Term, slot: str, tails: Sequence[str]
    ) -> tuple[str, ...]:
        """The keys of a name; of two names joined by 和, their sum."""
        name = term.name(slot)
        assert name is not None
        index = named.terms.index(term)
        parts = [name.values[0]]
        while index > 0:
            left = named.terms[index - 1]
            other = left.name(slot)
            if other is None or not _JOIN.fullmatch(self.text, left.end, named.terms[index].start):
                break
            parts.insert(0, other.values[0])
            index -= 1
        if len(parts) > 1:
            return tuple("+".join(f"{part}{tail}" for part in parts) for tail in tails)
        return tuple(f"{value}{tail}" for value in name.values for tail in tails)

    def _rates(self, named: _Named, rate: Term, start: int) -> tuple[tuple[str, ...], bool]:
        name = rate.name("rate")
        assert name is not None
        if name.values[0] in ("结果纠正", "结果维持"):
            groups = self._groups(named, start)
            keys = tuple(
                f"{prefix}.{group}.{value}"
                for group in groups
                for value in name.values
                for prefix in ("占比", "占审结比")
            )
            return keys, bool(groups)
        return tuple(f"{p}.{v}.总计" for v in name.values for p in ("占收办比", "占比")), False

    def _groups(self, named: _Named, start: int) -> tuple[str, ...]:
        """复议 or 诉讼: named with the quantity, else the nearest before it."""
        term = named.last("group") or self._recent(start, "group", paragraph=True)
        name = term.name("group") if term else None
        if name is None:
            return ()
        if name.values[0] in ("直接起诉", "复议后起诉") and named.last("group") is None:
            return (*name.values, "行政诉讼")
        return name.values

    def _outcomes(self, named: _Named, outcome: Term, start: int) -> tuple[tuple[str, ...], bool]:
        groups = self._groups(named, start)
        keys = tuple(key for group in groups for key in self._joined_tail(named, outcome, group))
        return keys, bool(groups)

    def _joined_tail(self, named: _Named, outcome: Term, group: str) -> tuple[str, ...]:
        tails = self._joined(named, outcome, "outcome", ("",))
        return tuple("+".join(f"{group}.{one}" for one in tail.split("+")) for tail in tails)

    def _columns(self, named: _Named, column: Term, start: int) -> tuple[tuple[str, ...], bool]:
        row = named.last("row", "action") or self._recent(start, "row", "action")
        name = (row.name("row") or row.name("action")) if row else None
        rows = name.values if name else ("新收", "收办")
        tails = self._joined(named, column, "column", ("",))
        keys = tuple(
            "+".join(f"{one}.{tail}" for tail in joined.split("+"))
            for one in rows
            for joined in tails
        )
        return keys, name is not None

    def _actions(self, named: _Named, action: Term, start: int) -> tuple[tuple[str, ...], bool]:
        name = action.name("action")
        assert name is not None
        domain = named.last("domain") or self._recent(start, "domain")
        loose = self._recent(start, "domain", paragraph=True) if domain is None else None
        if domain is None and loose is None:
            return (), False
        return tuple(f"{value}.总计" for value in name.values), domain is not None

    def _heads(self, named: _Named, head: Term, start: int) -> tuple[tuple[str, ...], bool]:
        name = head.name("head")
        assert name is not None
        measure = named.last("measure") or self._recent(start, "measure")
        meant = measure.name("measure") if measure else None
        sure = meant is not None and meant.sure
        columns = meant.values if meant else ("制发", "新公开", "处理决定", "收费金额", "采购金额")
        rest = ("处理决定", "现有项目", "上年项目", "收费金额", "采购金额", "采购项目")
        columns = (*columns, *(one for one in rest if one not in columns)) if not sure else columns
        return tuple(
            key for one in columns for key in self._joined(named, head, "head", (f".{one}",))
        ), sure

    # --- derived

    def _change(
        self, quantity: Quantity, begin: int, change: re.Match[str], last: tuple[str, ...]
    ) -> Phrase:
        """比上年增长0.4%: of what its own words name, else of the quantity before."""
        against = None
        for against in _AGAINST.finditer(self.text, max(0, begin - 20), quantity.start):
            pass
        start = begin + change.start()
        terms = [
            t
            for t in self._terms(begin, against.start() if against else start)
            if not t.name("other")
        ]
        keys: tuple[str, ...] = last
        if terms and _FILLER.match(self.text, terms[-1].end):
            named = _Named(terms=tuple(terms))
            own, _ = self._keys(named, quantity.start)
            keys = own if not set(own) & set(last) else last
        bases = tuple(key for key in keys if not key.startswith("同比"))
        prefix = "同比." if quantity.unit in ("%", "成", "倍") else "同比增量."
        meant = tuple(
            f"{prefix}{key}" for key in bases if not (prefix == "同比." and key.startswith("占"))
        )
        if quantity.unit in ("%",):
            meant = (*meant, *(f"同比增量.{key}" for key in bases if key.startswith("占")))
        if quantity.unit == "百分点":
            meant = (*meant, *(f"同比.{key}" for key in bases if not key.startswith("占")))
        return Phrase(
            keys=meant,
            sure=bool(bases),
            noun=(
                against.start() if against and against.end() <= quantity.start else start,
                begin + change.end(),
            ),
            year=self.year,
            direction=1 if change["up"] else -1,
            kind="change",
        )

    def _share(self, begin: int, share: re.Match[str], last: tuple[str, ...], year: int) -> Phrase:
        """占41.53%: of what stands before 占, else of the quantity before; of the whole after it."""
        start = begin + share.start()
        subject = [t for t in self._terms(begin, start) if not t.name("other", "rate")]
        keys = self._keys(_Named(terms=tuple(subject)), start)[0] if subject else last
        prefixes: tuple[str, ...] = ("占比", "占收办比", "占新收比", "占审结比")
        whole = self._terms(start, begin + share.end())
        name = next((n for t in whole if (n := t.name("row", "action"))), None)
        if name is not None:
            prefixes = {"新收": ("占新收比", "占收办比", "占比"), "收办": ("占收办比", "占比")}.get(
                name.values[0], ("占比",)
            )
        bases = tuple(key for key in keys if not key.startswith(("同比", "占", "日均", "月均")))
        return Phrase(
            keys=tuple(f"{prefix}.{key}" for prefix in prefixes for key in bases),
            sure=bool(bases),
            noun=(start, begin + share.end()),
            year=year,
            kind="share",
        )
