"""
What was left over from writing: open marks, place-holders, fields, code, answers of a model.

Knows: the marks of this program, of Word, of templates, of web pages.
"""

from bisect import bisect_right
from collections.abc import Callable

from assistant.core.patterns import regex
from assistant.core.prose.open_marks import OPEN_MARK
from assistant.core.scan.scanbook import Hits, Manuscript, ScanRule, hits

_OWN = "本程序和常见模板的记号"
_WORD = "Word、WPS 的域和书签"

# A slot 〔予以公开〕; not the year of a document number 〔2021〕, nor a remark of a few signs.
_SLOT = regex(r"〔(?!\d{4}〕)[^〕\n]{1,30}〕")
# What is left of an open mark when a slip of the mouse or a key took a part of it.
_BROKEN_MARK = regex(
    r"【(?!待(?:补充|核实))[^【】\n]{0,400}待(?:补充|核实)[^【】\n]{0,60}】"
    r"|【待(?:补充|核实)(?![^】\n]{0,400}】)"
    r"|(?<![【（(有尚还须需仍])待(?:补充|核实)(?![）)])】?"
)
_OTHER_MARKS = regex(
    r"【(?!待补充|待核实)[^】\n]{0,12}(?:待|请|此处|填写|插入|备注|注意|删除|修改|核对|TODO)[^】\n]{0,60}】"
    r"|[（(](?:略|待定|暂缺|待补充?|待填|待核实?|待确认|待完善|待更新|此处[^）)\n]{1,20}"
    r"|请[^）)\n]{0,10}(?:填写|补充|核实|确认)[^）)\n]{0,10})[）)]"
    r"|(?:请在此(?:处)?|此处)(?:填写|插入|补充|输入)|(?:单击|点击)(?:或点击)?此处(?:可)?(?:输入"
    r"|添加)|请输入(?:文字|内容|标题)"
    r"|(?<![A-Za-z])(?:TODO|FIXME|TBD)(?![A-Za-z])"
)
_PLACEHOLDER = regex(
    r"(?<![A-Za-z0-9])[XxＸｘ×✕╳]{2,}(?![A-Za-z0-9])"
    r"|(?<![A-Za-z\d×])[XＸ×](?=[年月日市县区镇乡局件条次个人元项%％])"
    r"|20[XxＸ×]{2}|(?<![一二三四五六七八九〇○])[○〇]{2,}(?![一二三四五六七八九〇○])"
    r"|（[ \u3000]*）|《[ \u3000]*》|“[ \u3000]*”|\([ \u3000]*\)"
    r"|[□▲△■]{2,}|_{3,}|＿{2,}|(?<=[\u4e00-\u9fff])[?？]{2,}(?=[\u4e00-\u9fff件条])"
    r"|(?<!\d)\*{3,}(?!\d)|＊{2,}"
)
_FIELDS = regex(
    r"\[bookmark[^\]\n]{0,60}\]|_GoBack|_Toc\d{4,}|错误[!！][ ]?(?:未找到引用源|未定义书签"
    r"|文档中没有指定样式的文字|超链接引用无效)[。.]?"
    r"|Error![ ]{0,2}(?:Reference|Bookmark)[^。\n]{0,40}|(?<![A-Za-z])(?:PAGEREF|MERGEFIELD"
    r"|NUMPAGES|HYPERLINK[ ]{1,2}\"|TOC \\|REF _)[^。，\n]{0,60}"
)
_CODE = regex(
    r"\{\{[^{}\n]{0,40}\}\}|\$\{[^{}\n]{1,40}\}|<%[^%\n]{0,40}%>|\{%[^%\n]{0,40}%\}"
    r"|&(?:nbsp|amp|lt|gt|quot|ldquo|rdquo|mdash|hellip|#\d{2,5});?|</?(?:p|br|span|div|td|tr"
    r"|table|font|strong|b|a|img|u|o:p)(?:[ /][^<>\n]{0,200})?>"
    r"|\*\*[^*\n]{1,60}\*\*|(?m:^)#{1,6}[ ](?=\S)|(?m:^)```"
)
_GARBLED = regex(r"\ufffd{1,}|锟斤拷|烫烫烫|屯屯屯|ï»¿|â€[œ\x9d˜™]|\?{3,}")
_PAGE = regex(
    r"#(?:REF|DIV/0|N/A|NAME|VALUE|NUM|NULL)[!?！？]?"
    r"|(?<![A-Za-z])(?:NaN|null|None|undefined)(?![A-Za-z])"
    r"|\[(?:图片|表情|链接|视频|附件|表格)\]|点击(?:查看|下载|打开|进入)(?![量率数])|阅读原文"
    r"|长按(?:识别|扫码)|返回顶部"
)
_MODEL = regex(
    r"作为(?:一个|一名)?(?:人工智能|AI|语言模型|大模型|AI助手)|希望(?:以上|这些"
    r"|上述)[^。\n]{0,12}(?:对您|有(?:所)?帮助|满足)"
    r"|如(?:您)?(?:有|需)[^。\n]{0,16}(?:请|可以)?(?:随时)?(?:告诉|告知|联系)我(?!们"
    r"|[局市县区委办])"
    r"|以下是(?:我)?(?:为您|根据您|修改后|改写后|润色后|生成)[^。\n]{0,20}[：:]|好的，(?:我"
    r"|以下|下面|这是)|当然可以[！!，]|(?m:^)(?:改写|润色|修改)(?:后|结果)[：:]"
)


