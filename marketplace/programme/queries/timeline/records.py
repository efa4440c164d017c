"""What the association's records say of her: classes, outreach, ideas, enterprises she founded, owns or manages."""

from collections.abc import Iterator

from marketplace.association.scope import Scope
from marketplace.contests.queries.ideas import list_ideas_of
from marketplace.enterprises.queries import list_parts_of
from marketplace.programme.queries.timeline.entries import Entry
from marketplace.programme.shape import RecordRef
from marketplace.training.queries import classes_of, outreach_of


def classes(person_id: int, scope: Scope) -> Iterator[Entry]:
    """Each class she came to, on the first day on which she did."""
    for row in classes_of([person_id], scope):
        if row.first_came_on is not None:
            told = {"title": row.training_class.title, "topic": row.training_class.topic}
            yield Entry(row.first_came_on, "class", told, RecordRef("training_class", row.class_id))


def outreach(person_id: int, scope: Scope) -> Iterator[Entry]:
    """Each day on which she was helped on the spot."""
    for row in outreach_of([person_id], scope):
        told = {"kind": row.outreach.kind, "about": row.outreach.about}
        yield Entry(row.outreach.held_on, "outreach", told, RecordRef("outreach", row.outreach_id))


def ideas(person_id: int, scope: Scope) -> Iterator[Entry]:
    """Each idea she handed in, and what the national level gave for it."""
    for idea in list_ideas_of([person_id], scope):
        ref, told = RecordRef("idea", idea.id), {"title": idea.title, "with": idea.supported_with}
        yield Entry(idea.submitted_on, "idea", told, ref)
        if idea.supported_on is not None:
            yield Entry(idea.supported_on, "idea_supported", told, ref)


def enterprises(person_id: int, scope: Scope) -> Iterator[Entry]:
    """What she is in an enterprise, since when."""
    for part in list_parts_of(person_id, scope):
        told = {"name": part.enterprise.name, "role": part.role}
        yield Entry(part.began_on, "enterprise", told, RecordRef("enterprise", part.enterprise_id))
