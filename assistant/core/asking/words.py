"""
The words of questions, as data: what is asked, and what says nothing of its own.

A figure is only given when every word of the question is understood: what is left after names,
years, offices, these words and punctuation makes a figure query impossible.
"""

import re
from collections.abc import Iterable
from functools import cache

from assistant.core.evidence.aliases import official_names
from assistant.core.evidence.names import Names, NameTable, collected, named
from assistant.core.patterns import regex


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# --- names that officers use in questions and reports do not

_ROWS: NameTable = (
    (
        "新收",
        "新收件 新增申请 新增的申请 收件量 收到申请 申请量 申请总数 申请总量 提交申请 提交的申请"
        " 递交申请 新申请 收了 收的 收",
    ),
    ("收办", "新收和上年结转 新收加上年结转 新收加结转 需要办理 要办理 应处理 收办总数"),
    ("办理总计", "办结 办理结果总计 办完 办结数 已答复 答复 答复总数 办理结果"),
    (
        "结转下年",
        "没有办完 没有办结 没有答复 没答复 未答复 没办完 没办结 未办完 转到下年 留到下年 转下年"
        " 结转下年 结转下年度 未办结",
    ),
    ("上年结转", "上年结转 上年结转过来 上年转来 上年转过来 上年留下"),
    ("予以公开", "予以公开 同意公开 公开了的 全部公开 给公开"),
    ("不予公开", "没有公开 不公开 没公开 未公开 拒绝公开 不同意公开"),
    ("无法提供", "提供不了 没法提供"),
    ("不予处理", "不处理 没有处理 未予处理"),
    ("信访举报", "信访类 信访投诉 信访举报 信访"),
    ("国家秘密", "涉密 国家秘密"),
    ("第三方权益", "第三方 第三方权益"),
    ("不掌握", "不掌握信息 不掌握 信息不存在"),
    ("执法案卷", "执法案卷 案卷"),
    ("逾期不补正", "不补正 没补正 未补正"),
)
_OUTCOMES: NameTable = (
    ("结果维持", "维持 被维持 维持原判 胜诉 赢 赢了 打赢 打赢了"),
    ("结果纠正", "纠正 被纠正 纠错 败诉 败了 输 输了 输掉 打输 打输了"),
    ("尚未审结", "没审结 没有审结 未审结 尚未审结 还没审结 还在审 在审 未结"),
)
_GROUPS: NameTable = (
    ("行政复议", "被复议 提起复议 申请复议"),
    ("行政诉讼", "被起诉 被告 打官司 打过官司 官司 应诉 被诉"),
    ("复议诉讼", "复议和诉讼 复议诉讼 行政复议和行政诉讼 行政复议、行政诉讼 复议、诉讼"),
)
_COLUMNS: NameTable = (
    ("自然人", "个人 自然人"),
    ("商业企业", "企业 商业企业 公司"),
    ("社会公益组织", "公益组织"),
    ("法律服务机构", "律所 律师事务所 法律机构"),
)
_HEADS: NameTable = (
    ("行政许可", "许可"),
    ("行政处罚", "处罚 罚"),
    ("行政强制", "强制 行政强制"),
    ("行政事业性收费", "事业性收费 收费"),
    ("政府集中采购", "采购 政府采购"),
)
_MEASURES: NameTable = (
    ("现行有效|公开总数", "有效 现行有效 还有效 仍然有效"),
    ("公开总数", "对外公开总数量 对外公开总数"),
    ("新公开", "新公开 本年新公开"),
    ("处理决定", "办 办理 处理决定 决定 作出"),
    ("上年项目", "上一年项目数量 上年项目数量"),
    ("增减", "本年增/减 本年增减"),
    ("采购项目", "项目 采购项目 采购项目数量"),
    ("采购金额", "采购金额 采购总金额"),
    ("收费金额", "收费金额 收了"),
    ("收费金额|采购金额", "金额 总金额"),
)
# As in the official names: what is handled may be what came in or what was finished.
_ACTIONS: NameTable = (("收办|办理总计|新收", "办 办了 办理 承办 处理了"),)
# 结转 alone, without saying to or from which year, is what is carried over to the next one.
_LOOSE_ROWS: NameTable = (("结转下年", "结转 结转申请"),)


def asked_names(own: Names | None = None) -> Names:
    """The official names, those above, and where given an office's own words (aliases.txt).

    Names with a year of four digits are left out: a year in a question says when
    (2023年结转下年度的), not 上年.
    """
    if own is None:
        return _everybodys()
    official = official_names().table
    table = {name: meant for name, meant in own.table.items() if official.get(name) != meant}
    return Names({**_everybodys().table, **table})


