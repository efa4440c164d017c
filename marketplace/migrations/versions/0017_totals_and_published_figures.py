"""totals without a list, figures once published, groups of units, definitions of indicators; a reading's base"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
STANDS = sa.text('ended_at IS NULL')


def upgrade() -> None:
    op.add_column('reading', sa.Column('base', KEY, nullable=True))
    op.create_table(
        'stated_total',
        sa.Column('programme_id', KEY, nullable=False),
        sa.Column('indicator', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('period', sa.String(), nullable=False),
        sa.Column('value', KEY, nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('source_on', sa.Date(), nullable=False),
        *_said('entered'),
        *_ended(),
        sa.Column('ended_how', sa.String(), nullable=False),
        sa.Column('ended_why', sa.String(), nullable=False),
        *_keys('stated_total', programme_id='programme', unit_id='unit'),
    )
    op.create_index('ix_stated_total_unit', 'stated_total', ['unit_id', 'programme_id'])
    op.create_index('uq_stated_total_standing', 'stated_total', ['programme_id', 'indicator', 'unit_id', 'period'], unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
    op.create_table(
        'published_figure',
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('programme_id', KEY, nullable=True),
        sa.Column('indicator', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('text', sa.String(), nullable=False),
        sa.Column('value', KEY, nullable=False),
        sa.Column('is_at_least', sa.Boolean(), nullable=False),
        sa.Column('published_in', sa.String(), nullable=False),
        sa.Column('published_on', sa.Date(), nullable=False),
        sa.Column('definition', sa.String(), nullable=False),
        sa.Column('first_on', sa.Date(), nullable=True),
        sa.Column('last_on', sa.Date(), nullable=False),
        sa.Column('reason', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        *_said('entered'),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_by', KEY, nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        *_keys('published_figure', programme_id='programme', unit_id='unit'),
    )
    op.create_index('ix_published_figure_key', 'published_figure', ['key'])
    op.create_index('ix_published_figure_unit_id', 'published_figure', ['unit_id'])
    op.create_table(
        'unit_group',
        sa.Column('scheme', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        *_said('said'),
        *_ended(),
        *_keys('unit_group', unit_id='unit'),
    )
    op.create_index('ix_unit_group_unit_id', 'unit_group', ['unit_id'])
    op.create_index('uq_unit_group_standing', 'unit_group', ['scheme', 'unit_id'], unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
    op.create_table(
        'indicator_definition',
        sa.Column('indicator', sa.String(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('definition', sa.String(), nullable=False),
        sa.Column('counting', sa.String(), nullable=False),
        sa.Column('in_use_since', sa.Date(), nullable=False),
        *_keys('indicator_definition'),
        sa.UniqueConstraint('indicator', 'version', name=op.f('uq_indicator_definition_indicator_version')),
    )


def _said(how: str) -> list:
    return [sa.Column(f'{how}_at', sa.DateTime(timezone=True), nullable=False), sa.Column(f'{how}_by', KEY, nullable=True)]


def _ended() -> list:
    return [sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True), sa.Column('ended_by', KEY, nullable=True)]


def _keys(table: str, **foreign: str) -> list:
    return [
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        *(sa.ForeignKeyConstraint([column], [f'{other}.id'], name=op.f(f'fk_{table}_{column}')) for column, other in foreign.items()),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    ]


def downgrade() -> None:
    for table in ('indicator_definition', 'unit_group', 'published_figure', 'stated_total'):
        op.drop_table(table)
    op.drop_column('reading', 'base')
