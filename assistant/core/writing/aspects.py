"""
Aspects: what a paragraph, an indicator or a note is about, told by its words.

The five aspects of 总体情况 are those of 国办公开办函〔2021〕30号 (主动公开、依申请公开、政府信息
管理、政府信息公开平台建设、监督保障); the others are what offices report under 五 and 六.
Used to put an indicator or a note into the paragraph where a reader expects it.
"""

from typing import Literal

from assistant.core.patterns import regex

Aspect = Literal[
    "disclosure",
    "requests",
    "litigation",
    "management",
    "platform",
    "safeguard",
    "interpretation",
    "key_areas",
    "fees",
    "problems",
    "measures",
    "progress",
]

# In order: the first aspect one of whose words stands in the text; the more telling words first.
_WORDS: tuple[tuple[Aspect, tuple[str, ...]], ...] = (
    ("progress", ("上年问题", "上年提出", "问题整改", "整改情况", "整改落实")),
    ("problems", ("问题：", "问题:", "不足：", "不足:", "存在的主要问题", "存在问题")),
    (
        "measures",
        ("措施：", "措施:", "改进：", "改进:", "打算：", "整改措施", "改进措施", "下一步"),
    ),
    ("fees", ("信息处理费", "收费情况")),
    ("requests", ("依申请", "申请", "答复")),
    ("litigation", ("行政复议", "行政诉讼", "复议", "诉讼")),
    ("interpretation", ("解读", "回应", "舆情", "关切", "新闻发布", "留言", "信箱", "热线")),
    ("key_areas", ("重点领域", "财政", "预算", "决算", "采购", "重大项目", "应急预案", "预警")),
    (
        "safeguard",
        (
            "培训",
            "考核",
            "监督",
            "保障",
            "评议",
            "责任",
            "检查",
            "会议",
            "组织领导",
            "方案",
            "工作要点",
            "分解任务",
        ),
    ),
    (
        "platform",
        (
            "平台",
            "网站",
            "专栏",
            "专区",
            "上线",
            "新媒体",
            "公众号",
            "微信",
            "微博",
            "政务服务",
            "访问",
            "服务大厅",
        ),
    ),
    ("management", ("管理", "规范性文件", "审查", "审核", "清理", "保密", "目录", "三审")),
    ("disclosure", ("主动公开", "公开", "发布", "公报", "信息")),
)


# Where 五 turns from its problems to what is done about them.
MEASURES = regex(
    r"下一步|针对|今后|改进情况|改进措施|整改措施|(?:我们|我局|我市|我区|我县|本机关)?将(?:着力|切实|继续|进一步|重点|认真|坚持)"
)


def aspect_of(words: str) -> Aspect | None:
    """What `words` are about; None if they do not tell."""
    return next((aspect for aspect, names in _WORDS if any(name in words for name in names)), None)
