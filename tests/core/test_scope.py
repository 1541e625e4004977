"""Years and offices that a question names."""

import pytest

from assistant.core.office_names import OfficeNames
from assistant.core.scope import scope_of

HUAIAN, HONGZE = "淮安市人民政府", "淮安市洪泽区人民政府"
SHANGHAI, OFFICE = "上海市", "上海市人民政府办公厅"
EMERGENCY, PEER, REFORM = "黄石市应急管理局", "示例市应急管理局", "沭阳县发展和改革局"
MARKET = "示例市市场监督管理局"
NAMES = OfficeNames([HUAIAN, HONGZE, SHANGHAI, OFFICE, EMERGENCY, PEER, REFORM, MARKET])
KNOWN = (2019, 2020, 2023, 2024)

YEARS = [
    ("2024年收到多少申请", (2024,)),
    ("2024 收到多少申请", (2024,)),
    ("２０２４年度的培训", (2024,)),
    ("二〇二三年的问题", (2023,)),
    ("二零二三年度的问题", (2023,)),
    ("23年收到多少申请", (2023,)),
    ("2023、2024年各多少", (2023, 2024)),
    ("2024年比2023年多多少", (2023, 2024)),
    ("2019—2021年的培训", (2019, 2020, 2021)),
    ("2019年至2021年的培训", (2019, 2020, 2021)),
    ("2020年以来收到多少件申请", (2020, 2023, 2024)),
    ("2020年之后有没有诉讼", (2023, 2024)),
    ("2023年以前有没有诉讼", (2019, 2020)),
    ("近两年的培训", (2023, 2024)),
    ("最近3年的培训", (2020, 2023, 2024)),
    ("去年提出的改进措施", (2025,)),
    ("今年比上年多多少", (2026,)),
    ("前年的问题", (2024,)),
    ("上年结转多少", ()),
    ("2018年的问题", (2018,)),  # also a year that the corpus has not
    ("发布信息2023条的那一年", ()),
    ("2023件申请", ()),
    ("收费2000元以上", ()),
    ("12345热线", ()),
    ("20年来的变化", ()),
    ("哪几年提到整合", ()),
]


@pytest.mark.parametrize(("question", "years"), YEARS)
def test_years(question: str, years: tuple[int, ...]) -> None:
    assert scope_of(question, names=NAMES, years=KNOWN, this_year=2026).years == years


def test_without_a_present_nothing_is_relative() -> None:
    assert scope_of("去年的问题", names=NAMES, years=KNOWN).years == ()


OFFICES = [
    ("淮安市洪泽区人民政府2024年的问题", (HONGZE,)),
    ("洪泽区政府的问题", (HONGZE,)),
    ("洪泽2024年许可多少", (HONGZE,)),
    ("淮安洪泽的许可", (HONGZE,)),
    ("淮安市政府的问题", (HUAIAN,)),
    ("淮安和洪泽哪个多", (HUAIAN, HONGZE)),
    ("上海的公报", (SHANGHAI, OFFICE)),
    ("上海市政府办公厅的公报", (OFFICE,)),
    ("上海市政府的公报", (SHANGHAI, OFFICE)),
    ("黄石应急局的网站", (EMERGENCY,)),
    ("黄石的网站", (EMERGENCY,)),
    ("市应急局的网站", (EMERGENCY, PEER)),
    ("沭阳县发改局收到多少申请", (REFORM,)),
    ("沭阳收到多少申请", (REFORM,)),
    ("示例市市场监管局", (MARKET,)),
    ("全市收到多少申请", ()),
    ("政府的问题", ()),
    ("", ()),
]


@pytest.mark.parametrize(("question", "offices"), OFFICES)
def test_offices(question: str, offices: tuple[str, ...]) -> None:
    assert scope_of(question, names=NAMES, years=KNOWN).offices == offices


def test_what_is_left_is_asked() -> None:
    scope = scope_of("洪泽区 2024年 政务新媒体怎么管？", names=NAMES, years=KNOWN)
    assert (scope.rest, scope.words) == ("政务新媒体怎么管？", ("洪泽区", "2024年"))


def test_a_corpus_without_offices() -> None:
    assert scope_of("淮安2024年", names=OfficeNames([]), years=()).offices == ()
