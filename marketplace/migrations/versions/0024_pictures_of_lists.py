"""pictures of lists: pages that a reader reads, cells that it was not sure of, and who looked at them"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')


def upgrade() -> None:
    op.create_table(
        'import_picture',
        sa.Column('list_id', KEY, nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('private_file_id', KEY, nullable=False),
        sa.Column('turn', sa.Integer(), nullable=False),
        sa.Column('lines', JSON, nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['list_id'], ['import_list.id'], name=op.f('fk_import_picture_list_id')),
        sa.ForeignKeyConstraint(['private_file_id'], ['private_file.id'], name=op.f('fk_import_picture_private_file_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_import_picture')),
        sa.UniqueConstraint('list_id', 'position', name=op.f('uq_import_picture_list_id_position')),
    )
    with op.batch_alter_table('import_sheet') as table:
        table.add_column(sa.Column('doubts', JSON, nullable=False, server_default='{}'))
    with op.batch_alter_table('import_row') as table:
        table.add_column(sa.Column('doubts', JSON, nullable=False, server_default='{}'))
        table.add_column(sa.Column('seen_at', sa.DateTime(timezone=True), nullable=True))
    for name in ('import_sheet', 'import_row'):
        with op.batch_alter_table(name) as table:
            table.alter_column('doubts', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('import_row') as table:
        table.drop_column('seen_at')
        table.drop_column('doubts')
    with op.batch_alter_table('import_sheet') as table:
        table.drop_column('doubts')
    op.drop_table('import_picture')
