"""
Secrecy marks and words of internal papers, which say that a text is not for the public.

Knows: the marks of GB/T 9704—2012 (份号、密级、紧急程度), words for handling. The prose of every
report names 国家秘密, 商业秘密 and 三类内部事务信息: those are no marks. An office's own words come
with the manuscript (scan_words.txt in the data folder).
"""

import re

from assistant.core.patterns import regex
from assistant.core.scan.scanbook import Hits, Manuscript, ScanRule, hit, hits

_SECRETS = "《保守国家秘密法》；GB/T 9704—2012 7.2.2"
_INTERNAL = "《政府信息公开条例》第十六条"

_MARK = regex(
    r"(?:绝[ \u3000]?密|机[ \u3000]?密|秘[ \u3000]?密"
    r"|内[ \u3000]?部)[ \u3000]?★[ \u3000]?(?:长期|\d{1,2}年|\d{1,2}个月|解密前)?"
    r"|密[ \u3000]?级[：:][ \u3000]?(?:绝密|机密|秘密|内部|工作秘密)"
    r"|(?m:^)[ \t\u3000]*(?:绝[ \u3000]*密|机[ \u3000]*密|秘[ \u3000]*密)[ \t\u3000]*(?m:$)"
)
_GRADE = regex(
    r"(?:绝密|机密|秘密)级|(?:绝密|机密)(?:文件|资料|电报|事项)|保密期限[：:为]?\d"
    r"|(?<!\d)份号[：:]?[ ]?\d{6}(?!\d)"
)
_HANDLING = regex(
    r"(?:内部|妥善|注意)(?:资料|文件|材料)?[，、]?[ ]?(?:注意保存|请勿外传|不得外传|严禁外传"
    r"|切勿外传)"
    r"|(?:请勿|不得|严禁|切勿|禁止|不准|勿)(?:对外)?(?:外传|外泄|扩散|翻印|传播|转发)|阅后即焚"
    r"|[阅会]后(?:请|统一)?(?:销毁|收回|退回|交回|清退)|注意保存"
    r"|未经(?:批准|许可|同意)，?不得(?:对外)?(?:公开|发布|提供|引用|转载)"
    r"|(?:仅[供限]|(?<![权期不])限)[^，。；\n]{0,6}内部(?:使用|参考|传阅|掌握|工作)?"
    r"|此件(?:不|不予|依申请)公开|不得(?:上网|上互联网|公开发布|见报)|公开属性[：:](?:不予?公开"
    r"|依申请公开)"
)
_PAPERS = regex(
    r"内部(?:资料|文件|材料|传真|明电|电报|情况|参考|刊物|通报|简报|掌握|使用|传阅|讨论稿)"
    r"|(?<![说证声表注申阐])(?:特急|加急|特提|平急)?[·.、 ]?明电(?=[〔\[（(]|[，。；：\s]|\d|$)"
    r"|[传发]明电[〔\[（(]|密码?电报|传真电报|明传电报"
    r"|(?:党组|党委|常委|局长办公|局务|主任办公)会(?:议)?(?:会议)?(?:纪要|记录)(?=[〔（(]"
    r"|[，。；]|全文)"
    r"|(?:送审|征求意见|讨论|审议|内审|报批)稿(?=[）)]|(?m:$))"
)
_URGENT = regex(
    r"(?m:^)[ \t\u3000]*(?:特[ \u3000]*急|加[ \u3000]*急|特[ \u3000]*提"
    r"|平[ \u3000]*急)[ \t\u3000]*(?m:$)"
)
_PASSWORD = regex(
    r"(?:密码|口令|password|passwd|pwd)[ ]?(?:为|是|[：:=])[ ]?[\x21-\x7e]{4,40}", re.IGNORECASE
)
_ADDRESS = regex(
    r"(?<![\d.])(?:10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2}|172\.(?:1[6-9]|2\d"
    r"|3[01])(?:\.\d{1,3}){2})(?![\d.])"
    r"|(?<![A-Za-z])[C-Z]:\\[^\s，。；]{1,200}|file://[!-~]{1,200}"
    r"|\\\\[\w.-]{1,60}\\[^\s，。；]{1,100}"
)


def _own_words(manuscript: Manuscript) -> Hits:
    for word in manuscript.words:
        reason = f"：{word.reason}" if word.reason else ""
        for match in re.finditer(re.escape(word.text), manuscript.text):
            yield hit(match, f"“{match[0]}”在本单位的词表中{reason}", level=word.level)


RULES: tuple[ScanRule, ...] = (
    ScanRule(
        id="涉密-密级标志",
        level="error",
        title="密级和保密期限的标志（“属于国家秘密”这类叙述不报）",
        source=_SECRETS,
        example="机密★1年；密级：秘密",
        find=hits(_MARK, "“{}”是密级标志，不得公开；请停止发布并报告保密工作机构"),
    ),
    ScanRule(
        id="涉密-密级用语",
        level="warning",
        title="密级、份号、保密期限一类用语",
        source=_SECRETS,
        example="机密级文件3份",
        find=hits(_GRADE, "“{}”涉及密级，请经保密审查后再发布"),
    ),
    ScanRule(
        id="涉密-处理要求",
        level="error",
        title="不得外传、仅供内部使用、此件不公开一类处理要求",
        source=_INTERNAL,
        example="内部资料，注意保存",
        find=hits(_HANDLING, "“{}”表明原件不对外，请删去，并核对内容能否公开"),
    ),
    ScanRule(
        id="涉密-内部文件",
        level="warning",
        title="内部资料、内部传真、明电、会议纪要、送审稿一类文件名",
        source=_INTERNAL,
        example="以内部明电部署",
        find=hits(_PAPERS, "“{}”是内部文件的名称，请核对能否公开"),
    ),
    ScanRule(
        id="涉密-紧急程度",
        level="warning",
        title="单独成行的特急、加急",
        source="GB/T 9704—2012 7.2.3",
        example="特急",
        find=hits(_URGENT, "“{}”是公文版头的紧急程度，报告里不应有"),
    ),
    ScanRule(
        id="涉密-口令",
        level="error",
        title="密码、口令",
        source="《网络安全法》第二十一条",
        example="后台密码：Abc12345",
        find=hits(_PASSWORD, "“{}”是口令，不得公开", "删去，并立即更换口令"),
    ),
    ScanRule(
        id="涉密-内网地址",
        level="warning",
        title="内网地址、本机或共享文件夹的路径",
        source="《网络安全法》第二十一条",
        example="http://192.168.1.20/oa",
        find=hits(_ADDRESS, "“{}”是内部网络或本机的地址，不宜公开", "删去"),
    ),
    ScanRule(
        id="涉密-本单位词表",
        level="warning",
        title="本单位自己列的词（数据文件夹中的 scan_words.txt）",
        source="各单位规定",
        example="某专项行动的代号",
        find=_own_words,
    ),
)
