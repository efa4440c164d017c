"""Tables and columns change their names, and their rows are the same as before."""

import pytest

from tests.migrations.stages import Rows

TABLES = {"product_release": "listing_revision", "bank_notice": "bank_transaction"}
COLUMNS = {
    "product": {"live_release_id": "live_revision_id"},
    "listing": {"release_id": "revision_id"},
    "order_line": {"release_id": "revision_id"},
    "bank_allocation": {"bank_notice_id": "bank_transaction_id"},
    "customer_order": {"place_key": "idempotency_key", "body_hash": "request_hash"},
}


@pytest.mark.parametrize(("before", "after"), TABLES.items())
def test_rows_of_a_renamed_table(before: str, after: str, rows_at: dict[str, Rows]) -> None:
    assert before not in rows_at["0002"]
    assert rows_at["0002"][after] == rows_at["0001"][before] != []


@pytest.mark.parametrize(("table", "names"), COLUMNS.items())
def test_rows_of_a_table_with_renamed_columns(table: str, names: dict[str, str], rows_at: dict[str, Rows]) -> None:
    earlier = [{names.get(column, column): value for column, value in row.items()} for row in rows_at["0001"][table]]
    assert rows_at["0002"][table] == earlier != []
