"""Files of strangers as plain texts in rows and columns, bounded before any parser sees them."""

from marketplace.imports.sheets.archive import MOST_COLUMNS, MOST_FILE, MOST_ROWS
from marketplace.imports.sheets.reading import is_picture, read_file
from marketplace.imports.sheets.workbooks import NO_VALUE, Sheet

__all__ = ["MOST_COLUMNS", "MOST_FILE", "MOST_ROWS", "NO_VALUE", "Sheet", "is_picture", "read_file"]
