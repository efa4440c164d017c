"""Why a file is not taken, as codes."""

TOO_LARGE, TOO_MANY_ROWS, TOO_MANY_COLUMNS = "too_large", "too_many_rows", "too_many_columns"
BOMB, BROKEN, ENCRYPTED = "bomb", "broken", "encrypted"
OLD_EXCEL, OTHER_KIND, NOT_TEXT, EMPTY = "old_excel", "other_kind", "not_text", "empty"
REASONS = (
    TOO_LARGE, TOO_MANY_ROWS, TOO_MANY_COLUMNS, BOMB, BROKEN, ENCRYPTED, OLD_EXCEL, OTHER_KIND, NOT_TEXT, EMPTY,
)  # fmt: skip
