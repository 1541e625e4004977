"""What questions ask, decided by code: offices, years, figures, subjects, follow-ups."""

import pytest

from assistant.core.asking.query import Question
from assistant.core.asking.understanding import Asker, Catalog, understand

CITY, DISTRICT, FIRE = "示例市人民政府", "示例市清源区人民政府", "示例市应急管理局"
OTHER_FIRE = "文昌市应急管理局"
CATALOG = Catalog.of(
    [
        (CITY, 2024),
        *((DISTRICT, year) for year in (2022, 2023, 2024)),
        *((FIRE, year) for year in (2023, 2024, 2025)),
        (OTHER_FIRE, 2020),
    ]
)

# question; ask; keys; years; base
FIGURES: list[tuple[str, str, tuple[str, ...], tuple[int, ...], int | None]] = [
    ("清源区2024年收到多少件申请？", "value", ("新收.总计",), (2024,), None),
    ("清源 2024 年行政许可比上年多多少？", "difference", ("行政许可.处理决定",), (2024,), 2023),
    ("清源区二〇二三年新收申请几件", "value", ("新收.总计",), (2023,), None),
    ("清源区去年受理了多少件信息公开申请", "value", ("新收.总计",), (2024,), None),
    ("清源区2024年收办多少件", "value", ("收办.总计",), (2024,), None),
    ("清源区2023年结转下年度的有多少件", "value", ("结转下年.总计",), (2023,), None),
    ("清源区2024年上年结转几件", "value", ("上年结转.总计",), (2024,), None),
    ("清源区去年结转下年度多少件", "value", ("结转下年.总计",), (2024,), None),
    ("清源区2024年自然人申请占多大比例", "share", ("新收.自然人",), (2024,), None),
    ("清源区2024年不予公开占收到申请的比例", "share", ("不予公开.总计",), (2024,), None),
    ("清源区2024年行政诉讼维持多少件", "value", ("行政诉讼.结果维持",), (2024,), None),
    ("清源区2024年复议后起诉的有几件", "value", ("复议后起诉.总计",), (2024,), None),
    ("清源区2024年行政复议纠错率", "share", ("行政复议.结果纠正",), (2024,), None),
    ("清源区2024年因国家秘密不予公开的几件", "value", ("国家秘密.总计",), (2024,), None),
    ("清源区2024年收费多少万元", "value", ("行政事业性收费.收费金额",), (2024,), None),
    ("清源区2024年行政处罚增长率是多少", "rate", ("行政处罚.处理决定",), (2024,), 2023),
    ("清源区2022到2024年行政处罚增加了多少", "difference", ("行政处罚.处理决定",), (2024,), 2022),
    ("清源区2024年和2022年相比许可多了多少", "difference", ("行政许可.处理决定",), (2024,), 2022),
    ("清源区近三年行政处罚趋势", "trend", ("行政处罚.处理决定",), (2022, 2023, 2024), None),
    ("清源区2023年以来共收到多少件申请", "sum", ("新收.总计",), (2023, 2024), None),
    ("清源区哪一年新收申请最多", "rank", ("新收.总计",), (2022, 2023, 2024), None),
    ("清源区2023年结转下年的，下一年对得上吗", "check", ("结转下年.总计",), (2023,), None),
    ("清源区发生过行政诉讼吗", "value", ("行政诉讼.总计",), (2022, 2023, 2024), None),
    ("2024年哪个单位收到的申请最多", "rank", ("新收.总计",), (2024,), None),
    (
        "清源区2024年予以公开和部分公开一共多少件",
        "sum",
        ("予以公开.总计", "部分公开.总计"),
        (2024,),
        None,
    ),
    ("清源区2024年商业企业的申请里予以公开几件", "value", ("予以公开.商业企业",), (2024,), None),
]


@pytest.mark.parametrize(
    ("text", "ask", "keys", "years", "base"), FIGURES, ids=lambda one: str(one)[:24]
)
def test_figure_questions(
    text: str, ask: str, keys: tuple[str, ...], years: tuple[int, ...], base: int | None
) -> None:
    question = understand(text, CATALOG)
    assert question.figure is not None
    assert question.figure.ask == ask
    assert tuple(measure.key for measure in question.figure.measures) == keys
    assert (question.period.years, question.period.base) == (years, base)
    assert not question.unclear
    assert not question.unknown


# Words that the form does not know: no figure, whatever else the question names.
NO_FIGURE = [
    "丁县2024年收到多少件申请",
    "清源区2024年网上申请多少件",
    "清源区2024年延期答复多少件",
    "清源区2024年行政处罚了多少人",
    "清源区2024年网站发布信息多少条",
    "清源区2024年企业信息公开多少条",
    "清源区2024年公开了多少",
    "清源区2024年因信息公开被追责多少人",
    "清源区2024年行政许可平均用时几天",
]


