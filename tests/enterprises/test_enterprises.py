"""Enterprises and their people: entered once, refused with the reason, tested anew at each change of who holds what."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from marketplace.association.scope import EVERYTHING, Scope
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, NotAllowed, NotFound
from marketplace.core.transactions import transaction
from marketplace.enterprises.enterprise_kinds import (
    BOARD_MEMBER,
    CLOSED,
    CLUB,
    COOPERATIVE,
    DIRECTOR,
    ENTERPRISE,
    FOUNDER,
    HEAD,
    HOUSEHOLD,
    MANAGER,
    OWNER,
    RUNNING,
    VOID,
)
from marketplace.enterprises.errors import (
    AlreadyPart,
    DayTaken,
    FoundedBeforeBirth,
    LinkTaken,
    NoCapital,
    NotALink,
    NotYetAdult,
    OutsideLife,
    RegistrationTaken,
    SameEnterprise,
    TooManyShares,
)
from marketplace.enterprises.models import Enterprise, EnterprisePart, OnlinePresence, WomenOwnedTest
from marketplace.enterprises.ownership import FAILED, PASSED
from marketplace.enterprises.promises import every_test_is_right
from marketplace.enterprises.queries import get_enterprise, list_enterprises, list_tests
from marketplace.enterprises.services import (
    Counted,
    Facts,
    PartFacts,
    add_part,
    close_enterprise,
    correct_enterprise,
    end_part,
    record_count,
    record_enterprise,
    record_presence,
    reopen_enterprise,
    void_count,
    void_enterprise,
    void_part,
    void_presence,
)
from marketplace.enterprises.web_pages import key_of, place_of, tidy_link
from marketplace.people.models import Person
from tests.builders import BIEN_THUONG, HAC_THANH, make_person, unit_of

ALL: dict[str, Any] = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}
FOUNDED = date(2024, 3, 8)


@pytest.fixture
def writing(app: Flask) -> Iterator[None]:
    with transaction():
        yield
        session.flush()
        assert list(every_test_is_right()) == []


def told(name: str = "Công ty Sâm Báo", form: str = ENTERPRISE, **more: Any) -> Facts:
    return Facts(**{"name": name, "form": form, "is_new": True, "founded_on": FOUNDED, **more})


def made(woman: Person | None = None, facts: Facts | None = None, **more: Any) -> Enterprise:
    return record_enterprise(
        facts or told(), woman or make_person(birth_year=1985), unit_of(BIEN_THUONG), **{**ALL, **more}
    )


def owner(share: int | None, **more: Any) -> PartFacts:
    return PartFacts(OWNER, share=share, **more)


def standing(row: Enterprise) -> list[tuple[date, int, int, str]]:
    """Since when which result holds, the oldest first."""
    tests = [test for test in list_tests(row.id) if test.superseded_at is None]
    return [(t.holds_from, t.women_share, t.women_managers, t.result) for t in reversed(tests)]


def deeds() -> list[str]:
    return [entry.action for entry in session.query(AuditEntry).order_by(AuditEntry.id)]


def test_a_new_one_has_its_founder_manager_and_owner(writing: None) -> None:
    woman = make_person("Lê Thị Mận", birth_year=1985)
    row = made(woman, title=DIRECTOR, share=6000, evidence="Giấy đăng ký số 28")
    assert (row.state, row.supported_from, row.unit_id) == (RUNNING, FOUNDED, unit_of(BIEN_THUONG).id)
    parts = session.query(EnterprisePart).order_by(EnterprisePart.id).all()
    assert [(p.role, p.title, p.share, p.began_on) for p in parts] == [
        (FOUNDER, "", None, FOUNDED),
        (MANAGER, DIRECTOR, None, FOUNDED),
        (OWNER, "", 6000, FOUNDED),
    ]
    [test] = list_tests(row.id)
    assert (test.holds_from, test.women_share, test.result) == (FOUNDED, 6000, PASSED)
    assert (test.evidence, test.evaluated_by) == ("Giấy đăng ký số 28", 1)
    assert deeds() == ["enterprise.recorded"]


@pytest.mark.parametrize(("share", "result"), [(5099, FAILED), (5100, PASSED)])
def test_fifty_one_percent_is_where_it_begins(writing: None, share: int, result: str) -> None:
    assert standing(made(title=DIRECTOR, share=share)) == [(FOUNDED, share, 1, result)]


def test_shares_in_dong_are_reckoned_exactly(writing: None) -> None:
    row = made(facts=told(charter_capital_dong=3_000_000_001), title=DIRECTOR)
    add_part(row, make_person(), owner(None, share_dong=1_530_000_000), **ALL)
    assert standing(row) == [(FOUNDED, 5099, 1, FAILED)], "50.99999998 % is not 51"
    add_part(row, make_person(), owner(None, share_dong=1), **ALL)
    assert standing(row) == [(FOUNDED, 5100, 1, PASSED)]
    assert [t.women_share for t in list_tests(row.id)] == [5100, 5099, 0], "old results stay readable"


@pytest.mark.parametrize("men", [True, False])
def test_no_woman_manages_no_test_is_passed(writing: None, men: bool) -> None:
    row = made(share=10_000)
    if men:
        add_part(row, "Lê Văn Quản", PartFacts(MANAGER, title=DIRECTOR), **ALL)
    assert standing(row) == [(FOUNDED, 10_000, 0, FAILED)]


def test_of_a_cooperative_a_woman_of_the_board_is_enough(writing: None) -> None:
    row = made(facts=told("HTX Sâm Báo", COOPERATIVE))
    assert standing(row) == [(FOUNDED, 0, 0, FAILED)]
    since = date(2025, 1, 2)
    part = add_part(row, make_person(), PartFacts(MANAGER, since, BOARD_MEMBER), evidence="Biên bản đại hội", **ALL)
    assert standing(row) == [(FOUNDED, 0, 0, FAILED), (since, 0, 1, PASSED)]
    end_part(part, ended_on=date(2025, 6, 1), why="Hết nhiệm kỳ", **ALL)
    assert [each[3] for each in standing(row)] == [FAILED, PASSED, FAILED]


def test_a_share_that_is_sold_fails_from_its_day_and_a_correction_from_the_beginning(writing: None) -> None:
    row = made(title=DIRECTOR, share=4000)
    sold = add_part(row, make_person(), owner(2000), **ALL)
    add_part(row, "Lê Văn Góp", owner(4000), **ALL)
    assert standing(row) == [(FOUNDED, 6000, 1, PASSED)]
    with pytest.raises(OutsideLife):
        end_part(sold, ended_on=FOUNDED, why="Bán vốn", **ALL)
    end_part(sold, ended_on=date(2025, 5, 1), why="Bán vốn", **ALL)
    assert standing(row) == [(FOUNDED, 6000, 1, PASSED), (date(2025, 5, 1), 4000, 1, FAILED)]
    with pytest.raises(Conflict):
        end_part(sold, ended_on=today(), why="Bán vốn", **ALL)
    void_part(sold, why="Ghi nhầm người", **ALL)
    assert standing(row) == [(FOUNDED, 4000, 1, FAILED)]
    assert session.query(WomenOwnedTest).filter(WomenOwnedTest.superseded_at.is_not(None)).count() == 3
    assert deeds()[-2:] == ["enterprise.part_ended", "enterprise.part_voided"]


def test_all_shares_are_at_most_the_whole(writing: None) -> None:
    row = made(share=6000)
    with pytest.raises(TooManyShares) as refused, session.begin_nested():
        add_part(row, "Lê Văn Góp", owner(4001), **ALL)
    assert refused.value.over == 1
    with pytest.raises(NoCapital):
        add_part(row, "Lê Văn Góp", owner(None, share_dong=5), **ALL)
    for wrong in (owner(0), owner(10_001), owner(None), PartFacts(MANAGER, title=HEAD), PartFacts("boss")):
        with pytest.raises(Invalid):
            add_part(row, "Lê Văn Góp", wrong, **ALL)
    add_part(row, "Lê Văn Góp", owner(4000), **ALL)
    with pytest.raises(AlreadyPart):
        add_part(row, "lê văn  GÓP", owner(1), **ALL)
    with pytest.raises(OutsideLife):
        add_part(row, "Lê Văn Khác", owner(1, began_on=FOUNDED - timedelta(1)), **ALL)
    assert session.query(EnterprisePart).count() == 3


def test_a_founding_is_after_birth_and_asked_of_who_is_young(writing: None) -> None:
    for born, refusal in ((2024, FoundedBeforeBirth), (2030, FoundedBeforeBirth), (2007, NotYetAdult)):
        with pytest.raises(refusal):
            made(make_person(birth_year=born))
    assert session.query(Enterprise).count() == 0
    row = made(make_person(birth_year=2007), is_certain=True)
    with pytest.raises(FoundedBeforeBirth):
        add_part(row, make_person(birth_year=2025), PartFacts(FOUNDER), **ALL)
    made(make_person(birth_year=2024), told(is_new=False, founded_on=None, supported_from=today()))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"founded_on": date.max}, "founded_on"),
        ({"founded_on": None}, "founded_on"),
        ({"is_new": False}, "supported_from"),
        ({"is_new": False, "supported_from": FOUNDED - timedelta(1)}, "supported_from"),
        ({"name": " . "}, "name"),
        ({"form": "bank"}, "form"),
    ],
)
def test_what_cannot_be_is_refused(writing: None, wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        made(facts=told(**wrong))
    assert refused.value.facts["field"] == field and session.query(Enterprise).count() == 0


def test_the_same_is_entered_once(writing: None) -> None:
    woman, other = make_person(birth_year=1985), make_person(birth_year=1980)
    row = made(woman, told(registration_number="28.01-234 567"))
    with pytest.raises(SameEnterprise) as refused:
        made(woman, told("công ty SÂM BÁO"))
    assert refused.value.enterprise is row
    with pytest.raises(RegistrationTaken) as taken:
        made(other, told("Khác", registration_number="2801234567"))
    assert taken.value.enterprise is row
    add_part(row, other, PartFacts(FOUNDER), **ALL)
    with pytest.raises(SameEnterprise):
        made(other)
    void_enterprise(row, why="Ghi nhầm", **ALL)
    made(woman, told(registration_number="2801234567"))
    assert session.query(Enterprise).count() == 2 and row.state == VOID


def test_a_stranger_changes_nothing(writing: None) -> None:
    by: dict[str, Any] = {"actor": Actor(OFFICER, 2), "scope": Scope((unit_of(HAC_THANH).path,))}
    with pytest.raises(NotAllowed):
        made(**by)
    row = made(title=DIRECTOR)
    [part] = session.query(EnterprisePart).filter_by(role=MANAGER)
    for act in (
        lambda: correct_enterprise(row, told("Khác"), row.unit, why="x", **by),
        lambda: close_enterprise(row, closed_on=today(), why="x", **by),
        lambda: void_enterprise(row, why="x", **by),
        lambda: add_part(row, "Lê Văn A", owner(1), **by),
        lambda: end_part(part, ended_on=today(), why="x", **by),
        lambda: void_part(part, why="x", **by),
        lambda: record_count(row, Counted(members=1), today(), source="", **by),
        lambda: record_presence(row.person, row.unit, row, link="a.vn", products=["x"], seen_on=today(), **by),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        get_enterprise(row.id, by["scope"])
    assert list(list_enterprises(by["scope"])) == []
    assert (row.name, row.state, part.voided_at, part.ended_on) == ("Công ty Sâm Báo", RUNNING, None, None)


def test_a_correction_says_why_and_moves_what_began_with_it(writing: None) -> None:
    row = made(title=DIRECTOR, share=6000)
    with pytest.raises(Invalid):
        correct_enterprise(row, told("Mới"), row.unit, why=" ", **ALL)
    with pytest.raises(Invalid):
        correct_enterprise(row, told(form=CLUB), row.unit, why="Nhầm", **ALL)
    earlier = date(2023, 10, 20)
    correct_enterprise(row, told(founded_on=earlier), unit_of(HAC_THANH), why="Theo giấy đăng ký", **ALL)
    assert standing(row) == [(earlier, 6000, 1, PASSED)] and row.supported_from == earlier
    assert {part.unit_id for part in session.query(EnterprisePart)} == {unit_of(HAC_THANH).id}
    entry = session.query(AuditEntry).filter_by(action="enterprise.corrected").one()
    assert entry.details["before"]["founded_on"] == "2024-03-08" and entry.purpose == "Theo giấy đăng ký"


def test_it_closes_with_a_reason_and_opens_again(writing: None) -> None:
    row = made()
    for day, why in ((date.max, "x"), (FOUNDED - timedelta(1), "x"), (today(), " ")):
        with pytest.raises(Invalid):
            close_enterprise(row, closed_on=day, why=why, **ALL)
    close_enterprise(row, closed_on=today(), why="Chuyển nghề", **ALL)
    assert (row.state, row.closed_why) == (CLOSED, "Chuyển nghề")
    with pytest.raises(Conflict):
        close_enterprise(row, closed_on=today(), why="x", **ALL)
    reopen_enterprise(row, **ALL)
    with pytest.raises(Conflict):
        reopen_enterprise(row, **ALL)
    assert (row.state, row.closed_why) == (RUNNING, "")
    void_enterprise(row, why="Ghi nhầm", **ALL)
    for act in (lambda: void_enterprise(row, why="x", **ALL), lambda: reopen_enterprise(row, **ALL)):
        with pytest.raises(Conflict):
            act()
    assert standing(row) == [] and list(list_enterprises(EVERYTHING)) == []
    assert [each.id for each in list_enterprises(EVERYTHING, state=VOID)] == [row.id]


def test_counts_are_of_a_day_and_women_are_among_all(writing: None) -> None:
    row = made()
    first = record_count(row, Counted(members=20, women_members=15), today(), source="Báo cáo", **ALL)
    for wrong, day in ((Counted(), FOUNDED), (Counted(workers=3, women_workers=4), FOUNDED), (Counted(1), date.max)):
        with pytest.raises(Invalid):
            record_count(row, wrong, day, source="", **ALL)
    with pytest.raises(DayTaken):
        record_count(row, Counted(members=21), today(), source="", **ALL)
    void_count(first, why="Nhầm số", **ALL)
    record_count(row, Counted(members=21), today(), source="", **ALL)


def test_found_by_name_form_state_number_and_who_leads_it(writing: None) -> None:
    woman = make_person("Lê Thị Mận", birth_year=1985)
    company = made(woman, told(registration_number="2801234567"))
    trade = made(make_person("Hoàng Thị Bưởi"), told("Bưởi chị Bưởi", HOUSEHOLD), title=HEAD)
    assert standing(trade) == [(FOUNDED, 10_000, 1, PASSED)], "a household is hers alone"

    def found(**asked: Any) -> list[Enterprise]:
        return list(list_enterprises(EVERYTHING, **asked))

    assert found() == [trade, company]
    for text in ("sam bao", "Công ty", "mận lê", "2801-234-567"):
        assert found(text=text) == [company]
    assert found(form=HOUSEHOLD) == [trade] and found(state=CLOSED) == [] and found(text="không có") == []


def test_a_page_elsewhere_is_recorded_once_with_its_products(writing: None) -> None:
    row = made()

    def seen(link: str, products: Any = ("Trà sâm", "trà SÂM", " "), day: date | None = None) -> OnlinePresence:
        return record_presence(row.person, row.unit, row, link=link, products=products, seen_on=day or today(), **ALL)

    page = seen("facebook.com/sambao/")
    assert (page.place, page.link, [p.folded_name for p in page.products]) == (
        "facebook",
        "https://facebook.com/sambao/",
        ["tra sam"],
    )
    with pytest.raises(LinkTaken) as taken:
        seen("https://www.facebook.com/sambao")
    assert taken.value.presence is page
    for link, products, day in (("sambao", ["x"], None), ("a.vn", [" "], None), ("a.vn", ["x"], date.max)):
        with pytest.raises(Invalid):
            seen(link, products, day)
    void_presence(page, why="Nhầm trang", **ALL)
    seen("m.facebook.com/sambao")


NO_PAGES = (
    *("", "sâm báo", "javascript:alert(1)", "http://a b.vn", "ftp://a.vn", "https://me:pw@a.vn", "http://127.0.0.1"),
    *("//", "https://a.vn:8080/", "https://[::1", "http://a.vn/" + "x" * 300, 'https://a.vn/"><b>'),
)


@pytest.mark.parametrize("typed", NO_PAGES)
def test_what_is_no_page_is_refused(typed: str) -> None:
    with pytest.raises(NotALink):
        tidy_link(typed)


def test_the_place_of_a_page_follows_from_its_address() -> None:
    links = (
        "fb.com/a",
        "zalo.me/0912",
        "https://shopee.vn/a?sp=1",
        "vi-vn.facebook.com/a",
        "sambao.vn",
        "notfacebook.com",
    )
    places = [place_of(tidy_link(link)) for link in links]
    assert places == ["facebook", "zalo", "market", "facebook", "website", "website"]
    assert key_of(tidy_link("WWW.Shopee.vn/a/?sp=1")) == "shopee.vn/a?sp=1"
