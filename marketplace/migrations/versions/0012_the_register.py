"""the register: memberships and cadre posts with their days; names are found by their words through an index"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
STANDS = sa.text('ended_on IS NULL AND voided_at IS NULL')
WORDS = {
    'sqlite': (
        "CREATE VIRTUAL TABLE person_words USING fts5 (folded_name, content='', tokenize='ascii', detail='none', prefix='2 3')",
        "CREATE TRIGGER person_words_insert AFTER INSERT ON person BEGIN INSERT INTO person_words (rowid, folded_name) VALUES (new.id, new.folded_name || ' ' || replace(new.folded_name, ' ', '')); END",
        "CREATE TRIGGER person_words_delete AFTER DELETE ON person BEGIN INSERT INTO person_words(person_words, rowid, folded_name) VALUES ('delete', old.id, old.folded_name || ' ' || replace(old.folded_name, ' ', '')); END",
        "CREATE TRIGGER person_words_update AFTER UPDATE ON person WHEN new.folded_name <> old.folded_name OR new.id <> old.id BEGIN INSERT INTO person_words(person_words, rowid, folded_name) VALUES ('delete', old.id, old.folded_name || ' ' || replace(old.folded_name, ' ', '')); INSERT INTO person_words (rowid, folded_name) VALUES (new.id, new.folded_name || ' ' || replace(new.folded_name, ' ', '')); END",
        "INSERT INTO person_words (rowid, folded_name) SELECT id, folded_name || ' ' || replace(folded_name, ' ', '') FROM person",
    ),
    'postgresql': ("CREATE INDEX ix_person_words ON person USING gin (to_tsvector('simple', folded_name || ' ' || replace(folded_name, ' ', '')))",),
}
NO_WORDS = {
    'sqlite': (
        'DROP TRIGGER person_words_insert', 'DROP TRIGGER person_words_delete', 'DROP TRIGGER person_words_update',
        'DROP TABLE person_words',
    ),
    'postgresql': ('DROP INDEX ix_person_words',),
}


def upgrade() -> None:
    op.create_table('membership', *_term('membership'))
    op.create_table('cadre_post', *_term('cadre_post', sa.Column('post', sa.String(), nullable=False)))
    for table in ('membership', 'cadre_post'):
        op.create_index(f'ix_{table}_person_id', table, ['person_id'])
        op.create_index(f'ix_{table}_unit_id', table, ['unit_id'])
    op.create_index('uq_membership_standing', 'membership', ['person_id'], unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
    op.create_index('uq_cadre_post_standing', 'cadre_post', ['person_id', 'unit_id', 'post'], unique=True, sqlite_where=STANDS, postgresql_where=STANDS)
    op.create_index('ix_person_birth_year', 'person', ['birth_year', 'folded_name'])
    for statement in WORDS[op.get_bind().dialect.name]:
        op.execute(statement)


def _term(table: str, *more: sa.Column) -> list:
    return [
        sa.Column('person_id', KEY, nullable=False),
        *more,
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('began_on', sa.Date(), nullable=True),
        sa.Column('ended_on', sa.Date(), nullable=True),
        sa.Column('ended_why', sa.String(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f(f'fk_{table}_person_id')),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f(f'fk_{table}_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{table}')),
    ]


def downgrade() -> None:
    for statement in NO_WORDS[op.get_bind().dialect.name]:
        op.execute(statement)
    op.drop_index('ix_person_birth_year', table_name='person')
    op.drop_table('cadre_post')
    op.drop_table('membership')
