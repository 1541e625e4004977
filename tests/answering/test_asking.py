"""Answers over a real store: numbers with their cells, quotes, and honest refusals."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answering.asking import Asking
from assistant.core.asking.query import Answer
from assistant.core.asking.understanding import Asker
from assistant.core.evidence.aliases import official_names
from assistant.records.store import Store
from corpus.reading import read_report
from tests.made import save
from tests.parts import asking_over

SAMPLES = Path(__file__).parent.parent.parent / "corpus" / "samples"
FILES = sorted(one for one in SAMPLES.glob("*.*") if one.suffix in (".docx", ".html", ".pdf"))


@pytest.fixture(scope="module")
def asking() -> Iterator[Asking]:
    store = Store.in_memory()
    for file in FILES:
        save(store, file.stem, read_report(file))
    yield asking_over(store)
    store.close()


# question; value; unit; a cell that must be cited
NUMBERS: list[tuple[str, str, str, str]] = [
    ("应急局2024年收到多少件申请？", "53", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局2024年新收申请比上年多多少", "16", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局2024年行政处罚增长率", "21.15", "%", "行政处罚·本年处理决定数量"),
    ("应急局2024年不予公开的有多少件", "8", "件", "7.属于行政执法案卷·总计"),
    ("应急局2024年自然人占比", "79.25", "%", "一、本年新收政府信息公开申请数量·自然人"),
    ("应急局2023年以来一共收到多少件申请", "134", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局哪年收到申请最多", "53", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局2025年行政规范性文件现行有效几件，对得上吗", "7", "件", "行政规范性文件·现行有效件数"),
    (
        "应急局2023年结转下年度几件，下一年对得上吗",
        "1",
        "件",
        "二、上年结转政府信息公开申请数量·总计",
    ),
    ("水利局行政事业性收费多少万元", "1862.4", "万元", "行政事业性收费·本年收费金额（单位：万元）"),
    ("2025年哪个单位收到申请最多", "44", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局2024年一共收了多少份公开申请", "53", "件", "新收政府信息公开申请数量·总计"),
    ("2024年收到多少件申请", "53", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局年均收到多少件申请", "44.67", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局2023到2024年平均每年行政处罚几件", "172.5", "件", "行政处罚·本年处理决定数量"),
    ("2025年水利局比应急局少收多少件申请", "-23", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("应急局和水利局2025年行政许可差多少", "137", "件", "行政许可·本年处理决定数量"),
    ("应急局和水利局2025年谁收的申请多", "44", "件", "一、本年新收政府信息公开申请数量·总计"),
    ("2025年哪个单位公开率最高", "63.64", "%", "（一）予以公开·总计"),
    ("应急局2025年没有答复的有几件", "3", "件", "四、结转下年度继续办理·总计"),
    ("应急局2025年办了多少个行政许可", "405", "件", "行政许可·本年处理决定数量"),
    ("水利局2025年行政事业性收费收了多少钱", "1862.4", "万元", "行政事业性收费·本年收费金额"),
    ("应急局2023到2025年三年平均每年收多少件申请", "44.67", "件", "新收政府信息公开申请数量·总计"),
    ("水利局2025年复议输了几件", "0", "件", "行政复议·结果纠正"),
]

CLAIMED: list[tuple[str, str]] = [  # whether a number that somebody says is right
    ("应急局2025年是不是收到44件申请", "对，是44件。"),
    ("应急局2025年收到45件申请对吗", "不对，不是45件。"),
    ("应急局2025年申请比上年减少9件吗", "对，是9件。"),
    ("应急局2025年申请比上年增加9件吗", "不对。"),
    ("应急局2025年申请比2024年下降17%对不对", "对，是17%。"),
    ("应急局2025年申请比2024年下降16.9%对不对", "不对。"),
    ("应急局2025年公开率是60%吗", "对，是60%。"),
    ("应急局2025年收到44%申请对吗", "示例市应急管理局2025年"),  # nothing of a kind
    ("应急局2023到2025年一共收到135件申请对吗", "不对，不是135件。"),
]


@pytest.mark.parametrize(("question", "begins"), CLAIMED)
def test_a_number_that_is_said_is_judged(asking: Asking, question: str, begins: str) -> None:
    answer = asking.answer(question)
    assert answer.kind == "figure"
    assert answer.text.startswith(begins)


def test_each_number_that_is_said_is_judged(asking: Asking) -> None:
    told = asking.answer("应急局2025年收到44件申请，其中自然人1件，都对吗").text.splitlines()
    assert [line[:3] for line in told] == ["对，是", "不对，"]


PLANS = (
    "应急局2024年说要改进什么",
    "应急局2024年的计划落实了没有",
    "应急局2024年有没有提到改进措施",
)


@pytest.mark.parametrize("question", PLANS)
def test_plans_are_shown_where_it_is_asked_whether_they_were_kept(
    asking: Asking, question: str
) -> None:
    plain = asking.answer("应急局2024年提出的改进措施有哪些")
    assert asking.answer(question).citations == plain.citations != ()


LIMITED: list[tuple[str, str, str]] = [  # the answer names the one, and tells the other apart
    ("应急局哪几年收到的申请超过50件", "年份有1个：2024年53件", "其余：2025年44件"),
    ("应急局哪几年公开率低于60%", "低于60%的年份有2个：2024年58%、2023年57.89%", "其余：2025年60%"),
    ("2025年哪些单位收到申请不到44件", "单位有1个：示例市水利局21件", "其余：示例市应急管理局44件"),
    ("应急局2024年收到的申请超过53件吗", "53件，没有超过53件", ""),
    ("应急局2024年收到的申请有53件以上吗", "53件，53件以上", ""),
    ("应急局哪几年收到的申请超过1万件", "没有", "其余：2024年53件"),
]


@pytest.mark.parametrize(("question", "named", "rest"), LIMITED)
def test_numbers_within_a_bound(asking: Asking, question: str, named: str, rest: str) -> None:
    answer = asking.answer(question)
    assert (answer.kind, answer.value) == ("figure", None)
    assert named in answer.text
    assert rest in answer.text
    assert answer.citations


def test_an_offices_own_words_are_understood() -> None:
    store = Store.in_memory()
    save(store, FILES[0].stem, read_report(FILES[0]))
    own = official_names().with_own({"来件": "收到"})
    known = asking_over(store, names=own).answer("应急局2023年来件多少件")
    unknown = asking_over(store).answer("应急局2023年来件多少件")
    store.close()
    assert (known.value, unknown.value) == (Decimal(37), None)


@pytest.mark.parametrize(("question", "value", "unit", "cell"), NUMBERS)
def test_numbers(asking: Asking, question: str, value: str, unit: str, cell: str) -> None:
    answer = asking.answer(question)
    assert (answer.kind, answer.value, answer.unit) == ("figure", Decimal(value), unit)
    assert any(cell in cited.cell for cited in answer.citations)


STATED: list[tuple[str, str, str]] = [
    ("应急局2024年网站发布信息多少条", "1281", "条"),
    ("应急局2024年参训多少人次", "96", "人次"),
    ("应急局2024年网站发布信息比上年多多少条", "113", "条"),
    ("应急局2025年信息处理费收了多少", "200", "元"),
    ("水利局2025年回复网民留言几件", "68", "件"),
    ("应急局2024年视频号发布了多少条", "75", "条"),
    ("应急局2024年日均发布信息多少条", "3.5", "条"),  # not the 361条 of 政务公开信息
    ("应急局2024年政策解读几篇", "9", "篇"),  # not the 6篇 that it grew from
    ("水利局2025年培训参加了多少人", "83", "人次"),
    ("应急局去年原创内容占比是多少", "46", "%"),  # 由31%提高到46%
    ("应急局2025年原创内容占百分之几", "46", "%"),
    ("应急局去年原创内容占了多大比例", "46", "%"),
    ("应急局原创内容占比去年多少", "46", "%"),  # not compared with last year
    ("应急局2025年原创内容占比从多少提高到多少", "46", "%"),
    ("应急局2024年申报材料减到多少项", "13", "项"),
    ("应急局2024年栏目由多少个归并为多少个", "26", "个"),
    ("应急局2025年答复满意率是多少", "97.9", "%"),
    ("应急局去年搞了几次培训？", "2", "次"),
    ("应急局去年搞过几次培训", "2", "次"),
    ("应急局去年培训弄了几次", "2", "次"),
    ("应急局去年办了几次培训", "2", "次"),
    ("应急局去年开展了几次培训", "2", "次"),
    ("应急局去年举办新闻发布会几场", "2", "场"),  # 召开新闻发布会2场
]


@pytest.mark.parametrize(("question", "value", "unit"), STATED)
def test_numbers_of_the_prose(asking: Asking, question: str, value: str, unit: str) -> None:
    answer = asking.answer(question)
    assert (answer.kind, answer.value, answer.unit) == ("passage", Decimal(value), unit)
    assert_verbatim(answer)


# Two numbers in one question: both are given, and neither is the single one.
SEVERAL: list[tuple[str, str, str]] = [
    ("应急局去年培训搞了几次，多少人参加？", "2次", "108人次"),
    ("应急局2025年举办培训几次，多少人次参训？", "2次", "108人次"),
    ("应急局去年开展了几次培训，有多少人次参训", "2次", "108人次"),
    ("应急局去年培训搞了几次多少人参加", "2次", "108人次"),
    ("应急局去年搞了几次培训？多少人参加？", "2次", "108人次"),
    ("应急局2023年培训了几次？来了多少人？", "1次", "45人次"),
    ("应急局去年发布政策解读几篇，新闻发布会开了几场", "8篇", "2场"),
    ("应急局去年举办新闻发布会几场，政策解读多少篇", "2场", "8篇"),
]


@pytest.mark.parametrize(("question", "first", "second"), SEVERAL)
def test_two_numbers_of_one_question(
    asking: Asking, question: str, first: str, second: str
) -> None:
    answer = asking.answer(question)
    assert (answer.kind, answer.value) == ("passage", None)
    assert f"写明：{first}。" in answer.text
    assert f"写明：{second}。" in answer.text
    assert_verbatim(answer)


def test_a_cell_and_a_number_of_the_prose_in_one_question(asking: Asking) -> None:
    answer = asking.answer("应急局去年收到多少件申请，搞了几次培训，多少人参加？")
    assert "44件" in answer.text
    assert "写明：2次。" in answer.text
    assert "写明：108人次。" in answer.text


def test_a_follow_up_carries_the_question_on(asking: Asking) -> None:
    answer = asking.answer("那2023年呢", earlier=("应急局去年搞了几次培训？",))
    assert (answer.value, answer.unit) == (Decimal(1), "次")
    answer = asking.answer("那2023年呢", earlier=("应急局去年行政处罚和行政许可哪个多",))
    assert answer.formula == "156−412=−256"
    answer = asking.answer("不予公开呢？", earlier=("应急局去年行政处罚和行政许可哪个多",))
    assert (answer.value, answer.unit) == (Decimal(6), "件")


# What stands in the reports word for word is quoted, not denied; no number is given for it.
NAMED: list[tuple[str, str]] = [
    ("应急局2024年原创内容占比是多少", "2024年的报告没有写到；2025年的报告写明由31%变为46%"),
    ("应急局2024年申报材料减了多少项", "申报材料由18项减至13项"),  # neither is the answer
    ("应急局去年访问量增长百分之几", "增长12.1%"),
    ("应急局2024年培训多少元", "举办政府信息公开培训2次"),
    ("应急局去年视频号、微博各发布多少条", "视频号142条、微博95条"),
]


@pytest.mark.parametrize(("question", "quoted"), NAMED)
def test_what_is_named_is_quoted(asking: Asking, question: str, quoted: str) -> None:
    answer = asking.answer(question)
    assert (answer.kind, answer.value) == ("passage", None)
    assert quoted in answer.text
    assert_verbatim(answer)


# Two indicators of one year: the first less the second, and which is more.
AGAINST: list[tuple[str, int, str]] = [
    ("应急局去年的行政处罚和行政许可哪个多", -262, "许可处理决定比行政处罚处理决定多262件"),
    ("应急局2025年行政许可和行政处罚哪个少", 262, "行政许可处理决定405件，行政处罚处理决定143件"),
    ("应急局2025年行政处罚比行政许可多多少", -262, "行政处罚处理决定143件"),
    ("应急局2024年行政许可与行政处罚相比哪个更多", 249, "438件"),
    ("应急局去年许可多还是处罚多", 262, "多262件"),
    ("应急局2025年予以公开和不予公开哪个多", 19, "予以公开比不予公开多19件"),
    ("应急局2025年行政复议和行政诉讼哪个多", 2, "行政复议比行政诉讼多2件"),
    ("应急局2025年自然人和企业哪个申请的多", 27, "33件"),
]


@pytest.mark.parametrize(("question", "value", "said"), AGAINST)
def test_two_indicators_are_compared(asking: Asking, question: str, value: int, said: str) -> None:
    answer = asking.answer(question)
    assert (answer.kind, answer.value, answer.unit) == ("figure", Decimal(value), "件")
    assert said in answer.text
    assert len(answer.citations) > 1


QUOTED = [
    ("应急局去年提出的改进措施有哪些？", "把目录嵌入公文办理系统", "编写基层信息公开操作手册"),
    ("应急局2024年存在哪些问题", "申请答复文书质量不高", "公开标准不统一"),
    ("哪几年提到首违不罚？", "2025年", "首违不罚"),
    ("应急局2024年关于答复文书的改进措施", "编印答复文书示范文本", "法律顾问"),
]


@pytest.mark.parametrize(("question", "first", "second"), QUOTED)
def test_passages(asking: Asking, question: str, first: str, second: str) -> None:
    answer = asking.answer(question)
    assert answer.kind == "passage"
    assert first in answer.text
    assert second in answer.text
    assert answer.value is None
    assert_verbatim(answer)


def assert_verbatim(answer: Answer) -> None:
    assert answer.citations
    for cited in answer.citations:
        report = read_report(next(one for one in FILES if one.stem == cited.report))
        section = report.section(cited.section)
        assert section is not None
        assert cited.quote in "\n".join(section.paragraphs)


NOTHING = [
    ("应急局2019年收到多少件申请", "资料中没有示例市应急管理局2019年的报告"),
    ("示例市财政局2024年收到多少件申请", "财政局"),
    ("2025年收到多少件申请", "问的是哪个单位"),
    ("应急局2024年网上申请多少件", "没有找到"),
    ("应急局2024年区块链应用情况", "没有找到"),
    ("应急局2024年航天员申请多少件", "没有看懂“航天员”"),
    ("水利局2025年受理行政许可多少件", "没有找到"),
    ("应急局2024年挂号信申请多少件", "没有看懂“挂号信”"),
    ("应急局2025年因不予公开被复议几件", "没有找到"),
    ("", "没有看懂"),
    ("应急局2024年没有维持的复议几件", "没有看懂“没有”"),  # 没有 turns the name round
    ("应急局2023年行政复议占比是多少", "没有"),
    ("应急局2023年收到的申请比上年多多少", "没有可比的数"),
]


@pytest.mark.parametrize(("question", "said"), NOTHING)
def test_what_is_not_there_is_said(asking: Asking, question: str, said: str) -> None:
    answer = asking.answer(question)
    assert answer.kind == "none"
    assert answer.value is None
    assert said in answer.text


def test_a_conversation_is_its_questions(asking: Asking) -> None:
    earlier = ("应急局2024年收到多少件申请？", "不予公开呢？")
    answer = asking.answer("占比呢？", earlier=earlier)
    assert (answer.value, answer.unit) == (Decimal(16), "%")


# A second question that compares: the year of the first, and the one before it or the one named.
COMPARED = [
    "应急局2024年收到多少件申请？同比增长百分之几",
    "应急局2024年收到多少件申请？比2023年增加还是减少了，百分之几？",
]


@pytest.mark.parametrize("question", COMPARED)
def test_a_second_question_may_compare(asking: Asking, question: str) -> None:
    answer = asking.answer(question)
    assert answer.kind == "figure"
    assert "53件" in answer.text
    assert "2024年比2023年" in answer.text
    assert "÷" in answer.formula


def test_several_questions_in_one_message(asking: Asking) -> None:
    answer = asking.answer("应急局2024年行政复议一共多少件，其中维持多少件？")
    assert answer.kind == "figure"
    assert "3件" in answer.text
    assert "结果维持1件" in answer.text


def test_a_series_is_given_to_be_drawn(asking: Asking) -> None:
    trend = asking.answer("应急局近三年收到多少件申请").trend
    assert trend is not None
    assert [one.year for one in trend.points] == [2023, 2024, 2025]
    assert [one.value for one in trend.points] == [Decimal(37), Decimal(53), Decimal(44)]


def test_the_office_in_work_may_be_named_in_short(asking: Asking) -> None:
    answer = asking.answer("收到多少件申请", Asker(agency="水利局", year=2025))
    assert answer.value == Decimal(21)


def test_an_empty_corpus_says_so() -> None:
    store = Store.in_memory()
    answer = asking_over(store).answer("收到多少件申请")
    store.close()
    assert answer.kind == "none"
    assert "资料库是空的" in answer.text
