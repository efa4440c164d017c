"""lists brought in: files of the association's own lists, their rows, and what each row entered"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
INSTANT = sa.DateTime(timezone=True)
ENTERED = sa.text('entered_at IS NOT NULL')


def upgrade() -> None:
    op.create_table(
        'import_list',
        sa.Column('public_id', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('status', sa.String(), nullable=False),
        sa.Column('file_name', sa.String(), nullable=False),
        sa.Column('reader', sa.String(), nullable=False),
        sa.Column('brought_at', INSTANT, nullable=False),
        sa.Column('brought_by', KEY, nullable=False),
        sa.Column('sheet', sa.Integer(), nullable=False),
        sa.Column('heading_first', sa.Integer(), nullable=False),
        sa.Column('heading_last', sa.Integer(), nullable=False),
        sa.Column('columns', JSON, nullable=False),
        sa.Column('for_all', JSON, nullable=False),
        sa.Column('passed', JSON, nullable=False),
        sa.Column('counts', JSON, nullable=False),
        sa.Column('to_do', sa.Integer(), nullable=False),
        sa.Column('done', sa.Integer(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_import_list_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_list')),
        sa.UniqueConstraint('public_id', name=op.f('uq_import_list_public_id')),
    )
    op.create_index('ix_import_list_unit_id', 'import_list', ['unit_id'])
    op.create_table(
        'import_sheet',
        sa.Column('list_id', KEY, nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('cells', sa.LargeBinary(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['list_id'], ['import_list.id'], name=op.f('fk_import_sheet_list_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_sheet')),
        sa.UniqueConstraint('list_id', 'position', name=op.f('uq_import_sheet_list_id_position')),
    )
    op.create_table(
        'import_row',
        sa.Column('list_id', KEY, nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('typed', JSON, nullable=False),
        sa.Column('given', JSON, nullable=False),
        sa.Column('problems', JSON, nullable=False),
        sa.Column('notes', JSON, nullable=False),
        sa.Column('choices', JSON, nullable=False),
        sa.Column('answer', sa.String(), nullable=False),
        sa.Column('verdict', sa.String(), nullable=False),
        sa.Column('fingerprint', sa.String(), nullable=False),
        sa.Column('is_mended', sa.Boolean(), nullable=False),
        sa.Column('person_id', KEY, nullable=True),
        sa.Column('made_person', sa.Boolean(), nullable=False),
        sa.Column('entered', JSON, nullable=False),
        sa.Column('filled', JSON, nullable=False),
        sa.Column('entered_at', INSTANT, nullable=True),
        sa.Column('undone_at', INSTANT, nullable=True),
        sa.Column('kept_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['list_id'], ['import_list.id'], name=op.f('fk_import_row_list_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_import_row_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_row')),
        sa.UniqueConstraint('list_id', 'position', name=op.f('uq_import_row_list_id_position')),
    )
    op.create_index('ix_import_row_list_id_verdict', 'import_row', ['list_id', 'verdict', 'position'])
    op.create_index('ix_import_row_fingerprint', 'import_row', ['fingerprint'], sqlite_where=ENTERED, postgresql_where=ENTERED)
    op.create_index('ix_import_row_person_id', 'import_row', ['person_id'])


def downgrade() -> None:
    op.drop_table('import_row')
    op.drop_table('import_sheet')
    op.drop_table('import_list')
