"""Who stood by her, and the visits to her with what was agreed."""

from collections.abc import Iterator
from typing import Any

from marketplace.association.scope import Scope
from marketplace.programme.queries.timeline.entries import Entry
from marketplace.programme.queries.visits import mentors_of_woman, visits_of_woman
from marketplace.programme.shape import RecordRef


def visits(person_id: int, scope: Scope) -> Iterator[Entry]:
    """Mentors from and to, and each visit or call."""
    for mentor in mentors_of_woman(person_id, scope):
        if mentor.voided_at is None:
            ref, told = RecordRef("mentorship", mentor.id), {"name": mentor.person.full_name}
            yield Entry(mentor.began_on, "mentor_given", told, ref)
            if mentor.ended_on:
                yield Entry(mentor.ended_on, "mentor_ended", told, ref)
    for visit in visits_of_woman(person_id, scope):
        if visit.voided_at is None:
            said: dict[str, Any] = {
                "way": visit.way,
                "name": visit.visitor.full_name,
                "seen": visit.seen,
                "step": visit.next_step,
            }
            said |= {"done_on": visit.step_done_on, "due_on": visit.next_due_on}
            yield Entry(visit.visited_on, "visit", said, RecordRef("support_visit", visit.id))
