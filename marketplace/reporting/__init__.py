"""One report run once, rendered for screen and for XLSX from the same rows.

Words: report, column, row.
"""
