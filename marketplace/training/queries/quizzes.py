"""Reading the quiz of a class: its questions, and how much was right before and after."""

from dataclasses import dataclass

from sqlalchemy import func, select

from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.training.models import QuizQuestion, QuizSheet, TrainingClass


@dataclass(frozen=True)
class QuizResult:
    """How many answered, and how much of what was asked they had right, in percent."""

    sheets: int = 0
    percent: int | None = None


def list_questions(class_id: int) -> list[QuizQuestion]:
    """The questions that are asked, in the order in which they were written."""
    rows = select(QuizQuestion).where(QuizQuestion.class_id == class_id, QuizQuestion.dropped_at.is_(None))
    return list(session.scalars(rows.order_by(QuizQuestion.id)))


def get_question(row: TrainingClass, question_id: int) -> QuizQuestion:
    """A question of a class; NotFound where it has none of that key."""
    rows = select(QuizQuestion).where(QuizQuestion.id == question_id, QuizQuestion.class_id == row.id)
    found = session.scalar(rows.limit(1))
    if found is None:
        raise NotFound(question=question_id)
    return found


def quiz_results(class_id: int) -> dict[str, QuizResult]:
    """What came of the quiz, by moment; one statement."""
    sums = (func.count(), func.sum(QuizSheet.right_count), func.sum(QuizSheet.asked))
    rows = select(QuizSheet.moment, *sums).where(QuizSheet.class_id == class_id).group_by(QuizSheet.moment)
    return {
        moment: QuizResult(sheets, round(100 * int(right) / int(asked)) if asked else None)
        for moment, sheets, right, asked in session.execute(rows)
    }


def has_sheet(class_id: int, moment: str, key: str) -> bool:
    """Whether a sheet was taken already."""
    rows = select(QuizSheet.id).where(QuizSheet.class_id == class_id, QuizSheet.moment == moment)
    return session.scalar(rows.where(QuizSheet.key == key).limit(1)) is not None
