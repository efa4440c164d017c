"""Hồ sơ hỗ trợ: one woman's timeline on one printable page, from idea to revenue, as far as this territory knows it."""

from flask import render_template, url_for

from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.people.queries import find_person
from marketplace.programme.queries import Entry, is_known_in, timeline_of
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.staff.duplicates import home_of
from marketplace.web.staff.places import staff_unit_name
from marketplace.web.words.timeline import timeline_words


def show(person_id: str) -> str:
    """The page for the printer; each line leads to its record."""
    person = find_person(person_id)
    if person is None or not is_known_in(person, current_scope()):
        raise NotFound(person=person_id)
    entries = timeline_of(person.id, current_scope())
    return render_template(
        "staff/support/print.html",
        woman=person,
        home=home_of(person),
        lines=[(entry.on, *timeline_words(entry), _address(entry)) for entry in entries],
        ideas=list(dict.fromkeys(idea for entry in entries if (idea := entry.facts.get("idea")))),
        unit_name=staff_unit_name(),
        today=today(),
    )


def _address(entry: Entry) -> str:
    return url_for("staff.records.show", kind=entry.ref.kind, record_id=entry.ref.id) if entry.ref else ""
