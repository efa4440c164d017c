"""Reading lists and their rows, who their rows may mean, and what would hang on what they entered."""

from marketplace.imports.queries.lists import (
    count_verdicts,
    find_row,
    get_list,
    list_lists,
    list_rows,
    lock_list,
    rows_of_list,
    sheet_rows,
    sheets_of,
)
from marketplace.imports.queries.territory import territory_of

__all__ = [
    "count_verdicts",
    "find_row",
    "get_list",
    "list_lists",
    "list_rows",
    "lock_list",
    "rows_of_list",
    "sheet_rows",
    "sheets_of",
    "territory_of",
]
