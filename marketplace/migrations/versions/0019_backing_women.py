"""backing women: what support is for, files for grants and loans, mentors and visits

Records of support of before do not say what they are for.
"""

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
DONG = KEY


def upgrade() -> None:
    op.add_column('support_record', sa.Column('aim', sa.String(), nullable=False, server_default='unknown'))
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('support_record', 'aim', server_default=None)
    op.create_table(
        'funding',
        sa.Column('programme_id', KEY, nullable=False),
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('support_id', KEY, nullable=True),
        sa.Column('made_support', sa.Boolean(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('aim', sa.String(), nullable=False),
        sa.Column('idea', sa.String(), nullable=False),
        sa.Column('applied_on', sa.Date(), nullable=False),
        sa.Column('wanted_dong', DONG, nullable=True),
        sa.Column('status', sa.String(), nullable=False),
        sa.Column('decided_on', sa.Date(), nullable=True),
        sa.Column('granted_dong', DONG, nullable=False),
        sa.Column('decision_number', sa.String(), nullable=False),
        sa.Column('funder', sa.String(), nullable=False),
        sa.Column('repay_by', sa.Date(), nullable=True),
        sa.Column('closed_on', sa.Date(), nullable=True),
        sa.Column('result', sa.String(), nullable=False),
        sa.Column('left_open_why', sa.String(), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        *_to('funding', programme_id='programme', person_id='person', unit_id='unit', support_id='support_record'),
        sa.UniqueConstraint('support_id', name=op.f('uq_funding_support_id')),
    )
    _index('funding', 'person_id', 'unit_id')
    op.create_table(
        'funding_tranche',
        sa.Column('funding_id', KEY, nullable=False),
        sa.Column('planned_on', sa.Date(), nullable=False),
        sa.Column('amount_dong', DONG, nullable=False),
        sa.Column('paid_on', sa.Date(), nullable=True),
        sa.Column('paid_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('proof_id', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        *_to('funding_tranche', funding_id='funding', proof_id='private_file'),
    )
    _index('funding_tranche', 'funding_id')
    op.create_table(
        'funding_condition',
        sa.Column('funding_id', KEY, nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        sa.Column('said_done_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('fulfilled_on', sa.Date(), nullable=True),
        sa.Column('proof_id', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        *_to('funding_condition', funding_id='funding', proof_id='private_file'),
    )
    _index('funding_condition', 'funding_id')
    op.create_table(
        'repayment',
        sa.Column('funding_id', KEY, nullable=False),
        sa.Column('repaid_on', sa.Date(), nullable=False),
        sa.Column('amount_dong', DONG, nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        *_to('repayment', funding_id='funding'),
    )
    _index('repayment', 'funding_id')
    op.create_table(
        'mentorship',
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('woman_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('began_on', sa.Date(), nullable=False),
        sa.Column('ended_on', sa.Date(), nullable=True),
        *_noted(),
        *_to('mentorship', person_id='person', woman_id='person', unit_id='unit'),
    )
    _index('mentorship', 'person_id', 'woman_id', 'unit_id')
    op.create_table(
        'support_visit',
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('visited_on', sa.Date(), nullable=False),
        sa.Column('visited_by', KEY, nullable=False),
        sa.Column('way', sa.String(), nullable=False),
        sa.Column('seen', sa.String(), nullable=False),
        sa.Column('next_step', sa.String(), nullable=False),
        sa.Column('next_due_on', sa.Date(), nullable=True),
        sa.Column('step_done_on', sa.Date(), nullable=True),
        sa.Column('step_done_by', sa.String(), nullable=False),
        sa.Column('photo_id', KEY, nullable=True),
        *_noted(),
        *_to('support_visit', person_id='person', unit_id='unit', visited_by='person', photo_id='private_file'),
    )
    _index('support_visit', 'person_id', 'unit_id', 'visited_by')


def _noted() -> list[sa.Column]:
    return [
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
    ]


def _to(table: str, **columns: str) -> list[sa.Constraint]:
    keys = [
        sa.ForeignKeyConstraint([name], [f'{other}.id'], name=op.f(f'fk_{table}_{name}'))
        for name, other in columns.items()
    ]
    return [*keys, sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}'))]


def _index(table: str, *columns: str) -> None:
    for name in columns:
        op.create_index(f'ix_{table}_{name}', table, [name])


def downgrade() -> None:
    for table in ('support_visit', 'mentorship', 'repayment', 'funding_condition', 'funding_tranche', 'funding'):
        op.drop_table(table)
    op.drop_column('support_record', 'aim')
