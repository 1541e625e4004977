"""
Whether characters behind a role (申请人, 原告) are a person's name.

Surnames: the most frequent ones of the 2020 census report of the Ministry of Public Security and
the double surnames in use. A character that is a surname and also opens common words is a name
only with none of these words.
"""

from assistant.core.patterns import regex

SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程"
    "魏苏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝"
    "龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左"
    "柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈"
    "饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵"
    "苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
)
DOUBLE_SURNAMES = ("欧阳", "上官", "司马", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "令狐")

# Words that stand behind a role and begin with a surname.
_WORDS = regex(
    r"任[何意务]|曾[经多向在于]|严[格重]|许[可诺]|何[时种人]|高[度效]|顾[虑问]|余下|万元|时[间限]|应[当该予答]"
    r"|申[请诉报领]|向[我本市县区行政]|于|方[可能面便]|全[部程年体]|和[其本]|同[意时]|成[功为]|明[确示知]|解[释决]"
    r"|关[于注系心切爱]|相[关应]|单[位独]|安[排置全]|连续|党[员委组政]|农[民户村]|项目|路[途程]|管[理辖]|尚未|易[于]"
    r"|文[件书化]|金额|石[油]|权[利益]|程[序度]|查[询阅看]|简[单易]|师生|商[业户品]|车[辆主]|房[屋产]|宁[愿可]"
    r"|费用|包[括含]|章程|符合|温馨|武装|左右|古[镇]|景区|席位|边[界]|从|到|经|由|游[客]|司[机法]|华[侨]|欧[洲]"
    r"|阳[光]|冷[静]|荣[誉]|仲裁|卫[生]|施[工行]|安[全]|康[复]|童|尤其|盛|甘愿|纪[委检律]|季[度]|江[苏西]|苏[州]"
)
_NOT_GIVEN = frozenset(
    "的了和与或及等其所之在对向为是被把将不未已并有无请须可应能会要需提办申诉求通过"
)
_BEHIND = regex(
    r"[，。；：、（(）)“”》\s]|$|诉|不|申请|要求|提出|提交|递交|因|向|于|与|认为|反映|身份证|电话|的|等|来|通过|以|对|、|在|\d"
)
_ANONYMOUS = frozenset("某×X＊*")


def is_name(words: str, behind: str) -> str:
    """The name that `words` (2 to 4 characters) begin with; empty if they begin with none.

    `behind`: what follows them; a name ends before a mark or a verb of asking.
    """
    if _ANONYMOUS & set(words) or _WORDS.match(words):
        return ""
    surname = 2 if words.startswith(DOUBLE_SURNAMES) else 1
    if surname == 1 and words[0] not in SURNAMES:
        return ""
    for length in range(min(len(words), surname + 2), surname, -1):
        given, rest = words[surname:length], words[length:] + behind
        if not _NOT_GIVEN & set(given) and _BEHIND.match(rest):
            return words[:length]
    return ""
