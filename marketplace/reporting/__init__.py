"""One report run once, rendered for screen, XLSX, CSV and a table of text from the same rows.

Words: report, column, row. A report that is run by its name is a plug in `reports/`.
"""
