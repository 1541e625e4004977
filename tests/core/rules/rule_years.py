"""Invented clean years with their reports, and ways to make one thing of them wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.core.findings import FormFinding
from assistant.core.report import SECTION_TITLES, Report, Section, SectionKind
from assistant.core.rules.check import check
from assistant.core.tables.cells import read_cell
from assistant.core.tables.figures import Cell, Figures, Indicator
from assistant.core.tables.form import APPLICANTS, Edition, TableName, tables

# A clean invented year, by key; what is not named is 0.
CLEAN_2024 = {
    **{"规章.现行有效": "2", "行政规范性文件.制发": "3", "行政规范性文件.废止": "1"},
    **{"行政规范性文件.现行有效": "12", "行政许可.处理决定": "350", "行政处罚.处理决定": "61"},
    **{"行政强制.处理决定": "7", "行政事业性收费.收费金额": "120.5"},
    **{"新收.自然人": "20", "新收.商业企业": "4", "新收.法律服务机构": "1", "新收.总计": "25"},
    **{"上年结转.自然人": "2", "上年结转.总计": "2"},
    **{"予以公开.自然人": "12", "予以公开.商业企业": "3", "予以公开.总计": "15"},
    **{"部分公开.自然人": "4", "部分公开.法律服务机构": "1", "部分公开.总计": "5"},
    **{"不掌握.自然人": "3", "不掌握.商业企业": "1", "不掌握.总计": "4"},
    **{"办理总计.自然人": "19", "办理总计.商业企业": "4", "办理总计.法律服务机构": "1"},
    **{"办理总计.总计": "24", "结转下年.自然人": "3", "结转下年.总计": "3"},
    **{"行政复议.结果维持": "3", "行政复议.结果纠正": "1", "行政复议.总计": "4"},
    **{"直接起诉.结果维持": "1", "直接起诉.尚未审结": "1", "直接起诉.总计": "2"},
}
_2023 = {
    **{"规章.现行有效": "2", "行政规范性文件.现行有效": "10", "行政许可.处理决定": "290"},
    **{"行政处罚.处理决定": "75", "行政强制.处理决定": "9", "行政事业性收费.收费金额": "98.2"},
    **{"新收.自然人": "18", "新收.总计": "18", "予以公开.自然人": "16", "予以公开.总计": "16"},
    **{
        "办理总计.自然人": "16",
        "办理总计.总计": "16",
        "结转下年.自然人": "2",
        "结转下年.总计": "2",
    },
    **{"行政复议.结果维持": "2", "行政复议.尚未审结": "1", "行政复议.总计": "3"},
}
_2020 = {
    **{"行政规范性文件.制发": "4", "行政规范性文件.新公开": "4", "行政规范性文件.公开总数": "9"},
    **{"行政许可.上年项目": "22", "行政许可.增减": "-2", "行政许可.处理决定": "15"},
    **{"政府集中采购.采购项目": "5", "政府集中采购.采购金额": "299.3万元"},
    **{"新收.自然人": "6", "新收.总计": "6", "予以公开.自然人": "6", "予以公开.总计": "6"},
    **{
        "办理总计.自然人": "6",
        "办理总计.总计": "6",
        "行政复议.结果维持": "1",
        "行政复议.总计": "1",
    },
}
_2019 = {"行政许可.上年项目": "20", "行政许可.增减": "2", "规章.公开总数": "1"}


def figures_of(year: int, values: Mapping[str, str], agency: str = "示例市人民政府") -> Figures:
    """A year with every official cell: these values, 0 elsewhere."""
    edition: Edition = "2019" if year < 2021 else "2021"
    cells = tuple(
        read_cell(table.name, row.label, column.label, values.get(f"{row.key}.{column.key}", "0"))
        for table in tables(edition)
        for row in table.rows
        for column in row.columns
    )
    return Figures(agency=agency, year=year, edition=edition, cells=cells)


_TEXTS: dict[SectionKind, tuple[str, ...]] = {
    "overview": (
        "2024年，本机关按照条例要求做好各项工作，考核、社会评议按期完成，未发生责任追究。",
        "（一）主动公开情况。全年通过网站公开各类信息，及时回应公众关心的问题。",
        "（二）依申请公开情况。2024年新收政府信息公开申请25件，上年结转2件，办结24件。",
        "（三）政府信息管理和平台建设情况。严格审查，网站栏目按月检查，培训按季开展。",
    ),
    "disclosure": (),
    "requests": (),
    "litigation": (),
    "problems": ("部分文件的解读材料形式单一。下一步将改进解读方式，增加图解和问答。",),
    "other": ("2024年收取政府信息公开信息处理费0元。",),
}


def report_of(
    figures: Figures,
    texts: Mapping[SectionKind, tuple[str, ...]] = _TEXTS,
    **changes: Any,
) -> Report:
    sections = tuple(
        Section(kind=kind, heading=f"{number}、{SECTION_TITLES[kind]}", paragraphs=texts[kind])
        for number, kind in zip("一二三四五六", SECTION_TITLES, strict=True)
    )
    report = Report(
        agency=figures.agency,
        year=figures.year,
        title=f"{figures.agency}{figures.year}年政府信息公开工作年度报告",
        preamble=(
            f"数据统计期限为{figures.year}年1月1日至{figures.year}年12月31日。电话：12345，"
            "本报告可在政府网站下载。",
        ),
        sections=sections,
        figures=figures,
    )
    return replace(report, **changes)


@dataclass(frozen=True)
class Given:
    """What a rule may look at, before something is made wrong."""

    figures: Figures
    previous: Figures | None
    report: Report | None = None
    last_report: Report | None = None

    def check(self) -> tuple[int, tuple[FormFinding, ...]]:
        return check(self.figures, self.previous, report=self.report, last_report=self.last_report)


def clean() -> Given:
    figures, previous = figures_of(2024, CLEAN_2024), figures_of(2023, _2023)
    return Given(figures=figures, previous=previous, report=report_of(figures))


def old() -> Given:
    return Given(figures=figures_of(2020, _2020), previous=figures_of(2019, _2019))


Change = Callable[[Given], Given]


def cells(base: Callable[[], Given] = clean, **values: str) -> Callable[[], Given]:
    """Other texts in these cells (key with _ for the dot)."""

    def made() -> Given:
        found = base()
        return replace(found, figures=with_cells(found.figures, values))

    return made


def with_cells(figures: Figures, values: Mapping[str, str]) -> Figures:
    wanted = {key.replace("_", "."): raw for key, raw in values.items()}
    assert wanted.keys() <= figures.by_key.keys()
    return replace(
        figures,
        cells=tuple(
            read_cell(cell.table, cell.row, cell.column, wanted.get(cell.key, cell.raw))
            for cell in figures.cells
        ),
    )


def last(**values: str) -> Callable[[], Given]:
    """Other texts in last year's cells."""

    def made() -> Given:
        found = clean()
        assert found.previous
        return replace(found, previous=with_cells(found.previous, values))

    return made


