"""
The words of made questions, as data: offices, rows and columns as people call them, wordings.

The benchmark's own; nothing here comes from assistant.core.asking, which is measured by it.
"""

OFFICES = {  # how people call the offices of the known reports
    "淮安市洪泽区人民政府": ("洪泽区", "洪泽", "洪泽区政府", "淮安市洪泽区人民政府"),
    "淮安市人民政府": ("淮安市政府", "淮安市", "淮安市人民政府", "淮安"),
    "沭阳县发展和改革局": ("沭阳县发改局", "沭阳发改局", "沭阳县发展和改革局", "沭阳"),
    "黄石市应急管理局": ("黄石市应急局", "黄石应急管理局", "黄石市应急管理局", "黄石"),
    "上海市": ("上海市",),
    "上海市人民政府办公厅": ("上海市政府办公厅", "上海市人民政府办公厅"),
    "示例市应急管理局": ("示例市应急局", "示例市应急管理局"),
    "示例市水利局": ("水利局", "示例市水利局", "市水利局"),
}
# Rows and columns by their official labels, and what people say for them.
COUNTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "一、本年新收政府信息公开申请数量",
        "新收",
        ("新收的申请", "收到的政府信息公开申请", "新收申请", "收到的申请"),
    ),
    ("二、上年结转政府信息公开申请数量", "上年结转", ("上年结转的申请", "上年结转")),
    ("（一）予以公开", "予以公开", ("予以公开的", "予以公开的申请", "同意公开的")),
    ("（二）部分公开", "部分公开", ("部分公开的", "部分公开的申请")),
    ("1.属于国家秘密", "国家秘密", ("因国家秘密不予公开的", "属于国家秘密的")),
    ("3.危及“三安全一稳定”", "三安全", ("危及三安全一稳定的",)),
    ("4.保护第三方合法权益", "第三方", ("保护第三方合法权益不予公开的", "涉及第三方权益的")),
    ("5.属于三类内部事务信息", "内部事务", ("属于三类内部事务信息的", "因内部事务信息不公开的")),
    ("6.属于四类过程性信息", "过程性", ("过程性信息不予公开的", "属于四类过程性信息的")),
    ("7.属于行政执法案卷", "执法案卷", ("属于行政执法案卷的",)),
    ("8.属于行政查询事项", "行政查询", ("属于行政查询事项的",)),
    ("1.本机关不掌握相关政府信息", "不掌握", ("本机关不掌握的", "不掌握相关政府信息的")),
    ("2.没有现成信息需要另行制作", "另行制作", ("需要另行制作的",)),
    ("3.补正后申请内容仍不明确", "补正不明确", ("补正后仍不明确的",)),
    ("1.信访举报投诉类申请", "信访", ("信访举报投诉类申请",)),
    ("2.重复申请", "重复", ("重复申请",)),
    ("（七）总计", "办结", ("办结的申请", "办理结果总计", "答复的申请")),
    (
        "四、结转下年度继续办理",
        "结转下年",
        ("结转下年度继续办理的", "结转下年的申请", "没办完结转下年的"),
    ),
)
ITEMS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("行政许可", "处理决定数量", "件", ("行政许可", "行政许可处理决定", "作出的行政许可")),
    ("行政处罚", "处理决定数量", "件", ("行政处罚", "作出的行政处罚", "行政处罚决定")),
    ("行政强制", "处理决定数量", "件", ("行政强制", "行政强制决定")),
    ("规范性文件", "制发件数", "件", ("制发的规范性文件", "本年制发行政规范性文件")),
    ("规范性文件", "废止件数", "件", ("废止的规范性文件",)),
    ("规范性文件", "现行有效件数", "件", ("现行有效的规范性文件", "行政规范性文件现行有效")),
    ("行政事业性收费", "收费金额", "万元", ("行政事业性收费", "行政事业性收费金额")),
)
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("（三）不予公开", ("不予公开的", "不予公开的申请", "决定不予公开的")),
    ("（四）无法提供", ("无法提供的", "无法提供的申请")),
    ("（五）不予处理", ("不予处理的", "不予处理的申请")),
)
OUTCOMES = ("结果维持", "结果纠正", "其他结果", "尚未审结")
PERSONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("自然人", ("自然人", "自然人的申请")),
    ("商业企业", ("商业企业的申请", "商业企业申请")),
    ("法律服务机构", ("法律服务机构的申请",)),
    ("科研机构", ("科研机构的申请", "科研机构申请的")),
    ("社会公益组织", ("社会公益组织的申请",)),
)

VALUE = (
    "{office}{year}年{what}有多少{unit}？",
    "{year}年{office}{what}是多少{unit}",
    "请问{office}{year}年{what}一共多少{unit}？",
    "{office}在{year}年度{what}有几{unit}",
    "查一下{office}{year}年的{what}数量",
    "{office} {year} 年，{what}多少{unit}？",
    "想知道{office}{year}年{what}是多少",
    "{office}{cn}年{what}共几{unit}？",
    "{office}{year}年报里{what}填的是多少",
    "麻烦看一下{year}年{office}{what}的数字",
    "{year}年，{office}{what}到底有多少{unit}？",
    "帮我查查{office}{year}年{what}",
    "{what}，{office}{year}年是多少{unit}？",
    "{office}{year}年度{what}的情况，多少{unit}",
    "告诉我{year}年{office}的{what}有多少{unit}",
    "{office}{short}年{what}多少{unit}",
)
DIFFERENCE = (
    "{office}{year}年{what}比{base}年多多少{unit}？",
    "{year}年{office}{what}比上年增加了多少{unit}",
    "{office}{what}，{base}年到{year}年变化了多少",
    "和{base}年相比，{office}{year}年{what}增减多少{unit}？",
    "从{base}年到{year}年，{office}{what}增加了多少{unit}",
)
RATE = (
    "{office}{year}年{what}的增长率是多少？",
    "{year}年{office}{what}同比增长百分之多少",
    "{office}{year}年{what}比{base}年增长百分之几？",
)
SHARE = (
    "{office}{year}年{what}占比是多少？",
    "{year}年{office}{what}占多大比例",
    "{office}{year}年{what}所占的比重",
)
SUM = (
    "{office}{base}年和{year}年{what}一共多少{unit}？",
    "{office}{base}—{year}年{what}合计多少{unit}",
    "{office}{base}年至{year}年累计{what}多少{unit}",
)
RANK = ("{office}哪一年{what}最多？", "{office}哪年{what}最少")
CHECK = (
    "{office}{base}年结转下年度的有多少件，下一年对得上吗？",
    "{office}{base}年结转下年的申请和{year}年的上年结转一致吗",
)


MEAN = (
    "{office}{base}年到{year}年平均每年{what}多少{unit}？",
    "{base}年至{year}年{office}{what}年均多少{unit}",
    "{office}{base}和{year}两年{what}平均是多少",
)
BETWEEN = (
    "{year}年{office}的{what}比{other}多多少{unit}？",
    "{office}和{other}{year}年{what}差多少",
    "{office}{year}年{what}比{other}少几{unit}",
)
OF_PAIRS = {
    "年均": MEAN,
    "增减": DIFFERENCE,
    "增幅": RATE,
    "几年合计": SUM,
    "排名": RANK,
    "核对": CHECK,
}
