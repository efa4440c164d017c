"""The share of a figure that has evidence, and its sample: drawn by chance, the same again by its number (P19)."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.media.models import PrivateFile
from marketplace.programme.models import SupportRecord, SupportVisit
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import get_programme, tally
from marketplace.programme.queries.evidence import EVIDENCE, SAMPLE, draw_sample, evidence_behind, has_kinds_of_evidence
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import record_support
from marketplace.programme.shape import Place
from marketplace.web.words.programme import evidence_words
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of
from tests.outcomes import signed_in
from tests.statements import counted

PAGE = "/staff/programmes/939/women_supported/evidence?unit=38&period=2024"
DAY = date(2024, 5, 1)


@pytest.fixture
def women(app: Flask) -> None:
    with transaction():
        for n in range(30):
            area = HAC_THANH if n % 3 else BIEN_THUONG
            by = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
            record_support(
                get_programme("939"), make_person(f"Chị Số {n}"), unit_of(area), kind="advice", given_on=DAY, **by
            )


def visited(record: SupportRecord, on: date, *, with_photo: bool = True) -> None:
    with transaction():
        photo = PrivateFile(mime="image/jpeg", size_bytes=1, sha256="x", path="x")
        session.add(photo)
        session.flush()
        visit = SupportVisit(person_id=record.person_id, unit_id=record.unit_id, visited_on=on, way="visit")
        visit.visited_by, visit.photo_id = record.person_id, photo.id if with_photo else None
        session.add(visit)


def asked() -> Any:
    plug = INDICATORS.get("women_supported")
    return plug, get_programme("939"), Place(unit_of("38").path), parse_period("2024")


def test_a_visit_with_a_photo_since_the_support_is_evidence(women: None) -> None:
    first, second, third, *_rest = session.query(SupportRecord).order_by(SupportRecord.id)
    visited(first, DAY)
    visited(second, date(2024, 4, 30))
    visited(third, DAY, with_photo=False)
    share = evidence_behind(*asked())
    assert (share.value, share.with_evidence, share.percent) == (30, 1, 3.3)
    assert share.value == tally(*asked()).records
    everybody = [one for seed in range(8) for one in draw_sample(*asked(), seed)]
    assert {one.record.ref.id for one in everybody if one.has_evidence} == {first.id}


def test_the_same_number_draws_the_same_and_another_others(women: None) -> None:
    one, again, other = (draw_sample(*asked(), seed) for seed in (7, 7, 8))
    assert one == again != other and len(one) == len({each.record.ref.id for each in one}) == SAMPLE


def test_two_statements_whatever_is_drawn(women: None) -> None:
    what = asked()
    assert what[1].code == "939"
    with counted() as sent:
        draw_sample(*what, 1)
    assert len(sent) == 2


@pytest.mark.parametrize("code", INDICATORS.all())
def test_every_kind_of_evidence_can_be_asked_and_has_words(app: Flask, code: str) -> None:
    plug = INDICATORS.get(code)
    assert has_kinds_of_evidence(plug) == (plug.record_kind in EVIDENCE)
    if has_kinds_of_evidence(plug):
        evidence_behind(plug, *asked()[1:])
        assert draw_sample(plug, *asked()[1:], 1) == [] and evidence_words(plug.record_kind)


def test_officers_draw_by_a_number_in_the_address_and_strangers_see_nothing(app: Flask, women: None) -> None:
    page = signed_in(app, "province").open("/staff/programmes/939/women_supported?unit=38&period=2024")
    page.follow("Minh chứng, mẫu kiểm tra").sees(
        "0,0% có minh chứng", "0 người trong 30 người", "Máy rút ngẫu nhiên 20"
    )
    assert "draw=" in page.address
    for bad in ("x", "-1", "99999999999999999999", "१२"):
        assert "draw=" + bad not in page.open(f"{PAGE}&draw={bad}").address
    seen = page.open(f"{PAGE}&draw=7").text
    assert page.open(f"{PAGE}&draw=7").text == seen and page.open(f"{PAGE}&draw=8").text != seen
    assert signed_in(app, "commune").open(PAGE).status == 404
    assert signed_in(app, "province").open(PAGE.replace("women_supported", "units_with_channels")).status == 404
