"""
Companions: what belongs to a number once it is said.

Whoever reports eight refusals is asked for their reasons, and whoever reports three reviews for
their outcomes. Where last year's wording states the number but had no cause to name its parts (or
other ones), a plain sentence behind it does. Nothing is added to what the office does not report.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.core.evidence.fact import TOTAL, label_of
from assistant.core.evidence.facts import Fact
from assistant.core.tables.form import GROUPS, OUTCOMES
from assistant.core.writing.filling import exact_text

_REFUSED = "不予公开"


@dataclass(frozen=True, kw_only=True)
class Family:
    """Parts, each with its name in a list, of what `triggers` state."""

    opening: str
    triggers: frozenset[str]
    parts: Mapping[str, str]
    first_time: bool = False  # only where last year's report says that there was none

    def sentence(self, facts: Iterable[Fact]) -> str:
        """The parts that are among `facts` and occurred: 其中属于行政执法案卷4件."""
        told = {fact.key: fact for fact in facts}
        listed = [
            f"{name}{exact_text(told[key])}"
            for key, name in self.parts.items()
            if key in told and told[key].value
        ]
        return f"{self.opening}{'、'.join(listed)}。" if listed else ""


def _outcomes(group: str) -> Family:
    return Family(
        opening=f"{group}中，",
        triggers=frozenset({f"{group}.{TOTAL}"}),
        parts={f"{group}.{one.key}": one.key for one in OUTCOMES if one.key != TOTAL},
    )


REFUSALS = Family(
    opening="不予公开的申请中，",
    triggers=frozenset({f"{_REFUSED}.{TOTAL}"}),
    parts={f"{row}.{TOTAL}": label_of(f"{row}.{TOTAL}") for row in GROUPS[_REFUSED]},
)
_RECEIVED = f"新收.{TOTAL}"
# What is told of applications once their number is.
RESULTS_TOLD = tuple(f"{kind}.{TOTAL}" for kind in ("予以公开", "部分公开", *GROUPS))
FAMILIES: tuple[Family, ...] = (
    Family(
        opening="全年",
        triggers=frozenset({_RECEIVED}),
        parts={
            f"办理总计.{TOTAL}": "办结政府信息公开申请",
            f"结转下年.{TOTAL}": "结转下年度继续办理",
        },
        first_time=True,
    ),
    Family(
        opening="办结的申请中，",
        triggers=frozenset({_RECEIVED}),
        parts={key: key.removesuffix(f".{TOTAL}") for key in RESULTS_TOLD},
        first_time=True,
    ),
    REFUSALS,
    _outcomes("行政复议"),
    _outcomes("行政诉讼"),
    Family(
        opening="全年",
        triggers=frozenset(f"行政规范性文件.{one}" for one in ("制发", "废止", "现行有效")),
        parts={
            f"行政规范性文件.{one}": f"{one}行政规范性文件" for one in ("制发", "废止", "现行有效")
        },
    ),
    Family(
        opening="全年",
        triggers=frozenset(f"{one}.处理决定" for one in ("行政许可", "行政处罚", "行政强制")),
        parts={f"{one}.处理决定": f"作出{one}决定" for one in ("行政许可", "行政处罚", "行政强制")},
    ),
)


def companions(
    stated: frozenset[str], facts: Mapping[str, Fact], first: frozenset[str] = frozenset()
) -> Iterator[tuple[str, Fact]]:
    """Each fact that should be said because of a key in `stated`, behind that key, and is not.

    `first` are those of which last year's report says that there were none, and now there are.
    """
    spoken = {key: key for key in stated}  # by which key each came to be said
    for family in FAMILIES:
        said = first if family.first_time else spoken
        trigger = next((key for key in _in_order(family) if key in said), None)
        if trigger is None:
            continue
        for key in family.parts:
            if key not in spoken and key in facts and facts[key].value:
                spoken[key] = spoken.get(trigger, trigger)
                yield spoken[key], facts[key]


def _in_order(family: Family) -> tuple[str, ...]:
    """The triggers as the parts stand, the last one that is said comes to speak last."""
    order = [key for key in family.parts if key in family.triggers]
    return (*order, *sorted(family.triggers - set(order)))
