"""Figures by sealed facts: counted with a note, small numbers hidden whatever the margins tell, no list opened."""

from datetime import date
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
from marketplace.programme.disclosure import TOTAL, hidden_cells
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


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=6))
def test_who_knows_the_whole_cannot_tell_a_hidden_part(numbers: list[int]) -> None:
    women: dict[Any, int] = {(n, TOTAL): number for n, number in enumerate(numbers)} | {(TOTAL, TOTAL): sum(numbers)}
    hidden = hidden_cells(women, 5, [(TOTAL, TOTAL)])
    assert (TOTAL, TOTAL) not in hidden and all(
        (n, TOTAL) in hidden for n, number in enumerate(numbers) if 0 < number < 5
    )
    if hidden:
        rest = sum(women[cell] for cell in hidden)
        assert len(hidden) > 1 and (rest >= 5 or len(hidden) == len(numbers))
