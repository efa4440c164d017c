"""Reading who of a class scanned its code for a shop, by which line of the list, and what she began to list."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from marketplace.catalog.models import Product
from marketplace.core.db import session
from marketplace.core.folding import fold_name
from marketplace.people.models import Person
from marketplace.training.models import ClassDraft, Enrolment


def find_line_of(class_id: int, person: Person, phone: str | None) -> Enrolment | None:
    """Whose line in the list of a class an account opens: her own, else the one of its phone.

    Of several women with one phone it is the one of her name; None where nobody, or no single one, is she.
    """
    rows = select(Enrolment).join(Person, Person.id == Enrolment.person_id).where(*_standing(class_id))
    own = Person.id == person.id
    found = list(session.scalars(rows.where(own | (Person.phone == phone) if phone else own).order_by(Enrolment.id)))
    mine = [line for line in found if line.person_id == person.id]
    namesakes = [line for line in found if fold_name(line.person.full_name) == fold_name(person.full_name)]
    return next((lines[0] for lines in (mine, namesakes, found) if len(lines) == 1), None)


def lines_by_phone(class_id: int, phone: str, birth_year: int) -> list[Enrolment]:
    """Who of the list of a class has this phone and was born in this year, or in one that the list does not say."""
    rows = select(Enrolment).join(Person, Person.id == Enrolment.person_id).where(*_standing(class_id))
    rows = rows.where(Person.phone == phone, func.coalesce(Person.birth_year, birth_year) == birth_year)
    return list(session.scalars(rows.order_by(Enrolment.id)))


def draft_of(enrolment_id: int) -> ClassDraft | None:
    """What came of one line of a list, where its woman scanned the code; with the product."""
    rows = select(ClassDraft).where(ClassDraft.enrolment_id == enrolment_id)
    return session.scalar(rows.options(joinedload(ClassDraft.product)))


def open_draft_of(person_id: int) -> ClassDraft | None:
    """The latest scan of a woman after which nothing was begun yet, of a class in whose list she still stands."""
    rows = select(ClassDraft).join(Enrolment, Enrolment.id == ClassDraft.enrolment_id)
    rows = rows.where(ClassDraft.person_id == person_id, ClassDraft.product_id.is_(None))
    rows = rows.where(Enrolment.voided_at.is_(None), Enrolment.withdrawn_at.is_(None))
    return session.scalar(rows.order_by(ClassDraft.scanned_at.desc(), ClassDraft.id.desc()).limit(1))


def find_open_draft(person_ids: Collection[int | None]) -> ClassDraft | None:
    """The latest scan of some persons after which nothing was begun yet, locked."""
    rows = select(ClassDraft).where(ClassDraft.person_id.in_(list(person_ids)), ClassDraft.product_id.is_(None))
    latest = rows.order_by(ClassDraft.scanned_at.desc(), ClassDraft.id.desc()).limit(1)
    return session.scalar(latest.with_for_update(of=ClassDraft))


def get_drafted(product_id: int) -> Product:
    """A product that was begun, with its shop and seller."""
    return session.get_one(Product, product_id)


def _standing(class_id: int) -> tuple[ColumnElement[bool], ...]:
    return Enrolment.class_id == class_id, Enrolment.voided_at.is_(None), Enrolment.withdrawn_at.is_(None)
