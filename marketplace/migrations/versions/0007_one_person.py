"""one person: names are found without apostrophes, and forms that create something create once"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

APOSTROPHES = ("'", '`', '\u2019', '\u2018', '\u201b', '\u02bc', '\u02bb', '\u02b9', '\u2032', '\u02c8', '\ua78c')
BLANKS = ('-', '.', ',', '(', ')', '/')


def upgrade() -> None:
    op.create_table('sent_form',
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('leads_to', sa.String(), nullable=False),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_sent_form'))
    )
    op.create_index(op.f('ix_sent_form_sent_at'), 'sent_form', ['sent_at'], unique=False)
    with op.batch_alter_table('product') as batch_op:  # its forms carry the same key as all others now
        batch_op.drop_constraint(op.f('uq_product_draft_key'), type_='unique')
        batch_op.drop_column('draft_key')
    _find_names_without_their_signs()


def _find_names_without_their_signs() -> None:
    """«h’hen nie» → «hhen nie»; only names that hold such a sign are written anew."""
    found = ' OR '.join(f"folded_name LIKE '%{_quoted(sign)}%'" for sign in APOSTROPHES + BLANKS)
    name = 'folded_name'
    for sign in APOSTROPHES:
        name = f"replace({name}, '{_quoted(sign)}', '')"
    for sign in BLANKS:
        name = f"replace({name}, '{sign}', ' ')"
    for _twice in range(2):
        name = f"replace({name}, '  ', ' ')"
    statement = f'UPDATE person SET folded_name = trim({name}) WHERE {found}'
    op.execute(sa.text(statement.replace(':', r'\:')))


def _quoted(sign: str) -> str:
    return sign.replace("'", "''")


def downgrade() -> None:
    with op.batch_alter_table('product') as batch_op:
        batch_op.add_column(sa.Column('draft_key', sa.String(), nullable=True))
        batch_op.create_unique_constraint(op.f('uq_product_draft_key'), ['draft_key'])
    op.drop_table('sent_form')
