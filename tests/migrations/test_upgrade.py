"""An installation of the first version, with its orders, money and support, is upgraded and loses nothing.

Its rows (`rows_at_0001.sql`) were made by the services of that version: two shops, fifteen shop orders paid in cash,
by transfer and by card, of which some were refused, declined, cancelled, refunded or left unpaid, and the support two
sellers and another woman had. They never change; a later migration is tried with them too.
"""

from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from marketplace.cli.database import load_reference_data, migrations_of
from marketplace.core.clock import as_if
from marketplace.core.db import db
from marketplace.core.promises import violations
from marketplace.core.transactions import transaction
from tests.migrations.conftest import NewApp, Walk
from tests.migrations.stages import (
    FIRST,
    LAST_STATEMENT,
    Interrupted,
    Rows,
    fill_first,
    interrupted_before,
    planted,
    read_revision,
    read_rows,
    read_schema,
    revisions,
    sums,
    upgrade,
)

TOLD_UNTIL = datetime(2026, 10, 31, 4, tzinfo=UTC)  # an hour after the last order
STEPS = list(pairwise(revisions()))
REBUILDS_ORDERS = (
    "with op.batch_alter_table('customer_order') as batch:"
    "\n        batch.add_column(sa.Column('planted_dong', sa.BigInteger(), nullable=False, server_default='0'))"
    "\n        batch.create_check_constraint('planted', 'planted_dong >= 0')"
)
LOSES_AN_ORDER = "op.execute('DELETE FROM customer_order WHERE id = 1')"


def test_the_first_installation_has_something_of_everything(rows_at: dict[str, Rows]) -> None:
    told = rows_at[FIRST]
    assert {row["money_status"] for row in told["shop_order"]} == {"paid", "unpaid", "void", "refund_due", "refunded"}
    assert {row["method"] for row in told["payment"]} == {"cod", "vietqr", "stripe_checkout"}
    assert {row["status"] for row in told["refund"]} == {"done", "sent"}
    assert len(told["shop"]) == 2 and len(told["support_record"]) == 5


@pytest.mark.parametrize(("before", "after"), STEPS)
def test_no_row_and_no_money_is_lost(before: str, after: str, rows_at: dict[str, Rows]) -> None:
    earlier, later = sums(rows_at[before]), sums(rows_at[after])
    kept = earlier.keys() & later.keys()
    assert len(kept) > 40
    for table in kept:
        columns = earlier[table].keys() & later[table].keys()
        assert {c: later[table][c] for c in columns} == {c: earlier[table][c] for c in columns}, table


def test_every_promise_is_kept_afterwards(new_app: NewApp) -> None:
    with new_app() as app:
        fill_first(app)
        upgrade(app, "head")
        with as_if(TOLD_UNTIL):
            with transaction():
                load_reference_data()
            broken = [f"{promise.id}: {line}" for promise, line in violations(full=True)]
    assert broken == []


def test_the_schema_is_that_of_a_fresh_database(new_app: NewApp) -> None:
    with new_app():
        db.create_all()
        fresh = read_schema()
    with new_app() as app:
        fill_first(app)
        upgrade(app, "head")
        migrations_of(app).check()
        upgraded = read_schema()
    assert upgraded == fresh
    assert len(fresh["triggers"]) >= 8 and fresh["checks"]["order_line"]


@pytest.mark.parametrize("revision", revisions()[1:])
def test_an_interrupted_upgrade_leaves_what_was_before(revision: str, walk: Walk) -> None:
    stood, left = walk.stopped[revision]
    assert len(stood) > 40 and stood == left


@pytest.mark.parametrize("at", ["CREATE TABLE refund", "INSERT INTO alembic_version"])
def test_an_interrupted_beginning_leaves_nothing(at: str, new_app: NewApp) -> None:
    with new_app() as app:
        with pytest.raises(Interrupted), interrupted_before(at):
            upgrade(app, FIRST)
        assert read_revision() is None
        assert read_schema() == {"triggers": set(), "checks": {}, "columns": {}}
        upgrade(app, FIRST)
        assert read_revision() == FIRST


@pytest.mark.sqlite_only
def test_references_are_watched_again_after_an_upgrade(new_app: NewApp) -> None:
    with new_app() as app:
        fill_first(app)
        with db.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


class TestTheTrialItself:
    """A migration that is wrong on purpose does not pass."""

    def test_a_table_others_refer_to_can_be_rebuilt(self, new_app: NewApp, tmp_path: Path) -> None:
        with new_app() as app:
            fill_first(app)
            upgrade(app, "head")
            before, folder = sums(read_rows()), planted(tmp_path, REBUILDS_ORDERS)
            with pytest.raises(Interrupted), interrupted_before(LAST_STATEMENT):
                upgrade(app, "9999", folder)
            assert sums(read_rows()) == before
            upgrade(app, "9999", folder)
            after = sums(read_rows())
        assert after["customer_order"].pop("planted_dong") == 0
        assert after == before

    def test_an_order_taken_from_its_parts_is_refused(
        self, new_app: NewApp, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        with new_app() as app:
            fill_first(app)
            upgrade(app, "head")
            before = read_rows()
            with pytest.raises((SystemExit, IntegrityError)) as refused:
                upgrade(app, "9999", planted(tmp_path, LOSES_AN_ORDER))
            assert "references to nothing" in caplog.text or "foreign key" in str(refused.value)
            assert read_rows() == before
