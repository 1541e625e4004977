"""
Write the figures workbook: the three tables with live sums and checks, indicators, notes.

Knows: openpyxl. Does not know: how a workbook is read back. Writing never corrects: a total is a
formula where that gives what the figures say, else the number itself, so that a check shows it.
"""

from collections.abc import Sequence
from itertools import groupby

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assistant.core.tables.cells import read_cell
from assistant.core.tables.equations import Equation, chains, sums
from assistant.core.tables.figures import Cell, Figures
from corpus.workbook.checks import (
    DIFFERS,
    cell_names,
    check_formulas,
    check_rows,
    follows_its_parts,
    total_formula,
    totals,
)
from corpus.workbook.guide import write_guide, write_indicators, write_notes
from corpus.workbook.layout import SheetLayout, Slot, layouts
from corpus.workbook.style import (
    fit_page,
    put_text,
    rule_lines,
    style_grey,
    style_label,
    style_value,
)

_SIGNED, _FEE, _PURCHASE = ".增减", ".收费金额", ".采购金额"


def build_workbook(figures: Figures, previous: Figures | None) -> Workbook:
    """The workbook for `figures`; last year's values stand beside where `previous` is given."""
    book = Workbook()
    sheets = layouts(figures, previous.year if previous else None)
    whole = _with_every_cell(figures, sheets)
    equations = sums(whole)
    if previous is not None and previous.year == figures.year - 1:
        equations += chains(whole)
    for layout in sheets:
        sheet = book.create_sheet(layout.name)
        _write_labels(sheet, layout)
        _write_values(sheet, layout, whole, _of(layout, equations))
        _write_checks(sheet, layout, _of(layout, equations))
        if previous is not None:
            _write_references(sheet, layout, previous)
        _write_page(sheet, layout)
    write_indicators(book, figures, previous)
    write_notes(book, figures)
    write_guide(book, figures)
    book.calculation.fullCalcOnLoad = True  # a file written here holds no results yet
    return book


def _with_every_cell(figures: Figures, sheets: Sequence[SheetLayout]) -> Figures:
    """The figures with a blank cell for each slot that they lack."""
    cells = {cell.key: cell for cell in figures.cells}
    for layout in sheets:
        for slot in layout.slots:
            row, _, column = slot.key.rpartition(".")
            blank = read_cell(layout.name, row, column, "")
            cells.setdefault(slot.key, blank)
    return Figures(
        agency=figures.agency,
        year=figures.year,
        edition=figures.edition,
        cells=tuple(cells.values()),
    )


def _of(layout: SheetLayout, equations: Sequence[Equation]) -> list[Equation]:
    """The equations whose cells all stand on this sheet."""
    there = {slot.key for slot in layout.slots}
    return [
        equation
        for equation in equations
        if equation.owner in there
        and there.issuperset(term.key for term in (*equation.left, *equation.right))
    ]


def _write_labels(sheet: Worksheet, layout: SheetLayout) -> None:
    for label in layout.labels:
        cell = _area(sheet, label.row, label.column, label.height, label.width)
        put_text(cell, label.text)
        style_label(cell, label.style)
        if label.style not in {"title", "note"}:
            rule_lines(sheet, label.row, label.column, label.height, label.width)


def _area(sheet: Worksheet, row: int, column: int, height: int, width: int) -> SheetCell:
    """The first cell of an area, merged with the others of it."""
    if height > 1 or width > 1:
        sheet.merge_cells(
            start_row=row,
            start_column=column,
            end_row=row + height - 1,
            end_column=column + width - 1,
        )
    cell = sheet.cell(row, column)
    assert isinstance(cell, SheetCell)  # the first cell of an area is never a merged one
    return cell


