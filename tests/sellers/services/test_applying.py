"""The applicant's side: she begins once, answers as often as she likes, and hands in only what is whole."""

from datetime import date, timedelta

import pytest
from flask import Flask

from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.core.outbox import OutboxRow
from marketplace.core.states import WrongState, history_of
from marketplace.core.transactions import transaction
from marketplace.people.models import SealedTrait
from marketplace.people.purposes import CONTACT, IDENTITY, PURPOSES
from marketplace.people.queries import find_consent, find_trait
from marketplace.sellers import queries, steps
from marketplace.sellers.checklist import answered_steps, load_case, steps_of
from marketplace.sellers.errors import BadAnswer, Incomplete, NotOpenToAnswers, NoUnitThere, TooManyPapers
from marketplace.sellers.legal_forms import COOPERATIVE, GROUP, HOUSEHOLD, PERSON
from marketplace.sellers.models import Application, BankAccount
from marketplace.sellers.services import (
    answer,
    ask_for_more,
    mark_requirement,
    remove_evidence,
    reopen_application,
    start_application,
    submit_application,
    withdraw_application,
)
from tests.builders import BIEN_THUONG, HANOI_BA_DINH, make_customer, make_officer
from tests.sellers.applicants import (
    ACCOUNT_NUMBER,
    ID_NUMBER,
    NEEDED,
    add_paper,
    answers,
    applicant_actor,
    make_draft,
    make_submitted,
    officer,
    verify_all,
)


def _started() -> Application:
    with transaction():
        return start_application(make_customer("Nguyễn Thị Mẫu"))


def _answer(application: Application, step: str, **values: object) -> None:
    with transaction():
        answer(application, step, values, applicant_actor(application.person))


def test_an_application_is_begun_once(app: Flask) -> None:
    application = _started()
    with transaction():
        again = start_application(application.person)
    assert again.id == application.id
    assert (application.status, application.number[:2]) == ("draft", "HS")


def test_each_answer_is_kept_and_read_on_another_day(app: Flask) -> None:
    application = _started()
    _answer(application, steps.NAME, full_name="  trần  thị Lan ", birth_date=date(1975, 3, 9))
    _answer(application, steps.PLACE, area_code=BIEN_THUONG, address_line="Thôn 3")
    session.expire_all()
    known = queries.find_application_of(application.person_id)
    assert known is not None and known.unit is not None
    assert (known.person.full_name, known.person.birth_year) == ("trần thị Lan", 1975)
    assert (known.unit.area_code, known.person.address_line) == (BIEN_THUONG, "Thôn 3")
    assert answered_steps(load_case(known)) >= {steps.NAME, steps.PLACE}


def test_sensitive_answers_are_sealed_and_nowhere_in_plain(app: Flask) -> None:
    application = make_draft(HOUSEHOLD)
    person_id = application.person_id
    assert find_trait(person_id, "id_number") == "038•••••0001"
    assert find_trait(person_id, "birth_date") == "•••"
    assert find_trait(person_id, "tax_code") == "280•••••67"
    account = queries.bank_account_of(person_id)
    assert account is not None and account.number_masked == "•••••••••3456"
    stored = [str(application.answers), account.number_sealed]
    stored += [trait.sealed + trait.masked for trait in session.query(SealedTrait)]
    for secret in (ID_NUMBER, ACCOUNT_NUMBER, "1990-02-01", "2801234567"):
        assert not [text for text in stored if secret in text]


@pytest.mark.parametrize(
    ("step", "values", "field"),
    [
        (steps.NAME, {"full_name": " ", "birth_date": date(1990, 1, 1)}, "full_name"),
        (steps.NAME, {"full_name": "A", "birth_date": date(2020, 1, 1)}, "birth_date"),
        (steps.NAME, {"full_name": "A", "birth_date": date(1880, 1, 1)}, "birth_date"),
        (steps.PLACE, {"area_code": "38", "address_line": ""}, "commune"),
        (steps.PLACE, {"area_code": "99999", "address_line": ""}, "commune"),
        (steps.PLACE, {"area_code": BIEN_THUONG, "address_line": "x" * 201}, "address_line"),
        (steps.FORM, {"legal_form": "tap_doan"}, "legal_form"),
        (steps.BUSINESS, {"business_name": " "}, "business_name"),
        (steps.BUSINESS, {"business_name": "HTX", "tax_code": "12"}, "tax_code"),
        (steps.BUSINESS, {"business_name": "HTX", "tax_code": "١٢٣٤٥٦٧٨٩٠"}, "tax_code"),
        (steps.GOODS, {"goods": []}, "goods"),
        (steps.GOODS, {"goods": ["vu_khi"]}, "goods"),
        (steps.CARD, {"id_number": "12345"}, "id_number"),
        (steps.CARD, {"id_number": "٠٣٨١٩٠٠٠٠٠٠١"}, "id_number"),
        (steps.BANK, {"bin": "000000", "number": "123456", "holder": "A"}, "bin"),
        (steps.BANK, {"bin": "970405", "number": "12", "holder": "A"}, "number"),
        (steps.BANK, {"bin": "970405", "number": "123456", "holder": "!!!"}, "holder"),
    ],
)
def test_an_impossible_answer_names_its_part(app: Flask, step: str, values: dict[str, object], field: str) -> None:
    application = _started()
    with pytest.raises(BadAnswer) as refused:
        _answer(application, step, **values)
    assert refused.value.field == field


