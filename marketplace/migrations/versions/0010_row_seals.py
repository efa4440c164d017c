"""row seals: a keyed digest on each row that gives power or money; how many rows there were at the end of a day"""

import hashlib
import hmac
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import sqlalchemy as sa
from alembic import op
from flask import current_app
from sqlalchemy.dialects import postgresql

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
MOMENTS = {'occurred_at', 'recorded_at', 'granted_at', 'ended_at', 'appointed_at', 'since', 'added_at', 'placed_at', 'at'}
VALUES = {'value', 'payee_account', 'to_shown'}
SEALS = {
    'account': 'person_id phone email password_hash totp_sealed status',
    'customer_order': 'number person_id customer_name phone area_code address_line area_text payment_method goods_dong'
    ' shipping_dong total_dong placed_at',
    'ledger_entry': 'transaction_id account amount_dong currency shop_id shop_order_id order_line_id',
    'ledger_transaction': 'kind source occurred_at recorded_at note reverses_id',
    'officer': 'person_id unit_id role appointed_at appointed_by ended_at',
    'order_line': 'shop_order_id product_id variant_id product_name unit_price_dong quantity gross_dong adjustment_dong'
    ' subsidy_dong commission_dong vat_dong pit_dong seller_net_dong',
    'payment': 'public_id order_id method payee_shop_id amount_dong memo payee_account payee_number_sealed'
    ' payee_fingerprint',
    'refund': 'public_id payment_id shop_order_id way amount_dong cause to_account to_shown',
    'role_grant': 'person_id role granted_at granted_by ended_at',
    'seller_bank_account': 'person_id bin number_sealed number_fingerprint holder added_at ended_at',
    'setting': 'key value',
    'shop_member': 'shop_id person_id role since ended_at',
    'shop_order': 'order_id shop_id number seller_name goods_dong shipping_dong total_dong',
    'state_change': 'kind subject_id seq from_state to_state actor_kind person_id note at',
    'stock_move': 'stock_item_id delta cause order_line_id occasion person_id note at',
}
GUARDS = (
    'CREATE TRIGGER row_count_no_{act} BEFORE {ACT} ON row_count BEGIN '
    "SELECT RAISE(ABORT, 'row_count never changes'); END",
    'CREATE TRIGGER row_count_no_{act} BEFORE {ACT} ON row_count FOR EACH ROW EXECUTE FUNCTION refuse_change()',
)


def upgrade() -> None:
    """Rows of before are sealed as they stand: what was changed past the software before today is not found."""
    for table, seals in SEALS.items():
        op.add_column(table, sa.Column('row_seal', sa.String(), nullable=True))
        with _without_guards(table):
            _seal(table, seals.split())
    op.create_table('row_count',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('table_name', sa.String(), nullable=False),
    sa.Column('last_id', KEY, nullable=False),
    sa.Column('rows', KEY, nullable=False),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.Column('row_seal', sa.String(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_row_count')),
    sa.UniqueConstraint('day', 'table_name', name=op.f('uq_row_count_day_table_name'))
    )
    guard = GUARDS[op.get_bind().dialect.name == 'postgresql']
    for act in ('update', 'delete'):
        op.execute(guard.format(act=act, ACT=act.upper()))


@contextmanager
def _without_guards(table: str) -> Iterator[None]:
    """Tables that never change have triggers, which stand aside while their rows are sealed."""
    bind = op.get_bind()
    if bind.dialect.name == 'postgresql':
        op.execute(f'ALTER TABLE {table} DISABLE TRIGGER USER')
        yield
        op.execute(f'ALTER TABLE {table} ENABLE TRIGGER USER')
        return
    found = bind.execute(
        sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table"), {'table': table}
    ).all()
    for name, _sql in found:
        op.execute(f'DROP TRIGGER {name}')
    yield
    for _name, sql in found:
        bind.exec_driver_sql(sql)


def _seal(name: str, seals: list[str]) -> None:
    bind, key = op.get_bind(), 'key' if name == 'setting' else 'id'
    table = sa.table(name, *(sa.column(c, _type_of(c)) for c in dict.fromkeys([key, *seals, 'row_seal'])))
    rows = bind.execute(sa.select(table.c[key], *(table.c[c] for c in seals))).all()
    sealed = [{'k': row[0], 's': _seal_of(name, row[1:])} for row in rows]
    if sealed:
        bind.execute(sa.update(table).where(table.c[key] == sa.bindparam('k')).values(row_seal=sa.bindparam('s')), sealed)


def _type_of(column: str) -> sa.types.TypeEngine:
    return MOMENT if column in MOMENTS else JSON if column in VALUES else sa.types.NullType()


def _seal_of(table: str, values: tuple) -> str:
    text = json.dumps([table, *map(_plain, values)], sort_keys=True, ensure_ascii=False, separators=(',', ':'))
    keys = current_app.extensions['config'].sealing_keys
    return hmac.new(keys[min(keys)], f'row:{text}'.encode(), hashlib.sha256).hexdigest()[:32]


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        aware = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return aware.isoformat(timespec='microseconds')
    return value.isoformat() if isinstance(value, date) else value


def downgrade() -> None:
    op.drop_table('row_count')
    for table in SEALS:
        op.drop_column(table, 'row_seal')
