"""
Plain rewriting: what code alone does to words, where a request needs no model or there is none.

Tables of words, safe in the prose of these reports: each takes away or exchanges words of manner,
never a noun that a number is of. What stands in a number's phrase, a title or a quotation is not
touched (protection.py).
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType

from assistant.core.editing.requests import Kind, Request
from assistant.core.patterns import regex

_VERBS = (
    r"(?=健全|完善|加强|加大|强化|规范|推进|推动|提[高升]|做好|抓好|落实|优化|拓宽|拓展|深化|改进|增强|细化|压实"
    r"|开展|丰富|扩大|严格|明确|夯实|保障|公开|发布|回应|答复|办理|学习|梳理|提供|改善|创新|方便|促进|理顺)"
)
_MANNER = "进一步|不断|切实|大力|积极|深入|扎实|认真|持续|着力|努力|全力|有效|有力|稳步"
_SHORTER: tuple[tuple[str, str], ...] = (
    (rf"(?:{_MANNER}){_VERBS}", ""),
    (r"(?:我[局委办市县区厅]|本机关|本单位)?高度重视(?:政府)?信息公开工作，", ""),
    (r"，(?:取得了?|收到了?)(?:较好|良好|明显|一定)的?(?:效果|成效)(?=[，。；]|$)", ""),
    (
        r"，为[^，。；]{2,24}(?:奠定|打下|提供)了?(?:坚实|良好|扎实|有力|坚强|重要)的?"
        r"(?:基础|保障|支撑)(?=[。；]|$)",
        "",
    ),
    (r"等(?:各)?方面(?:的)?工作", "等工作"),
    (r"的顺利开展", ""),
    (r"没有(发生|出现)([^，。；]{2,20})的情况(?:发生)?", r"未\1\2"),
    (r"(?:的)?(?:实际)?工作(?:当中|过程中)(?=，)", "工作中"),
    (r"广大(?=人民群众|群众|公众|企业)", ""),
    (r"人民群众", "群众"),
    (r"进行了(?=公开|公示|答复|回应|更新|整理|审核|修订|解读|排查)", "作了"),
    (r"通过(?P<way>[^，。；]{2,14})的方式", r"通过\g<way>"),
)
_FORMAL: tuple[tuple[str, str], ...] = (
    (r"老百姓|大家伙", "群众"),
    (r"(?:不太|不怎么)(?:上心|重视)", "重视不够"),
    (r"不太(?=[一-龥])", "不够"),
    (r"老是|总是", "经常"),
    (r"好久不更新", "长期未更新"),
    (r"好久", "较长时间"),
    (r"很多|好多|不少(?=[^于])", "较多"),
    (r"有的(?=科室|部门|单位|股室|处室)", "个别"),
    (r"人家", "申请人"),
    (r"(?<![^，。；])但是", "但"),
    (r"因为", "因"),
    (r"比如(?:说)?", "如"),
    (r"(?:要)?想办法", "采取措施"),
    (r"搞好", "做好"),
    (r"搞(?=[一-龥]{2})", "开展"),
    (r"弄清楚?", "厘清"),
    (r"东西", "内容"),
    (r"网上的", "网站"),
    (r"还是(?=比较|较|不|存在)", "仍"),
    (r"没有(?=按|及时|完全|形成|建立|做到|落实)", "未"),
    (r"我们(?:局)?", "我局"),
    (r"都(?=按|已|在|能)", "均"),
)
_OTHER: tuple[tuple[str, str], ...] = (
    (r"进一步|不断", "持续"),
    (r"健全完善|完善健全", "健全"),
    (r"完善", "健全"),
    (r"依托", "通过"),
    (r"通过(?=[^，。；]{2,12}(?:平台|网站|渠道|公众号))", "依托"),
    (r"方便(?=群众|公众|企业|申请人)", "便于"),
    (r"加强", "强化"),
    (r"按照", "依照"),
    (r"推进", "推动"),
    (r"做好", "抓好"),
    (r"切实", "扎实"),
    (r"提高", "提升"),
    (r"有待", "需要"),
    (r"比较", "较为"),
    (r"下一步", "今后"),
)
# Longer by what the words mean anyway: names in full, what a thing is of, 进一步 before what is
# being done. Nothing else can be added without somebody who knows it.
_LONGER: tuple[tuple[str, str], ...] = (
    (r"(?<!政府)信息公开(?!条例)", "政府信息公开"),
    (r"(?<!信息)公开(?=目录|指南|申请)", "政府信息公开"),
    (r"(?<=加强)组织领导", "对政府信息公开工作的组织领导"),
    (r"(?<=落实)([^，。；]{2,14}制度)(?=[，。；]|$)", r"\1的各项要求"),
    (r"有待(?=提高|加强|提升|完善)", "还有待进一步"),
    (r"不足(?=[，。；]|$)", "不足之处"),
    (
        r"(?<!进一步)(?<!不断|切实|持续|严格|大力|着力|加快)"
        r"(?=(?:加强|完善|健全|规范|优化|提高|提升|强化|拓宽|深化|改进|细化)了?[一-龥]{2})",
        "进一步",
    ),
)
_Table = tuple[tuple[re.Pattern[str], str], ...]


def _table(words: tuple[tuple[str, str], ...]) -> _Table:
    return tuple((regex(pattern), other) for pattern, other in words)


_TABLES: Mapping[Kind, _Table] = MappingProxyType(
    {
        "shorten": _table(_SHORTER),
        "formal": _table(_FORMAL),
        "expand": _table(_LONGER),
        "vary": _table(_OTHER),
    }
)
_PUNCTUATION = str.maketrans({",": "，", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"})
_CHINESE = r"[\u3400-\u9fff”’）】》〕%％\d]"
_HALF = regex(
    rf"(?<={_CHINESE})[,;!?](?!\d)|(?<={_CHINESE}):(?![\d/])|[()](?=[\u3400-\u9fff])"
    r"|(?<=[\u3400-\u9fff])(?:[()]|\.(?=\s|$))"
)
_WIDE = regex(r"[０-９Ａ-Ｚａ-ｚ％．]+")
_REPEATED = regex(r"([，、；：。])[，、；：。]+")


def has_table(kind: Kind) -> bool:
    """Whether code can do anything of this kind without a model."""
    return kind in _TABLES


def reworded(words: str, kind: Kind) -> str:
    """`words` by the table of `kind`; as they are where nothing fits. Marks 〔…〕 stay whole."""
    pieces = re.split(r"(〔[^〕]*〕)", words)
    for pattern, other in _TABLES.get(kind, ()):
        pieces[::2] = [pattern.sub(other, piece) for piece in pieces[::2]]
    written = "".join(pieces).lstrip("，、；")
    return _REPEATED.sub(r"\1", written) if written != words else words


def by_code(text: str, request: Request, *, year: int = 0) -> str:
    """`text` with a request of BY_CODE done; `year` is the report's, 0 if not known."""
    doing: Mapping[Kind, Callable[[], str]] = {
        "replace": lambda: text.replace(request.old, request.new),
        "years": lambda: with_years(text, year) if year else text,
        "punctuation": lambda: with_chinese_stops(text),
    }
    return doing[request.kind]()


def with_years(text: str, year: int) -> str:
    """今年 and 本年度 as the year that they mean, 去年 and 上年度 as the one before."""
    this, last = rf"{year}年", rf"{year - 1}年"
    text = re.sub(r"今年|本年度?(?![内来])", this, text)
    return re.sub(r"去年|上一?年度", last, text)


def with_chinese_stops(text: str) -> str:
    """Stops between Chinese words in full width, digits and letters in half width."""
    text = _WIDE.sub(lambda wide: "".join(chr(ord(one) - 0xFEE0) for one in wide[0]), text)
    stops = {":": "：", ".": "。"}
    return _HALF.sub(lambda half: stops.get(half[0]) or half[0].translate(_PUNCTUATION), text)
