"""Refunds of before get their lines, at the rates frozen on each order line; lines and movements are as they were."""

from tests.migrations.stages import Rows


def test_a_whole_refund_of_before_has_a_line_for_all_it_gave_back(rows_at: dict[str, Rows]) -> None:
    after = rows_at["0003"]
    assert after["refund"] != []
    for refund in after["refund"]:
        lines = [line for line in after["refund_line"] if line["refund_id"] == refund["id"]]
        goods = [line for line in after["order_line"] if line["shop_order_id"] == refund["shop_order_id"]]
        assert refund["cause"] == "whole"
        assert sum(line["amount_dong"] for line in lines) == refund["amount_dong"]
        for part in ("commission_dong", "vat_dong", "pit_dong"):
            assert sum(line[part] for line in lines) == sum(line[part] for line in goods)
        assert {line["order_line_id"]: line["quantity"] for line in lines if line["order_line_id"]} == {
            line["id"]: line["quantity"] for line in goods
        }


def test_lines_have_no_discounts_and_movements_no_occasion(rows_at: dict[str, Rows]) -> None:
    before, after = rows_at["0002"], rows_at["0003"]
    for table in ("order_line", "stock_move", "shop_order"):
        kept = [{name: row[name] for name in before[table][0]} for row in after[table]]
        assert kept == before[table] != []
    assert {(line["adjustment_dong"], line["subsidy_dong"]) for line in after["order_line"]} == {(0, 0)}
    assert after["order_adjustment"] == []
