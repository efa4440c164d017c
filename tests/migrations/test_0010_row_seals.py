"""Every row of before that gives power or money gets its seal, and nothing else of it changes."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0009", "0010"
KEYED = {"setting": "key"}


def test_rows_of_before_are_sealed_as_they_stand(rows_at: dict[str, Rows]) -> None:
    sealed = [table for table, rows in rows_at[AFTER].items() if rows and "row_seal" in rows[0]]
    assert {"ledger_entry", "customer_order", "role_grant", "seller_bank_account", "stock_move"} <= set(sealed)
    for table in sealed:
        after, key = rows_at[AFTER][table], KEYED.get(table, "id")
        assert all(row["row_seal"] for row in after), table
        bare = [{name: value for name, value in row.items() if name != "row_seal"} for row in after]
        assert sorted(bare, key=lambda row: row[key]) == sorted(rows_at[BEFORE][table], key=lambda row: row[key])
    assert "row_count" not in rows_at[BEFORE] and rows_at[AFTER]["row_count"] == []
