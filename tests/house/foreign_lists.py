"""A list that another commune brought in."""

from typing import Any

from tests.imports.bringing import read
from tests.imports.messy import members


def list_of_another() -> dict[str, dict[str, Any]]:
    """Fillings for routes of such a list; written in transactions of its own."""
    ids = {"list_id": read(members()).public_id, "position": 1}
    pictures = {"staff.import_pictures.": ids | {"place": 0, "field": "phone"}}
    return {"staff.imports.": ids, "staff.import_columns.": ids, "staff.imported_rows.": ids} | pictures
