"""A report as PDF where LibreOffice is installed, one line where it is not."""

import shutil
from pathlib import Path

import pytest

from assistant.core.errors import ExportError
from assistant.core.publication import Publication
from assistant.export import export_report
from corpus.reading import read_report
from tests.export.test_docx import SIGNED, sample

NAME = "示例市应急管理局_2025"


def test_without_libreoffice_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ExportError, match=r"导出 PDF 需要 LibreOffice.*另存为 \.docx"):
        export_report(tmp_path / "a.pdf", Publication(report=sample(NAME)))
    assert not (tmp_path / "a.pdf").exists()


def test_a_libreoffice_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(ExportError, match="没有转换成 PDF"):
        export_report(tmp_path / "a.pdf", Publication(report=sample(NAME)))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_pdf_is_read_back_equal_and_the_same_each_time(tmp_path: Path) -> None:
    one, two = tmp_path / "a.pdf", tmp_path / "b.pdf"
    report = sample(NAME)
    for path in (one, two):
        export_report(path, Publication(report=report, signed=SIGNED))
    assert one.read_bytes() == two.read_bytes()
    read = read_report(one)
    assert read.title == report.title
    assert {cell.key: cell.number for cell in read.figures.cells} == {
        cell.key: cell.number for cell in report.figures.cells
    }
    for section, known in zip(read.sections[:-1], report.sections, strict=False):
        assert "".join(section.paragraphs) == "".join(known.paragraphs)
