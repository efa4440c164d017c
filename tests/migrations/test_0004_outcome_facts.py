"""A database with a past gets the facts of it: the migration writes what the services would have written."""

import os
import subprocess
import sys
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import text

from config import ROOT, Config
from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import as_if, now
from marketplace.core.db import db, session
from marketplace.core.promises import all_promises
from marketplace.core.transactions import transaction
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_shop_orders
from marketplace.payments.services.refunds import refund_lines
from marketplace.programme.models import OutcomeFact
from marketplace.programme.services import void_support
from marketplace.shops.models import Shop
from tests.builders import make_person, make_seller, make_shop
from tests.migrations.stages import Rows
from tests.outcomes import make_support, sell
from tests.payments.making import seller_of

TOLD = [column.key for column in OutcomeFact.__table__.columns if column.key != "id"]
DOWN_AND_UP = """
from marketplace.app import create_app
from marketplace.cli.database import migrations_of
app = create_app()
with app.app_context():
    migrations_of(app).downgrade(revision="0003")
    migrations_of(app).upgrade(revision="0004")
    migrations_of(app).upgrade()
"""


def told() -> list[tuple[Any, ...]]:
    rows = session.query(OutcomeFact).order_by(OutcomeFact.kind, OutcomeFact.record_id, OutcomeFact.part)
    return [tuple(getattr(fact, name) for name in TOLD) for fact in rows.order_by(OutcomeFact.cause)]


def a_past() -> None:
    """Support given and taken back, two sales late in the evening, one of them with a jar given back."""
    with transaction():
        seller = make_seller("Hoàng Thị Bưởi")
        make_support(seller.person)
        wrong = make_support(make_person("Chị Nhầm"))
        void_support(wrong, why="nhầm người", actor=Actor(OFFICER, 1), scope=EVERYTHING)
        shop = make_shop("Bưởi chị Hoàng", seller=seller)
    late = now().replace(hour=18, minute=30) - timedelta(days=20)  # the next day in Vietnam
    with as_if(late):
        sell(shop)
        sell(session.get_one(Shop, shop.id), "Sâm Báo")
    with transaction(), as_if(late + timedelta(days=2)):
        [part] = lock_shop_orders([session.query(ShopOrder).order_by(ShopOrder.id).first().id])  # type: ignore[union-attr]
        refund_lines(part, {part.lines[0].id: 1}, cause="return:1", reason="vỡ", by=seller_of(part.shop))


def test_facts_of_the_past_are_those_that_events_would_have_written(app: Flask, settings: Config) -> None:
    a_past()
    before = told()
    assert len(before) == 7 and {row[0] for row in before} == {"support", "shop_opened", "product_listed", "sale"}
    session.remove()
    db.engine.dispose()
    environ = {**os.environ, "DATABASE_URL": settings.database_url, "VAR_DIR": str(settings.var)}
    run = subprocess.run(
        [sys.executable, "-c", DOWN_AND_UP], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert told() == before
    [promise] = [promise for promise in all_promises() if promise.id == "E1"]
    assert list(promise.in_full()) == []
    assert session.execute(text("SELECT version_num FROM alembic_version")).scalar() >= "0004"


def test_rows_of_before_have_their_facts(rows_at: dict[str, Rows]) -> None:
    assert "outcome_fact" not in rows_at["0003"]
    facts = rows_at["0004"]["outcome_fact"]
    supported = {row["id"] for row in rows_at["0003"]["support_record"] if row["voided_at"] is None}
    assert {fact["record_id"] for fact in facts if fact["kind"] == "support"} == supported != set()
    assert {fact["kind"] for fact in facts} == {"support", "shop_opened", "product_listed", "sale"}