@pytest.mark.parametrize("text", NO_FIGURE)
def test_a_word_that_is_not_understood_makes_no_figure(text: str) -> None:
    assert understand(text, CATALOG).figure is None


OFFICES: list[tuple[str, tuple[str, ...], tuple[str, ...], str]] = [
    ("应急局2024年收到多少件申请", (), (FIRE, OTHER_FIRE), ""),
    ("示例市应急局2024年收到多少件申请", (FIRE,), (), ""),
    ("示例市2024年收到多少件申请", (CITY,), (), ""),
    ("清源2024年收到多少件申请", (DISTRICT,), (), ""),
    ("示例市清源区2024年收到多少件申请", (DISTRICT,), (), ""),
    ("区政府2024年收到多少件申请", (DISTRICT,), (), ""),
    ("县政府2024年收到多少件申请", (), (), "县政府"),
    ("示例市水利局2024年收到多少件申请", (CITY,), (), "水利局"),
    ("去年局长讲了什么", (), (), ""),
    ("去年厅里收到多少件申请", (), (), ""),
]


@pytest.mark.parametrize(("text", "agencies", "unclear", "unknown"), OFFICES)
def test_offices(
    text: str, agencies: tuple[str, ...], unclear: tuple[str, ...], unknown: str
) -> None:
    question = understand(text, CATALOG)
    assert (question.agencies, question.unclear, question.unknown) == (agencies, unclear, unknown)


def test_the_office_and_year_in_work_are_meant_where_none_is_named() -> None:
    asker = Asker(agency=FIRE, year=2024)
    assert understand("收到多少件申请", CATALOG, asker).period.years == (2024,)
    assert understand("我局去年收到多少件申请", CATALOG, asker).period.years == (2023,)
    assert understand("应急局收到多少件申请", CATALOG, asker).agencies == (FIRE,)


TOPICS = [
    ("示例市应急局去年提出的改进措施有哪些？", "improvements", (2025,)),
    ("示例市应急局2024年存在哪些问题", "problems", (2024,)),
    ("哪几年提到政务新媒体整合？", "mentions", (2020, 2022, 2023, 2024, 2025)),
    ("示例市应急局2024年网站发布信息多少条", "number", (2024,)),
    ("示例市应急局2024年网站改版的情况", "text", (2024,)),
]


@pytest.mark.parametrize(("text", "topic", "years"), TOPICS)
def test_prose_questions(text: str, topic: str, years: tuple[int, ...]) -> None:
    question = understand(text, CATALOG)
    assert (question.topic, question.period.years) == (topic, years)


def _talk(*texts: str) -> Question:
    question: Question | None = None
    for text in texts:
        question = understand(text, CATALOG, None, question)
    assert question is not None
    return question


FIRST = "清源区2024年收到多少件申请？"
FOLLOW_UPS: list[tuple[tuple[str, ...], str, str, tuple[int, ...], int | None]] = [
    ((FIRST, "那2023年呢？"), "value", "新收.总计", (2023,), None),
    ((FIRST, "那上年呢？"), "value", "新收.总计", (2023,), None),
    ((FIRST, "不予公开呢？"), "value", "不予公开.总计", (2024,), None),
    ((FIRST, "不予公开呢？", "占比呢？"), "share", "不予公开.总计", (2024,), None),
    ((FIRST, "不予公开呢？", "占办结的比例呢？"), "share", "不予公开.总计", (2024,), None),
    ((FIRST, "比上年呢？"), "difference", "新收.总计", (2024,), 2023),
    ((FIRST, "哪年最多？"), "rank", "新收.总计", (2022, 2023, 2024), None),
    ((FIRST, "自然人呢？"), "value", "新收.自然人", (2024,), None),
    (("清源区2024年行政复议几件", "其中维持几件？"), "value", "行政复议.结果维持", (2024,), None),
    (
        ("清源区2024年规范性文件制发多少件", "废止呢？"),
        "value",
        "行政规范性文件.废止",
        (2024,),
        None,
    ),
]


@pytest.mark.parametrize(
    ("texts", "ask", "key", "years", "base"), FOLLOW_UPS, ids=lambda one: str(one)[:40]
)
def test_follow_ups(
    texts: tuple[str, ...], ask: str, key: str, years: tuple[int, ...], base: int | None
) -> None:
    question = _talk(*texts)
    assert question.figure is not None
    assert (question.figure.ask, question.figure.measures[0].key) == (ask, key)
    assert (question.period.years, question.period.base) == (years, base)
    assert question.agencies == (DISTRICT,)


def test_a_follow_up_on_prose_keeps_its_subject() -> None:
    question = _talk("示例市应急局去年提出了哪些改进措施？", "那2023年呢？")
    assert (question.topic, question.period.years) == ("improvements", (2023,))
