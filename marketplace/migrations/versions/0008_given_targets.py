"""given targets: who gave a unit its targets and baselines, and on which day

Rows of before do not say by whom they were given: a unit could enter its own.
"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('target', sa.Column('given_by', sa.String(), nullable=False, server_default=''))
    op.add_column('target', sa.Column('given_on', sa.Date(), nullable=True))
    op.add_column('baseline', sa.Column('given_by', sa.String(), nullable=False, server_default=''))
    if op.get_bind().dialect.name == 'postgresql':
        op.alter_column('target', 'given_by', server_default=None)
        op.alter_column('baseline', 'given_by', server_default=None)


def downgrade() -> None:
    op.drop_column('baseline', 'given_by')
    op.drop_column('target', 'given_on')
    op.drop_column('target', 'given_by')
