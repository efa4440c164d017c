"""A class that ends in a live shop: who scans its code is remembered, and what she begins to list first after that."""

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import require
from marketplace.core.folding import fold_name
from marketplace.people.models import Person
from marketplace.people.services import keep_address
from marketplace.training.errors import ClassCancelled
from marketplace.training.models import ClassDraft, Enrolment
from marketplace.training.queries import draft_of, find_open_draft, get_drafted
from marketplace.training.states import CANCELLED


def scan_for_shop(line: Enrolment, person: Person) -> ClassDraft:
    """Remember that somebody of a class, which is locked, scanned its code for a shop; twice is once.

    Where she threw away what she began then, the next thing that she begins takes its place. Her record takes home and
    year of the list, where her account's has none. ClassCancelled.
    """
    require(line.voided_at is None and line.withdrawn_at is None)
    if line.training_class.status == CANCELLED:
        raise ClassCancelled()
    _fill_in(person, line.person)
    known = draft_of(line.id)
    if known is None:
        known = ClassDraft(enrolment_id=line.id, person_id=person.id)
        session.add(known)
    elif known.is_thrown_away:
        known.product, known.scanned_at = None, now()
    session.flush()
    return known


def keep_first_draft(product_id: int, author_id: int | None) -> None:
    """A product that was just begun is what came of the class whose code its author or its seller scanned last."""
    product = get_drafted(product_id)
    people = {product.shop.seller.person_id, author_id} - {None}
    waiting = find_open_draft(people)
    if waiting is not None:
        waiting.product_id = product.id


def _fill_in(person: Person, listed: Person) -> None:
    """Two records of one phone and name: what the list says of home and year is asked no second time."""
    if person.id == listed.id or fold_name(person.full_name) != fold_name(listed.full_name):
        return
    if person.area_code is None and listed.area_code is not None:
        keep_address(person, listed.area_code, listed.address_line)
    if person.birth_year is None:
        person.birth_year = listed.birth_year
