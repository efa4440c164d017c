"""Rows with seals are changed through the ORM alone, which seals them anew; each seal covers what it should (8.26)."""

import re

from config import ROOT
from marketplace.core.row_seals import COLUMN, _sealed_models

WRITES = r"\b(?:update|delete|GuardedUpdate|_update)\(\s*({names})\b"


def test_nothing_updates_sealed_rows_in_bulk() -> None:
    names = "|".join(model.__name__ for model in _sealed_models().values())
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "marketplace").rglob("*.py"))
        for match in re.finditer(WRITES.format(names=names), path.read_text())
    ]
    assert found == []


def test_each_seal_names_columns_there_are_and_stands_last() -> None:
    for table, model in _sealed_models().items():
        assert set(model.seals) <= set(table.columns.keys()), table.name
        assert list(table.columns.keys())[-1] == COLUMN, "defaults are made in order: the seal needs all others"
        assert all(table.c[name].onupdate is None for name in model.seals), table.name


def test_money_power_and_stock_have_seals() -> None:
    assert {table.name for table in _sealed_models()} >= {
        "account", "customer_order", "ledger_entry", "ledger_transaction", "officer", "order_line", "payment", "refund",
        "role_grant", "seller_bank_account", "setting", "shop_member", "shop_order", "state_change", "stock_move",
    }  # fmt: skip
