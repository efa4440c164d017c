"""A report as lines of text: CSV for programs, a table in columns for people."""

import csv
import io
from typing import Any

from marketplace.reporting.report import NUMBER, Report, plain


def to_csv(report: Report) -> str:
    """Comma-separated lines, the headings first; an unknown value is empty."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.heading for column in report.columns])
    writer.writerows([_text(value) for value in row] for row in report.rows)
    return written.getvalue()


def to_table(report: Report) -> str:
    """The same rows below each other, numbers to the right, an unknown value as «–»."""
    rows = [[column.heading for column in report.columns]]
    rows += [[_text(value) or "–" for value in row] for row in report.rows]
    widths = [max(len(cell) for cell in cells) for cells in zip(*rows, strict=True)]
    numbers = [column.kind == NUMBER for column in report.columns]
    lines = []
    for row in rows:
        cells = zip(row, widths, numbers, strict=True)
        lines.append("  ".join(cell.rjust(width) if right else cell.ljust(width) for cell, width, right in cells))
    return "".join(line.rstrip() + "\n" for line in lines)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return " ".join(str(plain(value)).split())
