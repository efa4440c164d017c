"""outcome facts: what came of the Union's work, dated, for databases with a past too; and readings that can be frozen"""

import sqlalchemy as sa
from alembic import op

revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


# A frozen reading never changes.
STATEMENTS = {
    'sqlite': [
        "CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading WHEN OLD.frozen_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'reading never changes'); END",
        "CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading BEGIN SELECT RAISE(ABORT, 'reading never changes'); END",
    ],
    'postgresql': [
        'CREATE TRIGGER reading_no_update BEFORE UPDATE ON reading FOR EACH ROW WHEN (OLD.frozen_at IS NOT NULL) EXECUTE FUNCTION refuse_change()',
        'CREATE TRIGGER reading_no_delete BEFORE DELETE ON reading FOR EACH ROW EXECUTE FUNCTION refuse_change()',
    ],
}

# The Vietnamese day of an instant.
DAY = {
    'sqlite': "date({instant}, '+7 hours')",
    'postgresql': "CAST({instant} AT TIME ZONE 'Asia/Ho_Chi_Minh' AS DATE)",
}
COLUMNS = (
    'INSERT INTO outcome_fact (kind, record_kind, record_id, part, cause, programme_id, person_id, unit_id, place,'
    ' happened_on, happened_at, outcome_on, amount_dong, confidence, title, note) '
)
SELLER = ' JOIN seller ON seller.id = shop.seller_id JOIN unit ON unit.id = seller.unit_id'
WHO = 'seller.person_id, seller.unit_id, unit.path'
SOLD_AT = 'CASE WHEN part.paid_at > part.delivered_at THEN part.paid_at ELSE part.delivered_at END'
BACK_AT = f'CASE WHEN refund.created_at > {SOLD_AT} THEN refund.created_at ELSE {SOLD_AT} END'
FACTS = [
    "SELECT 'support', 'support_record', record.id, 0, '', record.programme_id, record.person_id, record.unit_id,"
    " unit.path, record.given_on, record.recorded_at, record.given_on, record.amount_dong, 'recorded', record.idea, ''"
    ' FROM support_record AS record JOIN unit ON unit.id = record.unit_id WHERE record.voided_at IS NULL',

    f"SELECT 'shop_opened', 'shop', shop.id, 0, '', NULL, {WHO}, [shop.opened_at], shop.opened_at, [shop.opened_at],"
    f" NULL, 'recorded', shop.name, '' FROM shop{SELLER} WHERE shop.opened_at IS NOT NULL",

    f"SELECT 'product_listed', 'product', product.id, 0, '', NULL, {WHO}, [product.first_live_at],"
    " product.first_live_at, [product.first_live_at], NULL, 'recorded', product.name, shop.name"
    f' FROM product JOIN shop ON shop.id = product.shop_id{SELLER} WHERE product.first_live_at IS NOT NULL',

    f"SELECT 'sale', 'shop_order', part.id, line.id, '', NULL, {WHO}, [{SOLD_AT}], {SOLD_AT}, [{SOLD_AT}],"
    ' line.gross_dong + line.adjustment_dong + line.subsidy_dong,'
    " coalesce(part.delivery_confidence, 'recorded'), part.number, part.shop_name"
    ' FROM shop_order AS part JOIN order_line AS line ON line.shop_order_id = part.id'
    f' JOIN shop ON shop.id = part.shop_id{SELLER}'
    ' WHERE part.delivered_at IS NOT NULL AND part.paid_at IS NOT NULL',

    "SELECT 'sale', 'shop_order', part.id, line.id, 'refund_line:' || CAST(back.id AS VARCHAR), NULL,"
    f" {WHO}, [{BACK_AT}], {BACK_AT}, [{SOLD_AT}],"
    " -(back.amount_dong + back.subsidy_dong), coalesce(part.delivery_confidence, 'recorded'), part.number, part.shop_name"
    ' FROM shop_order AS part JOIN refund ON refund.shop_order_id = part.id'
    ' JOIN refund_line AS back ON back.refund_id = refund.id JOIN order_line AS line ON line.id = back.order_line_id'
    f' JOIN shop ON shop.id = part.shop_id{SELLER}'
    ' WHERE part.delivered_at IS NOT NULL AND part.paid_at IS NOT NULL',
]


def upgrade() -> None:
    op.create_table('outcome_fact',
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('record_kind', sa.String(), nullable=False),
    sa.Column('record_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('part', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('cause', sa.String(), nullable=False),
    sa.Column('programme_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('person_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome_on', sa.Date(), nullable=False),
    sa.Column('amount_dong', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('confidence', sa.String(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('note', sa.String(), nullable=False),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_outcome_fact_person_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_outcome_fact_programme_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_outcome_fact_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_outcome_fact')),
    sa.UniqueConstraint('kind', 'record_id', 'part', 'cause', name=op.f('uq_outcome_fact_kind_record_id_part_cause'))
    )
    op.create_table('reading',
    sa.Column('programme_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('indicator', sa.String(), nullable=False),
    sa.Column('indicator_version', sa.Integer(), nullable=False),
    sa.Column('unit_id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('period', sa.String(), nullable=False),
    sa.Column('value', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=False),
    sa.Column('women', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('status', sa.String(), nullable=False),
    sa.Column('taken_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('frozen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('frozen_by', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), nullable=True),
    sa.Column('id', sa.BigInteger().with_variant(sa.Integer(), 'sqlite'), autoincrement=True, nullable=False),
    sa.ForeignKeyConstraint(['programme_id'], ['programme.id'], name=op.f('fk_reading_programme_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_reading_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reading')),
    sa.UniqueConstraint('programme_id', 'indicator', 'indicator_version', 'unit_id', 'period', name=op.f('uq_reading_programme_id_indicator_indicator_version_unit_id_period'))
    )
    _fill()
    op.create_index('ix_outcome_fact_happened_at', 'outcome_fact', ['happened_at'], unique=False)
    op.create_index(op.f('ix_outcome_fact_person_id'), 'outcome_fact', ['person_id'], unique=False)
    op.create_index('ix_outcome_fact_programme', 'outcome_fact', ['kind', 'programme_id', 'person_id', 'happened_on', 'place', 'record_id'], unique=False)
    op.create_index(op.f('ix_outcome_fact_unit_id'), 'outcome_fact', ['unit_id'], unique=False)
    op.create_index(op.f('ix_reading_unit_id'), 'reading', ['unit_id'], unique=False)
    for statement in STATEMENTS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(':', r'\:')))


def _fill() -> None:
    """Write the facts of what the records hold already."""
    day = DAY[op.get_bind().dialect.name]
    for facts in FACTS:
        pieces = facts.replace(']', '[').split('[')
        told = ''.join(day.format(instant=piece) if n % 2 else piece for n, piece in enumerate(pieces))
        op.execute(sa.text(COLUMNS + told))


def downgrade() -> None:
    op.drop_table('reading')
    op.drop_table('outcome_fact')
