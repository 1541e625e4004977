"""
Whether a quantity, as written, states a value: rounding, 余/近/约, ranges, units of money.

Knows: quantities and values. Does not know: nouns, facts' keys, which fact is meant.
"""

from decimal import ROUND_HALF_UP, Decimal

from assistant.core.patterns import regex
from assistant.core.prose.quantities import Quantity
from assistant.core.tables.cells import in_yuan

_OVER = regex(r"余|多|逾|超|突破|过|上(?=[百千万])|以上")
_UNDER = regex(r"近|不足|不到|以下|以内")
_LEAST, _MOST = regex(r"不少于|至少"), regex(r"最多")
_TENTH = {"成": Decimal(10), "倍": Decimal(100), "%": Decimal(1), "‰": Decimal("0.1")}
_LARGE = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_COUNTS = frozenset({"件", "宗", "起", "例", ""})
# An office may count a 件 of the form in these words; with them another number proves nothing.
_LIKE_COUNTS = frozenset({"件次", "条", "份", "部", "个", "项", "次", "篇"})
_UNITS_OF_DECISIONS = frozenset({"件", "宗", "起", "例", "条", "次", ""})
_UNITS_OF_ITEMS = frozenset({"项", "个", "类", ""})


def in_unit(quantity: Quantity, unit: str) -> Decimal | None:
    """How many `unit` one unit of the quantity is (万元: 10000 元); None if they differ in kind."""
    if quantity.unit == unit:
        return Decimal(1)
    if unit[:1] in _LARGE and unit[1:] == quantity.unit:
        return (
            1 / _LARGE[unit[0]]
        )  # 38.9万人次 is read as 389000 人次, an indicator's unit is 万人次
    mine, other = in_yuan(Decimal(1), quantity.unit), in_yuan(Decimal(1), unit)
    if mine is not None and other is not None:
        return mine / other
    if unit == "%" and quantity.unit in _TENTH:
        return _TENTH[quantity.unit]
    return None


def unit_fits(quantity: Quantity, unit: str, key: str = "") -> bool:
    """Whether the quantity's unit may count what `unit` counts in the fact of this key."""
    if in_unit(quantity, unit) is not None:
        return True
    if unit == "项":
        return quantity.unit in _UNITS_OF_ITEMS
    if unit == "件" and key.endswith(".处理决定"):
        return quantity.unit in _UNITS_OF_DECISIONS
    return unit == "件" and quantity.unit in _COUNTS | _LIKE_COUNTS


def unit_binds(quantity: Quantity, unit: str, key: str = "") -> bool:
    """Whether the unit is so usual here that another number is a wrong one."""
    if unit == "件" and key.endswith(".处理决定"):
        return quantity.unit in _UNITS_OF_DECISIONS
    if unit == "件":
        return quantity.unit in _COUNTS
    return unit_fits(quantity, unit, key)


def states(quantity: Quantity, value: Decimal, unit: str) -> bool:
    """Whether what is written is `value` in `unit`, with the rounding that the writing allows."""
    if quantity.value is None:
        return False
    factor = in_unit(quantity, unit) or Decimal(1)
    written, step = quantity.value * factor, quantity.step * factor
    if quantity.high is not None:
        return written <= value <= quantity.high * factor
    if unit == "百分点" and quantity.exact:
        return abs(written - value) <= step  # offices subtract rates that are rounded already
    if quantity.exact:
        return written == round_to(value, step)
    return _about(quantity.text, written, value, max(step, _grain(written)))


def ends(quantity: Quantity, *, rounded: bool = False) -> tuple[Decimal, Decimal]:
    """The least and the greatest value that is written so, in the quantity's own unit.

    A whole number is itself unless it is `rounded`; 2.6万 is 2.55万 to 2.65万, 33余 is 33 to 34.
    """
    value = quantity.value or Decimal(0)
    if quantity.exact:
        is_count = quantity.step == 1 and not rounded and quantity.unit not in _TENTH
        half = Decimal(0) if is_count else quantity.step / 2
        return value - half, value + half
    grain = max(quantity.step, _grain(value))
    if _OVER.search(quantity.text):
        return value, value + grain
    return value - grain, value if _UNDER.search(quantity.text) else value + grain


def round_to(value: Decimal, step: Decimal) -> Decimal:
    """`value` rounded half up (四舍五入) to a multiple of `step`."""
    return (value / step).to_integral_value(ROUND_HALF_UP) * step


def _grain(written: Decimal) -> Decimal:
    """The place of the last digit that is not zero: 100 in 5500, 10 in 30."""
    if not written:
        return Decimal(1)
    return Decimal(1).scaleb(max(0, int(written.normalize().as_tuple().exponent)))


def _about(text: str, written: Decimal, value: Decimal, grain: Decimal) -> bool:
    if _LEAST.search(text):
        return value >= written
    if _MOST.search(text):
        return value <= written
    if text.endswith("半") or "半数" in text:
        return value > written if "过" in text or "以上" in text else abs(value - written) <= 5
    if _OVER.search(text):
        return written <= value < written + grain
    if _UNDER.search(text):
        return written - grain < value <= written
    return abs(value - written) <= grain / 2
