"""The services of lists: bringing one in, looking at its rows, writing it, taking it back."""

from marketplace.imports.services.checking import answer_all_exact, answer_row, mend_row, readings_of
from marketplace.imports.services.reading import MOST_PICTURES, bring_in_pictures, end_reading, note_lines
from marketplace.imports.services.taking_back import begin_taking_back, take_back_next
from marketplace.imports.services.taking_in import (
    bring_in,
    choose_columns,
    choose_other_columns,
    read_rows,
    throw_away,
)
from marketplace.imports.services.writing import AT_ONCE, CHUNK, check_list, write_next

__all__ = [
    "AT_ONCE",
    "CHUNK",
    "MOST_PICTURES",
    "answer_all_exact",
    "answer_row",
    "begin_taking_back",
    "bring_in",
    "bring_in_pictures",
    "check_list",
    "choose_columns",
    "choose_other_columns",
    "end_reading",
    "mend_row",
    "note_lines",
    "read_rows",
    "readings_of",
    "take_back_next",
    "throw_away",
    "write_next",
]