def _write_values(
    sheet: Worksheet, layout: SheetLayout, figures: Figures, equations: Sequence[Equation]
) -> None:
    names, total = cell_names(layout.slots), totals(equations)
    for slot in layout.slots:
        cell = _area(sheet, slot.row, slot.column, 1, slot.width)
        equation = total.get(slot.key)
        if equation and follows_its_parts(figures, equation):
            cell.value = total_formula(equation, names)
        else:
            _put_value(cell, figures.by_key[slot.key])
        number_format = "+0;-0;0" if slot.key.endswith(_SIGNED) else "General"
        style_value(cell, is_sum=equation is not None, number_format=number_format)
        rule_lines(sheet, slot.row, slot.column, 1, slot.width)
    _write_validations(sheet, layout.slots)


def _put_value(cell: SheetCell, value: Cell) -> None:
    if value.number is None or value.unit:
        if value.raw:
            put_text(cell, value.raw)
    elif value.number == value.number.to_integral_value():
        cell.value = int(value.number)
    else:
        cell.value = value.number


def _write_references(sheet: Worksheet, layout: SheetLayout, previous: Figures) -> None:
    for slot in layout.references:
        cell = _area(sheet, slot.row, slot.column, 1, slot.width)
        if slot.key in previous.by_key:
            _put_value(cell, previous.by_key[slot.key])
        style_grey(cell)
        rule_lines(sheet, slot.row, slot.column, 1, slot.width)


def _write_checks(sheet: Worksheet, layout: SheetLayout, equations: Sequence[Equation]) -> None:
    first = min(slot.column for slot in layout.slots)
    for row in check_rows(layout, equations).values():
        cell = _area(sheet, row.row, 1, 1, first - 1)
        put_text(cell, row.text)
        style_grey(cell)
    for formula in check_formulas(layout, equations):
        cell = _area(sheet, formula.row, formula.column, 1, 1)
        cell.value = formula.text
        style_grey(cell)
    bottom = layout.last + len(check_rows(layout, equations))
    area = f"A1:{get_column_letter(layout.check)}{bottom}"
    red = Rule(
        type="expression",
        formula=[f'LEFT(A1,1)="{DIFFERS}"'],
        dxf=DifferentialStyle(font=Font(color="FFC00000", bold=True)),
    )
    sheet.conditional_formatting.add(area, red)


def _write_page(sheet: Worksheet, layout: SheetLayout) -> None:
    for column, width in enumerate(layout.widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = layout.freeze
    last = get_column_letter(layout.check - 1)
    sheet.print_area = f"A1:{last}{layout.last}"  # the form alone, without checks and last year
    fit_page(sheet, landscape=layout.name == "表四")


def _write_validations(sheet: Worksheet, slots: Sequence[Slot]) -> None:
    """What may be typed, one rule for each run of cells in a row."""
    for (row, kind), run in groupby(slots, lambda slot: (slot.row, _kind(slot))):
        found = list(run)
        first, last = (get_column_letter(one.column) for one in (found[0], found[-1]))
        validation = _validation(kind, f"{first}{row}")
        validation.add(f"{first}{row}:{last}{row}")
        sheet.add_data_validation(validation)


def _kind(slot: Slot) -> str:
    return next((end for end in (_SIGNED, _FEE, _PURCHASE) if slot.key.endswith(end)), "")


def _validation(kind: str, cell: str) -> DataValidation:
    if kind == _PURCHASE:
        return DataValidation(
            allow_blank=True,
            showInputMessage=True,
            promptTitle="采购总金额",
            prompt="请连单位一起填，如 299.3万元",
        )
    tests = {
        "": (f"{cell}>=0,{cell}=INT({cell})", "请填非负整数"),
        _SIGNED: (f"{cell}=INT({cell})", "请填整数，减少填负数"),
        _FEE: (f"{cell}>=0", "请填不小于 0 的数，单位为万元"),
    }
    test, words = tests[kind]
    return DataValidation(
        type="custom",
        formula1=f'OR(AND(ISNUMBER({cell}),{test}),{cell}="/",{cell}="—")',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="不能这样填",
        error=f"{words}；不适用填“/”，没有数据留空。",
    )
