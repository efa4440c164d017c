"""provider tasks: what an operator must do about money at the card provider, and what was compared with it"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table('provider_task',
    sa.Column('provider', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('amount_dong', KEY, nullable=False),
    sa.Column('held_dong', KEY, nullable=False),
    sa.Column('bookings', sa.Integer(), nullable=False),
    sa.Column('payment_id', KEY, nullable=True),
    sa.Column('order_number', sa.String(), nullable=False),
    sa.Column('detail', sa.String(), nullable=False),
    sa.Column('found_at', MOMENT, nullable=False),
    sa.Column('due_at', MOMENT, nullable=False),
    sa.Column('settled_note', sa.String(), nullable=False),
    sa.Column('settled_by', KEY, nullable=True),
    sa.Column('settled_at', MOMENT, nullable=True),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], name=op.f('fk_provider_task_payment_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider_task')),
    sa.UniqueConstraint('provider', 'kind', 'subject', name=op.f('uq_provider_task_provider_kind_subject'))
    )
    op.create_index(op.f('ix_provider_task_payment_id'), 'provider_task', ['payment_id'])
    op.create_index(op.f('ix_provider_task_status'), 'provider_task', ['status'])
    op.create_table('provider_comparison',
    sa.Column('provider', sa.String(), nullable=False),
    sa.Column('since', MOMENT, nullable=False),
    sa.Column('started_at', MOMENT, nullable=False),
    sa.Column('finished_at', MOMENT, nullable=True),
    sa.Column('seen', sa.Integer(), nullable=False),
    sa.Column('corrected', sa.Integer(), nullable=False),
    sa.Column('tasks', sa.Integer(), nullable=False),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider_comparison'))
    )
    _let_a_refund_there_be_several_here()
    _make_tasks_of_events_that_fitted_nothing()


def _let_a_refund_there_be_several_here() -> None:
    """One refund made at the provider may give back the parts of several shops."""
    how = 'always' if op.get_bind().dialect.name == 'sqlite' else 'never'
    with op.batch_alter_table('refund', recreate=how) as batch_op:
        batch_op.drop_constraint(op.f('uq_refund_provider_ref'), type_='unique')
        batch_op.create_unique_constraint(op.f('uq_refund_provider_ref_shop_order_id'), ['provider_ref', 'shop_order_id'])


def _make_tasks_of_events_that_fitted_nothing() -> None:
    """They were only shown; now each is a task of the operators, due three days from the day it came."""
    due = {
        'sqlite': "datetime(received_at, '+3 days')",
        'postgresql': "received_at + interval '3 days'",
    }[op.get_bind().dialect.name]
    op.execute(
        'INSERT INTO provider_task (provider, kind, subject, status, amount_dong, held_dong, bookings, order_number,'
        f" detail, found_at, due_at, settled_note) SELECT provider, 'mismatch', event_id, 'open', 0, 0, 0, '', outcome,"
        f" received_at, {due}, '' FROM provider_event"
        " WHERE outcome IN ('wrong_amount', 'wrong_currency', 'wrong_mode', 'wrong_order', 'duplicate') ORDER BY id"
    )
    op.execute(
        'INSERT INTO state_change (kind, subject_id, seq, from_state, to_state, actor_kind, note, at)'
        " SELECT 'provider_task', id, 1, NULL, 'open', 'provider', '', found_at FROM provider_task ORDER BY id"
    )


def downgrade() -> None:
    if op.get_bind().scalar(sa.text('SELECT count(*) FROM provider_task')):
        raise NotImplementedError('tasks about money at the provider have no place in the older schema; restore a backup')
    how = 'always' if op.get_bind().dialect.name == 'sqlite' else 'never'
    with op.batch_alter_table('refund', recreate=how) as batch_op:
        batch_op.drop_constraint(op.f('uq_refund_provider_ref_shop_order_id'), type_='unique')
        batch_op.create_unique_constraint(op.f('uq_refund_provider_ref'), ['provider_ref'])
    op.drop_table('provider_comparison')
    op.drop_table('provider_task')
