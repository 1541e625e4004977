"""
Small counts that point to one person: one application or case, told with who made it or where.

Not covered: what neighbours can guess from a table's 1; the form asks for that number.
"""

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hit, Hits, Manuscript, ScanRule

_LAW = "《政府信息公开条例》第十五条；GB/T 35273—2020（可与其他信息结合识别特定个人）"
_FEW = regex(
    r"(?<![\d.,第一二三四五六七八九十百千])(?:[12]|[一两])(?:件|起|例|宗|人|名|户)(?!次|民|[均事])"
)
_PERSON = regex(
    r"\d{1,3}岁|[某李王张刘陈]某|(?:村|社区|小区|街道|镇|乡|组|公司|企业|学校|小学|中学|医院|卫生院|厂|单位|局|所)(?:的)?(?:一名|1名|某)?"
    r"(?:村民|居民|业主|住户|租户|职工|员工|教师|老师|学生|家长|患者|病人|医生|护士|退休人员|退休干部|老党员|个体户|法定代表人)"
    r"|(?:残疾|患病|离异|丧偶|单亲|刑满释放|艾滋病|精神病|未成年|孤儿|留守儿童|吸毒|低保户|贫困户|失独)(?:人员|者|妇女|老人|家庭|群众)?|(?:女|男)[性，,](?=\d|汉|[^\n]{0,4}族)"
    r"|唯一(?:的)?(?:一名)?(?:申请人|当事人|女|男)"
)
_CASE_OF = regex(r"[〔（(\[]20\d\d[〕）)\]][^，。；\n]{2,20}号|诉[\u4e00-\u9fff]{2,20}(?:案|一案)")
_PLACE = regex(
    r"[\u4e00-\u9fff]{1,8}(?:村|社区|小区|屯|庄)(?:[一二三四五六七八九十\d]+组)?[\u4e00-\u9fff]{0,4}(?:关于|申请|反映|要求|征地|拆迁|宅基地|承包地|安置|房屋)"
)


def _one_person(manuscript: Manuscript) -> Hits:
    for start, sentence in manuscript.sentences:
        few = _FEW.search(sentence)
        if few is None:
            continue
        for pattern, told in ((_PERSON, "身份"), (_CASE_OF, "案件"), (_PLACE, "住处和事由")):
            if found := pattern.search(sentence):
                first, last = min(few.start(), found.start()), max(few.end(), found.end())
                yield Hit(
                    start=start + first,
                    end=start + last,
                    message=f"“{few[0]}”又写出{told}“{found[0]}”，可以认出是谁",
                    suggestion="只写件数，或并入其他类别",
                )
                break


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="一人-可识别",
        level="warning",
        title="一两件（人）而又写出身份、案件或住处，可以认出当事人",
        source=_LAW,
        example="1件为某村村民申请公开征地补偿信息",
        find=_one_person,
    ),
)
