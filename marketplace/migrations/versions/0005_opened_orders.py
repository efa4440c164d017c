"""opened orders: what a browser without a sign-in may show; and which orders became hers with her proven phone"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


# An order of before was placed by nobody signed in where the trail says that it was claimed.
CLAIMED = (
    'UPDATE customer_order SET claimed_at = (SELECT max(entry.at) FROM audit_entry AS entry WHERE'
    " entry.action = 'order.claimed' AND entry.subject_kind = 'order' AND entry.subject_id = customer_order.id)"
    ' WHERE person_id IS NOT NULL'
)


def upgrade() -> None:
    op.create_table('opened_order',
    sa.Column('token_hash', sa.String(), nullable=False),
    sa.Column('order_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['order_id'], ['customer_order.id'], name=op.f('fk_opened_order_order_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opened_order'))
    )
    op.create_index(op.f('ix_opened_order_opened_at'), 'opened_order', ['opened_at'], unique=False)
    op.create_index(op.f('ix_opened_order_order_id'), 'opened_order', ['order_id'], unique=False)
    op.create_index(op.f('ix_opened_order_token_hash'), 'opened_order', ['token_hash'], unique=False)
    op.add_column('customer_order', sa.Column('claimed_at', sa.DateTime(timezone=True), nullable=True))
    op.execute(sa.text(CLAIMED))


def downgrade() -> None:
    op.drop_column('customer_order', 'claimed_at')
    op.drop_table('opened_order')
