# ruff: noqa: E501
"""Wordings that are not offered, and why; those that may be."""

import pytest

from assistant.core.editing.judging import fault, merit
from assistant.core.editing.protection import protect
from assistant.core.editing.requests import Kind

CASES: list[tuple[Kind, str, str, str]] = [
    # kind, text, wording, fault
    ("vary", "规范办理流程，依法答复申请人。", "优化办理流程，依法向申请人答复", ""),
    ("vary", "规范办理流程，依法答复申请人。", "规范办理流程，依法答复申请人", "same"),
    ("vary", "规范办理流程，依法答复申请人。", "加强队伍建设，提高服务水平", "meaning"),
    ("vary", "我局新收申请62件，答复及时。", "我局〔我局新收申请〕，均及时答复", "claim added"),
    ("vary", "我局新收申请62件，答复及时。", "我局新收申请，及时答复", "mark lost"),
    ("vary", "我局新收申请62件，答复及时。", "〔我局新收申请〕，〔我局新收申请〕及时答复", "mark added"),
    ("vary", "我局新收申请62件，答复及时。", "〔我局新收申请〕63件，及时答复", "number"),
    ("vary", "我局新收申请62件，答复及时。", "〔我局新收申请〕，两次及时答复", "number"),
    ("vary", "规范办理流程，依法答复。", "举办培训规范办理流程，依法答复", "deed added"),
    ("vary", "规范办理流程，依法答复。", "优化办理流程，全部依法答复", "claim added"),
    ("vary", "收费已按规定缴入国库。", "收费已按规定足额缴入国库", "claim added"),
    ("vary", "及时更新网站栏目。", "定期更新网站的栏目", "claim added"),
    ("vary", "征求意见不及时，影响进度。", "未及时征求意见，导致进度延误", "claim added"),
    ("vary", "未收到公开申请。", "收到有关公开的申请", "negation"),
    ("vary", "部分科室答复申请不及时。", "各科室答复申请不及时", "widened"),
    ("vary", "有的科室答复申请不及时。", "个别科室答复申请不及时", ""),
    ("vary", "及时发布信息，渠道增加。", "及时公开信息，渠道减少", "turned"),
    ("vary", "把公开要求嵌入办文流程。", "将公开要求融入办文各个流程", ""),
    ("vary", "下一步将规范办理流程。", "已规范各项办理流程", "turned"),
    ("vary", "从严把好政治关、法律关、文字关。", "从严要求政治、法律、文字把好关", "phrase broken"),
    ("vary", "从严把好政治关、法律关、文字关。", "从严从实把好政治关、法律关、文字关口", ""),
    ("vary", "工作由数量增长转向质量提升。", "工作由数量的增长实现质量提升", "phrase broken"),
    ("vary", "工作由数量增长转向质量提升。", "工作从数量的增长转向质量提升", ""),
    ("vary", "形式以图解为主，通俗易懂。", "形式为图解，通俗又易懂", "phrase broken"),
    ("vary", "及时答复各类申请。", "既及时答复各类的申请", "phrase broken"),
    ("vary", "规范办理流程，依法答复。", "规范办理流程〔，依法作出答复", "half a mark"),
    ("vary", "规范办理流程，依法答复。", "规范办理流程办理流程，依法作答复", "stutter"),
    ("vary", "规范办理流程，依法答复。", "改写：规范办理的流程，依法作答", "echo"),
    ("vary", "规范办理流程，依法答复。", "", "stutter"),
    ("shorten", "切实加强组织领导，不断健全工作机制。", "加强组织领导，健全工作机制", ""),
    ("shorten", "切实加强组织领导，不断健全工作机制。", "切实加强组织的领导，不断健全工作机制", "length"),
    ("expand", "加强信息发布审核。", "进一步加强对发布信息的内容审核", ""),
    ("expand", "加强信息发布审核。", "加强信息发布审核，逐条核对内容和表述", "clause added"),
    ("expand", "加强信息发布审核。", "强化信息发布审核", "length"),
    ("expand", "加强信息发布审核。", "加强信息发布审核，印发制度，逐条核对内容和表述", "deed added"),
    ("expand", "主动公开机构职能等信息。", "进一步主动公开机构职能、工作职责等信息", "clause added"),
    ("formal", "材料老是交得晚。", "材料报送经常不及时", "negation"),
    ("formal", "各科室的材料老是交得晚。", "各科室的材料报送经常较晚", ""),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "wording", "why"), CASES)
def test_faults(kind: Kind, text: str, wording: str, why: str) -> None:
    (sentence,) = protect(text, 0, len(text))
    assert fault(wording, sentence, kind) == why


def test_of_two_good_ones_the_one_of_the_better_length() -> None:
    text = "切实加强组织领导，不断健全工作机制，认真规范办理流程。"
    (sentence,) = protect(text, 0, len(text))
    good, curt = "加强组织领导，健全工作机制，规范办理流程", "加强领导，规范流程"
    assert merit(good, sentence, "shorten") > merit(curt, sentence, "shorten")
