"""
Numbers that are no statistics: dates, 文号, articles, headings, phone numbers, addresses, names.

Each pattern stands for one reason (`REASONS`); quantities.py tries them before the amounts, in
this order, at every place of a text.
"""

from assistant.core.prose.numerals import ARABIC

# The units after numbers; longer ones first, since the first that fits is taken.
SPANS = "个工作日|工作日|个季度|季度|个月|个星期|星期|个小时|小时|分钟|周年|天|周|岁|秒"
MEASURES = (
    "人次|场次|批次|件次|宗次|户次|家次|条次|个次|篇次|项次|个百分点|百分点|平方公里|平方米|公里"
    "|人|次|件|条|个|场|期|篇|名|位|项|份|元|家|户|部|起|宗|例|批|种|处|所|张|套|本|册|幅|轮|封|则"
    "|组|辆|台|座|间|栋|只|支|倍|成|字|页|讲|课|班|堂|员|通|款|类|级|门|吨|亩|米|分(?=以上|以下|左右|[^一-龥]|$)"
)
TO = "(?:-|—|－|–|~|～|至|到)"  # between the ends of a span or a range

_CN = "一二三四五六七八九十"
_CN_DIGIT = f"〇零○{_CN[:-1]}"
_ORDINAL = f"(?:\\d+|[{_CN}百〇零]+)"
_YEAR = r"(?:19|20)\d{2}"

REASONS: dict[str, str] = {
    "mark": "标记",
    "table": "表格",
    "name": "专名",
    "web": "网址",
    "paper": "文号",
    "post": "邮编",
    "phone": "电话",
    "code": "序号",
    "iso": "日期",
    "period": "日期",
    "years": "年份",
    "day": "日期",
    "year": "年份",
    "order": "序号",
    "article": "条款",
    "ordinal": "序号",
    "place": "地址",
    "word": "专名",
}
# In these the numbers are inside: a title, quotation marks, a 【待补充】 mark, a row of a table.
WRAPPING = frozenset({"mark", "table", "name"})

_WRAPPED = (
    r"(?P<mark>【[^】\n]{0,400}】)"
    r"|(?P<table>(?m:^)\|[^\n]*)"
    r"|(?P<name>《[^》\n]{1,120}》|“[^”\n。]{1,30}”|‘[^’\n。]{1,30}’|\"[^\"\n。]{1,30}\")"
)
_CONTACT = (
    r"|(?P<web>https?://[!-~]{1,2000}|www\.[!-~]{1,2000}"
    r"|(?<![A-Za-z\d._+-])[A-Za-z\d._+-]{1,64}@[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){1,5})"
    r"|(?P<paper>[〔\[［(（]\d{4}[〕\]］)）]第?\d+号)"
    r"|(?P<post>(?:(?<=邮编[：:])|(?<=邮政编码[：:])|(?<=邮编))\d{6})"
    r"|(?P<phone>(?<![\d.])(?:0\d{2,3}[-—－–]{1,2}\d{7,8}(?:[-—转]\d{1,5})?"
    rf"|1[3-9]\d{{9}}(?!\d|[余多]?[万亿]?(?:{MEASURES}))"
    r"|(?:400|800)-?\d{3}-?\d{4}(?!\d)|(?:(?<=电话[：:])|(?<=传真[：:]))\d[\d-]{6,}))"
    r"|(?P<code>(?<=索引号[：:])[\dA-Za-z/-]+|(?<=代码[：:])[\dA-Za-z]+)"
)
_DATES = (
    rf"|(?P<iso>(?<!\d){_YEAR}(?:-\d{{1,2}}-|/\d{{1,2}}/|\.\d{{1,2}}\.)\d{{1,2}}(?!\d))"
    rf"|(?P<period>(?<!\d)1[.．]1{TO}12[.．]31(?!\d))"
    rf"|(?P<years>(?<!\d){_YEAR}年?{TO}{_YEAR}年?度?(?!\d))"
    rf"|(?P<day>(?<![\d.]){_YEAR}年(?:\d{{1,2}}{TO})?\d{{1,2}}月份?(?:\d{{1,2}}日)?"
    rf"|(?<![\d.个])(?:\d{{1,2}}月?{TO})?\d{{1,2}}月(?:份|\d{{1,2}}日)?(?!\d)"
    r"|(?<![\d.])\d{1,2}日(?!均)|(?<!\d)\d{1,2}:\d{2}(?!\d)"
    rf"|[二两][〇零○][{_CN_DIGIT}]{{2}}年[{_CN}]{{1,3}}月(?:[{_CN}]{{1,3}}日)?"
    rf"|(?<![个{_CN}])[{_CN}]{{1,2}}月(?:份|[{_CN}]{{1,3}}日))"
    rf"|(?P<year>(?<![\d.]){_YEAR}年度?|二[〇零○][{_CN_DIGIT}]{{2}}年度?)"
)
_ORDERS = (
    rf"|(?P<order>(?m:^)[ \t\u3000]*(?:[{_CN}]{{1,3}}、|[（(][{_CN}\d]{{1,3}}[）)]"
    r"|\d{1,2}(?:[.．、]|[）)])(?!\d))"
    rf"|[（(](?:[{_CN}]{{1,3}}|\d{{1,2}})[）)]|[①-⑳]|[\[［]\d{{1,2}}[\]］]"
    rf"|(?<![统不唯十])[{_CN}]是|(?<=[。；;：:])\d{{1,2}}[.．、](?!\d)|其[一二三四五](?=[，,、是]))"
    rf"|(?P<article>(?:第[（(]?{_ORDINAL}[）)]?(?:条|款|项|章|节|编))+)"
    rf"|(?P<ordinal>第{_ORDINAL}(?!方)(?:号令|号|期|届|次|批|轮|名|位|年|季度|年度|个|版)?"
    rf"|前(?:\d{{1,2}}|[{_CN}]{{1,2}})(?:[位名强]|(?=的)))"
    r"|(?P<place>\d+号(?:院|楼|室|大厦)?(?:\d+[室层楼])?)"
)
_HOTLINE = r"12\d{3}|95\d{3}|96\d{3,4}|110|119|120"
_WORDS = (
    r"|(?P<word>(?<![A-Za-z])[A-Za-z][A-Za-z.-]{0,20}\d+(?:\.\d+)?|\d+(?:\.\d+)?[A-Za-z]+"
    r"|\d{1,2}微\d{1,2}端|\d+\+(?:\d+|[A-Za-z])|\d+(?:\.\d+){1,3}版|\d+[×xX]\d+"
    rf"|(?<!\d)(?:{_HOTLINE})(?=[”\"]?(?:热线|平台|市民|市长|政府服务|政务|便民|工单))"
    rf"|[{_CN}]{{1,5}}届(?:[{_CN[:-1]}]中|[^，。、；\d]{{0,8}}第?[{_CN}]{{1,3}}次(?:全体)?会议)?"
    rf"|{_YEAR}(?![\d.,]|[万亿余多件]|[ \t\u3000]?(?:{MEASURES})))"
)
EXEMPT = "".join((_WRAPPED, _CONTACT, _DATES, _ORDERS, _WORDS))
INSIDE = ARABIC
