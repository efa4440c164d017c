"""shops from classes: who began to list from a class, who ticks herself by its code, whom an officer has to call"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.add_column('class_session', sa.Column('scan_opened_at', sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        'class_draft',
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('product_id', KEY, nullable=True),
        sa.Column('scanned_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_class_draft_enrolment_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_class_draft_person_id')),
        sa.ForeignKeyConstraint(['product_id'], ['product.id'], name=op.f('fk_class_draft_product_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_class_draft')),
        sa.UniqueConstraint('enrolment_id', name=op.f('uq_class_draft_enrolment_id')),
        sa.UniqueConstraint('product_id', name=op.f('uq_class_draft_product_id')),
    )
    op.create_index('ix_class_draft_person_id', 'class_draft', ['person_id'])
    op.create_table(
        'class_call',
        sa.Column('enrolment_id', KEY, nullable=False),
        sa.Column('what', sa.String(), nullable=False),
        sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('called_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('called_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['enrolment_id'], ['enrolment.id'], name=op.f('fk_class_call_enrolment_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_class_call')),
    )
    op.create_index('ix_class_call_enrolment_id', 'class_call', ['enrolment_id'])


def downgrade() -> None:
    op.drop_table('class_call')
    op.drop_table('class_draft')
    op.drop_column('class_session', 'scan_opened_at')
