"""counted records: for which programmes a class, a contest or an enterprise counts"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'counted_record',
        sa.Column('programme_id', KEY, nullable=False),
        sa.Column('record_kind', sa.String(), nullable=False),
        sa.Column('record_id', KEY, nullable=False),
        sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('noted_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_counted_record_programme_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_counted_record')),
        sa.UniqueConstraint('programme_id', 'record_kind', 'record_id', name=op.f('uq_counted_record_programme_id_record_kind_record_id')),
    )
    op.create_index('ix_counted_record_record_id', 'counted_record', ['record_id'])


def downgrade() -> None:
    op.drop_table('counted_record')
