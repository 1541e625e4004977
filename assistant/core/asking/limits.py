"""
What a number must be for it to be asked for: 超过50件, 50件以上, 不到三成 is not one of them; and
what somebody says that it is: 是不是96件.

Knows: words of bounds. Does not know: what is counted.
"""

from decimal import Decimal

from assistant.core.asking.offices import MASK
from assistant.core.asking.query import WAN, Bound, Claim, Limit
from assistant.core.asking.words import CLAIM, FELL, LIMIT, ROSE, WHETHER

_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("超过", "多于", "大于", "高于"), "above"),
    **dict.fromkeys(("不少于", "不低于", "至少", "达到"), "least"),
    **dict.fromkeys(("不到", "少于", "低于", "小于", "不足"), "below"),
    **dict.fromkeys(("不超过", "不高于", "不多于", "是", "为"), "most"),  # 是0件
    **dict.fromkeys(("以上", "及以上"), "least"),
    **dict.fromkeys(("以下", "及以下", "以内"), "most"),
}
NONE = Limit(bound="most", value=Decimal(0), words="为0")  # 哪几年没有行政复议


def limit_of(text: str) -> Limit | None:
    """The bound that a question names; None if it names none, or several."""
    found = [one for one in LIMIT.finditer(text) if one["how"] or one["side"]]
    if len(found) != 1:
        return None
    one = found[0]
    value = Decimal(one["number"]) * (WAN if one["wan"] else 1)
    return Limit(bound=_BOUNDS[one["how"] or one["side"]], value=value, words=one[0])


def masked_limit(text: str) -> str:
    """The question without its bound, so that its number is nobody's year."""
    return LIMIT.sub(lambda one: MASK * len(one[0]) if one["how"] or one["side"] else one[0], text)


def claim_of(text: str) -> Claim | None:
    """The number that a question says, to hear whether it is right; None if that is not asked, or
    of several.
    """
    found = list(CLAIM.finditer(text)) if WHETHER.search(text) else []
    if len(found) != 1:
        return None
    before = text[: found[0].start()]
    falls, rises = (bool(way.search(before)) for way in (FELL, ROSE))
    return Claim(
        value=Decimal(found[0]["number"]),
        words=found[0][0],
        way=None if falls == rises else -1 if falls else 1,
    )


def masked_claim(text: str) -> str:
    """The question without that number."""
    return CLAIM.sub(lambda one: MASK * len(one[0]), text)
