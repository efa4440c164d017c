"""A small town for browser tests: a shop with orders at each step, an applicant, a listing to review, a programme."""

from dataclasses import dataclass

from playwright.sync_api import BrowserContext

from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.phone_changes import ID_CARD, Check, ask_for_phone_change
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.association.scope import EVERYTHING
from marketplace.catalog.services.revisions import submit_product
from marketplace.core.actors import OFFICER, SELLER, Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.orders.services.fulfilment import accept
from marketplace.people.models import Person
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from marketplace.web.plumbing.visitor import COOKIE
from tests.builders import complete_label, make_officer, make_operator, make_product, unit_of
from tests.codes import sent_phone_change, sent_phone_warning
from tests.journeys.market import Stall, two_stalls
from tests.purchases import details, make_order
from tests.sellers.applicants import make_draft, make_submitted

NEW_PHONE = "+84987654321"


@dataclass(frozen=True)
class Town:
    """Who lives here, and what they have begun."""

    stall: Stall
    other: Stall
    order: Order
    unpaid: Order
    accepted: Order
    applicant: Person
    application_number: str
    revision_id: int
    product_id: int
    officer: Person
    operator: Person


def build_town() -> Town:
    """Set everything up, in the database alone."""
    stall, other = two_stalls(stock=20)
    application = make_submitted()
    applicant = make_draft().person
    with transaction():
        shop = stall.goods.shop
        order = make_order((stall.goods, 2), (other.goods, 1), details=details(note="Gọi trước khi giao"))
        unpaid = make_order((stall.goods, 1), method="vietqr", details=details(phone="+84912000333"))
        accepted = make_order((stall.goods, 1), details=details(phone="+84912000444"))
        accept(accepted.shop_orders[0], by=Actor(SELLER, stall.owner.id))
        officer, operator = make_officer(shop.area_code, name="Lê Thị Cán"), make_operator()
        draft = make_product("Mật ong rừng", shop=shop)
        complete_label(draft)
        revision = submit_product(draft, actor=Actor(SELLER, stall.owner.id))
        _support(stall.owner, shop.area_code)
    return Town(
        stall,
        other,
        order,
        unpaid,
        accepted,
        applicant,
        application.number,
        revision.id,
        stall.goods.id,
        officer,
        operator,
    )


def _support(person: Person, area_code: str) -> None:
    record_support(
        get_programme("2415"),
        person,
        unit_of(area_code),
        kind="training",
        given_on=today(),
        actor=Actor(OFFICER, person.id),
        scope=EVERYTHING,
        idea="Trồng sâm Báo",
    )


def ask_for_new_phone(town: Town) -> tuple[str, str]:
    """The shop's owner lost her phone: the tokens of the links to her new number and to her old one."""
    with transaction():
        account = find_account_of(town.stall.owner.id)
        assert account is not None
        check = Check(ID_CARD, "Gặp ở nhà văn hóa thôn 2", in_person=True)
        ask_for_phone_change(account.id, NEW_PHONE, check, Actor(OFFICER, town.officer.id))
        old_phone = account.phone
    tokens = sent_phone_change(NEW_PHONE), sent_phone_warning(old_phone)
    session.rollback()
    return tokens


def sign_in(context: BrowserContext, origin: str, person: Person) -> None:
    """Give a browser the session of a person, second step included."""
    with transaction():
        account = find_account_of(person.id)
        assert account is not None
        _row, token = begin_sign_in(account, second_factor=True)
    session.rollback()
    context.add_cookies([{"name": COOKIE, "value": token, "url": origin}])
