"""Things that belong to somebody else: a shop with its orders and money, a customer, an applicant, a commune."""

from typing import Any

from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.invitations import invite
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.association.models import Officer, Unit
from marketplace.association.posts import FULL_TIME
from marketplace.association.scope import EVERYTHING
from marketplace.association.services import give_post, record_membership
from marketplace.catalog.models import Certificate, Product
from marketplace.catalog.services.revisions import submit_product
from marketplace.core.actors import CUSTOMER, SYSTEM_ACTOR, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.outbox import PARKED, OutboxRow
from marketplace.core.transactions import transaction
from marketplace.media.models import PrivateFile
from marketplace.orders.models import Order
from marketplace.orders.queries import lock_shop_orders
from marketplace.orders.services.fulfilment import decline
from marketplace.payments.models import BankTransaction, Refund
from marketplace.payments.outcomes import UNKNOWN_MEMO
from marketplace.payments.provider_tasks import MISMATCH
from marketplace.payments.services.provider_tasks import raise_task
from marketplace.payments.services.transfers import confirm_transfer
from marketplace.people.models import Person
from marketplace.programme.periods import parse_period
from marketplace.programme.queries import get_programme
from marketplace.programme.registries import INDICATORS
from marketplace.programme.services import (
    Printed,
    Statement,
    add_condition,
    enter_published,
    merge_people,
    note_repayment,
    state_total,
)
from marketplace.sellers.models import Application
from marketplace.shops.models import Shop
from marketplace.training.models import ClassCall, OutreachPhoto, SignedSheet
from marketplace.training.services import (
    Day,
    add_question,
    end_class,
    enter_helped_woman,
    issue_certificates,
    record_outreach,
)
from marketplace.training.topics import SEAT, VNEID
from tests.builders import BIEN_THUONG, complete_label, make_customer, make_officer, make_person, make_product, unit_of
from tests.house.foreign_lists import list_of_another
from tests.house.foreign_registers import RECORDS, registers_of, sealed_of
from tests.outcomes import make_support
from tests.payments.making import make_paid_shop, placed, seller_of, the_payment
from tests.programme.making import BY, make_granted, make_mentor, make_visit
from tests.purchases import make_goods, variant_of
from tests.sellers.applicants import make_submitted
from tests.training.making import ALL, all_came, fill, first_session, make_class

Filling = dict[str, Any]
Fillings = dict[str, Filling]


def make_foreign() -> Fillings:
    """Real ids of everything that is somebody else's, by the beginning of the endpoint that takes them."""
    with transaction():
        shop, buyer = make_paid_shop("Gian hàng nơi khác"), make_customer("Người mua khác")
        goods = make_goods(shop=shop)
        paper = _paper(goods)
    by = Actor(CUSTOMER, buyer.id)
    order, refund = placed(shop, by=by), _refund(shop, placed(shop, by=by))
    application = make_submitted()
    brought_in = list_of_another()
    with transaction():
        return {
            **brought_in,
            **_customers(buyer, order, refund),
            **_shops(shop, goods, paper, order, refund),
            **_communes(shop, goods, order, application),
            **_platforms(refund),
        }


def _paper(product: Product) -> Certificate:
    paper = Certificate(product_id=product.id, kind="ocop", stars=3, number="12/QĐ", issued_on=today())
    session.add(paper)
    session.flush()
    return paper


def _refund(shop: Shop, order: Order) -> Refund:
    """A paid order that the shop declined: its money is to go back."""
    with transaction():
        confirm_transfer(the_payment(order), by=seller_of(shop))
    with transaction():
        [part] = lock_shop_orders([order.shop_orders[0].id])
        decline(part, by=seller_of(shop), reason="sold_out")
    return session.query(Refund).filter_by(shop_order_id=order.shop_orders[0].id).one()


def _customers(buyer: Person, order: Order, refund: Refund) -> Fillings:
    account = find_account_of(buyer.id)
    assert account is not None
    sign_in, _ = begin_sign_in(account, second_factor=False)
    bought = {"number": order.number, "public_id": the_payment(order).public_id}
    repaid = {"number": refund.shop_order.order.number, "refund_id": refund.public_id}
    return {
        "account.security.": {"sign_in_id": sign_in.id},
        "storefront.order_link.": bought,
        "storefront.orders.": bought,
        "storefront.order_proof.": bought,
        "storefront.pay.": bought,
        "storefront.pay.refund": repaid,
    }


