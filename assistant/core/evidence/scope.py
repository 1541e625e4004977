"""
Scope: of whom and of when a number is said to be, where that is less than the form's.

Knows: the words for another office, level, channel or period (市公安局, 市本级, 通过网站, 上半年),
and the office of the figures. A number of another scope need not be the form's.
"""

from assistant.core.patterns import regex

_OWN_SCOPE = regex(r"[本我全](?:机关|单位|(?P<kind>局|委|办|厅|院|中心))机?关?")
_SHORTEST_NAME = 3  # 安监局


def is_own_scope(scope: str, agency: str) -> bool:
    """Whether the words for a scope mean the office of the figures: 县水务局 of 丁县水务局.

    An office of government (办公厅, 办公室) answers for its government: 代表市政府 is its own.
    """
    if scope.startswith("代表"):
        return agency.endswith(("办公厅", "办公室"))
    if own := _OWN_SCOPE.fullmatch(scope):
        kind = own["kind"]  # 本局 of an agency …局; 本机关 of any but a government, which is wider
        return agency.endswith(kind) if kind else not agency.endswith("人民政府")
    if scope and agency.startswith(scope):  # 淮安市 of 淮安市人民政府
        return True
    name = scope.lstrip("市区县省镇乡")
    return len(name) >= _SHORTEST_NAME and agency.endswith(name)
