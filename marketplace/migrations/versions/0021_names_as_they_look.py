"""names as they look: records with a misread word or without a middle name are found by surname and given name"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
PERSON = sa.table('person', sa.column('id', KEY), sa.column('full_name'), sa.column('name_ends'))
AROUND = re.compile(
    r'[(\[{].*|[,;/\u2013].*|\s(?:thôn|xã|bản|phường|khu phố|tổ|ở)\s.*|\s(?:thon|xa|khu|to)\s[0-9].*'
)
APOSTROPHES = re.compile("['`´’‘‛ʼʻʹ′ˈꞌ＇]")
TITLES = {'c', 'chi', 'ba', 'co', 'o', 'ong', 'anh', 'em', 'me', 'bac', 'di', 'mu'}
LIKE_D = str.maketrans('ÐðƉɖ', 'ĐđĐđ')
LOOKS = str.maketrans('1ly056', 'iiioso')
BATCH = 20_000


def upgrade() -> None:
    op.add_column('person', sa.Column('name_ends', sa.String(), nullable=True))  # in place: the triggers of names stay
    bind = op.get_bind()
    last = 0
    while names := _names_after(bind, last):
        ends = [{'k': key, 'n': _name_ends(name)} for key, name in names]
        bind.execute(sa.update(PERSON).where(PERSON.c.id == sa.bindparam('k')).values(name_ends=sa.bindparam('n')), ends)
        last = names[-1][0]
    op.create_index('ix_person_name_ends', 'person', ['name_ends', 'area_code', 'birth_year'])


def _names_after(bind: sa.Connection, last: int) -> list[sa.Row]:
    rows = sa.select(PERSON.c.id, PERSON.c.full_name).where(PERSON.c.id > last).order_by(PERSON.c.id).limit(BATCH)
    return list(bind.execute(rows).all())


def _name_ends(name: str) -> str:
    words = _words(AROUND.sub(' ', unicodedata.normalize('NFC', name).strip().casefold())) or _words(name)
    while len(words) > 2 and words[0] in TITLES:
        words = words[1:]
    words = [word for word in words if word != 'thi'] or words
    return ' '.join(sorted({_look(words[0]), _look(words[-1])})) if words else ''


def _look(word: str) -> str:
    return word.translate(LOOKS).replace('rn', 'm')


def _words(name: str) -> list[str]:
    text = APOSTROPHES.sub('', name)
    for _twice in range(2):
        text = unicodedata.normalize('NFKD', text).casefold()
    text = text.translate(LIKE_D).replace('đ', 'd')
    return re.findall(r'[^\W_]+', ''.join(c for c in text if not unicodedata.combining(c)))


def downgrade() -> None:
    op.drop_index('ix_person_name_ends', 'person')
    op.drop_column('person', 'name_ends')
