"""Records of support in the number a province has, written set by set: 41,429 of three programmes."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from marketplace.association.queries import list_units
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.folding import fold
from marketplace.core.references import new_public_id
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.programme.queries import get_programme
from marketplace.programme.services import rebuild_facts

RECORDS = 41_429
SHARES = (("939", 0.71), ("2415", 0.18), ("01", 0.11))  # of the records, by programme
KINDS = ("training", "advice", "loan", "grant", "equipment", "mentoring")
RECORDS_EACH = 2  # of one woman


def write_records(records: int = RECORDS) -> int:
    """Write that many records of half as many women in every commune, and their facts; part of a transaction."""
    programmes = _of_programmes(records)
    women = _write_women(-(-records // RECORDS_EACH))
    units = [unit.id for unit in list_units() if unit.level == "commune"]
    rows = [_record(n, programmes[n], women[n // RECORDS_EACH], units) for n in range(records)]
    session.connection().execute(insert(SupportRecord.__table__), rows)  # type: ignore[arg-type]
    return rebuild_facts()


def _of_programmes(records: int) -> list[Any]:
    found = [programme for code, share in SHARES for programme in [get_programme(code)] * round(records * share)]
    return (found + found[:1] * records)[:records]


def _write_women(count: int) -> range:
    first = (session.scalar(select(func.max(Person.id))) or 0) + 1
    names = [f"Chị Mẫu {n}" for n in range(count)]
    people = [
        {
            "id": first + n,
            "public_id": new_public_id(),
            "full_name": name,
            "folded_name": fold(name),
            "address_line": "",
        }
        for n, name in enumerate(names)
    ]
    session.connection().execute(insert(Person.__table__), people)  # type: ignore[arg-type]
    return range(first, first + count)


def _record(n: int, programme: Any, person_id: int, units: list[int]) -> dict[str, Any]:
    days = (min(programme.ends_on, today()) - programme.begins_on).days
    given_on: date = programme.begins_on + timedelta(days=(n * 37) % days)
    return {
        "programme_id": programme.id,
        "person_id": person_id,
        "unit_id": units[person_id % len(units)],
        "kind": KINDS[n % len(KINDS)],
        "given_on": given_on,
        "idea": "Trồng sâm Báo",
        "recorded_at": now(),
    }