@cache
def _everybodys() -> Names:
    ours = collected(
        named("row", _ROWS),
        named("row", _LOOSE_ROWS, sure=False),
        named("action", _ACTIONS),
        named("outcome", _OUTCOMES),
        named("group", _GROUPS),
        named("column", _COLUMNS),
        named("head", _HEADS),
        named("measure", _MEASURES),
    ).table
    official = official_names().table
    merged = {name: (*ours.get(name, ()), *official.get(name, ())) for name in {**official, **ours}}
    return Names({name: meant for name, meant in merged.items() if "N" not in name})


# --- what is asked

CHECK = regex(
    r"对得上|对不上|对上|一致|相符|吻合|衔接得?上?|勾稽(?:关系)?|平不平|平衡|平吗|相等|等不等|核对"
)
SHARE = regex(r"占比|比重|比例|占")
PERCENT = regex(r"百分之几|百分之多少|百分比|几成")  # of a whole, unless a growth is asked
RATE = regex(
    r"同比(?:增长|下降|增加|减少)?(?:率|幅度)?(?:多少|几)?|幅度(?:多大)?|增长率|增长幅度|下降幅度|变化幅度|增幅|降幅|涨幅|增速"
    r"|增减率|变化率"
    r"|(?:增长|下降|增加|减少|上升|变化|涨|降)了?(?:百分之几|百分之多少|几个?百分点|多少个?百分点|几成)"
)
DIFFERENCE = regex(
    r"多多少|少多少|[多少](?=\x00了?(?:多少|几))|多了?几|少了?几|多了?多少|少了?多少|多出来?多少|增加|减少|增长|下降|上升|增减"
    r"|相差|差了?多少|差了?几|差额|之差|变化了?多少|变动了?多少|升降|涨了?|降了?|是多还是少|多还是少"
    r"|是增是减|增还是减|是升还是降|升还是降|是涨还是跌"
)
RANK = regex(
    r"(?:哪一?年|哪个年份|什么时候|何时|哪一?[个家]|哪一?些|谁|哪里|哪儿).{0,24}?最(?P<order>多|高|大|少|低|小)"
    r"|最(?P<plain>多|高|大|少|低|小).{0,8}?(?:哪一?年|哪个年份|哪一?[个家]|哪里|谁)"
    r"|从(?P<down>多到少|高到低|大到小)|从(?P<up>少到多|低到高|小到大)|排名|排序|排第几|第几|排行|名次"
    r"|哪一?[个家年].{0,8}?(?P<more>多|高|少|低)(?!少)|谁.{0,8}?(?P<who>多|高|少|低)(?!少)"
)
PLACES = regex(r"前(?P<count>[二三四五六七八九十两]|\d{1,2})(?:名|位|个|家)?")
TREND = regex(
    r"趋势|走势|(?:怎么|如何|怎样)?变化(?:情况)?|(?:怎么|如何|怎样)变|变动情况|变动|曲线|历年来?|逐年|每一?年|各年度?|分年度?"
    r"|年度变化|一年年|分别|各(?=有?多少|是多少|为多少|几)"
)
SUM = regex(
    r"一共|(?<!公)共(?=[\x00有收受办作])|总共|总计|合计|共计|累计|加起来|加在一起|之和|总和|总数|总量|总的|合起来|两项"
)
MEAN = regex(r"年均|平均每一?年度?|每一?年度?平均|平均(?!每|单|用)|均值")
# The difference of two offices, not of two years: 洪泽比淮安多多少, but not 增加多少.
APART = regex(r"差|[多少高低]\x00?了?(?:多少|几)")
GREW = regex(r"增加|减少|增长|下降|上升|多(?=多少)|少(?=多少)|变化")
GROWTH = regex(r"增|减|升|降|涨|跌|变化|变动|同比")
# 没有、未 before a name turns it round; 有没有 asks.
NEGATED = regex(r"(?<!有)(?:没有|没|未|并未|尚未)(?:能|得到|被|作出|做出)?(?=\x00)")
EXISTS = regex(r"有没有|有无|是否有?|有过|发生过|出现过|存不存在")
EVER = regex(r"吗|么")
WHETHER = regex(r"吗|(?<![什怎那这多])么|是否|对不对|有没有错")  # 是不是 is read as 是否
UNITS = (
    r"亿元|万元|元|钱|万人次|人次|场次|批次|万人|万"
    r"|[件条个份宗起例项次篇场期人名位户批张家部辆处所块轮种类]"
)
WHICH = regex(r"哪一?几?些?个?(?:年|单位|机关|部门|家)")
CARRIED_TO = regex(r"结转(?:到|至|入)(?:19|20)\d{2}年度?")
LIMIT = regex(
    r"(?:(?P<how>超过|多于|大于|高于|不少于|不低于|至少|达到|不到|少于|低于|小于|不足|不超过|不高于|不多于|是(?=0(?!\d))|为(?=0(?!\d)))了?)?"
    rf"(?P<number>\d+(?:\.\d+)?)(?P<wan>万)?(?:%|{UNITS})?(?P<side>及?以上|及?以下|以内)?"
)
# A number said, to hear whether it is right: 收到96件对吗.
FELL, ROSE = regex(r"减|降|少(?!于)|跌|回落"), regex(r"增|升|多(?!于)|涨|提高")
CLAIM = regex(
    rf"(?<![第\d.+−－-])(?P<number>\d+(?:\.\d+)?)(?:%|万?(?:{UNITS}))(?!以上|以下|以内|及以)"
)
VALUE = regex(
    r"多少|几(?=[件条项个份次起宗例])|数量|件数|数是|数呢|是几|为几|什么数|多大|数值|数据"
)
ACROSS = regex(
    r"哪一?[个家些](?:单位|机关|部门|地方|地区|局|政府)?|各单位|各机关|各部门|各家|每个单位"
    r"|的(?:单位|机关|部门|地方)(?:有|$|[？?])|所有单位|全部单位|谁|哪里|哪儿|单位之间|资料库"
)

