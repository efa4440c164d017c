"""unproven holds: who asked for goods without a proof, so that nobody takes more than a fair share"""

import sqlalchemy as sa
from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

ASKERS = ('asker_phone', 'asker_browser', 'asker_line')


def upgrade() -> None:
    """Orders of before were never asked for a proof: their goods are held as they were promised."""
    for name in ASKERS:
        op.add_column('stock_hold', sa.Column(name, sa.String(), nullable=True))
        op.create_index(op.f(f'ix_stock_hold_{name}'), 'stock_hold', [name], unique=False)
    op.add_column('customer_order', sa.Column('phone_proof', sa.String(), nullable=False, server_default=''))
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('customer_order', 'phone_proof', server_default=None)


def downgrade() -> None:
    op.drop_column('customer_order', 'phone_proof')
    for name in reversed(ASKERS):
        op.drop_index(op.f(f'ix_stock_hold_{name}'), table_name='stock_hold')
        op.drop_column('stock_hold', name)
