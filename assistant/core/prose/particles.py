"""
The small words around names and numbers, as data: what only fills, links, compares or narrows.

Each pattern is made of alternatives that do not backtrack (atomic groups, possessive repeats), so
that no text takes more than linear time.
"""

import re

from assistant.core.patterns import regex


def _any(words: str, *patterns: str) -> str:
    """Any number of these, longest first, never tried another way."""
    longest_first = sorted(words.split(), key=lambda word: -len(word))
    choices = "|".join((*patterns, *map(re.escape, longest_first), r"[ \t\u3000]"))
    return f"(?>{choices})*+"


_STOP = r"[，,。；;、：:！!？?（()）\n]"
_FILLING = (
    "共计 共 合计 总计 累计 总共 分别 已经 已 全部 均 计 为 达到 达 有 了 的 是 约 仅 只 数量 总数"
    " 总量"
    " 件数 案件量 案件数 案件总量 案件总数 案件"
    " 全年 提出 提交 情况 信息 申请 事项 决定书 决定 数据 项目 公示 立案 类 方面 政府 答复 其中"
    " 包括 含"
    " 另有 另 还有 即 则 、 ， , ： : “ ”"
)
# Words between a name and its number that say nothing of their own: 案件共, 申请数量为.
FILLER = regex(_any(f"{_FILLING} 为主 创历史新高 创新高", r"连续[一二三四五六七八九十两\d]{1,2}年"))
# Words that join two names to one phrase: 予以公开和部分公开, 自然人提出的申请.
CHAIN = regex(
    _any(
        f"{_FILLING} 提出 提交 以及 或者 和 及 与 或 中 因 所 作出 得到 获得 被 依法 按时 按期"
        " 及时",
        "经[审查核]+",
    )
)
# What may open a clause before its number: 其中, 另有, 还有.
LINK = regex(
    _any(
        "其中 全年 分别 另有 另外 另 其余 剩余 余 还有 还 有 含 包括 共有 共"
        " 以及 及 和 与 并 对 、 ： : 的 在"
    )
)
# What may stand between a number and the name behind it: 1431件的, 34件为上年结转.
BEHIND = regex(_any("的 政府 类 因 由于 由 为 是 系 属于 属 被 经 已 均 作出 作 予以作出"))
# What may stand before the first noun of a clause without narrowing what it counts: 2024年全市因
# 政府信息公开引起的行政复议. With other words there (市公安局的) another number proves nothing.
LEAD = regex(
    _any(
        "全年 本年度 本年 今年 当年 年内 上年度 上年 各级 各级各部门 各级行政机关 共计 共 累计 总计"
        " 合计 其中"
        " 另有 另 还有 有 因 由于 由 涉及 针对 含 包括 引起 引发 发生 产生 新增 收到 接到 被 申请"
        " 提起 的"
        " 类 中 对 经研究 依法 决定 作出 情况 方面 案件 结果 属于 属 为 是 以 原因 “ 、 ： : ， , ."
        " 和 及",
        r"因?[^，。；、]{1,24}?等(?:原因|情形|理由|情况|事由)",
        r"(?:19|20)\d{2}年度?",
        "全[市区县省局镇]",
        "我[市区县局委办厅镇]",
        "本[市区县局]",
        "经[审查核]+",
        "(?:政府|政务)?信息公开(?:工作)?(?:类|案件)?",
        r"[（(]?[一二三四五六七八九十\d]+[）)、]",
    )
)
# What may follow a number after a bare verb (收到26件): no noun that it would count instead.
NO_OBJECT = regex(
    rf"[ \t]*(?:$|{_STOP}|均|全部|都|已|并|且|占|同比|比|较|其中|含|以|按|进行|作出|得到|被|为|是"
    r"|和|及|与|到|在|依法|予以|同时)"
)
NO_COMPOUND = regex(r"[^表书人材渠平方]|$")  # 申请表, 申请书, 申请人 count other things
# 受理公民通过网站提交的申请 is every 申请, 受理征地类申请 is some of them.
SOURCES = regex(r"提出|提交|递交|公民|法人|社会公众|申请人")
ET_CETERA = regex(r"等")  # 因本机关不掌握等原因: an example, not what is counted
KIND = regex(r"[类式型]$")
JOIN = regex(r"(?:的|申请|案件)?(?:、|和|及|与|或|以及|或者)(?:属于|因)?")

