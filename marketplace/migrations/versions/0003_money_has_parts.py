"""money has parts"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table('order_adjustment',
    sa.Column('shop_order_id', KEY, nullable=False),
    sa.Column('order_line_id', KEY, nullable=True),
    sa.Column('amount_dong', KEY, nullable=False),
    sa.Column('funder', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.CheckConstraint('amount_dong < 0', name=op.f('ck_order_adjustment_off')),
    sa.CheckConstraint("funder IN ('seller', 'platform', 'programme')", name=op.f('ck_order_adjustment_known_funder')),
    sa.ForeignKeyConstraint(['order_line_id'], ['order_line.id'], name=op.f('fk_order_adjustment_order_line_id')),
    sa.ForeignKeyConstraint(['shop_order_id'], ['shop_order.id'], name=op.f('fk_order_adjustment_shop_order_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_order_adjustment'))
    )
    op.create_index(op.f('ix_order_adjustment_order_line_id'), 'order_adjustment', ['order_line_id'])
    op.create_index(op.f('ix_order_adjustment_shop_order_id'), 'order_adjustment', ['shop_order_id'])
    op.create_table('refund_line',
    sa.Column('refund_id', KEY, nullable=False),
    sa.Column('order_line_id', KEY, nullable=True),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('amount_dong', KEY, nullable=False),
    sa.Column('subsidy_dong', KEY, nullable=False),
    sa.Column('commission_dong', KEY, nullable=False),
    sa.Column('vat_dong', KEY, nullable=False),
    sa.Column('pit_dong', KEY, nullable=False),
    sa.Column('seller_net_dong', KEY, nullable=False),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.CheckConstraint('(order_line_id IS NULL) = (quantity = 0)', name=op.f('ck_refund_line_pieces_of_goods')),
    sa.CheckConstraint('quantity >= 0 AND amount_dong >= 0 AND subsidy_dong >= 0', name=op.f('ck_refund_line_not_negative')),
    sa.CheckConstraint('amount_dong + subsidy_dong = commission_dong + vat_dong + pit_dong + seller_net_dong', name=op.f('ck_refund_line_parts_add_up')),
    sa.ForeignKeyConstraint(['order_line_id'], ['order_line.id'], name=op.f('fk_refund_line_order_line_id')),
    sa.ForeignKeyConstraint(['refund_id'], ['refund.id'], name=op.f('fk_refund_line_refund_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refund_line')),
    sa.UniqueConstraint('refund_id', 'order_line_id', name=op.f('uq_refund_line_refund_id_order_line_id'))
    )
    op.create_index(op.f('ix_refund_line_refund_id'), 'refund_line', ['refund_id'])
    op.create_index(op.f('ix_refund_line_order_line_id'), 'refund_line', ['order_line_id'])
    _widen()
    _fill_refund_lines()


def _widen() -> None:
    """New columns of tables that hold rows; what stood there before says what it has always meant."""
    op.add_column('shop_order', sa.Column('shipping_subsidy_dong', KEY, nullable=False, server_default='0'))
    _rebuild('order_line', ORDER_LINE_CHECKS, [
        sa.Column('adjustment_dong', KEY, nullable=False, server_default='0'),
        sa.Column('subsidy_dong', KEY, nullable=False, server_default='0'),
    ])
    _rebuild('refund', REFUND_CHECKS, [sa.Column('cause', sa.String(), nullable=False, server_default='whole')],
        unique=('payment_id', 'shop_order_id', 'cause'))
    _rebuild('stock_move', STOCK_MOVE_CHECKS, [sa.Column('occasion', sa.String(), nullable=False, server_default='')],
        no_longer_unique='uq_stock_move_order_line_id_cause', unique=('order_line_id', 'cause', 'occasion'))


ORDER_LINE_CHECKS = {
    'some': 'quantity > 0',
    'gross': 'gross_dong = unit_price_dong * quantity',
    'parts_add_up': 'gross_dong + adjustment_dong + subsidy_dong = commission_dong + vat_dong + pit_dong + seller_net_dong',
    'discounts': 'adjustment_dong <= 0 AND subsidy_dong >= 0 AND adjustment_dong + subsidy_dong <= 0',
    'not_free': 'adjustment_dong = 0 OR gross_dong + adjustment_dong > 0',
}
REFUND_CHECKS = {'some': 'amount_dong > 0'}
STOCK_MOVE_CHECKS = {'some': 'delta <> 0'}


def _rebuild(
    table: str,
    checks: dict[str, str],
    columns: Sequence[sa.Column],
    *,
    no_longer_unique: str | None = None,
    unique: Sequence[str] | None = None,
) -> None:
    """Add columns and replace what is checked; SQLite makes the table anew for it.

    No other table refers to those that are rebuilt, so that none is left pointing nowhere meanwhile.
    """
    bind = op.get_bind()
    before = [check['name'] for check in sa.inspect(bind).get_check_constraints(table)]
    with op.batch_alter_table(table, recreate='always' if bind.dialect.name == 'sqlite' else 'never') as batch_op:
        for name in before:
            batch_op.drop_constraint(op.f(name), type_='check')
        for column in columns:
            batch_op.add_column(column)
        if no_longer_unique:
            batch_op.drop_constraint(op.f(no_longer_unique), type_='unique')
        if unique:
            batch_op.create_unique_constraint(op.f(f'uq_{table}_{"_".join(unique)}'), list(unique))
        for name, check in checks.items():
            batch_op.create_check_constraint(op.f(f'ck_{table}_{name}'), check)


def _fill_refund_lines() -> None:
    """Every refund of an order was a whole one: its lines are the order's lines, and the shipping."""
    op.execute(
        "INSERT INTO refund_line (refund_id, order_line_id, quantity, amount_dong, subsidy_dong, commission_dong, "
        "vat_dong, pit_dong, seller_net_dong) "
        "SELECT r.id, l.id, l.quantity, l.gross_dong, 0, l.commission_dong, l.vat_dong, l.pit_dong, l.seller_net_dong "
        "FROM refund r JOIN payment_part p ON p.payment_id = r.payment_id AND p.shop_order_id = r.shop_order_id "
        "JOIN order_line l ON l.shop_order_id = r.shop_order_id WHERE p.pays_order ORDER BY r.id, l.id"
    )
    op.execute(
        "INSERT INTO refund_line (refund_id, order_line_id, quantity, amount_dong, subsidy_dong, commission_dong, "
        "vat_dong, pit_dong, seller_net_dong) "
        "SELECT r.id, NULL, 0, s.shipping_dong, 0, 0, 0, 0, s.shipping_dong "
        "FROM refund r JOIN payment_part p ON p.payment_id = r.payment_id AND p.shop_order_id = r.shop_order_id "
        "JOIN shop_order s ON s.id = r.shop_order_id WHERE p.pays_order AND s.shipping_dong > 0 ORDER BY r.id"
    )


def downgrade() -> None:
    raise NotImplementedError('refunds of some pieces cannot be told in the older schema; restore a backup instead')
