"""The quiz of a class: an officer writes simple questions, trainees answer on their phones, without a name."""

from collections.abc import Mapping, Sequence

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import identity, tidy
from marketplace.training.errors import ClassCancelled
from marketplace.training.models import QuizQuestion, QuizSheet, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import has_sheet, list_questions
from marketplace.training.states import CANCELLED
from marketplace.training.topics import MOMENTS

MOST_QUESTIONS, MOST_ANSWERS = 20, 5


def add_question(
    row: TrainingClass, question: str, right: str, others: Sequence[str], *, actor: Actor, scope: Scope
) -> QuizQuestion:
    """Add a question with its right answer and at least one other; Invalid names the field to mend."""
    require(can_run_classes(scope, row.unit))
    answers = list({identity(text): tidy(text) for text in (right, *others) if tidy(text)}.values())
    if not tidy(question):
        raise Invalid(field="question")
    if not tidy(right):
        raise Invalid(field="right")
    if not 2 <= len(answers) <= MOST_ANSWERS:
        raise Invalid(field="others")
    if len(list_questions(row.id)) >= MOST_QUESTIONS:
        raise Conflict(most=MOST_QUESTIONS)
    asked = QuizQuestion(class_id=row.id, question=tidy(question), answers=answers)
    session.add(asked)
    session.flush()
    record("training_class.question_added", "training_class", row.id, by=actor)
    return asked


def drop_question(row: TrainingClass, asked: QuizQuestion, *, actor: Actor, scope: Scope) -> None:
    """Ask a question no more; what was answered stays as it was counted."""
    require(can_run_classes(scope, row.unit))
    if asked.dropped_at is None:
        asked.dropped_at = now()
        record("training_class.question_dropped", "training_class", row.id, by=actor)


def take_sheet(row: TrainingClass, moment: str, chosen: Mapping[int, str], key: str) -> tuple[int, int]:
    """Count one set of answers: question's key → the text chosen. Gives how many were right of how many.

    The same sheet (by its key) is counted once. Invalid(field=…) names a question that is not answered.
    """
    if row.status == CANCELLED:
        raise ClassCancelled()
    questions = list_questions(row.id)
    if moment not in MOMENTS or not questions:
        raise Invalid(field="moment")
    unanswered = [asked.id for asked in questions if chosen.get(asked.id) not in asked.answers]
    if unanswered:
        raise Invalid(field="answer", questions=unanswered)
    right = sum(chosen[asked.id] == asked.answers[0] for asked in questions)
    if not has_sheet(row.id, moment, key):
        session.add(QuizSheet(class_id=row.id, moment=moment, key=key, right_count=right, asked=len(questions)))
        session.flush()
    return right, len(questions)