def _placeholders(manuscript: Manuscript) -> Hits:
    """Placeholders, but for those inside an open mark: whoever answers the mark answers them."""
    yield from _outside_marks(
        hits(_PLACEHOLDER, "“{}”是占位，没有填写", "填写，或删去"), manuscript
    )


def _broken_marks(manuscript: Manuscript) -> Hits:
    told = hits(_BROKEN_MARK, "“{}”是残缺的记号，问的是什么已看不出", "按原来的记号补全，或删去")
    yield from _outside_marks(told, manuscript)


def _outside_marks(find: Callable[[Manuscript], Hits], manuscript: Manuscript) -> Hits:
    marks = [mark.span() for mark in OPEN_MARK.finditer(manuscript.text)]
    for one in find(manuscript):
        at = bisect_right(marks, (one.start, len(manuscript.text)))
        if not at or marks[at - 1][1] <= one.start:
            yield one


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="残留-待答",
        level="error",
        title="还没有答复的【待补充】【待核实】",
        source=_OWN,
        example="【待补充：网站访问量（人次）】",
        find=hits(OPEN_MARK, "“{}”还没有答复", "补上，或删去这句话"),
    ),
    ScanRule(
        id="残留-残缺记号",
        level="error",
        title="残缺的【待补充】【待核实】（有待核实、尚待补充不报）",
        source=_OWN,
        example="公开质量有新的提升待核实】。",
        find=_broken_marks,
    ),
    ScanRule(
        id="残留-短语标记",
        level="error",
        title="没有换成文字的〔…〕（文号〔2021〕不报）",
        source=_OWN,
        example="〔予以公开〕",
        find=hits(_SLOT, "“{}”是没有换成文字的标记", "换成文字，或删去"),
    ),
    ScanRule(
        id="残留-其他标记",
        level="error",
        title="（待定）、【请填写】、“此处插入”一类提示",
        source=_OWN,
        example="（待核实）",
        find=hits(_OTHER_MARKS, "“{}”是写稿时的提示", "删去"),
    ),
    ScanRule(
        id="残留-占位",
        level="error",
        title="XX、××、○○、____ 一类占位",
        source=_OWN,
        example="共收到××件；X月X日",
        find=_placeholders,
    ),
    ScanRule(
        id="残留-域",
        level="error",
        title="书签、引用错误、域代码",
        source=_WORD,
        example="错误！未找到引用源。",
        find=hits(_FIELDS, "“{}”是文字处理软件的残留", "删去"),
    ),
    ScanRule(
        id="残留-代码",
        level="error",
        title="模板变量、网页标签、Markdown 记号",
        source="模板、网页的记号",
        example="{{单位名称}}；&nbsp;；**加粗**",
        find=hits(_CODE, "“{}”是模板或网页的代码", "删去"),
    ),
    ScanRule(
        id="残留-乱码",
        level="error",
        title="乱码",
        source="字符编码错误的常见形状",
        example="锟斤拷",
        find=hits(_GARBLED, "“{}”是乱码", "按原文更正"),
    ),
    ScanRule(
        id="残留-表格网页",
        level="warning",
        title="电子表格的错误值、空值，网页的按钮文字",
        source="电子表格和网页的常见文字",
        example="#REF!；点击查看",
        find=hits(_PAGE, "“{}”是表格或网页带过来的", "改为实际内容，或删去"),
    ),
    ScanRule(
        id="残留-大模型",
        level="error",
        title="大模型答话的残留",
        source="大模型的常见答话",
        example="希望以上内容对您有所帮助",
        find=hits(_MODEL, "“{}”是大模型的答话，不是报告内容", "删去"),
    ),
)
