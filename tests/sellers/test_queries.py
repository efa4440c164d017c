"""Applications are found within a territory and nowhere else, the longest waiting first."""

from datetime import timedelta

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, NOTHING, Scope
from marketplace.core.clock import now
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.sellers import queries
from marketplace.sellers.services import ask_for_more, decline_application
from tests.builders import BIEN_THUONG, HAC_THANH, make_officer, make_province_officer, unit_of
from tests.sellers.applicants import make_approved, make_draft, make_submitted, officer


def _scope(area_code: str) -> Scope:
    return Scope(paths=(unit_of(area_code).path,))


def test_an_application_is_found_in_its_territory_and_above(app: Flask) -> None:
    number = make_submitted().number
    for scope in (_scope(BIEN_THUONG), _scope("38"), EVERYTHING):
        assert queries.get_application(number, scope).number == number
    for scope in (_scope(HAC_THANH), NOTHING):
        for read in (queries.get_application, queries.lock_application):
            with pytest.raises(NotFound):
                read(number, scope)


def test_a_draft_is_nobodys_but_the_applicants(app: Flask) -> None:
    draft = make_draft()
    with pytest.raises(NotFound):
        queries.get_application(draft.number, EVERYTHING)
    assert len(queries.list_applications(EVERYTHING, "draft")) == 0
    assert queries.find_application_of(draft.person_id) is not None


def test_those_waiting_come_by_due_time_page_by_page(app: Flask) -> None:
    made = [make_submitted(name={"full_name": f"Lê Thị {name}"}) for name in ("Một", "Hai", "Ba")]
    with transaction():
        for days, application in zip((3, 1, 2), made, strict=True):
            application.due_at = now() + timedelta(days=days)
    first = queries.list_applications(EVERYTHING, limit=2)
    assert [row.id for row in first] == [made[1].id, made[2].id]
    second = queries.list_applications(EVERYTHING, cursor=first.next_cursor, limit=2)
    assert [row.id for row in second] == [made[0].id]
    assert second.next_cursor is None


def test_those_decided_come_newest_first_page_by_page(app: Flask) -> None:
    with transaction():
        by = make_officer()
    made = [make_submitted() for _ in range(3)]
    for application in made:
        with transaction():
            decline_application(application, "ly_do_khac", "Chưa rõ", officer(by))
    first = queries.list_applications(EVERYTHING, "declined", limit=2)
    second = queries.list_applications(EVERYTHING, "declined", cursor=first.next_cursor, limit=2)
    assert [row.id for row in (*first, *second)] == [row.id for row in reversed(made)]


@pytest.mark.parametrize("cursor", ["x", "WyJub3QgYSBkYXRlIiwxXQ", "WyIyMDI2LTAxLTAxIiwxXQ"])
def test_a_cursor_that_is_none_of_ours_begins_anew_or_reads_on(app: Flask, cursor: str) -> None:
    make_submitted()
    assert len(queries.list_applications(EVERYTHING, cursor=cursor)) in (0, 1)


def test_filters_by_unit_and_by_name_or_number(app: Flask) -> None:
    lan = make_submitted(name={"full_name": "Đỗ Thị Lan"})
    hoa = make_submitted(name={"full_name": "Lê Hòa"}, place={"area_code": HAC_THANH})
    unit_id = unit_of(HAC_THANH).id
    assert [row.id for row in queries.list_applications(EVERYTHING, unit_id=unit_id)] == [hoa.id]
    assert [row.id for row in queries.list_applications(EVERYTHING, text="do thi")] == [lan.id]
    assert [row.id for row in queries.list_applications(EVERYTHING, text="HÒA")] == [hoa.id]
    assert [row.id for row in queries.list_applications(EVERYTHING, text=lan.number.lower())] == [lan.id]
    assert [row.id for row in queries.list_applications(EVERYTHING, text="%")] == []
    assert queries.count_by_status(_scope(HAC_THANH)) == {"submitted": 1}
    assert (queries.count_waiting(_scope("38")), queries.count_waiting(NOTHING)) == (2, 0)


def test_the_time_to_decision_is_told_by_unit(app: Flask) -> None:
    with transaction():
        commune, province = make_officer(), make_province_officer()
    sellers = [make_approved(commune), make_approved(province, place={"area_code": HAC_THANH})]
    waiting = make_submitted()
    with transaction():
        ask_for_more(waiting, "Chụp lại", {}, officer(commune))
        for seller, days in zip(sellers, (2, 9), strict=True):
            application = queries.find_application_of(seller.person_id)
            assert application is not None
            application.submitted_at = now() - timedelta(days=days)
            application.due_at = now() - timedelta(days=days - 5)
    speeds = queries.list_speeds(EVERYTHING, now() - timedelta(days=30))
    assert [(s.unit.area_code, s.decided, round(s.median_days), s.late) for s in speeds] == [
        (HAC_THANH, 1, 9, 1),
        (BIEN_THUONG, 1, 2, 0),
    ]
    assert [s.unit.area_code for s in queries.list_speeds(_scope(BIEN_THUONG), now() - timedelta(days=30))] == [
        BIEN_THUONG
    ]


def test_a_paper_of_another_application_is_not_found(app: Flask) -> None:
    application, other = make_submitted(), make_submitted()
    paper = queries.list_papers(application.id)[0]
    assert queries.get_paper(application.id, paper.id).id == paper.id
    for application_id, paper_id in ((other.id, paper.id), (application.id, 0), (application.id, 10**12)):
        with pytest.raises(NotFound):
            queries.get_paper(application_id, paper_id)


def test_the_same_card_and_account_of_two_women_are_noticed(app: Flask) -> None:
    one, two = make_submitted(), make_submitted()
    three = make_submitted(card={"id_number": "038185000009"}, bank={"bin": "970436"})
    assert queries.is_number_of_another(one.person_id) and queries.is_number_of_another(two.person_id)
    assert not queries.is_number_of_another(three.person_id)
    accounts = {a.id: queries.bank_account_of(a.person_id) for a in (one, three)}
    for application, expected in ((one, True), (three, False)):
        account = accounts[application.id]
        assert account is not None
        assert queries.is_account_of_another(application.person_id, account.number_fingerprint) is expected


def test_sellers_are_found_by_person_and_within_a_territory(app: Flask) -> None:
    with transaction():
        by = make_officer()
    seller = make_approved(by)
    assert queries.find_seller_of(seller.person_id) == seller
    assert queries.find_seller_of(by.id) is None
    assert queries.lock_seller(seller.id, _scope(BIEN_THUONG)) == seller
    with pytest.raises(NotFound):
        queries.lock_seller(seller.id, _scope(HAC_THANH))
