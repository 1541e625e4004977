"""The comparison of readers: what it counts, and that ours is ahead on the real reports."""

import json
from pathlib import Path

import pytest

from assistant.core.codec import figures_to_json
from assistant.evaluation.reading import OURS, evaluate, table
from corpus.reading import read_report
from tests.corpus.files import FIGURES, html_article, html_page, word_file
from tests.corpus.pages import pages_of_pdf
from tests.corpus.pdfs import write_pdf


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """One report as a page, a PDF and a Word file, and a page without ground truth."""
    for folder in ("raw", "made", "figures"):
        (tmp_path / folder).mkdir()
    page = tmp_path / "raw" / "示例.html"
    page.write_text(html_page(html_article()), encoding="utf-8")
    (tmp_path / "raw" / "别的.html").write_text("别的", encoding="utf-8")
    write_pdf(tmp_path / "raw" / "示例.pdf", pages_of_pdf())
    word_file(tmp_path / "made" / "示例.docx")
    truth = json.dumps(figures_to_json(read_report(page).figures), ensure_ascii=False)
    (tmp_path / "figures" / "示例.json").write_text(truth, encoding="utf-8")
    return tmp_path


@pytest.mark.slow
def test_every_tool_is_measured_on_the_files_it_takes(reports: Path) -> None:
    metrics = evaluate(reports)
    assert [one["file"] for one in metrics["files"]] == ["示例.html", "示例.pdf", "示例.docx"]
    ours, plain = metrics["tools"][OURS], metrics["tools"]["pdfplumber"]
    assert (ours["files"], ours["cells"], ours["accuracy"]) == (3, 3 * len(FIGURES), 1)
    assert (plain["files"], plain["cells"]) == (1, len(FIGURES))
    assert plain["ours"]["right"] == len(FIGURES)
    assert json.loads(json.dumps(metrics)) == metrics
    assert "示例.pdf" in table(metrics)


def test_no_reports_give_no_files(tmp_path: Path) -> None:
    metrics = evaluate(tmp_path)
    assert metrics["files"] == []
    assert metrics["tools"][OURS]["accuracy"] == 0
    assert table(metrics)


@pytest.mark.slow  # the other tools read every report twice
@pytest.mark.shared
def test_ours_is_ahead_on_the_real_reports(shared: Path) -> None:
    metrics = evaluate(shared / "reports")
    assert metrics["tools"][OURS]["accuracy"] == 1
    for name, total in metrics["tools"].items():
        assert name == OURS or total["ours"]["accuracy"] > total["accuracy"]
