"""Orders that became hers with her proven phone are told from those she placed signed in, from before on too."""

import os
import subprocess
import sys

from flask import Flask

from config import ROOT, Config
from marketplace.core.db import db, session
from marketplace.core.transactions import transaction
from marketplace.orders.models import OpenedOrder, Order
from marketplace.orders.services.adopting import adopt_guest_orders
from tests.builders import make_customer
from tests.migrations.stages import Rows
from tests.purchases import make_order

BEFORE, AFTER = "0004", "0005"
DOWN_AND_UP = """
from alembic.script import ScriptDirectory
from marketplace.app import create_app
from marketplace.cli.database import migrations_of
from marketplace.core.schema import MIGRATIONS
before = ScriptDirectory(str(MIGRATIONS)).get_revision("0005").down_revision
app = create_app()
with app.app_context():
    migrations_of(app).downgrade(revision=before)
    migrations_of(app).upgrade(revision="0005")
"""


def test_orders_claimed_before_are_known_by_the_trail(app: Flask, settings: Config) -> None:
    with transaction():
        claimed, left = make_order(), make_order()
        left.phone = "+84912000222"
        adopt_guest_orders(make_customer().id, claimed.phone)
    times = {order.id: order.claimed_at for order in (claimed, left)}
    session.remove()
    db.engine.dispose()
    environ = {**os.environ, "DATABASE_URL": settings.database_url, "VAR_DIR": str(settings.var)}
    run = subprocess.run(
        [sys.executable, "-c", DOWN_AND_UP], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    again = {row.id: row.claimed_at for row in session.query(Order.id, Order.claimed_at)}
    assert again[left.id] is None and again[claimed.id] is not None
    assert abs((again[claimed.id] - times[claimed.id]).total_seconds()) < 1
    assert session.query(OpenedOrder).count() == 0


def test_rows_of_before_stay_and_none_was_claimed(rows_at: dict[str, Rows]) -> None:
    assert "opened_order" not in rows_at[BEFORE] and rows_at[AFTER]["opened_order"] == []
    before = [row["id"] for row in rows_at[BEFORE]["customer_order"]]
    assert [row["id"] for row in rows_at[AFTER]["customer_order"]] == before != []
    assert {row["claimed_at"] for row in rows_at[AFTER]["customer_order"]} == {None}
