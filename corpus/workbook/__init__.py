"""The figures workbook: written, read, checked by its own formulas."""
