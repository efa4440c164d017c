"""Orders of before were never asked for a proof: what is held for them stays held, and counts for no limit."""

from tests.migrations.stages import Rows

BEFORE, AFTER = "0008", "0009"
ASKERS = ("asker_phone", "asker_browser", "asker_line")


def test_orders_and_holds_of_before_are_nobodys_unproven_ones(rows_at: dict[str, Rows]) -> None:
    assert {row["phone_proof"] for row in rows_at[AFTER]["customer_order"]} == {""}
    before = [row["id"] for row in rows_at[BEFORE]["stock_hold"]]
    assert [row["id"] for row in rows_at[AFTER]["stock_hold"]] == before != []
    assert {row[name] for row in rows_at[AFTER]["stock_hold"] for name in ASKERS} == {None}
