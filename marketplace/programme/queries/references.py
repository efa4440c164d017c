"""Where the tables name persons: what goes with a woman when two records of her are merged, and what stays.

A test of the house reads every table and names a column that holds a person and stands in neither list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, literal, select, union_all

from marketplace.core.db import Base, session
from marketplace.people.models import Person
from marketplace.programme.models import MovedReference, PersonMerge

DEED = "what an officer did stands under the record of that day, and officers' records are never merged"
OFFICER = "records of officers and operators are never merged"
TRAIL = "who did it, as it was written that day; it never changes"
MERGING = "the merges and judgements themselves"
MOVES = (
    "account.person_id",
    "application.person_id",
    "cadre_post.person_id",
    "cart.person_id",
    "class_draft.person_id",
    "consent.person_id",
    "customer_order.person_id",
    "enrolment.person_id",
    "enterprise.person_id",
    "enterprise_part.person_id",
    "funding.person_id",
    "honour.person_id",
    "idea.person_id",
    "import_row.person_id",
    "listing_revision.submitted_by",
    "membership.person_id",
    "mentorship.person_id",
    "mentorship.woman_id",
    "notice.person_id",
    "officer_training.person_id",
    "online_presence.person_id",
    "outreach_woman.person_id",
    "photo.owner_person_id",
    "private_file.owner_person_id",
    "sealed_trait.person_id",  # but those of a kind that the kept record has too
    "seller.person_id",
    "seller_bank_account.person_id",
    "shop_member.person_id",
    "support_record.person_id",
    "support_visit.person_id",
    "support_visit.visited_by",
)
STAYS = {
    "application.decided_by": DEED,
    "application_requirement_mark.by_person_id": DEED,
    "bank_allocation.by_person_id": DEED,
    "certificate.verified_by": DEED,
    "listing_revision.decided_by": DEED,
    "seller.verified_by": DEED,
    "contest_judge.person_id": OFFICER,
    "officer.person_id": OFFICER,
    "role_grant.person_id": OFFICER,
    "audit_entry.person_id": TRAIL,
    "state_change.person_id": TRAIL,
    "stock_move.person_id": TRAIL,
    "outcome_fact.person_id": "facts follow the records that they are copies of",
    "person.merged_into_id": MERGING,
    "person_merge.kept_id": MERGING,
    "person_merge.merged_id": MERGING,
    "told_apart.low_id": MERGING,
    "told_apart.high_id": MERGING,
}
SAID_ANEW = ("import_row",)  # of a row of a list, officers may say at any time that it means another woman
TRAITS, CONSENTS = "sealed_trait", "consent"
FACTS = ("outcome_fact", "person_id")


@dataclass(frozen=True)
class Reference:
    """A row of a table that names a person in a column."""

    table: str
    column: str
    row: Any


def references_to(person_id: int) -> Iterator[Reference]:
    """Every row that names a person and goes with her, in the order of `MOVES`."""
    for table, column in _split(MOVES):
        model = _model_of(table)
        for row in session.scalars(select(model).where(getattr(model, column) == person_id).order_by(model.id)):
            yield Reference(table, column, row)


def find_reference(table: str, column: str, row_id: int) -> Reference | None:
    """A row as it was written down; None when it has been erased since."""
    row = session.get(_model_of(table), row_id)
    return Reference(table, column, row) if row is not None else None


def newest_keys() -> dict[str, int]:
    """The largest key of each table that names persons, by «table.column», in one statement."""
    counted = [select(literal(name), func.max(_model_of(table).id)) for name, table in _named()]
    return {name: int(newest or 0) for name, newest in session.execute(union_all(*counted))}


def count_references(person_ids: list[int], since: dict[str, int] | None = None) -> dict[int, dict[str, int]]:
    """How many rows name each of some persons, by table, in one statement; `since`: of later keys alone."""
    counted = []
    for name, table in _named():
        model = _model_of(table)
        column = getattr(model, name.partition(".")[2])
        rows = select(literal(table).label("name"), column.label("person_id"), func.count().label("rows"))
        rows = rows.where(column.in_(person_ids)).group_by(column)
        counted.append(rows.where(model.id > since.get(name, 0)) if since is not None else rows)
    found: dict[int, dict[str, int]] = {person_id: {} for person_id in person_ids}
    for table, person_id, rows_found in session.execute(union_all(*counted)):
        found[person_id][table] = rows_found
    return found


def rows_under(person_ids: Any) -> Any:
    """The rows that name one of some persons and should have gone with her; a sealed fact may have stayed."""
    named = [(table, column) for table, column in (*_split(MOVES), FACTS) if table != TRAITS]
    found = [_naming(table, column) for table, column in named]
    return union_all(*(rows.where(column.in_(person_ids)) for rows, column in found))


def rows_astray() -> Any:
    """Moved rows of merges that can be undone, which neither name the kept record nor were erased."""
    found = []
    for table, column in _split(MOVES):
        if table in SAID_ANEW:
            continue
        rows, names = _naming(table, column)
        rows = rows.with_only_columns(PersonMerge.id, literal(table), MovedReference.row_id)
        rows = rows.join(MovedReference, MovedReference.row_id == _model_of(table).id)
        rows = rows.join(PersonMerge, PersonMerge.id == MovedReference.merge_id).join(
            Person, Person.id == PersonMerge.kept_id
        )
        rows = rows.where(MovedReference.table_name == table, MovedReference.column_name == column)
        rows = rows.where(PersonMerge.undone_at.is_(None), Person.merged_into_id.is_(None))
        found.append(rows.where(names != PersonMerge.kept_id))
    return union_all(*found)


def _naming(table: str, column: str) -> tuple[Any, Any]:
    model = _model_of(table)
    names = getattr(model, column)
    return select(literal(table), model.id, names).select_from(model), names


def _named() -> list[tuple[str, str]]:
    return [(name, name.partition(".")[0]) for name in MOVES]


def _split(names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(table, column) for table, _dot, column in (name.partition(".") for name in names)]


def _model_of(table: str) -> Any:
    return next(m.class_ for m in Base.registry.mappers if m.class_.__table__.name == table)
