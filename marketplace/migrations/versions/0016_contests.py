"""contests: of ideas with judges, sheets and awards, of knowledge with papers, of movement with teams"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

KEY = sa.BigInteger().with_variant(sa.Integer(), 'sqlite')
JSON = sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')
SITS = sa.text('removed_at IS NULL')


def upgrade() -> None:
    op.create_table(
        'contest',
        sa.Column('year', sa.Integer(), nullable=False),
        sa.Column('level', sa.String(), nullable=False),
        sa.Column('theme', sa.String(), nullable=False),
        sa.Column('opens_on', sa.Date(), nullable=True),
        sa.Column('closes_on', sa.Date(), nullable=True),
        sa.Column('is_blind', sa.Boolean(), nullable=False),
        sa.Column('is_on_paper', sa.Boolean(), nullable=False),
        sa.Column('tie_rule', sa.String(), nullable=False),
        sa.Column('spread_limit', sa.Integer(), nullable=False),
        sa.Column('status', sa.String(), nullable=False),
        sa.Column('decided_on', sa.Date(), nullable=True),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_contest_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contest'))
    )
    op.create_index('ix_contest_unit_id', 'contest', ['unit_id'])
    op.create_table(
        'idea',
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('folded_title', sa.String(), nullable=False),
        sa.Column('summary', sa.String(), nullable=False),
        sa.Column('sector', sa.String(), nullable=False),
        sa.Column('person_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('co_authors', sa.String(), nullable=False),
        sa.Column('submitted_on', sa.Date(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('supported_on', sa.Date(), nullable=True),
        sa.Column('supported_with', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_idea_person_id')),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_idea_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_idea'))
    )
    op.create_index('ix_idea_changed_at', 'idea', ['changed_at'])
    op.create_index('ix_idea_person_id', 'idea', ['person_id'])
    op.create_index('ix_idea_unit_id', 'idea', ['unit_id'])
    op.create_table(
        'knowledge_contest',
        sa.Column('code', sa.String(), nullable=False),
        sa.Column('topic', sa.String(), nullable=False),
        sa.Column('per_paper', sa.Integer(), nullable=False),
        sa.Column('minutes', sa.Integer(), nullable=False),
        sa.Column('opens_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('closes_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('question_ids', JSON, nullable=False),
        sa.Column('status', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_knowledge_contest_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_knowledge_contest')),
        sa.UniqueConstraint('code', name=op.f('uq_knowledge_contest_code'))
    )
    op.create_index('ix_knowledge_contest_unit_id', 'knowledge_contest', ['unit_id'])
    op.create_table(
        'movement_contest',
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('held_on', sa.Date(), nullable=False),
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('stream_url', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('voided_why', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_movement_contest_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_movement_contest'))
    )
    op.create_index('ix_movement_contest_unit_id', 'movement_contest', ['unit_id'])
    op.create_table(
        'quiz_question',
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('topic', sa.String(), nullable=False),
        sa.Column('words', sa.String(), nullable=False),
        sa.Column('options', JSON, nullable=False),
        sa.Column('right_option', sa.Integer(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('put_aside_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_quiz_question_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_question'))
    )
    op.create_index('ix_quiz_question_unit_id', 'quiz_question', ['unit_id'])
    op.create_table(
        'contest_criterion',
        sa.Column('contest_id', KEY, nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('weight', sa.Integer(), nullable=False),
        sa.Column('position', sa.Integer(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_criterion_contest_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_criterion'))
    )
    op.create_index('ix_contest_criterion_contest_id', 'contest_criterion', ['contest_id'])
    op.create_table(
        'contest_decision',
        sa.Column('contest_id', KEY, nullable=False),
        sa.Column('decided_on', sa.Date(), nullable=False),
        sa.Column('document', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('results', JSON, nullable=False),
        sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('decided_by', KEY, nullable=True),
        sa.Column('reopened_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('reopened_by', KEY, nullable=True),
        sa.Column('reopened_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_decision_contest_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_decision'))
    )
    op.create_index('ix_contest_decision_contest_id', 'contest_decision', ['contest_id'])
    op.create_table(
        'contest_entry',
        sa.Column('contest_id', KEY, nullable=False),
        sa.Column('idea_id', KEY, nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('entered_on', sa.Date(), nullable=False),
        sa.Column('carried_from_id', KEY, nullable=True),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('withdrawn_why', sa.String(), nullable=False),
        sa.Column('award', sa.String(), nullable=True),
        sa.Column('rank', sa.Integer(), nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['carried_from_id'], ['contest_entry.id'], name=op.f('fk_contest_entry_carried_from_id')),
        sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_entry_contest_id')),
        sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_contest_entry_idea_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_entry')),
        sa.UniqueConstraint('contest_id', 'idea_id', name=op.f('uq_contest_entry_contest_id_idea_id')),
        sa.UniqueConstraint('contest_id', 'number', name=op.f('uq_contest_entry_contest_id_number'))
    )
    op.create_index('ix_contest_entry_idea_id', 'contest_entry', ['idea_id'])
    op.create_table(
        'contest_judge',
        sa.Column('contest_id', KEY, nullable=False),
        sa.Column('person_id', KEY, nullable=True),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('title', sa.String(), nullable=False),
        sa.Column('is_chair', sa.Boolean(), nullable=False),
        sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('recorded_by', KEY, nullable=True),
        sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('removed_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_judge_contest_id')),
        sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contest_judge_person_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_judge'))
    )
    op.create_index('ix_contest_judge_contest_id', 'contest_judge', ['contest_id'])
    op.create_index('ix_contest_judge_person_id', 'contest_judge', ['person_id'])
    op.create_index('uq_contest_judge_sits', 'contest_judge', ['contest_id', 'person_id'], unique=True, sqlite_where=SITS, postgresql_where=SITS)
    op.create_table(
        'movement_team',
        sa.Column('movement_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('people', sa.Integer(), nullable=False),
        sa.Column('women', sa.Integer(), nullable=False),
        sa.Column('prize', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['movement_id'], ['movement_contest.id'], name=op.f('fk_movement_team_movement_id')),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_movement_team_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_movement_team'))
    )
    op.create_index('ix_movement_team_movement_id', 'movement_team', ['movement_id'])
    op.create_index('ix_movement_team_unit_id', 'movement_team', ['unit_id'])
    op.create_table(
        'quiz_paper',
        sa.Column('public_id', sa.String(), nullable=False),
        sa.Column('contest_id', KEY, nullable=False),
        sa.Column('unit_id', KEY, nullable=False),
        sa.Column('phone', sa.String(), nullable=False),
        sa.Column('full_name', sa.String(), nullable=False),
        sa.Column('birth_year', sa.Integer(), nullable=False),
        sa.Column('questions', JSON, nullable=False),
        sa.Column('answers', JSON, nullable=False),
        sa.Column('right_count', sa.Integer(), nullable=False),
        sa.Column('seconds', sa.Integer(), nullable=False),
        sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('handed_in_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['contest_id'], ['knowledge_contest.id'], name=op.f('fk_quiz_paper_contest_id')),
        sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_quiz_paper_unit_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_quiz_paper')),
        sa.UniqueConstraint('contest_id', 'phone', name=op.f('uq_quiz_paper_contest_id_phone')),
        sa.UniqueConstraint('public_id', name=op.f('uq_quiz_paper_public_id'))
    )
    op.create_index('ix_quiz_paper_rank', 'quiz_paper', ['contest_id', 'right_count', 'seconds'])
    op.create_index('ix_quiz_paper_unit_id', 'quiz_paper', ['unit_id'])
    op.create_table(
        'contest_sheet',
        sa.Column('judge_id', KEY, nullable=False),
        sa.Column('entry_id', KEY, nullable=False),
        sa.Column('total_tenths', sa.Integer(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('entered_by', KEY, nullable=True),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['entry_id'], ['contest_entry.id'], name=op.f('fk_contest_sheet_entry_id')),
        sa.ForeignKeyConstraint(['judge_id'], ['contest_judge.id'], name=op.f('fk_contest_sheet_judge_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_sheet')),
        sa.UniqueConstraint('judge_id', 'entry_id', name=op.f('uq_contest_sheet_judge_id_entry_id'))
    )
    op.create_index('ix_contest_sheet_entry_id', 'contest_sheet', ['entry_id'])
    op.create_table(
        'judge_conflict',
        sa.Column('judge_id', KEY, nullable=False),
        sa.Column('entry_id', KEY, nullable=False),
        sa.Column('relation', sa.String(), nullable=False),
        sa.Column('note', sa.String(), nullable=False),
        sa.Column('declared_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('declared_by', KEY, nullable=True),
        sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('withdrawn_why', sa.String(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['entry_id'], ['contest_entry.id'], name=op.f('fk_judge_conflict_entry_id')),
        sa.ForeignKeyConstraint(['judge_id'], ['contest_judge.id'], name=op.f('fk_judge_conflict_judge_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_judge_conflict'))
    )
    op.create_index('ix_judge_conflict_entry_id', 'judge_conflict', ['entry_id'])
    op.create_index('ix_judge_conflict_judge_id', 'judge_conflict', ['judge_id'])
    op.create_table(
        'sheet_score',
        sa.Column('sheet_id', KEY, nullable=False),
        sa.Column('criterion_id', KEY, nullable=False),
        sa.Column('tenths', sa.Integer(), nullable=False),
        sa.Column('id', KEY, autoincrement=True, nullable=False),
        sa.ForeignKeyConstraint(['criterion_id'], ['contest_criterion.id'], name=op.f('fk_sheet_score_criterion_id')),
        sa.ForeignKeyConstraint(['sheet_id'], ['contest_sheet.id'], name=op.f('fk_sheet_score_sheet_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_score')),
        sa.UniqueConstraint('sheet_id', 'criterion_id', name=op.f('uq_sheet_score_sheet_id_criterion_id'))
    )


def downgrade() -> None:
    for table in (
        'sheet_score',
        'judge_conflict',
        'contest_sheet',
        'quiz_paper',
        'movement_team',
        'contest_judge',
        'contest_entry',
        'contest_decision',
        'contest_criterion',
        'quiz_question',
        'movement_contest',
        'knowledge_contest',
        'idea',
        'contest',
    ):
        op.drop_table(table)