_UP = "高于上年|高出上年|多于上年|增长|上升|增加|提高|提升|增多|上涨|增幅|攀升|新增|净增|多|增"
_DOWN = "低于上年|少于上年|下降|减少|降低|回落|下滑|降幅|减|少|降"
CHANGE = regex(rf"(?P<word>(?P<up>{_UP})|(?:{_DOWN}))(?:率|幅度)?(?:了|约|近|为|达)?[ \t]?$")
# 不少3件, 至多3件, 新增3件 are no changes unless 比上年 stands before.
NEEDS_AGAINST = frozenset({"多", "少", "增", "减", "降", "新增", "净增"})
RESPECTIVE = regex(
    rf"分别(?:(?:同比|[比较](?:上一?年度?|去年|20\d\d年))?(?:{_UP}|{_DOWN})"
    r"|为|是|有|达|占|计)?[ \t]?$"
)
SEPARATOR = regex(rf"[ \t]*[、，,和及与][ \t]*(?:{_UP}|{_DOWN})?")
LEVEL = regex(r"(?:增加|增长|上升|提高|下降|减少|降低|回落|增|升|降)(?:到|至)[ \t]?$")
AGAINST = regex(
    r"(?:同比|环比|(?:相?比|较|与|同)(?:于)?"
    r"(?:[上前]一?年度?|去年度?|往年|同期|(?P<year>(?:19|20)\d{2})年度?)"
    r"(?:同期|年?底|年?末|全年)?(?:的|相比)?[，,]?|相比[，,]?)"
)
COMPARES = regex(r"[比较]")
PAST = regex(
    r"(?:比|较|相比|由|从)(?:上一?年度?|去年度?|(?P<year>(?:19|20)\d{2})年度?)(?:同期)?的?[ \t]*$"
)
# 由121件降至96件: from last year's number to this year's.
FROM = regex(r"[由从](?:原来?的?)?[ \t]*$")
# 与2023年的30件相比.
WITH = regex(r"[与同](?:上一?年度?|去年度?|(?P<year>(?:19|20)\d{2})年度?)(?:同期)?的?[ \t]*$")
COMPARED = regex(r"相比|比较")
TO_LEVEL = regex(
    r"(?:大幅|明显)?(?:增加|增长|上升|提高|提升|下降|减少|降低|回落|升|增|降|减)(?:到|至|为)"
)
# A total of what the clauses before it count: ，全市合计3525件.
TOTAL_ONLY = regex(
    r"[，,；;、]?(?:全年|全[市区县省]|[二两三]者|[两三]项|以上|上述)?"
    r"(?:一共|共计|合计|总计|总共|共)[ \t]*$"
)
# 2023年3511件, of what the number before it counts.
YEAR_ONLY = regex(r"[、，,；]?(?:(?:19|20)\d{2}年度?|上一?年度?|去年)(?:为|是)?[ \t]*$")
SHARE = regex(
    r"(?:占(?P<whole>[^，。；\n]{0,24}?)|占比|比重|比例|所占)的?(?:比|比例|比重|比率)?"
    r"(?:均?为|达到|达|约|近|超)?[ \t]?$"
)
AVERAGE = regex(
    r"(?P<day>日均|日平均|平均每[天日]|每[天日]平均)"
    r"|(?P<month>月均|月平均|平均每月|每月平均)|年均|年平均|平均每年|每年平均|[人户场家]均"
)
# After a number that had a narrower scope, what is of the whole again: 下半年1705件，全年3525件.
WHOLE_AGAIN = regex(r"全年|全[市区县省]|[合共总]计")
_ACTS = "收|受理|接收|办|答复|作出|制|印发|出台|公开|废止"
_ISSUES = "制发|制定|印发|出台|公开|发布|废止"
_SINCE = r"(?:机关)?(?:20\d\d年度?)?(?:全年|共|累计|本年度?|新|主动)*+"
# Words that name another scope than the form's: 代表市政府, 市本级, 市公安局 (… 受理).
SCOPE = regex(
    r"代表[一-龥]{1,12}?政府|[市区县省镇乡](?:人民政府|政府)?本级"
    r"|[市区县省]级[一-龥]{0,8}?(?:部门|机关|单位|系统)"
    r"|[上下]半年|前[二两三]个?季度|第?[一二三四]季度|前[一二三四五六七八九十\d]{1,2}个月"
    r"|截[至止](?:20\d\d年)?(?!12月)\d{1,2}月|(?!1月?份?.12月)\d{1,2}月?份?(?:至|到|—|-|－|~|～)\d{1,2}月"
    rf"|\d{{1,2}}月份?(?:单月|当月)?(?={_SINCE}(?:收到|受理|接收|办结|答复))"
    r"|(?:最多|最高|最少|居前|排名前)[一-龥\d]{0,4}的"
    r"|20\d\d年?(?:至|到|—|-|－|~|～)20\d\d年"
    r"|(?:近|过去|最近)[两三四五六七八九十\d]{1,2}年(?:来|间)?|[两三四五六七八九十\d]年(?:来|间)"
    r"|(?:自|从)20\d\d年以?来?|[^，,。；;\n]{1,16}以来|历年|历史上"
    r"|通过[一-龥“”]{1,12}(?=(?:收到|受理|接收|申请|提交))"
    r"|(?:网上|线上|在线|现场|当面|窗口|信函|邮寄|传真)(?=(?:申请|收到|受理|接收|提交))"
    r"|(?:(?<!全[市区县省])(?<!各级)各(?!级)|所属|下属|直属)[一-龥]{0,6}(?:部门|单位)"
    r"|(?:各|所属|下属|直属)[一-龥]{0,6}(?:镇|街道|区县|县区)"
    r"|(?:\d+|[一二两三四五六七八九十]+)[个家](?:单位|部门|机关|镇|街道|区县|县区)"
    rf"(?={_SINCE}(?:{_ACTS}))"
    r"|(?:^|(?<=[，。；、,\n ]))[一-龥]{1,10}(?:局|委|办|办公室|办公厅|管委会|分局|中心|街道|镇|乡)"
    rf"(?={_SINCE}(?:{_ACTS}))"
    r"|(?:^|(?<=[，。；、,\n ]))(?![全我本各])[一-龥]{1,8}[市区县]"
    rf"(?={_SINCE}(?:收到|受理|接收|答复))"
    rf"|(?:区县|市县|县区|镇街|街镇|乡镇|[市区县省])(?:一级|层面|级)(?={_SINCE}(?:{_ACTS}))"
    rf"|[市区县省](?:人民)?政府(?:及其?)?(?:办公[室厅]|办)?(?={_SINCE}(?:{_ISSUES}))"
)