def test_a_woman_outside_the_province_is_told_so(app: Flask) -> None:
    application = _started()
    with pytest.raises(NoUnitThere):
        _answer(application, steps.PLACE, area_code=HANOI_BA_DINH, address_line="")
    assert application.unit_id is None


def test_an_unknown_question_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFound):
        _answer(_started(), "salary")


def test_each_legal_form_is_asked_its_own_questions(app: Flask) -> None:
    asked = {form: steps_of(make_draft(form)) for form in (PERSON, HOUSEHOLD, GROUP, COOPERATIVE)}
    assert asked[PERSON] == [s for s in steps.STEPS if s not in (steps.BUSINESS, steps.PAPERS)]
    assert asked[HOUSEHOLD] == asked[GROUP] == asked[COOPERATIVE] == list(steps.STEPS)


def test_handing_in_sets_the_clock_and_tells(app: Flask) -> None:
    application = make_submitted()
    assert application.status == "submitted"
    assert application.submitted_at is not None and application.due_at is not None
    assert application.due_at - application.submitted_at >= timedelta(days=5) - timedelta(seconds=1)
    told = session.query(OutboxRow).filter(OutboxRow.work.contains("application_submitted")).count()
    with transaction():
        submit_application(application, applicant_actor(application.person))
    assert session.query(OutboxRow).filter(OutboxRow.work.contains("application_submitted")).count() == told == 1
    assert len(history_of("application", [application.id])[application.id]) == 2


def test_an_incomplete_application_is_not_handed_in(app: Flask) -> None:
    application = _started()
    _answer(application, steps.FORM, legal_form=PERSON)
    with pytest.raises(Incomplete) as refused, transaction():
        submit_application(application, applicant_actor(application.person))
    assert {"identity", "address", "goods", "bank_account", "consents"} == set(refused.value.missing)
    session.expire_all()
    assert (application.status, application.submitted_at) == ("draft", None)


def test_nothing_changes_after_handing_in(app: Flask) -> None:
    application = make_submitted()
    with pytest.raises(NotOpenToAnswers):
        _answer(application, steps.NAME, full_name="Khác", birth_date=date(1990, 1, 1))
    with pytest.raises(NotOpenToAnswers):
        add_paper(application, "identity", side="front")
    paper = queries.list_papers(application.id)[0]
    with pytest.raises(NotOpenToAnswers), transaction():
        remove_evidence(application, paper.id)
    session.expire_all()
    assert application.person.full_name == "Nguyễn Thị Mẫu"
    assert len(queries.list_papers(application.id)) == 2


def test_a_paper_goes_to_a_requirement_that_takes_papers_and_no_other(app: Flask) -> None:
    application = make_draft()
    for code, side in (("goods", ""), ("registration", ""), ("nothing", ""), ("identity", ""), ("identity", "edge")):
        with pytest.raises(NotFound):
            add_paper(application, code, side=side)


def test_a_side_of_the_card_sent_again_takes_the_place_of_the_first(app: Flask) -> None:
    application = make_draft()
    front, back = queries.list_papers(application.id)
    again = add_paper(application, "identity", side="front")
    assert [paper.id for paper in queries.list_papers(application.id)] == [back.id, again.id]
    assert front.file.erased_at is not None and back.file.erased_at is None


def test_the_card_is_shown_by_both_sides_or_in_person(app: Flask) -> None:
    application = make_draft()
    with transaction():
        remove_evidence(application, queries.list_papers(application.id)[1].id)
    assert load_case(application).missing_sides("identity") == ["back"]
    assert not load_case(application).shows("identity")
    _answer(application, steps.CARD, id_number="", in_person=True)
    assert load_case(application).shows("identity")


def test_one_requirement_holds_six_papers(app: Flask) -> None:
    application = make_draft(HOUSEHOLD)
    for _ in range(5):
        add_paper(application, "registration")
    with pytest.raises(TooManyPapers):
        add_paper(application, "registration")
    assert len(queries.list_papers(application.id)) == 8