# --- what says nothing of its own in a question on figures

_FILLERS = _set(
    "请问 请 麻烦 帮我 帮忙 查一下 查查 查询 查 看一下 看看 看 算一下 算算 算 告诉我 告诉"
    " 说一下 说说 我想知道 想知道 我想问 想问 问一下 问 列一下 列出 列 给我 给出 统计 汇总"
    " 了解 一下 想 要 我们 我局 本局 我区 我市 我县 我委 我厅 本区 本市 本县 本机关 本单位"
    " 我单位 咱们 咱 我 全市 全区 全县 政府信息公开工作年度报告 政府信息公开年度报告"
    " 政府信息公开工作 政府信息公开 政务公开 信息公开 年度报告 工作报告 年报 报告 里面 里头"
    " 当中 其中 之中 里 中 上 内 表格 数字 数据 指标 表二 表三 表四 第二十条 一栏 这一栏 这项"
    " 这一项 一项 项目 一列 那一列 这 那 那么 该 此 全年 年度 当年 年份 年底 年末 年终 年内 年"
    " 期间 时候 时 目前 现在 截至 截止 一年 这年 那年 同期 多少 有多少 几 数量 件数 数 量 总"
    " 共 一共 是多少 是 为 有 有过 没有 的 地 得 了 过 着 呢 吗 吧 啊 呀 嘛 么 个 件 条 项 份"
    " 次 起 宗 例 部 元 万元 万 钱 百分点 百分之 % 成 倍 在 和 与 及 以及 跟 同 对 从 到 由 于"
    " 把 被 将 给 用 以 按 因 因为 属于 为了 向 往 就 都 也 还 又 再 已 已经 曾 曾经 只 仅 才"
    " 两家 两个 两 三家 几家 分 分别 各 每 所 所有 全部 那些 这些 哪些 哪个 哪 什么 情况 具体 大概"
    " 大约 到底 究竟 实际 真 确实 公布 填写 填报 填 登记 显示 写 印 记 作出 做出 做 办理 处理"
    " 发生 产生 涉及 收到 提出 提交 递交 来自 提供 方面 部分 案件 案 事项 决定 申请人 类型 类"
    " 这类 人 者 政府 信息 公开 申请 接下来 之后 后 前 比 比较 较 相比 相较 来说 而言 等"
    " 或 或者 还是 又是 能 可以 会 应 应该 需 需要 单位 机关 部门 家 谁 高 低 多 少 大 小 最"
    " 更 升 降 涨 表 行 栏 格 口径 上面 来的 出来 出 来 去 说 算是 算作 占 另外 此外"
    " 除了 整体 总体 一些 一点"
    " 亿元 亿 花 花了 打 打了 场 提 提的 提了 提出的"
    " 都对吗 对吗 对么 对不对 是对的 正确 准确 没错 有没有错 结果 情形"
    " 底 末 还剩 剩 剩下 没给 不给 没有给 几次 加起来 起来 总的来说"
)
_CAREFUL = _set("提 两 人 家 案 真 部 打 场 花 底 末 剩 亿")  # stand alone only
_ONES = {word for word in _FILLERS if len(word) == 1} - _CAREFUL
_WORDS = sorted({word for word in _FILLERS if len(word) > 1} | _CAREFUL, key=len, reverse=True)
_FILLER = regex("|".join(map(re.escape, _WORDS)))
_LONE = regex(rf"[{''.join(map(re.escape, sorted(_ONES)))}]")
_NOT_WORDS = regex(r"[\W_]+")


def left_over(text: str) -> str:
    """What of a question on figures is not understood; empty if every word is."""
    gaps = _LONE.sub(" ", _FILLER.sub(" ", text))
    return " ".join(_NOT_WORDS.sub(" ", gaps).split())


# --- questions on prose

