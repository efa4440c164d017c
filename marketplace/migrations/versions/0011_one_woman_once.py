"""one woman once: records that may be one woman's are found by a key of the name, told apart, merged and un-merged"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
PERSON = sa.table('person', sa.column('id', KEY), sa.column('full_name'), sa.column('name_key'))
AROUND = re.compile(
    r'[(\[{].*|[,;/\u2013].*|\s(?:thôn|xã|bản|phường|khu phố|tổ|ở)\s.*|\s(?:thon|xa|khu|to)\s[0-9].*'
)
APOSTROPHES = re.compile("['`´’‘‛ʼʻʹ′ˈꞌ＇]")
TITLES = {'c', 'chi', 'ba', 'co', 'o', 'ong', 'anh', 'em', 'me', 'bac', 'di', 'mu'}
LIKE_D = str.maketrans('ÐðƉɖ', 'ĐđĐđ')


def upgrade() -> None:
    op.create_table('person_merge',
    sa.Column('kept_id', KEY, nullable=False),
    sa.Column('merged_id', KEY, nullable=False),
    sa.Column('changes', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('newest', sa.JSON().with_variant(postgresql.JSONB(), "postgresql"), nullable=False),
    sa.Column('merged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('merged_by', KEY, nullable=True),
    sa.Column('undone_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('undone_by', KEY, nullable=True),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['kept_id'], ['person.id'], name=op.f('fk_person_merge_kept_id')),
    sa.ForeignKeyConstraint(['merged_id'], ['person.id'], name=op.f('fk_person_merge_merged_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_person_merge'))
    )
    with op.batch_alter_table('person_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_person_merge_kept_id'), ['kept_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_person_merge_merged_id'), ['merged_id'], unique=False)
        batch_op.create_index('uq_person_merge_standing', ['merged_id'], unique=True, sqlite_where=sa.text('undone_at IS NULL'), postgresql_where=sa.text('undone_at IS NULL'))

    op.create_table('told_apart',
    sa.Column('low_id', KEY, nullable=False),
    sa.Column('high_id', KEY, nullable=False),
    sa.Column('judged_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('judged_by', KEY, nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', KEY, nullable=True),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['high_id'], ['person.id'], name=op.f('fk_told_apart_high_id')),
    sa.ForeignKeyConstraint(['low_id'], ['person.id'], name=op.f('fk_told_apart_low_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_told_apart'))
    )
    with op.batch_alter_table('told_apart', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_told_apart_high_id'), ['high_id'], unique=False)
        batch_op.create_index('uq_told_apart_standing', ['low_id', 'high_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))

    op.create_table('moved_reference',
    sa.Column('merge_id', KEY, nullable=False),
    sa.Column('table_name', sa.String(), nullable=False),
    sa.Column('column_name', sa.String(), nullable=False),
    sa.Column('row_id', KEY, nullable=False),
    sa.Column('id', KEY, autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['merge_id'], ['person_merge.id'], name=op.f('fk_moved_reference_merge_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_moved_reference'))
    )
    with op.batch_alter_table('moved_reference', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_moved_reference_merge_id'), ['merge_id'], unique=False)

    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('name_key', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('merged_into_id', KEY, nullable=True))
    _key_names()
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.alter_column('name_key', existing_type=sa.String(), nullable=False)
        batch_op.create_index('ix_person_merged_into_id', ['merged_into_id'], unique=False, sqlite_where=sa.text('merged_into_id IS NOT NULL'), postgresql_where=sa.text('merged_into_id IS NOT NULL'))
        batch_op.create_index('ix_person_name_key', ['name_key', 'birth_year', 'area_code'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_person_merged_into_id'), 'person', ['merged_into_id'], ['id'])



def _key_names() -> None:
    """The words that tell a person from others, sorted, for each name of before."""
    bind = op.get_bind()
    names = bind.execute(sa.select(PERSON.c.id, PERSON.c.full_name)).all()
    keyed = [{'k': key, 'n': _name_key(name)} for key, name in names]
    if keyed:
        bind.execute(sa.update(PERSON).where(PERSON.c.id == sa.bindparam('k')).values(name_key=sa.bindparam('n')), keyed)


def _name_key(name: str) -> str:
    words = _words(AROUND.sub(' ', unicodedata.normalize('NFC', name).strip().casefold())) or _words(name)
    while len(words) > 2 and words[0] in TITLES:
        words = words[1:]
    return ' '.join(sorted({word for word in words if word != 'thi'} or set(words)))


def _words(name: str) -> list[str]:
    text = APOSTROPHES.sub('', name)
    for _twice in range(2):
        text = unicodedata.normalize('NFKD', text).casefold()
    text = text.translate(LIKE_D).replace('đ', 'd')
    return re.findall(r'[^\W_]+', ''.join(c for c in text if not unicodedata.combining(c)))


def downgrade() -> None:
    with op.batch_alter_table('person', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_person_merged_into_id'), type_='foreignkey')
        batch_op.drop_index('ix_person_name_key')
        batch_op.drop_index('ix_person_merged_into_id')
        batch_op.drop_column('merged_into_id')
        batch_op.drop_column('name_key')

    with op.batch_alter_table('moved_reference', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_moved_reference_merge_id'))

    op.drop_table('moved_reference')
    with op.batch_alter_table('told_apart', schema=None) as batch_op:
        batch_op.drop_index('uq_told_apart_standing', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_told_apart_high_id'))

    op.drop_table('told_apart')
    with op.batch_alter_table('person_merge', schema=None) as batch_op:
        batch_op.drop_index('uq_person_merge_standing', sqlite_where=sa.text('undone_at IS NULL'), postgresql_where=sa.text('undone_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_person_merge_merged_id'))
        batch_op.drop_index(batch_op.f('ix_person_merge_kept_id'))

    op.drop_table('person_merge')
