"""
Which offices of the corpus a question names: in full, in short (洪泽区政府, 洪泽) or by a usual
contraction (发改局 for 发展和改革局).

A name is a region and an office: 淮安市洪泽区 + 人民政府. A region alone names its government, or
where the corpus has no government of it, all its offices; an office alone (应急局) names that
office of every region.

Knows: how offices are named. Does not know: years, reports.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.core.patterns import regex

_LEVEL = regex(r"[^省市区县州盟旗]{2,}?(?:自治区|自治州|自治县|省|市(?!场)|区|县|州|盟|旗)")
_SUFFIX = regex(r"(?:自治区|自治州|自治县|省|市|区|县|州|盟|旗)$")
_SHORTEST = 2  # characters of a name without its suffix: 沭阳, not 郊
_GOVERNMENT = frozenset({"", "人民政府", "人民政府办公厅", "人民政府办公室"})

# What offices are called for short in official use; the parts of their full names.
_CONTRACTIONS = (
    ("人民政府", "政府"),
    ("政府办公厅", "政府办"),
    ("政府办公室", "政府办"),
    ("应急管理", "应急"),
    ("发展和改革", "发改"),
    ("发展改革", "发改"),
    ("人力资源和社会保障", "人社"),
    ("住房和城乡建设", "住建"),
    ("住房城乡建设", "住建"),
    ("自然资源和规划", "资规"),
    ("自然资源和规划", "自规"),
    ("市场监督管理", "市场监管"),
    ("市场监督管理", "市监"),
    ("卫生健康", "卫健"),
    ("文化广电和旅游", "文广旅"),
    ("文化和旅游", "文旅"),
    ("工业和信息化", "工信"),
    ("交通运输", "交通"),
    ("农业农村", "农业"),
    ("退役军人事务", "退役军人"),
    ("城市管理", "城管"),
    ("生态环境", "环保"),
    ("医疗保障", "医保"),
    ("委员会", "委"),
    ("管理委", "管委"),
)


@dataclass(frozen=True, kw_only=True)
class Named:
    """Words of a question that name offices, from `start` to `end`."""

    start: int
    end: int
    offices: tuple[str, ...]  # their full names, in the order of the corpus


class OfficeNames:
    """The names of the offices of a corpus, in full and in short."""

    def __init__(self, offices: Iterable[str]) -> None:
        self._by_form: dict[str, list[str]] = {}
        self._governments: set[str] = set()
        for office in dict.fromkeys(offices):
            regions, rest = _parts(office)
            if rest in _GOVERNMENT:
                self._governments.add(office)
            for form in dict.fromkeys((office, *_forms(regions, rest))):
                self._by_form.setdefault(form, []).append(office)
        self._longest = max(map(len, self._by_form), default=0)

    def named_in(self, question: str) -> tuple[Named, ...]:
        """Where it names offices, left to right; of names that begin together the longest."""
        found: list[Named] = []
        at = 0
        while at < len(question):
            named = self._at(question, at)
            if named:
                found.append(named)
            at = named.end if named else at + 1
        return tuple(found)

    def _at(self, question: str, start: int) -> Named | None:
        for length in range(min(self._longest, len(question) - start), _SHORTEST - 1, -1):
            offices = self._by_form.get(question[start : start + length])
            if offices:
                meant = [one for one in offices if one in self._governments] or offices
                return Named(start=start, end=start + length, offices=tuple(meant))
        return None


def _parts(office: str) -> tuple[list[str], str]:
    """The regions of a name from the largest, and what stands behind them."""
    regions, at = [], 0
    while found := _LEVEL.match(office, at):
        regions.append(found[0])
        at = found.end()
    return regions, office[at:]


def _forms(regions: list[str], rest: str) -> Iterator[str]:
    """Every usual way to write the name."""
    rests = list(_contracted(rest))
    places = _places(regions)
    if rest in _GOVERNMENT:
        yield from places
    for one in rests:
        yield from (place + one for place in places if one)
    if rest not in _GOVERNMENT:
        yield from places
        yield from (f"{level}{one}" for level in ("", *_levels(regions)) for one in rests)


def _contracted(rest: str) -> Iterator[str]:
    """The office's own name, and it with one part or several in short."""
    forms = {rest: None}
    for full, short in _CONTRACTIONS:
        forms |= {form.replace(full, short): None for form in list(forms) if full in form}
    if rest in _GOVERNMENT:  # its office's report is the government's, as 上海 has it
        forms |= {"人民政府": None, "政府": None}
    return (form for form in forms if form)


def _places(regions: list[str]) -> list[str]:
    """The last region alone, and with those above it, each also without its suffix."""
    places: list[str] = []
    for region in reversed(regions):
        bare = _SUFFIX.sub("", region)
        own = [region, *([bare] if len(bare) >= _SHORTEST else [])]
        places += [upper + lower for upper in own for lower in places] if places else own
    return list(dict.fromkeys(places))


def _levels(regions: list[str]) -> tuple[str, ...]:
    """市应急局, 县发改局: the kind of the last region before the office."""
    found = _SUFFIX.search(regions[-1]) if regions else None
    return (found[0],) if found else ()
