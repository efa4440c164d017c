"""enterprises and collectives that women lead: their people, counts and women-owned tests, their pages elsewhere"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
COUNTS = sa.text('voided_at IS NULL')
REGISTERED = sa.text("registration_key <> '' AND voided_at IS NULL")
STANDS = sa.text('superseded_at IS NULL')
TABLES = ('enterprise', 'enterprise_part', 'enterprise_count', 'women_owned_test', 'online_presence', 'online_product')


def upgrade() -> None:
    op.create_table(
        'enterprise',
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('folded_name', sa.String(), nullable=False),
        sa.Column('form', sa.String(), nullable=False),
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('address_line', sa.String(), nullable=False),
        sa.Column('sector', sa.String(), nullable=False),
        sa.Column('registration_number', sa.String(), nullable=False),
        sa.Column('registration_key', sa.String(), nullable=False),
        sa.Column('is_new', sa.Boolean(), nullable=False),
        sa.Column('founded_on', sa.Date(), nullable=True),
        sa.Column('supported_from', sa.Date(), nullable=False),
        sa.Column('charter_capital_dong', KEY, nullable=True),
        sa.Column('idea_id', KEY, nullable=True),
        sa.Column('shop_id', KEY, nullable=True),
        sa.Column('closed_on', sa.Date(), nullable=True),
        sa.Column('closed_why', sa.String(), nullable=False),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('is_sample', sa.Boolean(), nullable=False),
        *_entered('enterprise'),
        _to('enterprise', 'person_id', 'person'),
        _to('enterprise', 'unit_id', 'unit'),
        _to('enterprise', 'shop_id', 'shop'),
    )
    op.create_index('ix_enterprise_unit_id', 'enterprise', ['unit_id', 'folded_name', 'id'])
    op.create_index('ix_enterprise_changed_at', 'enterprise', ['changed_at'])
    _unique('uq_enterprise_once', 'enterprise', ['person_id', 'form', 'folded_name'], COUNTS)
    _unique('uq_enterprise_registration', 'enterprise', ['registration_key'], REGISTERED)
    op.create_table(
        'enterprise_part',
        sa.Column('enterprise_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('person_id', KEY, nullable=True),
        sa.Column('mans_name', sa.String(), nullable=False),
        sa.Column('role', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('share', sa.Integer(), nullable=True),
        sa.Column('share_dong', KEY, nullable=True),
        sa.Column('began_on', sa.Date(), nullable=False),
        sa.Column('ended_on', sa.Date(), nullable=True),
        sa.Column('ended_why', sa.String(), nullable=False),
        *_entered('enterprise_part'),
        _to('enterprise_part', 'enterprise_id', 'enterprise'),
        _to('enterprise_part', 'unit_id', 'unit'),
        _to('enterprise_part', 'person_id', 'person'),
    )
    for column in ('enterprise_id', 'unit_id', 'person_id'):
        op.create_index(f'ix_enterprise_part_{column}', 'enterprise_part', [column])
    op.create_table(
        'enterprise_count',
        sa.Column('enterprise_id', KEY, nullable=False),
        sa.Column('as_of', sa.Date(), nullable=False),
        sa.Column('members', sa.Integer(), nullable=True),
        sa.Column('women_members', sa.Integer(), nullable=True),
        sa.Column('workers', sa.Integer(), nullable=True),
        sa.Column('women_workers', sa.Integer(), nullable=True),
        sa.Column('revenue_dong', KEY, nullable=True),
        sa.Column('source', sa.String(), nullable=False),
        *_entered('enterprise_count'),
        _to('enterprise_count', 'enterprise_id', 'enterprise'),
    )
    _unique('uq_enterprise_count_day', 'enterprise_count', ['enterprise_id', 'as_of'], COUNTS)
    op.create_table(
        'women_owned_test',
        sa.Column('enterprise_id', KEY, nullable=False),
        sa.Column('holds_from', sa.Date(), nullable=False),
        sa.Column('basis', sa.String(), nullable=False),
        sa.Column('women_share', sa.Integer(), nullable=False),
        sa.Column('women_managers', sa.Integer(), nullable=False),
        sa.Column('result', sa.String(), nullable=False),
        sa.Column('evidence', sa.String(), nullable=False),
        sa.Column('evaluated_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('evaluated_by', KEY, nullable=True),
        sa.Column('superseded_at', sa.DateTime(timezone=True), nullable=True),
        *_keyed('women_owned_test'),
        _to('women_owned_test', 'enterprise_id', 'enterprise'),
    )
    op.create_index('ix_women_owned_test_enterprise_id', 'women_owned_test', ['enterprise_id'])
    _unique('uq_women_owned_test_day', 'women_owned_test', ['enterprise_id', 'holds_from'], STANDS)
    op.create_table(
        'online_presence',
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('enterprise_id', KEY, nullable=True),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('link', sa.String(), nullable=False),
        sa.Column('link_key', sa.String(), nullable=False),
        sa.Column('seen_on', sa.Date(), nullable=False),
        *_entered('online_presence'),
        _to('online_presence', 'person_id', 'person'),
        _to('online_presence', 'enterprise_id', 'enterprise'),
        _to('online_presence', 'unit_id', 'unit'),
    )
    for column in ('person_id', 'enterprise_id', 'unit_id'):
        op.create_index(f'ix_online_presence_{column}', 'online_presence', [column])
    _unique('uq_online_presence_link', 'online_presence', ['link_key'], COUNTS)
    op.create_table(
        'online_product',
        sa.Column('presence_id', KEY, nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('folded_name', sa.String(), nullable=False),
        *_keyed('online_product'),
        _to('online_product', 'presence_id', 'online_presence'),
    )
    op.create_index('ix_online_product_presence_id', 'online_product', ['presence_id'])


def _entered(table: str) -> list:
    return [
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        *_keyed(table),
    ]


def _keyed(table: str) -> list:
    return [sa.Column('id', KEY, autoincrement=True, nullable=False), sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}'))]


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f'{other}.id'], name=op.f(f'fk_{table}_{column}'))


def _unique(name: str, table: str, columns: list[str], where: sa.TextClause) -> None:
    op.create_index(name, table, columns, unique=True, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
