"""--waive, --confirm, --withdraw: what a person says of a finding holds in later runs."""

from pathlib import Path

import pytest

from assistant.core.tables.figures import Figures
from corpus.figures_file import write_figures
from tests.cli.ran import Run
from tests.forms import form

WRONG = form(2025, {"新收.总计": 3, "新收.自然人": 3})  # 一＋二 is 3, 三＋四 is 0, in two columns
SENTENCE = "按另行统计的口径，新收政府信息公开申请23件。"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path, WRONG)


def write(folder: Path, figures: Figures) -> Path:
    path = folder / "本年.xlsx"
    write_figures(path, figures)
    return path


def ids(run: Run, *words: object) -> list[str]:
    return [one["id"] for one in run(*words, "--json").json["findings"] if one["level"] == "error"]


def test_what_is_waived_is_shown_and_no_longer_counts(run: Run, book: Path, tmp_path: Path) -> None:
    first, second = ids(run, "check", book)
    assert not (tmp_path / "home").exists()  # looking makes no data folder
    ran = run("check", book, "--waive", first, "--reason", "上级统一口径")
    assert ran.code == 1
    assert "其中1处已忽略" in ran.out
    assert f"（编号 {first}）｛命令行 20" in ran.out
    assert "：上级统一口径｝" in ran.out
    assert run("check", book, "--waive", second, "--reason", "上级统一口径").code == 0
    again = run("check", book, "--json")
    assert again.code == 0
    waived = [one["verdict"] for one in again.json["findings"] if one["level"] == "error"]
    assert [(one["decision"], one["stands"]) for one in waived] == [("忽略", True)] * 2
    assert run("check", book, "--withdraw", first).code == 1
    assert run("check", book, "--confirm", second).code == 1
    assert "[必错·已确认]" in run("check", book).out


def test_a_verdict_lapses_with_its_values(run: Run, book: Path, tmp_path: Path) -> None:
    first, second = ids(run, "check", book)
    words = ("--waive", first, "--waive", second, "--reason", "上级统一口径")
    assert run("check", book, *words).code == 0
    changed = write(tmp_path, form(2025, {"新收.总计": 4, "新收.自然人": 4}))
    ran = run("check", changed)
    assert ran.code == 1
    assert ran.out.count("忽略时数值不同，请重新判断") == 2
    assert run("check", write(tmp_path, WRONG)).code == 0  # the old values, the old verdict


def test_a_text_is_judged_by_the_same_options(run: Run, book: Path) -> None:
    verify = ("verify", SENTENCE, "--figures", book)
    (one,) = ids(run, *verify)
    waive = ("--waive", one, "--reason", "只算本机关承办的")
    run(*verify, *waive).says("请写明句中说明口径的词")
    assert run(*verify).code == 1
    ran = run(*verify, *waive, "--scope", "另行统计")
    assert ran.code == 0
    assert "口径“另行统计”：只算本机关承办的" in ran.out
    assert run(*verify, "--section", "overview").code == 1  # as a part of a draft it is another
    assert run("verify", SENTENCE.replace("23", "24"), "--figures", book).code == 1


REFUSED: list[tuple[tuple[str, ...], str]] = [
    (("--waive", "ID"), "写明理由"),
    (("--waive", "00000000", "--reason", "口径不同"), "没有编号为 00000000 的发现"),
    (("--waive", "ID", "--waive", "x", "--reason", "口径不同"), "没有编号为 x 的发现"),
    (("--reason", "口径不同"), "要和 --waive 等一起用"),
]


@pytest.mark.parametrize(("words", "told"), REFUSED, ids=[told for _, told in REFUSED])
def test_a_verdict_that_cannot_be_kept_is_one_line(
    run: Run, book: Path, words: tuple[str, ...], told: str
) -> None:
    first, _ = ids(run, "check", book)
    run("check", book, *(first if word == "ID" else word for word in words)).says(told)
    assert first in ids(run, "check", book)
    assert all(one["verdict"] is None for one in run("check", book, "--json").json["findings"])


def test_findings_are_shown_also_where_the_data_folder_fails(
    run: Run, book: Path, tmp_path: Path
) -> None:
    first, _ = ids(run, "check", book)
    home = tmp_path / "home"
    home.mkdir()
    (home / "nianbao.db").write_bytes(b"no database" * 99)
    ran = run("check", book)
    assert (ran.code, ran.out.count("[必错]")) == (1, 2)
    assert "没有用到以前的确认和忽略" in ran.err
    run("check", book, "--waive", first, "--reason", "口径不同").says("已损坏")
