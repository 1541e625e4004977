"""What a past sentence is of: its own year's topics are doubted also where an indicator counts."""

from assistant.core.writing.doubts import is_event, with_doubts
from assistant.core.writing.slots import FactSlot

SLOT = FactSlot(key="指标.在线访谈", noun="充电等热点组织在线访谈", decimals=0, unit="期")


def test_a_topic_that_stands_in_the_words_of_an_indicator_is_of_its_year() -> None:
    assert is_event(("围绕用气安全、", SLOT, "。"))
    assert not is_event(("按计划", FactSlot(key="a", noun="召开发布会", decimals=0), "。"))


def test_the_mark_stands_behind_the_topic() -> None:
    told = with_doubts("围绕用气、充电等热点组织在线访谈4期，答复问题【待补充】个。", {})
    assert told == "围绕用气、充电等热点组织在线访谈4期【待核实】，答复问题【待补充】个。"
