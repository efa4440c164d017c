"""A woman who came to a class, an officer who was trained in one: outcomes of the first day on which she came."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Select, select

from marketplace.association.models import Unit
from marketplace.programme.queries.outcomes.columns import Source, fact_columns
from marketplace.training.models import Enrolment, TrainingClass
from marketplace.training.states import TAUGHT_STATES
from marketplace.training.topics import FOR_OFFICERS, FOR_WOMEN

ATTENDED, OFFICER_TRAINED = "attended", "officer_trained"
CLASS = "training_class"  # the kind of record


def _came_to(kind: str, audience: str) -> Callable[[], Select[Any]]:
    def rows() -> Select[Any]:
        """Each woman of a class for this audience who came at least once; `part` is her line in its list."""
        columns = fact_columns(
            kind,
            CLASS,
            record_id=Enrolment.class_id,
            part=Enrolment.id,
            person_id=Enrolment.person_id,
            unit_id=Enrolment.unit_id,
            place=Unit.path,
            happened_on=Enrolment.first_came_on,
            happened_at=Enrolment.came_noted_at,
            outcome_on=Enrolment.first_came_on,
            title=TrainingClass.title,
            note=TrainingClass.topic,
        )
        found = select(*columns).join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        found = found.join(Unit, Unit.id == Enrolment.unit_id).where(TrainingClass.audience == audience)
        found = found.where(TrainingClass.status.in_(TAUGHT_STATES), Enrolment.voided_at.is_(None))
        return found.where(Enrolment.first_came_on.is_not(None))

    return rows


def _sources(kind: str, audience: str) -> tuple[Source, ...]:
    """What was taken back is found by the instant at which somebody's attendance was last written down."""
    return (Source(_came_to(kind, audience), Enrolment.class_id, Enrolment.came_noted_at, Enrolment.came_noted_at),)


ATTENDED_SOURCES = _sources(ATTENDED, FOR_WOMEN)
TRAINED_SOURCES = _sources(OFFICER_TRAINED, FOR_OFFICERS)