def without(keep: Callable[[Cell], bool]) -> Callable[[], Given]:
    def made() -> Given:
        found = clean()
        kept = tuple(cell for cell in found.figures.cells if keep(cell))
        return replace(found, figures=replace(found.figures, cells=kept))

    return made


def extra(
    *more: tuple[TableName, str, str, str], base: Callable[[], Given] = clean
) -> Callable[[], Given]:
    """Further cells: table, row, column, text."""

    def made() -> Given:
        found = base()
        cells = (*found.figures.cells, *(read_cell(*one) for one in more))
        return replace(found, figures=replace(found.figures, cells=cells))

    return made


def text(kind: SectionKind, *lines: str, **values: str) -> Callable[[], Given]:
    """Other prose in one section, other texts in these cells."""

    def made() -> Given:
        figures = with_cells(clean().figures, values)
        return Given(figures, None, report_of(figures, {**_TEXTS, kind: lines}))

    return made


def report(**changes: Any) -> Callable[[], Given]:
    def made() -> Given:
        found = clean()
        assert found.report
        return replace(found, report=replace(found.report, **changes))

    return made


def sections(change: Callable[[tuple[Section, ...]], tuple[Section, ...]]) -> Callable[[], Given]:
    def made() -> Given:
        found = clean()
        assert found.report
        changed = replace(found.report, sections=change(found.report.sections))
        return replace(found, report=changed)

    return made


def heading(number: int, words: str) -> Callable[[], Given]:
    def change(all_: tuple[Section, ...]) -> tuple[Section, ...]:
        return (*all_[:number], replace(all_[number], heading=words), *all_[number + 1 :])

    return sections(change)


def agency(name: str, **values: str) -> Callable[[], Given]:
    def made() -> Given:
        figures = replace(with_cells(clean().figures, values), agency=name)
        return Given(figures, None)

    return made


def seed_prose(*lines: str) -> Callable[[], Given]:
    """Prose beside the tables of 2020."""

    def made() -> Given:
        figures = old().figures
        return Given(figures, None, report_of(figures, {**_TEXTS, "overview": lines}))

    return made


def copy_of_last_year() -> Given:
    found = clean()
    assert found.report
    lines = tuple(
        f"{number}是{words}方面的工作还不够扎实，仍需进一步加强和改进。"
        for number, words in zip(
            "一二三四五", ("解读", "回应", "队伍", "平台", "协同"), strict=True
        )
    )
    now = report_of(found.figures, {**_TEXTS, "problems": lines})
    return replace(found, report=now, last_report=now)


def with_last_report() -> Given:
    found = clean()
    return replace(found, last_report=found.report)


def shown_late() -> Given:
    figures = replace(clean().figures, agency="示例市应急管理局")
    found = report_of(figures)
    late = replace(found, preamble=(*found.preamble, "公开日期：2025-02-06"))
    return Given(figures, None, late)


def typed(*notes: str, indicator: tuple[str, str, str] = ("网站发布信息", "260", "条")) -> Any:
    """Notes, and one indicator, beside the tables of the clean year."""

    def made() -> Given:
        label, value, unit = indicator
        own = Indicator(label=label, value=Decimal(value), unit=unit)
        found = clean()
        return replace(found, figures=replace(found.figures, indicators=(own,), notes=notes))

    return made


def same_tables() -> Given:
    found = clean()
    return replace(found, previous=replace(found.figures, year=2023))


def two_years_ago() -> Given:
    found = clean()
    assert found.previous
    return replace(found, previous=replace(found.previous, year=2022))


def another_agency() -> Given:
    found = clean()
    assert found.previous
    return replace(found, previous=replace(found.previous, agency="另一市人民政府"))


_R6 = "三、本年度办理结果｜（六）其他处理"
_OTHERS = ("逾期不补正", "逾期不缴费", "其他情形")


def one_row_other() -> Given:
    found = clean()
    kept = (cell for cell in found.figures.cells if not cell.key.startswith(_OTHERS))
    row = (read_cell("表三", _R6, column.label, "0") for column in APPLICANTS)
    return replace(found, figures=replace(found.figures, cells=(*kept, *row)))
