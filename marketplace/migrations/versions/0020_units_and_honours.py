"""units and honours: channels, software and trained officers of each unit, themes of years, honours"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')


def upgrade() -> None:
    op.create_table(
        'honour',
        sa.Column('number', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('awardee', sa.String(), nullable=False),
        sa.Column('person_id', KEY, nullable=True),
        sa.Column('honoured_unit_id', KEY, nullable=True),
        sa.Column('model_name', sa.String(), nullable=False),
        sa.Column('model_key', KEY, nullable=True),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('title_said', sa.String(), nullable=False),
        sa.Column('citation', sa.String(), nullable=False),
        sa.Column('level', sa.String(), nullable=False),
        sa.Column('issuer', sa.String(), nullable=False),
        sa.Column('decision_number', sa.String(), nullable=False),
        sa.Column('decided_on', sa.Date(), nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('theme', sa.String(), nullable=False),
        sa.Column('expires_on', sa.Date(), nullable=True),
        sa.Column('photo_id', KEY, nullable=True),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('revoked_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['honoured_unit_id'], ['unit.id'], name=op.f('fk_honour_honoured_unit_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_honour_person_id')),
        sa.ForeignKeyConstraint(['photo_id'], ['photo.id'], name=op.f('fk_honour_photo_id')),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_honour_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_honour')),
        sa.UniqueConstraint('number', name=op.f('uq_honour_number')),
    )
    op.create_index('ix_honour_decided_on', 'honour', ['decided_on', 'id'])
    op.create_index('ix_honour_person_id', 'honour', ['person_id'])
    op.create_index('ix_honour_unit_id', 'honour', ['unit_id'])
    op.create_table(
        'officer_training',
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('course', sa.String(), nullable=False),
        sa.Column('trained_on', sa.Date(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_officer_training_person_id')),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_officer_training_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_officer_training')),
    )
    op.create_index('ix_officer_training_person_id', 'officer_training', ['person_id'])
    op.create_index('ix_officer_training_unit_id', 'officer_training', ['unit_id'])
    op.create_table(
        'software_use',
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('software', sa.String(), nullable=False),
        sa.Column('users', sa.String(), nullable=False),
        sa.Column('is_used', sa.Boolean(), nullable=False),
        sa.Column('said_on', sa.Date(), nullable=False),
        sa.Column('source', sa.String(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_software_use_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_software_use')),
    )
    op.create_index('ix_software_use_unit_id', 'software_use', ['unit_id', 'software', 'said_on'])
    op.create_table(
        'unit_channel',
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('link', sa.String(), nullable=False),
        sa.Column('link_key', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('members_said', sa.Integer(), nullable=True),
        sa.Column('opened_on', sa.Date(), nullable=True),
        sa.Column('closed_on', sa.Date(), nullable=True),
        sa.Column('closed_why', sa.String(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_channel_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_channel')),
    )
    op.create_index('uq_unit_channel_link', 'unit_channel', ['unit_id', 'link_key'], unique=True, sqlite_where=sa.text('voided_at IS NULL'), postgresql_where=sa.text('voided_at IS NULL'))
    op.create_table(
        'year_theme',
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('theme', sa.String(), nullable=False),
        sa.Column('breakthrough', sa.String(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('is_sample', sa.Boolean(), nullable=False),
        sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('set_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_year_theme_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_year_theme')),
    )
    op.create_index('ix_year_theme_unit_id', 'year_theme', ['unit_id', 'year'])
    op.create_table(
        'channel_sighting',
        sa.Column('channel_id', KEY, nullable=False),
        sa.Column('seen_on', sa.Date(), nullable=False),
        sa.Column('seen_by', KEY, nullable=True),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['channel_id'], ['unit_channel.id'], name=op.f('fk_channel_sighting_channel_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_channel_sighting')),
        sa.UniqueConstraint('channel_id', 'seen_on', 'seen_by', name=op.f('uq_channel_sighting_channel_id_seen_on_seen_by')),
    )


def downgrade() -> None:
    op.drop_table('channel_sighting')
    op.drop_table('year_theme')
    op.drop_table('unit_channel')
    op.drop_table('software_use')
    op.drop_table('officer_training')
    op.drop_table('honour')
