"""One spelling for odd code points; words and punctuation as printed."""

import pytest

from corpus.characters import clean, close_up, fold_blanks, join_lines

CLEAN = [
    ("\u2f00、\u2f08民\u2f8f政\u2f46", "一、人民行政无"),  # radicals of Kangxi, as PDFs have them
    ("\u2ed3期\u2edb险", "长期风险"),  # radicals without a compatibility mapping
    ("\uf98e", "年"),  # a compatibility ideograph
    ("１２３．５万件，ＡＢ", "123.5万件，AB"),
    ("（一）“三安全”；100％", "（一）“三安全”；100％"),
    ("[bookmark: _GoBack]193", "193"),
    ("公\u200b开\ufeff\u00ad\ue004", "公开"),
    ("一\r\n二\r三", "一\n二\n三"),
]


@pytest.mark.parametrize(("text", "plain"), CLEAN)
def test_clean(text: str, plain: str) -> None:
    assert clean(text) == plain


@pytest.mark.parametrize(
    ("text", "one_line", "closed_up", "joined"),
    [
        ("　 2024 年\t共 3 件 ", "2024 年 共 3 件", "2024年共3件", "2024 年 共 3 件"),
        ("公开\n  信息", "公开 信息", "公开信息", "公开信息"),
        ("Word\nfile", "Word file", "Word file", "Word file"),
        ("见 《条例》 第 5 条", "见 《条例》 第 5 条", "见《条例》第5条", "见 《条例》 第 5 条"),
    ],
)
def test_blanks(text: str, one_line: str, closed_up: str, joined: str) -> None:
    assert fold_blanks(text) == one_line
    assert close_up(text) == closed_up
    assert join_lines(text) == joined