def test_a_paper_taken_back_is_erased_at_once(app: Flask) -> None:
    application = make_draft()
    paper = queries.list_papers(application.id)[0]
    with transaction():
        remove_evidence(application, paper.id)
    assert [kept.side for kept in queries.list_papers(application.id)] == ["back"]
    assert paper.file.erased_at is not None
    with pytest.raises(NotFound), transaction():
        remove_evidence(application, paper.id)


def test_another_womans_paper_is_not_found(app: Flask) -> None:
    application, other = make_draft(), make_draft(person=None, name={"full_name": "Lê Thị Hai"})
    theirs = queries.list_papers(other.id)[0]
    with pytest.raises(NotFound), transaction():
        remove_evidence(application, theirs.id)
    session.expire_all()
    assert theirs.removed_at is None


def test_she_may_bring_the_card_instead_of_photographing_it(app: Flask) -> None:
    application = _started()
    for step, values in answers(card={"in_person": True}).items():
        _answer(application, step, **values)
    with transaction():
        submit_application(application, applicant_actor(application.person))
    assert application.status == "submitted"


def test_she_may_apply_without_a_bank_account(app: Flask) -> None:
    application = make_submitted(bank={"no_account": True, "number": ""})
    assert queries.bank_account_of(application.person_id) is None
    assert application.status == "submitted"


def test_the_same_account_given_twice_is_one_and_a_new_one_ends_the_old(app: Flask) -> None:
    application = make_draft()
    _answer(application, steps.BANK, bin="970405", number=ACCOUNT_NUMBER, holder="nguyễn thị mẫu")
    assert session.query(BankAccount).count() == 1
    _answer(application, steps.BANK, bin="970436", number="0011002233445", holder="Nguyễn Thị Mẫu")
    accounts = session.query(BankAccount).order_by(BankAccount.id).all()
    assert [account.ended_at is None for account in accounts] == [False, True]
    _answer(application, steps.BANK, no_account=True)
    assert queries.bank_account_of(application.person_id) is None


def test_consents_are_given_one_by_one_and_only_to_what_is_done(app: Flask) -> None:
    application = make_draft(consent={"purposes": {IDENTITY, "no_such_purpose"}})
    person_id = application.person_id
    assert find_consent(person_id, IDENTITY) is not None and find_consent(person_id, CONTACT) is None
    assert find_consent(person_id, "no_such_purpose") is None
    _answer(application, steps.CONSENT, purposes=NEEDED, text_version="1", food_commitment=True)
    assert all(find_consent(person_id, code) for code in PURPOSES if code in NEEDED)


def test_without_the_needed_consents_nothing_is_handed_in(app: Flask) -> None:
    application = make_draft(consent={"purposes": NEEDED - {IDENTITY}})
    with pytest.raises(Incomplete) as refused, transaction():
        submit_application(application, applicant_actor(application.person))
    assert refused.value.missing == ("consents",)


def test_taking_it_back_and_trying_again_keeps_everything(app: Flask) -> None:
    application = make_submitted()
    for _ in range(2):
        with transaction():
            withdraw_application(application, applicant_actor(application.person))
    assert (application.status, application.due_at) == ("withdrawn", None)
    for _ in range(2):
        with transaction():
            reopen_application(application, applicant_actor(application.person))
    with transaction():
        submit_application(application, applicant_actor(application.person))
    assert application.status == "submitted"
    assert application.decided_at is None


def test_what_was_approved_is_not_reopened(app: Flask) -> None:
    with transaction():
        by = make_officer()
    from tests.sellers.applicants import make_approved

    seller = make_approved(by)
    application = queries.find_application_of(seller.person_id)
    assert application is not None
    with pytest.raises(NotOpenToAnswers), transaction():
        reopen_application(application, applicant_actor(application.person))
    with pytest.raises(WrongState), transaction():
        withdraw_application(application, applicant_actor(application.person))


def test_a_changed_answer_is_looked_at_anew(app: Flask) -> None:
    with transaction():
        by = make_officer()
    application = make_submitted()
    verify_all(application, by)
    with transaction():
        mark_requirement(application, "goods", "missing", "Chị ghi rõ hơn", officer(by))
        ask_for_more(application, "", {"identity": "Ảnh mờ, chị chụp lại"}, officer(by))
    _answer(application, steps.CARD, id_number="038185000009")
    _answer(application, steps.GOODS, goods=["thu_cong"])
    marks = queries.list_marks(application.id)
    assert (marks["identity"].verdict, marks["goods"].verdict) == ("answered", "answered")
    assert marks["identity"].note == "Ảnh mờ, chị chụp lại"
    before = application.submitted_at
    with transaction():
        submit_application(application, applicant_actor(application.person))
    assert application.submitted_at is not None and before is not None
    assert before < application.submitted_at <= now()
