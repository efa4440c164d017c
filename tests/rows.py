"""The whole database as plain rows, to show that nothing changed, or that everything came back."""

import hashlib
from collections.abc import Iterable

from sqlalchemy import Engine, inspect, select, table
from sqlalchemy import column as a_column

NEVER_CHANGED = ("area", "former_area", "area_succession")  # large, and written by reference data alone


def rows_of(engine: Engine, leave_out: Iterable[str] = ()) -> dict[str, list[str]]:
    """Each table's rows, sorted."""
    skipped = set(leave_out)
    with engine.connect() as connection:
        names = [name for name in inspect(connection).get_table_names() if name not in skipped]
        columns = {name: [c["name"] for c in inspect(connection).get_columns(name)] for name in names}
        return {
            name: sorted(
                repr(tuple(row))
                for row in connection.execute(select(table(name, *(a_column(c) for c in columns[name]))))
            )
            for name in names
            if not name.startswith(("listing_words_", "person_words_"))  # how the search index keeps itself
        }


def digest(rows: dict[str, list[str]]) -> dict[str, str]:
    """One short word per table: enough to see which one changed."""
    return {name: hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16] for name, lines in rows.items()}
