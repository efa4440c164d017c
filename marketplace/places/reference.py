"""The areas this version ships: today's, the former ones, and who succeeded whom; loading is repeatable."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, select

from marketplace.core.db import session
from marketplace.core.folding import fold, sort_key
from marketplace.core.versions import bump
from marketplace.places.models import PLACES, VALID_FROM, Area, FormerArea, Succession
from marketplace.places.naming import bare_name

DATA = Path(__file__).parent / "data"
Rows = list[dict[str, Any]]


def load() -> None:
    """Load or update the rows, as part of the running transaction."""
    changed = _load_areas()
    changed |= _load_lineage()
    if changed:
        bump(PLACES)


def _load_areas() -> bool:
    kept = {row.code: row for row in session.execute(select(Area.__table__))}
    shipped = [_area(line) for line in _lines("areas_2025-07-01.csv")]
    fresh = [row for row in shipped if row["code"] not in kept]
    renewed = [row for row in shipped if row["code"] in kept and _differs(row, kept[row["code"]])]
    if fresh:
        session.execute(insert(Area), fresh)
    for row in renewed:
        session.merge(Area(**row))
    session.flush()
    return bool(fresh or renewed)


def _area(line: dict[str, str]) -> dict[str, Any]:
    numbers = {name: float(line[name]) if line[name] else None for name in ("latitude", "longitude", "area_km2")}
    return {
        "code": line["code"],
        "level": line["level"],
        "name": line["name"],
        "folded": fold(line["name"]),
        "sort_key": sort_key(bare_name(line["name"])),
        "parent_code": line["parent_code"] or None,
        "valid_from": VALID_FROM,
        **numbers,
    }


def _differs(row: dict[str, Any], kept: Any) -> bool:
    return any(getattr(kept, name) != value for name, value in row.items())


def _load_lineage() -> bool:
    formers, successions = _lineage()
    kept = {(r.code, r.folded, r.partly) for r in session.execute(select(FormerArea.__table__))}
    kept_links = {tuple(r) for r in session.execute(select(Succession.former_id, Succession.area_code))}
    links = {(row["former_id"], row["area_code"]) for row in successions}
    if kept == {(r["code"], r["folded"], r["partly"]) for r in formers} and kept_links == links:
        return False
    session.execute(delete(Succession))
    session.execute(delete(FormerArea))
    session.execute(insert(FormerArea), formers)
    session.execute(insert(Succession), successions)
    return True


def _lineage() -> tuple[Rows, Rows]:
    """Former communes, numbered in the order of the file, and their successors."""
    earlier = {line["code"]: line for line in _lines("earlier_names.csv")}
    formers: Rows = []
    successions: Rows = []
    for number, line in enumerate(chain(_lines("area_lineage_2025-07-01.csv"), _merged_before()), start=1):
        formers.append(_former(number, line, earlier.get(line["old_code"], {})))
        successions += [{"former_id": number, "area_code": code} for code in line["new_codes"].split()]
    return formers, successions


def _merged_before() -> Iterator[dict[str, str]]:
    """Communes that were gone before 2025-07-01, with what became of those they went into; their codes are not kept."""
    later = {line["old_code"]: line for line in _lines("area_lineage_2025-07-01.csv")}
    for line in _lines("earlier_communes.csv"):
        into = [later[code] for code in line["went_into"].split()]
        codes = {code for commune in into for code in commune["new_codes"].split()}
        names = {"old_code": "", "old_name": line["name"], "old_district": line["district"], "partly": "0"}
        yield into[0] | names | {"new_codes": " ".join(sorted(codes))}


def _former(number: int, line: dict[str, str], earlier: dict[str, str]) -> dict[str, Any]:
    names = [line["old_name"], line["old_district"], line["old_province"]]
    before = [earlier.get("earlier_name", ""), earlier.get("earlier_district", "")]
    return {
        "id": number,
        "code": line["old_code"],
        "name": line["old_name"],
        "district": line["old_district"],
        "province": line["old_province"],
        "province_code": line["old_province_code"],
        "earlier_name": before[0],
        "earlier_district": before[1],
        "folded": fold(" ".join(names + before)),
        "partly": line["partly"] == "1",
    }


def _lines(file: str) -> Iterator[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as opened:
        yield from csv.DictReader(opened)