MENTIONS = regex(
    r"(?:哪一?几?个?年份?|哪些年份?|什么时候|何时|哪几?年的?报告|哪几?份报告|哪些报告).{0,40}?"
    r"(?P<verb>提到|提及|提过|讲到|讲过|说到|说过|写到|写过|写了|涉及|出现|谈到|谈及|开展|举办|做过|搞过|(?<!没)有)"
)
MENTIONED = regex(
    r"有没有(?:提到|提及|提过|讲到|说到|写到|写过|涉及)|(?:提到|提及|提|写|讲|说)过?.{0,30}吗"
)
IMPROVEMENTS = regex(
    r"改进措施|整改措施|改进情况|改进方向|改进办法|怎么改进|如何改进|改进|怎么整改|整改|下一步(?:的)?(?:打算|工作|措施|计划|安排)?"
    r"|打算|措施|(?<!年度)计划"
)
# What was announced, or whether it was done: the plans are shown, a person tells.
PROMISED = regex(
    r"(?:说|提|讲|承诺|答应|打算|计划)(?:过|了|出)?(?:的|要|会)*(?:怎[么样])?改进|(?:落实|做到|完成|兑现)(?:得|了)?(?:[吗么没]|情况|怎)"
)
PROBLEMS = regex(
    r"存在的?(?:主要)?问题|主要问题|哪些问题|什么问题|问题|不足之处|不足|短板|薄弱环节|差距"
)
NUMBER = regex(rf"多少|几(?={UNITS})|数量|百分之几|占比$|多[大高]的?比[例重]")
_PROSE_FILLER = regex(
    rf"(?:多少|几)(?:{UNITS})|百分之(?:多少|几)|占?了?多[大高]的?比[例重]"
    r"|(?:搞|弄)(?:[过了]|(?=多少|几)|$)|(?:办|做)过"
    r"|请问|(?<!申)请(?!求)|麻烦|帮我|查一下|查查|看一下|看看|告诉我|说一下|说说|我想知道|想知道|列一下|列出|给我|一下"
    r"|我局|本局|我区|我市|我县|我委|我厅|本机关|本单位|我们"
    r"|(?:政府信息公开)?(?:工作)?(?:年度报告|年报|报告)(?:里面|里|中|上)?"
    r"|哪一?几?个?年份?|哪些年份?|什么时候|何时|哪几?份|哪些|哪个|哪里|哪儿|什么|怎么样|怎样|怎么回事|怎么|如何|为何|为什么"
    r"|有没有|是否|有无|多少|最[多少高低大小]"
    r"|提到了?|提及|提过|讲到|讲过|说到|说过|写到|写过|写了|谈到|谈及|出现过?|涉及到?|提出了?|介绍|描述"
    r"|的?(?:具体|主要)?(?:内容|情况|做法|原因|举措)(?=是|有|$|[?？。,，]|呢|吗)|是什么|有什么|是多少|分别|一共|总共|共有|全年|当年|年度"
    r"|都?对[吗么](?=$|[？?。])|对不对|是否正确|正确吗"
    r"|关于|有关|对于|方面|以及|而且|并且|或者|还有|那么|其中"
)
_PROSE_LONE = regex(
    r"(?:^|(?<=\s))[那的了是有在里中做过呢吗吧啊呀和与及对就都也还又年]+|[的了是有过呢吗吧啊呀]+(?=\s|$)"
)


def subject_of(text: str) -> str:
    """What a question on prose is about: its words without those that only ask."""
    words = _NOT_WORDS.sub(" ", _PROSE_FILLER.sub(" ", text))
    for _ in range(3):
        words = " ".join(_PROSE_LONE.sub(" ", words).split())
    return words


_NO_CONTENT = _set(
    "工作 情况 内容 方面 政府 信息 公开 政府信息 信息公开 政务 政务公开 报告 年度 我局 本局 我区"
    " 我市 单位 机关 部门 具体 主要 相关 有关 进行 开展 哪些 什么 怎么 如何 多少 提到 提出 要求"
    " 是否 有没有 没有 这个 那个 一个 关于 以及 可以 需要 采取 做法 举措 落实 推进 加强 通过"
    " 进一步 介绍 里面 上面 其中 举办 制定 建立 去年 今年 存在 目前 收到 发布 公布 组织 召开 数量"
    " 人次 一共 总共"
    " 安排 实施 执行 处理 防止 增加 减少 增长 下降 变化 原因 结果 怎样 怎么样 提及 涉及 现在 以来"
    " 历年 针对"
)


def content_of(words: Iterable[str]) -> tuple[str, ...]:
    """Of the words of a subject those that say what it is about; all, if none do."""
    long = [word for word in words if len(word) > 1]
    kept = [word for word in long if word not in _NO_CONTENT]
    return tuple(dict.fromkeys(kept))