def _shops(shop: Shop, goods: Product, paper: Certificate, order: Order, refund: Refund) -> Fillings:
    deposit = BankTransaction(
        feed="test",
        account_fingerprint="x" * 64,
        reference="FT1",
        amount_dong=1000,
        memo="khong ro",
        outcome=UNKNOWN_MEMO,
        payee_shop_id=shop.id,
    )
    session.add(deposit)
    session.flush()
    product = {"product_id": goods.id, "variant_id": variant_of(goods).id, "paper_id": paper.id, "kind": "ocop"}
    return {
        "seller.orders.": {"number": f"{order.number}-1"},
        "seller.order_mistakes.": {"number": f"{order.number}-1"},
        "seller.products.": product,
        "seller.product_": product,
        "seller.stock.": product,
        "seller.transfers.": {"public_id": the_payment(order).public_id, "deposit_id": deposit.id},
        "seller.transfers.refund": {"public_id": refund.public_id},
        "seller.transfers.reveal": {"public_id": refund.public_id},
        "staff.unmatched_deposits.": {"deposit_id": deposit.id, "public_id": the_payment(order).public_id},
    }


def _communes(shop: Shop, goods: Product, order: Order, application: Application) -> Fillings:
    waiting = make_product("Chiếu cói", shop=shop)
    complete_label(waiting)
    paper = _paper(waiting)
    revision = submit_product(waiting, seller_of(shop))
    support = make_support(shop.seller.person)
    evidence = application.evidence[0]
    woman = shop.seller.person
    by: dict[str, Any] = {"actor": SYSTEM_ACTOR, "scope": EVERYTHING}
    membership = record_membership(woman, shop.seller.unit, **by)
    post = give_post(woman, shop.seller.unit, FULL_TIME, **by)
    backed = _backed(woman)
    application_ids = {"number": application.number, "paper_id": evidence.id, "code": evidence.requirement}
    records = {
        "support_record": support.id,
        "shop": shop.id,
        "product": goods.id,
        "shop_order": order.shop_orders[0].id,
        "unit": shop.seller.unit_id,
    }
    return {
        "seller.application.": {"paper_id": evidence.id},
        "staff.applications.": application_ids,
        "staff.phone_changes.": {"number": application.number},
        "staff.listings.": {"revision_id": revision.id, "paper_id": paper.id},
        "staff.support.": {"person_id": shop.seller.person.public_id, "record_id": support.id},
        "staff.women.": {"person_id": woman.public_id},
        "staff.members.": {"membership_id": membership.id},
        "staff.cadre_posts.": {"person_id": woman.public_id, "post_id": post.id},
        **backed,
        **_figures_of(shop.seller.unit),
        **_records_of_one_woman(shop.seller.person),
        **_class_of_one_woman(woman, evidence.private_file_id),
        **registers_of(woman, shop.seller.unit, post, is_public=False),
        **sealed_of(woman),
        **{f"{RECORDS}{kind}": {"kind": kind, "record_id": key} for kind, key in records.items()},
    }


def _backed(woman: Person) -> Fillings:
    """A file for money with all its parts, a visit and a mentor; what is hers to do stands on her own page."""
    row = make_granted(woman, 30_000, "loan", paid=20_000)
    mentor = make_person("Người đồng hành nơi khác", area_code=BIEN_THUONG)
    condition = add_condition(row, text="Nộp hóa đơn", due_on=today(), **BY)
    repayment = note_repayment(row, repaid_on=today(), amount_dong=1_000, **BY)
    proof = PrivateFile(mime="image/jpeg", size_bytes=1, sha256="x", path="x")
    session.add(proof)
    session.flush()
    row.tranches[0].proof_id = proof.id
    visit = make_visit(woman, mentor, next_step="Chụp ảnh", photo_id=proof.id)
    mentorship = make_mentor(woman, mentor)
    parts = {"tranche_id": row.tranches[0].id, "condition_id": condition.id, "repayment_id": repayment.id}
    file = {"funding_id": row.id, "file_id": proof.id, "person_id": woman.public_id, **parts}
    return {
        "seller.union_tasks.": {"visit_id": visit.id, "condition_id": condition.id},
        "staff.funding": file,
        "staff.visits.": {"visit_id": visit.id, "person_id": woman.public_id},
        "staff.mentors.": {"mentorship_id": mentorship.id, "person_id": woman.public_id},
        "staff.timelines.": {"person_id": woman.public_id},
        f"{RECORDS}funding": {"kind": "funding", "record_id": row.id},
        f"{RECORDS}funding_tranche": {"kind": "funding_tranche", "record_id": row.tranches[0].id},
        f"{RECORDS}support_visit": {"kind": "support_visit", "record_id": visit.id},
        f"{RECORDS}mentorship": {"kind": "mentorship", "record_id": mentorship.id},
    }


