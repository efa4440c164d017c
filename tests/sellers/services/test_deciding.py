"""An officer's side: her own territory, never herself, one decision, everything met before a yes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from marketplace.association.models import Officer
from marketplace.audit.models import AuditEntry
from marketplace.core.actors import OPERATOR, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid, NotFound, TooMany
from marketplace.core.outbox import OutboxRow
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.people.services import REVEALS_AN_HOUR
from marketplace.sellers import promises, queries
from marketplace.sellers.errors import AlreadyDecided, BadAnswer, ChangedMeanwhile, MayNotDecide, Unmet, Unopened
from marketplace.sellers.legal_forms import COOPERATIVE, PERSON
from marketplace.sellers.models import Application, Seller
from marketplace.sellers.services import (
    approve_application,
    ask_for_more,
    decline_application,
    mark_requirement,
    open_paper,
    reopen_application,
    reveal,
    submit_application,
    take_up_again,
)
from marketplace.sellers.services.deciding import SAW_ORIGINAL, stamp_of
from tests.builders import HAC_THANH, make_officer, make_operator, make_province_officer
from tests.sellers.applicants import (
    ACCOUNT_NUMBER,
    ID_NUMBER,
    add_paper,
    applicant_actor,
    make_draft,
    make_submitted,
    officer,
    verify_all,
)


def _officer(area_code: str | None = None, name: str = "Lê Cán Bộ") -> Person:
    with transaction():
        return make_officer(area_code, name=name) if area_code else make_officer(name=name)


def _decisions(application: Application, by: Person) -> list[Callable[[], object]]:
    actor = officer(by)
    return [
        lambda: mark_requirement(application, "identity", "verified", "", actor),
        lambda: approve_application(application, actor),
        lambda: ask_for_more(application, "Bổ sung ảnh", {}, actor),
        lambda: decline_application(application, "ly_do_khac", "Chưa rõ", actor),
    ]


def test_a_whole_application_makes_a_seller_vouched_for_by_the_officers_unit(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    verify_all(application, by)
    with transaction():
        seller = approve_application(application, officer(by), "Hồ sơ đủ", seen=stamp_of(application))
    assert (seller.status, seller.legal_form, seller.legal_name) == ("active", PERSON, "Nguyễn Thị Mẫu")
    assert (seller.verified_by, seller.verified_unit_id, seller.unit_id) == (
        by.id,
        application.unit_id,
        application.unit_id,
    )
    assert (application.status, application.decided_by) == ("approved", by.id)
    assert session.query(OutboxRow).filter(OutboxRow.work.contains("tell_approved")).count() == 1
    actions = {entry.action for entry in session.query(AuditEntry).filter_by(person_id=by.id)}
    assert {"application.approved", "seller.active", "application.requirement_marked"} <= actions
    assert list(promises.admitted_by_the_right_officer()) == []


def test_the_province_vouches_where_it_decides(app: Flask) -> None:
    with transaction():
        by = make_province_officer()
    application = make_submitted(COOPERATIVE)
    verify_all(application, by)
    with transaction():
        seller = approve_application(application, officer(by))
    assert seller.verified_unit.level == "province"
    assert seller.unit.level == "commune"
    assert seller.legal_name == "Tổ sâm Báo Triệu Sơn"


def test_nothing_is_approved_while_a_paper_was_not_looked_at(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with pytest.raises(Unmet) as refused, transaction():
        approve_application(application, officer(by))
    assert refused.value.unmet == ("identity",)
    session.expire_all()
    assert application.status == "submitted"
    assert session.query(Seller).count() == 0


def test_an_officer_of_another_commune_changes_nothing(app: Flask) -> None:
    stranger, application = _officer(HAC_THANH), make_submitted()
    for decide in _decisions(application, stranger):
        with pytest.raises(MayNotDecide), transaction():
            decide()
    with pytest.raises(MayNotDecide), transaction():
        reveal(application, "id_number", officer(stranger), "xem cho biết")
    session.expire_all()
    assert application.status == "submitted"
    assert queries.list_marks(application.id) == {}


def test_nobody_decides_her_own(app: Flask) -> None:
    by = _officer(name="Nguyễn Thị Mẫu")
    application = make_submitted(person=by)
    for decide in _decisions(application, by):
        with pytest.raises(MayNotDecide), transaction():
            decide()
    with pytest.raises(MayNotDecide), transaction():
        reveal(application, "id_number", officer(by), "kiểm tra lại")
    assert queries.list_marks(application.id) == {}


def test_an_officer_dismissed_decides_no_more(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with transaction():
        session.query(Officer).filter_by(person_id=by.id).one().ended_at = now()
    for decide in _decisions(application, by):
        with pytest.raises(MayNotDecide), transaction():
            decide()


def test_an_operator_does_not_vouch(app: Flask) -> None:
    with transaction():
        operator = make_operator()
    application = make_submitted()
    with pytest.raises(MayNotDecide), transaction():
        approve_application(application, Actor(OPERATOR, operator.id))


def test_the_second_officer_learns_who_was_first(app: Flask) -> None:
    first, second, application = _officer(), _officer(name="Trần Cán Bộ Hai"), make_submitted()
    with transaction():
        decline_application(application, "thieu_giay_to", "Chị bổ sung giấy", officer(first))
    for decide in _decisions(application, second):
        with pytest.raises(AlreadyDecided) as refused, transaction():
            decide()
        assert (refused.value.decided_by, refused.value.status) == ("Lê Cán Bộ", "declined")
        assert refused.value.decided_at is not None


def test_what_was_handed_in_anew_must_be_looked_at_anew(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    seen = stamp_of(application)
    with transaction():
        ask_for_more(application, "Chị chụp lại thẻ", {}, officer(by))
        submit_application(application, applicant_actor(application.person))
    with pytest.raises(ChangedMeanwhile), transaction():
        decline_application(application, "ly_do_khac", "Chưa rõ", officer(by), seen=seen)


def test_asking_for_more_stops_the_clock_and_keeps_a_note_for_each_requirement(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with transaction():
        ask_for_more(application, "", {"identity": " Ảnh mờ quá\n\n\n\nchị chụp lại ", "goods": " "}, officer(by))
    marks = queries.list_marks(application.id)
    assert (application.status, application.due_at) == ("more_needed", None)
    assert {code: mark.verdict for code, mark in marks.items()} == {"identity": "missing"}
    assert marks["identity"].note == "Ảnh mờ quá\n\nchị chụp lại"
    assert session.query(OutboxRow).filter(OutboxRow.work.contains("tell_more_needed")).count() == 1


def test_asking_for_more_says_what(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with pytest.raises(BadAnswer), transaction():
        ask_for_more(application, " ", {"identity": ""}, officer(by))
    with pytest.raises(NotFound), transaction():
        ask_for_more(application, "", {"registration": "không hỏi cá nhân"}, officer(by))
    session.expire_all()
    assert application.status == "submitted"


def test_declining_needs_a_known_reason_and_words_and_the_applicant_may_try_again(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    for reason, note in (("vi_thich", "x"), ("thieu_giay_to", " ")):
        with pytest.raises(BadAnswer), transaction():
            decline_application(application, reason, note, officer(by))
    with transaction():
        decline_application(application, "thieu_giay_to", "Chị xin lại giấy ở xã", officer(by))
    assert (application.status, application.decision_reason) == ("declined", "thieu_giay_to")
    with transaction():
        reopen_application(application, applicant_actor(application.person))
    assert application.status == "draft"
    assert application.answers["goods"] == ["nong_san_tuoi", "thu_cong"]


def test_a_requirement_is_waived_with_a_reason_where_it_may_be(app: Flask) -> None:
    by = _officer()
    application = make_submitted(bank={"no_account": True, "number": ""})
    with pytest.raises(BadAnswer), transaction():
        mark_requirement(application, "bank_account", "waived", "", officer(by))
    with pytest.raises(BadAnswer) as refused, transaction():
        mark_requirement(application, "identity", "waived", "người quen", officer(by))
    assert refused.value.why == "not_waivable"
    with transaction():
        mark_requirement(application, "bank_account", "waived", "Hội giúp mở tài khoản tháng này", officer(by))
    verify_all(application, by)
    with transaction():
        approve_application(application, officer(by))
    assert application.status == "approved"


def test_what_no_officer_opened_is_not_verified_and_the_applicants_own_look_counts_for_nothing(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    papers = queries.list_papers(application.id)
    with transaction():
        open_paper(application, papers[0], officer(by))
        open_paper(application, papers[1], applicant_actor(application.person))
    with pytest.raises(Unopened) as refused, transaction():
        mark_requirement(application, "identity", "verified", "", officer(by))
    assert refused.value.papers == (("identity", papers[1].side),)
    assert queries.list_marks(application.id) == {}
    with transaction():
        mark_requirement(application, "identity", "missing", "Chụp lại mặt sau", officer(by))
        open_paper(application, papers[1], officer(by))
        mark_requirement(application, "identity", "verified", "", officer(by))
    assert queries.list_marks(application.id)["identity"].verdict == "verified"


def test_a_paper_sent_anew_is_opened_anew(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    verify_all(application, by)
    with transaction():
        ask_for_more(application, "Chụp lại", {}, officer(by))
    add_paper(application, "identity", side="front")
    assert [paper.side for paper in queries.list_unopened(application)] == ["front"]


def test_declining_with_neither_reason_nor_words_is_said_once(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with pytest.raises(BadAnswer) as refused, transaction():
        decline_application(application, "", " ", officer(by))
    assert (refused.value.field, refused.value.why) == ("reason", "unknown_and_no_note")


def test_unknown_requirements_and_verdicts_are_not_found(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    for code, verdict in (("registration", "verified"), ("identity", "answered"), ("x", "verified")):
        with pytest.raises(NotFound), transaction():
            mark_requirement(application, code, verdict, "n", officer(by))


def test_a_reveal_needs_a_purpose_and_leaves_one_audit_row(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with pytest.raises(Invalid), transaction():
        reveal(application, "id_number", officer(by), " ")
    with transaction():
        shown = [
            reveal(application, kind, officer(by), "đối chiếu thẻ")
            for kind in ("id_number", "birth_date", "account_number")
        ]
    assert shown == [ID_NUMBER, "1990-02-01", ACCOUNT_NUMBER]
    rows = session.query(AuditEntry).filter_by(action="trait.revealed", person_id=by.id).all()
    assert [(row.subject_id, row.purpose) for row in rows] == [(application.person_id, "đối chiếu thẻ")] * 3
    assert not [row for row in rows if ID_NUMBER in str(row.details) or ACCOUNT_NUMBER in str(row.details)]


def test_unknown_facts_are_not_revealed(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    for kind in ("ethnicity", "tax_code", "password"):
        with pytest.raises(NotFound), transaction():
            reveal(application, kind, officer(by), "đối chiếu")


def test_reveals_are_throttled(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    with transaction():
        for _ in range(REVEALS_AN_HOUR):
            reveal(application, "account_number", officer(by), "đối chiếu")
    with pytest.raises(TooMany), transaction():
        reveal(application, "id_number", officer(by), "đối chiếu")


def test_a_draft_cannot_be_decided(app: Flask) -> None:
    by, application = _officer(), make_draft()
    for decide in _decisions(application, by):
        with pytest.raises(AlreadyDecided), transaction():
            decide()


def test_the_promise_names_who_was_admitted_wrongly(app: Flask) -> None:
    by, application = _officer(), make_submitted()
    verify_all(application, by)
    with transaction():
        seller = approve_application(application, officer(by))
        seller.verified_by = seller.person_id
    assert list(promises.admitted_by_the_right_officer()) == [
        f"seller {seller.id} was not admitted by an officer above that seller's unit"
    ]
    with transaction():
        seller.verified_by = by.id
        session.query(Officer).filter_by(person_id=by.id).one().appointed_at = now() + timedelta(days=1)
    assert len(list(promises.admitted_by_the_right_officer())) == 1


@pytest.mark.usefixtures("app")
class TestTakingUpAgain:
    """An application is completed face to face, a decline reopened (8.16)."""

    def test_what_was_sent_back_waits_again_with_its_marks(self) -> None:
        clerk, application = _officer(), make_submitted()
        with transaction():
            ask_for_more(application, "", {"identity": "Mang thẻ đến"}, officer(clerk))
        with transaction():
            take_up_again(application, "", officer(clerk))
            mark_requirement(application, "identity", SAW_ORIGINAL, "", officer(clerk))
        assert application.status == "submitted" and application.due_at is not None and application.decided_at is None
        assert queries.list_marks(application.id)["identity"].verdict == "verified"
        assert application.answers["in_person"] == ["identity"]

    def test_a_decline_needs_a_reason_and_tells_her(self) -> None:
        clerk, application = _officer(), make_submitted()
        with transaction():
            decline_application(application, "ly_do_khac", "Nhầm", officer(clerk))
        with pytest.raises(BadAnswer), transaction():
            take_up_again(application, " ", officer(clerk))
        with transaction():
            take_up_again(application, "Trả lời nhầm", officer(clerk))
        works = [row.work.rpartition(":")[2] for row in session.query(OutboxRow)]
        assert application.status == "submitted" and works.count("tell_reopened") == 1

    def test_only_in_her_territory_and_never_her_own(self) -> None:
        stranger, clerk, application = _officer(HAC_THANH), _officer(), make_submitted()
        with transaction():
            decline_application(application, "ly_do_khac", "Nhầm", officer(clerk))
        for person in (stranger, application.person):
            with pytest.raises(MayNotDecide), transaction():
                take_up_again(application, "mở lại", officer(person))
        assert application.status == "declined"
