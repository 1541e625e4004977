"""
Names of those who applied, sued or complained, and the case numbers by which they can be found.

Knows: a name stands behind its role (申请人王某) or before what its bearer does (王某诉某局). Not
covered: names with neither; those of officials are no secret.
"""

import re
from collections.abc import Iterator

from assistant.core.patterns import regex
from assistant.core.scan.names import is_name
from assistant.core.scan.scanbook import Hit, Hits, Manuscript, ScanRule, hit

_LAW = "《个人信息保护法》第四条；《政府信息公开条例》第十五条"

_ROLE = regex(
    r"(?:申请人|当事人|原告|被告人?|第三人|上诉人|被上诉人|举报人|投诉人|信访人|行政相对人"
    r"|利害关系人"
    r"|村民|居民|业主|市民|联系人|经办人|委托代理人|法定代表人|被处罚人|被征收人|患者|死者"
    r"|伤者)[：:“]?(?:为|是|系)?[ \u3000]?"
    r"(?P<name>[\u4e00-\u9fff]{2,4})"
)
_CASE = regex(
    r"[〔（(\[]20\d\d[〕）)\]][\u4e00-\u9fff]{0,4}\d{0,4}[\u4e00-\u9fff]{0,6}"
    r"(?:行初|行终|行申|行再|行审|行赔|民初|民终|刑初|刑终|执|复决|行复|复议"
    r"|政复)[\u4e00-\u9fff]{0,2}第?\d{1,6}号"
    r"|[\u4e00-\u9fff]{1,6}(?:复决|行复|政复|复议|复受)字?[〔（(\[]20\d\d[〕）)\]]第?\d{1,5}号"
)
_SUES = regex(
    r"(?:等[ \d一二三四五六七八九十]*人)?(?:诉|起诉|状告|不服)(?=[\u4e00-\u9fff])(?!讼|求|状|权|请)"
)
_LONGEST_NAME = 4
_BEFORE_NAME = frozenset("为中对结理判由的在将审")  # 审结王某诉某局, 受理王某不服…


def _names(manuscript: Manuscript) -> Hits:
    for match in _ROLE.finditer(manuscript.plain):
        name = is_name(match["name"], manuscript.plain[match.end() : match.end() + 8])
        if name:
            end = match.start("name") + len(name)
            yield Hit(
                start=match.start("name"),
                end=end,
                message=f"“{match[0][: end - match.start()]}”写出了个人姓名，不宜公开",
                suggestion=f"{name[0]}某",
            )


def _case_names(manuscript: Manuscript) -> Hits:
    """Who sues whom, in a sentence with a case number or a court."""
    for start, sentence in manuscript.sentences:
        if not re.search(r"案|法院|起诉|诉讼|复议|不服", sentence):
            continue
        for match in _SUES.finditer(sentence):
            name = _name_before(sentence, match.start())
            if name:
                at = start + match.start()
                yield Hit(
                    start=at - len(name),
                    end=at,
                    message=f"“{name}{match[0]}”写出了当事人姓名，不宜公开",
                    suggestion=f"{name[0]}某",
                )


def _name_before(sentence: str, at: int) -> str:
    """The name that ends at `at`, behind a mark or a word that a name may follow."""
    for length in range(_LONGEST_NAME, 1, -1):
        words = sentence[max(0, at - length) : at]
        before = sentence[at - length - 1 : at - length] if at > length else ""
        may_begin = not re.match(r"[\u4e00-\u9fff]", before) or before in _BEFORE_NAME
        if may_begin and len(words) == length and is_name(words, "诉") == words:
            return words
    return ""


def _cases(manuscript: Manuscript) -> Iterator[Hit]:
    for match in _CASE.finditer(manuscript.plain):
        yield hit(match, "案号可以查到当事人，请确认有必要公开", "删去案号")


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="个人-姓名",
        level="warning",
        title="申请人、当事人、原告等之后的姓名（“张某”不报）",
        source=_LAW,
        example="申请人王建国",
        find=_names,
    ),
    ScanRule(
        id="个人-案中姓名",
        level="warning",
        title="“某人诉某机关”中的姓名",
        source=_LAW,
        example="李秀英诉某局政府信息公开案",
        find=_case_names,
    ),
    ScanRule(
        id="个人-案号",
        level="warning",
        title="法院或复议案号",
        source=_LAW,
        example="（2024）苏0812行初15号",
        find=_cases,
    ),
)
