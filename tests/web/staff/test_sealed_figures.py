"""Figures by sealed facts: counted with a note, small numbers hidden whatever the margins tell, no list opened."""

from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from marketplace.association.scope import EVERYTHING
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.services import PAPER, keep_sensitive, say_consent
from marketplace.people.traits import POVERTY
from marketplace.programme.disclosure import TOTAL, hidden_sealed
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from tests.builders import BIEN_THUONG, make_person, unit_of
from tests.outcomes import sheet_of, signed_in

ACTOR = Actor(OFFICER, 1)
BY: Any = {"actor": ACTOR, "scope": EVERYTHING}
LIST = "/staff/programmes/939/women_supported"
ASKED = "unit=38&period=2024"


@pytest.fixture
def women(app: Flask) -> None:
    with transaction():
        for number, value in enumerate(["poor:2024"] * 6 + ["near_poor:2024"] * 2 + ["none"] * 7 + [None] * 9):
            person = make_person(f"Chị Số {number}", birth_year=1990)
            record_support(
                get_programme("939"), person, unit_of(BIEN_THUONG), kind="loan", given_on=date(2024, 5, 1), **BY
            )
            if value:
                say_consent(person, POVERTY, "v1", PAPER, actor=ACTOR)
                keep_sensitive(person, POVERTY, value, actor=ACTOR)


def test_counted_with_one_note_and_the_few_are_hidden_also_in_the_workbook(app: Flask, women: None) -> None:
    page = signed_in(app, "province")
    page.open(f"{LIST}/parts?{ASKED}&by=poverty").sees("hộ nghèo", "chưa rõ", "ẩn", "không mở danh sách")
    [note] = session.query(AuditEntry).filter_by(action="trait.counted")
    assert note.details == {"kind": POVERTY, "people": 15} and note.subject_id == unit_of("38").id
    assert "part=" not in page.html
    assert page.open(f"{LIST}?{ASKED}&by=poverty&part=near_poor").status == 404
    rows = sheet_of(page, f"{LIST}/parts.xlsx?{ASKED}&by=poverty&and=age_band")
    told = {row[0]: row[-1] for row in rows if len(row) > 2}
    assert told["hộ cận nghèo"] == told["hộ nghèo"] == "ẩn" and told["chưa rõ"] == 9 and told["Cộng"] == 24


def test_nobody_but_officers_is_offered_it(app: Flask, women: None) -> None:
    page = signed_in(app, "operator").open(f"{LIST}/parts?{ASKED}&by=poverty")
    assert page.status == 404 and session.query(AuditEntry).filter_by(action="trait.counted").count() == 0


@settings(max_examples=80, deadline=None)
@given(st.data(), st.integers(3, 5), st.integers(2, 4), st.sampled_from([[0], [1], [0, 1]]))
def test_nothing_hidden_can_be_reckoned_from_this_table_and_those_of_its_sides(
    data: st.DataObject, rows: int, columns: int, sealed: list[int]
) -> None:
    """The attacker knows every sum that any of the tables shows and solves for the rest."""
    inside = list(product(range(rows), range(columns)))
    told: dict[Any, int] = {cell: data.draw(st.sampled_from([0, 1, 2, 3, 5, 7, 14, 30])) for cell in inside}
    sums: list[Any] = [((n, TOTAL), [(n, m) for m in range(columns)]) for n in range(rows)]
    sums += [((TOTAL, m), [(n, m) for n in range(rows)]) for m in range(columns)]
    told |= {whole: sum(told[cell] for cell in cells) for whole, cells in sums}
    sums.append(((TOTAL, TOTAL), [(n, TOTAL) for n in range(rows)]))
    sums.append(((TOTAL, TOTAL), [(TOTAL, m) for m in range(columns)]))
    told[TOTAL, TOTAL] = sum(told[cell] for cell in inside)
    hidden = hidden_sealed(told, 5, sealed)
    for side in sealed:
        alone = {cell: number for cell, number in told.items() if cell[1 - side] is TOTAL}
        hidden &= hidden_sealed(alone, 5, [side]) | (set(told) - set(alone))
    few = {cell for cell in told if 0 < told[cell] < 5 and any(cell[side] is not TOTAL for side in sealed)}
    assert few <= hidden and not few & _solved(sums, sorted(hidden, key=str))


def _solved(sums: list[Any], hidden: list[Any]) -> set[Any]:
    """The unknowns that the sums fix."""
    lines = [[Fraction((cell in cells) - (cell == whole)) for cell in hidden] for whole, cells in sums]
    done = 0
    for column in range(len(hidden)):
        pivot = next((n for n in range(done, len(lines)) if lines[n][column]), None)
        if pivot is None:
            continue
        lines[done], lines[pivot] = lines[pivot], [*lines[done]]
        lines[done] = [number / lines[done][column] for number in lines[done]]
        for n, line in enumerate(lines):
            if n != done and line[column]:
                lines[n] = [a - line[column] * b for a, b in zip(line, lines[done], strict=True)]
        done += 1
    alone = [[cell for cell, number in zip(hidden, line, strict=True) if number] for line in lines]
    return {cells[0] for cells in alone if len(cells) == 1}