def _class_of_one_woman(woman: Person, file_id: int) -> Fillings:
    """A class to which she came, with all that hangs on it."""
    row = make_class()
    [one] = fill(row, [woman])
    all_came(row, [one])
    held = first_session(row)
    sheet = SignedSheet(session_id=held.id, private_file_id=file_id)
    session.add(sheet)
    asked = add_question(row, "Đúng hay sai?", "Đúng", ["Sai"], **ALL)
    end_class(row, **ALL)
    [certificate] = issue_certificates(row, **ALL)
    call = ClassCall(enrolment_id=one.id, what=SEAT)
    session.add(call)
    session.flush()
    ids = {"call_id": call.id, "code": row.code, "session_id": held.id, "sheet_id": sheet.id, "enrolment_id": one.id}
    ids |= {"number": certificate.number, "question_id": asked.id}
    day = _outreach_to_one_woman(woman, file_id)
    return {
        "account.classes.": {"number": certificate.number},
        "staff.class": ids,
        "staff.outreach": day,
        f"{RECORDS}outreach": {"kind": "outreach", "record_id": day["outreach_id"]},
        f"{RECORDS}training_class": {"kind": "training_class", "record_id": row.id},
    }


def _outreach_to_one_woman(woman: Person, file_id: int) -> Filling:
    """A day of outreach on which she was helped, with its photo."""
    row = record_outreach(unit_of(BIEN_THUONG), Day(VNEID, today()), **ALL)
    one = enter_helped_woman(row, woman, **ALL)
    photo = OutreachPhoto(outreach_id=row.id, private_file_id=file_id)
    session.add(photo)
    session.flush()
    return {"outreach_id": row.id, "woman_id": one.id, "photo_id": photo.id}


def _figures_of(unit: Unit) -> Fillings:
    """A total that a unit reported, and a figure of it that was printed."""
    by: dict[str, Any] = {"actor": SYSTEM_ACTOR, "scope": EVERYTHING}
    programme, plug = get_programme("939"), INDICATORS.get("women_supported")
    said = Statement(12, "Báo cáo số 1", today())
    total = state_total(programme, plug, unit, parse_period("2024"), said, **by)
    printed = Printed("12 chị", 12, "Bản tin xã", today(), today())
    figure = enter_published(printed, unit, programme, plug.code, **by)
    return {"staff.totals.": {"total_id": total.id}, "staff.published.": {"figure_id": figure.id}}


def _records_of_one_woman(woman: Person) -> Fillings:
    """A pair that may be one woman, and a merge that was made."""
    other, merged = (make_person(woman.full_name, area_code=BIEN_THUONG) for _number in range(2))
    kept = make_person(merged.full_name, area_code=BIEN_THUONG)
    merge = merge_people(kept, merged, {}, actor=SYSTEM_ACTOR, scope=EVERYTHING)
    pair = {"first": woman.public_id, "second": other.public_id}
    return {"staff.duplicates.": pair, "staff.merges.show": pair, "staff.merges.undo": {"merge_id": merge.id}}


def _platforms(refund: Refund) -> Fillings:
    officer = make_officer(BIEN_THUONG, name="Cán bộ nơi khác")
    office = session.query(Officer).filter_by(person_id=officer.id).one()
    invitation, _ = invite("+84987654321", "commune_officer", SYSTEM_ACTOR, unit_id=unit_of(BIEN_THUONG).id)
    stuck = OutboxRow(work="tests:nothing", payload={}, state=PARKED)
    session.add(stuck)
    task = raise_task("stripe", MISMATCH, "evt_elsewhere", amount_dong=1)
    session.flush()
    return {
        "staff.officers.": {"officer_id": office.id, "invitation_id": invitation.id},
        "staff.outbox.": {"row_id": stuck.id},
        "staff.provider_tasks.": {"task_id": task.id},
        "staff.refunds.": {"public_id": refund.public_id},
        "staff.roles.": {"person_id": officer.public_id, "role": "operator", "invitation_id": invitation.id},
        "staff.units.": {"unit_id": unit_of(BIEN_THUONG).id},
    }


def fillings_for(endpoint: str, foreign: Fillings) -> list[Filling]:
    """What to ask an endpoint for: the fitting ids, of every kind of record where there are several; [] for none."""
    if endpoint.startswith(RECORDS):
        return [filling for name, filling in foreign.items() if name.startswith(RECORDS)]
    fitting = [name for name in foreign if endpoint.startswith(name)]
    return [foreign[max(fitting, key=len)]] if fitting else []
